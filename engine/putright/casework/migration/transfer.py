"""Transfer: one case taken over to other rules in thought, with everything that would follow.

Plans and their carrying out both come through here, so that what is carried out is what was shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from pendulum import DateTime

from putright.case.case import Case
from putright.case.commands import read_given
from putright.case.corrections import BrokenPromise, broken_promises
from putright.case.events import Event
from putright.case.folding import fold
from putright.case.history import told_dates
from putright.case.migration import Migration
from putright.case.moments import local_day
from putright.casework.desk import Desk
from putright.casework.lapses import what_falls_due
from putright.casework.migration.ahead import taken_ahead
from putright.casework.migration.choices import Choice
from putright.casework.migration.crossing import Crossing, MovedDate, Verdict
from putright.casework.migration.destinations import Destinations
from putright.casework.migration.effects import Side, lost_rights, moved_dates
from putright.casework.migration.reasons import (
    missing_facts,
    nowhere,
    off_its_way,
    unknown_there,
    unknown_values,
    worse_off,
)
from putright.casework.post import post_each
from putright.casework.rules import Rules
from putright.policy.loading import Loaded, pinned
from putright.policy.model import Policy
from putright.problems import Refused, did_you_mean, one_of
from putright.store import CaseRow, Reading
from putright.working_days import in_full

UNCHOSEN = Choice()


@dataclass(frozen=True, slots=True)
class Worked:
    """A case on its way: what is shown of it, and what would be recorded."""

    crossing: Crossing
    case: Case
    old: Rules
    new: Rules
    fell_due: tuple[Event, ...] = ()
    """What happens by itself first, under the old rules."""
    migration: Migration | None = None
    lapses: tuple[Event, ...] = ()
    """What happens by itself then, under the new ones."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """From a version that governs cases to another one, or to the calendar of the same version as it is now."""

    desk: Desk
    loaded: Loaded
    new: Rules
    destinations: Destinations
    is_of_calendar: bool
    """Whether the version stays, and only its calendar changes."""
    known: dict[str, tuple[Refused, ...]] = field(default_factory=dict, repr=False)
    """By place, what the new version takes from what comes after it: worked out once."""

    def rows(self, tx: Reading, page: int = 500) -> Iterator[CaseRow]:
        """The cases that are concerned, in the order of their references; with a calendar, ended ones, too."""
        after: str | None = None
        while rows := list(
            tx.cases(policy=self.destinations.old.name, open_only=not self.is_of_calendar, after=after, limit=page)
        ):
            yield from rows
            after = rows[-1].case_id

    def worked_out(self, tx: Reading, row: CaseRow, choice: Choice, at: DateTime) -> Worked | None:
        """A case taken over at a moment; None when it goes by these rules already."""
        case = fold(Case(row.case_id), tx.events(row.case_id))
        old = self.desk.rules.of(tx, case)
        new = self.desk.rules.by_calendar(old, self.loaded.calendar) if self.is_of_calendar else self.new
        if new.pins == old.pins:
            return None
        if self.is_of_calendar and case.has_ended and not row_runs(tx, row):
            return None
        if case.log[-1].recorded_at > at:
            return _held(Worked(_crossing(row, old, case), case, old, new), "impossible", _too_early(old, case))
        fell_due = tuple(what_falls_due(old, case, at)) if row.next_wake and row.next_wake <= at else ()
        caught_up, _ = post_each(old, case, fell_due)
        bare = Worked(_crossing(row, old, caught_up), case, old, new, fell_due)
        if caught_up.has_ended and not self.is_of_calendar:
            ended = Refused("M525", "the case ends by itself before that, and needs no move", "nothing has to be done")
            return replace(bare, crossing=replace(bare.crossing, why=(ended,)))
        return self._across(bare, caught_up, choice, at)

    def _across(self, bare: Worked, case: Case, choice: Choice, at: DateTime) -> Worked:
        """The case on the other side, with the verdict."""
        old, new = bare.old.procedure.policy, bare.new.procedure.policy
        place = choice.place or self.destinations.of(case.place)
        if place is None or (choice.place and new.step_at(place) is None):
            return _held(bare, "needs-choice", nowhere(case, old, new, choice.place))
        facts, refused = _facts(new, choice.facts)
        if refused:
            return _held(bare, "needs-choice", refused)
        renames = self.destinations.renames
        migration = Migration(new.name, bare.new.pins, place, renames, facts=facts, accepted=choice.because)
        after = fold(case, [migration.event(case, at)])
        if impossible := tuple(unknown_there(after, new)):
            return _held(bare, "impossible", *impossible)
        strays = () if choice.place else off_its_way(case, old, after, new)
        if asked := (*missing_facts(after, new), *unknown_values(after, new), *strays):
            return _held(bare, "needs-choice", *asked)
        return self._judged(bare, case, after, migration, at)

    def _judged(self, bare: Worked, case: Case, after: Case, migration: Migration, at: DateTime) -> Worked:
        one, other = Side(bare.old.procedure, case, at), Side(bare.new.procedure, after, at)
        dates = tuple(moved_dates(one, other, migration.renames))
        lost = lost_rights(one, other)
        worse = (*worse_off(bare.new.procedure.policy, dates, lost), *self._ahead(case))
        verdict: Verdict = "accepted" if worse and migration.accepted else "needs-choice" if worse else "safe"
        if not worse:
            migration = replace(migration, accepted="")
        lapses = tuple(what_falls_due(bare.new, after, at))
        crossing = replace(
            bare.crossing,
            verdict=verdict,
            place_after=after.place,
            title_after=bare.new.procedure.policy.place_title(after.place),
            dates=dates,
            lost=lost,
            by_itself=tuple(event.name for event in lapses),
            letters=tuple(_letters(one, other, dates, migration)),
            why=worse,
        )
        moved = tuple((d.name, d.before, d.after) for d in dates if d.before != d.after)
        if self._is_extension(bare) and not moved and not lapses and not worse:
            longer = Refused("M526", "the calendar is known for longer, and no date moves", "nothing has to be done")
            return replace(bare, crossing=replace(crossing, verdict="stays", why=(longer,)))
        migration = replace(migration, moved=moved, met=one.met)
        return replace(bare, crossing=crossing, migration=migration, lapses=lapses)

    def _ahead(self, case: Case) -> tuple[Refused, ...]:
        if self.is_of_calendar or case.is_record:
            return ()
        if case.place not in self.known:
            old, new = self.destinations.old, self.destinations.new
            self.known[case.place] = tuple(taken_ahead(old, new, case.place, self.destinations.renames))
        return self.known[case.place]

    def _is_extension(self, bare: Worked) -> bool:
        return self.is_of_calendar and self.loaded.calendar.extends(bare.old.procedure.calendar)


def _too_early(old: Rules, case: Case) -> Refused:
    day = in_full(local_day(case.log[-1].recorded_at, old.procedure.policy.time_zone))
    what = f"the case already holds something recorded later, on {day}"
    return Refused("R106", what, "plan the move for a later moment (--at)")


def row_runs(tx: Reading, row: CaseRow) -> bool:
    """Whether any date of a case still runs."""
    return next(iter(tx.dues(case_id=row.case_id, limit=1)), None) is not None


def a_transfer(
    desk: Desk, tx: Reading, old: str, new: str, said: Mapping[str, str], *, draft: bool = False
) -> Transfer:
    """What moves cases from `old` to `new`; where both are one version, to its calendar as it is now.

    A draft may differ from what was published under its name.

    Raises:
        Refused: M501 no case is governed by the old version; M502 a mapped name is not there; M503 two organisations;
            R230 there is no such new version. PolicyError: The new version has errors.
        StoreError: S402 the new version was published with other content.
    """
    old_name = desk.library.version(old).policy.name if old.endswith((".yaml", ".yml")) else old
    fingerprint = tx.published(old_name)
    if fingerprint is None:
        known = tx.known("policy")
        hint = did_you_mean(old_name, known)
        raise Refused(
            "M501", f'no case here is governed by "{old_name}".{hint}', f"use {one_of(known) or 'another store'}"
        )
    loaded = desk.library.version(new)
    rules = desk.rules.drafted(loaded) if draft else desk.rules.ready(tx, loaded)
    before = pinned(tx.document(fingerprint), old_name)
    _refuse_strangers(before, loaded.policy)
    is_same = (loaded.policy.name, rules.pins["pin.policy"]) == (old_name, fingerprint)
    return Transfer(desk, loaded, rules, Destinations(before, loaded.policy, said).check(), is_same)


def _refuse_strangers(old: Policy, new: Policy) -> None:
    if old.organisation.id != new.organisation.id:
        what = f"{old.name} and {new.name} are of two organisations"
        raise Refused("M503", what, "name two versions of one organisation")


def _crossing(row: CaseRow, rules: Rules, case: Case) -> Crossing:
    title = rules.procedure.policy.place_title(case.place)
    calendar = rules.pins["pin.calendar"]
    return Crossing(row.case_id, row.version, row.head_hash, calendar, "stays", case.place, case.place, title, title)


def _held(bare: Worked, verdict: Verdict, *why: Refused) -> Worked:
    return replace(bare, crossing=replace(bare.crossing, verdict=verdict, why=why))


def _facts(new: Policy, given: Mapping[str, str]) -> tuple[Mapping[str, str], Refused | None]:
    try:
        return read_given(new, given, ()), None
    except Refused as refused:
        return {}, refused


def _letters(one: Side, other: Side, dates: tuple[MovedDate, ...], migration: Migration) -> Iterator[BrokenPromise]:
    """Dates that letters told and that are wrong on the other side, also those for which nothing is due there."""
    policy = other.procedure.policy
    broken = broken_promises(policy, other.procedure.calendar, other.case)
    yield from broken
    known = {promise.deadline for promise in broken}
    for moved in dates:
        told = told_dates(other.case, moved.name)
        if moved.before and moved.after is None and not moved.paused and told and moved.name not in known:
            last = told[-1]
            day = local_day(last.at, policy.time_zone)
            yield BrokenPromise(moved.name, moved.title, last.letter, day, last.on, None)
