"""The edges of the language that people run into, each as a policy with its mark, checked as its owner would check it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from putright.authoring import check_policy

EDGES = sorted((Path(__file__).parent / "edges").glob("*.yaml"))
MARK = re.compile(r"# expect (P\d{3})$")
BESIDE = {"P404", "P405", "P418"}
"""What also holds of some of these procedures, and is not what they are about."""


@pytest.mark.parametrize("path", EDGES, ids=lambda path: path.stem)
def test_an_edge_is_told_where_it_stands_and_nothing_else_is(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    marked = {(number, mark[1]) for number, line in enumerate(lines, 1) if (mark := MARK.search(line))}
    found = [problem for problem in check_policy(path) if problem.id not in BESIDE]
    assert marked
    assert {(problem.place.line, problem.id) for problem in found} == marked, "\n".join(map(str, found))
