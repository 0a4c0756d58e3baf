"""The walk that the benchmarks measure: one complaint from receipt through two stages, in seven acts."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping
from time import perf_counter

RECEIPT: Mapping[str, str] = {
    "matter": "The bins were missed",
    "channel": "website",
    "service": "waste",
    "complainant.name": "Ada Moss",
    "complainant.address": "1 High Street",
    "sought": "A collection",
}
RECEIVED = "2026-03-02T10:00:00+00:00"

ACTS: tuple[tuple[str, str, str, Mapping[str, str]], ...] = (
    ("acknowledge", "2026-03-04T10:00:00+00:00", "Ann", {}),
    ("note", "2026-03-05T10:00:00+00:00", "Ann", {"note": "A call"}),
    ("extend", "2026-03-06T10:00:00+00:00", "Ann", {"reason": "The lorry was away."}),
    ("respond", "2026-03-20T10:00:00+00:00", "Ann", {"outcome": "upheld", "reasons": "We did not come."}),
    ("escalate", "2026-03-25T10:00:00+00:00", "", {}),
    ("acknowledge", "2026-03-26T10:00:00+00:00", "Bo", {"definition": "Missed bins", "sought": "A collection"}),
    ("respond", "2026-04-15T10:00:00+01:00", "Bo", {"outcome": "upheld", "reasons": "They did not come."}),
)
"""What is done, when, by whom, with what."""


def in_turn(contenders: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, float]:
    """The median of what each contender says it took, the contenders in turn in every round."""
    took: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, contender in contenders.items():
            took[name].append(contender())
    return {name: statistics.median(rounds) for name, rounds in took.items()}


def seconds(work: Callable[[], object], times: int) -> float:
    """How long one run of some work takes, over so many."""
    begun = perf_counter()
    for _ in range(times):
        work()
    return (perf_counter() - begun) / times
