"""Questions about deadlines: by when a step is done, and whether it has a limit at all.

Dates decide, never numbers: a limit is kept to where no permitted case brings a later day than the code's clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from putright.codes.questions.answer import Answer, fails, met, needs_person, warning, worst
from putright.codes.questions.clocks import (
    Limited,
    Search,
    Unplaced,
    between,
    code_clock,
    code_event,
    example,
    for_a_time,
    has_no_end,
    limits,
    searched,
    with_more,
)
from putright.codes.questions.inquiry import Inquiry, Span
from putright.codes.questions.pauses import stopping
from putright.codes.questions.rounds import Round, Way
from putright.policy.model import Clock, Step
from putright.problems import Place
from putright.working_days import in_full

NAMES: Mapping[str, str] = {"acknowledgement": "the acknowledgement", "response": "the answer"}

KEYS: Mapping[str, str] = {"acknowledgement": "acknowledge", "response": "respond"}
"""How each step is written in a policy."""

STARTS: Mapping[str, str] = {
    "received": "the complaint was received",
    "acknowledged": "it was acknowledged",
    "logged": "it was logged",
    "requested": "it was asked for",
}
"""What starts a code's clock, after 'from the day on which'."""


def deadline_at_most(inquiry: Inquiry, given: Mapping[str, Any]) -> Answer:
    """Is the step never later than the code's clock, whatever happens on the days before?"""
    return worst(_at_most(inquiry, given))


def deadline_set(inquiry: Inquiry, given: Mapping[str, Any]) -> Answer:
    """Is there a limit at all, with an end to it?"""
    return worst(_set(inquiry, given))


def steps_of(inquiry: Inquiry, given: Mapping[str, Any]) -> Iterator[tuple[Way, Round, Step] | Answer]:
    """The steps that a clause is about, or why there is none."""
    for way, one in inquiry.rounds(given["stage"]):
        if one is None:
            yield _no_stage(inquiry, way, given["stage"])
            continue
        step = one.step(given["of"])
        if step is None:
            what, key = NAMES[given["of"]], KEYS[given["of"]]
            why = f"{one.stage.title} has no step for {what}{way.named}. Write {key} among its steps."
            yield fails(why, one.stage.place)
        else:
            yield way, one, step


def _no_stage(inquiry: Inquiry, way: Way, stage: int | str) -> Answer:
    what = f"a stage {stage}" if isinstance(stage, int) else "a stage with an answer"
    return fails(f"The policy does not have {what}{way.named}. Write it under stages.", inquiry.last_stage(way))


def _unlimited(way: Way, one: Round, given: Mapping[str, Any], step: Step) -> Answer:
    return fails(f"{_what(one, given)} has no time limit{way.named}. Write within and from.", step.place)


def _at_most(inquiry: Inquiry, given: Mapping[str, Any]) -> Iterator[Answer]:
    for found in steps_of(inquiry, given):
        if isinstance(found, Answer):
            yield found
            continue
        way, one, step = found
        if step.clock is None:
            yield _unlimited(way, one, given, step)
            continue
        yield timed(_compared, inquiry, given, way, one, step, step.clock)
        yield from _departures(inquiry, given, way, one, step, step.clock)
        if pause := stopping(inquiry, one, step):
            yield pause


def _compared(inquiry: Inquiry, given: Mapping[str, Any], way: Way, one: Round, step: Step, clock: Clock) -> Answer:
    theirs = code_clock(code_event(one, given["from"]), given["within"])
    events = between(inquiry, way, one, step)
    allowed = f"{given['within']} from the day on which {STARTS[given['from']]}"
    answers = []
    for limited in limits(inquiry, way, one, step, clock):
        for whole in _with_extensions(inquiry, given, limited, step):
            if whole is None:
                answers.append(fails(f"{_what(one, given)} can be put off without end.", _place(step)))
                continue
            told = _Told(_what(one, given), clock, allowed, whole.when)
            answers.append(told.judged(inquiry, searched(inquiry, whole.promised, theirs, events)))
    return worst(answers)


def _with_extensions(
    inquiry: Inquiry, given: Mapping[str, Any], limited: Limited, step: Step
) -> Iterator[Limited | None]:
    """The limit, and with each kind of more time, unless a clause of its own looks at that; None: without an end."""
    yield limited
    apart = (
        ask.question == "extension-at-most"
        and ask.given["of"] == given["of"]
        and ask.given["stage"] in (given["stage"], "every")
        for clause in inquiry.code.clauses
        for ask in clause.asks
    )
    if not any(apart):
        yield from (with_more(limited, extension) for extension in step.extensions)


def _departures(
    inquiry: Inquiry, given: Mapping[str, Any], way: Way, one: Round, step: Step, clock: Clock
) -> Iterator[Answer]:
    """Other limits that hold for a time, each over its own days."""
    for departure in inquiry.policy.departures:
        days = Span(max(departure.since, inquiry.days.first), min(departure.until, inquiry.days.last))
        if not departure.is_of(one.stage.id, step.id) or days.is_empty:
            continue
        try:
            theirs = code_clock(code_event(one, given["from"]), given["within"])
            ours = for_a_time(inquiry, way, one, step, clock, departure.within)
            found = searched(inquiry, ours, theirs, between(inquiry, way, one, step), days).whole.first_later
        except Unplaced as unplaced:
            yield needs_person(f"Somebody has to compare the limits: {unplaced.what}.", departure.place)
            continue
        if found:
            first = example(inquiry, found)
            why = (
                f"{_what(one, given)} has another limit until {in_full(departure.until)}, {departure.within}, which is later than "
                f"the code's. The policy's reason: {departure.reason.rstrip('.')}. The earliest case: {first}."
            )
            yield warning(why, departure.place, example=first)


class _Told:
    """How a comparison is told: which answer at which stage, and what the code allows."""

    def __init__(self, what: str, clock: Clock, allowed: str, when: str) -> None:
        self.subject = f"{what}{f', where {when},' if when else ''}"
        self.clock, self.allowed = clock, allowed

    def judged(self, inquiry: Inquiry, search: Search) -> Answer:
        whole, days = search.whole, inquiry.days
        place = self.clock.place
        if not whole.looked:
            why = (
                f"{self.subject} cannot be looked at: the calendar {inquiry.calendar.name} knows no day on which the "
                f"code is in force."
            )
            return needs_person(why, place)
        span = f"between {in_full(days.first)} and {in_full(days.last)}"
        if whole.first_later is None:
            return met(f"{self.subject} is never due later than {self.allowed}, {span}.{self._unit_note()}", place)
        if search.ordinary and search.ordinary.first_later:
            first = example(inquiry, search.ordinary.first_later)
            why = f"{self.subject} can be due later than {self.allowed}. The earliest case: {first}."
            return fails(why, place, example=first)
        first = example(inquiry, whole.first_later)
        why = (
            f"{self.subject} is due later than {self.allowed} only where something happens on a day that is not worked, or "
            f"after hours: on {whole.later} of {whole.looked} days. The earliest case: {first}."
        )
        return warning(why, place, example=first)

    def _unit_note(self) -> str:
        """A word on units that differ: days may have been meant as working days."""
        units = {duration.unit for term in self.clock.terms for duration in term.limit.durations()}
        if "days" not in units or "working days" not in self.allowed:
            return ""
        return " It is written in days, and the code counts working days: say which are meant."


def _set(inquiry: Inquiry, given: Mapping[str, Any]) -> Iterator[Answer]:
    for found in steps_of(inquiry, given):
        if isinstance(found, Answer):
            yield found
            continue
        way, one, step = found
        what = _what(one, given)
        if step.clock is None:
            yield _unlimited(way, one, given, step)
        elif endless := [extension for extension in step.extensions if has_no_end(extension)]:
            yield fails(f"{what} has a time limit, and can be put off without end{way.named}.", endless[0].place)
        else:
            yield met(f"{what} has a time limit{way.named}.", step.clock.place)
            if pause := stopping(inquiry, one, step):
                yield pause


_Ask: TypeAlias = Callable[[Inquiry, Mapping[str, Any], Way, Round, Step, Clock], Answer]


def timed(
    ask: _Ask, inquiry: Inquiry, given: Mapping[str, Any], way: Way, one: Round, step: Step, clock: Clock
) -> Answer:
    """The answer, or that a person has to give it where the two clocks cannot be compared."""
    try:
        return ask(inquiry, given, way, one, step, clock)
    except Unplaced as unplaced:
        return needs_person(f"Somebody has to compare the limits: {unplaced.what}.", _place(step))


def _what(one: Round, given: Mapping[str, Any]) -> str:
    what = NAMES[given["of"]]
    return f"{what[:1].upper()}{what[1:]} at {one.stage.title}"


def _place(step: Step) -> Place:
    return step.clock.place if step.clock else step.place
