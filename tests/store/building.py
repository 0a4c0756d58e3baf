"""Builders for the tests of the store: one plausible event, case row and date, with what matters to a test named."""

from __future__ import annotations

from datetime import date
from typing import Any

import pendulum
from pendulum import DateTime

from putright.case.events import Event, SentLetter
from putright.store import CaseRow, DueRow, EffectRow, Writing

RECEIVED = pendulum.datetime(2026, 4, 17, 16, 30, tz="Europe/London")
LOGGED = pendulum.datetime(2026, 4, 20, 9, 15, tz="Europe/London")


def an_event(name: str = "received", **other: Any) -> Event:
    given: dict[str, Any] = {
        "kind": "received" if name == "received" else "done",
        "name": name,
        "happened_at": RECEIVED,
        "recorded_at": LOGGED,
        "place": "stage-1.acknowledge",
        "stage": "stage-1",
        "by": "Ann Other",
        "role": "complaints-officer",
        "data": {"policy": "example/two-stage@1", "channel": "telephone"},
        "texts": {"complainant.name": "Zoë Müller", "matter.1.what": "The boiler was not mended."},
        "letters": (SentLetter("acknowledgement", {"stage-1.respond": "2026-05-05"}),),
    }
    return Event(**{**given, **other})


def a_row(case_id: str = "C-1", **other: Any) -> CaseRow:
    given: dict[str, Any] = {
        "policy": "example/two-stage@1",
        "organisation": "example",
        "place": "stage-1.acknowledge",
        "stage": "stage-1",
        "handler": "Ann Other",
        "opened_at": RECEIVED,
    }
    return CaseRow(case_id, **{**given, **other})


def a_due(name: str = "stage-1.respond", on: str = "2026-05-05", case_id: str = "C-1", **other: Any) -> DueRow:
    return DueRow(case_id, name, date.fromisoformat(on), **other)


def a_letter(seq: int = 1, name: str = "acknowledgement", case_id: str = "C-1", **other: Any) -> EffectRow:
    given: dict[str, Any] = {"title": "We have your complaint", "text": "Dear Zoë Müller", "owed_at": LOGGED}
    return EffectRow(case_id, seq, name, **{**given, **other})


def add(writing: Writing, case_id: str = "C-1", version: int = 0, *events: Event, **other: Any) -> None:
    """Append to a case: one event, and nothing owed, unless the test says otherwise."""
    writing.append(
        case_id,
        version,
        events or (an_event(),),
        other.get("row", a_row(case_id)),
        other.get("dues", ()),
        other.get("effects", ()),
        other.get("command_key"),
    )


def moment(words: str) -> DateTime:
    found = pendulum.parse(words)
    assert isinstance(found, DateTime)
    return found
