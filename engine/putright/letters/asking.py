"""What a letter asks for, read from its templates before anything is filled.

Only reads the trees; it knows no case, and does not judge what it finds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final

from jinja2 import nodes

from putright.letters.shelf import Shelf
from putright.letters.templates import place_in, read_templates
from putright.problems import Place

DEEPEST: Final = 2
"""Lists within lists that a letter may walk."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One field that a letter asks for: under what full name, in what words, where, and whether it may be missing."""

    name: str
    written: str
    place: Place
    guarded: bool
    """True inside an `if` that asks for it first, and for the names in that `if` itself."""
    walked: bool = False
    """True where a list is walked through."""
    depth: int = 0
    printed: bool = False
    """True where it stands to be printed, and is not only asked for."""


@dataclass(frozen=True, slots=True)
class _Here:
    """Where the reading stands: in which template, with which list items, under which guards, at which depth."""

    template: str
    items: Mapping[str, str] = field(default_factory=dict)
    guards: frozenset[str] = frozenset()
    depth: int = 0
    asked_only: bool = False


@lru_cache(maxsize=256)
def asked(shelf: Shelf, template: str) -> tuple[Ask, ...]:
    """Every field that a template asks for, with those of the templates it extends and includes."""
    return tuple(_Reading(shelf).letter(template, _Here(template)))


@lru_cache(maxsize=256)
def parts_of_letter(shelf: Shelf, template: str) -> tuple[str, ...]:
    """The full names of the templates that a letter is made of, in order: it, those it extends, those it includes.

    What stands only in a block that another one takes the place of is no part of it. None where there is no such template.
    """
    found = shelf.find(template)
    if found is None:
        return ()
    reading = _Reading(shelf)
    for _ in reading.letter(found, _Here(found)):
        pass
    return tuple(sorted(reading.reached))


class _Reading:
    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.reached: set[str] = set()
        self.trees, _ = read_templates(shelf)
        self.blocks: dict[str, list[tuple[str, nodes.Block]]] = {}

    def letter(self, name: str, here: _Here) -> Iterator[Ask]:
        """Reads from the frame inwards: a block stands for the last one written under its name."""
        above = self.blocks
        self.blocks = {}
        root = name
        for template, tree in self._line(name):
            root = template
            self.reached.add(template)
            for block in tree.find_all(nodes.Block):
                self.blocks.setdefault(block.name, []).append((template, block))
        if root in self.trees:
            yield from self._body(self.trees[root].body, replace(here, template=root))
        self.blocks = above

    def _line(self, name: str | None) -> Iterator[tuple[str, nodes.Template]]:
        """A template and those it extends, the frame last."""
        while name is not None and name in self.trees:
            tree = self.trees[name]
            yield name, tree
            above = tree.find(nodes.Extends)
            name = self._named(above.template) if above else None

    def _named(self, node: nodes.Node) -> str | None:
        return self.shelf.find(str(node.value)) if isinstance(node, nodes.Const) else None

    def _body(self, body: list[nodes.Node], here: _Here, block: tuple[str, int] = ("", 0)) -> Iterator[Ask]:
        for node in body:
            yield from self._node(node, here, block)

    def _node(self, node: nodes.Node, here: _Here, block: tuple[str, int]) -> Iterator[Ask]:
        match node:
            case nodes.Extends():
                return
            case nodes.Block():
                yield from self._block((node.name, 0), here)
            case nodes.Call():
                yield from self._block((block[0], block[1] + 1), here)
            case nodes.Include():
                if found := self._named(node.template):
                    yield from self.letter(found, here)
            case nodes.If():
                yield from self._if(node, here, block)
            case nodes.CondExpr():
                yield from self._node(node.test, replace(here, asked_only=True), block)
                inside = replace(here, guards=here.guards | self._names(node.test, here))
                yield from self._node(node.expr1, inside, block)
                if node.expr2:
                    yield from self._node(node.expr2, here, block)
            case nodes.For():
                yield from self._for(node, here, block)
            case nodes.Name() | nodes.Getattr() | nodes.Getitem():
                yield from self._ask(node, here)
            case nodes.Filter() if node.node is not None:
                yield from self._node(node.node, replace(here, asked_only=True), block)
            case _:
                for child in node.iter_child_nodes():
                    yield from self._node(child, here, block)

    def _block(self, wanted: tuple[str, int], here: _Here) -> Iterator[Ask]:
        name, above = wanted
        written = self.blocks.get(name, [])
        if above < len(written):
            template, block = written[above]
            yield from self._body(block.body, replace(here, template=template), (name, above))

    def _if(self, node: nodes.If, here: _Here, block: tuple[str, int]) -> Iterator[Ask]:
        for branch in (node, *node.elif_):
            yield from self._node(branch.test, replace(here, asked_only=True), block)
            inside = replace(here, guards=here.guards | self._names(branch.test, here))
            yield from self._body(branch.body, inside, block)
        yield from self._body(node.else_, here, block)

    def _for(self, node: nodes.For, here: _Here, block: tuple[str, int]) -> Iterator[Ask]:
        walked = self._path(node.iter, here)
        for ask in self._ask(node.iter, here):
            yield replace(ask, walked=True)
        if isinstance(node.target, nodes.Name) and walked:
            items = {**here.items, node.target.name: f"{walked[0]}[]"}
            here = replace(here, items=items, depth=here.depth + 1)
        yield from self._body(node.body, here, block)
        yield from self._body(node.else_, here, block)

    def _ask(self, node: nodes.Node, here: _Here) -> Iterator[Ask]:
        path = self._path(node, here)
        if path is None:
            return
        name, written = path
        if name.startswith("loop.") and here.depth:
            return
        guarded = here.asked_only or any(name == guard or name.startswith(f"{guard}.") for guard in here.guards)
        place = place_in(self.shelf, here.template, node.lineno, written)
        yield Ask(name, written, place, guarded, depth=here.depth, printed=not here.asked_only)

    def _names(self, test: nodes.Node, here: _Here) -> frozenset[str]:
        """The fields that a condition asks for, and so stands guard for; `not` guards nothing."""
        if isinstance(test, nodes.Not):
            return frozenset()
        path = self._path(test, here)
        if path:
            return frozenset([path[0]])
        return frozenset().union(*(self._names(child, here) for child in test.iter_child_nodes()))

    def _path(self, node: nodes.Node, here: _Here) -> tuple[str, str] | None:
        """A field's full name and how it is written; None for anything else."""
        match node:
            case nodes.Name():
                return here.items.get(node.name, node.name), node.name
            case nodes.Getattr():
                above = self._path(node.node, here)
                return (f"{above[0]}.{node.attr}", f"{above[1]}.{node.attr}") if above else None
            case nodes.Getitem(arg=nodes.Const(value=key)):
                above = self._path(node.node, here)
                return (f"{above[0]}.{key}", f'{above[1]}["{key}"]') if above else None
            case _:
                return None
