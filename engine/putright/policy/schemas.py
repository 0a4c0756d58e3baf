"""Schemas: the shipped JSON Schemas, ready to validate, and what they say about one spot of a file.

Never fetches anything: a schema refers to its own parts only.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, TypeAlias

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.protocols import Validator
from referencing import Registry

from putright.policy.model import band_of
from putright.shipped import shipped
from putright.working_days import Duration, day_said

Schema: TypeAlias = Mapping[str, Any]

KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LOCAL_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)

_FORMATS = FormatChecker(formats=())


@cache
def shipped_validator(name: str) -> tuple[Schema, Validator]:
    """The schema in `schemas/<name>.schema.json` and its validator, read once."""
    schema: Schema = json.loads((shipped("schemas") / f"{name}.schema.json").read_text(encoding="utf-8"))
    return schema, validator(schema)


def validator(schema: Schema) -> Validator:
    """A validator that knows our formats and retrieves nothing."""
    return Draft202012Validator(schema, registry=Registry(), format_checker=_FORMATS)


def about(root: Schema, path: Iterable[str | int]) -> tuple[Schema, ...]:
    """Every part of the schema that may speak about the value at `path`, the nearest first."""
    found = tuple(_expanded(root, root, set()))
    for step in path:
        found = tuple(
            part for above in found for child in _children(above, step) for part in _expanded(root, child, set())
        )
    return found


def first(parts: Iterable[Schema], *keywords: str) -> Any:
    """The first thing that any of the parts says under one of the keywords; None when none does."""
    return next((part[word] for word in keywords for part in parts if word in part), None)


def example(parts: Sequence[Schema]) -> Any:
    """A value that may stand there: an example, the default, a choice; None when the schema names none."""
    for part in parts:
        if part.get("examples"):
            return part["examples"][0]
        if part.get("default") is not None:
            return part["default"]
        if "const" in part or part.get("enum"):
            return part.get("const", (part.get("enum") or [None])[0])
    return None


def _expanded(root: Schema, schema: object, seen: set[int]) -> Iterator[Schema]:
    if not isinstance(schema, Mapping) or id(schema) in seen:
        return
    seen.add(id(schema))
    yield schema
    if isinstance(reference := schema.get("$ref"), str) and reference.startswith("#"):
        yield from _expanded(root, _at(root, reference), seen)
    for word in ("then", "else"):
        yield from _expanded(root, schema.get(word), seen)
    for word in ("allOf", "anyOf", "oneOf"):
        for branch in schema.get(word, ()):
            yield from _expanded(root, branch, seen)


def _at(root: Schema, reference: str) -> object:
    here: Any = root
    for part in reference.removeprefix("#").split("/")[1:]:
        here = here[part.replace("~1", "/").replace("~0", "~")]
    return here


def _children(schema: Schema, step: str | int) -> Iterator[object]:
    if isinstance(step, int):
        yield schema.get("items")
        return
    properties = schema.get("properties", {})
    if step in properties:
        yield properties[step]
        return
    for pattern, child in schema.get("patternProperties", {}).items():
        if re.search(pattern, step):
            yield child
    yield schema.get("additionalProperties")


@_FORMATS.checks("duration-words", raises=ValueError)
def _is_duration(value: object) -> bool:
    return not isinstance(value, str) or Duration.parse(value) is not None


@_FORMATS.checks("day-said", raises=ValueError)
def _is_day_said(value: object) -> bool:
    return not isinstance(value, str) or day_said(value) is not None


@_FORMATS.checks("kebab-id")
def _is_kebab(value: object) -> bool:
    return not isinstance(value, str) or KEBAB.fullmatch(value) is not None


@_FORMATS.checks("value-words")
def _is_value(value: object) -> bool:
    return not isinstance(value, str) or KEBAB.fullmatch(value) is not None or band_of(value) is not None


@_FORMATS.checks("local-time")
def _is_local_time(value: object) -> bool:
    return not isinstance(value, str) or _LOCAL_TIME.fullmatch(value) is not None


@_FORMATS.checks("date", raises=ValueError)
def _is_date(value: object) -> bool:
    if not isinstance(value, str):
        return True
    return DATE.fullmatch(value) is not None and bool(date.fromisoformat(value))
