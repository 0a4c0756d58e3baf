"""Reading from a store: one steady view of cases, events, dates and letters.

Changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from weakref import WeakSet

from pendulum import DateTime
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor

from putright.case.events import Event
from putright.store import statements as sql
from putright.store.chain import Record, wrong_with
from putright.store.contract import CaseRow, DueRow, EffectRow, Extent, Head, Known, StoreError
from putright.store.records import event_of


class SqlReading:
    """A view over one connection; every statement has a cursor of its own, so that iterations do not disturb it."""

    def __init__(self, connection: DBAPIConnection, book: sql.Book) -> None:
        self._connection, self._book = connection, book
        self._cursors: WeakSet[DBAPICursor] = WeakSet()

    def events(self, case_id: str) -> tuple[Event, ...]:
        rows = self._book(sql.events_of).rows(self._cursor_on(case_id), of_case=case_id)
        return tuple(_event(case_id, *row) for row in rows)

    def head(self, case_id: str) -> Head | None:
        row = self._one(sql.head_of, of_case=case_id)
        return None if row is None else (row[0], row[1], row[2])

    def row(self, case_id: str) -> CaseRow | None:
        found = self._one(sql.row_of, of_case=case_id)
        return None if found is None else CaseRow(*found)

    def document(self, digest: str) -> bytes:
        row = self._one(sql.document_of, of_digest=digest)
        if row is None:
            raise no_document(digest)
        return bytes(row[0])

    def published(self, name: str) -> str | None:
        row = self._one(sql.published_as, of_name=name)
        return None if row is None else str(row[0])

    def cases(
        self,
        organisation: str | None = None,
        place: str | None = None,
        stage: str | None = None,
        handler: str | None = None,
        open_only: bool = False,
        after: str | None = None,
        limit: int | None = None,
        *,
        policy: str | None = None,
        undated_only: bool = False,
    ) -> Iterator[CaseRow]:
        asked = {"organisation": organisation, "place": place, "stage": stage, "handler": handler, "policy": policy}
        filters = {name: value for name, value in asked.items() if value is not None}
        shape = tuple(filters), open_only, undated_only, after is not None, limit is not None
        statement = self._book(sql.cases, *shape)
        values = {**filters, **_given(after=after, limit=limit)}
        return (CaseRow(*row) for row in statement.rows(self._cursor(), **values))

    def waking(self, until: DateTime, limit: int | None = None) -> list[tuple[str, DateTime]]:
        return self._waking(until, limit, locked=False)

    def _waking(self, until: DateTime, limit: int | None, locked: bool) -> list[tuple[str, DateTime]]:
        statement = self._book(sql.waking, limit is not None, locked)
        rows = statement.rows(self._cursor(), until=until, **_given(limit=limit))
        return [(case_id, next_wake) for case_id, next_wake in rows]

    def dues(
        self,
        until_on: date | None = None,
        case_id: str | None = None,
        *,
        since_on: date | None = None,
        handler: str | None = None,
        organisation: str | None = None,
        stage: str | None = None,
        who: str | None = None,
        extent: Extent = "all",
        after: DueRow | None = None,
        limit: int | None = None,
    ) -> Iterator[DueRow]:
        filters = _given(handler=handler, organisation=organisation, stage=stage, case_id=case_id, who=who)
        shape = tuple(filters), extent, since_on is not None, until_on is not None, after is not None, limit is not None
        values = {**filters, **_given(since_on=since_on, until_on=until_on, limit=limit)}
        if after:
            values |= {"after_due_on": after.on, "after_case_id": after.case_id, "after_name": after.name}
        return (DueRow(*row) for row in self._book(sql.dues, *shape).rows(self._cursor(), **values))

    def known(self, what: Known) -> list[str]:
        return [value for (value,) in self._book(sql.known, what).rows(self._cursor())]

    def effects(self, case_id: str | None = None, owed_only: bool = False) -> Iterator[EffectRow]:
        statement = self._book(sql.effects, case_id is not None, owed_only)
        return (EffectRow(*row) for row in statement.rows(self._cursor(), **_given(of_case=case_id)))

    def done(self, command_key: str) -> tuple[str, int, int] | None:
        row = self._one(sql.command_of, of_key=command_key)
        return None if row is None else (row[0], row[1], row[2])

    def verify(self, case_id: str) -> list[str]:
        head = self.head(case_id)
        if head is None:
            return [f"there is no case {case_id} in this store"]
        records = [Record(*row) for row in self._book(sql.chain_of).rows(self._cursor(), of_case=case_id)]
        letters: dict[int, dict[str, tuple[str, str]]] = defaultdict(dict)
        for owed in self.effects(case_id):
            letters[owed.seq][owed.name] = (owed.title, owed.text)
        version, head_hash, salt = head
        return list(wrong_with(records, letters, version, head_hash, salt))

    def close(self) -> None:
        """End every iteration: one left half-way would hold its old view of the store open."""
        for cursor in list(self._cursors):
            cursor.close()

    def _one(self, statement: sql.Writer, **values: object) -> sql.Row | None:
        """The one row that a key names."""
        return self._book(statement).one(self._cursor(), **values)

    def _cursor_on(self, case_id: str) -> DBAPICursor:
        """A cursor that sees all of one case."""
        return self._cursor()

    def _cursor(self) -> DBAPICursor:
        cursor = self._connection.cursor()
        self._cursors.add(cursor)
        return cursor


def no_document(digest: str) -> StoreError:
    return StoreError(
        "S406", f'this store holds no document "{digest}"', "keep the document first, or use the store it is in"
    )


def _given(**values: object) -> dict[str, object]:
    return {name: value for name, value in values.items() if value is not None}


def _event(case_id: str, seq: int, body: str, texts: str | None) -> Event:
    try:
        return event_of(body, texts)
    except (ValueError, KeyError, TypeError) as error:
        what = f"event {seq} of case {case_id} cannot be read: its record was damaged or edited"
        raise StoreError("S405", what, "verify the case, and put back the last good copy of the store") from error
