"""The schemas are documentation too: every part has a name, a meaning, an example, and says what holds without it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from putright.policy.schemas import example, validator
from putright.shipped import shipped

PATHS = sorted(shipped("schemas").glob("*.json"))
EACH = pytest.mark.parametrize(
    "schema", [json.loads(path.read_text("utf-8")) for path in PATHS], ids=lambda s: s["$id"]
)


def parts(schema: object, where: str = "") -> Iterator[tuple[str, dict[str, Any], bool]]:
    """Every property that the schema declares: its path, its schema, and whether it must be there."""
    if isinstance(schema, list):
        for number, item in enumerate(schema):
            yield from parts(item, f"{where}/{number}")
    if not isinstance(schema, dict):
        return
    for name, part in schema.get("properties", {}).items():
        yield f"{where}/{name}", part, name in schema.get("required", ())
        yield from parts(part, f"{where}/{name}")
    for name, part in schema.get("$defs", {}).items():
        yield from parts(part, f"{where}/{name}")
    for keyword in ("items", "additionalProperties", "allOf", "anyOf", "oneOf", "then", "else"):
        yield from parts(schema.get(keyword), where)
    for part in schema.get("patternProperties", {}).values():
        yield from parts(part, where)


def test_there_are_schemas() -> None:
    assert PATHS


@EACH
def test_a_schema_is_valid(schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)


@EACH
def test_every_part_has_a_title_a_description_and_an_example(schema: dict[str, Any]) -> None:
    bare = [where for where, part, _ in parts(schema) if not (part.get("title") and part.get("description"))]
    assert bare == []
    assert [where for where, part, _ in parts(schema) if not part.get("examples") and "const" not in part] == []


@EACH
def test_every_optional_part_says_what_holds_without_it(schema: dict[str, Any]) -> None:
    if schema["$id"] == "urn:putright:overlay":
        return  # of an overlay that is one thing for every part: what the base says
    silent = [
        where
        for where, part, is_required in parts(schema)
        if not is_required and "default" not in part and "without it" not in part["description"].lower()
    ]
    assert silent == []


@EACH
def test_every_example_and_every_default_is_valid(schema: dict[str, Any]) -> None:
    for where, part, _ in parts(schema):
        checker = validator({**part, "$defs": schema.get("$defs", {})})
        for value in [*part.get("examples", ()), *([part["default"]] if part.get("default") else ())]:
            assert [error.message for error in checker.iter_errors(value)] == [], where
        assert example([part]) is not None, where


@EACH
def test_a_schema_refers_to_nothing_outside_itself(schema: dict[str, Any]) -> None:
    references = [line for line in json.dumps(schema, indent=1).splitlines() if '"$ref"' in line]
    assert [line for line in references if '"#/$defs/' not in line] == []
