"""Renames: what a version calls otherwise than the one before, so that the history of a case can be read by its words.

Pure. Only the history as it is read changes; what was recorded stays as it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from putright.case.events import Event


@dataclass(frozen=True, slots=True)
class Renames:
    """Old names to new ones: stages and steps (`stage-1`, `stage-1.respond`), and what doing a step is called."""

    places: Mapping[str, str] = field(default_factory=dict)
    events: Mapping[str, str] = field(default_factory=dict)
    """`stage-1.respond:responded` to the new name of that event; the stage and the step by their old names."""

    @classmethod
    def of(cls, data: Mapping[str, str]) -> Renames:
        """The renames that an event holds."""
        return cls(_pairs(data.get("renames", "")), _pairs(data.get("renamed-events", "")))

    def as_data(self) -> dict[str, str]:
        """The renames as fields of an event; nothing where nothing has another name."""
        written = {"renames": _written(self.places), "renamed-events": _written(self.events)}
        return {name: value for name, value in written.items() if value}

    def place(self, place: str) -> str:
        """A stage, or a step of it, by its new name."""
        stage, dot, step = place.partition(".")
        return self.places.get(place) or f"{self.places.get(stage, stage)}{dot}{step}"

    def event(self, event: Event) -> Event:
        """An event as the new version would have recorded it."""
        if not self.places and not self.events:
            return event
        of, data = f"{event.stage}.{event.step}", dict(event.data)
        if "missed" in data:
            data["missed"] = self.place(data["missed"])
        if "of" in data and event.kind == "extended":
            data["of"] = self.place(f"{_stage_of(event)}.{data['of']}").partition(".")[2]
        stage, _, step = self.place(of).partition(".") if event.step else (self.place(event.stage), "", "")
        name = self.events.get(f"{_step_of(event)}:{event.name}", event.name)
        return event._replace(name=name, place=self.place(event.place), stage=stage, step=step, data=data)


def _step_of(event: Event) -> str:
    """The step that an event did, or whose time ran out with it, as `stage.step`."""
    return event.data.get("missed", "") if event.kind == "missed" else f"{event.stage}.{event.step}"


def _stage_of(event: Event) -> str:
    return event.stage or event.place.partition(".")[0]


def _pairs(text: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in text.split(",") if pair)


def _written(pairs: Mapping[str, str]) -> str:
    return ",".join(f"{old}={new}" for old, new in sorted(pairs.items()))
