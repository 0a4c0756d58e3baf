"""One life led in two stores, and what must hold after each of its acts.

In the second store somebody looks at the clock now and then. Nothing about dates is made up here: `slow_dates` counts
them again, without the engine.
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from lives.bringing import a_history, bring_in
from lives.governing import ALL, WAYS, days_of, organisation_of, procedure_of, rules
from lives.judging import assert_true_dates, exactly
from lives.living import LEANINGS, Drawn, a_receipt, an_act
from lives.moving import a_move, move
from lives.saying import PRIVATE_MARK, secret
from putright.case.case import Case
from putright.case.deadlines import running
from putright.case.folding import fold
from putright.casework import Desk, Receipt, Standing
from putright.problems import Refused
from putright.store import Reading
from putright.store.tables import metadata

FORGETTABLE = frozenset({"private", "salt", "effect"})
"""Tables that may hold private text: they are emptied when a case is forgotten."""


LONG = timedelta(days=500)
AT_THE_END = {"reason": secret("reason"), "note": secret("note"), "late-reason": secret("late-reason")}


class Twins:
    """A life in two stores: a case, one beside it, and those that they bring about."""

    def __init__(
        self, organisation: str, chance: Random, desks: tuple[Desk, Desk], name: str, story: list[object] | None = None,
        leaning: str = "",
    ) -> None:  # fmt: skip
        self.file, self.desks, self.chance = str(ALL[organisation]), desks, chance
        self.procedure = procedure_of(organisation)
        self.leaning = leaning or chance.choice(list(LEANINGS))
        self.seen: Counter[str] = Counter()
        """The kinds of event and the acts that came to be."""
        self.met: set[tuple[str, str, str]] = set()
        """The seldom terms of the policy that had a say, each with the case and the date in which it had it."""
        self.story = [] if story is None else story
        """What was done and what was refused, to be told of a life that goes wrong."""
        days = days_of(organisation)
        first = a_receipt(chance, self.procedure, name, days, self.leaning)
        self.cases: dict[str, Case] = {}
        self.at = first.at
        if chance.randrange(3):
            self._play(first)
        else:
            self._imported(first)
        beside = a_receipt(chance, self.procedure, f"{name}-B", days, self.leaning)
        self.at = max(self.at, beside.at)
        self._play(Drawn(beside.case_id, "receive", self.at, beside.at, given=beside.given))

    def lead(self, acts: int) -> Twins:
        for _ in range(acts):
            ids = list(self.cases)
            here = ids[0] if self.chance.randrange(4) else self.chance.choice(ids)
            others = tuple(id for id in ids if id != here)
            governs = organisation_of(self.cases[here].policy)
            act = an_act(self.chance, procedure_of(governs), self.cases[here], self.at, self.leaning, others)
            if self.chance.randrange(2):
                self.desks[1].tick(self.at + (act.at - self.at) * self.chance.randint(0, 10) / 10)
            self.at = act.at
            if governs in WAYS and self.chance.randrange(16) == 0:
                self._moved(governs)
            self._play(act)
        for desk in self.desks:
            desk.tick(self.at + LONG)
        for id in list(self.cases):
            self._look(id)
            assert_twins(*(desk.show(id) for desk in self.desks))
            self.seen.update(event.kind for event in self.cases[id].log)
        for desk in self.desks:
            assert_nothing_private(desk, list(self.cases))
            self._end(desk)
        return self

    def _end(self, desk: Desk) -> None:
        """Leave no case open behind, since whoever moves cases later in this store would move it, too."""
        for id, case in self.cases.items():
            for action in ("withdraw", "close") if not case.has_ended else ():
                if not isinstance(_one(desk, self.file, Drawn(id, action, self.at + LONG, given=AT_THE_END)), Refused):
                    break

    def _play(self, act: Drawn) -> None:
        """Do the same in both stores, and look at every case that it touches."""
        self.story.append(act)
        first, second = (_one(desk, self.file, act) for desk in self.desks)
        assert _outcome(first) == _outcome(second)
        if isinstance(first, Refused):
            assert PRIVATE_MARK not in str(first)
            self.story.append(first.id)
            touched = [act.case_id]
        else:
            self.seen[act.action] += 1
            touched = [act.case_id, *(e.data["link.case"] for e in first.events if "link.case" in e.data)]
            with self.desks[0].store.reading() as tx:
                assert {d.name: d.on for d in first.due} == {d.name: d.on for d in tx.dues(case_id=act.case_id)}
        for id in touched:
            self._look(id)
        if not isinstance(first, Refused):
            assert first.case == self.cases[act.case_id]

    def _moved(self, governs: str) -> None:
        """Move the open cases of a policy to another version in both stores, as far as they can go."""
        going = a_move(self.chance, governs, list(self.cases.values()), self.at)
        self.story.append(going)
        one, other = (move(desk, going, {id: desk.show(id).case for id in self.cases}) for desk in self.desks)
        self.story.append(one)
        assert _but_what_ends(one) == _but_what_ends(other)
        for id in one:
            self._look(id)
        for id in _but_what_ends(one):
            if self.cases[id].policy == procedure_of(WAYS[governs].to).policy.name:
                assert_twins(*(desk.show(id) for desk in self.desks))

    def _imported(self, first: Drawn) -> None:
        """Bring the first case here with a history that was made up line by line; what is refused is left out."""
        with TemporaryDirectory() as folder:
            history = a_history(self.chance, self.procedure, self.desks[0], self.file, first, self.leaning, folder)
            self.story += history.lines
            self.at = history.at
            assert PRIVATE_MARK not in history.refused
            for desk in self.desks:
                bring_in(desk, self.file, history)
        self.seen.update(line["do"] for line in history.lines)
        assert_twins(*(desk.show(first.case_id) for desk in self.desks))
        self._look(first.case_id)

    def _look(self, case_id: str) -> None:
        known = self.cases.get(case_id)
        self.cases[case_id], met = assert_true_to_itself(self.desks[0], case_id, known.version if known else 0)
        self.met |= {(case_id, *each) for each in met}


def assert_true_to_itself(desk: Desk, case_id: str, known: int = 0) -> tuple[Case, set[tuple[str, str]]]:
    """The record is whole and folds to the case that is shown, every date is that of the slow count, no text is public.

    Gives the seldom terms that had a say, too; what happened by itself is judged from so many events on.
    """
    standing = desk.show(case_id)
    with desk.store.reading() as tx:
        assert tx.verify(case_id) == []
        assert fold(Case(case_id), tx.events(case_id)) == standing.case
        listed = {row.name: exactly(row.on, row.at) for row in tx.dues(case_id=case_id)}
        assert not _marked(tx, "event", case_id)
    met = assert_true_dates(standing.procedure, standing.case, rules, known)
    ours = running(standing.procedure.policy, standing.procedure.calendar, standing.case)
    assert listed == {deadline.name: exactly(deadline.on, deadline.at) for deadline in ours}
    return standing.case, met


def assert_twins(first: Standing, second: Standing) -> None:
    """Two stores hold the same case, and it sent the same letters and notices."""
    assert _record(first.case) == _record(second.case)
    assert first.letters == second.letters
    assert first.notices == second.notices


def assert_nothing_private(desk: Desk, ids: list[str]) -> None:
    """Only what can be forgotten holds private text: no other table, and no notice to somebody inside."""
    with desk.store.reading() as tx:
        for name, table in metadata.tables.items():
            for id in ids if "case_id" in table.columns and name not in FORGETTABLE else ():
                assert not _marked(tx, name, id)
        assert not _marked(tx, "document", columns="digest, kind, name")
        assert not _marked(tx, "published")
    for id in ids:
        assert PRIVATE_MARK not in str(desk.show(id).notices)


def _marked(tx: Reading, table: str, case_id: str = "", columns: str = "*") -> list[str]:
    """The rows of a table that hold private text, read past our own store."""
    cursor = tx._connection.cursor()  # type: ignore[attr-defined]
    where = f" WHERE case_id = '{case_id}'" if case_id else ""
    found = cursor.execute(f"SELECT {columns} FROM {table}{where}").fetchall()  # noqa: S608 -- our own words
    return [str(row) for row in found if PRIVATE_MARK in str(row)]


def _but_what_ends(told: dict[str, Any]) -> dict[str, Any]:
    """A plan without the cases that end by themselves before the move: where somebody had looked, they are not in it."""
    return {id: case for id, case in told.items() if id == "refused" or case["verdict"] != "stays"}


def _outcome(came: Receipt | Refused) -> object:
    return str(came) if isinstance(came, Refused) else _record(came.case)


def _record(case: Case) -> list[object]:
    """What is on record of a case; a plan names the heads of chains, which differ in every store."""
    events = ({**event._asdict(), "data": {**event.data, "plan": ""}} for event in case.log)
    return [case.id, case.place, *events]


def _one(desk: Desk, policy: str, act: Drawn) -> Receipt | Refused:
    who: dict[str, Any] = {"at": act.at, "happened_at": act.happened, "by": act.by, "role": act.role}
    try:
        if act.action == "receive":
            return desk.receive(policy, case_id=act.case_id, given=act.given, **who)
        if act.document:
            given = dict(act.given or {})
            name, shown = given.pop("attachment.name"), given.pop("attachment.shown")
            return desk.attach(act.case_id, act.document, name=name, shown=shown, given=given, **who)
        return desk.act(act.case_id, act.action, given=act.given, **who)
    except Refused as refusal:
        return refusal
