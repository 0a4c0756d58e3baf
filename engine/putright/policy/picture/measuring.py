"""How wide words are at most, in any font that is likely to be used, and where their lines must end.

Pure. The table was read from the fonts by `tests/picture/regenerate_widths.py`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Final, Literal

Style = Literal["plain", "bold"]

FONTS: Final = "'Atkinson Hyperlegible', Arial, 'Liberation Sans', Helvetica, 'DejaVu Sans', sans-serif"
"""The fonts that are asked for; the table holds the widest of them."""

_WIDEST: Final = 1300
"""For a character that is not in the table, in thousandths of the size of the text."""


def width(words: str, size: float, style: Style = "plain") -> float:
    """The most that the words can take up, in the unit of `size`."""
    table = _table(style)
    return sum(_of(mark, table) for mark in words) * size / 1000


def lines(words: str, room: float, size: float, style: Style = "plain") -> tuple[str, ...]:
    """The words in lines that fit the room; a word that is too long for it is cut."""
    found: list[str] = []
    line, taken, space = "", 0.0, width(" ", size, style)
    for word in _pieces(words, room, size, style):
        wide = width(word, size, style)
        if line and taken + space + wide > room:
            found.append(line)
            line = ""
        line, taken = (f"{line} {word}", taken + space + wide) if line else (word, wide)
    return (*found, line) if line else tuple(found)


def _pieces(words: str, room: float, size: float, style: Style) -> Iterator[str]:
    """The words, those that are too wide for the room in pieces."""
    for word in words.split():
        piece, taken = "", 0.0
        for mark in word:
            wide = width(mark, size, style)
            if piece and taken + wide > room:
                yield piece
                piece, taken = "", 0.0
            piece, taken = piece + mark, taken + wide
        yield piece


def _of(mark: str, table: Mapping[str, int]) -> int:
    if mark in table:
        return table[mark]
    if unicodedata.category(mark) in ("Mn", "Me", "Cf"):
        return 0
    parts = unicodedata.normalize("NFKD", mark)
    return sum(_of(part, table) for part in parts) if parts != mark else _WIDEST


@cache
def _table(style: Style) -> Mapping[str, int]:
    text = files("putright.policy.picture").joinpath("widths.txt").read_text("utf-8")
    rows = (line.split(" ", 2) for line in text.split("\n") if line)
    return {mark: int(wide) for named, wide, marks in rows if named == style for mark in marks}
