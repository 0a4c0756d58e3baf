"""Effects: each date of a case under two sets of rules, and whether the change is better or worse for the complainant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from pendulum import DateTime

from putright.case.case import Case
from putright.case.deadlines import Deadline, every_deadline, running
from putright.case.decide import possible_actions
from putright.case.doors import refuse_door
from putright.case.events import Event
from putright.case.folding import fold
from putright.case.procedure import Procedure
from putright.case.renames import Renames
from putright.casework.migration.crossing import Effect, MovedDate
from putright.policy.model import COMPLAINANT, Policy
from putright.policy.words import title_of


@dataclass(frozen=True, slots=True)
class Side:
    """A case under rules, as it stands at a moment."""

    procedure: Procedure
    case: Case
    at: DateTime

    @property
    def running(self) -> tuple[Deadline, ...]:
        """What runs; a clock that stands still is looked at as if it were set going at the moment."""
        policy, calendar = self.procedure.policy, self.procedure.calendar
        found = running(policy, calendar, self.case)
        if any(deadline.paused_since for deadline in found) and self.case.log[-1].recorded_at < self.at:
            looked = Event("noted", "noted", self.at, self.at, self.case.place)
            found = running(policy, calendar, fold(self.case, [looked]))
        return found

    @property
    def met(self) -> tuple[Deadline, ...]:
        """What was met, whether in time or not."""
        deadlines = every_deadline(self.procedure.policy, self.procedure.calendar, self.case)
        return tuple(deadline for deadline in deadlines if deadline.met_at and deadline.kind != "door")

    def knows(self, name: str) -> bool:
        """Whether the policy has the step, duty or door whose deadline has that name."""
        policy, (stem, _, door) = self.procedure.policy, name.partition(".")
        return bool(policy.step_at(name)) or name in policy.duties or (stem == "door" and door in policy.doors)

    def waits(self, name: str) -> bool:
        """Whether a deadline of that name is there and its clock has not started."""
        policy, calendar = self.procedure.policy, self.procedure.calendar
        found = next((d for d in every_deadline(policy, calendar, self.case) if d.name == name), None)
        if found is not None:
            return found.on is None
        door = policy.doors.get(name.removeprefix("door.")) if name.startswith("door.") else None
        return bool(door and door.closes)

    @property
    def rights(self) -> dict[str, str]:
        """What the complainant can do now: acts, and doors that stand open."""
        policy, calendar = self.procedure.policy, self.procedure.calendar
        acts = {act: title_of(act) for act in possible_actions(self.procedure, self.case, COMPLAINANT)}
        day = self.at.in_timezone(policy.time_zone).date()
        for door in policy.doors.values():
            if refuse_door(policy, calendar, self.case, door.id, day, ()) is None:
                acts[f"door.{door.id}"] = door.title
        return acts


def moved_dates(before: Side, after: Side, renames: Renames) -> Iterator[MovedDate]:
    """Every date that runs on one of the two sides, the next one first.

    Where a case goes on at another step, the dates of the two steps are compared.
    """
    old, new = _by_name(before, after, renames), {d.name: d for d in after.running}
    for name in sorted({*old, *new}, key=lambda name: (_day(new.get(name)), _day(old.get(name)), name)):
        one, other = old.get(name), new.get(name)
        deadline = other or one
        assert deadline is not None  # noqa: S101 -- the name is of one of them
        paused = bool((one and one.paused_since) or (other and other.paused_since))
        moved = MovedDate(
            name=name,
            title=f"{deadline.title} (last day)" if deadline.kind == "door" else deadline.title,
            who=deadline.who,
            before=one.on if one else None,
            after=other.on if other else None,
            effect=_effect(before, after, one, other),
            paused=paused,
        )
        # While a clock stands still its date moves with every day that passes: it is compared, and not promised.
        yield replace(moved, before=None, after=None) if paused else moved


def lost_rights(before: Side, after: Side) -> tuple[str, ...]:
    """What the complainant could do and could do no more, in words."""
    now = after.rights
    return tuple(title for id, title in before.rights.items() if id not in now)


def _by_name(before: Side, after: Side, renames: Renames) -> dict[str, Deadline]:
    found: dict[str, Deadline] = {}
    for deadline in before.running:
        name = deadline.name
        if deadline.kind == "step":
            name = after.case.place if name == before.case.place and "." in after.case.place else renames.place(name)
        found[name] = deadline
    return found


def _effect(before: Side, after: Side, one: Deadline | None, other: Deadline | None) -> Effect:
    deadline = other or one
    assert deadline is not None  # noqa: S101 -- there is one of them
    theirs = deadline.kind == "door" or deadline.who == COMPLAINANT
    if one is not None and other is not None:
        return _compared(before.procedure.policy, one, other, theirs)
    if other is not None:  # a new promise is good; a limit on what had none is not
        if not theirs or not before.knows(other.name):
            return "better"
        return "unclear" if before.waits(other.name) else "worse"
    assert one is not None  # noqa: S101 -- there is one of them
    if after.waits(one.name):
        return "unclear"
    return "better" if theirs and after.knows(one.name) else "worse"


def _compared(policy: Policy, one: Deadline, other: Deadline, theirs: bool) -> Effect:
    if bool(one.paused_since) != bool(other.paused_since):
        return "unclear"
    then, now = one.ends_at(policy.time_zone), other.ends_at(policy.time_zone)
    assert then is not None and now is not None  # noqa: S101, PT018 -- what runs has a date
    if then == now:
        return "same"
    return "better" if (now > then) == theirs else "worse"


def _day(deadline: Deadline | None) -> date:
    return deadline.on or date.max if deadline else date.max
