"""What the chain of records gives away when somebody touches it, and what it keeps to itself."""

from __future__ import annotations

import hashlib
import hmac
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from putright.store import StoreError, open_store
from store.building import a_letter, a_row, add, an_event

COMPLAINANT = "Zoë Müller"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A store with two cases; C-1 has four events, and two of them sent a letter."""
    path = tmp_path / "cases.db"
    store = open_store(f"sqlite:///{path}")
    with store.writing() as writing:
        add(writing, "C-1", 0, effects=[a_letter()])
        bare = an_event("acknowledged", texts={}, letters=())
        events = (bare, an_event("responded"), an_event("escalated", texts={}))
        add(writing, "C-1", 1, *events, effects=[a_letter(seq=4, name="escalation")])
        add(writing, "C-2", row=a_row("C-2"))
    store.close()
    return path


@pytest.fixture
def sql(file: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(file, isolation_level=None)
    yield connection
    connection.close()


def faults(file: Path, case_id: str = "C-1") -> list[str]:
    store = open_store(f"sqlite:///{file}")
    with store.reading() as reading:
        found = reading.verify(case_id)
    store.close()
    return found


TAMPERING = [
    ("untouched", "SELECT 1", []),
    (
        "an edited body",
        "UPDATE event SET body = replace(body, 'telephone', 'email') WHERE case_id = 'C-1' AND seq = 2",
        ["event 2 was edited after it was recorded"],
    ),
    (
        "a column that contradicts its body",
        "UPDATE event SET happened_at = '2020-01-01 00:00:00.000000' WHERE case_id = 'C-1' AND seq = 2",
        ["event 2 is listed with other facts than it records"],
    ),
    (
        "edited private text",
        "UPDATE private SET texts = replace(texts, 'boiler', 'radiator') WHERE case_id = 'C-1' AND seq = 3",
        ["the private text of event 3, or a letter it sent, was edited"],
    ),
    (
        "an edited letter",
        "UPDATE effect SET text = 'Dear Nobody' WHERE case_id = 'C-1' AND seq = 4",
        ["the private text of event 4, or a letter it sent, was edited"],
    ),
    (
        "private text added where there was none",
        "INSERT INTO private VALUES ('C-1', 2, '{}')",
        ["the private text of event 2, or a letter it sent, was edited"],
    ),
    (
        "one text taken away",
        "DELETE FROM private WHERE case_id = 'C-1' AND seq = 3",
        ["the private text of event 3 is missing"],
    ),
    ("an event taken out", "DELETE FROM event WHERE case_id = 'C-1' AND seq = 2", ["event 2 is missing"]),
    (
        "a tail cut off",
        "DELETE FROM event WHERE case_id = 'C-1' AND seq > 2",
        ["the end of the history was cut off: events 3 to 4 are missing"],
    ),
    (
        "everything cut off",
        "DELETE FROM event WHERE case_id = 'C-1'",
        ["the end of the history was cut off: events 1 to 4 are missing"],
    ),
    (
        "a tail cut off, and the version with it",
        "DELETE FROM event WHERE case_id = 'C-1' AND seq > 3; UPDATE case_row SET version = 3 WHERE case_id = 'C-1'",
        ["the last event is not the one that the case was left with"],
    ),
    (
        "an event slipped in at the end",
        "INSERT INTO event SELECT case_id, 5, kind, version, name, happened_at, recorded_at, body, '', hash, 'x'"
        " FROM event WHERE case_id = 'C-1' AND seq = 4",
        [
            "event 5 was edited after it was recorded",
            "the last event is not the one that the case was left with",
        ],
    ),
    (
        "an event of another case",
        "UPDATE event SET (body, private_mac, hash) = (SELECT body, private_mac, hash FROM event WHERE case_id = 'C-2')"
        " WHERE case_id = 'C-1' AND seq = 1",
        [
            "the private text of event 1, or a letter it sent, was edited",
            "event 2 does not follow the event before it: one of them was exchanged",
        ],
    ),
    (
        "forgotten: texts, letters and salt are gone",
        "DELETE FROM private WHERE case_id = 'C-1'; DELETE FROM effect WHERE case_id = 'C-1';"
        "DELETE FROM salt WHERE case_id = 'C-1'",
        ["the private text of this case was forgotten; its history can still be checked"],
    ),
    (
        "only the salt is gone",
        "DELETE FROM salt WHERE case_id = 'C-1'; DELETE FROM private WHERE case_id = 'C-1' AND seq = 1",
        [
            "the private text of event 3 cannot be checked: its seal is gone",
            "the private text of this case was forgotten; its history can still be checked",
        ],
    ),
]


@pytest.mark.parametrize(("what", "statements", "words"), TAMPERING, ids=[row[0] for row in TAMPERING])
def test_tampering_is_told(file: Path, sql: sqlite3.Connection, what: str, statements: str, words: list[str]) -> None:
    sql.executescript(statements)
    assert faults(file) == words, what
    assert faults(file, "C-2") == []


def test_an_edited_record_that_was_hashed_anew_no_longer_fits_the_next_one(file: Path, sql: sqlite3.Connection) -> None:
    sql.execute("CREATE TEMP VIEW second AS SELECT * FROM event WHERE case_id = 'C-1' AND seq = 2")
    body, mac, before = sql.execute("SELECT body, private_mac, prev_hash FROM second").fetchone()
    body = body.replace("telephone", "email")
    forged = hashlib.sha256(f"{before}\n{body}\n{mac}".encode()).hexdigest()
    sql.execute("UPDATE event SET body = ?, hash = ? WHERE case_id = 'C-1' AND seq = 2", (body, forged))
    assert faults(file) == ["event 3 does not follow the event before it: one of them was exchanged"]


def test_a_case_that_is_not_there_is_not_called_whole(file: Path) -> None:
    assert faults(file, "C-9") == ["there is no case C-9 in this store"]


def test_private_text_stands_in_no_event_and_its_seal_is_salted(sql: sqlite3.Connection) -> None:
    rows = sql.execute("SELECT * FROM event").fetchall()
    assert rows
    assert not any(COMPLAINANT in str(value) or "boiler" in str(value) for row in rows for value in row)
    ((salt,), (other,)) = sql.execute("SELECT salt FROM salt ORDER BY case_id").fetchall()
    (texts,) = sql.execute("SELECT texts FROM private WHERE case_id = 'C-1' AND seq = 3").fetchone()
    (mac,) = sql.execute("SELECT private_mac FROM event WHERE case_id = 'C-1' AND seq = 3").fetchone()
    assert mac == hmac.new(salt, texts.encode(), "sha256").hexdigest()
    assert len(salt) == len(other) == 32
    assert salt != other


def test_a_record_is_canonical_json_that_an_auditor_can_read(sql: sqlite3.Connection) -> None:
    body, texts = sql.execute(
        "SELECT body, texts FROM event JOIN private USING (case_id, seq) WHERE case_id = 'C-1' AND seq = 1"
    ).fetchone()
    told = json.loads(body)
    assert body == json.dumps(told, sort_keys=True, separators=(",", ":"))
    assert (told["case"], told["seq"], told["happened_at"]) == ("C-1", 1, "2026-04-17T16:30:00+01:00")
    assert COMPLAINANT in texts


def test_moments_lie_in_the_columns_in_utc(sql: sqlite3.Connection) -> None:
    (at,) = sql.execute("SELECT happened_at FROM event WHERE case_id = 'C-1' AND seq = 1").fetchone()
    assert at == "2026-04-17 15:30:00.000000"


def test_a_record_that_cannot_be_read_is_said_in_words(file: Path, sql: sqlite3.Connection) -> None:
    sql.execute("UPDATE event SET body = '{' WHERE case_id = 'C-1' AND seq = 2")
    store = open_store(f"sqlite:///{file}")
    with pytest.raises(StoreError, match="S405 event 2 of case C-1 cannot be read"), store.reading() as reading:
        reading.events("C-1")
    store.close()


def test_forgotten_text_is_missing_from_the_events_and_none_can_be_added(file: Path, sql: sqlite3.Connection) -> None:
    sql.executescript("DELETE FROM private; DELETE FROM effect; DELETE FROM salt")
    store = open_store(f"sqlite:///{file}")
    with store.writing() as writing:
        assert [dict(event.texts) for event in writing.events("C-1")] == [{}, {}, {}, {}]
        add(writing, "C-1", 4, an_event("closed", texts={}))
    with pytest.raises(StoreError, match=r"S408 .*was forgotten"), store.writing() as writing:
        add(writing, "C-1", 5)
    store.close()
    assert faults(file) == ["the private text of this case was forgotten; its history can still be checked"]
