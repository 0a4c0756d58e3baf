"""Templates: what may stand in them, and the closed desk at which they are filled.

Nothing on a shelf can reach past its own templates and the fields it is handed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from jinja2 import BaseLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, LoopContext
from jinja2.sandbox import SandboxedEnvironment

from putright.letters.fields import LOOP
from putright.letters.shelf import Shelf
from putright.letters.values import Absent, Day, Group, Text, escaped
from putright.problems import Place, PolicyError, Problem, in_order, one_of

LARGEST: Final = 64 * 1024
"""Characters that a template, or a filled letter, may have."""

_ALLOWED: Final = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Const),
    *(nodes.If, nodes.CondExpr, nodes.For, nodes.Extends, nodes.Block, nodes.Include),
    *(nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not),
)
_FILTERS: Final = ("length",)
_WORDS: Final = {
    "Call": "a call",
    "Filter": "a filter",
    "Test": "a test with `is`",
    "Assign": "`set`",
    "AssignBlock": "`set`",
    "Macro": "a macro",
    "CallBlock": "`call`",
    "FilterBlock": "a filter",
    "Import": "`import`",
    "FromImport": "`import`",
    "With": "`with`",
    "Slice": "a slice",
    "List": "a list",
    "Dict": "a dictionary",
    "Tuple": "a list",
}
_MEND: Final = "use only fields, if, for, include, extends and block; prepare nothing else in a template"


class Desk(SandboxedEnvironment):
    """Where letters are filled: templates see fields and nothing of Python."""

    intercepted_binops = frozenset(SandboxedEnvironment.default_binop_table)
    intercepted_unops = frozenset(SandboxedEnvironment.default_unop_table)

    def __init__(self, shelf: Shelf) -> None:
        super().__init__(
            loader=_ShelfLoader(shelf),
            undefined=StrictUndefined,
            finalize=shown,
            trim_blocks=True,
            lstrip_blocks=True,
            autoescape=False,
            auto_reload=False,
        )
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in _FILTERS}
        self.tests.clear()

    def getattr(self, obj: object, attribute: str) -> object:
        if isinstance(obj, Group):
            return obj.parts.get(attribute) or obj.part(attribute)
        return _part(obj, attribute)

    def getitem(self, obj: object, argument: object) -> object:
        return _part(obj, argument)

    def is_safe_callable(self, obj: object) -> bool:
        return isinstance(obj, BlockReference)

    def call_binop(self, context: object, operator: str, left: object, right: object) -> object:
        raise SecurityError(f"`{operator}` is not allowed in a letter")

    def call_unop(self, context: object, operator: str, arg: object) -> object:
        raise SecurityError(f"`{operator}` is not allowed in a letter")


class _ShelfLoader(BaseLoader):
    def __init__(self, shelf: Shelf) -> None:
        self.shelf, self.texts = shelf, shelf.document()

    def get_source(self, environment: object, template: str) -> tuple[str, str, Callable[[], bool]]:
        name = self.shelf.find(template)
        if name is None:
            raise TemplateNotFound(template)
        return self.texts[name], name, lambda: True


@lru_cache(maxsize=64)
def desk(shelf: Shelf) -> Desk:
    """The desk for one shelf."""
    return Desk(shelf)


@lru_cache(maxsize=64)
def read_templates(shelf: Shelf) -> tuple[Mapping[str, nodes.Template], tuple[Problem, ...]]:
    """Every template as a tree, without those that cannot be read, and what is wrong: L303 and L304."""
    trees: dict[str, nodes.Template] = {}
    problems: list[Problem] = []
    for name, text in shelf.templates:
        found = _tree(shelf, name, text)
        if isinstance(found, Problem):
            problems.append(found)
            continue
        trees[name] = found
        problems += _refused(shelf, name, found)
    problems += _circles(shelf, trees)
    return trees, in_order(problems)


def shown(value: object) -> str:
    """What a template's {{ … }} prints: every value as Markdown that shows just its text."""
    if isinstance(value, (Text, Day, Absent)):
        return value.markdown()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return escaped(value)
    raise SecurityError("a letter can print single fields only")


def place_in(shelf: Shelf, name: str, line: int, word: str = "") -> Place:
    """The place of a word in a template; column 1 where the word is not on that line."""
    lines = dict(shelf.templates)[name].splitlines()
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    return Place(shelf.file(name), line, max(text.find(word), 0) + 1 if word else 1)


def _part(obj: object, key: object) -> object:
    if isinstance(obj, Group) and isinstance(key, str):
        return obj.part(key)
    if isinstance(obj, LoopContext) and key in LOOP:
        return getattr(obj, str(key))
    raise SecurityError(f'a letter cannot ask for "{key}" here')


def _tree(shelf: Shelf, name: str, text: str) -> nodes.Template | Problem:
    if len(text) > LARGEST:
        what = f"the template is longer than {LARGEST} characters"
        return Problem("L304", place_in(shelf, name, 1), what, "shorten it, or split it into parts")
    try:
        return desk(shelf).parse(text)
    except TemplateSyntaxError as error:
        what = f"the template cannot be read: {error.message}"
        mend = "write a field as {{ complainant.name }}, and close each {% if %}, {% for %} and {% block %}"
        return Problem("L303", place_in(shelf, name, error.lineno), what, mend)
    except RecursionError:
        return Problem("L303", place_in(shelf, name, 1), "the template is nested too deeply", "make it flatter")


def _refused(shelf: Shelf, name: str, tree: nodes.Template) -> Iterator[Problem]:
    """Every part of a template that goes beyond fields, conditions, lists and other templates."""
    written: set[str] = set()
    for node in tree.find_all(nodes.Node):
        if isinstance(node, nodes.Block) and node.name in written:
            what = f"the block {node.name} is written twice"
            yield Problem(
                "L303", place_in(shelf, name, node.lineno), what, "write it once, with all that belongs in it"
            )
        written |= {node.name} if isinstance(node, nodes.Block) else set()
        why = _why_refused(node)
        if why:
            yield Problem("L304", place_in(shelf, name, node.lineno or 1), f"{why} is not allowed in a letter", _MEND)


def _why_refused(node: nodes.Node) -> str:
    match node:
        case nodes.Call(node=nodes.Name(name="super"), args=[], kwargs=[], dyn_args=None, dyn_kwargs=None):
            return ""
        case nodes.Filter(name=name, args=[], kwargs=[], node=nodes.Node()) if name in _FILTERS:
            return ""
        case nodes.Getattr(attr=attr) if attr.startswith("_"):
            return f"the name {attr}"
        case nodes.Getitem(arg=arg) if not (isinstance(arg, nodes.Const) and isinstance(arg.value, str)):
            return "a place in a list"
        case nodes.Getattr(node=nodes.Const()) | nodes.Getitem(node=nodes.Const()):
            return "a part of a text"
        case nodes.Extends(template=other) | nodes.Include(template=other) if not _is_name(other):
            return "a template whose name is not written out"
        case nodes.For(recursive=True):
            return "a list that walks itself"
        case nodes.For(iter=walked) if not isinstance(walked, (nodes.Name, nodes.Getattr, nodes.Getitem)):
            return "a list that is no field"
        case nodes.For(target=target) if not isinstance(target, nodes.Name):
            return "more than one name for an item"
        case nodes.Include(ignore_missing=True):
            return "`ignore missing`"
    if isinstance(node, _ALLOWED):
        return ""
    kind = type(node).__name__
    return _WORDS.get(kind, "arithmetic" if isinstance(node, (nodes.BinExpr, nodes.UnaryExpr)) else f"`{kind.lower()}`")


def _is_name(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Const) and isinstance(node.value, str)


def others(tree: nodes.Node) -> Iterator[tuple[str, int]]:
    """The names of the templates that a template extends or includes, with their lines."""
    for node in tree.find_all((nodes.Extends, nodes.Include)):
        if isinstance(node, (nodes.Extends, nodes.Include)) and isinstance(node.template, nodes.Const):
            yield str(node.template.value), node.lineno


def _circles(shelf: Shelf, trees: Mapping[str, nodes.Template]) -> Iterator[Problem]:
    """Templates that lead nowhere, back to themselves, or to too many others."""
    for name, tree in trees.items():
        for other, line in others(tree):
            if shelf.find(other) is None:
                own = [known for known, _ in shelf.templates]
                what = f'the template asks for "{other}", and the shelf has no such template'
                yield Problem("L302", place_in(shelf, name, line, other), what, f"use one of {one_of(own)}")
        if _reach(shelf, trees, name, ()) > _MOST_PARTS:
            what = f"the template leads back to itself, or is made of more than {_MOST_PARTS} parts"
            yield Problem("L304", place_in(shelf, name, 1), what, "include each part once")


_MOST_PARTS: Final = 60


def _reach(shelf: Shelf, trees: Mapping[str, nodes.Template], name: str, above: tuple[str, ...]) -> int:
    """How many templates one is made of, counted until there are too many."""
    if name in above:
        return _MOST_PARTS + 1
    total = 1
    for other, _ in others(trees[name]) if name in trees else ():
        found = shelf.find(other)
        if found and total <= _MOST_PARTS:
            total += _reach(shelf, trees, found, (*above, name))
    return total


def checked(shelf: Shelf) -> Desk:
    """The desk for a shelf all of whose templates may be used.

    Raises:
        PolicyError: L302, L303 or L304, with every problem of its templates.
    """
    _, problems = read_templates(shelf)
    if problems:
        raise PolicyError(problems)
    return desk(shelf)
