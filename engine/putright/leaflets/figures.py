"""Figures: the lengths of time that a text says, wherever it says them, and the marks that name what they belong to.

Pure. Knows text, Markdown and HTML by what they look like; it reads no policy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from putright.working_days import Duration
from putright.working_days.durations import NUMBER_WORDS

NO_LIMIT: Final = "no limit"
"""What stands in the mark behind a length of time that is no limit of the policy."""

_NUMBERS: Final = {
    **{word: number for word, number in NUMBER_WORDS.items() if word not in ("a", "an")},
    "eleven": 11,
    "thirteen": 13,
    "fourteen": 14,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty-one": 21,
    "twenty-five": 25,
    "twenty-eight": 28,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
}
_NUMBER: Final = rf"(?:[1-9]\d{{0,2}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_FIGURE: Final = re.compile(
    rf"(?<![\w.,£-])(?<!\d )(?P<one>{_NUMBER})(?:(?:\s+(?:to|or|and)\s+|\s*[-–]\s*)(?P<other>{_NUMBER}))?"
    r"[\s-]+(?:(?:more|further|extra|additional|full)\s+)?"
    r"(?P<unit>(?:(?:working|business|calendar)[\s-]+)?(?:day|week|month|year|hour))s?\b",
    re.IGNORECASE,
)
_MARK: Final = re.compile(r"(?:[\s*_]|</?[a-z]+>)*<!--\s*putright:\s*(?P<name>[^<>]*?)\s*-->", re.IGNORECASE)
_UNREAD: Final = re.compile(
    r"<!--.*?-->|<(style|script)\b.*?</\1>|<[^<>]*>|&nbsp;|&#160;|&#xa0;|[*_\u00a0]", re.DOTALL | re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A length of time in a text: as it is written, what it means, where it stands, and what its mark names."""

    words: str
    means: tuple[Duration, ...]
    line: int
    column: int
    end: int
    name: str = ""


def figures(text: str) -> Iterator[Figure]:
    """Every length of time that a text says, in order."""
    shown = _UNREAD.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    for found in _FIGURE.finditer(shown):
        before = text[: found.start()]
        mark = _MARK.match(text, found.end())
        yield Figure(
            " ".join(found[0].split()),
            tuple(_durations(found)),
            before.count("\n") + 1,
            found.start() - before.rfind("\n"),
            found.end(),
            mark["name"] if mark else "",
        )


def marked(text: str, mark: str) -> str:
    """The text with `mark` behind each length of time that it says."""
    end = 0
    parts = []
    for figure in figures(text):
        parts += [text[end : figure.end], mark]
        end = figure.end
    return "".join([*parts, text[end:]])


def same(one: Duration, other: Duration) -> bool:
    """Whether two lengths of time are the same: a week is seven days, a year is twelve months."""
    return _in_smallest(one) == _in_smallest(other)


def _in_smallest(one: Duration) -> tuple[int, str]:
    times, unit = {"weeks": (7, "days"), "years": (12, "months")}.get(one.unit, (1, one.unit))
    return one.number * times, unit


def _durations(found: re.Match[str]) -> Iterator[Duration]:
    unit = " ".join(found["unit"].lower().replace("-", " ").split())
    for words in filter(None, (found["one"], found["other"])):
        yield Duration.parse(f"{_NUMBERS.get(words.lower(), words)} {unit}")
