"""When a policy holds: from the first day until the last, and other days for complaints with some facts.

Values only. It knows no complaint.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from putright.policy.model.facts import Condition, holds
from putright.problems import Place


@dataclass(frozen=True, slots=True)
class Span:
    """The days on which a complaint must come to fall under a policy; without `until` the end is open."""

    start: date
    until: date | None = None
    applies: Condition = field(default_factory=dict)
    place: Place = field(default=Place(""), compare=False)

    def covers(self, day: date) -> bool:
        return self.start <= day and (self.until is None or day <= self.until)


def possible_spans(spans: tuple[Span, ...], known: Mapping[str, str]) -> tuple[Span, ...]:
    """The spans of which one holds for a complaint of which so much is known; one alone where enough is known.

    The first that fits holds, and the last is for every complaint. A fact that is not known may fit or not.
    """
    found: list[Span] = []
    for span in spans:
        said = {fact: wanted for fact, wanted in span.applies.items() if known.get(fact)}
        if holds(said, known):
            found.append(span)
            if len(said) == len(span.applies):
                break
    return tuple(found)
