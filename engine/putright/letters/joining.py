"""Joining: a template, the frame it extends, its blocks and the parts it includes, made one tree before it is compiled.

A letter is then written in one go, without a context for every part. Knows no fields; changes no tree that it reads.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from jinja2 import Template, nodes

from putright.letters.shelf import Shelf
from putright.letters.templates import Desk, read_templates

Blocks = Mapping[str, list[nodes.Node]]
"""By its name: what is written into a block, by the template that is nearest to the letter."""


class _Apart(Exception):
    """Joined, this would not mean the same."""


def compiled(shelf: Shelf, desk: Desk, name: str) -> Template:
    """A template ready to be filled: joined where that means the same, else as Jinja takes it, part by part."""
    trees, _ = read_templates(shelf)
    try:
        whole = nodes.Template(list(_Joining(shelf, trees).letter(name, _Here())), lineno=1)
        whole.set_environment(desk)
        code = desk.compile(whole, name)
    except (_Apart, SyntaxError, RecursionError):  # Python nests only so deep
        return desk.get_template(name)
    return Template.from_code(desk, code, {})


@dataclass(frozen=True, slots=True)
class _Here:
    """Where the joining stands: which blocks hold, and whether a list is walked in this template, or around it."""

    blocks: Blocks = field(default_factory=dict)
    walks: bool = False
    walked_around: bool = False


@dataclass(frozen=True, slots=True)
class _Joining:
    shelf: Shelf
    trees: Mapping[str, nodes.Template]

    def letter(self, name: str, here: _Here) -> Iterator[nodes.Node]:
        """The body of the frame, with the blocks of whatever extends it."""
        blocks: dict[str, list[nodes.Node]] = {}
        tree = self.trees[name]
        while True:
            if here.walked_around and any(node.name == "loop" for node in tree.find_all(nodes.Name)):
                raise _Apart
            own: dict[str, list[nodes.Node]] = {}
            for block in tree.find_all(nodes.Block):
                if block.name in own or block.required:
                    raise _Apart
                own[block.name] = block.body
            blocks = {**own, **blocks}
            above = list(tree.find_all(nodes.Extends))
            if not above:
                break
            if above != tree.body[:1]:
                raise _Apart
            tree = self.trees[self._named(above[0].template)]
        yield from self._body(tree.body, replace(here, blocks=blocks, walks=False))

    def _named(self, node: nodes.Node) -> str:
        found = self.shelf.find(str(node.value)) if isinstance(node, nodes.Const) else None
        if found is None:
            raise _Apart
        return found

    def _body(self, body: list[nodes.Node], here: _Here) -> Iterator[nodes.Node]:
        """The same parts in the same order, and what is printed one after the other as one part."""
        printed: list[nodes.Expr] = []
        for node in self._parts(body, here):
            if isinstance(node, nodes.Output):
                printed += node.nodes
                continue
            if printed:
                yield nodes.Output(printed, lineno=printed[0].lineno)
                printed = []
            yield node
        if printed:
            yield nodes.Output(printed, lineno=printed[0].lineno)

    def _parts(self, body: list[nodes.Node], here: _Here) -> Iterator[nodes.Node]:
        for node in body:
            match node:
                case nodes.Block():
                    if here.walks:  # a block does not see the item of a list around it
                        raise _Apart
                    yield from self._body(here.blocks[node.name], here)
                case nodes.Include():
                    if not node.with_context:
                        raise _Apart
                    around = here.walks or here.walked_around
                    yield from self.letter(self._named(node.template), replace(here, walked_around=around))
                case nodes.If():
                    yield self._if(node, here)
                case nodes.For():
                    inside = replace(here, walks=True)
                    body_, else_ = list(self._body(node.body, inside)), list(self._body(node.else_, inside))
                    yield nodes.For(node.target, node.iter, body_, else_, node.test, False, lineno=node.lineno)
                case nodes.Output() if not any(node.find_all(nodes.Call)):  # `super()` is for Jinja to follow
                    yield node
                case _:
                    raise _Apart

    def _if(self, node: nodes.If, here: _Here) -> nodes.If:
        elif_ = [self._if(branch, here) for branch in node.elif_]
        body, else_ = list(self._body(node.body, here)), list(self._body(node.else_, here))
        return nodes.If(node.test, body, elif_, else_, lineno=node.lineno)
