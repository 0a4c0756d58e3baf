"""Sample letters: every letter of a policy can be read before anyone has complained.

The people are invented; where a template asks for what its letter would not have, the gap is marked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Final

import pendulum
from pendulum import DateTime

from putright.case.case import Case
from putright.case.corrections import BrokenPromise
from putright.case.deadlines import Deadline
from putright.case.events import Event
from putright.case.fields import split
from putright.case.folding import fold
from putright.case.reckoning import Reckoner, Reckoning
from putright.letters.fields import title_of
from putright.letters.filling import Letter, day_of, form_of, terms_of, write
from putright.letters.gathering import gathered
from putright.letters.needs import PLAIN, Needs
from putright.letters.shelf import Shelf
from putright.letters.uses import Use, uses
from putright.letters.values import Record
from putright.policy.model import Door, Fact, Limit, Policy, Step
from putright.working_days import Calendar

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
    "outstanding.1": "Check that the right date stands on our website",
    "learning": "We now look through unanswered emails at the end of each day.",
}
_REASONS: Final = {
    "extension": "Two of the people we need to hear from are away until next week.",
    "duty": "Two of the people we need to hear from are away until next week.",
    "reopening-refusal": "What you have sent us is the same as what our last answer was about.",
    "escalation-refusal": "What you have sent us is the same as what our last answer was about.",
}
_OCCASION: Final = {"extension": ("reason",), "escalation-refusal": ("reason",)}


@dataclass(frozen=True, slots=True)
class Sample:
    """A letter with invented people, the template it is written from, and the titles of the fields that it lacks."""

    letter: Letter
    template: str
    missing: tuple[str, ...] = ()


def preview(policy: Policy, shelf: Shelf, letter: str, calendar: Calendar, needs: Needs = PLAIN) -> Letter:
    """The letter of a sample, without what is known about it."""
    return sampled(policy, shelf, letter, calendar, needs).letter


def sampled(policy: Policy, shelf: Shelf, letter: str, calendar: Calendar, needs: Needs = PLAIN) -> Sample:
    """The letter as it would read on the first occasion that the policy sends it, with invented people.

    The day of the letter is invented; what is due from then on is counted as the policy says.

    Raises:
        Refused: L302, the policy or the shelf has no such letter.
        PolicyError: A template that may not be used.
    """
    terms_of(policy, letter)
    use = next((use for use in uses(policy) if use.letter == letter), None) or _unused(policy, letter)
    return rehearsed(policy, shelf, use, calendar, needs=needs)


def rehearsed(
    policy: Policy,
    shelf: Shelf,
    use: Use,
    calendar: Calendar,
    also: Mapping[str, str] | None = None,
    needs: Needs = PLAIN,
) -> Sample:
    """The letter as it would read on one occasion; `also` is given beside the sample's own words.

    Raises:
        Refused: L302, the policy or the shelf has no such letter.
        PolicyError: A template that may not be used.
    """
    terms = terms_of(policy, use.letter)
    form = form_of(shelf, terms)
    case, event = _case(policy, calendar, use, also or {})
    record = Record(marks_gaps=True)
    deadlines = tuple(_deadlines(Reckoner(policy, calendar, case), use, event))
    broken = _broken(deadlines, event) if use.kind == "correction" else ()
    opens_on = partial(_opens_on, policy, use, event)
    values = gathered(policy, terms, case, event, deadlines, opens_on, broken, form.asks)
    written = write(shelf, form, terms, values, record)
    to = case.values["complainant.name"]
    filled = Letter(
        use.letter, terms.title, to, written, record.promised, day_of(values), needs, frozenset(record.told)
    )
    return Sample(filled, form.name, tuple(title_of(name) for name in record.missing))


def _broken(deadlines: tuple[Deadline, ...], event: Event) -> tuple[BrokenPromise, ...]:
    """A date that a letter had told two days too late."""
    day = event.happened_at.date()
    return tuple(
        BrokenPromise(d.name, d.title, "", day, d.on + timedelta(days=2), d.on)
        for d in deadlines[:1]
        if d.on is not None
    )


def _unused(policy: Policy, letter: str) -> Use:
    stage = policy.stages[0]
    return Use(letter, "action", "acted", "acted", stage.id, "", f"{stage.id}.{stage.steps[0].id}")


def _case(policy: Policy, calendar: Calendar, use: Use, also: Mapping[str, str]) -> tuple[Case, Event]:
    """A case that has just come to the occasion, and the event that brought it there."""
    begin = max(policy.in_force_from, calendar.known_from + timedelta(days=400))  # what is sampled reaches back a year
    start = begin + timedelta(days=14 - begin.weekday())
    given = {
        **_SAMPLE_TEXTS,
        "policy": policy.name,
        "channel": next(iter(policy.channels)),
        "matter.1.happened": (start - timedelta(days=10)).isoformat(),
        **{f"fact.{fact.id}": _value(policy, use, fact, start) for fact in policy.facts.values()},
    }
    if use.kind == "record":
        given |= {"record.kind": use.what}
        received = _event("received", "received", _moment(policy, start), use.place, use, given)
        return fold(Case(REFERENCE), [received]), received
    first = f"{use.stage}.{policy.stage(use.stage).steps[0].id}"
    received = _event("received", "received", _moment(policy, start), first, use, given)
    day = start + timedelta(days=2 + 14 * [stage.id for stage in policy.stages].index(use.stage))
    so_far = Reckoner(policy, calendar, fold(Case(REFERENCE), [received]))
    told = {**dict(_told(so_far, use, day)), **also}
    event = _event(use.event_kind, use.event, _moment(policy, day), use.place, use, told)
    return fold(Case(REFERENCE), [received, event]), event


def _event(kind: str, name: str, at: DateTime, place: str, use: Use, given: dict[str, str]) -> Event:
    data, texts = split(given)
    return Event(kind, name, at, at, place, stage=use.stage, step=use.step, data=data, texts=texts)


def _told(reckoner: Reckoner, use: Use, day: date) -> Iterator[tuple[str, str]]:
    """What the person who sends the letter has written for it."""
    policy = reckoner.policy
    for need in (*use.needs, *_OCCASION.get(use.kind, ())):
        if need == "until":
            yield need, (day + timedelta(days=182)).isoformat()
        elif need not in _SAMPLE_TEXTS:
            yield need, _REASONS.get(use.kind, "This is the reason as the person who writes to you has put it.")
    if use.kind == "response":
        outcomes = list(policy.outcomes)
        yield "outcome.1", outcomes[0]
        yield "outcome.2", outcomes[-1]
        yield from _SAMPLE_ANSWER.items()
        yield "remedy.1.by", (day + timedelta(days=7)).isoformat()
        yield "outstanding.1.by", (day + timedelta(days=14)).isoformat()
    if use.pays:
        yield "remedy.1", f"We pay £{use.pays.sum}, because our time ran out."
        yield "remedy.1.sum", use.pays.sum
        yield "remedy.1.kind", use.pays.kind
        yield "remedy.1.by", (day + timedelta(days=14)).isoformat()
    if use.kind == "extension":
        before, after = _extended(reckoner, use, day)
        yield "of", use.step
        yield "due.before", before.isoformat()
        yield "due.after", after.isoformat()
    if use.kind in ("pause", "resumption"):
        yield "pause", use.what
    if use.kind == "correction":
        yield "corrects", "1"
    if use.kind == "refusal":
        yield "exclusion", use.what if use.what in policy.exclusions else next(iter(policy.exclusions), "")
    if use.kind == "referral":
        yield "door", use.what
    if use.kind in ("action", "hand-over") and use.what:
        yield "action", use.what


def _value(policy: Policy, use: Use, fact: Fact, start: date) -> str:
    """A value with which the occasion can arise: one that its door or action is for, else the first there is."""
    part = policy.doors.get(use.what) or policy.actions.get(use.what)
    if part and fact.id in part.applies:
        return part.applies[fact.id][0]
    if fact.type == "choice":
        return next(iter(fact.values), "")
    return {"yes-no": "yes", "date": start.isoformat(), "number": "1", "duration": "10 working days"}[fact.type]


def _extended(reckoner: Reckoner, use: Use, day: date) -> tuple[date, date]:
    """The date before and after an extension, or two weeks apart where the policy leaves it open."""
    step = reckoner.policy.stage(use.stage).step(use.step)
    found = _reckoned(reckoner, use.stage, step, _moment(reckoner.policy, day))
    before = found[-1].on if found else day
    extension = next((one for one in step.extensions if one.letter == use.letter), None)
    if step.clock is None or extension is None or not found:
        return before, before + timedelta(days=14)
    if extension.by:
        return before, reckoner.extension(step.clock, found[-1], {"longer": str(extension.by)}).on
    if extension.total:
        terms = tuple(replace(term, limit=Limit(extension.total)) for term in step.clock.terms)
        whole = replace(step, clock=replace(step.clock, terms=terms))
        return before, _reckoned(reckoner, use.stage, whole, _moment(reckoner.policy, day))[-1].on
    return before, before + timedelta(days=14)


def _deadlines(reckoner: Reckoner, use: Use, event: Event) -> Iterator[Deadline]:
    """A date for each step ahead that has a limit, for each duty, and for each door that closes."""
    policy, today = reckoner.policy, event.happened_at
    found = policy.step_at(use.place)
    if found:
        stage, here = found
        for number, step in enumerate(stage.steps[stage.steps.index(here) :], start=1):
            if step.clock and (number == 1 or step.kind == "response"):
                reckonings = _reckoned(reckoner, stage.id, step, today)
                if use.kind == "extension" and step.id == use.step:
                    reckonings = (Reckoning("extended", date.fromisoformat(event.data["due.after"])),)
                name = f"{stage.id}.{step.id}"
                still = today if use.kind == "pause" and _stops(policy, use, step) else None
                yield Deadline(name, step.title, "step", step.who, stage.id, step.id, "", reckonings, None, still)
    for duty in policy.duties.values() if use.kind != "record" else ():
        due = reckoner.clock(duty.clock) or reckoner.clock(duty.clock, "", today)
        yield Deadline(duty.id, duty.title, "duty", duty.who, "", "", "", due)
    for door in policy.doors.values():
        if door.closes and _opens_on(policy, use, event, door) and (not found or use.kind == "referral"):
            closes = reckoner.clock(door.closes) or reckoner.clock(door.closes, "", today)
            yield Deadline(f"door.{door.id}", door.title, "door", door.who, "", "", "", closes)


def _stops(policy: Policy, use: Use, step: Step) -> bool:
    stops = policy.pauses[use.what].stops
    return not stops or step.id in stops


def _reckoned(reckoner: Reckoner, stage: str, step: Step, today: DateTime) -> tuple[Reckoning, ...]:
    """The date of a step: from the event that it counts from, or from the day of the letter where that is not there."""
    if step.clock is None:
        return ()
    return reckoner.clock(step.clock, stage) or reckoner.clock(step.clock, stage, today)


def _opens_on(policy: Policy, use: Use, event: Event, door: Door) -> date | None:
    """The day of the letter, where nothing has to happen first or the letter is what has to happen."""
    names = {(opening.start.stage or use.stage, opening.start.name) for opening in door.opens if not opening.after}
    exclusion = policy.exclusions.get(use.what) if use.kind == "refusal" else None
    if exclusion and exclusion.challenge == door.id:
        return event.happened_at.date()
    if not door.opens or (use.stage, event.name) in names or use.kind == "referral":
        return event.happened_at.date()
    return None


def _moment(policy: Policy, day: date) -> DateTime:
    return pendulum.datetime(day.year, day.month, day.day, 10, tz=policy.time_zone)
