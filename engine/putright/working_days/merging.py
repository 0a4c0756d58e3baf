"""Merging: one calendar made of several, for organisations that work across borders.

Never keeps its parts: the result is a calendar like any other, with every day off named.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final, Literal

from putright.working_days.calendar import Calendar, Closure
from putright.working_days.words import WEEKDAYS, in_words, listed, weekday_name

How = Literal["any_of", "common_to"]
WAYS: Final[tuple[How, ...]] = ("any_of", "common_to")


def merged(name: str, calendars: Sequence[Calendar], how: How = "any_of", *, title: str = "") -> Calendar:
    """One calendar: `any_of` takes off a day that any part has off, `common_to` one that every part has off.

    It is known where every part is known.

    Raises:
        ValueError: There is nothing to merge, or the parts have no known day or no time zone in common.
    """
    if how not in WAYS:
        raise ValueError(f"how must be {listed(WAYS)}; found {how!r}")
    if not calendars:
        raise ValueError(f"the calendar {name} merges no calendars; name at least one")
    zones = sorted({part.time_zone for part in calendars})
    if len(zones) > 1:
        raise ValueError(f"the parts of {name} lie in different time zones: {listed(zones, 'and')}")
    first = max(part.known_from for part in calendars)
    last = min(part.known_until for part in calendars)
    if last < first:
        raise ValueError(f"the parts of {name} have no known day in common")
    all_work = all if how == "any_of" else any
    week = [word for word in WEEKDAYS if all_work(word in part.week for part in calendars)]
    if not week:
        raise ValueError(f"the parts of {name} have no working day in common")
    off: dict[date, str] = {}
    extra: dict[date, str] = {}
    for day in map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1)):
        works = all_work(part.works(day) for part in calendars)
        if works and WEEKDAYS[day.weekday()] not in week:
            extra[day] = _named(day, [(part, part.extra_working_days.get(day)) for part in calendars])
        elif not works and WEEKDAYS[day.weekday()] in week:
            off[day] = _named(day, [(part, part.why_off(day)) for part in calendars])
    return Calendar(
        name=name,
        title=title,
        week=tuple(week),
        days_off=off,
        extra_working_days=extra,
        closures=_deferring(calendars, how),
        known_from=first,
        known_until=last,
        time_zone=zones[0],
    )


def _named(day: date, parts: list[tuple[Calendar, str | None]]) -> str:
    """The day's name; where the parts differ, each name with the parts that use it."""
    names: dict[str, list[str]] = {}
    for part, name in parts:
        if name:
            names.setdefault(name, []).append(part.title or part.name)
    if not names:
        return f"{weekday_name(day)} {in_words(day)}"
    if len(names) == 1 and len(next(iter(names.values()))) == len(parts):
        return next(iter(names))
    return ", ".join(f"{name} ({listed(users, 'and')})" for name, users in names.items())


def _deferring(calendars: Sequence[Calendar], how: How) -> tuple[Closure, ...]:
    """The parts' closures that defer receipt; whether their days are worked is settled day by day above."""
    every = dict.fromkeys(closure for part in calendars for closure in part.closures if closure.defers_receipt)
    kept = [c for c in every if how == "any_of" or all(c in part.closures for part in calendars)]
    return tuple(Closure(c.id, c.title, c.first, c.last, counts=True, defers_receipt=True) for c in kept)
