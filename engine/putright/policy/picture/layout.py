"""The layout: where everything of a chart stands on A4 pages, in points; the same chart always gives the same pages.

Pure. Text is given the room that it can need at most, so that none leaves its box in any usual font.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from putright.policy.picture.chart import Actor
from putright.policy.picture.measuring import Style

WIDTH: Final = 595.0
HEIGHT: Final = 842.0
MARGIN: Final = 34.0
SMALLEST: Final = 8.0
"""No text is smaller, in points."""

Look = Literal["frame", "us", "you", "itself", "outside", "end", "onward", "letter", "mark", "beside"]


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; `x` is its left edge, or its middle, and `y` its baseline."""

    x: float
    y: float
    text: str
    size: float
    style: Style = "plain"
    middle: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """A box, and how it looks."""

    x: float
    y: float
    width: float
    height: float
    look: Look
    round: float = 5.0


@dataclass(frozen=True, slots=True)
class Arrow:
    """A straight line with a head at its end; without a head it only parts things."""

    x1: float
    y1: float
    x2: float
    y2: float
    actor: Actor | None
    """None: a thin line that parts two things."""


@dataclass(slots=True)
class Page:
    """One A4 page, in units of which `scale` points make one."""

    scale: float
    shapes: list[Shape] = field(default_factory=list)
    arrows: list[Arrow] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)

    @property
    def width(self) -> float:
        return WIDTH / self.scale

    @property
    def height(self) -> float:
        return HEIGHT / self.scale
