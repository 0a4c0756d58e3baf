"""`putright test`: what it prints, and how it ends."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cli.conftest import ROOT, Putright


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    """The council's policy with its stories and letters, in a folder where a test may write."""
    for name in ("policies", "letters"):
        shutil.copytree(ROOT / name / "walsall", tmp_path / name / "walsall")
    shutil.copytree(ROOT / "letters" / "shared", tmp_path / "letters" / "shared")
    return tmp_path / "policies" / "walsall" / "two-stage.yaml"


def change(policy: Path, old: str, new: str) -> None:
    file = policy.parent / "stories" / "two-stage.yaml"
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")


def test_stories_that_come_true_are_fine(putright: Putright, policy: Path) -> None:
    for path in (policy, policy.parent, policy.parent / "stories" / "two-stage.yaml", policy.parents[1]):
        answer = putright("test", path)
        assert (answer.code, answer.out, answer.err) == (0, "12 stories came true\n", "")


def test_a_story_that_does_not_is_a_finding_with_the_reason(putright: Putright, policy: Path) -> None:
    change(policy, "respond: {day: Tuesday 21 April 2026", "respond: {day: Monday 20 April 2026")
    answer = putright("test", policy)
    assert answer.code == 1
    lines = (policy.parent / "stories" / "two-stage.yaml").read_text("utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if "Monday 20 April 2026" in text)
    assert f"two-stage.yaml:{line}:17: T302 “Answer every point of the complaint” (stage-1.respond)" in answer.out
    assert "    expected: Monday 20 April 2026, owed by the Service Officer" in answer.out
    assert "        Saturday 11 April 2026 — not counted: Saturday" in answer.out
    assert answer.out.endswith("11 stories came true, 1 did not\n")
    told = putright("test", policy, "--format", "json").json()
    (failure,) = [failure for story in told["stories"] for failure in story["failures"]]
    assert (failure["id"], failure["line"]) == ("T302", line)


def test_a_mistake_in_a_story_is_a_finding(putright: Putright, policy: Path) -> None:
    change(policy, "do: withdraw", "do: withdrow")
    answer = putright("test", policy)
    assert answer.code == 1
    assert "T202" in answer.out
    assert answer.out.endswith("1 problem\n")


def test_too_little_coverage_is_a_finding_that_names_what_is_missing(putright: Putright, policy: Path) -> None:
    assert putright("test", policy, "--minimum", "100").code == 0
    change(policy, "do: withdraw\n        as: complainant\n        expect: {place: withdrawn, letters: [withdrawal], due: {acknowledge: nothing}}", "do: note\n        with: {note: x}")  # fmt: skip
    answer = putright("test", policy, "--minimum", "100")
    assert answer.code == 1
    lines = policy.read_text("utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if text == "  withdraw: {letter: withdrawal}")
    assert f"{policy}:{line}:3: no story touches action withdraw" in answer.out
    assert "and 100% is asked for" in answer.out
    assert putright("test", policy, "--minimum", "90").code == 0


def test_coverage_is_a_table(putright: Putright, policy: Path) -> None:
    answer = putright("test", policy, "--coverage")
    assert "walsall/two-stage@2025-10-21: 100% of what it says is touched by a story" in answer.out
    assert "letter            11 of 11" in answer.out
    (told,) = putright("test", policy, "--format", "json").json()["coverage"]
    assert (told["percent"], told["untouched"]) == (100, [])


def test_a_policy_without_stories_could_not_be_tested(putright: Putright, policy: Path) -> None:
    shutil.rmtree(policy.parent / "stories")
    answer = putright("test", policy)
    assert (answer.code, answer.out) == (2, "")
    assert "--skeletons" in answer.err
    begun = putright("test", policy, "--skeletons")
    assert begun.code == 0
    assert "written, to be confirmed by a person" in begun.out
    assert "to be confirmed by a person, and not counted as coverage" in putright("test", policy).out


def test_junit_is_printed_alone(putright: Putright, policy: Path) -> None:
    answer = putright("test", policy, "--format", "junit")
    assert answer.out.startswith("<?xml version='1.0'")
    assert answer.out.count("<testcase ") == 12
