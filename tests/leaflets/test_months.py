"""The table of a month, compared with dates that were counted on a wall calendar."""

from __future__ import annotations

from datetime import date

import pytest

from picture.policies import NAMES, ROOT
from putright.leaflets import month_of
from putright.leaflets.months import BadMonth
from putright.policy.loading import load

WALSALL = load(ROOT / "policies/walsall/two-stage.yaml")


def test_the_days_around_easter() -> None:
    table = month_of(WALSALL.policy, WALSALL.calendar, "2026-04")
    assert table.names == ("stage-1.acknowledge", "stage-1.respond", "stage-2.acknowledge", "stage-2.respond")
    second, third = table.rows[1:3]
    assert (second.on, second.off, third.off) == (date(2026, 4, 2), "", "Good Friday")
    # 5 days on from Thursday 2 April; 10 working days after Tuesday 7 April; 5 working days over Easter; 20 more
    assert second.due == (
        "Tuesday 7 April 2026",
        "Tuesday 21 April 2026",
        "Monday 13 April 2026",
        "Tuesday 12 May 2026",
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_policy_has_a_table_with_a_row_for_each_day(name: str) -> None:
    loaded = load(ROOT / name)
    table = month_of(loaded.policy, loaded.calendar, "2028-02")
    assert [row.on.day for row in table.rows] == list(range(1, 30))
    assert all(len(row.due) == len(table.names) == len(table.titles) for row in table.rows)


def test_past_what_the_calendar_knows_a_date_may_change() -> None:
    table = month_of(WALSALL.policy, WALSALL.calendar, "2028-12")
    assert table.rows[-1].due[1].endswith("(may change)")


@pytest.mark.parametrize("word", ["April", "2026-13", "2026-4", "0000-01", "2026-04-01"])
def test_what_is_no_month_is_refused(word: str) -> None:
    with pytest.raises(BadMonth):
        month_of(WALSALL.policy, WALSALL.calendar, word)
