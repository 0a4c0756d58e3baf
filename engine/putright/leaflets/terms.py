"""The times that a policy says, by the names under which a leaflet can ask for them.

Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from putright.policy.model import Policy
from putright.working_days import Duration


def all_times(policy: Policy) -> tuple[Duration, ...]:
    """Every time that stands anywhere in a policy, each once."""
    return tuple(dict.fromkeys(_durations(policy)))


def named_times(policy: Policy) -> Mapping[str, tuple[Duration, ...]]:
    """The times of each part: `stage-1.respond`, `stage-1.respond.extension`, `doors.ombudsman`, `duties.update` ..."""
    found: dict[str, object] = {}
    for stage in policy.stages:
        for step in stage.steps:
            name = f"{stage.id}.{step.id}"
            departures = tuple(one for one in policy.departures if one.is_of(stage.id, step.id))
            found |= {name: step.clock, f"{name}.target": step.target, f"{name}.extension": step.extensions}
            found[f"{name}.departure"] = departures
    rooms: Mapping[str, Mapping[str, object]] = {
        "doors": policy.doors,
        "duties": policy.duties,
        "exclusions": policy.exclusions,
    }
    found |= {f"{room}.{id}": part for room, parts in rooms.items() for id, part in parts.items()}
    found |= {"learning": policy.told.learning, "review": policy.told.review, "behaviour": policy.told.behaviour}
    return {name: times for name, part in found.items() if (times := tuple(dict.fromkeys(_durations(part))))}


def _durations(part: object) -> Iterator[Duration]:
    if isinstance(part, Duration):
        yield part
    elif is_dataclass(part):
        for field in fields(part):
            if field.name != "source":
                yield from _durations(getattr(part, field.name))
    elif isinstance(part, Mapping):
        for inner in part.values():
            yield from _durations(inner)
    elif isinstance(part, tuple):
        for inner in part:
            yield from _durations(inner)
