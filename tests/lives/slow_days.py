"""Counting days slowly: straight from the calendar files, one day after the other, with no list of working days kept.

Shares nothing with the engine.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

DAY = timedelta(days=1)
LONDON = ZoneInfo("Europe/London")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

Tree = Mapping[str, Any]
Found = tuple[date, datetime | None]
"""A date, and the moment where it was counted in hours."""


class Days:
    """Which days are worked, straight from the calendar files."""

    def __init__(self, file: Path, shipped: Path) -> None:
        written = yaml.safe_load(file.read_text())
        base = yaml.safe_load((shipped / f"{written['based_on']}.yaml").read_text()) if "based_on" in written else {}
        both = [base, written]
        self.week = written.get("week", base.get("week"))
        self.off = {row["date"] for tree in both for row in tree.get("days_off", ())}
        self.extra = {row["date"] for tree in both for row in tree.get("extra_working_days", ())}
        self.closures = [row for tree in both for row in tree.get("closures", ())]

    def works(self, day: date) -> bool:
        if day in self.extra:
            return True
        shut = any(not row.get("counts") for row in self.closed(day))
        return WEEKDAYS[day.weekday()] in self.week and day not in self.off and not shut

    def closed(self, day: date) -> list[Tree]:
        return [row for row in self.closures if row["from"] <= day <= row["until"]]

    def open_after(self, day: date) -> date:
        """The first worked day after a day."""
        day += DAY
        while not self.works(day):
            day += DAY
        return day


def count(start: datetime | date, within: str, rule: Tree, days: Days, receipt: bool = False) -> Found:
    """So much time from a start, under a counting rule, one day after the other."""
    number, unit = int(within.split()[0]), within.split(maxsplit=1)[1].rstrip("s")
    if unit == "hour":
        assert isinstance(start, datetime)
        return _hours(start, number, rule, days, receipt)
    day = local(start)
    if isinstance(start, datetime) and "cut_off" in rule and clock(start) >= time.fromisoformat(rule["cut_off"]):
        day += DAY
    while receipt and any(row.get("defers_receipt") for row in days.closed(day)):
        day = days.open_after(day)
    if rule["starts"] == "deemed-working-day" and not days.works(day):
        day = days.open_after(day)
    if unit in ("month", "year"):
        day = months_later(day, number * (12 if unit == "year" else 1))
    else:
        day = counted(day, number * (7 if unit == "week" else 1), unit in ("working day", "business day"), rule, days)
    return rolled(day, rule, days), None


def counted(day: date, number: int, working: bool, rule: Tree, days: Days) -> date:
    left = number
    if left and rule["starts"] == "same-day" and (not working or days.works(day)):
        left -= 1
    while left:
        day += DAY
        left -= not working or days.works(day)
    return day


def _hours(start: datetime, number: int, rule: Tree, days: Days, receipt: bool) -> Found:
    day = local(start)
    while receipt and any(row.get("defers_receipt") for row in days.closed(day)):
        day = days.open_after(day)
    if day != local(start):
        start = datetime.combine(day, time(), LONDON)
    at = (start.astimezone(UTC) + timedelta(hours=number)).astimezone(LONDON)
    on = rolled(at.date(), rule, days)
    return on, at if on == at.date() else datetime.combine(on, at.time(), LONDON)


def months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for number in range(day.day, 0, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    raise AssertionError


def rolled(day: date, rule: Tree, days: Days) -> date:
    way = {"next-working-day": DAY, "previous-working-day": -DAY}.get(rule.get("ends", "as-it-falls"))
    while way and not days.works(day):
        day += way
    return day


def local(moment: datetime | date) -> date:
    return moment.astimezone(LONDON).date() if isinstance(moment, datetime) else moment


def clock(moment: datetime) -> time:
    return moment.astimezone(LONDON).time()
