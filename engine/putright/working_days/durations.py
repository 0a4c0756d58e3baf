"""Durations: lengths of time as people say them, such as `10 working days` or `12 months`.

Never turns one unit into another: eight weeks are not 56 working days, and a month has no fixed length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final, Literal

from putright.working_days.words import listed

Unit = Literal["working days", "days", "weeks", "months", "years", "hours"]
UNITS: Final[tuple[Unit, ...]] = ("working days", "days", "weeks", "months", "years", "hours")
LONGEST: Final = 4000

ALSO_SAID: Final[dict[str, Unit]] = {"business days": "working days", "calendar days": "days"}
# Abbreviations are known only so that the refusal can name the unit that was meant.
MEANT: Final[dict[str, Unit]] = {
    **dict.fromkeys(("wd", "wds", "bd", "bds", "workdays", "workday", "wdays", "weekdays"), "working days"),
    **dict.fromkeys(("d", "cd"), "days"),
    **dict.fromkeys(("w", "wk", "wks"), "weeks"),
    **dict.fromkeys(("mo", "mth", "mths", "mon"), "months"),
    **dict.fromkeys(("y", "yr", "yrs"), "years"),
    **dict.fromkeys(("h", "hr", "hrs"), "hours"),
}
NUMBER_WORDS: Final = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
}


@dataclass(frozen=True, slots=True)
class Duration:
    """A whole number of one unit; `str()` gives the words again, with the right plural."""

    number: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.unit not in UNITS:
            raise ValueError(f"the unit must be {listed(UNITS)}; found {self.unit!r}")
        if not isinstance(self.number, int) or not 0 <= self.number <= LONGEST:
            raise ValueError(f"a duration runs from 0 to {LONGEST} {self.unit}; found {self.number}")

    def __str__(self) -> str:
        return f"{self.number} {self.unit[:-1] if self.number == 1 else self.unit}"

    @classmethod
    def parse(cls, text: str) -> Duration:
        """The duration that the words say: a whole number in digits, then a unit, singular or plural.

        Business days are working days, calendar days are days.

        Raises:
            ValueError: The words are no duration; the sentence names the nearest one that is.
        """
        if not isinstance(text, str):
            raise ValueError(f'a duration is text such as "10 working days"; found {text!r}')
        words = " ".join(text.split())
        match = re.fullmatch(r"(\d+) ?([A-Za-z][A-Za-z -]*)", words, re.ASCII)
        unit = _unit(match[2].lower()) if match and " " in words else None
        if match is None or unit is None:
            raise ValueError(f'"{_short(words)}" is not a duration{_hint(words)}')
        if len(match[1]) > 6:
            raise ValueError(f"a duration runs from 0 to {LONGEST} {unit}; found {_short(match[1])}")
        return cls(int(match[1]), unit)


def _unit(word: str) -> Unit | None:
    plural = word if word.endswith("s") else f"{word}s"
    if plural in UNITS:
        return plural
    return ALSO_SAID.get(plural)


def _short(words: str) -> str:
    return words if len(words) <= 40 else f"{words[:37]}..."


def _hint(words: str) -> str:
    """The end of a refusal: the nearest duration, or the valid shape where none is near."""
    shape = f': write a whole number and {listed(UNITS)}, for example "10 working days"'
    match = re.fullmatch(r"(\d{1,4}|[A-Za-z]+)(?: |-)?([A-Za-z][A-Za-z -]*)?", words, re.ASCII)
    if match is None:
        return shape
    number = int(match[1]) if match[1].isdigit() else NUMBER_WORDS.get(match[1].lower())
    if number is None:
        return shape
    if match[2] is None:
        return f': say of what, for example "{number} working days" or "{number} days"'
    unit = _nearest_unit(match[2].lower().replace("-", " "))
    return f': did you mean "{Duration(min(number, LONGEST), unit)}"?' if unit else shape


def _nearest_unit(word: str) -> Unit | None:
    known: dict[str, Unit] = {unit: unit for unit in UNITS} | ALSO_SAID
    exact = _unit(word) or MEANT.get(word)
    if exact:
        return exact
    close = get_close_matches(word, known, n=1, cutoff=0.7)
    return known[close[0]] if close else None
