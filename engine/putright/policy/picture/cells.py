"""The pieces that stand under each other on a page: how high each is, and how it is put there.

Knows nothing of pages that are full.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias, TypeVar

from putright.policy.picture.chart import LEGEND, Actor, Box, Outside, Target
from putright.policy.picture.layout import MARGIN, Arrow, Look, Page, Shape, Words
from putright.policy.picture.measuring import Style, lines, width

TITLE: Final = 15.0
HEADING: Final = 11.5
STEP: Final = 10.5
TEXT: Final = 9.5
SMALL: Final = 9.0
"""Sizes of text, in units of the page; SMALL is the smallest."""

Thing = TypeVar("Thing")

Part: TypeAlias = "tuple[str, float, Style]"
"""A text, its size, and its style."""

PAD: Final = 7.0
LEADING: Final = 1.24
_GAP: Final = 30.0
_SIDE: Final = 0.335
"""How much of the page's width the column at the side takes."""
_HIGHEST: Final = 640.0
"""No part of a box is higher, so that it fits a page below its title."""
_ASCENT: Final = 0.93
"""Where the baseline stands below the top of a line, as a part of the size of the text."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece: its height, how it is put on a page, the stage in whose frame it stands, and whether the next stays with it."""

    height: float
    put: Callable[[Page, float], None]
    frame: str = ""
    glued: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the boxes and what stands at their side begin, and how wide they are, on pages of that width."""

    page: float

    @property
    def whole(self) -> float:
        return self.page - 2 * MARGIN

    @property
    def side_width(self) -> float:
        return self.whole * _SIDE

    @property
    def frame_width(self) -> float:
        return self.whole - self.side_width - _GAP

    @property
    def box(self) -> float:
        return MARGIN + PAD

    @property
    def box_width(self) -> float:
        return self.frame_width - 2 * PAD

    @property
    def side(self) -> float:
        return self.page - MARGIN - self.side_width


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text that is not placed yet."""

    text: str
    size: float
    style: Style = "plain"

    @property
    def height(self) -> float:
        return self.size * LEADING


def set_in(room: float, *parts: Part) -> tuple[Line, ...]:
    """Texts as lines that fit the room."""
    return tuple(Line(line, size, style) for text, size, style in parts for line in lines(text, room, size, style))


def tall(rows: Iterable[Line]) -> float:
    return sum(row.height for row in rows)


def write(page: Page, x: float, top: float, rows: Iterable[Line]) -> None:
    for row in rows:
        page.words.append(Words(x, top + row.size * _ASCENT, row.text, row.size, row.style))
        top += row.height


def text_cell(columns: Columns, parts: Iterable[Part], *, after: float, frame: str = "") -> Cell:
    """Text that stands by itself, over the whole page or in a stage's frame; what comes next stays with it."""
    x, room = (columns.box, columns.box_width) if frame else (MARGIN, columns.whole)
    rows = set_in(room, *parts)
    return Cell(tall(rows) + after, lambda page, y: write(page, x, y, rows), frame, glued=True)


def legend_cell(columns: Columns) -> Cell:
    """Samples of how boxes look, with what that means, in as many lines as they need."""
    wide = 18.0
    placed: list[tuple[float, float, Actor, str]] = []
    x, y = MARGIN, 0.0
    for actor, words in LEGEND:
        takes = wide + 5 + width(words, SMALL) + 14
        if x > MARGIN and x + takes > columns.page - MARGIN:
            x, y = MARGIN, y + 16
        placed.append((x, y, actor, words))
        x += takes

    def put(page: Page, top: float) -> None:
        for left, down, actor, words in placed:
            if actor in ("itself", "outside"):
                page.arrows.append(Arrow(left, top + down + 5, left + wide, top + down + 5, actor))
            else:
                page.shapes.append(Shape(left, top + down, wide, 10, actor, 3))
            write(page, left + wide + 5, top + down - 0.5, [Line(words, SMALL)])

    return Cell(y + 24, put, glued=True)


def arrow_cell(columns: Columns, words: str, actor: Actor, frame: str) -> Cell:
    """An arrow down to the next box, with the time beside it; it stays with that box."""
    x = columns.box + 18
    rows = set_in(columns.box_width - 30, (words, TEXT, "plain"))
    height = max(24.0, tall(rows) + 10)

    def put(page: Page, y: float) -> None:
        page.arrows.append(Arrow(x, y + 1, x, y + height - 1, actor))
        write(page, x + 12, y + (height - tall(rows)) / 2, rows)

    return Cell(height, put, frame, glued=True)


def gap_cell(height: float, frame: str = "") -> Cell:
    return Cell(height, lambda page, y: None, frame, glued=True)


def box_cells(columns: Columns, box: Box, frame: str, *, limit: str) -> Iterator[Cell]:
    """A step with its ways out; `limit` is told inside where no arrow leads to it. A very long one comes in parts."""
    room = columns.box_width - 2 * PAD
    told = (*((f"{limit[:1].upper()}{limit[1:]}.",) if limit else ()), *(detail.words for detail in box.details))
    head = set_in(room, (box.title, STEP, "bold"), *((detail, SMALL, "plain") for detail in told))
    rows = [
        _Row(columns, head, box.target, "us" if box.actor == "you" else box.actor),
        *(_Row(columns, set_in(room, (way.words, TEXT, "plain")), way.target, way.actor) for way in box.ways),
    ]
    for part in _in_parts(rows, lambda row: row.height):
        yield _rows_cell(columns, part, box.actor, frame)


def _rows_cell(columns: Columns, rows: Sequence[_Row], look: Look, frame: str) -> Cell:
    height = sum(row.height for row in rows)

    def put(page: Page, y: float) -> None:
        page.shapes.append(Shape(columns.box, y, columns.box_width, height, look))
        for number, row in enumerate(rows):
            if number:
                page.arrows.append(Arrow(columns.box, y, columns.box + columns.box_width, y, None))
            row.put(page, y)
            y += row.height

    return Cell(height, put, frame)


def _in_parts(things: Iterable[Thing], height: Callable[[Thing], float]) -> Iterator[list[Thing]]:
    """Things in as many parts as they need, none of them higher than a page can take."""
    part: list[Thing] = []
    for thing in things:
        if part and sum(map(height, part)) + height(thing) > _HIGHEST:
            yield part
            part = []
        part.append(thing)
    if part:
        yield part


@dataclass(frozen=True, slots=True)
class _Row:
    """One part of a box, and what the arrow at its side leads to."""

    columns: Columns
    words: tuple[Line, ...]
    target: Target | None
    actor: Actor

    @property
    def leads_to(self) -> tuple[Line, ...]:
        if self.target is None:
            return ()
        room = self.columns.side_width - 2 * PAD - self._beside
        style: Style = "bold" if self.target.kind == "outside" else "plain"
        return set_in(room, (self.target.words, TEXT, style))

    @property
    def _beside(self) -> float:
        return 20.0 if self.target and self.target.letter else 0.0

    @property
    def height(self) -> float:
        side = tall(self.leads_to) + 16 if self.target else 0.0
        return max(tall(self.words) + 2 * PAD - 2, side)

    def put(self, page: Page, y: float) -> None:
        write(page, self.columns.box + PAD, y + (self.height - tall(self.words)) / 2, self.words)
        if self.target is None:
            return
        rows, middle = self.leads_to, y + self.height / 2
        tall_box = tall(rows) + 10
        x, out = self.columns.side, self.columns.box + self.columns.box_width
        look: Look = self.target.kind
        page.shapes.append(Shape(x, middle - tall_box / 2, self.columns.side_width, tall_box, look, _roundness(look)))
        page.arrows.append(Arrow(out, middle, x - 1, middle, self.actor))
        if self.target.letter:
            put_letter(page, x + PAD + 7, middle, self.target.letter)
        write(page, x + PAD + self._beside, middle - tall(rows) / 2, rows)


def put_letter(page: Page, x: float, y: float, letter: str) -> None:
    """The letter of an outside body in its circle."""
    page.shapes.append(Shape(x - 8, y - 8, 16, 16, "mark", 8))
    page.words.append(Words(x, y + SMALL * 0.36, letter, SMALL, "bold", middle=True))


def _roundness(look: Look) -> float:
    return {"end": 10.0, "outside": 2.0}.get(look, 5.0)


def outside_cell(columns: Columns, body: Outside) -> Cell:
    """An outside body over the whole width."""
    indent = 28.0
    reach = ((f"How to reach it: {'; '.join(body.reach)}", TEXT, "bold"),) if body.reach else ()
    room = columns.whole - indent - PAD
    rows = set_in(room, (body.title, STEP, "bold"), (" ".join(body.details), SMALL, "plain"), *reach)
    height = tall(rows) + 2 * PAD - 2

    def put(page: Page, y: float) -> None:
        page.shapes.append(Shape(MARGIN, y, columns.whole, height, "outside", 2))
        put_letter(page, MARGIN + 15, y + PAD + 7, body.letter)
        write(page, MARGIN + indent, y + PAD - 1, rows)

    return Cell(height, put)


def beside_cells(columns: Columns, said: Iterable[str]) -> Iterator[Cell]:
    """What is owed or can be done beside the stages, a point for each."""
    points = (set_in(columns.whole - 2 * PAD - 10, (words, SMALL, "plain")) for words in said)
    for part in _in_parts(points, lambda rows: tall(rows) + 3):
        yield _points_cell(columns, part)


def _points_cell(columns: Columns, points: Sequence[tuple[Line, ...]]) -> Cell:
    height = sum(map(tall, points)) + 3 * len(points) + 2 * PAD - 4

    def put(page: Page, y: float) -> None:
        page.shapes.append(Shape(MARGIN, y, columns.whole, height, "beside"))
        top = y + PAD - 1
        for rows in points:
            write(page, MARGIN + PAD, top, [Line("•", SMALL)])
            write(page, MARGIN + PAD + 10, top, rows)
            top += tall(rows) + 3

    return Cell(height, put)
