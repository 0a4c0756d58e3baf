"""The policies under which lives are led, and the other versions to which they may move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from builders import ROOT
from lives.slow_days import Days, Tree
from lives.slow_terms import written
from putright.case.procedure import Procedure
from putright.policy.loading import load

OURS = ROOT / "tests" / "lives" / "policies"
SHIPPED = ROOT / "policies"
EXAMPLES = {file.stem: file for file in sorted(SHIPPED.glob("examples/*/*.yaml")) if file.parent.name != "bases"}
POLICIES = {
    "mill": OURS / "mill" / "mixed.yaml",
    "terms": OURS / "mill" / "terms.yaml",
    "walsall": SHIPPED / "walsall" / "two-stage.yaml",
    "saha": SHIPPED / "saha" / "three-stage.yaml",
    "kiwi": SHIPPED / "kiwi" / "four-stage.yaml",
}
LATER = {"saha-2024": SHIPPED / "saha" / "two-stage.yaml"}
"""Versions to which cases only move."""

ALL = {**POLICIES, **EXAMPLES}
FROM = {
    "terms": date(2026, 9, 1),
    "saha": date(2021, 1, 5),
    "group-member": date(2026, 4, 1),
    "water-company": date(2022, 6, 1),
}
DAYS = {"mill": 235}
"""From which day on complaints come in, and for how many days; without a row, from January 2026 on, for 300 days."""


@dataclass(frozen=True, slots=True)
class Way:
    """To which policy a case moves, what is said of places, and what is then on record of names that changed."""

    to: str
    said: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


WAYS: Mapping[str, Way] = {
    "mill": Way(
        "terms",
        {"first": "opening", "first.respond": "opening.answer"},
        {
            "renames": "first=opening,first.respond=opening.answer",
            "renamed-events": "first.respond:respond-missed=answer-missed,first.respond:responded=answered",
        },
    ),
    "terms": Way(
        "mill",
        {"opening": "first", "opening.answer": "first.respond"},
        {
            "renames": "opening=first,opening.answer=first.respond",
            "renamed-events": "opening.answer:answer-missed=respond-missed,opening.answer:answered=responded",
        },
    ),
    "saha": Way("saha-2024", {"stage-3": "stage-2"}),
}
"""The way that open cases of a policy can go; what is on record of names was written by hand."""


def folder_of(organisation: str) -> Path:
    return ALL[organisation].parent.parent


@cache
def procedure_of(organisation: str) -> Procedure:
    loaded = load({**ALL, **LATER}[organisation])
    return Procedure.of(loaded.policy, loaded.calendar)


def rules(name: str) -> tuple[Tree, Days]:
    """The policy of a full name, such as `mill/mixed@1`, as it is written, and the days that it counts by."""
    return written(_files()[name], SHIPPED / "calendars")


@cache
def _files() -> Mapping[str, Path]:
    return {_name(written(file, SHIPPED / "calendars")[0]): file for file in (*ALL.values(), *LATER.values())}


def _name(policy: Tree) -> str:
    return f"{policy['organisation']['id']}/{policy['policy']}@{policy['version']}"


def organisation_of(name: str) -> str:
    """Under which key the lives know a policy of that full name."""
    return next(key for key, file in {**ALL, **LATER}.items() if file == _files()[name])


def days_of(organisation: str) -> tuple[date, int]:
    """From which day on complaints come in, and for how many days."""
    return FROM.get(organisation, date(2026, 1, 5)), DAYS.get(organisation, 300)
