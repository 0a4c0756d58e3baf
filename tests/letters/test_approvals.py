"""Approvals of letters: written down, kept beside the templates, and stale once a part of the letter has changed."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from putright.letters import Shelf, approval_problems, approve, shelf_for
from putright.letters.approvals import approvals_file, read_approvals
from putright.policy.loading import load
from putright.policy.model import Policy
from putright.problems import PolicyError
from putright.shipped import shipped

DAY = date(2026, 11, 20)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with saha's policy and letters of its own."""
    shutil.copytree(shipped("letters"), tmp_path / "letters")
    (tmp_path / "policies").mkdir()
    shutil.copy(shipped("policies") / "saha/three-stage.yaml", tmp_path / "policies")
    return tmp_path


def opened(folder: Path) -> tuple[Policy, Shelf]:
    policy = load(folder / "policies/three-stage.yaml").policy
    return policy, shelf_for(policy)


def approved(folder: Path, *letters: str, by: str = "The panel") -> None:
    for letter in letters:
        policy, shelf = opened(folder)
        approve(policy, shelf, policy.letters[letter], by, DAY)


def change(folder: Path, part: str, more: str = "\nMore words.\n") -> None:
    with (folder / f"letters/{part}.md").open("a", encoding="utf-8") as file:
        file.write(more)


def test_nobody_has_approved_the_letters_that_ship() -> None:
    for name in ("saha/three-stage", "kiwi/four-stage", "walsall/two-stage"):
        policy = load(shipped("policies") / f"{name}.yaml").policy
        assert read_approvals(policy) == {}


def test_an_approval_is_read_as_it_was_written(folder: Path) -> None:
    approved(folder, "closing", "refusal", by='12e5: "T4R" é')
    assert {id: (one.by, one.on) for id, one in read_approvals(opened(folder)[0]).items()} == {
        "closing": ('12e5: "T4R" é', DAY),
        "refusal": ('12e5: "T4R" é', DAY),
    }
    assert approval_problems(*opened(folder)) == ()


CHANGED = {
    "its own template": ("shared/closing", ["closing"]),
    "a part of both": ("shared/outside", ["closing", "extension"]),
    "the frame": ("shared/frame", ["closing", "extension"]),
    "a part of the organisation's own": ("saha/help", ["closing", "extension"]),
    "a part in a block that the extension writes anew": ("shared/next-after-the-end", ["closing"]),
    "another letter": ("shared/refusal", []),
}


@pytest.mark.parametrize(("part", "letters"), CHANGED.values(), ids=CHANGED)
def test_a_changed_part_makes_the_approval_of_its_letters_stale(folder: Path, part: str, letters: list[str]) -> None:
    approved(folder, "closing", "extension")
    change(folder, part)
    found = approval_problems(*opened(folder))
    assert [problem.what.split()[5] for problem in found] == letters
    for problem in found:
        assert (problem.id, problem.level) == ("L308", "warning")
        assert f"letters/{part}.md" in problem.what
        assert "Friday 20 November 2026" in problem.what
        assert problem.place.file.endswith("letters/saha/approvals.yaml")
        assert problem.place.line > 1


def test_spaces_and_line_ends_are_no_change(folder: Path) -> None:
    approved(folder, "closing")
    change(folder, "shared/closing", "  \n\n")
    file = folder / "letters/shared/frame.md"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert approval_problems(*opened(folder)) == ()


def test_a_part_that_is_new_or_gone_is_a_change(folder: Path) -> None:
    approved(folder, "closing")
    (folder / "letters/saha/where.md").write_text("You are with us.\n")
    (found,) = approval_problems(*opened(folder))
    assert "letters/saha/where.md" in found.what
    assert "letters/shared/where.md" in found.what


def test_a_new_approval_takes_the_place_of_the_stale_one(folder: Path) -> None:
    approved(folder, "closing", "extension")
    change(folder, "shared/closing")
    approved(folder, "closing", by="The new panel")
    assert approval_problems(*opened(folder)) == ()
    assert {id: one.by for id, one in read_approvals(opened(folder)[0]).items()} == {
        "closing": "The new panel",
        "extension": "The panel",
    }


SPOILT = {
    "nobody": "closing: {approved_on: 2026-11-20, parts: {a: b}}",
    "no day": "closing: {approved_by: The panel, approved_on: soon, parts: {a: b}}",
    "no parts": "closing: {approved_by: The panel, approved_on: 2026-11-20}",
    "no group": "closing: yes please",
}


@pytest.mark.parametrize("text", SPOILT.values(), ids=SPOILT)
def test_an_approval_that_cannot_be_read_is_named_with_its_line(folder: Path, text: str) -> None:
    (folder / "letters/saha/approvals.yaml").write_text(f"# mine\n{text}\n")
    (found,) = approval_problems(*opened(folder))
    assert (found.id, found.level, found.place.line) == ("L309", "error", 2)
    with pytest.raises(PolicyError):
        approved(folder, "closing")


def test_letters_that_ship_are_approved_beside_the_policy_of_an_organisation_that_has_none(tmp_path: Path) -> None:
    text = (shipped("policies") / "saha/three-stage.yaml").read_text(encoding="utf-8")
    (tmp_path / "three-stage.yaml").write_text(text.replace("id: saha", "id: mill"), encoding="utf-8")
    policy = load(tmp_path / "three-stage.yaml").policy
    assert approvals_file(policy) == tmp_path / "letters/mill/approvals.yaml"
