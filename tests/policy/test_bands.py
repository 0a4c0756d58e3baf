"""Bands beside each other: whether one value can fit both."""

from __future__ import annotations

import pytest

from putright.policy.model import can_both_fit

ROWS = [
    ("the same word", "children", "children", True),
    ("two words", "children", "adults", False),
    ("a number in a band", "2", "1 to 3", True),
    ("a number beside a band", "4", "1 to 3", False),
    ("two bands that meet", "1 to 3", "3 to 5", True),
    ("two bands apart", "up to 3", "4 or more", False),
    ("one band in another", "4 or more", "6 to 7", True),
]


@pytest.mark.parametrize(("why", "one", "other", "can"), ROWS, ids=[row[0] for row in ROWS])
def test_two_conditions_are_told_apart_only_where_no_value_fits_both(why: str, one: str, other: str, can: bool) -> None:
    assert can_both_fit(one, other) is can
    assert can_both_fit(other, one) is can
