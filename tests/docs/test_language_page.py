"""docs/language.md keeps up with the language: every key stands there, and every example is right."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import indent
from typing import Any

import pytest

import putright
from docs import pages
from putright.policy.shape import problems_against
from putright.source import parse

PAGE = "docs/language.md"
SCHEMA: dict[str, Any] = json.loads(pages.page("schemas/policy.schema.json"))
OVERLAY: dict[str, Any] = json.loads(pages.page("schemas/overlay.schema.json"))
SECTION_OF = {
    "limits": "Limits and clocks",
    "term": "Limits and clocks",
    "pause": "Pauses",
    "counting": "Counting days",
    "counting-change": "Counting days",
    "departure": "Targets and departures",
    "missed": "When time runs out",
    "payment": "When time runs out",
    "extension": "Extensions",
    "choice": "Choices",
    "step": "Steps",
    "stage": "Stages",
    "track": "Tracks",
    "phase": "The head of the file",
    "duty": "Duties",
    "opening": "Doors",
    "closing": "Doors",
    "door": "Doors",
    "body": "Bodies",
    "stand-in": "Roles",
    "role": "Roles",
    "fact": "Facts",
    "exclusion": "Exclusions",
    "letter": "Letters",
    "style": "Letters",
    "record": "Records",
    "built-in-action": "Actions",
    "action": "Actions",
    "remedy": "What a policy tells about itself",
    "standard": "What a policy tells about itself",
    "briefing": "What a policy tells about itself",
}
"""Where the page tells of each part of the schema that has keys."""

HEAD = {
    "organisation": "The organisation",
    "definition": "Outcomes, channels, definition",
    "actions": "Actions",
    "staff": "People",
    "representatives": "People",
    "records": "Records",
    **dict.fromkeys(
        ("access", "publicity", "responsible", "learning", "behaviour", "review"), "What a policy tells about itself"
    ),
}
CLOCK = {"during", "deemed_received", "counting", "later_of", "earlier_of"}
"""Keys of a clock are told once, under limits and clocks."""


def section(title: str) -> str:
    """The text under a heading of the page."""
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", pages.page(PAGE), re.MULTILINE | re.DOTALL)
    assert found, f"the page has no heading {title}"
    return found[1]


def keys() -> Iterator[tuple[str, str, str]]:
    """Every key of the language: the part it belongs to, its name, and the section that should tell of it."""
    for key, part in SCHEMA["properties"].items():
        yield "the policy", key, "The head of the file"
        for inner in part.get("properties", {}):
            yield key, inner, HEAD.get(key, "The head of the file")
    for name, part in SCHEMA["$defs"].items():
        for key in part.get("properties", {}):
            yield name, key, SECTION_OF[name]


@pytest.mark.parametrize("key", sorted(set(OVERLAY["properties"]) - set(SCHEMA["properties"])))
def test_every_key_of_an_overlay_is_told(key: str) -> None:
    assert f"`{key}`" in section("A base and its overlay")


@pytest.mark.parametrize(("part", "key", "title"), list(keys()))
def test_every_key_of_the_schema_is_told_in_its_section(part: str, key: str, title: str) -> None:
    told = section(title) + (section("Limits and clocks") if key in CLOCK else "")
    assert f"`{key}`" in told, f"{key} of {part} is not told under {title}"


@pytest.mark.parametrize("block", pages.blocks(PAGE, "yaml"), ids=str)
def test_every_example_has_the_right_shape(block: pages.Block) -> None:
    """A fragment is read as the part of a policy it is: some keys of the file, or a list of steps."""
    whole = not block.text.startswith("- ")
    steps = indent(block.text, "      ")
    text = block.text if whole else f"stages:\n  - id: stage-1\n    handler: officer\n    steps:\n{steps}"
    required = SCHEMA["required"] if "policy" in block.info else []
    schema = OVERLAY if "overlay" in block.info else {**SCHEMA, "required": required}
    found = problems_against(parse(text, str(block)), schema)
    assert not found, "\n".join(map(str, found))


def test_every_whole_policy_on_the_page_checks_without_a_word(tmp_path: Path) -> None:
    whole = [block for block in pages.blocks(PAGE, "yaml") if block.info == "yaml policy"]
    assert whole, "the page shows no whole policy"
    for block in whole:
        file = tmp_path / "policy.yaml"
        file.write_text(block.text, encoding="utf-8")
        assert not putright.check_policy(file), block
