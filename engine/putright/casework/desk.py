"""The desk: where commands come in and receipts go out.

Each command: read the case, play what fell due before, decide, append everything in one transaction, tell.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from pendulum import DateTime

from putright.case.case import Case, fold
from putright.case.commands import Command
from putright.case.corrections import broken_promises
from putright.case.deadlines import Deadline, every_deadline, running
from putright.case.decide import decide, lapse, open_case, possible_actions, refusals_now, wakes_at
from putright.case.events import Event
from putright.case.people import stage_role
from putright.case.records import links_of
from putright.casework.attachments import attachments_of, content_of, keep_document
from putright.casework.moments import moment
from putright.casework.post import NOTICE, post
from putright.casework.receipts import Receipt, Standing
from putright.casework.records import with_companions
from putright.casework.rules import RuleBook, Rules
from putright.policy.library import Library
from putright.problems import Refused
from putright.shipped import shipped
from putright.store import CaseRow, DueRow, EffectRow, Reading, Store, StoreError, Writing, open_store

REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")

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


class Desk:
    """The handler's counter over one store. One desk serves one thread."""

    def __init__(self, store: Store, policies: Path) -> None:
        self.store = store
        self.library = Library(policies)
        self.rules = RuleBook()

    def close(self) -> None:
        self.store.close()

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
        said = _spelled_out(matters, complainant or {}, facts or {}, {"channel": channel, "sought": sought})
        command = _command("receive", at, happened_at, by, role, {**said, **(given or {})})
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
        command = _command(action, at, happened_at, by, role, given or {})
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
            return repeated
        loaded = self.library.find(policy, command.happened_at)
        new_id = case_id or f"{loaded.policy.organisation.id}-{secrets.token_hex(4)}"
        refuse_reference(new_id)
        if tx.events(new_id):
            raise taken(new_id)
        rules = self.rules.publish(tx, loaded, command.at)
        event = open_case(rules.procedure, new_id, command, rules.pins)
        return self._append(tx, rules, Case(new_id), [event], key)

    def act_in(self, tx: Writing, case_id: str, command: Command, key: str | None) -> Receipt:
        """Do something in a case inside a transaction that the caller holds."""
        if repeated := self._repeated(tx, key):
            return repeated
        case, rules, fell_due = self.caught_up(tx, case_id, command.at)
        now = fold(case, fell_due)
        try:
            event = decide(rules.procedure, now, command)
            event, companions = with_companions(self, tx, now, rules, event, command)
            if companions:
                post(rules, now, event)  # a letter that cannot be written refuses the act before anything is kept
        except Refused:
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
        return self.rules.publish(tx, self.library.find(policy, command.happened_at), command.at)

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
        with self.store.writing() as tx:
            fingerprint = keep_document(tx, content)
        said = {"attachment.digest": fingerprint, "attachment.name": Path(called).name, "attachment.shown": shown}
        more = given or {}
        return self.act(
            case_id, "attach", at=at, happened_at=happened_at, by=by, role=role, key=key, given={**said, **more}
        )

    def attachment(self, case_id: str, digest: str) -> bytes:
        """The bytes of a document that is attached to a case.

        Raises:
            Refused: R281 no such document is attached to it.
        """
        with self.store.reading() as tx:
            case, _ = self._read(tx, case_id)
            if all(one.digest != digest for one in attachments_of(case)):
                raise Refused("R281", f'no document "{digest}" is attached to {case_id}', "see putright case show")
            return tx.document(digest)

    def link(self, case_id: str, other: str, kind: str = "related", *, at: str | datetime, by: str = "") -> Receipt:
        """Link two cases, in both at once; `kind` is what the other one is to the first."""
        return self.act(case_id, "link", at=at, by=by, given={"link.case": other, "link.kind": kind})

    def group(self, case_id: str) -> tuple[str, ...]:
        """The cases that are linked as one group with a case, itself among them, in the order of their ids."""
        found, ahead = {case_id}, [case_id]
        with self.store.reading() as tx:
            while ahead:
                case, _ = self._read(tx, ahead.pop())
                new = [other for other, kind in links_of(case) if kind == "group" and other not in found]
                found.update(new)
                ahead += new
        return tuple(sorted(found))

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

    def show(self, case_id: str) -> Standing:
        """A case as it stands in the store."""
        with self.store.reading() as tx:
            case, rules = self._read(tx, case_id)
            procedure = rules.procedure
            deadlines = tuple(every_deadline(procedure.policy, procedure.calendar, case))
            effects = tuple(tx.effects(case_id=case_id))
        letters = tuple(row for row in effects if row.kind != NOTICE)
        notices = tuple(row for row in effects if row.kind == NOTICE)
        broken = broken_promises(procedure.policy, procedure.calendar, case)
        return Standing(case, procedure, deadlines, letters, possible_actions(procedure, case), broken, notices)

    def deadlines_in(self, tx: Reading, case_id: str) -> tuple[Deadline, ...]:
        """Every deadline of a case, inside a view of the store that the caller holds."""
        case, rules = self._read(tx, case_id)
        return tuple(every_deadline(rules.procedure.policy, rules.procedure.calendar, case))

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
        """Why an act would be refused at a moment; None when it would be carried out. Records nothing."""
        command = _command(action, at, None, by, role, given or {})
        with self.store.reading() as tx:
            case, rules = self._read(tx, case_id)
        return refusals_now(rules.procedure, fold(case, what_falls_due(rules, case, command.at)), command)

    def cases(self, open_only: bool = False, organisation: str | None = None) -> list[CaseRow]:
        """The cases of the store, a row each, in the order of their ids."""
        with self.store.reading() as tx:
            return list(tx.cases(organisation=organisation, open_only=open_only))

    def due(self, until: date | None = None) -> list[DueRow]:
        """What is due up to a day, earliest first."""
        with self.store.reading() as tx:
            return list(tx.dues(until_on=until))

    def _repeated(self, tx: Reading, key: str | None) -> Receipt | None:
        """The receipt of a command that was carried out before."""
        done = tx.done(key) if key else None
        if done is None:
            return None
        case_id, first, last = done
        case, rules = self._read(tx, case_id)
        return Receipt(case, case.events[first - 1 : last], self._due(rules, case), (), repeated=True)

    def _read(self, tx: Reading, case_id: str) -> tuple[Case, Rules]:
        events = tx.events(case_id)
        if not events:
            raise Refused("R100", f'there is no case "{case_id}"', "look for it with: putright case list")
        case = fold(Case(case_id), events)
        return case, self.rules.of(tx, case)

    def _append(self, tx: Writing, rules: Rules, case: Case, events: list[Event], key: str | None) -> Receipt:
        """Write letters, append the events with all they bring, and make the receipt."""
        version, posted = case.version, []
        for event in events:
            posted.append(post(rules, case, event))
            case = posted[-1].case
        effects = [effect for one in posted for effect in one.effects]
        due = self.keep(tx, rules, case, version, effects, key)
        letters = tuple(letter for one in posted for letter in one.letters)
        return Receipt(case, tuple(one.event for one in posted), due, letters)

    def keep(
        self, tx: Writing, rules: Rules, case: Case, version: int, effects: Sequence[EffectRow], key: str | None
    ) -> tuple[Deadline, ...]:
        """Append what happened in a case after `version`, with its row and all its dates; what is due now."""
        policy = rules.procedure.policy
        due = self._due(rules, case)
        wake = wakes_at(rules.procedure, case)
        row = CaseRow(
            case_id=case.id,
            policy=case.policy,
            organisation=policy.organisation.id,
            place=case.place,
            stage=case.stage,
            handler=case.values.get("handler") or stage_role(policy, case, policy.stage(case.stage)),
            opened_at=case.received.happened_at,
            next_wake=wake,
            ended=case.has_ended,
        )
        dues = [DueRow(case.id, d.name, d.on, d.at, d.paused_since, d.who) for d in due if d.on]
        tx.append(case.id, version, case.log[version:], row, dues, effects, key)
        return due

    def _due(self, rules: Rules, case: Case) -> tuple[Deadline, ...]:
        return running(rules.procedure.policy, rules.procedure.calendar, case)


def refuse_reference(case_id: str) -> None:
    """Refuse what cannot be the reference of a case.

    Raises:
        Refused: R222.
    """
    if not REFERENCE.fullmatch(case_id):
        raise Refused(
            "R222",
            f'"{case_id[:70]}" cannot be the reference of a case',
            "use up to 64 letters, digits, - and _, such as C-0007",
        )


def taken(case_id: str) -> Refused:
    return Refused("R221", f'there is a case "{case_id}" already', "give the new complaint a reference of its own")


def what_falls_due(rules: Rules, case: Case, until: DateTime) -> list[Event]:
    """Everything that happens by itself up to a moment, in order, each at its own moment."""
    events: list[Event] = []
    while event := lapse(rules.procedure, case, until):
        events.append(event)
        case = fold(case, [event])
    return events


def _command(
    action: str,
    at: str | datetime,
    happened_at: str | datetime | None,
    by: str,
    role: str,
    given: Mapping[str, str],
) -> Command:
    recorded = moment(at)
    happened = moment(happened_at, "happened") if happened_at else recorded
    return Command(action, recorded, happened, by, role, given)


def _spelled_out(
    matters: Sequence[Mapping[str, str] | str],
    complainant: Mapping[str, str],
    facts: Mapping[str, str],
    rest: Mapping[str, str],
) -> dict[str, str]:
    """Nested values as the flat names that commands carry."""
    said = {f"complainant.{name}": value for name, value in complainant.items()}
    said |= {f"fact.{name}": value for name, value in facts.items()}
    for number, matter in enumerate(matters, 1):
        parts = {"what": matter} if isinstance(matter, str) else matter
        said |= {f"matter.{number}.{name}": value for name, value in parts.items()}
    return {**said, **{name: value for name, value in rest.items() if value}}
