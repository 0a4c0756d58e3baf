"""Pauses: the spans of time in which a clock stood still, and what they add to a due date.

Spans are half-open: the day on which the clock stops is credited, the day on which it runs again is not. Spans that
overlap are one. A pause that begins and ends on the same day moves nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pendulum import DateTime

from putright.case.case import Case
from putright.case.events import Event
from putright.case.fields import lacking
from putright.policy.model import Policy, Step
from putright.problems import Refused, did_you_mean, one_of


@dataclass(frozen=True, slots=True)
class Span:
    """A time in which the clock of a step stood still; `until` is None while it still does."""

    since: DateTime
    until: DateTime | None
    titles: tuple[str, ...]


def open_pauses(policy: Policy, case: Case) -> tuple[str, ...]:
    """The pauses that have begun at this stage and not ended, in order."""
    visit = case.visit(case.stage)
    return tuple(
        event.data["pause"]
        for index, event in enumerate(visit)
        if event.kind == "paused" and _ends(policy, event.data["pause"], visit[index + 1 :]) is None
    )


def spans(policy: Policy, step: Step, visit: tuple[Event, ...]) -> tuple[Span, ...]:
    """The times in which the clock of a step stood still, in order, overlaps merged."""
    merged: list[Span] = []
    for span in sorted(_each(policy, step, visit), key=lambda span: span.since):
        if merged and (merged[-1].until is None or span.since <= merged[-1].until):
            last = merged.pop()
            until = None if last.until is None or span.until is None else max(last.until, span.until)
            span = Span(last.since, until, tuple(dict.fromkeys((*last.titles, *span.titles))))
        merged.append(span)
    return tuple(merged)


def _each(policy: Policy, step: Step, visit: tuple[Event, ...]) -> Iterator[Span]:
    for index, event in enumerate(visit):
        pause = policy.pauses.get(event.data.get("pause", "")) if event.kind == "paused" else None
        if pause and (not pause.stops or step.id in pause.stops):
            end = _ends(policy, pause.id, visit[index + 1 :])
            yield Span(event.happened_at, end.happened_at if end else None, (pause.title,))


def _ends(policy: Policy, pause: str, after: tuple[Event, ...]) -> Event | None:
    """The event that ended a pause: it was resumed, or what was waited for has come."""
    until = policy.pauses[pause].until if pause in policy.pauses else ()
    return next((e for e in after if (e.kind == "resumed" and e.data.get("pause") == pause) or e.name in until), None)


def refuse_pause(policy: Policy, case: Case, given: Mapping[str, str]) -> Refused | None:
    """Why a clock cannot be stopped; None when it can."""
    id = given.get("pause", "")
    if id not in policy.pauses:
        what = f'the policy names no pause "{id}".{did_you_mean(id, policy.pauses)}' if id else "it is not said why"
        return Refused("R250", what, f"give pause: {one_of(policy.pauses)}")
    pause = policy.pauses[id]
    if id in open_pauses(policy, case):
        return Refused("R251", f"the clock stands still already: {pause.title}", "resume it first")
    missing = lacking(pause.needs, given, case.values)
    if missing:
        return Refused("R202", f'pause needs "{missing[0]}"', f"give it: --with {missing[0]}=…")
    return None


def refuse_resumption(policy: Policy, case: Case, given: Mapping[str, str]) -> Refused | None:
    """Why a clock cannot be set going again; None when it can."""
    standing = open_pauses(policy, case)
    if not standing:
        return Refused("R252", "no clock of this case stands still", "nothing has to be done")
    if "pause" not in given and len(standing) > 1:
        return Refused("R252", "the clock stands still for more than one reason", f"give pause: {one_of(standing)}")
    if given.get("pause", standing[0]) not in standing:
        return Refused(
            "R252", f'the clock does not stand still for "{given["pause"]}"', f"give pause: {one_of(standing)}"
        )
    return None
