"""The time table: how long an answer can take, with days that a wall calendar bears out.

Bank holidays in England and Wales: Good Friday 3 April 2026, Easter Monday 6 April, Monday 4 and 25 May, Monday 31 August,
Friday 25 December, Monday 28 December (for Boxing Day), Friday 1 January 2027.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from putright.authoring import time_table
from putright.problems import PolicyError
from putright.proof import Answer, Timetable, in_lines

ROOT = Path(__file__).parent.parent.parent
WALSALL = ROOT / "policies/walsall/two-stage.yaml"
TEXT = """format: 1
policy: timed
version: "1"
title: Complaints policy
organisation: {id: timed, name: Timed, sector: other}
in_force: {from: 2026-01-01}
calendar: england-and-wales
counting: {starts: day-after}
channels: {letter: By letter}
roles: {officer: {title: Officer}}
FACTS
stages:
  - id: stage-1
    handler: officer
    steps:
STEPS
"""


def timed(folder: Path, steps: str, facts: str = "", year: int = 2026) -> Timetable:
    path = folder / "timed.yaml"
    indented = "\n".join(f"      {line}" for line in steps.strip().splitlines())
    path.write_text(TEXT.replace("FACTS", facts).replace("STEPS", indented), "utf-8")
    return time_table(path, year)


def spans(answer: Answer) -> dict[str, tuple[str, str, int]]:
    return {name: (str(s.received), str(s.answered), s.working_days) for name, s in answer.spans.items()}


DATED = [
    (
        "ten working days are over Easter or Christmas, the worst day being the first of those that are equally bad",
        "- respond: {within: 10 working days, from: received, then: closed}",
        {"shortest": ("2026-01-04", "2026-01-16", 10), "usual": ("2026-12-16", "2027-01-04", 10)},
    ),
    (
        "an extension is counted from the due date, so it is not the day that is worst without it",
        "- respond: {within: 10 working days, from: received, extension: {by: 5 working days}, then: closed}",
        {
            "shortest": ("2026-01-04", "2026-01-16", 10),
            "usual": ("2026-12-16", "2027-01-04", 10),
            "extended": ("2026-12-09", "2027-01-04", 15),
        },
    ),
    (
        "a total is counted from the start: four weeks are 28 days on every day of the year",
        "- respond: {within: 2 weeks, from: received, extension: {total: 4 weeks}, then: closed}",
        {
            "shortest": ("2026-01-01", "2026-01-15", 10),
            "usual": ("2026-01-01", "2026-01-15", 10),
            "extended": ("2026-01-01", "2026-01-29", 20),
        },
    ),
    (
        "a step that is late by its own limit is answered late; the answer counts from it",
        """- acknowledge: {within: 2 weeks, from: received}
- respond: {within: 1 week, from: acknowledged, then: closed}""",
        {"shortest": ("2026-01-01", "2026-01-22", 15), "usual": ("2026-01-01", "2026-01-22", 15)},
    ),
]


@pytest.mark.parametrize(("why", "steps", "expected"), DATED, ids=[row[0] for row in DATED])
def test_the_best_and_the_worst_day_of_the_year(
    tmp_path: Path, why: str, steps: str, expected: dict[str, tuple[str, str, int]]
) -> None:
    (answer,) = timed(tmp_path, steps).answers
    found = spans(answer)
    assert {name: found[name] for name in expected} == expected
    assert found.keys() == expected.keys()


def test_two_stages_of_a_council_with_the_whole_of_every_limit() -> None:
    """Received Friday 11 December 2026, acknowledged by Wednesday 16, and ten working days over Christmas."""
    first, last = time_table(WALSALL, 2026).answers
    assert (first.is_final, last.is_final) == (False, True)
    assert spans(first)["usual"] == ("2026-12-11", "2027-01-04", 13)
    assert spans(last)["usual"] == ("2026-03-27", "2026-05-26", 38)


def test_the_dates_are_those_that_the_engine_gives_to_a_real_case() -> None:
    """The same days, led through guards and letters' dates by commands: no second arithmetic."""
    from builders import Life, a_shipped

    usual = time_table(WALSALL, 2026).answers[1].spans["usual"]
    life = Life(a_shipped("walsall/two-stage"), str(usual.received), {"matter": "-", "channel": "telephone"})
    said = {"outcome": "upheld", "reasons": "-"}
    life.act("acknowledge", life.due["stage-1.acknowledge"])
    at = life.due["stage-1.respond"]
    life.act("respond", at, by="Ann", **said)
    life.act("escalate", at)
    life.act("acknowledge", life.due["stage-2.acknowledge"], definition="-", sought="-")
    assert life.due["stage-2.respond"] == str(usual.answered)


def test_a_value_with_a_longer_limit_decides(tmp_path: Path) -> None:
    facts = "facts: {size: {title: Size, values: {small: Small, large: Large}}}"
    steps = "- respond: {within: {by: size, limits: {small: 5 days, large: 30 days}}, from: received, then: closed}"
    (answer,) = timed(tmp_path, steps, facts).answers
    assert (answer.spans["shortest"].days, answer.spans["usual"].days) == (5, 30)


def test_the_complainants_time_is_apart_and_what_has_no_limit_is_named(tmp_path: Path) -> None:
    steps = """
- respond: {within: 1 week, from: received}
- decide: {who: complainant, choices: {accept: {to: closed}, go-on: {to: next}}}
- review: {kind: response, within: 1 week, from: gone-on, then: closed}
"""
    first, last = timed(tmp_path, steps).answers
    assert "waiting" not in first.spans
    assert last.spans["usual"].days == 14
    assert not last.spans["usual"].loose
    assert last.spans["waiting"].loose == ("stage-1.decide",)


def test_a_circle_is_gone_once_and_named(tmp_path: Path) -> None:
    steps = """
- respond: {within: 1 week, from: received}
- sort: {within: 1 week, from: responded, choices: {again: {to: respond}, finish: {to: closed}}}
"""
    table = timed(tmp_path, steps)
    assert table.answers[0].spans["usual"].days == 7
    assert len(table.without_end) == 1
    assert "again and again" in table.without_end[0]


def test_a_year_in_which_the_policy_is_not_in_force_has_no_answers(tmp_path: Path) -> None:
    table = timed(tmp_path, "- respond: {within: 1 week, from: received, then: closed}", year=2025)
    assert table.answers == ()
    assert "no complaint of that year falls under this version" in "\n".join(in_lines(table))


def test_the_leap_day_is_a_day_to_complain(tmp_path: Path) -> None:
    """A month from Tuesday 29 February 2028 is Wednesday 29 March; from 31 January it ends on 29 February."""
    (answer,) = timed(tmp_path, "- respond: {within: 1 month, from: received, then: closed}", year=2028).answers
    assert (answer.spans["shortest"].days, answer.spans["usual"].days) == (29, 31)
    assert answer.spans["shortest"].answered == date(2028, 2, 29)


def test_a_policy_with_errors_has_no_time_table(tmp_path: Path) -> None:
    with pytest.raises(PolicyError):
        timed(tmp_path, "- respond: {within: 1 week, from: recieved, then: closed}")
