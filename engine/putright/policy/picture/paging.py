"""Paging: the pieces of a chart on as few A4 pages as they need, in text that is as large as it can be.

Pure. Nothing is cut in two: what does not fit goes to the next page, with whatever stays with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from putright.policy.picture.cells import (
    HEADING,
    PAD,
    SMALL,
    TITLE,
    Cell,
    Columns,
    Part,
    arrow_cell,
    beside_cells,
    box_cells,
    gap_cell,
    legend_cell,
    outside_cell,
    text_cell,
)
from putright.policy.picture.chart import Actor, Chart
from putright.policy.picture.layout import HEIGHT, MARGIN, SMALLEST, WIDTH, Page, Shape, Words

_ONE_PAGE: Final = (1.15, 1.05, 1.0, 0.95, SMALLEST / SMALL)
"""The scales that are tried so that a chart fits one page, the largest first."""
_MORE_PAGES: Final = 1.0
_FOOT: Final = 14.0


def pages_of(chart: Chart) -> tuple[Page, ...]:
    """The pages of a chart: one where its text can then be read, else more."""
    for scale in _ONE_PAGE:
        cells = list(_cells(chart, Columns(WIDTH / scale)))
        if sum(cell.height for cell in cells) <= HEIGHT / scale - 2 * MARGIN:
            return (_page(scale, cells),)
    return _paged(chart, list(_cells(chart, Columns(WIDTH / _MORE_PAGES))))


def _cells(chart: Chart, columns: Columns) -> Iterator[Cell]:
    yield text_cell(columns, [(chart.title, TITLE, "bold"), (chart.subtitle, SMALL, "plain")], after=8)
    yield legend_cell(columns)
    yield from box_cells(columns, chart.start, "", limit="")
    onward: Actor | None = chart.start.onward
    for block in chart.blocks:
        first = block.boxes[0]
        yield arrow_cell(columns, first.limit, onward, "") if onward else gap_cell(10)
        yield gap_cell(PAD, block.name)
        notes: Iterator[Part] = ((note, SMALL, "plain") for note in block.notes)
        yield text_cell(columns, [(block.title, HEADING, "bold"), *notes], after=4, frame=block.name)
        for box in block.boxes:
            if box is not first:
                yield arrow_cell(columns, box.limit, onward, block.name) if onward else gap_cell(8, block.name)
            yield from box_cells(columns, box, block.name, limit="" if onward else box.limit)
            onward = box.onward
        yield Cell(PAD, lambda page, y: None, block.name)
    if chart.outside:
        yield gap_cell(10)
        yield text_cell(columns, [("Outside bodies", HEADING, "bold")], after=3)
        for body in chart.outside:
            yield outside_cell(columns, body)
            yield Cell(5, lambda page, y: None)
    if chart.beside:
        yield gap_cell(5)
        yield text_cell(columns, [("Besides", HEADING, "bold")], after=3)
        yield from beside_cells(columns, [note.words for note in chart.beside])


def _paged(chart: Chart, cells: Sequence[Cell]) -> tuple[Page, ...]:
    """Pages, each filled as far as it goes."""
    columns = Columns(WIDTH / _MORE_PAGES)
    titles = {block.name: block.title for block in chart.blocks}
    room = HEIGHT / _MORE_PAGES - 2 * MARGIN - _FOOT - PAD
    filled: list[list[Cell]] = [[]]
    for group in _fitting(_groups(cells), room):
        used = sum(cell.height for cell in filled[-1])
        if filled[-1] and used + sum(cell.height for cell in group) > room:
            frame = group[0].frame
            again: list[Part] = [(f"{titles[frame]}, continued", HEADING, "bold")] if frame else []
            if frame:
                filled[-1].append(gap_cell(PAD, frame))
            filled.append([gap_cell(PAD, frame), text_cell(columns, again, after=4, frame=frame)] if again else [])
        filled[-1] += group
    pages = [_page(_MORE_PAGES, cells) for cells in filled]
    for number, page in enumerate(pages, 1):
        goes_on = "; it goes on overleaf" if number < len(pages) else ""
        words = f"Chart, page {number} of {len(pages)}{goes_on}"
        page.words.append(Words(MARGIN, page.height - MARGIN, words, SMALL))
    return tuple(pages)


def _fitting(groups: Iterator[list[Cell]], room: float) -> Iterator[list[Cell]]:
    """The groups; what is higher than a page must part."""
    for group in groups:
        if sum(cell.height for cell in group) > room:
            yield from ([cell] for cell in group)
        else:
            yield group


def _groups(cells: Sequence[Cell]) -> Iterator[list[Cell]]:
    """Cells that stay together; what only keeps a distance stays with what is before it."""
    group: list[Cell] = []
    for cell in cells:
        group.append(cell)
        if not cell.glued:
            yield group
            group = []
    if group:
        yield group


def _page(scale: float, cells: Sequence[Cell]) -> Page:
    page, frames = Page(scale), []
    y = MARGIN
    for frame, framed in groupby(cells, key=lambda cell: cell.frame):
        top = y
        for cell in framed:
            cell.put(page, y)
            y += cell.height
        if frame:
            frames.append(Shape(MARGIN, top, Columns(page.width).frame_width, y - top, "frame", 7))
    page.shapes[:0] = frames
    return page
