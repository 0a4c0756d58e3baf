"""The files that are changed, and what each is: all that putright ships, and the tests' own policies that use every part.

A mutation is settled by its seed and number alone, so that it can be made again.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any

import yaml

from mutations.changes import OF_THE_TEXT, OF_THE_TREE

ROOT = Path(__file__).parents[2]
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class File:
    """A sound file: where it stands, and whether it is a policy, an overlay, a story, a calendar or a code."""

    path: Path
    kind: str

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> Any:
        return yaml.load(self.text, LOADER)  # noqa: S506 -- it is a safe one

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()


@dataclass(frozen=True)
class Mutation:
    """A file that was changed: its new content, and by which changes."""

    file: File
    kind: str
    content: bytes
    changes: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.file.name} as a {self.kind}: {', '.join(self.changes)}"


def _kind_of(path: Path) -> str:
    folder = path.parent.name
    if folder in ("stories", "calendars", "codes"):
        return {"stories": "story", "calendars": "calendar", "codes": "code"}[folder]
    return "overlay" if "\nbased_on:" in f"\n{path.read_text(encoding='utf-8')}" else "policy"


def _files() -> Iterator[File]:
    own = (ROOT / "tests").glob("*/good/**/*.yaml"), (ROOT / "tests/lives/policies").rglob("*.yaml")
    for paths in ((ROOT / "policies").rglob("*.yaml"), *own, [ROOT / "tests/case/everything.yaml"]):
        for path in sorted(paths):
            if path.name != "attestations.yaml":  # it stands beside a policy, and is tried with the codes
                yield File(path, _kind_of(path))


FILES = tuple(_files())
POLICIES = tuple(file for file in FILES if file.kind == "policy")
OFTEN = {"policy": 6, "overlay": 3, "story": 2, "calendar": 1, "code": 1}
"""How often each kind of file is taken."""


def mutation(seed: int, number: int) -> Mutation:
    """The mutation of that number: one to three changes of the tree or of the text of a file."""
    dice = Random(f"{seed}-{number}")  # noqa: S311
    kind = dice.choices([*OFTEN], [*OFTEN.values()])[0]
    file = dice.choice([one for one in FILES if one.kind == kind] or POLICIES)
    if kind == "overlay" and file.kind == "overlay" and dice.random() < 0.5:
        file = dice.choice(POLICIES)
    tree = _beginning(dice, file, kind)
    if dice.random() < 0.3:
        lines = (file.text if tree is file.tree else yaml.dump(tree, Dumper=DUMPER, sort_keys=False)).split("\n")
        lines, changes = _in_text(dice, [f"{line}\n" for line in lines])
        return Mutation(file, kind, _bent(dice, "".join(lines).encode("utf-8", "surrogatepass")), changes)
    tree, changes = _in_tree(dice, copy.deepcopy(tree), kind)
    text = yaml.dump(tree, Dumper=DUMPER, sort_keys=False, allow_unicode=True, width=200)
    return Mutation(file, kind, text.encode("utf-8", "surrogatepass"), changes)


def _beginning(dice: Random, file: File, kind: str) -> Any:
    """What is changed: the file itself; of a policy some parts, as an overlay on it; of stories two."""
    if kind == "overlay" and file.kind == "policy":
        parts = dice.sample(sorted(file.tree), 3)
        head = {
            "based_on": "../base/base.yaml",
            "version": "mutated",
            "organisation": {"id": "member", "name": "Member"},
        }
        return head | {
            key: copy.deepcopy(file.tree[key]) for key in parts if key not in ("format", "policy", "version")
        }
    if kind == "story" and len(file.tree["stories"]) > 2:
        return file.tree | {"stories": dice.sample(file.tree["stories"], 2)}
    return file.tree


def _in_tree(dice: Random, tree: Any, kind: str) -> tuple[Any, tuple[str, ...]]:
    others = [file.tree for file in FILES if file.kind == ("policy" if kind == "overlay" else kind)]
    changes = dice.choices([*OF_THE_TREE], [*OF_THE_TREE.values()], k=dice.choice((1, 1, 1, 2, 3)))
    told = []
    for change in changes:
        try:
            change(dice, tree, others)
            told.append(change.__name__)
        except (IndexError, KeyError, TypeError, ValueError):
            continue  # an earlier change left nothing there that this one could change
    return tree, tuple(told)


def _in_text(dice: Random, lines: list[str]) -> tuple[list[str], tuple[str, ...]]:
    changes = dice.choices([*OF_THE_TEXT], [*OF_THE_TEXT.values()], k=dice.choice((1, 1, 2, 3)))
    for change in changes:
        if lines:
            change(dice, lines)
    return lines, tuple(change.__name__ for change in changes)


def _bent(dice: Random, content: bytes) -> bytes:
    """Now and then one wrong bit, which may be no text any more."""
    if content and dice.random() < 0.05:
        at = dice.randrange(len(content))
        return content[:at] + bytes([content[at] ^ 1 << dice.randrange(8)]) + content[at + 1 :]
    return content
