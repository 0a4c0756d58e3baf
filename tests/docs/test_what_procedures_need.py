"""docs/what-procedures-need.md: every word of the language on it is one, and every example has what is said to stand there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from docs import pages
from putright.policy.overlay import name_of, whole
from putright.source import read

PAGE = "docs/what-procedures-need.md"
LINK = re.compile(r"\[[^\]]+\]\(\.\./(policies/[^)]+\.yaml)\)")
CODE = re.compile(r"`([^`]+)`")
ELSEWHERE = {"putright", "warn", "restrict", "lift-restriction", "entered"}
"""A program, acts and a moment that the page names beside keys."""


def _rows() -> list[tuple[str, str, str]]:
    table = pages.page(PAGE).partition("## Needs\n")[2].partition("\n## ")[0]
    cells = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("| ")]
    return [(need, how, where) for need, how, where in cells[2:]]


ROWS = _rows()


def _keys(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        properties = schema.get("properties", {})
        yield from properties if isinstance(properties, dict) else ()
        for part in schema.values():
            yield from _keys(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from _keys(part)


KEYS = {key for name in ("policy", "overlay") for key in _keys(json.loads(pages.page(f"schemas/{name}.schema.json")))}


def _value(tree: Any, path: str) -> Any:
    """What stands at a path such as `stages.panel.steps.respond.within`; a stage or step goes by its name."""
    for name in path.split("."):
        named = {name_of(item): item for item in tree} if isinstance(tree, list) else tree
        assert name in named, f"{path}: there is no {name} among {', '.join(map(str, named))}"
        tree = named[name]
        if isinstance(tree, dict) and list(tree) == [name]:
            tree = tree[name]  # a step is a name with its terms
    return tree


def test_every_need_has_a_row_of_its_own() -> None:
    needs = [need for need, _, _ in ROWS]
    assert len(needs) == len(set(needs)) >= 35


@pytest.mark.parametrize(("need", "how", "where"), ROWS, ids=[row[0][:40] for row in ROWS])
def test_the_words_are_of_the_language_and_the_examples_have_them(need: str, how: str, where: str) -> None:
    words = {re.split(r"[: ]", code)[0] for code in CODE.findall(how)}
    assert words <= KEYS | ELSEWHERE, f"{need}: {words - KEYS - ELSEWHERE}"
    parts = LINK.split(where)
    assert len(parts) > 2, f"{need} names no example"
    for file, said in zip(parts[1::2], parts[2::2], strict=True):
        tree = whole(read(pages.ROOT / file), pages.ROOT / file).tree
        paths = CODE.findall(said)
        assert paths, f"{need}: {file} is named without a place in it"
        for path in paths:
            assert _value(tree, path) not in (None, "", [], {}), f"{file}: {path}"


def test_every_example_is_named_at_the_top_and_shows_something() -> None:
    head, _, table = pages.page(PAGE).partition("## Needs\n")
    files = {str(path.relative_to(pages.ROOT)) for path in Path(pages.ROOT / "policies/examples").glob("*/*.yaml")}
    assert set(LINK.findall(head)) == files
    assert files <= set(LINK.findall(table))
