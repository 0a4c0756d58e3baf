"""Folding: the case as it stands after one more event, and after a correction or a migration that tells its history anew.

Folding never refuses: what happened, happened.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

import pendulum

from putright.case.case import BEFORE, DATES, WAKE, Case, Passed
from putright.case.events import Event
from putright.case.fields import is_lasting
from putright.case.renames import Renames

TOLD: Final = ("matter.", "fact.", "about.")
"""The lasting fields that are looked at together: matters, facts, people complained about."""

CORRECTING: Final = frozenset({"corrects", "struck", "voids", "when", "because"})
"""The fields that a correction holds for itself; all others are the facts that it puts right."""

REWRITING: Final = frozenset({"corrected", "migrated"})
"""The kinds of event that have the history told anew."""


def fold(case: Case, events: Iterable[Event]) -> Case:
    """The case as it stands after `events`."""
    for event in events:
        # The same event again gives the same case, with all that is known of it.
        known, recorded = case.known, id(event)
        case = known[recorded] if recorded in known else known.setdefault(recorded, _after(case, event))
    return case


def with_letters(case: Case, event: Event) -> Case:
    """The case whose last event, as is known now, sent letters: no date depends on them, so all that was known of dates holds."""
    if case.log[-1] is event:
        return case
    old = case.log[-1]
    visits = {stage: (*visit[:-1], event) if visit[-1] is old else visit for stage, visit in case.visits.items()}
    known: dict[object, Any] = {key: value for key, value in case.known.items() if key in (DATES, BEFORE, WAKE)}
    log = (*case.log[:-1], event)
    events = log if case.events is case.log else (*case.events[:-1], event)
    return case._replace(log=log, events=events, visits=visits, known=known)


def amended(case: Case, correction: Event) -> Case:
    """The case with one event put right or taken out, and without the automatic events that rested on it.

    What moved nothing when it was recorded moves nothing now: it stands wherever the case then was.
    """
    target, voids = correction.data["corrects"], set(correction.data.get("voids", "").split(","))
    again, before = Case(case.id), ""
    for number, event in zip(case.numbers, case.events, strict=True):
        moved, before = event.place != before, event.place
        if str(number) in voids or (str(number) == target and "struck" in correction.data):
            continue
        event = event if moved or event.place == again.place else event._replace(place=again.place)
        again = _happened(again, number, _put_right(event, correction) if str(number) == target else event, ())
    return again._replace(log=case.log, past=case.past, known={})


def _carried_over(case: Case, migration: Event) -> Case:
    """The case with its history in the words of the version that governs it from here on."""
    renames, again = Renames.of(migration.data), Case(case.id)
    for number, event in zip(case.numbers, case.events, strict=True):
        again = _happened(again, number, renames.event(event), ())
    return again._replace(log=case.log, past=case.past.after(migration, renames), known={})


def _put_right(event: Event, correction: Event) -> Event:
    when = correction.data.get("when")
    data = {name: value for name, value in correction.data.items() if name not in CORRECTING}
    texts = {name: value for name, value in correction.texts.items() if name not in CORRECTING}
    return event._replace(
        happened_at=pendulum.instance(datetime.fromisoformat(when)) if when else event.happened_at,
        data={**event.data, **data},
        texts={**event.texts, **texts},
    )


def _after(case: Case, event: Event) -> Case:
    log = (*case.log, event)
    if event.kind in REWRITING:
        again = amended(case, event) if event.kind == "corrected" else _carried_over(case, event)
        return _happened(again, len(log), event, log)
    after, known = _happened(case, len(log), event, log), case.known
    if DATES in known or BEFORE in known:
        passed = tuple.__new__(Passed, (event, case.place, after.entered != case.entered))
        dates, earlier = (known[DATES], ()) if DATES in known else known[BEFORE]
        after.known[BEFORE] = dates, (*earlier, passed)
    return after


def _happened(case: Case, number: int, event: Event, log: tuple[Event, ...]) -> Case:
    id, at, old_log, events, numbers, values, entered, past, visits, told, kinds, names, arrival, _ = case
    place, kind, name = event.place, event.kind, event.name
    stage, _, step = place.partition(".")
    before, _, before_step = at.partition(".")
    if not before_step:
        before = case.stage if events else ""
    visits = visits.copy()
    # It belongs to the stage that the case was at, and to one it brings it to. An end belongs to the stage before it, so
    # that a reopened case is still in the same visit.
    if before in visits:
        visits[before] = (*visits[before], event)
    if step and (stage != before or stage not in visits):
        visits[stage] = (event,)
    if (event.data or event.texts) and (lasting := _lasting(event)):
        values = {**values, **lasting}
        if any(field.startswith(TOLD) for field in lasting):
            told = {}
    if step and stage != before:
        entered = len(events)
    if kind not in kinds:
        kinds = _and(kinds, kind)
    if name not in names:
        names = _and(names, name)
    if place != at and kind not in ("missed", "corrected"):
        arrival = event
    # Where nothing was ever put right, what happened is what was recorded.
    events = log if log and events is old_log else (*events, event)
    # Made in one go, by place: this is done for every event of every case that is read.
    made: tuple[Any, ...] = (
        id, place, log, events, (*numbers, number), values, entered, past, visits, told, kinds, names, arrival, {},
    )  # fmt: skip
    return tuple.__new__(Case, made)


@lru_cache(maxsize=4096)
def _and(words: frozenset[str], word: str) -> frozenset[str]:
    """The same words and one more: cases come by few of them, and share them."""
    return words | {word}


def _lasting(event: Event) -> dict[str, str]:
    """What an event says that stays true for the whole case; what a correction says of facts is put where they stood."""
    if event.kind == "corrected":
        return {}
    data, texts = event.data, event.texts
    lasting = {name: value for name, value in data.items() if is_lasting(name)} if data else {}
    if texts:
        lasting |= {name: value for name, value in texts.items() if is_lasting(name)}
    return lasting
