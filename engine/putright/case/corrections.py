"""Corrections: a fact on record put right, what rested on it worked out again, and promises that are now wrong.

A correction is no move: the place afterwards is the one that the remaining moves had reached. Automatic events that
would not have happened yet are taken out; what is due by now happens by itself afterwards, at the correction's moment.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

import pendulum

from putright.case.case import Case
from putright.case.deadlines import every_deadline
from putright.case.events import KINDS, TOLD_BEFORE, Event
from putright.case.fields import field_row
from putright.case.folding import CORRECTING, amended, fold
from putright.case.moments import local_day
from putright.case.opening import refuse_future
from putright.case.outside import refuse_past_orders
from putright.case.pauses import ending_by_themselves
from putright.case.records import DIRECTIONS, SHOWN_TO
from putright.policy.model import OUTSIDE_ACTS, RECORD_KINDS, Missed, Policy
from putright.problems import Refused, did_you_mean, one_of
from putright.working_days import Calendar, in_full

CHOICES: Mapping[str, Callable[[Policy], Collection[str]]] = {
    "attachment.shown": lambda policy: SHOWN_TO,
    "contact.channel": lambda policy: policy.channels,
    "contact.direction": lambda policy: DIRECTIONS,
    "record.kind": lambda policy: RECORD_KINDS,
    "outside.act": lambda policy: OUTSIDE_ACTS,
    "door": lambda policy: policy.doors,
    "exclusion": lambda policy: policy.exclusions,
}
"""What can stand in fields whose acts look after it themselves, and which a correction could change to anything."""


@dataclass(frozen=True, slots=True)
class BrokenPromise:
    """A date that a letter told, and the date that is right now; `now` is None when nothing is due any more."""

    deadline: str
    title: str
    letter: str
    told_on: date
    promised: date
    now: date | None

    def as_json(self) -> dict[str, object]:
        return {
            "deadline": self.deadline,
            "title": self.title,
            "letter": self.letter,
            "told_on": self.told_on.isoformat(),
            "promised": self.promised.isoformat(),
            "now": self.now.isoformat() if self.now else None,
        }


def refuse_correction(policy: Policy, case: Case, given: Mapping[str, str]) -> Refused | None:
    """Why an event cannot be corrected like that; None when it can."""
    if not given.get("because"):
        return Refused.asking("R202", 'correct needs "because": why the record is wrong', ["because"])
    number = given.get("corrects", "")
    if number not in [str(n) for n in case.numbers]:
        what = f"there is no event {number} on record" if number else "it is not said which event is wrong"
        return Refused("R240", what, f"give corrects: a number from 1 to {case.version}", asks=["corrects"])
    target = case.events[case.numbers.index(int(number))]
    if target.kind == "migrated":
        what = f"event {number} moved the case to {target.data['policy']}, and cannot be taken back"
        return Refused("R241", what, "migrate the case again, to the version that should govern it")
    if KINDS[target.kind].automatic or target.kind == "corrected":
        return Refused(
            "R241", f"event {number} ({target.name}) cannot itself be wrong", "correct the event that it rests on"
        )
    if "struck" in given:
        return _refuse_striking(case, int(number), target)
    return _refuse_facts(policy, case, target, given)


def _refuse_striking(case: Case, number: int, target: Event) -> Refused | None:
    """Of what moved the case only the last can be taken out: what followed rests on it."""
    if target is case.received:
        return Refused(
            "R242", "the receipt of a complaint cannot be taken out", "withdraw the case, or correct its facts"
        )
    if not KINDS[target.kind].moves:
        return None
    numbered = zip(case.numbers, case.events, strict=True)
    later = next((event for n, event in numbered if n > number and KINDS[event.kind].moves), None)
    if later is None:
        return None
    if later.kind == "migrated":
        what = f"the case was moved to {later.data['policy']} after {target.name}, as it then stood"
        return Refused("R242", what, "put right when it happened, or what was said; or record what is right now")
    return Refused("R242", f"{later.name} came after {target.name} and rests on it", "take out the later event first")


def _refuse_facts(policy: Policy, case: Case, target: Event, given: Mapping[str, str]) -> Refused | None:
    facts = {name: value for name, value in given.items() if name not in CORRECTING}
    if not facts and "when" not in given:
        return Refused(
            "R243", "nothing is said to be different", "give the right fact, when it happened (when), or struck=yes"
        )
    known = {**target.data, **target.texts}
    strange = [name for name in facts if name not in known and not ((row := field_row(name)) and row.lasting)]
    if strange:
        return Refused(
            "R243",
            f"event {given['corrects']} ({target.name}) says nothing of {strange[0]}",
            "correct the event that does",
        )
    for name, value in facts.items():
        known_values = CHOICES[name](policy) if name in CHOICES else (value,)
        if value not in known_values:
            what = f'{name} cannot be "{value}".{did_you_mean(value, known_values)}'
            return Refused("R103", what, f"use {one_of(known_values)}")
    if "when" in given and (no := _refuse_moment(policy, case, target, given["when"])):
        return no
    happened = pendulum.instance(datetime.fromisoformat(given["when"])) if "when" in given else target.happened_at
    said, recorded = (local_day(moment, policy.time_zone) for moment in (happened, target.recorded_at))
    said_then = {**target.data, **facts}
    return refuse_future(said_then, said, recorded) or refuse_past_orders(said_then, said)


def _refuse_moment(policy: Policy, case: Case, target: Event, when: str) -> Refused | None:
    """Nothing happened after it was recorded, or before the complaint came."""
    moment = datetime.fromisoformat(when)
    if moment > target.recorded_at:
        return Refused("R105", "it cannot have happened after it was recorded", "check the moment")
    received = case.received.happened_at
    if target is not case.received and local_day(pendulum.instance(moment), policy.time_zone) < local_day(
        received, policy.time_zone
    ):
        return Refused(
            "R107",
            f"nothing can have happened before the complaint was received, on {in_full(received.date())}",
            "check the moment",
        )
    return None


def corrected(policy: Policy, calendar: Calendar, case: Case, correction: Event) -> Event:
    """The correction with what it takes out, the place it leaves the case at, and its letter only if one is owed.

    A letter is owed when a date that was told is wrong now, or when a letter went out for what did not happen.
    """
    voids = _voids(policy, calendar, amended(case, correction))
    if voids:
        correction = correction._replace(data={**correction.data, "voids": ",".join(str(number) for number in voids)})
    correction = correction._replace(place=amended(case, correction).place)
    sent_in_vain = any(case.log[number - 1].letters for number in voids)
    if sent_in_vain or broken_promises(policy, calendar, fold(case, [correction]), before_its_letter=True):
        return correction
    return correction._replace(letters=())


def _voids(policy: Policy, calendar: Calendar, case: Case) -> list[int]:
    """The automatic events that would not have happened when they did, had the record been right.

    What happened by itself before the case was migrated happened under rules that are not at hand, and stays.
    """
    found: list[int] = []
    since = max((n for n, event in zip(case.numbers, case.events, strict=True) if event.kind == "migrated"), default=0)
    so_far = Case(case.id)
    for number, event in zip(case.numbers, case.events, strict=True):
        if number > since and KINDS[event.kind].automatic and not _was_due(policy, calendar, so_far, event):
            found.append(number)
        else:
            so_far = fold(so_far, [event]) if event.kind != "corrected" else so_far
    return found


def _was_due(policy: Policy, calendar: Calendar, case: Case, event: Event) -> bool:
    if event.kind == "pause-ended":
        return (event.data["pause"], event.happened_at) in ending_by_themselves(policy, calendar, case)
    deadlines = every_deadline(policy, calendar, case)
    deadline = next((d for d in deadlines if d.name == event.data.get("missed")), None)
    ends = deadline.ends_at(policy.time_zone) if deadline else None
    return ends is not None and ends <= event.happened_at and _would_follow(policy, case, event)


def _would_follow(policy: Policy, case: Case, event: Event) -> bool:
    """Whether with the facts as they are known now the same would have followed: the place, and what is paid."""
    name = event.data["missed"]
    duty, found = policy.duties.get(name), None if name in policy.duties else policy.step_at(name)
    ways = duty.missed if duty else found[1].missed if found else ()
    way = next((way for way in ways if case.meets(way.applies)), Missed())
    stage, step = found or (policy.stages[0], policy.stages[0].steps[0])
    led = {policy.resolve(stage, step, one.to) for one in ways if one.to} - {case.place}
    leads = {policy.resolve(stage, step, way.to)} if way.to else set[str]()
    is_there = event.place in leads if leads else event.place not in led
    return is_there and (way.pays.sum if way.pays else None) == event.data.get("remedy.1.sum")


def broken_promises(
    policy: Policy, calendar: Calendar, case: Case, *, before_its_letter: bool = False
) -> tuple[BrokenPromise, ...]:
    """The dates that letters told last, that are still to come, and that are not right any more.

    While a clock stands still nobody knows its date; once it runs again, a promise holds or does not. Where a date was
    taken back by a letter, since there is none any more, nothing more has to be told. `before_its_letter`: the letter of
    the last event is still to be written.
    """
    sent = case.log[:-1] if before_its_letter else case.log
    told: dict[str, tuple[int, BrokenPromise]] = {}
    since = case.numbers[case.entered] if case.numbers else 1
    for number, event in enumerate(case.log, 1):
        for letter in event.letters:
            for told_as, on in letter.promised.items():
                name = case.past.name(told_as)
                if number >= since or not name.startswith(f"{case.stage}."):
                    told_at = event.happened_at if letter.name == TOLD_BEFORE else event.recorded_at
                    day = local_day(told_at, policy.time_zone)
                    told[name] = number, BrokenPromise(name, "", letter.name, day, date.fromisoformat(on), None)
    now = {deadline.name: deadline for deadline in every_deadline(policy, calendar, case)}
    return tuple(
        replace(promise, title=now[name].title, now=now[name].on)
        for name, (number, promise) in told.items()
        if name in now and now[name].met_at is None and not now[name].paused_since and now[name].on != promise.promised
        and not (now[name].on is None and _taken_back(policy, calendar, case.id, sent, name, number))
    )  # fmt: skip


def _taken_back(policy: Policy, calendar: Calendar, id: str, log: tuple[Event, ...], name: str, since: int) -> bool:
    """Whether a correction after that event sent its letter when the deadline had no date any more."""
    for number, event in enumerate(log, 1):
        if number > since and event.kind == "corrected" and event.letters:
            then = every_deadline(policy, calendar, fold(Case(id), log[:number]))
            if any(deadline.name == name and deadline.on is None for deadline in then):
                return True
    return False
