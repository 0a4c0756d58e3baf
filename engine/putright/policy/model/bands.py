"""Bands: values in the words of a policy, `3`, `1 to 3`, `4 or more`, `up to 3`, and whether a value fits them.

Pure; the only place that decides whether what is known fits what a policy asks for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

_BAND = re.compile(r"(?:(?P<one>\d+)|(?P<low>\d+) to (?P<high>\d+)|(?P<from>\d+) or more|up to (?P<to>\d+))", re.ASCII)


@dataclass(frozen=True, slots=True)
class Band:
    """The whole numbers from `low` to `high`, both included; `high` is None where there is no end."""

    low: int
    high: int | None

    def holds(self, number: int) -> bool:
        return self.low <= number and (self.high is None or number <= self.high)


@cache
def band_of(words: str) -> Band | None:
    """The band that the words name; None when they name none."""
    found = _BAND.fullmatch(words)
    if found is None:
        return None
    if found["one"]:
        return Band(int(found["one"]), int(found["one"]))
    if found["low"]:
        return Band(int(found["low"]), int(found["high"]))
    return Band(int(found["from"]), None) if found["from"] else Band(0, int(found["to"]))


def fits(words: str, value: str) -> bool:
    """Whether a value is the one that the words name, or a number in their band."""
    if words == value:
        return True
    band = band_of(words) if value.isdecimal() else None
    return band is not None and band.holds(int(value))


def can_both_fit(one: str, other: str) -> bool:
    """Whether a value can fit what both say: the same words, or bands that share a number."""
    first, second = band_of(one), band_of(other)
    if first is None or second is None:
        return one == other
    return first.holds(second.low) or second.holds(first.low)
