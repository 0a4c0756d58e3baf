"""The shipped policies do what their stories say, and the stories reach everything that their owners wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from putright.casework import LogLine, open_desk, run_log
from putright.problems import Place
from putright.stories import tell
from putright.stories.playing import Played

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(path for path in (ROOT / "policies/examples").glob("*/*.yaml") if path.parent.name != "bases")
POLICIES = [*sorted((ROOT / "policies").glob("*/*age.yaml")), *EXAMPLES]


@pytest.mark.parametrize("policy", POLICIES, ids=lambda path: path.stem)
def test_every_story_comes_true_and_everything_is_reached(policy: Path) -> None:
    report = tell([policy])
    assert not report.problems
    assert "\n".join(str(failure) for result in report.failed for failure in result.failures) == ""
    (coverage,) = report.coverage
    missed = [part for part in coverage.untouched if policy not in EXAMPLES or part.kind != "counting edge"]
    assert missed == []  # of the counting edges, an example shows the ones that it is about
    assert coverage.percent == 100
    assert not report.to_be_confirmed


@pytest.mark.parametrize("policy", POLICIES, ids=lambda path: path.stem)
def test_a_log_of_the_same_acts_comes_to_the_same(policy: Path) -> None:
    """What `run` records of the acts of every story is what the story saw, refused acts among them."""
    report = tell([policy])
    desk = open_desk("sqlite://")
    for number, result in enumerate(report.results, 1):
        case = f"C-{number}"
        ran = run_log(desk, str(policy), iter(_lines(result.played, case)))
        last = result.played.seen[-1]
        refusals = [guard.refused for guard in result.played.seen if guard.refused]
        assert [problem.id for problem in ran.problems] == [refused.id for refused in refusals], result.story.title
        if result.played.case is None:
            continue  # it was not even received, as the story says
        desk.catch_up(case, at=last.moment.recorded)
        standing = desk.show(case)
        assert last.standing is not None
        assert standing.case.events == last.standing.case.events, result.story.title
        assert standing.deadlines == last.standing.deadlines
        assert [row.name for row in standing.letters] == [row.name for row in last.standing.letters]


def _lines(played: Played, case: str) -> list[LogLine]:
    """The acts of a story as the lines of a log."""
    return [
        LogLine(
            place=Place("log", number),
            key=f"{case}/{number}",
            do=moment.action,
            case=case,
            at=moment.recorded.isoformat(),
            happened=moment.happened.isoformat(),
            by=moment.by,
            role=moment.role.text if moment.role else "",
            given={name: said.text for name, said in moment.given.items()},
        )
        for number, moment in enumerate((seen.moment for seen in played.seen), 1)
        if moment.action
    ]
