"""A chart on its pages: no text overlaps another or leaves its box, none is too small, and every page is A4."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest

from picture.policies import NAMES, ROOT, chart
from putright.policy.loading import load
from putright.policy.picture import Chart, chart_of, in_words, page_svgs, to_svg
from putright.policy.picture.chart import Block, Box, Note, Target, Way
from putright.policy.picture.layout import HEIGHT, MARGIN, SMALLEST, WIDTH, Page, Shape, Words
from putright.policy.picture.measuring import lines, width
from putright.policy.picture.paging import pages_of
from putright.starters import SECTORS, new_folder

Frame = tuple[float, float, float, float]
LONG = "Floccinaucinihilipilification " * 4 + "Donaudampfschifffahrtsgesellschaftskapitänswitwe" * 2
HARD = chart("policies/walsall/two-stage.yaml")
WORDY = replace(
    HARD,
    title=LONG,
    subtitle=LONG,
    blocks=tuple(
        Block(
            f"s{number}", LONG, (LONG,),
            tuple(
                Box(f"s{number}.{step}", "us", LONG, LONG, (Note(LONG), Note(LONG)), (Way("you", LONG, Target(LONG, "outside", "A")),), None, None)
                for step in range(3)
            ),
        )
        for number in range(4)
    ),
)  # fmt: skip
MANY = replace(
    HARD,
    start=replace(HARD.start, ways=tuple(Way("us", f"Way {number}", Target(LONG, "end")) for number in range(40))),
    beside=tuple(Note(f"{number}. {LONG}") for number in range(40)),
)
CHARTS = [
    *(pytest.param(chart(name), id=name) for name in NAMES),
    pytest.param(WORDY, id="long words"),
    pytest.param(MANY, id="many ways"),
]


def around(words: Words) -> Frame:
    """The room that a line of text takes up at most."""
    wide = width(words.text, words.size, words.style)
    left = words.x - wide / 2 if words.middle else words.x
    return left, words.y - words.size * 0.93, left + wide, words.y + words.size * 0.24


def inside(inner: Frame, outer: Frame) -> bool:
    return inner[0] >= outer[0] and inner[1] >= outer[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def meet(one: Frame, other: Frame) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def frame(shape: Shape) -> Frame:
    return shape.x, shape.y, shape.x + shape.width, shape.y + shape.height


def faults(page: Page) -> list[str]:
    """Everything that is wrong with how a page is laid out, in words."""
    paper = (MARGIN - 1, MARGIN - 1, page.width - MARGIN + 1, page.height - MARGIN + 6)
    found = [f"off the page: {words}" for words in page.words if not inside(around(words), paper)]
    found += [f"off the page: {shape}" for shape in page.shapes if not inside(frame(shape), paper)]
    for one, other in combinations(page.words, 2):
        if meet(around(one), around(other)):
            found.append(f"on each other: {one} {other}")
    for words in page.words:
        for shape in page.shapes:
            if meet(around(words), frame(shape)) and not inside(around(words), frame(shape)):
                found.append(f"out of its box: {words} {shape}")
        for arrow in page.arrows:
            if arrow.actor and meet(around(words), (arrow.x1 - 2, arrow.y1 - 2, arrow.x2 + 2, arrow.y2 + 2)):
                found.append(f"under an arrow: {words} {arrow}")
        if words.size * page.scale < SMALLEST - 0.001:
            found.append(f"too small: {words}")
    for one, other in combinations([shape for shape in page.shapes if shape.look not in ("frame", "mark")], 2):
        if meet(frame(one), frame(other)):
            found.append(f"boxes on each other: {one} {other}")
    return found


@pytest.mark.parametrize("drawn", CHARTS)
def test_no_text_overlaps_or_leaves_its_box_and_none_is_too_small(drawn: Chart) -> None:
    pages = pages_of(drawn)
    assert pages
    assert [fault for page in pages for fault in faults(page)] == []


@pytest.mark.parametrize("sector", SECTORS)
def test_the_chart_of_a_new_folder_is_laid_out_as_well(sector: str, tmp_path: Path) -> None:
    (policy,) = (new_folder("Mill & Son's Homes", sector, tmp_path) / "policies").glob("*/*.yaml")
    loaded = load(policy)
    drawn = chart_of(loaded.policy, loaded.calendar)
    assert [fault for page in pages_of(drawn) for fault in faults(page)] == []


def test_the_measure_sees_what_is_wrong() -> None:
    """Each fault, made on purpose on a page that is right."""
    page = pages_of(HARD)[0]
    first = page.words[0]
    for wrong, why in (
        (replace(first, y=first.y + 4), "on each other"),
        (replace(first, x=first.x + 400), "off the page"),
        (replace(first, size=6.0), "too small"),
    ):
        changed = Page(page.scale, page.shapes, page.arrows, [*page.words, wrong])
        assert any(fault.startswith(why) for fault in faults(changed)), why
    slim = [replace(shape, width=shape.width / 3) for shape in page.shapes]
    assert any(fault.startswith("out of its box") for fault in faults(Page(page.scale, slim, page.arrows, page.words)))


@pytest.mark.parametrize("drawn", CHARTS)
def test_every_word_of_the_chart_is_drawn(drawn: Chart) -> None:
    shown = "".join(words.text for page in pages_of(drawn) for words in page.words).replace(" ", "")
    boxes = [drawn.start, *(box for block in drawn.blocks for box in block.boxes)]
    for box in boxes:
        for words in (box.title, *(detail.words for detail in box.details), *(way.words for way in box.ways)):
            assert words.replace(" ", "") in shown
    for words in (*(note for block in drawn.blocks for note in block.notes), *(note.words for note in drawn.beside)):
        assert words.replace(" ", "") in shown


@pytest.mark.parametrize("drawn", CHARTS)
def test_the_drawing_is_sound_xml_of_whole_a4_pages_with_a_title_and_a_description(drawn: Chart) -> None:
    root = ElementTree.fromstring(to_svg(drawn))  # noqa: S314 -- our own text
    pages = len(pages_of(drawn))
    assert root.get("viewBox") == f"0 0 {WIDTH:g} {HEIGHT * pages:g}"
    title, described = (root.find(f"{{http://www.w3.org/2000/svg}}{name}") for name in ("title", "desc"))
    assert title is not None and title.text == drawn.title  # noqa: PT018
    assert described is not None and described.text == "\n".join(in_words(drawn))  # noqa: PT018
    assert len(page_svgs(drawn)) == pages


@pytest.mark.parametrize("drawn", CHARTS)
def test_a_drawing_asks_for_nothing_from_outside(drawn: Chart) -> None:
    root = ElementTree.fromstring(to_svg(drawn))  # noqa: S314 -- our own text
    names = {name.rpartition("}")[2] for part in root.iter() for name in part.attrib}
    tags = {part.tag.rpartition("}")[2] for part in root.iter()}
    assert not names & {"href", "src", "onload", "onclick", "style"}
    assert tags == {"svg", "title", "desc", "style", "rect", "g", "line", "polygon", "text"}


def test_words_that_are_too_long_for_a_line_are_cut_and_none_is_lost() -> None:
    for text in (LONG, "سلام " * 30, "漢字" * 60, "🏳️‍🌈" * 30, "a" * 300):
        for room in (20.0, 60.0, 300.0):
            found = lines(text, room, 9)
            assert "".join(found).replace(" ", "") == text.replace(" ", "")
            assert all(width(line, 9) <= room + 1e-6 for line in found)


def test_the_same_policy_gives_the_same_drawing_in_another_process() -> None:
    program = (
        "import json, sys; from putright.policy.loading import load; from putright.policy.picture import *\n"
        "loaded = load(sys.argv[1]); print(json.dumps(to_svg(chart_of(loaded.policy, loaded.calendar))))"
    )
    name = "policies/walsall/two-stage.yaml"
    told = subprocess.run(
        [sys.executable, "-c", program, str(ROOT / name)], capture_output=True, check=True, encoding="utf-8"
    )
    assert json.loads(told.stdout) == to_svg(chart(name))
