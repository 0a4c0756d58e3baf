"""Encoding: from the bytes of a file to its text, and the signs in a text that nobody can see.

Never repairs a text in silence: what cannot be read is shown with its place.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator

from putright.problems import Place, PolicyError, Problem

_INVISIBLE = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|(?m:^ *\xa0)"
)
_MOST_SHOWN = 20
_SAVE_AS_UTF8 = "save the file as plain text in UTF-8"


def decoded(content: bytes | str, file: str) -> str:
    """The text of a file, without its byte order mark.

    Raises:
        PolicyError: It is not UTF-8, or holds signs that are no text.
    """
    text = content if isinstance(content, str) else _from_utf8(content, file)
    text = text.removeprefix("\ufeff")
    if unseen := tuple(_invisible(text, file)):
        raise PolicyError(unseen)
    return text


def _from_utf8(content: bytes, file: str) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise PolicyError([Problem("P001", Place(file), "the file is UTF-16, and not UTF-8", _SAVE_AS_UTF8)])
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8").removeprefix("\ufeff")
        what = f"the file is not UTF-8 text: it holds the byte {content[error.start]:#04x} here"
        raise PolicyError([Problem("P001", _after(before, file), what, _SAVE_AS_UTF8)]) from None


def _invisible(text: str, file: str) -> Iterator[Problem]:
    for shown, found in enumerate(_INVISIBLE.finditer(text)):
        if shown == _MOST_SHOWN:
            return
        sign = found.group()[-1]
        name = unicodedata.name(sign, "a control character").lower()
        what = f"an invisible sign stands here: {name} (U+{ord(sign):04X})"
        yield Problem("P001", _after(text[: found.end() - 1], file), what, "delete it and type the line again")


def _after(text: str, file: str) -> Place:
    """The place that follows `text`."""
    lines = re.split("\r\n|\r|\n", text)
    return Place(file, len(lines), len(lines[-1]) + 1)
