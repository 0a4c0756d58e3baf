"""Facts that matter: for which complaints a policy goes different ways, one of each kind.

Values of a fact that no condition tells apart count as one, so a list of twenty services of which one is named makes two
kinds. It knows no case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, islice, product

from putright.policy.model import Condition, Policy
from putright.policy.model.bands import fits

MOST = 256
"""So many kinds of complaint are walked each; of more, every pair of two facts' values is."""

Kind = Mapping[str, str]
"""One kind of complaint: fact id to the value that stands for all that are treated alike."""


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kinds of complaint that a policy tells apart, and whether these are all."""

    each: tuple[Kind, ...]
    are_all: bool


def kinds(policy: Policy, conditions: Iterable[Condition]) -> Kinds:
    """One complaint of each kind that these conditions tell apart."""
    asked = [condition for condition in conditions if condition]
    choices = {fact: _told_apart(policy, fact, asked) for fact in dict.fromkeys(id for c in asked for id in c)}
    whole = [dict(zip(choices, values, strict=True)) for values in islice(product(*choices.values()), MOST + 1)]
    if len(whole) <= MOST:
        return Kinds(tuple(whole), True)
    return Kinds(tuple(_pairs(choices)), False)


def meets(kind: Kind, condition: Condition) -> bool:
    """Whether complaints of a kind are those that a part of the policy is for."""
    return all(any(fits(words, kind.get(fact, "")) for words in values) for fact, values in condition.items())


def _told_apart(policy: Policy, id: str, conditions: list[Condition]) -> tuple[str, ...]:
    """One value of each group that the conditions treat alike, in the order of the policy."""
    found: dict[tuple[bool, ...], str] = {}
    for value in _values(policy, id, conditions):
        found.setdefault(tuple(any(fits(words, value) for words in c[id]) for c in conditions if id in c), value)
    return tuple(found.values())


def _values(policy: Policy, id: str, conditions: list[Condition]) -> tuple[str, ...]:
    fact = policy.facts.get(id)
    if fact and fact.values:
        return tuple(fact.values)
    if fact and fact.type == "yes-no":
        return "yes", "no"
    if id == "channel":
        return tuple(policy.channels)
    named = [word for condition in conditions for word in condition.get(id, ())]
    numbers = {int(number) for word in named for number in re.findall(r"\d+", word)}
    near = sorted({n + by for n in numbers for by in (-1, 0, 1) if n + by >= 0})
    return tuple(map(str, near)) or tuple(named)


def _pairs(choices: Mapping[str, tuple[str, ...]]) -> Iterator[Kind]:
    first = {fact: values[0] for fact, values in choices.items()}
    seen = set()
    for one, other in combinations(choices, 2):
        for a, b in product(choices[one], choices[other]):
            kind = {**first, one: a, other: b}
            if (key := tuple(kind.values())) not in seen:
                seen.add(key)
                yield kind
