"""A plan names each letter that told a date which moves: once, and whether or not somebody had looked at the clock before."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from migration.versions import FIRST, Mill, moment

LATE = (
    (
        "within: 10 working days, from: acknowledged}",
        "within: 10 working days, from: acknowledged, if_missed: {letter: late}}",
    ),
    (
        "stages:",
        "letters: {late: {title: We are late, template: acknowledgement}}\n"
        "bodies: {court: {title: The Court}}\n"
        "doors: {court: {title: Go to court, to: court, closes: {within: 12 months, from: received}}}\n"
        "stages:",
    ),
)
"""A letter that goes out by itself, and tells the last day of a door."""


def a_mill(folder: Path, *changes: tuple[str, str]) -> Mill:
    """Both versions have that letter; the second is otherwise as the changes say. A case was acknowledged on 2 April."""
    mill, first = Mill(folder, *LATE, *changes), FIRST
    for old, new in LATE:
        first = first.replace(old, new)
    mill.write("v1", first)
    mill.open()
    mill.receive("c-1")
    mill.act("c-1", "acknowledge", "2026-04-02")
    return mill


def test_a_letter_that_went_out_by_itself_is_known_whether_or_not_somebody_had_looked(tmp_path: Path) -> None:
    """The answer was due on Monday 20 April: the letter of that night tells that the door closes on 1 April 2027."""
    mill = a_mill(tmp_path, ("12 months", "18 months"))
    unseen = mill.crossings("2026-04-22")["c-1"]
    mill.desk.tick(moment("2026-04-22"))
    seen = mill.crossings("2026-04-22")["c-1"]
    told = [(letter.letter, letter.promised, letter.now) for letter in seen.letters]
    assert told == [("late", date(2027, 4, 1), date(2027, 10, 1))]
    assert unseen.letters == seen.letters


def test_a_date_whose_clock_has_not_started_there_owes_one_letter(tmp_path: Path) -> None:
    mill = a_mill(tmp_path, ("{within: 12 months, from: received}", "{within: 12 months, from: responded}"))
    mill.desk.tick(moment("2026-04-22"))
    letters = mill.crossings("2026-04-22")["c-1"].letters
    assert [(letter.letter, letter.promised, letter.now) for letter in letters] == [("late", date(2027, 4, 1), None)]
