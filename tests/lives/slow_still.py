"""Clocks that stand still, worked out slowly: for pauses by hand and by events, and for duties that stop them.

Shares nothing with the engine.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from lives.slow_days import DAY, LONDON, counted, local, months_later
from lives.slow_record import Happened
from lives.slow_terms import listed

if TYPE_CHECKING:
    from lives.slow_dates import SlowCase


@dataclass
class Reason:
    """Something for which clocks stand still; `pause` says whether somebody can stop and start them by hand."""

    id: str
    stops: list[str]
    begins: list[str]
    ends: list[str]
    pause: bool
    at_most: str = ""


def reasons(case: SlowCase) -> Iterator[Reason]:
    for id, terms in case.policy.get("pauses", {}).items():
        begins, ends = listed(terms.get("from")), listed(terms.get("until"))
        yield Reason(id, listed(terms.get("stops")), begins, ends, True, terms.get("at_most", ""))
    for id, terms in case.policy.get("duties", {}).items():
        if "stops" in terms:
            done = [terms.get("event", f"{id}-done"), *listed(terms.get("met_by")), *listed(terms.get("until"))]
            ends = [*done, f"{id}-declined", f"{id}-missed"]
            yield Reason(id, listed(terms["stops"]), [f"{id}-asked-for"], ends, False)


def spells(reason: Reason, visit: list[Happened]) -> Iterator[tuple[datetime, datetime | None, list[str]]]:
    """Each time from which clocks stood still for a reason, until when, and what sort of standstill it was."""
    left = list(visit)
    while left:
        event = left.pop(0)
        by_hand = event.kind == "paused" and reason.pause and event.data["pause"] == reason.id
        if by_hand or event.name in reason.begins:
            while left and not _ends(reason, left[0]):
                left.pop(0)
            why = "pauses" if by_hand else "pauses by events" if reason.pause else "duties that stop"
            yield event.at, left.pop(0).at if left else None, [why]


def _ends(reason: Reason, event: Happened) -> bool:
    runs_again = event.kind in ("resumed", "pause-ended") and reason.pause and event.data["pause"] == reason.id
    return runs_again or event.name in reason.ends


def still(case: SlowCase, step: str, visit: list[Happened]) -> list[tuple[datetime, datetime | None, list[str]]]:
    """When the clock of a step stood still, and why; times that overlap are one."""
    spans: list[tuple[datetime, datetime | None, list[str]]] = []
    for reason in reasons(case):
        if not reason.stops or step in reason.stops:
            spans += spells(reason, visit if reason.pause else case.events)
    merged: list[tuple[datetime, datetime | None, list[str]]] = []
    for since, until, why in sorted(spans, key=lambda span: span[0]):
        if merged and (merged[-1][1] is None or since <= merged[-1][1]):
            begun, last, known = merged.pop()
            until = None if last is None or until is None else max(last, until)
            since, why = begun, known + why
        merged.append((since, until, why))
    return merged


def ending_pauses(case: SlowCase) -> Iterator[tuple[str, datetime]]:
    """The pauses that stand and may last only so long, each with the moment at which that is over."""
    for reason in reasons(case):
        for since, until, _ in spells(reason, case.visit(case.stage)):
            if reason.at_most and until is None:
                yield reason.id, _over(case, since, reason.at_most)


def _over(case: SlowCase, since: datetime, at_most: str) -> datetime:
    """The day on which the clock was stopped is the first of so many; it is over with the end of the last one."""
    number, unit = int(at_most.split()[0]), at_most.split(maxsplit=1)[1].rstrip("s")
    if unit == "hour":
        return since.astimezone(UTC) + timedelta(hours=number)
    if unit in ("month", "year"):
        return midnight(months_later(local(since), number * (12 if unit == "year" else 1)))
    worked = unit in ("working day", "business day")
    last = counted(local(since), number * (7 if unit == "week" else 1), worked, {"starts": "same-day"}, case.days)
    return midnight(last + DAY)


def midnight(day: object) -> datetime:
    """The moment at which a day begins here."""
    return datetime.combine(day, time(), LONDON)  # type: ignore[arg-type]
