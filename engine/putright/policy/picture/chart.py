"""The chart as a plain value: what stands in its boxes, what its arrows say, and where they lead.

Values only: no place on the page, no colour, no form of file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Actor = Literal["you", "us", "itself", "outside"]
"""Who makes a thing happen: the complainant, the organisation, time that runs out, or an outside body."""


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence; `name` is the part of the policy whose time it says, if it says one."""

    words: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """Where an arrow to the side leads, in words."""

    words: str
    kind: Literal["end", "onward", "outside", "letter"] = "onward"
    letter: str = ""
    """The letter under which an outside body is told below."""
    place: str = ""
    """The place in the policy, such as `stage-2.respond` or `closed`, or the id of the door."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way out of a box. Without a target it goes on with the box below."""

    actor: Actor
    words: str
    target: Target | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """One step: who does it, in what time, and the ways out of it."""

    name: str
    """The place in the policy, such as `stage-1.respond`."""
    actor: Actor
    title: str
    limit: str = ""
    """What the arrow that leads into it says: the time for it."""
    details: tuple[Note, ...] = ()
    ways: tuple[Way, ...] = ()
    target: Target | None = None
    """Where it leads by itself, if not to the box below."""
    onward: Actor | None = None
    """Who makes it go on with the box below; None: nothing does."""


@dataclass(frozen=True, slots=True)
class Block:
    """One stage."""

    name: str
    title: str
    notes: tuple[str, ...]
    boxes: tuple[Box, ...]
    starts: tuple[str, ...] = ()
    """For which complaints it is the beginning, in words, where not all begin at the first."""


@dataclass(frozen=True, slots=True)
class Outside:
    """A way to an outside body: what it is called, when it is there, and how to reach it."""

    name: str
    letter: str
    title: str
    details: tuple[str, ...]
    reach: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A whole procedure, from the complaint to its ends."""

    title: str
    subtitle: str
    start: Box
    blocks: tuple[Block, ...]
    outside: tuple[Outside, ...] = ()
    beside: tuple[Note, ...] = ()
    """What is owed, or can be done, beside the stages."""


LEGEND: tuple[tuple[Actor, str], ...] = (
    ("us", "What we do"),
    ("you", "For you to decide"),
    ("itself", "Happens by itself"),
    ("outside", "Outside body"),
)
"""What the looks of boxes and arrows mean."""


def in_words(chart: Chart) -> Iterator[str]:
    """The chart as sentences, for whoever cannot see it."""
    yield f"{chart.title}. {chart.subtitle}"
    yield from _box(chart.start)
    for block in chart.blocks:
        yield " ".join([f"{block.title}.", *block.notes])
        for box in block.boxes:
            yield from _box(box)
    for way in chart.outside:
        yield " ".join([f"{way.letter}: {way.title}.", *way.details, *way.reach])
    yield from (note.words for note in chart.beside)


def _box(box: Box) -> Iterator[str]:
    goes = f" Then: {box.target.words}." if box.target else ""
    yield (
        " ".join([f"{box.title}{f' ({box.limit})' if box.limit else ''}.", *(detail.words for detail in box.details)])
        + goes
    )
    for way in box.ways:
        yield f"{way.words}: {way.target.words}." if way.target else f"{way.words}: it goes on with what comes next."
