"""Promised actions: remedies, outstanding actions and orders of an outside body, each with its day, until it is done.

A promise runs on after the case has ended. Each belongs to the event that made it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

from pendulum import DateTime

from putright.case.case import Case
from putright.case.events import KINDS, Event
from putright.case.owed import Owed
from putright.case.people import stage_role
from putright.case.reckoning import Reckoning
from putright.policy.model import HANDLER, Policy
from putright.problems import Refused, one_of

STEMS: Mapping[str, str] = {"remedy": "Remedy", "outstanding": "Outstanding action", "order": "Order"}


def promised(policy: Policy, case: Case) -> Iterator[Owed]:
    """Every action that was promised for a day, in the order of the promises.

    Named `remedy.1`; a number that is used again carries the number of its event, too: `remedy.1.9`. A name is kept
    when the event that used the number before is taken out, since by that name it may have been carried out.
    """
    if not any(map(_days, case.log)):
        return
    first = _first_used(case)
    for index, (number, event) in enumerate(zip(case.numbers, case.events, strict=True)):
        for stem, at, day in _days(event):
            name = f"{stem}.{at}" if first[stem, at] == number else f"{stem}.{at}.{number}"
            done = _done(name, event, case.events[index + 1 :])
            words = event.name.replace("-", " ")
            reckoning = Reckoning(f"the day that was promised: {words}", date.fromisoformat(day))
            yield Owed(name, f"{STEMS[stem]} {at}", _who(policy, case, event), event.name, reckoning, done)


def _first_used(case: Case) -> dict[tuple[str, str], int]:
    """The event with which each number was used first, whatever became of it."""
    first: dict[tuple[str, str], int] = {}
    for number, event in enumerate(case.log, 1):
        for stem, at, _ in _days(event):
            first.setdefault((stem, at), number)
    return first


def _days(event: Event) -> list[tuple[str, str, str]]:
    """Each promise of an event: what sort, its number, its day."""
    data = event.data
    if not data or not (promises := _promises(tuple(data))) or not KINDS[event.kind].promises:
        return []
    return [(stem, at, data[name]) for stem, at, name in promises]


@lru_cache(maxsize=1024)
def _promises(names: tuple[str, ...]) -> tuple[tuple[str, str, str], ...]:
    """The fields that hold the day of a promise, such as `remedy.1.by`: the sort of each, its number, and its name."""
    split = (name.split(".") for name in names if name.endswith(".by"))
    return tuple([(parts[0], parts[1], ".".join(parts)) for parts in split if len(parts) == 3 and parts[0] in STEMS])


def _done(name: str, promise: Event, after: tuple[Event, ...]) -> DateTime | None:
    """When it was carried out; a body that is satisfied is so with all that it ordered."""
    for event in after:
        is_satisfied = event.data.get("outside.act") == "complied" and name.startswith("order.")
        if event.data.get("completes") == name or (is_satisfied and event.data.get("door") == promise.data.get("door")):
            return event.happened_at
    return None


def _who(policy: Policy, case: Case, event: Event) -> str:
    """The role that handles the stage at which it was promised, or whoever stands in for it."""
    stage = event.stage or event.place.partition(".")[0]
    known = [each.id for each in policy.stages]
    found = stage if stage in known else case.stage
    return stage_role(policy, case, policy.stage(found)) if found in known else HANDLER


def refuse_without_promise(policy: Policy, case: Case) -> Refused | None:
    if any(one.met_at is None for one in promised(policy, case)):
        return None
    return Refused("R284", "no promised action of this case is still to be carried out", "nothing has to be done")


def refuse_completion(policy: Policy, case: Case, given: Mapping[str, str]) -> Refused | None:
    """Why a promised action cannot be recorded as carried out; None when it can."""
    names = [one.name for one in promised(policy, case) if one.met_at is None]
    if not names or given.get("completes") in names:
        return None
    said = given.get("completes", "")
    what = f'"{said}" is no promised action that is still open' if said else "it is not said what was carried out"
    return Refused("R284", what, f"give completes: {one_of(names)}")
