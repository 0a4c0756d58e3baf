"""Holding: what a letter can be asked to hold, by the fields that show it, and what a letter that was written lacks.

A table and the questions asked of it; it knows no code, and refuses nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import Final

from putright.letters.values import escaped

Shown = tuple[tuple[str, ...], ...]
"""Groups of fields: every group must have one that is printed."""

REASONS: Final[Shown] = (("matters[].reasons", "reason", "exclusion.explanation", "exclusion.title"),)

CONTENT_FIELDS: Final[Mapping[str, Shown]] = {
    "stage": (("event.stage", "stage.number", "stage.title", "stage.name"),),
    "where-you-are": (("stage.number", "stage.title", "stage.name"),),
    "definition": (("definition",),),
    "sought": (("sought",),),
    "decision": (("matters[].outcome",),),
    "reasons": REASONS,
    "each-point": (("matters[].what",), ("matters[].outcome",)),
    "remedy": (("remedies[].what",),),
    "remedy-day": (("remedies[].by",),),
    "outstanding": (("outstanding[].what",),),
    "learning": (("learning",),),
    "next-stage": (("next.choices[].title",),),
    "new-date": (("extension.after",),),
    "time-limit": (("next.due", "due.*", "extension.after"),),
    "ombudsman": (
        ("doors[].body.title", "door.body.title"),
        (
            *("doors[].body.telephone", "doors[].body.email", "doors[].body.website", "doors[].body.address"),
            *("door.body.telephone", "door.body.email", "door.body.website", "door.body.address"),
        ),
    ),
    "refusal-right": (("doors[].body.title",),),
}
"""What shows each content; what is not here, no field shows."""

WHERE_THERE_IS_ANY: Final = ("remedy", "remedy-day", "outstanding", "learning")
"""Contents that a case need not have: nobody promises what there is none of."""


def fields_of(content: str, kind: str) -> Shown | None:
    """The fields that show a content in a letter of that kind; None where no field does."""
    if content == "reasons":
        return (("matters[].reasons",),) if kind == "response" else (REASONS[0][1:],)
    return CONTENT_FIELDS.get(content)


@lru_cache(maxsize=4096)
def lacking(contents: tuple[str, ...], kind: str, told: frozenset[str]) -> tuple[str, ...]:
    """Those of the contents that a letter does not show, by the fields that it printed; in the order they were asked for.

    Many letters print the same fields, so each answer is worked out once.
    """
    return tuple(content for content in contents if unshown(content, kind, told))


def unshown(content: str, kind: str, told: Collection[str]) -> Shown:
    """The groups of fields of a content of which a letter printed none."""
    groups = fields_of(content, kind) or ()
    return tuple(group for group in groups if not any(_is_told(field, told) for field in group))


def _is_told(field: str, told: Collection[str]) -> bool:
    return any(name.startswith(field[:-1]) for name in told) if field.endswith("*") else field in told


def names_any(markdown: str, titles: Iterable[str]) -> bool:
    """Whether a letter names one of these bodies."""
    return any(escaped(title) in markdown for title in titles)
