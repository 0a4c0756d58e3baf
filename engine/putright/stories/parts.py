"""The parts of a policy that a story can reach, and which of them the events of a case have reached.

A table of kinds, each with the parts it has in a policy and the events that touch them. It plays nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from putright.case.events import Event
from putright.case.fields import numbered
from putright.policy.acts import BUILT_IN_ACTIONS
from putright.policy.model import RECORDS, Policy, holds
from putright.policy.moves import moves_of
from putright.policy.tracks import way_for
from putright.problems import Place

Touch = tuple[str, str]
"""The kind of a part, and its name."""


@dataclass(frozen=True, slots=True)
class Part:
    """Something that a policy says, by its kind and name, and where it says it."""

    kind: str
    name: str
    place: Place

    @property
    def touch(self) -> Touch:
        return self.kind, self.name


def parts_of(policy: Policy) -> tuple[Part, ...]:
    """Everything that a policy says and a story can reach: what its owner wrote, not what every procedure has."""
    return tuple(
        Part(kind, name, place) for kind, row in KINDS.items() for name, place in dict(row.written(policy)).items()
    )


def touched(policy: Policy, events: Iterable[Event]) -> frozenset[Touch]:
    """The parts that some events have reached."""
    found: set[Touch] = set()
    for event in events:
        for kind, row in KINDS.items():
            found.update((kind, name) for name in row.reached(policy, event))
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class _Kind:
    written: Callable[[Policy], Iterable[tuple[str, Place]]]
    reached: Callable[[Policy, Event], Iterable[str]]


def _stage(policy: Policy, event: Event) -> Iterator[str]:
    stage, _, step = event.place.partition(".")
    if step:
        yield stage


def _step(policy: Policy, event: Event) -> Iterator[str]:
    if event.kind in ("done", "referred") and event.step:
        yield f"{event.stage}.{event.step}"


def _choice(policy: Policy, event: Event) -> Iterator[str]:
    if event.kind == "done":
        step = policy.stage(event.stage).step(event.step)
        yield from (f"{event.stage}.{step.id}.{c.id}" for c in step.choices if c.event == event.name)


def _choices(policy: Policy) -> Iterator[tuple[str, Place]]:
    for stage in policy.stages:
        for step in stage.steps:
            for choice in step.choices if len(step.choices) > 1 else ():
                yield f"{stage.id}.{step.id}.{choice.id}", choice.place


def _lapses(policy: Policy) -> Iterator[tuple[str, Place]]:
    """What happens by itself, each once: by whatever way the case came there."""
    for move in moves_of(policy):
        if move.kind == "missed" and _has_clock(policy, move.of):
            yield move.of, _place_of(policy, move.of)


def _has_clock(policy: Policy, name: str) -> bool:
    return name in policy.duties or bool((found := policy.step_at(name)) and found[1].clock)


def _place_of(policy: Policy, name: str) -> Place:
    if name in policy.duties:
        return policy.duties[name].place
    found = policy.step_at(name)
    assert found is not None  # noqa: S101 -- what runs out is a duty or a step
    return found[1].missed[0].place if found[1].missed else found[1].place


def _said(kind: str, field: str) -> Callable[[Policy, Event], Iterator[str]]:
    """Events of a kind name the part in one of their fields."""

    def reached(policy: Policy, event: Event) -> Iterator[str]:
        if event.kind == kind and field in event.data:
            yield event.data[field]

    return reached


def _extension(policy: Policy, event: Event) -> Iterator[str]:
    if event.kind == "extended":
        yield f"{event.stage or event.place.partition('.')[0]}.{event.data['of']}"


def _review(policy: Policy, event: Event) -> Iterator[str]:
    if event.kind == "draft-reviewed":
        yield f"{event.stage}.{event.step}"


def _duty(policy: Policy, event: Event) -> Iterator[str]:
    if event.kind == "duty-done":
        yield event.data["duty"]
    yield from (duty.id for duty in policy.duties.values() if event.name in duty.met_by)


def _pause(policy: Policy, event: Event) -> Iterator[str]:
    """A pause that was named, or that began by itself."""
    if event.kind == "paused":
        yield event.data["pause"]
    yield from (pause.id for pause in policy.pauses.values() if event.name in pause.begins)


def _action(policy: Policy, event: Event) -> Iterator[str]:
    """An action of the policy's own, or one that every procedure has and for which the policy has terms."""
    if event.kind in ("acted", "moved"):
        yield event.data["action"]
    yield from (id for id in policy.actions if BUILT_IN_ACTIONS.get(id) in (event.kind, event.name))


def _record(policy: Policy, event: Event) -> Iterator[str]:
    if event.kind == "received" and event.data.get("record.kind") in policy.records:
        yield event.data["record.kind"]


def _entry(policy: Policy, event: Event) -> Iterator[str]:
    if event.kind == "received":
        yield event.place.partition(".")[0]


def _track(policy: Policy, event: Event) -> Iterator[str]:
    """The track on which a complaint started."""
    if event.kind == "received" and event.place not in RECORDS:
        known = numbered(event.data, "fact")
        way = way_for(policy, lambda condition: holds(condition, known))
        yield from (way.id for way in (way,) if way and way.id)


def _letter(policy: Policy, event: Event) -> Iterator[str]:
    yield from (letter.name for letter in event.letters)


def _steps(policy: Policy) -> Iterator[tuple[str, Place]]:
    for stage in policy.stages:
        yield from ((f"{stage.id}.{step.id}", step.place) for step in stage.steps)


def _extensions(policy: Policy) -> Iterator[tuple[str, Place]]:
    for stage in policy.stages:
        for step in stage.steps:
            if step.extensions:
                yield f"{stage.id}.{step.id}", step.extensions[0].place


KINDS: dict[str, _Kind] = {
    "stage": _Kind(lambda policy: ((s.id, s.place) for s in policy.stages), _stage),
    "step": _Kind(_steps, _step),
    "choice": _Kind(_choices, _choice),
    "time running out": _Kind(_lapses, _said("missed", "missed")),
    "extension": _Kind(_extensions, _extension),
    "review of a draft": _Kind(
        lambda policy: ((f"{g.id}.{s.id}", s.place) for g in policy.stages for s in g.steps if s.reviewed_by), _review
    ),
    "direct entry": _Kind(lambda policy: ((s.id, s.place) for s in policy.stages if s.direct_entry), _entry),
    "track": _Kind(lambda policy: ((t.id, t.place) for t in policy.tracks.values()), _track),
    "pause": _Kind(lambda policy: ((p.id, p.place) for p in policy.pauses.values()), _pause),
    "duty": _Kind(lambda policy: ((d.id, d.place) for d in policy.duties.values()), _duty),
    "door": _Kind(lambda policy: ((d.id, d.place) for d in policy.doors.values()), _said("referred", "door")),
    "exclusion": _Kind(
        lambda policy: ((e.id, e.place) for e in policy.exclusions.values()), _said("rejected", "exclusion")
    ),
    "action": _Kind(lambda policy: ((a.id, a.place) for a in policy.actions.values()), _action),
    "record": _Kind(lambda policy: ((kind, r.place) for kind, r in policy.records.items()), _record),
    "letter": _Kind(lambda policy: ((x.id, x.place) for x in policy.letters.values()), _letter),
}
"""Every kind of part, in the order in which coverage tells them."""
