"""docs/stories.md keeps up with what a story can say: every key stands there, and every example is right."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import indent
from typing import Any

import pytest

from docs import pages
from putright.policy.shape import problems_against
from putright.source import parse
from putright.stories import tell

PAGE = "docs/stories.md"
SCHEMA: dict[str, Any] = json.loads(pages.page("schemas/story.schema.json"))
SECTION_OF = {
    "story": "A story",
    "received": "The receipt",
    "moment": "A moment",
    "expectation": "What must be true",
    "due": "What must be true",
}
"""Where the page tells of each part of the schema that has keys."""


def section(title: str) -> str:
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", pages.page(PAGE), re.MULTILINE | re.DOTALL)
    assert found, f"the page has no heading {title}"
    return found[1]


def keys() -> Iterator[tuple[str, str, str]]:
    yield from (("the file", key, "The file") for key in SCHEMA["properties"])
    for name, part in SCHEMA["$defs"].items():
        yield from ((name, key, SECTION_OF[name]) for key in part.get("properties", {}))


@pytest.mark.parametrize(("part", "key", "title"), list(keys()))
def test_every_key_of_the_schema_is_told_in_its_section(part: str, key: str, title: str) -> None:
    assert f"| `{key}` |" in section(title), f"{key} of {part} is not told under {title}"


@pytest.mark.parametrize("block", pages.blocks(PAGE, "yaml"), ids=str)
def test_every_example_has_the_right_shape(block: pages.Block) -> None:
    text = block.text
    if text.startswith("- "):
        text = f"then:\n{indent(text, '  ')}"
    if text.startswith(("then:", "received:")):
        text = f"stories:\n  - story: x\n{indent(text, '    ')}"
    if text.startswith("expect:"):
        text = f"stories:\n  - story: x\n    then:\n      - do: x\n        day: 2026-04-20\n{indent(text, '        ')}"
    loose = {
        **SCHEMA,
        "required": [],
        "$defs": {**SCHEMA["$defs"], "story": {**SCHEMA["$defs"]["story"], "required": []}},
    }
    found = problems_against(parse(text, str(block)), loose)
    assert not found, "\n".join(map(str, found))


def test_the_story_on_the_page_comes_true(tmp_path: Path) -> None:
    (block,) = [block for block in pages.blocks(PAGE, "yaml") if block.info == "yaml story"]
    file = tmp_path / "stories" / "some.yaml"
    file.parent.mkdir()
    file.write_text(block.text, encoding="utf-8")
    (tmp_path / "two-stage.yaml").write_text(pages.page("policies/walsall/two-stage.yaml"), encoding="utf-8")
    report = tell([file])
    assert len(report.results) == 1
    assert not report.problems
    assert not report.failed
