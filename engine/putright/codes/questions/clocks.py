"""The clocks of a policy and of a code, made ready to be compared by the dates that they bring.

Says which event each counts from, and how the events follow each other; it counts nothing and judges nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import product

from putright.codes.questions.answer import Counterexample
from putright.codes.questions.inquiry import Inquiry, Span
from putright.codes.questions.rounds import Round, Way
from putright.policy.clock_search import Between, Comparison, Instance, Moment, Promise, Promised, compared
from putright.policy.model import ENTERED, Clock, EventRef, Extension, Limit, Step, Term
from putright.policy.phrases import listed
from putright.working_days import Counting, Duration

RECEIVED = "received"
REQUESTED = "requested"
PLAIN = Counting("day-after")
"""How a code counts: none of them says more than from which event."""


class Unplaced(Exception):
    """A clock counts from an event that cannot be put beside those of a code; `what` says which."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(what)


@dataclass(frozen=True, slots=True)
class Limited:
    """One limit that a clock can come to: the facts that lead to it, in words, and what it promises."""

    when: str
    promised: Promised


def begins(one: Round) -> str:
    """What the search calls the event that begins a round."""
    return RECEIVED if one.number == 1 else f"{one.stage.id}.{REQUESTED}"


def done(one: Round, step: Step) -> str:
    """What the search calls the doing of a step."""
    return f"{one.stage.id}.{step.id}"


def code_event(one: Round, name: str) -> str:
    """What the search calls the event from which a clause counts."""
    if name == "received":
        return RECEIVED
    if name == "requested":
        return begins(one)
    step = one.logging if name == "logged" else one.acknowledgement
    return done(one, step) if step else f"{one.stage.id}.acknowledged"


def limits(inquiry: Inquiry, way: Way, one: Round, step: Step, clock: Clock) -> Iterator[Limited]:
    """Every limit that a clock can come to; a table gives one for each value of its fact.

    Raises:
        Unplaced: It counts from an event that cannot be placed, or its limit is only agreed case by case.
    """
    rows = [list(_durations(inquiry, term)) for term in clock.terms]
    for chosen in product(*rows):
        facts: dict[str, str] = {}
        if any(facts.setdefault(fact, value) != value for fact, value, _ in chosen if fact):
            continue
        promises = tuple(
            Promise.of(term, within, policy_event(inquiry, way, one, step, term.start))
            for term, (_, _, within) in zip(clock.terms, chosen, strict=True)
        )
        when = (
            listed(
                f"{inquiry.policy.fact_title(fact)} is {inquiry.policy.fact_value(fact, value)}"
                for fact, value in facts.items()
            )
            if facts
            else ""
        )
        yield Limited(when, Promised(promises, clock.choose))


def policy_event(inquiry: Inquiry, way: Way, one: Round, step: Step, ref: EventRef) -> str:
    """What the search calls the event from which a clock of the policy counts.

    Raises:
        Unplaced: The event belongs to no step of the way up to there.
    """
    rounds = [other for other in way.rounds if other.number <= one.number]
    if ref.stage:
        rounds = [other for other in rounds if other.stage.id == ref.stage]
    for other in reversed(rounds):
        before = other.stage.steps[: other.stage.steps.index(step)] if step in other.stage.steps else other.stage.steps
        for earlier in reversed(before):
            if any(choice.event == ref.name for choice in earlier.choices):
                return _asked_for(way, other, earlier, ref.name)
        if ref.name == ENTERED or any(choice.event == ref.name for _, choice in other.asking):
            return begins(other)
    if ref.name == RECEIVED:
        return RECEIVED
    raise Unplaced(f'"{ref}" is an event that the code does not know, so its date cannot be put beside the code\'s')


def with_more(limited: Limited, extension: Extension) -> Limited | None:
    """The limit with all the more time that the policy can give; None where there is no end to it."""
    if has_no_end(extension):
        return None
    total = extension.total
    if total:
        return _each(limited, lambda promise: replace(promise, within=total))
    if extension.by is None:
        return None
    more = (extension.by,) * extension.times
    return _each(limited, lambda promise: replace(promise, more=(*promise.more, *more)))


def has_no_end(extension: Extension) -> bool:
    """Whether more time can go on until any day: so it is said, or it counts from any day after the due date."""
    return extension.open_ended or (extension.after_due and extension.counts_from == "today")


def for_a_time(inquiry: Inquiry, way: Way, one: Round, step: Step, clock: Clock, within: Duration) -> Promised:
    """What a step promises while another limit holds for it; its clock counts from the same event."""
    term = clock.terms[0]
    return Promised((Promise.of(term, within, policy_event(inquiry, way, one, step, term.start)),))


def plus(limited: Limited, more: Duration) -> Promised:
    """The limit with so much more time, as a code allows it."""
    return _each(limited, lambda promise: replace(promise, more=(more,))).promised


def code_clock(start: str, within: Duration) -> Promised:
    return Promised((Promise(start, within, PLAIN),))


def between(inquiry: Inquiry, way: Way, one: Round, step: Step) -> tuple[Between, ...]:
    """How the events up to a step follow each other, from the receipt of the complaint on."""
    found: list[Between] = []
    for other in way.rounds[: one.number]:
        prior = begins(other)
        if other.acknowledgement is None:
            found.append(Between(f"{other.stage.id}.acknowledged", prior))
        for earlier in other.stage.steps:
            if other.number == one.number and earlier == step:
                break
            if earlier.is_complainants or earlier.through:
                continue
            found.append(Between(done(other, earlier), prior, _latest(inquiry, way, other, earlier)))
            prior = done(other, earlier)
        following = next((r for r in way.rounds if r.number == other.number + 1 and r.number <= one.number), None)
        if following:
            window = next((s for s, _ in following.asking), None)
            found.append(Between(begins(following), prior, _latest(inquiry, way, other, window) if window else None))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Search:
    """How a clock of the policy compares with one of the code over every day on which both hold."""

    whole: Comparison
    ordinary: Comparison | None
    """The same for cases in which everything happens on working days; None where it is never later at all."""

    @property
    def is_later_on_ordinary_days(self) -> bool:
        return bool(self.ordinary and self.ordinary.later)


def searched(
    inquiry: Inquiry, ours: Promised, theirs: Promised, events: tuple[Between, ...], span: Span | None = None
) -> Search:
    """Every day on which policy and code hold, or those of `span`, and every permitted day of the events between.

    Raises:
        Unplaced: The clocks hang on events that do not follow from each other.
    """
    days = span or inquiry.days
    asked = (ours, theirs, events, inquiry.calendar, days.first, days.last)
    try:
        whole = compared(*asked)
        plain = None if whole.is_never_later else compared(*asked, among=_on_working_days(inquiry))
    except ValueError as error:
        raise Unplaced(f"{error}, so the two dates cannot be compared") from error
    return Search(whole, plain)


def example(inquiry: Inquiry, instance: Instance) -> Counterexample:
    """A case that was found, in words."""
    days = {_in_words(inquiry, event): _day(moment) for event, moment in instance.days.items()}
    return Counterexample(days, instance.ours, instance.theirs)


def _durations(inquiry: Inquiry, term: Term) -> Iterator[tuple[str, str, Duration]]:
    limit: Limit = term.limit
    for value, duration in limit.table.items():
        yield limit.fact, value, duration
    if limit.always:
        yield (limit.fact, "anything else", limit.always) if limit.table else ("", "", limit.always)
    elif not limit.table:
        raise Unplaced("the limit is whatever is agreed case by case")


def _asked_for(way: Way, other: Round, earlier: Step, event: str) -> str:
    """A step's event; where it is the request for the next round, that request."""
    following = next((r for r in way.rounds if r.number == other.number + 1), None)
    asks = following and any(step == earlier and choice.event == event for step, choice in following.asking)
    return begins(following) if following and asks else done(other, earlier)


def _latest(inquiry: Inquiry, way: Way, one: Round, step: Step) -> Promised | None:
    """By when a step is done at the latest; None where nothing says so."""
    if step.clock is None:
        return None
    try:
        found = list(limits(inquiry, way, one, step, step.clock))
    except Unplaced:
        return None
    for extension in step.extensions:
        for limited in tuple(found):
            longer = with_more(limited, extension)
            if longer is None:
                return None
            found.append(longer)
    if step.clock.choose == "earlier" and len(step.clock.terms) > 1:
        return found[0].promised if len(found) == 1 else None
    return Promised(tuple(promise for limited in found for promise in limited.promised.promises), "later")


def _each(limited: Limited, change: Callable[[Promise], Promise]) -> Limited:
    promises = tuple(map(change, limited.promised.promises))
    return Limited(limited.when, replace(limited.promised, promises=promises))


def _on_working_days(inquiry: Inquiry) -> Callable[[Moment], bool]:
    calendar = inquiry.calendar

    def ordinary(moment: Moment) -> bool:
        return calendar.works(_day(moment)) and not (isinstance(moment, datetime) and moment.hour)

    return ordinary


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _in_words(inquiry: Inquiry, event: str) -> str:
    """What happened, in words."""
    if event == RECEIVED:
        return "received"
    stage_id, _, name = event.partition(".")
    stage = inquiry.policy.stage(stage_id)
    if name == REQUESTED:
        return f"asked for {stage.title}"
    step = next((step for step in stage.steps if step.id == name), None)
    if step is None or step.kind == "acknowledgement":
        return f"acknowledged at {stage.title}" if stage != inquiry.policy.stages[0] else "acknowledged"
    if step.kind == "response":
        return f"answered at {stage.title}"
    return f"done at {stage.title}: {step.title}"
