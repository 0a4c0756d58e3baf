"""A timeline: everything that happened to one case, and the reason for each of its dates, as plain text.

Takes a case as it stands, gives text; works out no date of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from textwrap import wrap

from pendulum import DateTime

from putright.case.deadlines import Deadline
from putright.case.drafts import APPROVED
from putright.case.events import Event
from putright.case.fields import numbered
from putright.case.reckoning import Reckoning
from putright.casework.receipts import Standing
from putright.policy.model import COMPLAINANT, Policy
from putright.working_days import in_full

WIDTH = 96


def timeline(standing: Standing, *, day_by_day: bool = True) -> str:
    """The timeline of a case: what it is about, what happened, and every date with its reason.

    The reason is told day by day, or in one line that names what was not counted.
    """
    told = _day_by_day if day_by_day else _in_short
    return "\n".join([*_head(standing), "", *_history(standing), "", *_dates(standing, told)]) + "\n"


def _head(standing: Standing) -> Iterator[str]:
    case, policy = standing.case, standing.procedure.policy
    title = f"{case.id} · {policy.organisation.name} · {policy.title}"
    yield title
    yield "=" * len(title)
    for matter in case.matters:
        yield from _wrapped(f"“{matter.what}”", "")
    yield f"Now: {policy.place_title(case.place)}"


def _history(standing: Standing) -> Iterator[str]:
    policy = standing.procedure.policy
    yield "What happened"
    for event in standing.case.events:
        who = f", by {event.by}" if event.by else ""
        yield f"  {_at(event.happened_at, policy)}  {_in_words(event, policy)}{who}"
        yield from (f"      {line}" for line in _details(event, policy))


def _in_words(event: Event, policy: Policy) -> str:
    stage = f"{policy.stage(event.stage).title}: " if event.stage else ""
    words = event.name.replace("-", " ")
    if event.kind == "received":
        words = f"received {policy.channels[event.data['channel']].lower()}"
    elif event.kind == "missed":
        words = f"time ran out on {_day(event.data['due.before'])}"
    elif event.kind == "extended":
        words = f"more time, from {_day(event.data['due.before'])} to {_day(event.data['due.after'])}"
    elif event.kind == "draft-reviewed":
        words += ": it may go" if event.data["verdict"] == APPROVED else ": changes were asked for"
    elif event.kind == "referred":
        words = f"referred to the {policy.bodies[policy.doors[event.data['door']].to].title}"
    return stage + words


def _details(event: Event, policy: Policy) -> Iterator[str]:
    if event.recorded_at != event.happened_at:
        yield f"recorded on {_at(event.recorded_at, policy)}"
    for number, outcome in numbered(event.data, "outcome").items():
        yield f"matter {number}: {policy.outcomes[outcome].lower()}"
    for name in ("reason", "late-reason", "note"):
        if name in event.texts:
            yield from wrap(f"{name.replace('-', ' ')}: {event.texts[name]}", WIDTH - 6, subsequent_indent="  ")
    for letter in event.letters:
        told = "; ".join(f"“{_promise(name, policy)}” by {_day(on)}" for name, on in letter.promised.items())
        yield f"letter: {policy.letters[letter.name].title}{f' (promises {told})' if told else ''}"


def _promise(name: str, policy: Policy) -> str:
    """What people call the deadline of that name."""
    if name.startswith("door."):
        return policy.doors[name.removeprefix("door.")].title
    return policy.duties[name].title if name in policy.duties else policy.place_title(name)


def _dates(standing: Standing, told: Callable[[Reckoning], Iterator[str]]) -> Iterator[str]:
    policy = standing.procedure.policy
    yield "The dates, and the reason for each"
    for deadline in sorted(standing.deadlines, key=lambda d: (d.on or date.max, d.name)):
        if deadline.last:
            yield f"  {_title(deadline, policy)}"
            for reckoning in deadline.reckonings:
                yield from (f"      {line}" for line in told(reckoning))
            if deadline.met_at:
                late = ", late" if deadline.is_late(deadline.met_at, policy.time_zone) else ""
                yield f"      done on {_at(deadline.met_at, policy)}{late}"
            if deadline.place.file:  # a promise stands in no policy
                yield f"      {policy.name}, line {deadline.place.line}"


def _title(deadline: Deadline, policy: Policy) -> str:
    stage = f"{policy.stage(deadline.stage).title}: " if deadline.stage else ""
    who = f"the {policy.role_title(COMPLAINANT)}" if deadline.who == COMPLAINANT else policy.role_title(deadline.who)
    return f"{stage}{deadline.title} ({who})"


def _day_by_day(reckoning: Reckoning) -> Iterator[str]:
    first, *rest = reckoning.lines()
    yield first
    yield from (f"  {line}" for line in rest)


def _in_short(reckoning: Reckoning) -> Iterator[str]:
    """The count in a line: from where, how long, until when; and below it what was not counted."""
    yield f"{reckoning.label}: due on {in_full(reckoning.on)}"
    days = reckoning.due.days if reckoning.due else ()
    off = [day for day in days if not day.counted and not day.why.startswith(("the day", "taken", "rolled"))]
    weekend = sum(day.why in ("Saturday", "Sunday") for day in off)
    named = [f"{day.why} ({in_full(day.date)})" for day in off if day.why not in ("Saturday", "Sunday")]
    if off:
        yield f"  not counted: {', '.join([*named, *_weekends(weekend)])}"


def _weekends(days: int) -> tuple[str, ...]:
    return (f"{days} day{'s' if days > 1 else ''} of weekends",) if days else ()


def _at(moment: DateTime, policy: Policy) -> str:
    local = moment.in_timezone(policy.time_zone)
    return f"{in_full(local.date())}, {local:%H:%M}"


def _day(iso: str) -> str:
    return in_full(date.fromisoformat(iso))


def _wrapped(text: str, indent: str) -> list[str]:
    return wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent)
