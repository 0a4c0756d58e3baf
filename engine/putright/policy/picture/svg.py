"""SVG: a chart as a drawing that stands by itself, with its words as text and in a description for screen readers.

Asks for nothing from outside; whatever the policy says is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Final

from putright.policy.picture.chart import Actor, Chart, in_words
from putright.policy.picture.layout import HEIGHT, WIDTH, Arrow, Look, Page, Shape, Words
from putright.policy.picture.measuring import FONTS
from putright.policy.picture.paging import pages_of

_INK: Final = "#1a1a1a"
_LOOKS: Final[Mapping[Look, str]] = {
    "frame": 'fill="#eef1f4" stroke="#8a96a3" stroke-width="1"',
    "us": 'fill="#ffffff" stroke="#3d4a57" stroke-width="1"',
    "you": 'fill="#ffe9a8" stroke="#1a1a1a" stroke-width="2"',
    "itself": 'fill="#ffffff" stroke="#3d4a57" stroke-width="1" stroke-dasharray="4 3"',
    "outside": 'fill="#d5e6f7" stroke="#1d4f86" stroke-width="1.2"',
    "end": 'fill="#dcdcdc" stroke="#3d4a57" stroke-width="1"',
    "onward": 'fill="#ffffff" stroke="#3d4a57" stroke-width="1"',
    "letter": 'fill="#ffffff" stroke="#3d4a57" stroke-width="1"',
    "mark": 'fill="#1d4f86" stroke="none"',
    "beside": 'fill="#ffffff" stroke="#8a96a3" stroke-width="1"',
}
_LINES: Final[Mapping[Actor | None, str]] = {
    "us": f'stroke="{_INK}" stroke-width="1.2"',
    "you": f'stroke="{_INK}" stroke-width="2"',
    "itself": f'stroke="{_INK}" stroke-width="1.2" stroke-dasharray="4 3"',
    "outside": 'stroke="#1d4f86" stroke-width="1.4" stroke-dasharray="1.5 2.5"',
    None: 'stroke="#8a96a3" stroke-width="0.6"',
}
_HEAD: Final = 5.0


def to_svg(chart: Chart) -> str:
    """The chart as one drawing: an A4 page, or several under each other."""
    return _drawing(chart, pages_of(chart), "", "\n".join(in_words(chart)))


def page_svgs(chart: Chart) -> tuple[str, ...]:
    """The chart as a drawing for each page; the first has the description."""
    pages = pages_of(chart)
    described = [
        "\n".join(in_words(chart)),
        *("The description of the first page tells this page, too." for _ in pages[1:]),
    ]
    return tuple(_drawing(chart, [page], f"-{number}", described[number - 1]) for number, page in enumerate(pages, 1))


def _drawing(chart: Chart, pages: Sequence[Page], mark: str, described: str) -> str:
    tall = HEIGHT * len(pages)
    body = "\n".join(_page(page, number) for number, page in enumerate(pages))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" lang="en-GB" width="{_n(WIDTH)}pt" height="{_n(tall)}pt" '
        f'viewBox="0 0 {_n(WIDTH)} {_n(tall)}" role="img" aria-labelledby="chart-title{mark}" '
        f'aria-describedby="chart-words{mark}">\n'
        f'<title id="chart-title{mark}">{_safe(chart.title)}</title>\n'
        f'<desc id="chart-words{mark}">{_safe(described)}</desc>\n'
        f"<style>@page {{ size: A4 portrait; margin: 0; }}</style>\n"
        f'<rect width="{_n(WIDTH)}" height="{_n(tall)}" fill="#ffffff"/>\n{body}\n</svg>\n'
    )


def _page(page: Page, number: int) -> str:
    down = f"translate(0 {_n(HEIGHT * number)}) " if number else ""
    parts = (
        *map(_shape, page.shapes),
        *(part for arrow in page.arrows for part in _arrow(arrow)),
        *map(_words, page.words),
    )
    lines = "\n".join(parts)
    return f'<g transform="{down}scale({_n(page.scale)})" font-family="{FONTS}" fill="{_INK}">\n{lines}\n</g>'


def _shape(shape: Shape) -> str:
    place = f'x="{_n(shape.x)}" y="{_n(shape.y)}" width="{_n(shape.width)}" height="{_n(shape.height)}"'
    return f'<rect {place} rx="{_n(shape.round)}" {_LOOKS[shape.look]}/>'


def _arrow(arrow: Arrow) -> Iterator[str]:
    across, down = _sign(arrow.x2 - arrow.x1), _sign(arrow.y2 - arrow.y1)
    back = _HEAD if arrow.actor else 0.0
    x, y = arrow.x2 - across * back, arrow.y2 - down * back
    yield f'<line x1="{_n(arrow.x1)}" y1="{_n(arrow.y1)}" x2="{_n(x)}" y2="{_n(y)}" {_LINES[arrow.actor]}/>'
    if arrow.actor:
        ink = "#1d4f86" if arrow.actor == "outside" else _INK
        half = _HEAD * 0.62
        ends = ((arrow.x2, arrow.y2), (x - down * half, y - across * half), (x + down * half, y + across * half))
        yield f'<polygon points="{" ".join(f"{_n(a)},{_n(b)}" for a, b in ends)}" fill="{ink}"/>'


def _words(words: Words) -> str:
    bold = ' font-weight="bold"' if words.style == "bold" else ""
    middle = ' text-anchor="middle" fill="#ffffff"' if words.middle else ""
    place = f'x="{_n(words.x)}" y="{_n(words.y)}" font-size="{_n(words.size)}"'
    return f"<text {place}{bold}{middle}>{_safe(words.text)}</text>"


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)


def _n(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _safe(text: str) -> str:
    """Text for XML: without what XML cannot hold or what turns the direction of writing, and with its marks escaped."""
    return escape("".join(mark for mark in text if mark == "\n" or (mark.isprintable() and mark not in "\ufffe\uffff")))
