"""Wording: where something stands in a file, in the author's words, and what could stand there instead.

Words only; it judges nothing.
"""

from __future__ import annotations

import calendar
import json
import re
from collections.abc import Sequence
from typing import TypeAlias

from putright.problems import PolicyError
from putright.source import Plain, parse

Path: TypeAlias = Sequence[str | int]

KINDS = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a group of named values",
    "null": "nothing",
}
FORMATS = {  # what each form is called, and an example of it
    "kebab-id": ("small letters, digits and single hyphens", "stage-1"),
    "local-time": ("a time of day on the 24-hour clock", "16:00"),
    "date": ("a date as year-month-day", "2026-04-20"),
    "day-said": ("a day", "Monday 20 April 2026"),
    "duration-words": ("a number and a unit of time", "10 working days"),
}
LIMITS = {
    "maxLength": "may have at most {} characters",
    "minLength": "must have at least {} characters",
    "maxItems": "may have at most {} items",
    "minItems": "must have at least {} items",
    "maxProperties": "may have at most {} parts",
    "minProperties": "must have at least {} parts",
    "maximum": "may be at most {}",
    "minimum": "must be at least {}",
    "exclusiveMaximum": "must be less than {}",
    "exclusiveMinimum": "must be more than {}",
    "multipleOf": "must be a multiple of {}",
}

LONGEST = 80
"""Characters of a name that a message repeats."""


def subject(tree: Plain, path: Path) -> str:
    """The thing at `path` as its author would call it: 'stage-1, step respond: within'."""
    words: list[str] = []
    here, above, is_named = tree, "the file", False
    for step in path:
        there = _inside(here, step)
        if isinstance(step, int):
            item, is_named = _item(above, step, there)
            if words:
                words.pop()  # "stages, stage-1" says the same as "stage-1"
            words.append(item)
        elif is_named:
            is_named = False
        else:
            words.append(step)
        here, above = there, str(step)
    words = [word if len(word) <= LONGEST else f"{word[:LONGEST]}…" for word in words]
    if len(words) < 2 or isinstance(path[-1], int) or _is_named_item(tree, path):
        return ", ".join(words) or "the file"
    return f"{', '.join(words[:-1])}: {words[-1]}"


def in_yaml(value: Plain) -> str:
    """A value as an author would write it on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{in_yaml(key)}: {in_yaml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(in_yaml(item) for item in value)}]"
    if not isinstance(value, str):
        return json.dumps(value)
    try:
        is_plain = parse(f"here: [{value}]", "").tree["here"] == [value]
    except PolicyError:
        is_plain = False
    return value if is_plain else json.dumps(value, ensure_ascii=False)


def quoted(value: Plain) -> str:
    """A value inside a sentence: '"10 working days"', '[reason]'."""
    return f'"{value}"' if isinstance(value, str) else in_yaml(value)


def kebab(text: str) -> str:
    """The text as an id: 'Stage 1' becomes 'stage-1'. Empty when no letter or digit is in it."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def no_such_day(text: str) -> str:
    """Why a date in the right form is not in the calendar: 'is 2026-02-30, and February 2026 has 28 days'."""
    year, month = int(text[:4]), int(text[5:7])
    if not 1 <= month <= 12:
        return f"is {text}, and there is no month {month}"
    if year < 1:
        return f"is {text}, and there is no year 0"
    return f"is {text}, and {calendar.month_name[month]} {year} has {calendar.monthrange(year, month)[1]} days"


def _inside(tree: Plain, step: str | int) -> Plain:
    if isinstance(tree, dict) and isinstance(step, str):
        return tree.get(step)
    if isinstance(tree, list) and isinstance(step, int) and step < len(tree):
        return tree[step]
    return None


def _item(above: str, number: int, item: Plain) -> tuple[str, bool]:
    """What a list item is called, and whether its name is also the next step of the path."""
    one = _singular(above)
    if isinstance(item, dict):
        if isinstance(name := item.get("id"), str):
            return name, False
        if above not in SINGULAR and _has_one_name(item):
            return f"{one} {next(iter(item))}", True
    return f"{one} {number + 1}", False


def _is_named_item(tree: Plain, path: Path) -> bool:
    """Whether `path` ends at the single key of a list item, which then names the item itself."""
    if len(path) < 2 or not isinstance(path[-2], int) or path[-3] in SINGULAR:
        return False
    for step in path[:-1]:
        tree = _inside(tree, step)
    return _has_one_name(tree)


def _has_one_name(item: Plain) -> bool:
    """Whether a list item is a group under a single name, as steps are: `- respond: {...}`."""
    return (
        isinstance(item, dict)
        and len(item) == 1
        and "id" not in item
        and not isinstance(next(iter(item.values())), list)
    )


SINGULAR = {"opens": "way", "follows": "code"}
"""What one item of a list is called where the name of the list is no noun."""


def _singular(word: str) -> str:
    if word in SINGULAR:
        return SINGULAR[word]
    word = word.replace("_", " ")
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else f"{word} item"
