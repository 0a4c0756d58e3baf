"""Mutants of Python files: the same file with one comparison, condition, number or verdict changed, by its syntax tree."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

ROOT = Path(__file__).parents[2]
ENGINE = ROOT / "engine"
CODES = ENGINE / "putright" / "codes"

PROBE: Final = "__runs__"
"""What a statement calls that tells that it runs."""

COMPARISONS: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
NAMES: Final = {
    "min": "max", "max": "min", "any": "all", "all": "any", "reversed": "iter",
    "met": "fails", "fails": "met", "warning": "met", "needs_person": "met", "not_applicable": "met",
}  # fmt: skip
"""What is called instead."""
VERDICTS: Final = {
    "met": "fails", "fails": "met", "warning": "met", "needs-person": "met", "not-applicable": "met",
    "not-met": "met", "departs": "met",
}  # fmt: skip
"""Which verdict is given instead."""
OF_NO_MATTER: Final = (
    "strict",
    "repr",
    "compare",
    "init",
    "frozen",
    "slots",
    "hash",
    "annotation",
    "returns",
    "decorator_list",
)
"""Parts of a file in which nothing is changed: they say how a value is held, not what is found."""


@dataclass(frozen=True)
class Mutant:
    """One change of a file."""

    file: Path
    owner: str
    """The function that it is in, as Python calls it; empty: what runs when the file is read."""
    change: str
    line: int
    """Where the statement begins that is changed: a test that does not run it cannot tell."""
    tree: ast.Module = field(repr=False, compare=False)
    spot: tuple[ast.AST, str, int | None] = field(repr=False, compare=False)
    new: ast.AST = field(repr=False, compare=False)

    @property
    def name(self) -> str:
        return self.file.relative_to(CODES).as_posix()

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is called wherever its lines stand."""
        return self.name, self.owner, self.change

    def text(self) -> str:
        """The file with the change."""
        old = _put(self.spot, self.new)
        try:
            return ast.unparse(ast.fix_missing_locations(self.tree))
        finally:
            _put(self.spot, old)

    def __str__(self) -> str:
        return f"{self.name}:{self.line}: {self.owner or 'the file itself'}: {self.change}"


def mutants(file: Path) -> list[Mutant]:
    """Every mutant of a file, in the order of its lines."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return [
        Mutant(file, owner, change, line, tree, spot, new)
        for owner, change, line, spot, new in _walk(tree, "", "", tree)
    ]


def _put(spot: tuple[ast.AST, str, int | None], new: ast.AST) -> ast.AST:
    holder, name, at = spot
    held = getattr(holder, name)
    if at is None:
        setattr(holder, name, new)
        return held  # type: ignore[no-any-return]
    old, held[at] = held[at], new
    return old  # type: ignore[no-any-return]


def _walk(
    node: ast.AST, around: str, owner: str, told: ast.AST, line: int = 1
) -> Iterator[tuple[str, str, int, tuple[ast.AST, str, int | None], ast.AST]]:
    """Each change below a node: in which function, in words, in which statement, where, and what stands there instead.

    `around` is the class or function in which the node stands, `told` the expression in whose words a change is told.
    """
    for name, value in ast.iter_fields(node):
        if name in OF_NO_MATTER or (isinstance(node, ast.keyword) and node.arg in OF_NO_MATTER):
            continue
        for at, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if not isinstance(child, ast.AST):
                continue
            inside, within = around, owner
            if isinstance(child, ast.ClassDef | ast.FunctionDef):
                inside = f"{around}.{child.name}".lstrip(".")
            if isinstance(node, ast.FunctionDef) and name == "body":
                within = owner or around
            own = child.lineno if isinstance(child, ast.stmt) else line
            for new in _instead(child, node, name):
                spot = (node, name, at)
                words = told if isinstance(child, ast.Constant | ast.Name) and isinstance(told, ast.expr) else child
                yield within, _in_words(words, spot, new, name), own, spot, new
            yield from _walk(child, inside, within, child if isinstance(child, ast.expr) else told, own)


def probed(file: Path) -> ast.Module:
    """A file in which each statement of a function tells first that it runs."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for node in tuple(ast.walk(tree)):
        for part in () if isinstance(node, ast.Module | ast.ClassDef) else ("body", "orelse", "finalbody"):
            held = getattr(node, part, None)
            if isinstance(held, list):
                probe = (ast.parse(f"{PROBE}({str(file)!r}, {one.lineno})").body[0] for one in held)
                setattr(node, part, [line for pair in zip(probe, tuple(held), strict=True) for line in pair])
    return ast.fix_missing_locations(tree)


def _in_words(told: ast.AST, spot: tuple[ast.AST, str, int | None], new: ast.AST, name: str) -> str:
    before = ast.unparse(told)
    old = _put(spot, new)
    after = ast.unparse(ast.fix_missing_locations(told if told is not old else new))
    _put(spot, old)
    return f"{'if ' if name in ('test', 'ifs') else ''}{before} -> {after}"


def _instead(node: ast.AST, holder: ast.AST, name: str) -> Iterator[ast.AST]:
    """What could stand there by mistake."""
    if (name == "test" and isinstance(holder, ast.If | ast.IfExp)) or name == "ifs":
        yield from (ast.Constant(True), ast.Constant(False))
    if isinstance(node, ast.Compare):
        for at, op in enumerate(node.ops):
            yield _with(node, ops=[*node.ops[:at], COMPARISONS[type(op)](), *node.ops[at + 1 :]])
    elif isinstance(node, ast.BoolOp):
        yield _with(node, op=ast.And() if isinstance(node.op, ast.Or) else ast.Or())
        for at in range(len(node.values)):
            left = [*node.values[:at], *node.values[at + 1 :]]
            yield _with(node, values=left) if len(left) > 1 else left[0]
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand
    elif isinstance(node, ast.Constant):
        if isinstance(node.value, bool):
            yield ast.Constant(not node.value)
        elif isinstance(node.value, int):
            yield ast.Constant(node.value + 1)
        elif node.value in VERDICTS:
            yield ast.Constant(VERDICTS[node.value])
    elif isinstance(node, ast.Name) and name == "func" and node.id in NAMES:
        yield ast.Name(NAMES[node.id], ast.Load())


def _with(node: ast.AST, **parts: object) -> ast.AST:
    changed = copy.copy(node)
    for name, value in parts.items():
        setattr(changed, name, value)
    return changed
