"""A plan looks ahead: what comes later in the procedure, on the way that such complaints take, counts too."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from migration.test_plans import WINDOW, acknowledged
from migration.versions import SECOND, Mill
from putright.casework.migration import Choice

LATER = [
    ("a longer limit of a later stage", ("20 working days, from: escalated", "30 working days, from: escalated"), 1),
    ("a shorter one", ("20 working days, from: escalated", "15 working days, from: escalated"), 0),
    ("one in another unit", ("20 working days, from: escalated", "28 days, from: escalated"), 1),
    ("a shorter window", WINDOW, 1),
    ("a longer window", (WINDOW[0], WINDOW[1].replace("10", "30")), 0),
    ("no limit any more", ("{within: 20 working days, from: escalated, then: closed}", "{then: closed}"), 1),
]


@pytest.mark.parametrize(("why", "change", "worse"), LATER, ids=[row[0] for row in LATER])
def test_what_comes_later_in_the_procedure_counts_too(
    tmp_path: Path, why: str, change: tuple[str, str], worse: int
) -> None:
    mill = Mill(tmp_path, change)
    acknowledged(mill)
    crossing = mill.crossings()["c-1"]
    assert [reason.id for reason in crossing.why] == ["M528"] * worse
    assert crossing.verdict == ("needs-choice" if worse else "safe")


def test_a_stage_that_is_gone_is_named_once_to_cases_before_it(tmp_path: Path) -> None:
    gone = "  - id: stage-2" + SECOND.split("  - id: stage-2")[1]
    mill = Mill(tmp_path, (gone, ""), ("escalate: {to: stage-2}", "escalate: {to: closed}"))
    acknowledged(mill)
    (reason,) = mill.crossings()["c-1"].why
    assert (reason.id, reason.what) == ("M528", "later on, “Stage 2” would be no more")


def test_a_place_that_is_not_on_the_way_of_such_complaints_asks(tmp_path: Path) -> None:
    tracks = (
        "facts:\n  risk: {title: Risk, values: {high: High, low: Low}}\n"
        "tracks:\n  fast: {title: The fast track, stages: [quick], for: {risk: high}}\nstages:\n"
        "  - id: quick\n    title: Quick\n    handler: manager\n    steps:\n"
        "      - respond: {within: 3 working days, from: received, then: closed}"
    )
    facts = "facts:\n  risk: {title: Risk, values: {high: High, low: Low}}\nstages:"
    mill = Mill(tmp_path, ("stages:", tracks))
    mill.write("v1", (tmp_path / "p/mill/v1.yaml").read_text().replace("stages:", facts, 1))
    mill.open()
    mill.receive("c-1", fact__risk="high")
    mill.receive("c-2", fact__risk="low")
    found = mill.crossings(choices={})
    assert [(c.verdict, [why.id for why in c.why]) for c in found.values()] == [
        ("needs-choice", ["M527"]),
        ("safe", []),
    ]
    moved = mill.crossings(choices={"c-1": Choice(place="quick.respond", because="It is urgent.")})["c-1"]
    assert (moved.place_after, moved.dates[0].after) == ("quick.respond", date(2026, 4, 8))
