"""docs/codes.md keeps up with the codes: every code, key, question and name stands there, and the example is right."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from docs import pages
from putright.codes import code_at, shipped_codes
from putright.codes.model import MARKS
from putright.codes.vocabulary import CHOICES, CONTENTS, QUESTIONS, REPORT_PARTS, Question

PAGE = pages.page("docs/codes.md")
SCHEMA: dict[str, Any] = json.loads(pages.page("schemas/code.schema.json"))
KEYS = {
    "Keys of a code": SCHEMA,
    "Keys of a clause": SCHEMA["$defs"]["clause"],
    "Keys of a question": SCHEMA["$defs"]["ask"],
}


def section(title: str) -> str:
    found = re.search(rf"^#+ {re.escape(title)}\n(.*?)(?=^#+ |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert found, f"the page has no heading {title}"
    return found[1]


def first_cells(text: str) -> list[str]:
    return [name for row in re.findall(r"^\| (`.*?) \|", text, re.MULTILINE) for name in re.findall(r"`([^`]+)`", row)]


@pytest.mark.parametrize("title", KEYS)
def test_the_page_tells_every_key_and_no_other(title: str) -> None:
    assert first_cells(section(title)) == list(KEYS[title]["properties"])


@pytest.mark.parametrize("title", KEYS)
def test_the_page_says_which_keys_are_required(title: str) -> None:
    told = re.findall(r"^\| `([^`]+)` \|.*It is required\. \|$", section(title), re.MULTILINE)
    assert sorted(told) == sorted(KEYS[title]["required"])


def test_the_page_lists_every_code_and_every_mark() -> None:
    listed = first_cells(PAGE.partition("## What you can rely on")[0])
    assert sorted(listed) == sorted(code.id for code in shipped_codes())
    assert first_cells(section("What you can rely on")) == list(MARKS)


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_the_page_tells_every_question_with_what_it_needs(question: Question) -> None:
    needs = ", ".join(f"`{one.name}`{'?' if one.optional else ''}" for one in question.parameters)
    assert f"| `{question.name}` | {question.asks} | {needs or 'Nothing.'} |" in PAGE


def test_the_page_tells_every_name_that_a_question_may_use() -> None:
    told = section("The questions")
    names = {name for choices in CHOICES.values() for name in choices} | set(CONTENTS) | set(REPORT_PARTS)
    assert [name for name in sorted(names) if f"`{name}`" not in told] == []


def test_the_example_is_a_code(tmp_path: Path) -> None:
    (block,) = pages.blocks("docs/codes.md", "yaml")
    file = tmp_path / "mill-promise-2026.yaml"
    file.write_text(block.text, "utf-8")
    assert [clause.id for clause in code_at(file).clauses] == ["1", "2"]
