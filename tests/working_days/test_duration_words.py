"""Durations as people write them, and how a wrong one is refused."""

from __future__ import annotations

import pytest

from putright.working_days import Duration

GOOD = [
    ("the usual", "10 working days", "10 working days"),
    ("one is singular", "1 working days", "1 working day"),
    ("singular with a larger number", "3 working day", "3 working days"),
    ("business days are working days", "3 business days", "3 working days"),
    ("calendar days are days", "28 calendar days", "28 days"),
    ("weeks", "8 weeks", "8 weeks"),
    ("months", "12 months", "12 months"),
    ("a year", "1 year", "1 year"),
    ("hours", "48 hours", "48 hours"),
    ("none at all", "0 days", "0 days"),
    ("the longest", "4000 days", "4000 days"),
    ("capitals and spaces do not matter", "  10  Working   Days ", "10 working days"),
]


@pytest.mark.parametrize(("why", "text", "words"), GOOD)
def test_a_duration_reads_and_writes_as_people_say_it(why: str, text: str, words: str) -> None:
    assert str(Duration.parse(text)) == words, why
    assert Duration.parse(words) == Duration.parse(text)


BAD = [
    ("a space is missing", "10 workingdays", 'did you mean "10 working days"?'),
    ("abbreviated", "10 wd", 'did you mean "10 working days"?'),
    ("a number in words", "ten working days", 'did you mean "10 working days"?'),
    ("a typing mistake", "10 wroking days", 'did you mean "10 working days"?'),
    ("no space before the unit", "10days", 'did you mean "10 days"?'),
    ("a hyphen", "10-day", 'did you mean "10 days"?'),
    ("no unit", "10", "say of what"),
    ("no number", "working days", "write a whole number"),
    ("a fraction", "1.5 days", "write a whole number"),
    ("less than none", "-3 days", "write a whole number"),
    ("too long", "4001 days", "from 0 to 4000"),
    ("much too long", "9" * 5000 + " days", "from 0 to 4000"),
    ("digits of another script", "٣ days", "write a whole number"),
    ("empty", "", "write a whole number"),
    ("two at once", "2 weeks 3 days", "write a whole number"),
]


@pytest.mark.parametrize(("why", "text", "says"), BAD)
def test_a_wrong_duration_is_refused_with_the_nearest_right_one(why: str, text: str, says: str) -> None:
    with pytest.raises(ValueError, match=r".") as refused:
        Duration.parse(text)
    assert says in str(refused.value), why
    assert len(str(refused.value)) < 250


def test_a_number_without_words_is_no_duration() -> None:
    with pytest.raises(ValueError, match="a duration is text"):
        Duration.parse(10)  # type: ignore[arg-type]
