"""Write docs/reference.md anew from the schemas and the tables of the program: run it whenever one of them has changed.

A test holds the page to what this gives.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from putright.case.events import KINDS
from putright.codes.vocabulary import QUESTIONS
from putright.letters import FIELDS
from putright.policy.wording import in_yaml
from putright.shipped import shipped

PAGE = Path(__file__).parents[2] / "docs" / "reference.md"
SCHEMAS = {
    "policy": "A policy",
    "overlay": "An overlay",
    "story": "Stories",
    "calendar": "A calendar",
    "code": "A code",
}
"""The schemas in the order of the page; any other one comes after them."""

HEAD = """\
# Reference

Every key of every file, and the tables of the program. This page is written by `python tests/docs/regenerate_reference.py`
from the schemas and the code, so it says what holds. To learn the language read [its page](language.md) instead.
"""


def page() -> str:
    return "\n".join([HEAD, *_schemas(), *_letters(), *_events(), *_questions()])


def _schemas() -> Iterator[str]:
    names = sorted(path.name.removesuffix(".schema.json") for path in shipped("schemas").glob("*.schema.json"))
    for name in (*SCHEMAS, *(other for other in names if other not in SCHEMAS)):
        schema = json.loads((shipped("schemas") / f"{name}.schema.json").read_text(encoding="utf-8"))
        yield f"## {SCHEMAS.get(name, schema['title'])}\n"
        yield f"{schema['description']} Schema: `schemas/{name}.schema.json`.\n"
        if name == "overlay":
            own = {key: schema["properties"][key] for key in ("based_on", "without")}
            yield from _keys({"properties": own, "required": schema["required"]})
            yield "All other keys are those of a policy.\n"
            continue
        yield from _keys(schema)
        for key, part in schema["properties"].items():
            if "properties" in part:
                yield f"### `{key}`\n"
                yield from _keys(part)
        for part_name, part in schema.get("$defs", {}).items():
            if "properties" in part:
                yield f"### {part_name.replace('-', ' ').capitalize()}\n"
                yield from _keys(part)


def _keys(part: dict[str, Any]) -> Iterator[str]:
    yield "| Key | What it says | For example |"
    yield "| --- | --- | --- |"
    for key, value in part["properties"].items():
        needed = " Required." if key in part.get("required", ()) else ""
        shown = value["examples"][0] if value.get("examples") else value.get("const", "")
        yield f"| `{key}` | {_cell(value['description'])}{needed} | {_code(shown)} |"
    yield ""


def _letters() -> Iterator[str]:
    yield "## The fields of letters\n"
    yield "What a template can print. A field whose name has `[]` is one of a list.\n"
    yield "| Field | What it is |"
    yield "| --- | --- |"
    yield from (f"| `{field.name}` | {_cell(field.title)} |" for field in FIELDS)
    yield ""


def _events() -> Iterator[str]:
    yield "## The kinds of event\n"
    yield "| Kind | What it says |"
    yield "| --- | --- |"
    yield from (f"| `{kind.kind}` | {_cell(kind.meaning)} |" for kind in KINDS.values())
    yield ""


def _questions() -> Iterator[str]:
    yield "## The questions of codes\n"
    yield "| Question | What it asks |"
    yield "| --- | --- |"
    yield from (f"| `{name}` | {_cell(question.asks)} |" for name, question in QUESTIONS.items())
    yield ""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _code(value: Any) -> str:
    text = in_yaml(value)
    return f"`{text if len(text) <= 70 else text[:67] + '…'}`".replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
