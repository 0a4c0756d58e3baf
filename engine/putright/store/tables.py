"""The store's tables, portable between SQLite and PostgreSQL, and the type of a moment.

Describes; never runs a statement. A change here needs a migration: a test compares the two.
What SQLite alone is told (no rowid) saves writes, and means nothing to PostgreSQL.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pendulum
from pendulum import DateTime
from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    TypeDecorator,
)
from sqlalchemy import DateTime as DateTimeColumn

REVISION = "0001"
"""The migration that makes these tables."""

VERSION_TABLE = "putright_tables"
"""Where a store says which migration it has reached."""


class Moment(TypeDecorator[DateTime]):
    """A moment: stored in UTC, given back aware. A moment without an offset is refused."""

    impl = DateTimeColumn(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError(f"a moment needs an offset, and {value.isoformat()} has none")
        return value.astimezone(pendulum.UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> DateTime | None:
        if value is None:
            return None
        # SQLite gives back a naive value, PostgreSQL an aware one in the session's zone.
        utc = value.replace(tzinfo=pendulum.UTC) if value.tzinfo is None else value.astimezone(pendulum.UTC)
        return DateTime.combine(utc.date(), utc.time(), tzinfo=pendulum.UTC)


Word = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that is compared or sorted: by its characters' numbers, as SQLite does, not by a language of the server."""

metadata = MetaData()

document = Table(
    "document",
    metadata,
    Column("digest", Word, primary_key=True),
    Column("kind", Word, nullable=False),
    Column("name", Word, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

published = Table(
    "published",
    metadata,
    Column("name", Word, primary_key=True),
    Column("digest", Word, ForeignKey("document.digest"), nullable=False),
    Column("published_at", Moment, nullable=False),
    Column("published_on", Date, nullable=False),
)

case_row = Table(
    "case_row",
    metadata,
    Column("case_id", Word, primary_key=True),
    Column("policy", Word, nullable=False),
    Column("organisation", Word, nullable=False),
    Column("place", Word, nullable=False),
    Column("stage", Word, nullable=False),
    Column("handler", Word, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("next_wake", Moment),
    Column("ended", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    Column("head_hash", Text, nullable=False),
    Index("case_row_next_wake", "next_wake"),
    Index("case_row_organisation", "organisation", "case_id"),
    Index("case_row_handler", "handler", "case_id"),
)

event = Table(
    "event",
    metadata,
    Column("case_id", Word, ForeignKey("case_row.case_id"), nullable=False),
    Column("seq", Integer, nullable=False, autoincrement=False),
    Column("kind", Word, nullable=False),
    Column("version", Integer, nullable=False),
    Column("name", Word, nullable=False),
    Column("happened_at", Moment, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("body", Text, nullable=False),
    Column("private_mac", Text, nullable=False),
    Column("prev_hash", Text, nullable=False),
    Column("hash", Text, nullable=False),
    PrimaryKeyConstraint("case_id", "seq"),
    sqlite_with_rowid=False,
)

command = Table(
    "command",
    metadata,
    Column("command_key", Word, primary_key=True),
    Column("case_id", Word, ForeignKey("case_row.case_id"), nullable=False),
    Column("first_seq", Integer, nullable=False),
    Column("last_seq", Integer, nullable=False),
    sqlite_with_rowid=False,
)

private = Table(
    "private",
    metadata,
    Column("case_id", Word, nullable=False),
    Column("seq", Integer, nullable=False, autoincrement=False),
    Column("texts", Text, nullable=False),
    PrimaryKeyConstraint("case_id", "seq"),
    ForeignKeyConstraint(["case_id", "seq"], ["event.case_id", "event.seq"]),
)

salt = Table(
    "salt",
    metadata,
    Column("case_id", Word, ForeignKey("case_row.case_id"), primary_key=True),
    Column("salt", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

due = Table(
    "due",
    metadata,
    Column("case_id", Word, ForeignKey("case_row.case_id"), nullable=False),
    Column("name", Word, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("due_at", Moment),
    Column("paused_since", Moment),
    Column("who", Word, nullable=False),
    PrimaryKeyConstraint("case_id", "name"),
    Index("due_due_on", "due_on", "case_id", "name"),
    sqlite_with_rowid=False,
)

effect = Table(
    "effect",
    metadata,
    Column("case_id", Word, nullable=False),
    Column("seq", Integer, nullable=False, autoincrement=False),
    Column("name", Word, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("owed_at", Moment, nullable=False),
    Column("kind", Word, nullable=False),
    Column("delivered_at", Moment),
    Column("digest", Word, nullable=False),
    PrimaryKeyConstraint("case_id", "seq", "name"),
    ForeignKeyConstraint(["case_id", "seq"], ["event.case_id", "event.seq"]),
    Index("effect_delivered_at", "delivered_at"),
)
