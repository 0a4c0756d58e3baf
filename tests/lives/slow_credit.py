"""What a clock that stood still gets back: days counted again at its end, or hours, worked out slowly.

Shares nothing with the engine: it walks day by day.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import NamedTuple

from lives.slow_days import DAY, LONDON, Days, Found, Tree, counted, local, rolled


class Counted(NamedTuple):
    """A date, and the count that it came from: what was taken as its start, how long, which rule, which terms."""

    found: Found
    began: datetime | date
    within: str
    rule: Tree
    met: tuple[str, ...]


def credited(days: Days, found: Found, first: Counted, since: datetime, until: datetime) -> Found:
    """Every day on which the clock stood still and would have counted is counted again at the end."""
    on, _ = found
    working = first.within.endswith(("working days", "working day", "business days", "business day"))
    begins = local(first.began) if first.rule["starts"] == "same-day" else local(first.began) + DAY
    day, more = local(since), 0
    if max(day, begins) > on:
        return found
    while day < local(until):
        more += day >= begins and (not working or days.works(day))
        day += DAY
    if not more:
        return found
    return rolled(counted(on, more, working, {"starts": "day-after"}, days), first.rule, days), None


def given_back(on: date, at: datetime | None, began: datetime | date, since: datetime, until: datetime) -> Found:
    """A limit in hours is given its time back, from its beginning on."""
    assert isinstance(began, datetime)
    since = max(since, began)
    if at is None or since >= at or until <= since:
        return on, at
    at = (at.astimezone(UTC) + (until - since)).astimezone(LONDON)
    return at.date(), at
