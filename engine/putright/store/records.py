"""How an event becomes a record: its canonical body, the seal over its private text, and its hash.

Pure. A record's body holds no private text; the seal tells whether the text kept beside it is still the same.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from pendulum import DateTime, FixedTimezone

from putright.case.events import Event, Lack, SentLetter

Letters = Mapping[str, tuple[str, str]]
"""The letters of one event: name -> title and text."""


canonical = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode
"""JSON in its one agreed spelling: sorted keys, no spaces."""


def body_of(case_id: str, seq: int, event: Event) -> str:
    """The public part of an event as it is stored; moments keep their own offset.

    Raises ValueError for a moment without an offset.
    """
    happened_at = _iso(event.happened_at)
    return canonical(
        {
            "case": case_id,
            "seq": seq,
            "kind": event.kind,
            "version": event.version,
            "name": event.name,
            "happened_at": happened_at,
            "recorded_at": happened_at if event.recorded_at is event.happened_at else _iso(event.recorded_at),
            "place": event.place,
            "stage": event.stage,
            "step": event.step,
            "by": event.by,
            "role": event.role,
            "data": dict(event.data),
            "letters": [_told(letter) for letter in event.letters],
        }
    )


def event_of(body: str, texts: str | None) -> Event:
    """The event that a record holds. Raises ValueError, KeyError or TypeError when it is no record of ours."""
    told: dict[str, Any] = json.loads(body)
    return Event(
        kind=told["kind"],
        name=told["name"],
        happened_at=_moment(told["happened_at"]),
        recorded_at=_moment(told["recorded_at"]),
        place=told["place"],
        stage=told["stage"],
        step=told["step"],
        by=told["by"],
        role=told["role"],
        data=told["data"],
        texts=json.loads(texts) if texts else {},
        letters=tuple(map(_sent, told["letters"])),
        version=told["version"],
    )


def _told(letter: SentLetter) -> dict[str, Any]:
    """A letter that lacks nothing says nothing of it, so that it is the record it always was."""
    lacks = {"lacks": [asdict(lack) for lack in letter.lacks]} if letter.lacks else {}
    return {"name": letter.name, "promised": dict(letter.promised), **lacks}


def _sent(told: Mapping[str, Any]) -> SentLetter:
    return SentLetter(told["name"], told["promised"], tuple(Lack(**lack) for lack in told.get("lacks", ())))


def seal(salt: bytes, texts: str | None, letters: Letters) -> str:
    """HMAC-SHA256 under the case's salt over an event's stored texts and letters; nothing when it has none."""
    if not texts and not letters:
        return ""
    words = texts or "{}"
    if letters:
        words += canonical({name: list(letter) for name, letter in letters.items()})
    return hmac.digest(salt, words.encode(), "sha256").hex()


def link(prev_hash: str, body: str, private_mac: str) -> str:
    """The hash of a record, which the next record of the case repeats."""
    return hashlib.sha256(f"{prev_hash}\n{body}\n{private_mac}".encode()).hexdigest()


def _iso(moment: datetime) -> str:
    if moment.utcoffset() is None:
        raise ValueError(f"a moment needs an offset, and {moment.isoformat()} has none")
    return moment.isoformat()


def _moment(words: str) -> DateTime:
    told = DateTime.fromisoformat(words)
    # pendulum counts only in zones of its own; pendulum.instance() would do, nine times slower.
    return datetime.replace(told, tzinfo=_zone(told.utcoffset() or timedelta()))


@cache
def _zone(offset: timedelta) -> FixedTimezone:
    return FixedTimezone(int(offset.total_seconds()))
