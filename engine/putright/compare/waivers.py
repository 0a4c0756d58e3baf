"""Waivers: changes that somebody has accepted by name, with the reason, who it was, and until when.

Reads a file once it is asked to. A waiver never hides a change: it is counted and shown apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from putright.compare.kinds import KINDS
from putright.compare.meaning import Change
from putright.policy.shape import shape_problems
from putright.problems import Place, PolicyError, Problem, did_you_mean, in_order
from putright.source import read


@dataclass(frozen=True, slots=True)
class Waiver:
    """One change that was accepted: its kind and fingerprint, why, by whom, and the last day on which that holds."""

    change: str
    fingerprint: str
    reason: str
    who: str
    until: date
    place: Place

    def fits(self, change: Change) -> bool:
        return (self.change, self.fingerprint) == (change.id, change.fingerprint)

    def as_json(self) -> Mapping[str, object]:
        return {"reason": self.reason, "who": self.who, "until": self.until.isoformat(), **self.place.as_json()}


def waivers_in(path: Path | str) -> tuple[Waiver, ...]:
    """The waivers in a file.

    Raises:
        PolicyError: All that is wrong with it: its shape, or V301 a kind of change that there is not.
    """
    source = read(path)
    problems = shape_problems(source, "waivers")
    if problems:
        raise PolicyError(problems)
    items: Any = source.tree["waivers"]
    for number, item in enumerate(items):
        if item["change"] not in KINDS:
            hint = did_you_mean(item["change"], KINDS)
            what = f'there is no kind of change called "{item["change"]}".{hint}'
            place = source.place("waivers", number, "change")
            problems = (*problems, Problem("V301", place, what, "take the id that putright diff prints"))
    if problems:
        raise PolicyError(in_order(problems))
    return tuple(
        Waiver(
            item["change"], item["fingerprint"], item["reason"], item["who"], date.fromisoformat(item["until"]),
            source.key_place("waivers", number),
        )
        for number, item in enumerate(items)
    )  # fmt: skip


def left_over(waivers: Iterable[Waiver], changes: Iterable[Change]) -> tuple[Waiver, ...]:
    """The waivers that fit no change any more."""
    known = tuple(changes)
    return tuple(waiver for waiver in waivers if not any(waiver.fits(change) for change in known))
