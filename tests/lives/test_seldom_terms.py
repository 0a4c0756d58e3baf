"""Every term of the language that changes a date has its say in many lives, and a slow count agrees in each."""

from __future__ import annotations

from collections import Counter
from random import Random

from lives.governing import ALL, days_of, procedure_of, rules
from lives.in_memory import lead_in_memory
from lives.judging import assert_true_dates
from putright.case.case import Case

LIVES = {"terms": 72, "university": 16, "water-company": 16}
"""How many lives are led under a policy, where it is not eight: these have what few others have."""

TERMS = (
    "agreed durations",
    "bands",
    "departures",
    "duties that stop",
    "optional duties",
    "pauses",
    "pauses by events",
    "pauses that end by themselves",
    "payments",
    "targets",
)
"""The terms that few procedures have, as the slow count calls them."""

AT_LEAST = 3
"""Dates in which each must have had a say; these lives are the same in every run."""


def test_a_slow_count_agrees_and_every_seldom_term_has_its_say() -> None:
    had: Counter[str] = Counter()
    for organisation in ALL:
        for number in range(LIVES.get(organisation, 8)):
            leaning = ("to wait", "", "to give more time", "")[number % 4]
            had.update(_met(organisation, Random(f"{organisation}-{number}"), leaning))  # noqa: S311
    assert {term: had[term] for term in TERMS if had[term] < AT_LEAST} == {}


def _met(organisation: str, chance: Random, leaning: str) -> list[str]:
    """The terms that had a say in one life, once for each date."""
    procedure, known = procedure_of(organisation), 0
    met: set[tuple[str, str]] = set()

    def look(case: Case) -> None:
        nonlocal known
        met.update(assert_true_dates(procedure, case, rules, known))
        known = case.version

    lead_in_memory(procedure, chance, days_of(organisation), look, leaning=leaning)
    return [term for term, _ in met]
