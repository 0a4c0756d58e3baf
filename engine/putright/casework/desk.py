"""The desk: where commands come in and receipts go out.

Each command: read the case, play what fell due before, decide, append everything in one transaction, tell.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from pendulum import DateTime

from putright.case.case import Case
from putright.case.commands import Command
from putright.case.deadlines import Deadline
from putright.case.decide import decide, open_case
from putright.case.events import Event
from putright.case.folding import fold
from putright.casework.attachments import content_of, keep_document
from putright.casework.lapses import what_falls_due
from putright.casework.moments import moment
from putright.casework.open_cases import OpenCases
from putright.casework.orders import order, spelled_out
from putright.casework.post import post, post_each
from putright.casework.receipts import Receipt
from putright.casework.records import with_companions
from putright.casework.references import concerned_by, refuse_reference, taken
from putright.casework.register import Register
from putright.casework.rows import case_row, due_in, due_rows
from putright.casework.rules import Rules
from putright.casework.sending import of_a_draft, of_events, of_letters
from putright.policy.library import Library
from putright.problems import Refused
from putright.shipped import shipped
from putright.store import EffectRow, Reading, Store, StoreError, Writing, open_store

TRIES = 3
"""How often a command is decided anew when somebody else recorded something in the case meanwhile."""

TICK_AT_ONCE = 200
"""Cases whose time is played in one transaction."""


def open_desk(url: str, policies: str | Path | None = None) -> Desk:
    """A desk over the store at `url`, with the policies of a folder (by default those that are shipped).

    Raises:
        StoreError: The store cannot be opened.
    """
    return Desk(open_store(url), Path(policies) if policies else shipped("policies"))


class Desk(Register):
    """The handler's counter over one store. One desk serves one thread."""

    def __init__(self, store: Store, policies: Path) -> None:
        super().__init__(store, policies)
        self.library = Library(policies)

    def receive(
        self,
        policy: str,
        *,
        at: str | datetime,
        happened_at: str | datetime | None = None,
        matters: Sequence[Mapping[str, str] | str] = (),
        complainant: Mapping[str, str] | None = None,
        channel: str = "",
        facts: Mapping[str, str] | None = None,
        sought: str = "",
        by: str = "",
        role: str = "",
        case_id: str = "",
        key: str | None = None,
        given: Mapping[str, str] | None = None,
    ) -> Receipt:
        """Open a case for a complaint. `policy` is an organisation (its version in force that day) or one version.

        Raises:
            Refused: What is missing or cannot be read. PolicyError: The policy has errors.
            StoreError: The store cannot take it; S402 the version was published with other content.
        """
        said = spelled_out(matters, complainant or {}, facts or {}, {"channel": channel, "sought": sought})
        command = order("receive", at, happened_at, by, role, {**said, **(given or {})})
        with self.store.writing() as tx:
            return self.receive_in(tx, policy, command, case_id, key)

    def act(
        self,
        case_id: str,
        action: str,
        *,
        at: str | datetime,
        happened_at: str | datetime | None = None,
        by: str = "",
        role: str = "",
        key: str | None = None,
        given: Mapping[str, str] | None = None,
    ) -> Receipt:
        """Do something in a case: any step, choice, duty or action that its policy names.

        Raises:
            Refused: Each guard that said no, and what can be done instead.
        """
        command = order(action, at, happened_at, by, role, given or {})
        for _ in range(TRIES - 1):
            try:
                return self._once(case_id, command, key)
            except StoreError as error:
                if error.id != "S401":
                    raise
        return self._once(case_id, command, key)

    def _once(self, case_id: str, command: Command, key: str | None) -> Receipt:
        """Decide and append in one transaction; a refusal keeps what fell due before."""
        refused: Refused | None = None
        with self.store.writing() as tx:
            try:
                return self.act_in(tx, case_id, command, key)
            except Refused as refusal:
                refused = refusal
        raise refused

    def receive_in(self, tx: Writing, policy: str, command: Command, case_id: str, key: str | None) -> Receipt:
        """Open a case inside a transaction that the caller holds."""
        if repeated := self._repeated(tx, key):
            if repeated.events[0].kind != "received" or case_id not in ("", repeated.case.id):
                raise _other_command(key, repeated)
            return repeated
        loaded = self.library.find(policy, command.happened_at, command.given)
        new_id = case_id or f"{loaded.policy.organisation.id}-{secrets.token_hex(4)}"
        refuse_reference(new_id)
        if tx.head(new_id):
            raise taken(new_id)
        rules = self.rules.publish(tx, loaded, command.at)
        event = open_case(rules.procedure, command, rules.pins)
        return self._append(tx, rules, Case(new_id), [event], key)

    def act_in(self, tx: Writing, case_id: str, command: Command, key: str | None) -> Receipt:
        """Do something in a case inside a transaction that the caller holds."""
        for concerned in concerned_by(case_id, command):
            tx.hold(concerned)
        if repeated := self._repeated(tx, key):
            if repeated.case.id != case_id or not self._is_of(tx, repeated, command.action):
                raise _other_command(key, repeated)
            return repeated
        case, rules, fell_due = self.caught_up(tx, case_id, command.at)
        now, _ = post_each(rules, case, fell_due)  # with what their letters told: a correction asks for it
        try:
            event = decide(rules.procedure, now, command)
            event, companions = with_companions(self, tx, now, rules, event, command)
            if companions:
                post(rules, now, event)  # a letter that cannot be written refuses the act before anything is kept
        except Refused:
            if fell_due:
                self._append(tx, rules, case, fell_due, None)
            raise
        for one in companions:
            self._append(tx, one.rules, one.case, list(one.events), None)
        events = [*fell_due, event]
        return self._append(tx, rules, case, [*events, *what_falls_due(rules, fold(case, events), command.at)], key)

    def caught_up(self, tx: Reading, case_id: str, at: DateTime) -> tuple[Case, Rules, list[Event]]:
        """A case as it is recorded, its rules, and what fell due in it up to a moment and is still to be recorded."""
        case, rules = self._read(tx, case_id)
        return case, rules, what_falls_due(rules, case, at)

    def rules_for(self, tx: Writing, policy: str, command: Command) -> Rules:
        """The rules of the policy version that governs what is received with a command, kept in the store."""
        return self.rules.publish(tx, self.library.find(policy, command.happened_at, command.given), command.at)

    @contextmanager
    def keeping_open(self, cases: int) -> Iterator[None]:
        """Meanwhile the last so many cases stay open, so that the next command of one need not read it again."""
        self.open_cases = OpenCases(cases)
        try:
            yield
        finally:
            self.open_cases = OpenCases(room=0)

    def attach(
        self,
        case_id: str,
        document: bytes | str | Path,
        *,
        name: str = "",
        shown: str = "staff",
        at: str | datetime,
        happened_at: str | datetime | None = None,
        by: str = "",
        role: str = "",
        key: str | None = None,
        given: Mapping[str, str] | None = None,
    ) -> Receipt:
        """Attach a document, at most 25 MiB of bytes or a file; `shown` is complainant, staff or nobody.

        Raises:
            Refused: R281 it cannot be read or is too large; or what refuses an act.
        """
        content = content_of(document)
        called = name or (document if isinstance(document, str) else getattr(document, "name", ""))
        with self.store.writing() as tx:  # one transaction: a document that is refused is not kept
            said = {
                "attachment.digest": keep_document(tx, content),
                "attachment.name": Path(called).name,
                "attachment.shown": shown,
            }
            command = order("attach", at, happened_at, by, role, {**said, **(given or {})})
            return self.act_in(tx, case_id, command, key)

    def link(self, case_id: str, other: str, kind: str = "related", *, at: str | datetime, by: str = "") -> Receipt:
        """Link two cases, in both at once; `kind` is what the other one is to the first."""
        return self.act(case_id, "link", at=at, by=by, given={"link.case": other, "link.kind": kind})

    def catch_up(self, case_id: str, *, at: str | datetime) -> Receipt:
        """Play what fell due in one case up to a moment."""
        until = moment(at)
        with self.store.writing() as tx:
            case, rules, fell_due = self.caught_up(tx, case_id, until)
            return self._append(tx, rules, case, fell_due, None)

    def tick(self, at: str | datetime, told: Callable[[Receipt], None] = lambda receipt: None) -> int:
        """Play everything that fell due up to a moment; how many cases it touched."""
        until, touched = moment(at), 0
        while True:
            with self.store.writing() as tx:
                waking = tx.waking(until, limit=TICK_AT_ONCE)
                for case_id, _ in waking:
                    case, rules = self._read(tx, case_id)
                    told(self._append(tx, rules, case, what_falls_due(rules, case, until), None))
            touched += len(waking)
            if not waking:
                return touched

    def why_not(
        self,
        case_id: str,
        action: str,
        *,
        at: str | datetime,
        by: str = "",
        role: str = "",
        given: Mapping[str, str] | None = None,
    ) -> Refused | None:
        """Why an act would be refused at a moment, for itself or for its letter; None when it would be carried out.

        Records nothing.
        """
        command = order(action, at, None, by, role, given or {})
        with self.store.reading() as tx:
            case, rules = self._read(tx, case_id)
        now = fold(case, what_falls_due(rules, case, command.at))
        try:
            post(rules, now, decide(rules.procedure, now, command))
        except Refused as refused:
            return refused
        return None

    def _repeated(self, tx: Reading, key: str | None) -> Receipt | None:
        """The receipt of a command that was carried out before."""
        done = tx.done(key) if key else None
        if done is None:
            return None
        case_id, first, last = done
        case, rules = self._read(tx, case_id)
        events = case.log[first - 1 : last]
        return Receipt(case, events, due_in(rules, case), (), repeated=True, warnings=tuple(of_events(rules, events)))

    def _is_of(self, tx: Reading, receipt: Receipt, action: str) -> bool:
        """Whether something that was recorded is what an act brings; what was called otherwise before a migration may be."""
        case, rules = self._read(tx, receipt.case.id)
        if "migrated" in case.kinds:
            return True
        names = {move.event for move in rules.procedure.machine.moves if move.action == action}
        return any(event.name in names for event in receipt.events)

    def _append(self, tx: Writing, rules: Rules, case: Case, events: list[Event], key: str | None) -> Receipt:
        """Write letters, append the events with all they bring, and make the receipt."""
        version = case.version
        case, posted = post_each(rules, case, events)
        effects = [effect for one in posted for effect in one.effects]
        due = self.keep(tx, rules, case, version, effects, key)
        letters = tuple(letter for one in posted for letter in one.letters)
        warnings = tuple(of_letters(rules, posted))
        for event in events:
            if event.kind == "drafted":
                warnings = (*warnings, *of_a_draft(rules, case, event))
        return Receipt(case, tuple(one.event for one in posted), due, letters, warnings=warnings)

    def keep(
        self, tx: Writing, rules: Rules, case: Case, version: int, effects: Sequence[EffectRow], key: str | None
    ) -> tuple[Deadline, ...]:
        """Append what happened in a case after `version`, with its row and all its dates; what is due now."""
        due = due_in(rules, case)
        tx.append(case.id, version, case.log[version:], case_row(rules, case), due_rows(case, due), effects, key)
        self.open_cases.lay(case, rules, tx.head(case.id))
        return due


def _other_command(key: str | None, done: Receipt) -> Refused:
    """The refusal of a command under a key under which another one was carried out: its sender must not think it done."""
    names = " and ".join(event.name for event in done.events)
    what = f'the key "{key}" was used for another command: {names}, in case {done.case.id}'
    return Refused("R109", what, "give each command a key of its own")
