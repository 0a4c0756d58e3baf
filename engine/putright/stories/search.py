"""Searching: the shortest way to every part of a policy, move by move, from the receipt of a complaint on.

A search in breadth over the moves of the machine, asked and folded as real cases are. It writes nothing; what a
person would have to say with an act is made up.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

import pendulum
from pendulum import DateTime

from putright.case.case import Case
from putright.case.commands import Command
from putright.case.deadlines import running
from putright.case.decide import decide, lapse, open_case, possible_actions, wakes_at
from putright.case.doors import door_opens_on
from putright.case.events import Event, SentLetter
from putright.case.folding import fold
from putright.case.moments import local_day
from putright.case.people import stage_role
from putright.case.procedure import Procedure
from putright.case.reckoning import Reckoner
from putright.policy.model import HANDLER, Condition, Policy
from putright.policy.moves import Move, awaited
from putright.problems import Refused
from putright.stories.inventing import Invented, first_facts, invented
from putright.stories.parts import Touch, touched
from putright.working_days import BeyondCalendar, Counting

MOST = 2_000
"""States that a search looks at before it gives up."""

LONGEST = 24
"""Moments that a way may have."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way through a policy: what was commanded, moment by moment; an empty action waits."""

    commands: tuple[Command, ...]
    case: Case
    touches: frozenset[Touch]


def ways_to(procedure: Procedure, wanted: Iterable[Touch]) -> Iterator[tuple[Way, frozenset[Touch]]]:
    """The shortest way to each part that is wanted, and which of them it is for; what none reaches is left out.

    The plainest complaint is tried first, then those with facts or dates that some part of the policy asks for.
    """
    missing = set(wanted)
    search = _Search(procedure)
    for beginning in _beginnings(procedure):
        for way in search.from_here(beginning) if missing else ():
            if found := frozenset(way.touches & missing):
                missing -= found
                yield way, found
            if not missing:
                break


class _Search:
    """A search in breadth. What leaves the case where it is and opens nothing is done once, and leads no further."""

    def __init__(self, procedure: Procedure) -> None:
        self.procedure = procedure
        self.awaited = awaited(procedure.policy)
        self.tried: set[object] = set()

    def from_here(self, beginning: Way) -> Iterator[Way]:
        ahead, seen = deque([beginning]), set[object]()
        while ahead and len(seen) < MOST:
            way = ahead.popleft()
            yield way
            mark = self._mark(way.case)
            if mark not in seen and len(way.commands) < LONGEST and self._goes_on(way):
                seen.add(mark)
                with suppress(BeyondCalendar):  # a limit so long that no calendar knows its days leads no further
                    ahead.extend(self._onward(way))

    def _mark(self, case: Case) -> object:
        """What tells two states apart: the place, and what happened by name; not how often or when."""
        return case.place, frozenset((event.stage, event.name) for event in case.events if self._opens(event))

    def _opens(self, event: Event) -> bool:
        return event.kind in OPENING or event.name in self.awaited

    def _goes_on(self, way: Way) -> bool:
        before, last = (way.case.events[-2:-1] or way.case.events)[0], way.case.events[-1]
        return before is last or before.place != last.place or self._opens(last)

    def _onward(self, way: Way) -> Iterator[Way]:
        """Every way that is one moment longer: an act that is not refused, or waiting for what happens by itself."""
        policy, case = self.procedure.policy, way.case
        day = _next_day(self.procedure, case.events[-1].recorded_at)
        for action in possible_actions(self.procedure, case):
            for move in _one_each(self.procedure.machine.moves_at(case.place, action)):
                for given in invented(Invented(self.procedure, case, action, move, day)):
                    at_place = move.source != move.dest or move.kind == "corrected"
                    key = (action, case.place if at_place else case.stage, tuple(sorted(given.items())))
                    again = move.kind in OPENING or move.event in self.awaited
                    if (again or key not in self.tried) and (longer := _done(self.procedure, way, move, given)):
                        self.tried.add(key)
                        yield longer
        if wakes := wakes_at(self.procedure, case):
            at = _noon(policy, local_day(wakes, policy.time_zone))
            yield _waited(self.procedure, way, Command("", at, at))


OPENING = frozenset({"received", "done", "missed", "drafted", "draft-reviewed", "paused"})
"""Kinds of event after which other things can be done than before."""


def _beginnings(procedure: Procedure) -> Iterator[Way]:
    """A complaint for every set of facts that some part of the policy asks for, and one about what is long ago."""
    policy = procedure.policy
    start = _first_day(procedure)
    at = _noon(policy, start)
    plain = {"matter": "To be written by a person", "channel": next(iter(policy.channels)), **first_facts(policy)}
    before = (start - timedelta(days=7)).isoformat()
    plain |= {"happened": before, "aware": before}
    plain |= dict.fromkeys(_needed_at_receipt(policy), "To be written by a person")
    for given in (plain, *_with_facts(policy, plain), *_long_ago(procedure, plain, start), *_records(policy, plain)):
        command = Command("receive", at, at, "", "", {**given, "complainant.name": "Ann Other"})
        try:
            event = open_case(procedure, command, {})
        except Refused:
            continue
        yield _way(procedure, (), Case("SEARCH"), command, event)


def _needed_at_receipt(policy: Policy) -> tuple[str, ...]:
    terms = policy.actions.get("receive")
    return tuple(need for need in terms.needs if need not in policy.facts) if terms else ()


def _first_day(procedure: Procedure) -> date:
    """A Monday of the first weeks in which the policy is in force and its calendar known, also a year before."""
    first = max(procedure.policy.in_force_from, procedure.calendar.known_from + timedelta(days=400))
    return first + timedelta(days=14 - first.weekday())


def _with_facts(policy: Policy, plain: Mapping[str, str]) -> Iterator[dict[str, str]]:
    for condition in _conditions(policy):
        yield {**plain, **{fact: values[0] for fact, values in condition.items() if fact in policy.facts}}


def _conditions(policy: Policy) -> Iterator[Condition]:
    """Every condition that a part of the policy puts on facts."""
    for stage in policy.stages:
        if stage.direct_entry:
            yield stage.direct_entry
        yield from (choice.applies for step in stage.steps for choice in step.choices if choice.applies)
    yield from (track.applies for track in policy.tracks.values() if track.applies)
    yield from (action.applies for action in policy.actions.values() if action.applies)
    yield from (duty.applies for duty in policy.duties.values() if duty.applies)
    yield from (door.applies for door in policy.doors.values() if door.applies)


def _long_ago(procedure: Procedure, plain: Mapping[str, str], start: date) -> Iterator[dict[str, str]]:
    """A matter that is older than the policy takes on."""
    for exclusion in procedure.policy.exclusions.values():
        if exclusion.older_than:
            reckoner = Reckoner(procedure.policy, procedure.calendar, Case(""))
            day = start
            while reckoner.count(day, exclusion.older_than, Counting("day-after")).on >= start:
                day -= timedelta(days=30)
            yield {**plain, "happened": day.isoformat(), "aware": day.isoformat()}


def _records(policy: Policy, plain: Mapping[str, str]) -> Iterator[dict[str, str]]:
    yield from ({**plain, "record.kind": kind} for kind in policy.records)


def _one_each(moves: tuple[Move, ...]) -> tuple[Move, ...]:
    """The moves of an act that differ in where they lead."""
    return tuple({move.dest: move for move in reversed(moves)}.values())


def _done(procedure: Procedure, way: Way, move: Move, given: Mapping[str, str]) -> Way | None:
    """The way with an act on the next working day, or when its door opens; None when it is refused."""
    policy, case = procedure.policy, way.case
    at = _noon(policy, _next_day(procedure, case.events[-1].recorded_at))
    door = policy.doors.get(given.get("door", ""))
    opens = door_opens_on(policy, procedure.calendar, case, door) if door else None
    at = max(at, _noon(policy, opens)) if opens else at
    before = _waited(procedure, way, Command("", at, at))
    if move.kind == "duty-done" and move.of not in {d.name for d in running(policy, procedure.calendar, before.case)}:
        return None  # a duty can be done before it is owed, and that shows nothing
    command = Command(move.action, at, at, _somebody(policy, before.case, move), "", given)
    try:
        event = decide(procedure, before.case, command)
    except Refused:
        return None
    return _way(procedure, way.commands, before.case, command, event, before.touches)


def _somebody(policy: Policy, case: Case, move: Move) -> str:
    """Somebody else each time, among those who hold the post where the policy names them."""
    stage = policy.stage(move.stage or case.stage)
    role = policy.roles.get(stage_role(policy, case, stage, move.who or HANDLER))
    number = len(case.events)
    return role.holders[number % len(role.holders)] if role and role.holders else f"Person {number}"


def _waited(procedure: Procedure, way: Way, command: Command) -> Way:
    case, events = way.case, []
    while event := lapse(procedure, case, command.at):
        events.append(event)
        case = fold(case, [event])
    return Way((*way.commands, command), case, way.touches | touched(procedure.policy, events))


def _way(
    procedure: Procedure,
    commands: tuple[Command, ...],
    case: Case,
    command: Command,
    event: Event,
    touches: frozenset[Touch] = frozenset(),
) -> Way:
    after = fold(case, [event])
    if event.letters:  # as if every letter told every date: a correction then has a promise to put right
        dates = running(procedure.policy, procedure.calendar, after)
        promised = {deadline.name: deadline.on.isoformat() for deadline in dates if deadline.on}
        event = event._replace(letters=tuple(SentLetter(letter.name, promised) for letter in event.letters))
        after = fold(case, [event])
    return Way((*commands, command), after, touches | touched(procedure.policy, [event]))


def _next_day(procedure: Procedure, now: DateTime) -> date:
    return procedure.calendar.step(local_day(now, procedure.policy.time_zone), 1)


def _noon(policy: Policy, day: date) -> DateTime:
    return pendulum.datetime(day.year, day.month, day.day, 12, tz=policy.time_zone)
