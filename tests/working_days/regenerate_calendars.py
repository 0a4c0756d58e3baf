"""What two independent packages say about UK bank holidays that our calendar files do not, and the reverse.

Run by hand when a new year is proclaimed (`python tests/working_days/regenerate_calendars.py`); it prints lines to
judge and edits nothing. No deadline is ever counted with these packages.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import holidays
from govuk_bank_holidays.bank_holidays import BankHolidays

from putright.policy.calendars import shipped_calendar

SUBDIVISIONS = {"england-and-wales": "ENG", "scotland": "SCT", "northern-ireland": "NIR"}
SATURDAY = 5


class Difference(NamedTuple):
    calendar: str
    day: date
    package: str
    package_says: str | None
    we_say: str | None


def differences() -> Iterator[Difference]:
    """Every weekday within the known span of a calendar on which a package and the file disagree."""
    for name in SUBDIVISIONS:
        ours = shipped_calendar(name)
        for package, theirs in (("holidays", _holidays(name)), ("govuk-bank-holidays", _govuk(name))):
            years = {day.year for day in theirs}
            for day in sorted({*theirs, *ours.days_off}):
                known = ours.known_from <= day <= ours.known_until and day.year in years
                if known and day.weekday() < SATURDAY and (day in theirs) != (day in ours.days_off):
                    yield Difference(name, day, package, theirs.get(day), ours.days_off.get(day))


def _holidays(name: str) -> dict[date, str]:
    return dict(holidays.country_holidays("GB", subdiv=SUBDIVISIONS[name], years=range(2012, 2029)))


def _govuk(name: str) -> dict[date, str]:
    listed = BankHolidays(use_cached_holidays=True).get_holidays(division=name)
    return {item["date"]: item["title"] for item in listed}


if __name__ == "__main__":
    for found in differences():
        print(f"{found.calendar} {found.day}: {found.package} says {found.package_says}, the file {found.we_say}")
