"""Figures in an organisation's own leaflets: which are found, and which `check` refuses, with the place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import putright
from picture.policies import ROOT
from putright.leaflets import web_html, web_markdown
from putright.leaflets.figures import figures
from putright.policy.loading import load

FOUND = [
    ("within 10 working days of it", ["10 working days"]),
    ("within ten working days, or twenty-eight days", ["10 working days", "28 days"]),
    ("a 20-working-day limit", ["20 working days"]),
    ("5 to 10 working days", ["5 working days", "10 working days"]),
    ("10–15 business days", ["10 working days", "15 working days"]),
    ("<b>10</b> working&nbsp;days and **8** weeks", ["10 working days", "8 weeks"]),
    ("10\nworking days", ["10 working days"]),
    ("up to 10 more working days", ["10 working days"]),
    ("<!-- 3 weeks --> <style>p{margin:2 days}</style> 6 months", ["6 months"]),
    ("Call 0300 061 0614 day and night, on 5 April; a day off; section 3.10 days", []),
    ("One year. Twelve months. 48 hours.", ["1 year", "12 months", "48 hours"]),
]


@pytest.mark.parametrize(("text", "means"), FOUND)
def test_lengths_of_time_are_found_as_people_write_them(text: str, means: list[str]) -> None:
    assert [str(one) for figure in figures(text) for one in figure.means] == means


def test_a_figure_knows_its_place_and_its_mark() -> None:
    (one, two) = figures("First line.\nWithin **10 working days**<!-- putright: stage-1.respond -->\nor 8 weeks.")
    assert (one.line, one.column, one.name) == (2, 10, "stage-1.respond")
    assert (two.line, two.column, two.name) == (3, 4, "")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The council's policy and letters in a folder of their own; the policy names one leaflet."""
    for name in ("policies", "letters"):
        shutil.copytree(ROOT / name / "walsall", tmp_path / name / "walsall")
    policy = tmp_path / "policies/walsall/two-stage.yaml"
    policy.write_text(policy.read_text("utf-8") + "\nleaflets: [how-to-complain.md]\n", "utf-8")
    (tmp_path / "letters/walsall/leaflets").mkdir()
    return tmp_path


def checked(folder: Path, text: str) -> list[tuple[str, int, int]]:
    file = folder / "letters/walsall/leaflets/how-to-complain.md"
    file.write_text(text, "utf-8")
    found = putright.check_policy(folder / "policies/walsall/two-stage.yaml")
    assert all(problem.place.file == str(file) for problem in found if problem.level == "error")
    return [(problem.id, problem.place.line, problem.place.column) for problem in found if problem.level == "error"]


def test_what_putright_writes_has_no_wrong_figure(folder: Path) -> None:
    loaded = load(folder / "policies/walsall/two-stage.yaml")
    assert checked(folder, web_markdown(loaded.policy, loaded.calendar)) == []
    assert checked(folder, web_html(loaded.policy, loaded.calendar)) == []


def test_a_text_of_yesterday_is_found_when_the_policy_changes(folder: Path) -> None:
    """Also where the old figure still stands elsewhere in the policy: more time is 10 working days, too."""
    policy = folder / "policies/walsall/two-stage.yaml"
    loaded = load(policy)
    text = web_markdown(loaded.policy, loaded.calendar)
    line = next(number for number, line in enumerate(text.splitlines(), 1) if "stage-1.respond -->" in line)
    changed = policy.read_text("utf-8").replace("within: 10 working days", "within: 15 working days")
    policy.write_text(changed, "utf-8")
    assert [(id, at) for id, at, _ in checked(folder, text)] == [("L320", line)]


def test_a_figure_that_stands_nowhere_in_the_policy_is_refused_with_its_place(folder: Path) -> None:
    assert checked(folder, "We answer\nwithin 15 working days.\n") == [("L320", 2, 8)]
    assert checked(folder, "We answer within 10 working days. You have twelve months or 1 year.\n") == []
    assert checked(folder, "Open 24 hours<!-- putright: no limit --> a day.\n") == []
    assert checked(folder, "Within 10 working days<!-- putright: stage-9.respond -->.\n") == [("L322", 1, 8)]


def test_a_leaflet_that_is_not_there_is_told_where_the_policy_names_it(folder: Path) -> None:
    (problem,) = [p for p in putright.check_policy(folder / "policies/walsall/two-stage.yaml") if p.level == "error"]
    assert (problem.id, problem.place.column) == ("L321", 12)
    assert problem.place.file.endswith("two-stage.yaml")
