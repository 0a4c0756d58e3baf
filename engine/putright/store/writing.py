"""Writing to a store: documents, events and what follows from them, inside one transaction.

Decides nothing; begins and ends no transaction.
"""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pendulum import DateTime
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor, DBAPIModule

from putright.case.events import Event
from putright.store import statements as sql
from putright.store.contract import CaseRow, DueRow, EffectRow, Head, StoreError
from putright.store.in_hand import CaseInHand, InHand
from putright.store.reading import SqlReading, no_document
from putright.store.records import body_of, canonical, link, seal
from putright.working_days import in_full


class SqlWriting(SqlReading):
    """A view that can also write.

    What is appended is kept in hand until it is written out, which is at once unless the view writes in bulk.
    """

    def __init__(self, connection: DBAPIConnection, book: sql.Book, dbapi: DBAPIModule, in_bulk: bool) -> None:
        super().__init__(connection, book)
        self._dbapi, self._in_bulk = dbapi, in_bulk
        self._in_hand = InHand()
        self._heads: dict[str, Head] = {}
        self._held: set[str] = set()
        self._to_oneself: set[str] = set()
        self._writes_alone = book.database == "sqlite"
        self._not_done: set[str] = set()
        """Keys of which nobody else can make use before the end."""

    def hold(self, case_id: str) -> None:
        if self._writes_alone or case_id in self._to_oneself:
            return
        if self._one(sql.held, of_case=case_id):
            self._to_oneself.add(case_id)

    def foresee(self, command_keys: Sequence[str]) -> None:
        if not self._writes_alone or not command_keys:
            return  # somebody else may carry one out until its case is held, and only then is it looked up
        rows = self._book(sql.commands_of).rows(super()._cursor(), of_keys=canonical(command_keys))
        self._not_done = set(command_keys).difference(key for (key,) in rows)

    def waking(self, until: DateTime, limit: int | None = None) -> list[tuple[str, DateTime]]:
        return self._waking(until, limit, locked=True)

    def head(self, case_id: str) -> Head | None:
        """Read once: nobody else can add to the case meanwhile without that its guarded update fails."""
        head = self._heads.get(case_id) or super().head(case_id)
        if head is not None:
            self._heads[case_id] = head
        return head

    def done(self, command_key: str) -> tuple[str, int, int] | None:
        if command_key in self._in_hand.commands:
            return self._in_hand.commands[command_key]
        return None if command_key in self._not_done else super().done(command_key)

    def keep(self, kind: str, name: str, digest: str, content: bytes) -> None:
        if not self._holds(digest):
            self._insert_new("document", digest=digest, kind=kind, name=name, content=content)

    def publish(self, name: str, digest: str, at: DateTime) -> None:
        if not self._holds(digest):
            raise no_document(digest)
        known = self._published(name)
        if known is None:
            self._insert_new("published", name=name, digest=digest, published_at=at, published_on=at.date())
            known = self._published(name)
        if known and known[0] != digest:
            what = f"{name} was published on {in_full(known[1])} with other content"
            raise StoreError("S402", what, "give it a new version")

    def append(
        self,
        case_id: str,
        expected_version: int,
        events: Iterable[Event],
        row: CaseRow,
        dues: Iterable[DueRow],
        effects: Iterable[EffectRow],
        command_key: str | None = None,
    ) -> None:
        new, owed = tuple(events), tuple(effects)
        head = self.head(case_id)
        version, head_hash, salt = head or (0, "", secrets.token_bytes(32))
        if version != expected_version:
            raise _conflict(case_id, expected_version, version)
        if command_key is not None and command_key in self._in_hand.commands:
            raise _repeated(command_key)
        records, texts = _records(case_id, version, head_hash, new, owed, salt)
        head_hash = str(records[-1]["hash"]) if records else head_hash
        last = row._replace(case_id=case_id, version=version + len(new), head_hash=head_hash)
        self._in_hand.add(last, None if head else salt, expected_version, records, texts, dues, owed)
        if command_key is not None:
            self._in_hand.commands[command_key] = (case_id, version + 1, last.version)
            self._not_done.discard(command_key)
        self._heads[case_id] = (last.version, head_hash, salt)
        if not self._in_bulk:
            self.write_out()

    def write_out(self) -> None:
        """Write what is in hand, the rows of each table at once. Raises S401 as `append` does."""
        if not self._in_hand.cases:
            return
        found, self._in_hand = self._in_hand, InHand()
        for case in sorted(found.cases.values(), key=lambda case: case.row.case_id):
            self._put_case(case)
        self._insert("event", found.records)
        self._insert("private", found.texts)
        self._insert("due", found.due_rows())
        self._insert("effect", [effect._asdict() for effect in found.effects])
        self._put_commands(found.commands)

    def delivered(self, case_id: str, seq: int, name: str, at: DateTime) -> None:
        the_effect = {"of_case": case_id, "of_seq": seq, "of_name": name}
        found = self._book(sql.effect_of).one(self._cursor(), **the_effect)
        if found is None:
            what = f'event {seq} of case {case_id} owes no "{name}"'
            raise StoreError("S406", what, "ask the store for what is owed, and deliver that")
        if found[0] is None:
            self._book(sql.mark_delivered).run(self._cursor(), **the_effect, at=at)

    def _put_case(self, case: CaseInHand) -> None:
        case_id, values = case.row.case_id, case.row._asdict()
        if case.new_salt is None:
            guard = {"of_case": case_id, "of_version": case.expected_version}
            if self._book(sql.update_case).run(self._cursor(), **values, **guard) != 1:
                raise _conflict(case_id, case.expected_version)
            self._book(sql.delete_dues).run(self._cursor(), of_case=case_id)
            return
        try:
            self._insert("case_row", [values])
        except self._dbapi.IntegrityError as error:
            raise _conflict(case_id, case.expected_version) from error
        self._insert("salt", [{"case_id": case_id, "salt": case.new_salt}])

    def _put_commands(self, commands: Mapping[str, tuple[str, int, int]]) -> None:
        rows = [
            {"command_key": key, "case_id": case_id, "first_seq": first, "last_seq": last}
            for key, (case_id, first, last) in commands.items()
        ]
        try:
            self._insert("command", rows)
        except self._dbapi.IntegrityError as error:
            raise _repeated(*commands) from error

    def _cursor(self) -> DBAPICursor:
        """Whoever asks or writes finds everything that was appended before."""
        self.write_out()
        return super()._cursor()

    def _cursor_on(self, case_id: str) -> DBAPICursor:
        return self._cursor() if case_id in self._in_hand.cases else super()._cursor()

    def _one(self, statement: sql.Writer, **values: object) -> sql.Row | None:
        """As for a reader: what is in hand is looked up there, and need not be written for this."""
        return self._book(statement).one(super()._cursor(), **values)

    def _holds(self, digest: str) -> bool:
        if digest not in self._held and self._one(sql.document_held, of_digest=digest):
            self._held.add(digest)
        return digest in self._held

    def _published(self, name: str) -> sql.Row | None:
        return self._one(sql.published_as, of_name=name)

    def _insert_new(self, table: str, **values: object) -> None:
        self._book(sql.insert_new_into, table, self._book.database).run(self._cursor(), **values)

    def _insert(self, table: str, rows: Sequence[Mapping[str, object]]) -> None:
        if rows:
            self._book(sql.insert_into, table).run_each(self._cursor(), rows)


def _records(
    case_id: str,
    version: int,
    head_hash: str,
    events: Sequence[Event],
    effects: Sequence[EffectRow],
    salt: bytes | None,
) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """The rows of the event table and of the private table, each event bound to the one before."""
    letters: dict[int, dict[str, tuple[str, str]]] = defaultdict(dict)
    for effect in effects:
        if not version < effect.seq <= version + len(events):
            raise ValueError(f"{effect.name} is owed by event {effect.seq}, which is not appended with it")
        letters[effect.seq][effect.name] = (effect.title, effect.text)
    records: list[dict[str, object]] = []
    private: list[dict[str, object]] = []
    for seq, event in enumerate(events, version + 1):
        texts = canonical(dict(event.texts)) if event.texts else None
        if salt is None and (texts or seq in letters):
            what = f"the private text of case {case_id} was forgotten, so no new text can be added to it"
            raise StoreError("S408", what, "open a new case for what is new")
        body = body_of(case_id, seq, event)
        mac = seal(salt, texts, letters.get(seq, {})) if salt else ""
        this_hash = link(head_hash, body, mac)
        records.append(
            {
                "case_id": case_id,
                "seq": seq,
                "kind": event.kind,
                "version": event.version,
                "name": event.name,
                "happened_at": event.happened_at,
                "recorded_at": event.recorded_at,
                "body": body,
                "private_mac": mac,
                "prev_hash": head_hash,
                "hash": this_hash,
            }
        )
        if texts:
            private.append({"case_id": case_id, "seq": seq, "texts": texts})
        head_hash = this_hash
    return records, private


def _repeated(*keys: str) -> StoreError:
    what = f'the command "{keys[0]}"' if len(keys) == 1 else f"one of {len(keys)} commands"
    return StoreError("S401", f"{what} was already carried out", "read the case again; its answer stands there")


def _conflict(case_id: str, expected: int, found: int | None = None) -> StoreError:
    held = "another number" if found is None else str(found)
    what = f"case {case_id} has changed meanwhile: {expected} events were expected, and it holds {held}"
    return StoreError("S401", what, "read the case again, then repeat the command")
