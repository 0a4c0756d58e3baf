"""PDF: a letter as pages to print and post, tagged so that a screen reader can read them (PDF/UA-1).

Needs the extra `pdf`. Words reach the typesetter as data, never as its markup, and it sees no file but its fonts.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final, cast

from putright.letters.filling import Letter
from putright.letters.pdf_parts import parts

if TYPE_CHECKING:
    import typst

_FONT: Final = "Atkinson Hyperlegible"
_UNSHOWN: Final = re.compile(r'the text `"(.+)"` could not be displayed', re.DOTALL)
_CODE: Final = re.compile(r"\\u\{([0-9a-f]+)\}")
_JOINED: Final = ("Mn", "Mc", "Me", "Sk", "Cf")
"""Kinds of characters that are drawn with the one before them."""
_MOST_NAMED: Final = 20


class PdfError(Exception):
    """A letter cannot be made a PDF: a stable id, what is the matter, and how to mend it."""

    def __init__(self, id: str, what: str, mend: str) -> None:
        self.id, self.what, self.mend = id, what, mend
        super().__init__(f"{id} {what}\n    mend: {mend}")


def to_pdf(letter: Letter, *, on: date, pictures: Sequence[tuple[str, str]] = ()) -> bytes:
    """The letter on A4 pages for a window envelope; the file says that it was made on the day `on`.

    Each of the `pictures`, an SVG of an A4 page and what it shows in words, has a page of its own behind the text.

    The same letter, day and fonts give the same bytes. A symbol that no font has, such as an emoji, is told by its
    name in brackets. Every installed font package (`fontpkg-…`) is used for what Atkinson Hyperlegible lacks.

    Raises:
        PdfError: L310, the extra `pdf` is not installed; L311, no font has some of the letter's characters.
    """
    press = _press()
    told = json.dumps({**parts(letter), "pictures": pictures}, ensure_ascii=False)
    instead: dict[int, str | None] = {}
    while not isinstance(made := press.printed(told.translate(instead), on), bytes):
        instead |= {ord(mark): _in_words(mark) for mark in made}
        if list(instead.values()).count(None) == _MOST_NAMED:
            break
    unknown = [chr(code) for code, words in instead.items() if words is None]
    if isinstance(made, bytes) and not unknown:
        return made
    raise _no_font(letter, unknown)


def has_pdf() -> bool:
    """Whether the extra `pdf` is installed."""
    return all(find_spec(package) for package in ("typst", "fontpkg_atkinson_hyperlegible"))


@dataclass(frozen=True, slots=True)
class _Press:
    """The page as it is laid out, its fonts, and the only folder that may be looked into."""

    page: bytes
    fonts: typst.Fonts
    folder: str

    def printed(self, told: str, on: date) -> bytes | str:
        """The PDF; or, in its place, some of the characters that no font has."""
        import typst

        given = {"letter": told}
        compiler = typst.Compiler(
            self.page, root=self.folder, font_paths=self.fonts, ignore_system_fonts=True, sys_inputs=given
        )
        made_at = datetime.combine(on, time(), UTC)
        try:
            return cast(bytes, compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=made_at))
        except typst.TypstError as error:
            marks = _unshown(error.message, told)
            if not marks:
                raise
            return marks


@cache
def _press() -> _Press:
    try:
        import fontpkg
        import typst

        own = str(fontpkg.path(_FONT).parent)
    except (ImportError, LookupError) as error:
        what = "PDF needs packages that are not installed"
        raise PdfError("L310", what, "pip install 'putright[pdf]', or choose another form") from error
    others = {str(file.path.parent) for family in fontpkg.families().values() for file in family.files}
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[own, *sorted(others - {own})])
    return _Press(files("putright.letters").joinpath("page.typ").read_bytes(), fonts, own)


def _unshown(message: str, told: str) -> str:
    """The characters that the typesetter complains of; where it names only what they stand on, the one after that."""
    found = _UNSHOWN.search(message)
    named = _CODE.sub(lambda code: chr(int(code[1], 16)), found[1]) if found else ""
    marks = "".join(mark for mark in named if not mark.isascii())
    after = re.findall(rf"{re.escape(named)}([^\x00-\x7f])", told) if named else []
    return marks or "".join(mark for mark in after if unicodedata.category(mark) in _JOINED)


def _in_words(mark: str) -> str | None:
    """A symbol by its name; nothing for what only changes the mark before it; None for what has to be shown."""
    kind = unicodedata.category(mark)
    if kind in ("Cf", "Me") or "\ufe00" <= mark <= "\ufe0f" or "\U0001f3fb" <= mark <= "\U0001f3ff":
        return ""
    return f"[{unicodedata.name(mark, 'symbol').lower()}]" if kind.startswith("S") else None


def _no_font(letter: Letter, marks: Iterable[str]) -> PdfError:
    named = ", ".join(f"{mark} ({unicodedata.name(mark, 'without a name').lower()})" for mark in marks)
    what = f'no installed font has these characters of the letter "{letter.title}": {named}'
    return PdfError("L311", what, "install a font package that has them (fontpkg.org), or send the letter as HTML")
