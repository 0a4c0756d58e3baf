"""The record of a case as it is stored, and what of it counts: corrections carried out, and in the words of today.

Shares nothing with the engine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

ABOUT_THE_CORRECTION = ("corrects", "struck", "voids", "when", "because")


@dataclass
class Happened:
    """An event as it is stored, public facts only."""

    number: int
    kind: str
    name: str
    at: datetime
    recorded: datetime
    place: str
    stage: str
    step: str
    data: dict[str, str] = field(default_factory=dict)
    said: set[str] = field(default_factory=set)
    """The names of the private texts that came with it."""
    recorded_names: frozenset[str] = frozenset()
    """Everything that it named when it was recorded, before any correction."""

    @property
    def where(self) -> str:
        """The stage that it led to; nothing for an end."""
        stage, dot, _ = self.place.partition(".")
        return stage if dot else ""

    @property
    def names(self) -> set[str]:
        """Everything that it says something of."""
        return {*self.data, *self.said}


def as_it_was(log: Sequence[Happened]) -> list[Happened]:
    """The events that happened: every correction carried out, and each in the words of the version that governs now."""
    found: list[Happened] = []
    for event in log:
        if event.kind == "corrected":
            gone = set(event.data.get("voids", "").split(","))
            if "struck" in event.data:
                gone.add(event.data["corrects"])
            found = _without(found, gone)
            for wrong in found:
                if str(wrong.number) == event.data["corrects"]:
                    _put_right(wrong, event)
        if event.kind == "migrated":
            places, events = _pairs(event.data.get("renames")), _pairs(event.data.get("renamed-events"))
            for earlier in found:
                _rename(earlier, places, events)
        found.append(event)
    return found


def _without(events: list[Happened], gone: set[str]) -> list[Happened]:
    """What is left once some events never happened: what moved nothing then stands wherever the case then was."""
    left: list[Happened] = []
    then = now = ""
    for event in events:
        moved, then = event.place != then, event.place
        if str(event.number) not in gone:
            event.place = now = event.place if moved else now
            left.append(event)
    return left


def _put_right(wrong: Happened, correction: Happened) -> None:
    if "when" in correction.data:
        wrong.at = datetime.fromisoformat(correction.data["when"])
    wrong.data.update({n: v for n, v in correction.data.items() if n not in ABOUT_THE_CORRECTION})
    wrong.said |= correction.said - set(ABOUT_THE_CORRECTION)


def _pairs(text: str | None) -> dict[str, str]:
    return dict(pair.split("=") for pair in text.split(",")) if text else {}


def _rename(event: Happened, places: Mapping[str, str], events: Mapping[str, str]) -> None:
    missed = event.data.get("missed", "") if event.kind == "missed" else ""
    event.name = events.get(f"{missed or f'{event.stage}.{event.step}'}:{event.name}", event.name)
    if missed:
        event.data["missed"] = _now(missed, places)
    if event.kind == "extended":
        stage = event.stage or event.place.partition(".")[0]
        event.data["of"] = _now(f"{stage}.{event.data['of']}", places).partition(".")[2]
    if event.step:
        event.stage, _, event.step = _now(f"{event.stage}.{event.step}", places).partition(".")
    else:
        event.stage = _now(event.stage, places)
    event.place = _now(event.place, places)


def _now(place: str, places: Mapping[str, str]) -> str:
    stage, dot, step = place.partition(".")
    return places.get(place) or f"{places.get(stage, stage)}{dot}{step}"
