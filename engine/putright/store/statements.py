"""The store's statements, written once in SQLAlchemy Core for every database, and compiled once per store.

A compiled statement runs on the driver's own cursor: no ORM and no SQLAlchemy execution lies on a command's way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Delete,
    Dialect,
    Insert,
    Integer,
    Select,
    Text,
    Update,
    bindparam,
    delete,
    exists,
    func,
    insert,
    select,
    tuple_,
    update,
)
from sqlalchemy.engine.interfaces import DBAPICursor

from putright.policy.model import COMPLAINANT
from putright.store.contract import Extent, Known
from putright.store.tables import case_row, command, document, due, effect, event, private, published, salt

Row = tuple[Any, ...]
Statement = Select[Row] | Insert | Update | Delete
Writer = Callable[..., Statement]
BATCH = 200


class Compiled:
    """One statement in one database's words, with the conversions of its values in and out."""

    def __init__(self, statement: Statement, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect)
        self.sql = str(compiled)
        self._fixed = dict(compiled.params)
        types = {name: bind.type for name, bind in compiled.binds.items()}
        self._into = {
            name: convert
            for name, type_ in types.items()
            if (convert := type_.dialect_impl(dialect).bind_processor(dialect)) is not None
        }
        columns = getattr(statement, "selected_columns", ())
        out_of = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns]
        self._out_of = [(index, convert) for index, convert in enumerate(out_of) if convert is not None]

    def run(self, cursor: DBAPICursor, **values: object) -> int:
        """Run with these values; how many rows it touched."""
        cursor.execute(self.sql, self._bound(values))
        return int(cursor.rowcount)

    def run_each(self, cursor: DBAPICursor, rows: Iterable[Mapping[str, object]]) -> None:
        """Run once for each row of values."""
        bound = [self._bound(row) for row in rows]
        if bound:
            cursor.executemany(self.sql, bound)

    def one(self, cursor: DBAPICursor, **values: object) -> Row | None:
        """The first row, or None."""
        cursor.execute(self.sql, self._bound(values))
        row = cursor.fetchone()
        cursor.close()
        return None if row is None else self._read(row)

    def rows(self, cursor: DBAPICursor, **values: object) -> Iterator[Row]:
        """The rows, a batch at a time."""
        cursor.execute(self.sql, self._bound(values))
        while batch := cursor.fetchmany(BATCH):
            yield from map(self._read, batch) if self._out_of else batch

    def _bound(self, values: Mapping[str, object]) -> dict[str, object]:
        bound = {**self._fixed, **values}
        for name, convert in self._into.items():
            bound[name] = convert(bound[name])
        return bound

    def _read(self, row: Row) -> Row:
        values = list(row)
        for index, convert in self._out_of:
            values[index] = convert(values[index])
        return tuple(values)


class Book:
    """The statements for one kind of database; each is compiled the first time it is asked for."""

    def __init__(self, dialect: Dialect) -> None:
        def compiled(write: Writer, *shape: object) -> Compiled:
            return Compiled(write(*shape), dialect)

        self._compiled = cache(compiled)
        self.database = dialect.name

    @classmethod
    def of(cls, dialect: Dialect) -> Book:
        """The one book for every store of this kind: to compile it takes as long as a dozen commands."""
        return _BOOKS.setdefault((type(dialect), dialect.paramstyle), cls(dialect))

    def __call__(self, write: Writer, *shape: object) -> Compiled:
        return self._compiled(write, *shape)


_BOOKS: dict[tuple[type[Dialect], str], Book] = {}


def events_of() -> Statement:
    return (
        select(event.c.seq, event.c.body, private.c.texts)
        .outerjoin_from(event, private, (private.c.case_id == event.c.case_id) & (private.c.seq == event.c.seq))
        .where(event.c.case_id == bindparam("of_case"))
        .order_by(event.c.seq)
    )


def chain_of() -> Statement:
    return (
        select(event, private.c.texts)
        .outerjoin_from(event, private, (private.c.case_id == event.c.case_id) & (private.c.seq == event.c.seq))
        .where(event.c.case_id == bindparam("of_case"))
        .order_by(event.c.seq)
    )


def head_of() -> Statement:
    return (
        select(case_row.c.version, case_row.c.head_hash, salt.c.salt)
        .outerjoin_from(case_row, salt, salt.c.case_id == case_row.c.case_id)
        .where(case_row.c.case_id == bindparam("of_case"))
    )


def row_of() -> Statement:
    return select(case_row).where(case_row.c.case_id == bindparam("of_case"))


def document_of() -> Statement:
    return select(document.c.content).where(document.c.digest == bindparam("of_digest"))


def document_held() -> Statement:
    return select(document.c.digest).where(document.c.digest == bindparam("of_digest"))


def published_as() -> Statement:
    return select(published.c.digest, published.c.published_on).where(published.c.name == bindparam("of_name"))


def cases(filters: tuple[str, ...], open_only: bool, undated_only: bool, after: bool, limited: bool) -> Statement:
    chosen = select(case_row).order_by(case_row.c.case_id)
    for name in filters:
        chosen = chosen.where(case_row.c[name] == bindparam(name))
    if open_only:
        chosen = chosen.where(case_row.c.ended.is_(False))
    if undated_only:
        chosen = chosen.where(~exists().where(due.c.case_id == case_row.c.case_id, *_within("work")))
    if after:
        chosen = chosen.where(case_row.c.case_id > bindparam("after"))
    return chosen.limit(bindparam("limit", type_=Integer)) if limited else chosen


def held() -> Statement:
    """The row of a case, kept from other writers; SQLite's writer has the whole file for itself."""
    return select(case_row.c.case_id).where(case_row.c.case_id == bindparam("of_case")).with_for_update()


def waking(limited: bool, locked: bool = False) -> Statement:
    chosen = (
        select(case_row.c.case_id, case_row.c.next_wake)
        .where(case_row.c.next_wake <= bindparam("until"))
        .order_by(case_row.c.next_wake, case_row.c.case_id)
    )
    if locked:  # SQLite's writer has the whole file for itself, and this says nothing there
        chosen = chosen.with_for_update()
    return chosen.limit(bindparam("limit", type_=Integer)) if limited else chosen


def dues(filters: tuple[str, ...], extent: Extent, since: bool, until: bool, after: bool, limited: bool) -> Statement:
    order = (due.c.due_on, due.c.case_id, due.c.name)
    of_the_case = (case_row.c.policy, case_row.c.organisation, case_row.c.stage, case_row.c.handler)
    chosen = select(due, *of_the_case).join_from(due, case_row).where(*_within(extent)).order_by(*order)
    for name in filters:
        chosen = chosen.where((due if name in ("case_id", "who") else case_row).c[name] == bindparam(name))
    if since:
        chosen = chosen.where(due.c.due_on >= bindparam("since_on"))
    if until:
        chosen = chosen.where(due.c.due_on <= bindparam("until_on"))
    if after:
        last = (bindparam(f"after_{column.name}", type_=column.type) for column in order)
        chosen = chosen.where(tuple_(*order) > tuple_(*last))
    return chosen.limit(bindparam("limit", type_=Integer)) if limited else chosen


def _within(extent: Extent) -> list[ColumnElement[bool]]:
    """Which dates are meant. Nobody owes the closing of a door, and the complainant owes nothing."""
    work: list[ColumnElement[bool]] = [due.c.name.not_like("door.%")] if extent != "all" else []
    return [*work, due.c.who != COMPLAINANT, due.c.paused_since.is_(None)] if extent == "owed" else work


def known(what: Known) -> Statement:
    column = (due if what == "who" else case_row).c[what]
    return select(column).distinct().order_by(column)


def effects(of_case: bool, owed_only: bool) -> Statement:
    chosen = select(effect).order_by(effect.c.owed_at, effect.c.case_id, effect.c.seq, effect.c.name)
    if of_case:
        chosen = chosen.where(effect.c.case_id == bindparam("of_case"))
    return chosen.where(effect.c.delivered_at.is_(None)) if owed_only else chosen


def command_of() -> Statement:
    return select(command.c.case_id, command.c.first_seq, command.c.last_seq).where(
        command.c.command_key == bindparam("of_key")
    )


def commands_of() -> Statement:
    """Which of the commands in a JSON list were carried out; SQLite reads the list."""
    asked = func.json_each(bindparam("of_keys", type_=Text)).table_valued("value")
    return select(command.c.command_key).where(command.c.command_key.in_(select(asked.c.value)))


def insert_into(table: str) -> Statement:
    return insert(case_row.metadata.tables[table])


def insert_new_into(table: str, database: str) -> Statement:
    """Leaves what is there already, also when another writer has put it there at this very moment."""
    if database == "postgresql":
        from sqlalchemy.dialects import postgresql

        return postgresql.insert(case_row.metadata.tables[table]).on_conflict_do_nothing()
    from sqlalchemy.dialects import sqlite

    return sqlite.insert(case_row.metadata.tables[table]).on_conflict_do_nothing()


def update_case() -> Statement:
    return (
        update(case_row)
        .where(case_row.c.case_id == bindparam("of_case"), case_row.c.version == bindparam("of_version"))
        .values({name: bindparam(name) for name in case_row.c.keys() if name != "case_id"})  # noqa: SIM118
    )


def delete_dues() -> Statement:
    return delete(due).where(due.c.case_id == bindparam("of_case"))


def effect_of() -> Statement:
    return select(effect.c.delivered_at).where(_the_effect())


def mark_delivered() -> Statement:
    return update(effect).where(_the_effect(), effect.c.delivered_at.is_(None)).values(delivered_at=bindparam("at"))


def _the_effect() -> ColumnElement[bool]:
    return (
        (effect.c.case_id == bindparam("of_case"))
        & (effect.c.seq == bindparam("of_seq"))
        & (effect.c.name == bindparam("of_name"))
    )
