"""Mutants of questions are other code than the file, are made again alike, and those that are passed over are there."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest

from mutations.alike import ALIKE
from mutations.mutants import CODES, mutants, probed
from mutations.questions import FILES

MADE = {file: mutants(file) for file in FILES}


@pytest.mark.parametrize("file", [file for file in FILES if MADE[file]], ids=lambda file: file.stem)
def test_a_mutant_is_another_file_and_leaves_the_next_one_as_it_was(file: Path) -> None:
    plain = ast.unparse(ast.parse(file.read_text(encoding="utf-8")))
    texts = [one.text() for one in MADE[file][:20]]
    assert plain not in texts
    assert texts == [one.text() for one in mutants(file)[:20]]
    compile(probed(file), str(file), "exec")


def test_what_is_passed_over_is_there_and_says_why() -> None:
    there = Counter(one.key for made in MADE.values() for one in made)
    assert set(ALIKE) <= set(there)
    assert all(why.endswith(".") for why in ALIKE.values())


def test_each_kind_of_change_is_made() -> None:
    changes = {one.change for one in MADE[CODES / "questions" / "clocks.py"]}
    assert changes >= {
        "if other.number <= one.number -> other.number < one.number",
        "if earlier.is_complainants or earlier.through -> earlier.through",
        "if not limit.table -> limit.table",
        "if step.clock is None -> False",
        "clock.terms[0] -> clock.terms[1]",
        "reversed(before) -> iter(before)",
    }
