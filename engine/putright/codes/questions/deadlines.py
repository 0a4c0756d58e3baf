"""Questions about time: by when a step is done, whether it has a limit at all, and how much more time there may be.

Dates decide, never numbers: a limit is kept to where no permitted case brings a later day than the code's clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import product
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
    plus,
    searched,
    with_more,
)
from putright.codes.questions.inquiry import Inquiry, Span
from putright.codes.questions.pauses import stopping
from putright.codes.questions.rounds import Round, Way
from putright.policy.model import Clock, Extension, Step
from putright.policy.phrases import listed
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


def extension_at_most(inquiry: Inquiry, given: Mapping[str, Any]) -> Answer:
    """Is more time no longer than the code allows, and does it come with what it needs?"""
    return worst(_extended(inquiry, given))


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
        yield _timed(_compared, inquiry, given, way, one, step, step.clock)
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


def _extended(inquiry: Inquiry, given: Mapping[str, Any]) -> Iterator[Answer]:
    for found in steps_of(inquiry, given):
        if isinstance(found, Answer):
            yield found
            continue
        way, one, step = found
        if not step.extensions or step.clock is None:
            why = f"The policy gives no more time for {NAMES[given['of']]} at {one.stage.title}{way.named}."
            yield met(why, step.place)
            continue
        for extension in step.extensions:
            yield from _terms(one, given, extension)
        yield _timed(_longer, inquiry, given, way, one, step, step.clock)


def _terms(one: Round, given: Mapping[str, Any], extension: Extension) -> Iterator[Answer]:
    """What more time must come with."""
    what = f"More time for {NAMES[given['of']]} at {one.stage.title}"
    missing = [need for need in given.get("needs", ()) if need not in extension.needs]
    if missing:
        yield fails(
            f"{what} can be taken without {listed(missing)}. Write needs: [{', '.join(missing)}].", extension.place
        )
    if given.get("notice") and not extension.letter:
        yield fails(f"{what} can be taken without a letter that says so. Write letter.", extension.place)


def _longer(inquiry: Inquiry, given: Mapping[str, Any], way: Way, one: Round, step: Step, clock: Clock) -> Answer:
    what = f"More time for {NAMES[given['of']]} at {one.stage.title}"
    events = between(inquiry, way, one, step)
    answers = []
    for limited, extension in product(limits(inquiry, way, one, step, clock), step.extensions):
        longer = with_more(limited, extension)
        if longer is None:
            answers.append(fails(f"{what} has no end: it can be given until any day.", extension.place))
        else:
            search = searched(inquiry, longer.promised, plus(limited, given["by"]), events)
            answers.append(_weighed(inquiry, given, extension, what, longer, search))
    return worst(answers)


def _weighed(
    inquiry: Inquiry, given: Mapping[str, Any], extension: Extension, what: str, longer: Limited, search: Search
) -> Answer:
    what = f"{what}{f', where {longer.when},' if longer.when else ''}"
    if not search.whole.looked:
        return needs_person(f"{what} cannot be looked at: the calendar knows no such day.", extension.place)
    instance = (search.ordinary and search.ordinary.first_later) or search.whole.first_later
    if instance is None:
        return met(f"{what} never comes to more than {given['by']} after the limit.", extension.place)
    first = example(inquiry, instance)
    told = f"{what} can come to more than {given['by']} after the limit"
    if not search.is_later_on_ordinary_days:
        why = f"{told}, only where something happens on a day that is not worked. The earliest case: {first}."
        return warning(why, extension.place, example=first)
    if extension.agreed and given.get("beyond") in ("agreement", "good-reason"):
        why = f"{told}, where the complainant agrees to it. The earliest case: {first}."
        if given["beyond"] == "agreement":
            return met(why, extension.place)
        return warning(f"{why} The code asks for a good reason.", extension.place, example=first)
    if given.get("beyond") == "good-reason" and "reason" in extension.needs:
        why = (
            f"{told}. The policy asks for a reason each time; the code lets it be longer only for a good one, so a person "
            f"has to see that it is. The earliest case: {first}."
        )
        return warning(why, extension.place, example=first)
    return fails(f"{told}. The earliest case: {first}.", extension.place, example=first)


_Ask: TypeAlias = Callable[[Inquiry, Mapping[str, Any], Way, Round, Step, Clock], Answer]


def _timed(
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
