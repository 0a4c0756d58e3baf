"""The shipped calendars against two packages that were written by others."""

from __future__ import annotations

from datetime import date

from working_days.regenerate_calendars import SUBDIVISIONS, _govuk, _holidays, differences

EXCEPTIONS = {
    ("scotland", date(2026, 6, 15), "govuk-bank-holidays"): "proclaimed after the package's list was stored",
}


def test_every_weekday_from_2012_to_2028_agrees_with_both_packages_but_for_the_written_exceptions() -> None:
    assert {(found.calendar, found.day, found.package) for found in differences()} == set(EXCEPTIONS)


def test_both_packages_know_every_year_that_we_compare() -> None:
    for name in SUBDIVISIONS:
        for theirs in (_holidays(name), _govuk(name)):
            assert {day.year for day in theirs} >= set(range(2012, 2029))
