"""Currency: what goes out of date by a day is told from that day on, and only of a policy that is in force."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from putright.codes.currency import currency_problems
from putright.codes.library import editions_after
from putright.policy.loading import load
from putright.problems import Problem

ROOT = Path(__file__).parents[2]
MILL = """\
format: 1
attestations:
  - {code: lgsco-2024, clause: "3.3", who: Ann Example, when: 2026-05-11, until: 2027-05-10, evidence: The minutes.}
gaps:
  - {code: lgsco-2024, clause: "3.5", what: Write it down., owner: Bo Sample, by: 2026-09-30}
"""


def asked(path: Path, on: date | None) -> tuple[Problem, ...]:
    loaded = load(path)
    return currency_problems(loaded.policy, loaded.calendar, on)


def told(path: Path, on: date | None) -> list[str]:
    return [problem.id for problem in asked(path, on)]


@pytest.fixture
def council(tmp_path: Path) -> Path:
    text = (ROOT / "policies/walsall/two-stage.yaml").read_text("utf-8").replace(", until: 2027-10-20}", "}")
    path = tmp_path / "policies" / "walsall" / "two-stage.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")
    return path


def test_a_review_is_due_two_years_after_the_last_and_told_from_the_next_day(council: Path) -> None:
    assert told(council, date(2027, 10, 21)) == []
    (one,) = asked(council, date(2027, 10, 22))
    assert (one.id, one.level) == ("K212", "warning")
    assert "has been due since Thursday 21 October 2027" in one.what
    assert council.read_text("utf-8").splitlines()[one.place.line - 1].startswith("review:")


def test_without_a_day_nothing_is_asked_that_depends_on_one(council: Path) -> None:
    assert told(council, None) == []


def test_a_policy_that_is_not_in_force_is_left_alone() -> None:
    walsall = ROOT / "policies/walsall/two-stage.yaml"
    assert told(walsall, date(2027, 10, 22)) == []
    assert told(ROOT / "policies/saha/three-stage.yaml", date(2024, 4, 1)) == []


def test_a_newer_edition_is_told_from_the_day_on_which_it_holds() -> None:
    saha = ROOT / "policies/saha/three-stage.yaml"
    assert "K213" not in told(saha, date(2022, 3, 31))
    (one,) = (problem for problem in asked(saha, date(2022, 4, 1)) if problem.id == "K213")
    assert "Housing Ombudsman Complaint Handling Code, 2022 has taken its place" in one.what
    assert saha.read_text("utf-8").splitlines()[one.place.line - 1].startswith("follows:")


def test_the_newest_edition_is_not_out_of_date() -> None:
    assert "K213" not in told(ROOT / "policies/saha/two-stage.yaml", date(2026, 11, 22))
    assert [code.id for code in editions_after("housing-ombudsman-2020")] == [
        "housing-ombudsman-2022",
        "housing-ombudsman-2024",
    ]
    assert editions_after("housing-ombudsman-2024") == editions_after("no-such-code") == ()


def test_an_edition_of_ones_own_counts_and_one_that_replaces_itself_ends(tmp_path: Path) -> None:
    code = (ROOT / "policies/codes/training-funder.yaml").read_text("utf-8")
    folder = tmp_path / "codes"
    folder.mkdir()
    for id, before in (("mill-2", "mill-1"), ("mill-3", "mill-2"), ("mill-1", "mill-3")):
        (folder / f"{id}.yaml").write_text(
            code.replace("code: training-funder", f"code: {id}\nreplaces: {before}", 1), "utf-8"
        )
    assert [one.id for one in editions_after("mill-1", tmp_path)] == ["mill-2", "mill-3"]


def test_attestations_and_gaps_are_told_on_the_day_after_their_last(council: Path) -> None:
    (council.parent / "attestations.yaml").write_text(MILL, "utf-8")
    assert told(council, date(2026, 9, 30)) == []
    assert told(council, date(2026, 10, 1)) == ["K215"]
    assert told(council, date(2027, 5, 10)) == ["K215"]
    assert told(council, date(2027, 5, 11)) == ["K214", "K215"]


def test_an_attestation_that_was_given_again_is_not_missed(council: Path) -> None:
    again = MILL.splitlines()[2].replace("2026-05-11", "2027-05-10").replace("until: 2027-05-10", "until: 2028-05-10")
    (council.parent / "attestations.yaml").write_text(MILL.replace("gaps:", f"{again}\ngaps:"), "utf-8")
    assert told(council, date(2027, 5, 11)) == ["K215"]


def test_a_wrong_file_is_told_with_or_without_a_day(council: Path) -> None:
    (council.parent / "attestations.yaml").write_text(MILL.replace('"3.3"', '"3.33"'), "utf-8")
    assert told(council, None) == told(council, date(2026, 6, 1)) == ["K211"]
