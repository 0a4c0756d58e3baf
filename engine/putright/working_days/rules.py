"""Counting rules, by name: which day is day 1, where a count may end, when an event belongs to the next day.

Never has a default for how day 1 is counted: peers differ by a day, so it has to be said.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import Final, Literal

from putright.working_days.durations import Duration
from putright.working_days.words import not_a_choice

Starts = Literal["day-after", "deemed-working-day", "same-day"]
Ends = Literal["as-it-falls", "next-working-day", "previous-working-day"]

STARTS: Final[dict[Starts, str]] = {
    "day-after": "the first counted day after the event is day 1",
    "deemed-working-day": "an event on a day that is not worked is taken to happen on the next working day, "
    "and the first counted day after that is day 1",
    "same-day": "the day of the event, or the first counted day after it, is day 1",
}
STARTS_BEFORE: Final[dict[Starts, str]] = {
    "day-after": "the first counted day before the event is day 1",
    "deemed-working-day": "an event on a day that is not worked is taken to happen "
    "on the previous working day, and the first counted day before that is day 1",
    "same-day": "the day of the event, or the first counted day before it, is day 1",
}
ENDS: Final[dict[Ends, str]] = {
    "as-it-falls": "it is due on the day where the count ends",
    "next-working-day": "where the count ends on a day that is not worked, it is due on the next working day",
    "previous-working-day": "where the count ends on a day that is not worked, it is due on the working day before",
}


@dataclass(frozen=True, slots=True)
class Counting:
    """How days are counted: which day is day 1, where the count may end, and the hour that closes the day.

    `cut_off` is local time; an event at or after it belongs to the next calendar day.

    Raises:
        ValueError: There is no rule of that name; the sentence lists them.
    """

    starts: Starts
    ends: Ends = "as-it-falls"
    cut_off: time | None = None

    def __post_init__(self) -> None:
        if self.starts not in STARTS:
            raise ValueError(not_a_choice("starts", str(self.starts), STARTS))
        if self.ends not in ENDS:
            raise ValueError(not_a_choice("ends", str(self.ends), ENDS))
        if self.cut_off is not None and not isinstance(self.cut_off, time):
            raise ValueError(f"cut_off must be a time of day; found {self.cut_off!r}")

    def in_words(self, within: Duration, *, before: bool = False) -> str:
        """The rule as a sentence that names it, for a count of `within`."""
        if within.unit == "hours":
            start = "hours: they run from the moment of the event, also at night and at weekends"
        else:
            start = f"{self.starts}: {(STARTS_BEFORE if before else STARTS)[self.starts]}"
        if within.unit in ("months", "years"):
            start = (
                f"{self.starts}: {within.unit} keep the day number of the event, "
                "or take the last day of a shorter month"
            )
        return f"{start}; {self.ends}: {ENDS[self.ends]}"
