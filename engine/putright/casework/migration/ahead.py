"""Ahead: what the procedure would still offer a case later, and what another version takes from that.

Of the two policies alone; what runs in a case already is compared by its dates. A tie that nobody can break is unclear.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from putright.case.renames import Renames
from putright.policy.model import Clock, EventRef, Policy, Stage, Step
from putright.policy.phrases import time_allowed
from putright.problems import Refused

Change = Literal["worse", "unclear", ""]
MEND = "accept it for this case, with a reason (--accept, --because), or leave the case where it is"


def taken_ahead(old: Policy, new: Policy, place: str, renames: Renames) -> Iterator[Refused]:
    """Each stage, step or door after a place that would be gone, or whose time would be worse for the complainant."""
    gone: set[str] = set()
    for stage, step in _ahead(old, place):
        found = new.step_at(renames.place(f"{stage.id}.{step.id}"))
        if all(renames.place(stage.id) != each.id for each in new.stages):
            if stage.id not in gone:
                yield _refused(f"later on, “{stage.title}” would be no more")
            gone.add(stage.id)
        elif found is None:
            yield _refused(f"later on, “{stage.title}: {step.title}” would be no more")
        elif change := _step_change(stage, step, found[1], renames):
            words = f"{_words(old, step.clock, stage)} is now {_words(new, found[1].clock, found[0])}"
            yield _refused(f"later on, “{stage.title}: {step.title}”: {words}", change)
    for id, door in old.doors.items():
        other = new.doors.get(id)
        if other is None:
            yield _refused(f"“{door.title}” would be no more")
        elif change := _clock_change(door.closes, other.closes, "", renames, theirs=True):
            words = f"{_words(old, door.closes)} is now {_words(new, other.closes)}"
            yield _refused(f"“{door.title}” (last day): {words}", change)


def _ahead(policy: Policy, place: str) -> Iterator[tuple[Stage, Step]]:
    """The steps after a place, in the order of the policy."""
    every = [(stage, step) for stage in policy.stages for step in stage.steps]
    here = next((number for number, (g, s) in enumerate(every) if f"{g.id}.{s.id}" == place), len(every))
    return iter(every[here + 1 :])


def _step_change(stage: Stage, old: Step, new: Step, renames: Renames) -> Change:
    return _clock_change(old.clock, new.clock, stage.id, renames, theirs=old.is_complainants)


def _clock_change(one: Clock | None, other: Clock | None, stage: str, renames: Renames, *, theirs: bool) -> Change:
    """What becomes of a time: less is better where it is the organisation's, more where it is the complainant's."""
    if one is None or other is None:
        is_lost = one is None if theirs else other is None
        return "worse" if is_lost and one is not other else ""
    one = _renamed(one, stage, renames)
    if one == other:
        return ""
    if _bare(one) != _bare(other) or len(one.terms) != 1:
        return "unclear"
    then, now = one.terms[0].limit.always, other.terms[0].limit.always
    if then is None or now is None or then.unit != now.unit:
        return "unclear"
    return "worse" if (now.number < then.number) == theirs else ""


def _bare(clock: Clock) -> Clock:
    """A clock without the one duration of its limit."""
    bare = (replace(term, limit=replace(term.limit, always=None)) for term in clock.terms)
    return replace(clock, terms=tuple(bare))


def _renamed(clock: Clock, stage: str, renames: Renames) -> Clock:
    """A clock of the old version in the words of the new one."""
    return replace(clock, terms=tuple(replace(t, start=_start(t.start, stage, renames)) for t in clock.terms))


def _start(ref: EventRef, stage: str, renames: Renames) -> EventRef:
    of = f"{ref.stage or stage}."
    called = (new for key, new in renames.events.items() if key.startswith(of) and key.endswith(f":{ref.name}"))
    return EventRef(next(called, ref.name), renames.place(ref.stage) if ref.stage else "")


def _words(policy: Policy, clock: Clock | None, stage: Stage | None = None) -> str:
    return time_allowed(policy, None, clock, stage) if clock else "no limit"


def _refused(what: str, change: Change = "worse") -> Refused:
    return Refused("M528", f"{what}{', and nobody knows whether that is later' if change == 'unclear' else ''}", MEND)
