"""What no story touches is named with its place; stories can be begun for it, and count once a person has confirmed them."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from putright.stories import Begun, begin, junit, tell
from stories.conftest import Told

ROOT = Path(__file__).parents[2]
STORY = """\
  - story: A bin
    received: {day: Saturday 4 April 2026, channel: telephone, about: A bin, expect: {due: {acknowledge: 2026-04-09}}}
    then:
      - nothing_until: Thursday 9 April 2026
      - {day: Friday 10 April 2026, do: acknowledge}
"""


def test_what_a_story_touches_is_counted_and_the_rest_is_named(told: Told) -> None:
    (coverage,) = told(STORY).coverage
    counts = {row.kind: (row.reached, row.parts) for row in coverage.counts}
    assert counts["stage"] == (1, 2)
    assert counts["step"] == (1, 5)
    assert counts["letter"] == (1, 11)
    assert counts["extension"] == (0, 2)
    assert coverage.stories["step", "stage-1.acknowledge"] == ("A bin",)
    lines = (ROOT / "policies/walsall/two-stage.yaml").read_text("utf-8").splitlines()
    named = {f"{part.kind} {part.name}": lines[part.place.line - 1].strip() for part in coverage.untouched}
    assert named["extension stage-1.respond"].startswith("extension: {by: 10 working days")
    assert named["time running out stage-1.decide"].startswith("silence: {to: closed")
    assert named["exclusion too-old"] == "too-old:"
    assert 0 < coverage.percent < 20


@pytest.mark.parametrize(
    "edge", ["received on a day off", "stage-1.acknowledge: last day", "stage-1.acknowledge: the day after"]
)
def test_a_story_stands_on_the_edges_on_which_it_looks(told: Told, edge: str) -> None:
    (coverage,) = told(STORY).coverage
    assert ("counting edge", edge) in coverage.stories
    (other,) = told(STORY.replace("Saturday 4 April", "Wednesday 1 April")).coverage
    assert ("counting edge", edge) not in other.stories


def test_a_count_over_a_bank_holiday_is_an_edge(told: Told) -> None:
    later = STORY.replace("      - nothing_until: Thursday 9 April 2026\n", "")
    (over_none,) = told(later).coverage
    assert ("counting edge", "counted over a bank holiday") not in over_none.stories
    (over_may,) = told(later.replace("Friday 10 April", "Friday 24 April")).coverage
    assert ("counting edge", "counted over a bank holiday") in over_may.stories


def test_stories_are_begun_for_everything_that_none_touches(folder: Path) -> None:
    policy = folder / "policies" / "walsall" / "two-stage.yaml"
    report = tell([policy])
    begun = begin(report, report.coverage[0])
    file, number = begun.file, begun.stories
    assert begun.unreached == ()
    assert file == policy.parent / "stories" / "two-stage-skeletons.yaml"
    again = tell([policy])
    assert len(again.results) == len(again.to_be_confirmed) == number > 10
    assert not again.problems
    assert not again.failed
    assert again.coverage[0].percent == 0, "nobody has confirmed them"
    assert begin(again, again.coverage[0]).file is None, "what is begun is not begun again"
    file.write_text(file.read_text("utf-8").replace("    to_be_confirmed: true\n", ""), "utf-8")
    confirmed = tell([policy])
    assert confirmed.coverage[0].percent == 100
    assert not confirmed.to_be_confirmed


def test_stories_are_begun_only_for_what_is_missing_and_in_a_file_of_their_own(folder: Path) -> None:
    policy = folder / "policies" / "walsall" / "two-stage.yaml"
    first = policy.parent / "stories" / "two-stage-skeletons.yaml"
    first.parent.mkdir()
    shipped = (ROOT / "policies/walsall/stories/two-stage.yaml").read_text("utf-8")
    before, _, after = shipped.partition("  - story: Social care has a procedure of its own\n")
    first.write_text(before + after[after.index("  - story:") :], "utf-8")
    report = tell([policy])
    assert [part.name for part in report.coverage[0].untouched] == ["separate-procedure"]
    begun = begin(report, report.coverage[0])
    assert begun == Begun(first.with_name("two-stage-skeletons-2.yaml"), 1, ())
    assert "exclusion: separate-procedure" in first.with_name("two-stage-skeletons-2.yaml").read_text("utf-8")
    assert first.read_text("utf-8").startswith(before)


def test_what_no_way_leads_to_is_told(folder: Path) -> None:
    """A letter that nothing sends."""
    policy = folder / "policies" / "walsall" / "two-stage.yaml"
    text = policy.read_text("utf-8")
    old = "  correction: {title: We need to put something right}\n"
    assert old in text
    policy.write_text(text.replace(old, f"{old}  idle: {{title: Nobody sends this, template: closing}}\n"), "utf-8")
    report = tell([policy])
    assert [(p.kind, p.name) for p in begin(report, report.coverage[0]).unreached] == [("letter", "idle")]


def test_junit_can_be_read_back(told: Told) -> None:
    wrong = STORY.replace("2026-04-09}", "2026-04-08}").replace("A bin\n", "A <bin> & \\x0c\n", 1)
    root = ElementTree.fromstring(junit(told(STORY.replace("A bin\n", "Another bin\n", 1) + wrong)))  # noqa: S314
    assert root.tag == "testsuites"
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("2", "1", "0")
    good, bad = root.iter("testcase")
    assert good.find("failure") is None
    assert bad.get("name") == "A <bin> & \\x0c"
    failure = bad.find("failure")
    assert failure is not None
    assert failure.get("type") == "T302"
    assert "expected: Wednesday 8 April 2026" in (failure.text or "")


def test_junit_tells_of_files_that_cannot_be_used(told: Told) -> None:
    root = ElementTree.fromstring(junit(told("policy: [\n")))  # noqa: S314
    assert (root.get("tests"), root.get("errors")) == ("1", "1")
    error = next(root.iter("error"))
    assert error.get("type") == "P002"
