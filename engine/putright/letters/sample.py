"""Sample letters: every letter of a policy can be read before anyone has complained.

The people and dates are invented; where a template asks for what its letter would not have, the gap is marked.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

import pendulum
from pendulum import DateTime

from putright.case.case import Case, fold
from putright.case.deadlines import Deadline
from putright.case.events import Event
from putright.case.fields import split
from putright.case.reckoning import Reckoning
from putright.letters.filling import Letter, terms_of, write
from putright.letters.gathering import gathered
from putright.letters.templates import Shelf
from putright.letters.uses import Use, uses
from putright.letters.values import Record
from putright.policy.model import Door, Fact, Policy, Stage, Step

REFERENCE: Final = "SAMPLE-1"
_SAMPLE_TEXTS: Final = {
    "complainant.name": "Ms Alex Sample",
    "complainant.address": "2 Sample Road\nSampletown",
    "matter.1.what": "My email was not answered",
    "matter.2.what": "I was given the wrong date",
    "definition": "You told us that your email was not answered, and that you were given the wrong date.",
    "sought": "You would like an apology, and to be told the right date.",
}
_SAMPLE_ANSWER: Final = {
    "reasons.1": "We found no record that anyone wrote back to you.\n\nWe should have done so within a day.",
    "reasons.2": "The date in our letter of that week was the right one.",
    "remedy.1": "We will write to you to say sorry",
    "learning": "We now look through unanswered emails at the end of each day.",
}
_REASONS: Final = {
    "extension": "Two of the people we need to hear from are away until next week.",
    "duty": "Two of the people we need to hear from are away until next week.",
    "escalation-refusal": "What you have sent us is the same as what our last answer was about.",
}
_OCCASION: Final = {"extension": ("reason",), "escalation-refusal": ("reason",)}


def preview(policy: Policy, shelf: Shelf, letter: str) -> Letter:
    """The letter as it would read on the first occasion that the policy sends it, with invented people and dates.

    Raises:
        Refused: L302, the policy or the shelf has no such letter.
        PolicyError: A template that may not be used.
    """
    terms = terms_of(policy, letter)
    use = next((use for use in uses(policy) if use.letter == letter), None) or _unused(policy, letter)
    case, event = _case(policy, use)
    record = Record(marks_gaps=True)
    deadlines = tuple(_deadlines(policy, use, event))
    values = gathered(policy, terms, case, event, deadlines, lambda door: _opens_on(policy, use, event, door))
    written = write(shelf, terms, values, record)
    return Letter(letter, terms.title, case.values["complainant.name"], written, record.promised)


def _unused(policy: Policy, letter: str) -> Use:
    stage = policy.stages[0]
    return Use(letter, "action", "acted", "acted", stage.id, "", f"{stage.id}.{stage.steps[0].id}")


def _case(policy: Policy, use: Use) -> tuple[Case, Event]:
    """A case that has just come to the occasion, and the event that brought it there."""
    start = policy.in_force_from + timedelta(days=14 - policy.in_force_from.weekday())
    given = {
        **_SAMPLE_TEXTS,
        "policy": policy.name,
        "channel": next(iter(policy.channels)),
        "matter.1.happened": (start - timedelta(days=10)).isoformat(),
        **{f"fact.{fact.id}": _value(policy, use, fact, start) for fact in policy.facts.values()},
    }
    first = f"{use.stage}.{policy.stage(use.stage).steps[0].id}"
    received = _event("received", "received", _moment(policy, start), first, use, given)
    day = start + timedelta(days=2 + 14 * [stage.id for stage in policy.stages].index(use.stage))
    event = _event(use.event_kind, use.event, _moment(policy, day), use.place, use, dict(_told(policy, use, day)))
    return fold(Case(REFERENCE), [received, event]), event


def _event(kind: str, name: str, at: DateTime, place: str, use: Use, given: dict[str, str]) -> Event:
    data, texts = split(given)
    return Event(kind, name, at, at, place, stage=use.stage, step=use.step, data=data, texts=texts)


def _told(policy: Policy, use: Use, day: date) -> Iterator[tuple[str, str]]:
    """What the person who sends the letter has written for it."""
    for need in (*use.needs, *_OCCASION.get(use.kind, ())):
        if need not in _SAMPLE_TEXTS:
            yield need, _REASONS.get(use.kind, "This is the reason as the person who writes to you has put it.")
    if use.kind == "response":
        outcomes = list(policy.outcomes)
        yield "outcome.1", outcomes[0]
        yield "outcome.2", outcomes[-1]
        yield from _SAMPLE_ANSWER.items()
        yield "remedy.1.by", (day + timedelta(days=7)).isoformat()
    if use.kind == "extension":
        yield "of", use.step
        yield "due.before", (day + timedelta(days=7)).isoformat()
        yield "due.after", (day + timedelta(days=21)).isoformat()
    if use.kind == "refusal":
        yield "exclusion", use.what if use.what in policy.exclusions else next(iter(policy.exclusions), "")
    if use.kind == "referral":
        yield "door", use.what


def _value(policy: Policy, use: Use, fact: Fact, start: date) -> str:
    """A value with which the occasion can arise: a door's own subject, else the first there is."""
    door = policy.doors.get(use.what)
    if door and fact.id in door.applies:
        return door.applies[fact.id][0]
    if fact.type == "choice":
        return next(iter(fact.values), "")
    return {"yes-no": "yes", "date": start.isoformat(), "number": "1"}[fact.type]


def _deadlines(policy: Policy, use: Use, event: Event) -> Iterator[Deadline]:
    """A date for each step ahead that has a limit, for each duty, and for each door that closes; not counted."""
    today = event.happened_at.date()
    found = policy.step_at(use.place)
    if found:
        stage, here = found
        for number, step in enumerate(stage.steps[stage.steps.index(here) :], start=1):
            if step.clock and (number == 1 or step.kind == "response"):
                days = 21 if use.kind == "extension" else 14 * number
                yield _step_deadline(stage, step, today + timedelta(days=days))
    for duty in policy.duties.values():
        yield _deadline(duty.id, "duty", duty.who, today + timedelta(days=14))
    for door in policy.doors.values():
        if door.closes and _opens_on(policy, use, event, door) and (not found or use.kind == "referral"):
            yield _deadline(f"door.{door.id}", "door", door.who, today + timedelta(days=364))


def _step_deadline(stage: Stage, step: Step, on: date) -> Deadline:
    name = f"{stage.id}.{step.id}"
    return Deadline(name, step.title, "step", step.who, stage.id, step.id, "", (Reckoning("invented", on),))


def _deadline(name: str, kind: str, who: str, on: date) -> Deadline:
    return Deadline(name, name, "door" if kind == "door" else "duty", who, "", "", "", (Reckoning("invented", on),))


def _opens_on(policy: Policy, use: Use, event: Event, door: Door) -> date | None:
    """The day of the letter, where nothing has to happen first or the letter is what has to happen."""
    names = {(opening.start.stage or use.stage, opening.start.name) for opening in door.opens if not opening.after}
    if not door.opens or (use.stage, event.name) in names or use.kind == "referral":
        return event.happened_at.date()
    return None


def _moment(policy: Policy, day: date) -> DateTime:
    return pendulum.datetime(day.year, day.month, day.day, 10, tz=policy.time_zone)
