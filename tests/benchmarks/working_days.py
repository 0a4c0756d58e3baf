"""How fast stepping over working days is, beside a bare lookup in two lists and beside the package workalendar.

Run by hand: `python tests/benchmarks/working_days.py`. Each line is the median of nine rounds of the same run.
"""

from __future__ import annotations

import random
import statistics
import warnings
from collections.abc import Callable
from datetime import date, timedelta
from time import perf_counter

from workalendar.europe import UnitedKingdom

from putright.policy.calendars import shipped_calendar
from putright.working_days import Counting, Duration, count

ROUNDS = 9
QUESTIONS = 2000


def questions() -> list[tuple[date, int]]:
    """The same days and numbers in every run: what complaints procedures ask for."""
    chance = random.Random(20260402)  # noqa: S311
    first = date(2014, 1, 1)
    numbers = (2, 3, 5, 10, 10, 15, 20, 20, 25, 65)
    return [(first + timedelta(days=chance.randrange(4500)), chance.choice(numbers)) for _ in range(QUESTIONS)]


def bare_lookup() -> Callable[[date, int], date]:
    """The least that stepping can cost in Python: two lists and no care for their ends."""
    calendar = shipped_calendar("england-and-wales")
    base, last = calendar.known_from.toordinal(), calendar.horizon.toordinal()
    every = [date.fromordinal(ordinal) for ordinal in range(base, last + 1)]
    days = [day for day in every if calendar.works(day)]
    index, passed = [], -1
    for day in every:
        passed += calendar.works(day)
        index.append(passed)

    def step(day: date, n: int) -> date:
        return days[index[day.toordinal() - base] + n]

    return step


def seconds(step: Callable[[date, int], object], asked: list[tuple[date, int]]) -> float:
    begun = perf_counter()
    for day, n in asked:
        step(day, n)
    return (perf_counter() - begun) / len(asked)


def main() -> None:
    warnings.simplefilter("ignore")
    asked = questions()
    calendar, bare, other, rule = (
        shipped_calendar("england-and-wales"),
        bare_lookup(),
        UnitedKingdom(),
        Counting("day-after"),
    )
    durations = {n: Duration(n, "working days") for _, n in asked}
    assert all(calendar.step(day, n) == bare(day, n) for day, n in asked)
    contenders: dict[str, Callable[[date, int], object]] = {
        "bare lookup in two lists": bare,
        "calendar.step": calendar.step,
        "count, with its rule and its reasons at hand": lambda day, n: count(day, durations[n], rule, calendar),
        "workalendar add_working_days": other.add_working_days,
    }
    seconds(other.add_working_days, asked)  # it keeps each year's holidays: let it fill that store first
    took: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(ROUNDS):
        for name, step in contenders.items():
            took[name].append(seconds(step, asked))
    median = {name: statistics.median(rounds) for name, rounds in took.items()}
    for name, value in median.items():
        print(f"{value * 1e9:>12,.0f} ns  {name}")
    step_takes = median["calendar.step"]
    print(f"{median['bare lookup in two lists'] / step_takes:>12.2f} of the speed of the bare lookup")
    print(f"{median['workalendar add_working_days'] / step_takes:>12,.0f} times workalendar")


if __name__ == "__main__":
    main()
