"""Days as people write them, with or without their day of the week."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from putright.working_days import day_said, in_full


@pytest.mark.parametrize(
    "text", ["2026-04-20", "20 April 2026", "Monday 20 April 2026", "monday, 20 april 2026", " Monday  20  April 2026 "]
)
def test_a_day_is_read(text: str) -> None:
    assert day_said(text) == date(2026, 4, 20)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Tuesday 20 April 2026", "20 April 2026 is a Monday, not a Tuesday"),
        ("31 April 2026", "no such day"),
        ("2026-02-29", "no such day"),
        ("Monday 20 Apirl 2026", 'Did you mean "April"?'),
        ("Mondy 20 April 2026", 'Did you mean "Monday"?'),
        ("20/04/2026", "no day that can be read"),
        ("20 April", "no day that can be read"),
        ("20 April 26", "no day that can be read"),
        ("", "no day that can be read"),
        ("٢٠ April 2026", "no day that can be read"),
    ],
)
def test_what_is_no_day_is_told(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        day_said(text)


def test_what_is_written_in_full_is_read_back() -> None:
    for number in range(0, 4000, 7):
        day = date(2020, 2, 26) + timedelta(days=number)
        assert day_said(in_full(day)) == day
