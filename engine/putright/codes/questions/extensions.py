"""Questions about more time: how long an extension may be, and what it must come with.

Dates decide, never numbers: more time is kept to where no permitted case brings a later day than the code allows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from putright.codes.questions.answer import Answer, fails, met, needs_person, warning, worst
from putright.codes.questions.clocks import (
    Limited,
    Search,
    between,
    example,
    limits,
    plus,
    searched,
    with_more,
)
from putright.codes.questions.deadlines import NAMES, steps_of, timed
from putright.codes.questions.inquiry import Inquiry
from putright.codes.questions.rounds import Round, Way
from putright.policy.model import Clock, Extension, Step
from putright.policy.phrases import listed


def extension_at_most(inquiry: Inquiry, given: Mapping[str, Any]) -> Answer:
    """Is more time no longer than the code allows, and does it come with what it needs?"""
    return worst(_extended(inquiry, given))


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
        yield timed(_longer, inquiry, given, way, one, step, step.clock)


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
    if given.get("needs") and not missing:
        yield met(f"{what} can be taken only with {listed(given['needs'])} on record.", extension.place)


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
