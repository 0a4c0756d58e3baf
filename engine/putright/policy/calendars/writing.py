"""Writing: a calendar as plain data, in the words of a calendar file, and back.

Never keeps where a day came from: what is written has its parts merged, so that it can be pinned by a digest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import cast

from putright.working_days import Calendar, Closure

Item = Mapping[str, object]


def document(calendar: Calendar) -> dict[str, object]:
    """The calendar as plain data that JSON can hold; equal calendars give equal data."""
    return {
        "name": calendar.name,
        "title": calendar.title,
        "time_zone": calendar.time_zone,
        "week": list(calendar.week),
        "known_from": calendar.known_from.isoformat(),
        "known_until": calendar.known_until.isoformat(),
        "days_off": _listed(calendar.days_off),
        "extra_working_days": _listed(calendar.extra_working_days),
        "closures": [
            {
                "id": closure.id,
                "title": closure.title,
                "from": closure.first.isoformat(),
                "until": closure.last.isoformat(),
                "counts": closure.counts,
                "defers_receipt": closure.defers_receipt,
            }
            for closure in calendar.closures
        ],
    }


def calendar_of(document: Mapping[str, object]) -> Calendar:
    """The calendar that `document` wrote.

    Raises:
        KeyError, ValueError: The data were not written by `document`.
    """
    return Calendar(
        name=str(document["name"]),
        title=str(document["title"]),
        time_zone=str(document["time_zone"]),
        week=tuple(cast(Sequence[str], document["week"])),
        known_from=day_of(document["known_from"]),
        known_until=day_of(document["known_until"]),
        days_off=days_of(document.get("days_off")),
        extra_working_days=days_of(document.get("extra_working_days")),
        closures=tuple(closure_of(item) for item in items(document.get("closures"))),
    )


def day_of(text: object) -> date:
    return date.fromisoformat(str(text))


def items(listed: object) -> Sequence[Item]:
    return cast(Sequence[Item], listed or ())


def days_of(listed: object) -> dict[date, str]:
    return {day_of(item["date"]): str(item["name"]) for item in items(listed)}


def closure_of(item: Item) -> Closure:
    return Closure(
        id=str(item["id"]),
        title=str(item["title"]),
        first=day_of(item["from"]),
        last=day_of(item["until"]),
        counts=bool(item.get("counts", False)),
        defers_receipt=bool(item.get("defers_receipt", False)),
    )


def _listed(days: Mapping[date, str]) -> list[dict[str, str]]:
    return [{"date": day.isoformat(), "name": name} for day, name in days.items()]
