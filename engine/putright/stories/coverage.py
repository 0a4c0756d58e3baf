"""Coverage: what of a policy its stories have reached, and what no story touched, with its place.

Counts only; which parts there are, and what reaches them, stands in tables elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from putright.policy.model import Policy
from putright.stories.edges import EDGE, edges_of, edges_stood_on
from putright.stories.parts import Part, Touch, parts_of, touched
from putright.stories.playing import Played


@dataclass(frozen=True, slots=True)
class Count:
    """How many parts of a kind there are, and how many a story has reached."""

    kind: str
    reached: int
    parts: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """The parts of one policy, and the stories that reach each."""

    policy: Policy
    parts: tuple[Part, ...]
    stories: Mapping[Touch, tuple[str, ...]]
    """Of each part that was reached, the titles of the stories that did."""

    @property
    def untouched(self) -> tuple[Part, ...]:
        """What no story has reached, in the order of the policy."""
        return tuple(sorted((p for p in self.parts if p.touch not in self.stories), key=lambda p: (p.place, p.kind)))

    @property
    def counts(self) -> tuple[Count, ...]:
        """A row for each kind of part that the policy has."""
        kinds = dict.fromkeys(part.kind for part in self.parts)
        return tuple(
            Count(
                kind,
                sum(part.kind == kind and part.touch in self.stories for part in self.parts),
                sum(part.kind == kind for part in self.parts),
            )
            for kind in kinds
        )

    @property
    def percent(self) -> float:
        """How much of what the owner wrote was reached, in percent. Counting edges are told, and do not count here."""
        written = [part for part in self.parts if part.kind != EDGE]
        return 100 * sum(part.touch in self.stories for part in written) / len(written)

    def as_json(self) -> dict[str, object]:
        return {
            "policy": self.policy.name,
            "percent": round(self.percent, 1),
            "counts": [{"kind": row.kind, "reached": row.reached, "parts": row.parts} for row in self.counts],
            "untouched": [
                {"kind": part.kind, "name": part.name, "file": part.place.file, "line": part.place.line}
                for part in self.untouched
            ],
        }


def covered(policy: Policy, played: Iterable[Played]) -> Coverage:
    """What the stories of a policy have reached. One that is to be confirmed by a person counts for nothing."""
    stories: dict[Touch, list[str]] = {}
    for one in played:
        if one.case is None or one.story.to_be_confirmed:
            continue
        for touch in (*touched(policy, one.case.log), *edges_stood_on(policy, one)):
            titles = stories.setdefault(touch, [])
            titles += [] if one.story.title in titles else [one.story.title]
    parts = (*parts_of(policy), *edges_of(policy))
    return Coverage(policy, parts, {touch: tuple(titles) for touch, titles in stories.items()})
