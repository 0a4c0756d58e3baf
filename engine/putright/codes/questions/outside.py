"""Questions about outside bodies: whether the complainant can go there, and whether they are still there.

Read off the doors and bodies of a policy, and the words of its letters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from putright.codes.model import ClosedBody
from putright.codes.questions.answer import Answer, Counterexample, fails, met, unfilled, warning, worst
from putright.codes.questions.inquiry import Inquiry
from putright.codes.questions.wording import has_words
from putright.letters.templates import place_in
from putright.policy.clock_search import Promise, Promised, compared
from putright.policy.gaps import gaps_in
from putright.policy.model import COMPLAINANT, Door
from putright.policy.phrases import listed
from putright.problems import Place
from putright.working_days import Counting, Duration, in_full

REFUSED = "rejected"
RECEIVED = "received"

WHEN: Mapping[str, str] = {
    "any-time": "at any time",
    "after-last-stage": "once the last answer is there",
    "on-refusal": "when the complaint is not taken on",
}


def door_to(inquiry: Inquiry, given: Mapping[str, Any]) -> Answer:
    """Can the complainant go to this body, and is the way open then?"""
    bodies = inquiry.policy.bodies
    names = listed((f'"{name}"' for name in given["bodies"]), "or")
    found = [d for d in inquiry.policy.doors.values() if has_words(bodies[d.to].title, given["bodies"])]
    if not found:
        why = f"No way of the policy leads to {names}. Write one under doors, and the body under bodies."
        return fails(why, inquiry.place("doors"))
    answers = [_open(inquiry, given, door) for door in found]
    ready = [answer for answer in answers if answer.standing != "fails"]
    return worst(ready or answers)


def _open(inquiry: Inquiry, given: Mapping[str, Any], door: Door) -> Answer:
    title, place = f'"{door.title}"', door.place
    if door.who != COMPLAINANT:
        return fails(f"{title} is not the complainant's own to go.", place)
    when = given.get("opens")
    if when and not opens(inquiry, door, when):
        return fails(f"{title} is not open {WHEN[when]}.", place)
    if when and (start := _may_have_closed(inquiry, door, when)):
        why = f"{title} closes some time after {start}, and that can be before it is open {WHEN[when]}: see that it is long enough."
        return warning(why, place)
    least: Duration | None = given.get("closes_at_least")
    if least and (example := _closes_sooner(inquiry, door, least)):
        return fails(
            f"{title} closes before {least} have gone by. The earliest case: {example}.", place, example=example
        )
    body = inquiry.policy.bodies[door.to]
    reached = (body.title, body.about, *body.address, body.telephone, body.email, body.website)
    if gaps := gaps_in(" ".join((door.title, *reached))):
        return unfilled(gaps, body.place)
    if door.applies:
        return warning(f"{title} is open to some complainants only.", place)
    return met(f"{title} is open to every complainant{f' {WHEN[when]}' if when else ''}.", place)


def opens(inquiry: Inquiry, door: Door, when: str) -> bool:
    """Whether the door is open at that time: by an event of it, and without a wait.

    A refusal opens it, too, where every reason for turning a complaint away can be challenged there.
    """
    if not door.opens:
        return True
    if when == "any-time":
        return False
    at_once = [opening.start for opening in door.opens if opening.after is None]
    if when == "on-refusal":
        reasons = inquiry.policy.exclusions.values()
        challenges = bool(reasons) and all(one.challenge == door.id for one in reasons)
        return challenges or any(ref.name == REFUSED for ref in at_once)
    lasts = {
        (one.stage.id, choice.event) for way in inquiry.ways for one in way.at("last") for choice in one.answer.choices
    }
    return bool(lasts) and all(
        any(ref.name == event and ref.stage in ("", stage) for ref in at_once) for stage, event in lasts
    )


def _may_have_closed(inquiry: Inquiry, door: Door, when: str) -> str:
    """From what a door closes that comes before the moment at which it is to be open; empty where nothing does."""
    lasts = {one.stage.id for way in inquiry.ways for one in way.at("last")}
    for term in door.closes.terms if door.closes else ():
        start = term.start
        is_early = start.name == RECEIVED or (when == "after-last-stage" and start.stage and start.stage not in lasts)
        if is_early and start.stage not in inquiry.policy.doors:
            return start.words
    return ""


def _closes_sooner(inquiry: Inquiry, door: Door, least: Duration) -> Counterexample | None:
    if door.closes is None:
        return None
    days, rule = inquiry.days, Counting("day-after")
    for term in door.closes.terms:
        for within in term.limit.durations():
            ours = Promised((Promise("start", least, rule),))
            theirs = Promised((Promise("start", within, term.counting),))
            found = compared(ours, theirs, (), inquiry.calendar, days.first, days.last).first_later
            if found:
                start = found.days["start"]
                return Counterexample({f"{term.start}": start}, found.theirs, found.ours)
    return None


def bodies_open(inquiry: Inquiry, given: Mapping[str, Any]) -> Answer:
    """Does the policy name no body that has closed?"""
    return worst(_closed(inquiry, given["closed"]))


def _closed(inquiry: Inquiry, closed: Mapping[str, ClosedBody]) -> Iterator[Answer]:
    policy = inquiry.policy
    last = policy.in_force_until or inquiry.on or inquiry.calendar.known_until
    for body in closed.values():
        if body.closed_on >= last:
            continue
        for place, what in _named(inquiry, body):
            why = f"{what}, which closed on {in_full(body.closed_on)}. Its work went to: {body.successor}."
            yield fails(why, place) if _had_closed(policy.in_force_from, body) else warning(why, place)
    yield met("Every body that the policy names is there as far as the code knows.", inquiry.place("bodies"))


def _had_closed(first: date, body: ClosedBody) -> bool:
    return body.closed_on < first


def _named(inquiry: Inquiry, body: ClosedBody) -> Iterator[tuple[Place, str]]:
    policy = inquiry.policy
    for door in policy.doors.values():
        to = policy.bodies[door.to]
        if word := has_words(f"{to.title} . {to.id}", body.words):
            yield door.place, f'"{door.title}" leads to "{word}"'
    for reason in policy.exclusions.values():
        instead = policy.bodies.get(reason.instead)
        if instead and (word := has_words(f"{instead.title} . {instead.id}", body.words)):
            yield reason.place, f'"{reason.title}" sends people to "{word}"'
    for stage in policy.stages:
        for title, place in ((stage.title, stage.place), *((step.title, step.place) for step in stage.steps)):
            if word := has_words(title, body.words):
                yield place, f'{stage.title} names "{word}"'
    own = {inquiry.shelf.find(terms.template) for terms in policy.letters.values()}
    for name, text in inquiry.shelf.templates:
        if name in own:
            for number, line in enumerate(text.splitlines(), start=1):
                if word := has_words(line, body.words):
                    yield place_in(inquiry.shelf, name, number, word), f'A letter names "{word}"'
