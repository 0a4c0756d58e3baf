"""Mermaid: a chart as text that other programs draw, such as code hosts and editors.

Every word of the policy stands in quotes with its marks written as codes, so that none of it is read as Mermaid.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count, pairwise
from typing import Final

from putright.policy.picture.chart import Actor, Block, Box, Chart, Target

_ARROWS: Final[Mapping[Actor, str]] = {"us": "-->", "you": "==>", "itself": "-.->", "outside": "-.->"}
_CLASSES: Final = """\
  classDef us fill:#ffffff,stroke:#3d4a57,color:#1a1a1a
  classDef you fill:#ffe9a8,stroke:#1a1a1a,stroke-width:3px,color:#1a1a1a
  classDef outside fill:#d5e6f7,stroke:#1d4f86,color:#1a1a1a
  classDef end_ fill:#dcdcdc,stroke:#3d4a57,color:#1a1a1a
"""
_PLAIN: Final = frozenset(" ,.:!?()/'-")
"""Marks that mean nothing inside quotes, apart from letters and digits."""


def to_mermaid(chart: Chart) -> str:
    """The chart as a Mermaid flow chart, from top to bottom."""
    return "\n".join(_Writing(chart).lines()) + "\n"


class _Writing:
    """Writes one chart; nodes are numbered, so that nothing in a policy can name one."""

    def __init__(self, chart: Chart) -> None:
        self.chart = chart
        self.boxes = [chart.start, *(box for block in chart.blocks for box in block.boxes)]
        self.unreached = {box.name for before, box in pairwise(self.boxes) if before.onward is None}
        self.nodes = {box.name: f"s{number}" for number, box in enumerate(self.boxes)}
        self.doors = {body.name: f"d{number}" for number, body in enumerate(chart.outside)}
        self.sides = (f"t{number}" for number in count())
        self.ends: dict[str, str] = {}

    def lines(self) -> Iterator[str]:
        yield "flowchart TD"
        yield f"  accTitle: {_bare(self.chart.title)}"
        yield f"  accDescr: {_bare(self.chart.subtitle)}"
        yield self._node(self.chart.start, "  ")
        for number, block in enumerate(self.chart.blocks):
            yield from self._block(number, block)
        for body in self.chart.outside:
            words = ". ".join([f"{body.letter}: {body.title}", *body.reach])
            yield f'  {self.doors[body.name]}[["{_quoted(words)}"]]:::outside'
        for block in self.chart.blocks:
            for where in block.starts:
                begins, first = self.nodes[self.chart.start.name], self.nodes[block.boxes[0].name]
                yield self._arrow(begins, "us", f"where {where}", first)
        for box, following in zip(self.boxes, (*self.boxes[1:], None), strict=True):
            yield from self._ways(box, following)
        yield _CLASSES.rstrip("\n")

    def _block(self, number: int, block: Block) -> Iterator[str]:
        yield f'  subgraph b{number}["{_quoted(block.title)}"]'
        for box in block.boxes:
            yield self._node(box, "    ")
        yield "  end"

    def _node(self, box: Box, indent: str) -> str:
        limit = [box.limit] if box.name in self.unreached and box.limit else []
        words = "<br/>".join(_quoted(part) for part in (box.title, *limit, *(detail.words for detail in box.details)))
        return f'{indent}{self.nodes[box.name]}["{words}"]:::{box.actor}'

    def _ways(self, box: Box, following: Box | None) -> Iterator[str]:
        node = self.nodes[box.name]
        down = next((way.words for way in box.ways if way.target is None), "")
        if box.onward and following:
            said = ": ".join(filter(None, (down, following.limit)))
            yield self._arrow(node, box.onward, said, self.nodes[following.name])
        if box.target:
            yield from self._to(node, box.actor, "", box.target)
        for way in box.ways:
            if way.target:
                yield from self._to(node, way.actor, way.words, way.target)

    def _to(self, node: str, actor: Actor, words: str, target: Target) -> Iterator[str]:
        """An arrow to where a target is; an end gets a node of its own the first time."""
        known = self.nodes.get(target.place) or self.doors.get(f"doors.{target.place}") or self.ends.get(target.words)
        if known is None:
            known = self.ends[target.words] = next(self.sides)
            yield f'  {known}(["{_quoted(target.words)}"]):::end_'
        yield self._arrow(node, actor, words, known)

    def _arrow(self, node: str, actor: Actor, words: str, to: str) -> str:
        said = f'|"{_quoted(words)}"|' if words else ""
        return f"  {node} {_ARROWS[actor]}{said} {to}"


def _quoted(words: str) -> str:
    """Words for inside quotes: every mark that could mean something as its code."""
    line = " ".join(words.split())
    return "".join(
        mark if mark.isalnum() or mark in _PLAIN else f"#{ord(mark)};" for mark in line if mark.isprintable()
    )


def _bare(words: str) -> str:
    """Words for a line that takes no quotes and no codes."""
    return "".join(mark if mark.isalnum() or mark in _PLAIN else " " for mark in " ".join(words.split()))
