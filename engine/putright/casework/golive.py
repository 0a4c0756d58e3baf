"""Going live: open cases brought here with their history. First a plan that a person looks at, then just that plan.

The history says what happened, and nothing is played in between; what fell due by now happens by itself at the moment
of the import. No letter is sent and nobody is told anything: what was told before, another program has told.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from pendulum import DateTime

from putright.case.case import Case
from putright.case.commands import Command
from putright.case.corrections import BrokenPromise, broken_promises
from putright.case.deadlines import Deadline, running
from putright.case.decide import decide, open_case
from putright.case.events import TOLD_BEFORE, Event, SentLetter
from putright.case.folding import fold
from putright.casework.desk import Desk
from putright.casework.lapses import what_falls_due
from putright.casework.log import LogLine, read_log
from putright.casework.moments import moment
from putright.casework.progress import Track, untracked
from putright.casework.references import refuse_reference, taken
from putright.casework.rules import Rules
from putright.policy.canonical import canonical, digest
from putright.policy.loading import Loaded
from putright.problems import PolicyError, Problem, Refused, in_order
from putright.store import Reading, Writing

PROMISED = "promised"
"""The column for the date that the complainant was told for the step that runs from then on."""

BEYOND_THE_CASE = frozenset({"linked", "merged", "attached"})
"""Kinds of event that are recorded elsewhere, too, and so cannot come with the history of one case."""

AT_ONCE = 50
"""Cases that are kept in one transaction."""

SHOWN = 16
"""Digits of a plan's digest: enough to tell two plans apart, and few enough to type."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A case as it would be here: its history, what happens by itself at once, and what is due."""

    case: Case
    rules: Rules
    loaded: Loaded
    due: tuple[Deadline, ...]
    by_itself: tuple[Event, ...]
    """What falls due at the moment of the import, with the letters that are not sent."""
    promises: tuple[BrokenPromise, ...]
    """Dates that were told and are not those that are due."""
    key: str
    is_there: bool
    """Whether an earlier run of the same import has kept it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Every case that an import would record, and why others are left out."""

    cases: tuple[Planned, ...]
    problems: tuple[Problem, ...]
    digest: str
    """Names just this plan; empty when lines cannot be read, so that nothing may be imported."""

    @property
    def new(self) -> tuple[Planned, ...]:
        return tuple(planned for planned in self.cases if not planned.is_there)


def plan_import(desk: Desk, policy: str, file: Path, at: DateTime, track: Track = untracked) -> Plan:
    """What importing a file at a moment would record. Records nothing; `track` sees each case that is worked out.

    A case with a line that is refused is left out, with the reason.

    Raises:
        PolicyError: G501 the file cannot be read at all.
        StoreError: S402 a policy was published with other content.
    """
    histories, problems = _histories(file)
    unreadable = bool(problems)
    cases: list[Planned] = []
    with desk.store.reading() as tx:
        for lines in track(histories.values(), len(histories), f"{file.name}: working out"):
            try:
                cases.append(_Importer(desk, tx, policy, at).planned(lines))
            except PolicyError as error:
                problems += error.problems
    return Plan(tuple(cases), in_order(problems), "" if unreadable else _digest(file, cases))


def apply_import(
    desk: Desk,
    plan: Plan,
    approved: str,
    at: DateTime,
    told: Callable[[Planned], None] = lambda planned: None,
    track: Track = untracked,
) -> int:
    """Record the cases of a plan that was looked at, a batch in one transaction; how many were new.

    An import that broke off is simply run again: `told` hears of each case once it is kept, `track` sees them go.

    Raises:
        Refused: G520 lines cannot be read; G521 the plan is not the one that was approved.
        StoreError: The store cannot take it; what was told of stays.
    """
    if not plan.digest:
        raise Refused("G520", "lines cannot be read, so nobody knows which cases they belong to", "mend those lines")
    if approved != plan.digest:
        raise Refused(
            "G521",
            f"this would not record what was looked at: the plan is {plan.digest} now, not {approved}",
            "run it without --apply, and look at the plan again",
        )
    new = plan.new
    ahead = track(new, len(new), "recording")
    while batch := list(islice(ahead, AT_ONCE)):
        with desk.store.writing() as tx:
            for planned in batch:
                _keep(desk, tx, planned, at)
        for planned in batch:
            told(planned)
    return len(new)


def _keep(desk: Desk, tx: Writing, planned: Planned, at: DateTime) -> None:
    if not tx.done(planned.key):
        desk.rules.publish(tx, planned.loaded, at)
        desk.keep(tx, planned.rules, planned.case, 0, [], planned.key)


def _histories(file: Path) -> tuple[dict[str, list[LogLine]], list[Problem]]:
    """The lines of each case in order, and those that cannot be read."""
    histories: dict[str, list[LogLine]] = {}
    problems: list[Problem] = []
    for line in read_log(file):
        if isinstance(line, Problem):
            problems.append(line)
        else:
            histories.setdefault(line.case, []).append(line)
    return histories, problems


@dataclass(frozen=True, slots=True)
class _Importer:
    """Works out one case from its lines."""

    desk: Desk
    tx: Reading
    policy: str
    at: DateTime

    def planned(self, lines: Sequence[LogLine]) -> Planned:
        """Raises PolicyError: the first line that is refused, and why."""
        case_id, key = lines[0].case, _key(lines)
        is_there = self.tx.done(key) is not None
        with _at(lines[0]):
            if lines[0].do != "receive":
                raise Refused("G522", "the history does not begin with receive", "put the receipt first, or add it")
            refuse_reference(case_id)
            if not is_there and self.tx.events(case_id):
                raise taken(case_id)
            given = _command(lines[0], self.at)
            loaded = self.desk.library.find(lines[0].policy or self.policy, given.happened_at, given.given)
            rules = self.desk.rules.ready(self.tx, loaded)
            received = open_case(rules.procedure, given, rules.pins)
            case = self._after(rules, Case(case_id), received, lines[0])
        for line in lines[1:]:
            with _at(line):
                if line.do == "receive":
                    raise taken(case_id)
                event = decide(rules.procedure, case, _command(line, self.at))
                case = self._after(rules, case, event, line)
        return self._finished(rules, loaded, case, key, is_there)

    def _after(self, rules: Rules, case: Case, event: Event, line: LogLine) -> Case:
        """The case after an event of the history: it tells nobody anything, but may hold what was promised."""
        if event.kind in BEYOND_THE_CASE:
            what = f"{line.do} reaches beyond the case, and cannot come with its history"
            raise Refused("G523", what, "take the line out, and do it once the cases are here")
        event = _in_silence(event)
        after = fold(case, [event])
        promised = line.given.get(PROMISED, "").strip()
        if promised:
            told = SentLetter(TOLD_BEFORE, {_running_step(rules, after): _day(promised)})
            after = fold(case, [event._replace(letters=(told,))])
        return after

    def _finished(self, rules: Rules, loaded: Loaded, case: Case, key: str, is_there: bool) -> Planned:
        by_itself = tuple(what_falls_due(rules, case, self.at))
        case = fold(case, map(_in_silence, by_itself))
        policy, calendar = rules.procedure.policy, rules.procedure.calendar
        due = running(policy, calendar, case)
        return Planned(case, rules, loaded, due, by_itself, broken_promises(policy, calendar, case), key, is_there)


def _command(line: LogLine, at: DateTime) -> Command:
    """The command of a line: it is recorded now, and happened when the line says."""
    given = {name: value for name, value in line.given.items() if name != PROMISED}
    happened = moment(line.happened, "happened") if line.happened else moment(line.at)
    return Command(line.do, at, happened, line.by, line.role, given)


def _in_silence(event: Event) -> Event:
    data = {name: value for name, value in event.data.items() if name != "tells"}
    return event._replace(letters=(), data=data)


def _running_step(rules: Rules, case: Case) -> str:
    if any(deadline.name == case.place for deadline in running(rules.procedure.policy, rules.procedure.calendar, case)):
        return case.place
    title = rules.procedure.policy.place_title(case.place)
    raise Refused("G524", f"no date can have been promised for “{title}”: no clock runs there", "leave the promise out")


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        mend = "write it as year-month-day, such as 2026-04-20"
        raise Refused("R103", f'{PROMISED} is no date: "{text[:40]}"', mend) from None


@contextmanager
def _at(line: LogLine) -> Iterator[None]:
    """Inside, a refusal becomes a problem of that line."""
    try:
        yield
    except Refused as refusal:
        what = f"{line.case} {line.do}: {refusal.what}"
        raise PolicyError([Problem(refusal.id, line.place, what, refusal.mend)]) from None


def _key(lines: Sequence[LogLine]) -> str:
    """Names the history of a case by its content, so that it is imported once."""
    return hashlib.sha256(f"import {' '.join(line.key for line in lines)}".encode()).hexdigest()


def _digest(file: Path, cases: Sequence[Planned]) -> str:
    """Names a plan: the file, what governs each case, and everything that would be on record, but the moment of it."""
    plan = [hashlib.sha256(file.read_bytes()).hexdigest(), [list(_essence(planned)) for planned in cases]]
    return digest(canonical(plan)).partition(":")[2][:SHOWN]


def _essence(planned: Planned) -> Iterator[object]:
    yield planned.case.id
    for event in planned.case.log[: len(planned.case.log) - len(planned.by_itself)]:
        told = [dict(letter.promised) for letter in event.letters]
        when = event.happened_at.isoformat()
        yield [
            event.kind,
            event.name,
            event.place,
            when,
            event.by,
            event.role,
            dict(event.data),
            dict(event.texts),
            told,
        ]
    for event in planned.by_itself:
        yield [event.kind, event.name, event.place, dict(event.data)]
    for deadline in planned.due:
        # While a clock stands still its date moves with every day that passes.
        yield [deadline.name, deadline.who, "paused" if deadline.paused_since else str(deadline.on)]
