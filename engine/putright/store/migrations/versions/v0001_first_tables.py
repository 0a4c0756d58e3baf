"""The first tables: documents, cases, events, private text, due dates, effects, commands.

History: never changed afterwards. Small rows lie in their key's own tree in SQLite (no rowid), which saves a write
for each; long texts do not.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

MOMENT = sa.DateTime(timezone=True)
WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    _documents()
    _case_row()
    _events()
    _what_follows()


def _documents() -> None:
    op.create_table(
        "document",
        sa.Column("digest", WORD, primary_key=True),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("name", WORD, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "published",
        sa.Column("name", WORD, primary_key=True),
        sa.Column("digest", WORD, sa.ForeignKey("document.digest"), nullable=False),
        sa.Column("published_at", MOMENT, nullable=False),
        sa.Column("published_on", sa.Date, nullable=False),
    )


def _case_row() -> None:
    op.create_table(
        "case_row",
        sa.Column("case_id", WORD, primary_key=True),
        sa.Column("policy", WORD, nullable=False),
        sa.Column("organisation", WORD, nullable=False),
        sa.Column("place", WORD, nullable=False),
        sa.Column("stage", WORD, nullable=False),
        sa.Column("handler", WORD, nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("next_wake", MOMENT),
        sa.Column("ended", sa.Boolean, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("head_hash", sa.Text, nullable=False),
    )
    op.create_index("case_row_next_wake", "case_row", ["next_wake"])
    op.create_index("case_row_organisation", "case_row", ["organisation", "case_id"])
    op.create_index("case_row_handler", "case_row", ["handler", "case_id"])


def _events() -> None:
    op.create_table(
        "event",
        sa.Column("case_id", WORD, sa.ForeignKey("case_row.case_id"), nullable=False),
        sa.Column("seq", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("name", WORD, nullable=False),
        sa.Column("happened_at", MOMENT, nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("private_mac", sa.Text, nullable=False),
        sa.Column("prev_hash", sa.Text, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("case_id", "seq"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "command",
        sa.Column("command_key", WORD, primary_key=True),
        sa.Column("case_id", WORD, sa.ForeignKey("case_row.case_id"), nullable=False),
        sa.Column("first_seq", sa.Integer, nullable=False),
        sa.Column("last_seq", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "private",
        sa.Column("case_id", WORD, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("texts", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("case_id", "seq"),
        sa.ForeignKeyConstraint(["case_id", "seq"], ["event.case_id", "event.seq"]),
    )
    op.create_table(
        "salt",
        sa.Column("case_id", WORD, sa.ForeignKey("case_row.case_id"), primary_key=True),
        sa.Column("salt", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )


def _what_follows() -> None:
    op.create_table(
        "due",
        sa.Column("case_id", WORD, sa.ForeignKey("case_row.case_id"), nullable=False),
        sa.Column("name", WORD, nullable=False),
        sa.Column("due_on", sa.Date, nullable=False),
        sa.Column("due_at", MOMENT),
        sa.Column("paused_since", MOMENT),
        sa.Column("who", WORD, nullable=False),
        sa.PrimaryKeyConstraint("case_id", "name"),
        sqlite_with_rowid=False,
    )
    op.create_index("due_due_on", "due", ["due_on", "case_id", "name"])
    op.create_table(
        "effect",
        sa.Column("case_id", WORD, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("name", WORD, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("owed_at", MOMENT, nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("delivered_at", MOMENT),
        sa.Column("digest", WORD, nullable=False),
        sa.PrimaryKeyConstraint("case_id", "seq", "name"),
        sa.ForeignKeyConstraint(["case_id", "seq"], ["event.case_id", "event.seq"]),
    )
    op.create_index("effect_delivered_at", "effect", ["delivered_at"])
