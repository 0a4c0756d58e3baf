"""Whether a case's records are whole: the chain of hashes, the head that was checkpointed, the sealed text.

Pure. Reports in words; repairs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from putright.store.records import Letters, event_of, link, seal

FORGOTTEN = "the private text of this case was forgotten; its history can still be checked"


@dataclass(frozen=True, slots=True)
class Record:
    """One row of the event table, with the private text beside it."""

    case_id: str
    seq: int
    kind: str
    version: int
    name: str
    happened_at: datetime
    recorded_at: datetime
    body: str
    private_mac: str
    prev_hash: str
    hash: str
    texts: str | None


def wrong_with(
    records: Sequence[Record], letters: Mapping[int, Letters], version: int, head_hash: str, salt: bytes | None
) -> Iterator[str]:
    """Every fault of one case's records, in order. Each record is measured against what stands before it."""
    previous, expected = "", 1
    for record in records:
        if record.seq != expected:
            yield _missing(expected, record.seq - 1)
        elif record.prev_hash != previous:
            yield f"event {record.seq} does not follow the event before it: one of them was exchanged"
        yield from _edited(record)
        yield from _unsealed(record, letters.get(record.seq, {}), salt)
        previous, expected = record.hash, record.seq + 1
    if expected <= version:
        yield f"the end of the history was cut off: {_missing(expected, version)}"
    elif expected > version + 1 or previous != head_hash:
        yield "the last event is not the one that the case was left with"
    if salt is None and any(record.private_mac for record in records):
        yield FORGOTTEN


def _missing(first: int, last: int) -> str:
    return f"event {first} is missing" if first == last else f"events {first} to {last} are missing"


def _edited(record: Record) -> Iterator[str]:
    if record.hash != link(record.prev_hash, record.body, record.private_mac):
        yield f"event {record.seq} was edited after it was recorded"
    elif not _columns_agree(record):
        yield f"event {record.seq} is listed with other facts than it records"


def _columns_agree(record: Record) -> bool:
    try:
        event = event_of(record.body, None)
    except (ValueError, KeyError, TypeError):
        return False
    listed = (record.kind, record.version, record.name, record.happened_at, record.recorded_at)
    return listed == (event.kind, event.version, event.name, event.happened_at, event.recorded_at)


def _unsealed(record: Record, letters: Letters, salt: bytes | None) -> Iterator[str]:
    has_text = record.texts is not None or bool(letters)
    if salt is None:
        if record.texts is not None:
            yield f"the private text of event {record.seq} cannot be checked: its seal is gone"
    elif record.private_mac and not has_text:
        yield f"the private text of event {record.seq} is missing"
    elif record.private_mac != seal(salt, record.texts, letters):
        yield f"the private text of event {record.seq}, or a letter it sent, was edited"
