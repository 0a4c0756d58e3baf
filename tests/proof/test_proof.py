"""The proofs: each row of the table has a bad policy that shows it, and a good one that does not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from putright.authoring import check_policy
from putright.policy.loading import load
from putright.problems import Problem
from putright.proof import CHECKS, Check
from putright.source import read

HERE = Path(__file__).parent
BAD = sorted(path for path in (HERE / "bad").rglob("P4*.yaml")) + sorted((HERE / "bad").glob("*/second.yaml"))
GOOD = [*sorted((HERE / "good").glob("*.yaml")), *sorted((HERE / "bad").glob("*/first.yaml"))]
MARK = re.compile(r"# expect (P\d{3})$")
IDS = {check.id for check in CHECKS}


def named(path: Path) -> str:
    return path.parent.name if path.stem in ("first", "second") else path.stem


def proved(path: Path) -> tuple[Problem, ...]:
    """What the proofs find in a policy that has no other errors."""
    found = check_policy(path)
    assert not [p for p in found if p.level == "error" and p.id not in IDS], "\n".join(map(str, found))
    return tuple(problem for problem in found if problem.id in IDS)


def marked_in(path: Path) -> set[tuple[int, str]]:
    lines = read(path).text.splitlines()
    return {(number, mark[1]) for number, line in enumerate(lines, 1) if (mark := MARK.search(line))}


@pytest.mark.parametrize("path", BAD, ids=named)
def test_a_bad_policy_shows_exactly_the_flaws_it_marks(path: Path) -> None:
    found = proved(path)
    assert {(problem.place.line, problem.id) for problem in found} == marked_in(path), "\n".join(map(str, found))
    assert len(found) == len(marked_in(path)), "one flaw is told once"


@pytest.mark.parametrize("path", GOOD, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_good_policy_shows_none(path: Path) -> None:
    assert not proved(path), "\n".join(map(str, proved(path)))


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_every_check_has_a_bad_policy_of_its_name(check: Check) -> None:
    files = [path for path in BAD if named(path).startswith(f"{check.id}-")]
    assert files
    assert all({id for _, id in marked_in(path)} == {check.id} for path in files)


def test_no_two_checks_share_an_id_a_title_or_a_reason() -> None:
    for column in ("id", "title", "why"):
        values = [getattr(check, column) for check in CHECKS]
        assert len(set(values)) == len(values)


@pytest.mark.parametrize("path", BAD, ids=named)
def test_every_flaw_says_how_to_mend_it_and_has_the_level_of_its_row(path: Path) -> None:
    levels = {check.id: check.level for check in CHECKS}
    for problem in proved(path):
        assert problem.mend
        assert not problem.what.endswith(".")
        assert problem.level == levels[problem.id]


@pytest.mark.parametrize("path", BAD, ids=named)
def test_no_story_breaks_off_before_its_end_unless_a_refusal_is_its_end(path: Path) -> None:
    """The engine played every act of each story; only where nobody may decide is the last act refused."""
    for problem in proved(path):
        refused = [sentence for sentence in problem.story if "is then refused" in sentence]
        assert not refused or (problem.id == "P413" and refused == [problem.story[-1]])


STORIES = [
    (
        "P401-for-nobody",
        (
            "On Monday 5 January 2026 a complaint is received (Service: Staff).",
            "On Tuesday 6 January 2026: Respond (Complaints Officer).",
            "No step, choice or time limit leads on from here. Only a withdrawal can end this complaint.",
        ),
    ),
    (
        "P404-left-waiting",
        (
            "On Monday 5 January 2026 a complaint is received.",
            "A year later, on Tuesday 5 January 2027, nobody at the organisation has done anything. "
            "No way to an outside body is open, and nothing happens by itself.",
        ),
    ),
    (
        "P413-only-one",
        (
            "On Monday 5 January 2026 a complaint is received.",
            "On Tuesday 6 January 2026: Respond (Complaints Officer).",
            "On Wednesday 7 January 2026: Escalate (complainant).",
            "“Respond” is then refused: ann example decided at Stage 1, so somebody else must decide at Stage 2 (R204).",
        ),
    ),
]


@pytest.mark.parametrize(("file", "story"), STORIES, ids=[row[0] for row in STORIES])
def test_a_flaw_is_told_as_a_story_with_dates(file: str, story: tuple[str, ...]) -> None:
    told = [problem.story for problem in proved(HERE / f"bad/{file}.yaml")]
    assert story in told, told


def test_the_graph_is_there_for_others_to_walk() -> None:
    """A chart or the coverage of stories reads the same moves that the proofs walk."""
    from putright.proof import Graph

    graph = Graph(load(HERE / "good/everything.yaml").policy)
    kind = {"serious": "no", "service": "rent"}
    assert graph.entry(kind) == "stage-1.acknowledge"
    assert set(graph.reached(kind)) == {
        *("stage-1.acknowledge", "stage-1.respond", "stage-1.sort", "stage-1.decide"),
        *("stage-2.respond", "stage-3.hear", "stage-3.respond", "closed"),
    }
    assert [move.action for move in graph.onward["stage-1.decide"]] == ["accept", "escalate", "lapse stage-1.decide"]
    assert graph.circles(kind) == ()
