"""Checks on tables of limits: does each value have one limit and no more, and can every word of a table be meant?

Finds faults only; each row of the table says what a fault of its kind is called.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from putright.policy.model import CHANNEL, MATTERS, Band, Limit, Policy, band_of
from putright.policy.sense.fault import Fault
from putright.policy.sense.ground import Ground
from putright.policy.sense.mentions import Path, limit_key, terms
from putright.problems import did_you_mean, one_of


def tables_with_gaps(ground: Ground) -> Iterator[Fault]:
    for timed in terms(ground.policy):
        limit = timed.term.limit
        if limit.fact:
            yield from _in_table(ground, limit, (*timed.path, limit_key(timed)))


def values_of(policy: Policy, id: str) -> Mapping[str, str] | None:
    """The values that a fact can have, or a channel; None where they are numbers, or there is no such fact."""
    fact = policy.facts.get(id)
    if fact is None:
        return policy.channels if id == CHANNEL else None
    return {"choice": fact.values, "yes-no": {"yes": "Yes", "no": "No"}}.get(fact.type)


def is_number(policy: Policy, id: str) -> bool:
    """Whether the values of a fact are whole numbers, so that bands can be asked for."""
    return id == MATTERS or (id in policy.facts and policy.facts[id].type == "number")


def _in_table(ground: Ground, limit: Limit, path: Path) -> Iterator[Fault]:
    at = (*path, "limits")
    fact = ground.policy.facts.get(limit.fact)
    if fact is not None and fact.type == "duration":
        if limit.table:
            what = f"{ground.subject(at)} has no effect: {fact.id} is a duration, and is itself the limit"
            yield Fault(ground.key_place(at), what, "remove limits, or name a fact with values to choose from")
        return
    values = values_of(ground.policy, limit.fact)
    if not limit.table and (values or is_number(ground.policy, limit.fact)):
        what = f"{ground.subject(path)} names {limit.fact} and gives no limits for it"
        yield Fault(ground.key_place((*path, "by")), what, "add limits, with a duration for each value")
    elif values:
        yield from _values(ground, limit, at, values)
    elif is_number(ground.policy, limit.fact):
        yield from _bands(ground, limit, at)


def _values(ground: Ground, limit: Limit, at: Path, values: Mapping[str, str]) -> Iterator[Fault]:
    for value in limit.table.keys() - values.keys():
        hint = did_you_mean(value, values)
        what = f'{ground.subject(at)} names "{value}", and {limit.fact} has no such value.{hint}'.rstrip(".")
        yield Fault(ground.key_place((*at, value)), what, f"name one of {one_of(values)}")
    missing = [value for value in values if value not in limit.table]
    if missing and limit.always is None and limit.table.keys() <= values.keys():
        what = f"{ground.subject(at)} gives no time for {limit.fact} {one_of(missing)}"
        yield Fault(ground.key_place(at), what, f"add {one_of(missing)}, or otherwise")


def _bands(ground: Ground, limit: Limit, at: Path) -> Iterator[Fault]:
    """Words that are no band, bands that overlap, and numbers that no band holds."""
    bands: list[tuple[Band, str]] = []
    for words in limit.table:
        band = band_of(words)
        if band is None or (band.high is not None and band.high < band.low):
            what = f'{ground.subject(at)} names "{words}", and no number is that'
            yield Fault(ground.key_place((*at, words)), what, "write 3 in quotes, 1 to 3, up to 3, or 4 or more")
            return
        bands.append((band, words))
    bands.sort(key=lambda pair: (pair[0].low, pair[1]))
    free = 1 if limit.fact == MATTERS else 0
    for (band, words), before in zip(bands, ("", *(words for _, words in bands)), strict=False):
        if before and band.low < free:
            what = f'{ground.subject(at)} gives two times for {limit.fact} {band.low}: "{before}" and "{words}" overlap'
            yield Fault(ground.key_place((*at, words)), what, "let each number stand in one band")
            return
        if band.low > free and limit.always is None:
            yield _gap(ground, limit, at, f"{free}" if band.low == free + 1 else f"{free} to {band.low - 1}")
            return
        if band.high is None:
            free = LAST
            continue
        free = max(free, band.high + 1)
    if free < LAST and limit.always is None:
        yield _gap(ground, limit, at, f"{free} or more")


LAST = 10**9
"""More than any number that a case can have."""


def _gap(ground: Ground, limit: Limit, at: Path, missing: str) -> Fault:
    what = f"{ground.subject(at)} gives no time for {limit.fact} {missing}"
    return Fault(ground.key_place(at), what, f"add {missing}, or otherwise")
