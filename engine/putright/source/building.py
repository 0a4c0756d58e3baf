"""The builder: from parser events to the tree, gathering what is wrong on the way.

Never recursive, so that no file can exhaust the stack, and never guesses at an ambiguous word.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Final

import yaml

from putright.problems import Place, Problem
from putright.source.tree import Plain, Spot, in_words

DEEPEST: Final = 50
MOST_VALUES: Final = 100_000
MOST_COPIES: Final = 10_000  # values that aliases may repeat, counted without repeating them

_QUOTED = ("'", '"', "|", ">")
_NULLS = ("", "~", "null", "Null", "NULL")
_TRUTHS = {word: word.lower() == "true" for word in ("true", "True", "TRUE", "false", "False", "FALSE")}
_SURPRISES = re.compile("yes|no|on|off", re.IGNORECASE)
_INTEGER = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_DOUBTFUL = re.compile(r"[-+]?(0[0-9_]+|[0-9]+(_[0-9]+)+|0[xob][0-9a-fA-F_]+)")
_MOST_DIGITS = 18
_ONE_DOCUMENT = 'remove the line "---" or keep the second part in a file of its own'


class EnoughError(Exception):
    """Reading on would only add noise, or cost too much."""


@dataclass(slots=True, eq=False)
class _Node:
    plain: Plain
    spot: Spot
    size: int = 1
    height: int = 1
    anchor: str | None = None
    is_merge: bool = False
    key: tuple[str | None, Place] | None = None  # of an open mapping: the key that waits for its value


class Builder:
    """Builds the tree from parser events, without recursion, and gathers what is wrong on the way."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.tree: Plain = None
        self.spot: Spot | None = None
        self._open: list[_Node] = []
        self._anchors: dict[str, _Node] = {}
        self._documents = self._copies = self._values = 0

    def take(self, event: yaml.Event) -> None:
        match event:
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    self._say("P009", self._place(event), "a second document starts here", _ONE_DOCUMENT)
                    raise EnoughError
            case yaml.ScalarEvent():
                self._add(self._scalar(event))
            case yaml.AliasEvent():
                self._add(self._alias(event))
            case yaml.CollectionStartEvent():
                self._enter(event)
            case yaml.CollectionEndEvent():
                self._add(self._open.pop())

    def check_top(self) -> None:
        if isinstance(self.tree, dict) or self.problems:
            return
        if self.tree is None:
            what, where = "the file is empty", Place(self.file)
        else:
            what = f"the file must hold named parts, and it holds {in_words(self.tree)}"
            where = self.spot.value if self.spot else Place(self.file)
        self._say("P010", where, what, 'start it with lines such as "title: Complaints policy"')

    def _enter(self, event: yaml.CollectionStartEvent) -> None:
        place = self._place(event)
        if len(self._open) >= DEEPEST:
            self._too_deep(place)
        self._refuse_tag(event)
        is_list = isinstance(event, yaml.SequenceStartEvent)
        self._open.append(self._named(event, _Node([] if is_list else {}, Spot(place, place))))

    def _scalar(self, event: yaml.ScalarEvent) -> _Node:
        place = self._place(event)
        spot = Spot(place, place, event.value)
        self._refuse_tag(event)
        if event.tag is not None or event.style in _QUOTED:
            return self._named(event, _Node(event.value, spot))
        return self._named(event, _Node(self._core(event.value, place), spot, is_merge=event.value == "<<"))

    def _core(self, word: str, place: Place) -> Plain:
        """The value of an unquoted word by the YAML 1.2 core schema, less what older YAML read otherwise."""
        if word in _NULLS:
            return None
        if word in _TRUTHS:
            return _TRUTHS[word]
        if _SURPRISES.fullmatch(word):
            truth = "true" if word.lower() in ("yes", "on") else "false"
            mend = f'write {truth} for a yes-or-no value, or "{word}" in quotes for the word'
            self._say("P004", place, f"{word} without quotes can be read as {truth} or as a word", mend)
        elif _DOUBTFUL.fullmatch(word) or (_INTEGER.fullmatch(word) and len(word) > _MOST_DIGITS):
            mend = f'write a plain number such as 10, or "{word[:40]}" in quotes for a name or phone number'
            self._say("P004", place, f"{word[:40]} can be read as more than one number, or as text", mend)
        elif _INTEGER.fullmatch(word):
            return int(word)
        elif _FLOAT.fullmatch(word):
            if math.isfinite(number := float(word)):
                return number
            self._say("P004", place, f"{word[:40]} is too large for a number", "put it in quotes")
        return word

    def _alias(self, event: yaml.AliasEvent) -> _Node:
        place, name = self._place(event), event.anchor
        node = self._anchors.get(name or "")
        if node is None or node in self._open:
            why = "stands inside the part it repeats" if node else "repeats a part that no &-name before it marks"
            self._say(
                "P005",
                place,
                f"*{name} {why}",
                f'write the part out, or put "*{name}" in quotes if it is text',
            )
            return _Node(f"*{name}", Spot(place, place))
        self._copies += node.size
        if self._copies > MOST_COPIES:
            what = f"the *-names of this file repeat more than {MOST_COPIES} values"
            self._say("P005", place, what, "write the repeated parts out where they are needed")
            raise EnoughError
        if len(self._open) + node.height > DEEPEST:
            self._too_deep(place)
        return _Node(node.plain, Spot(place, place, node.spot.written, node.spot.parts), node.size, node.height)

    def _named(self, event: yaml.NodeEvent, node: _Node) -> _Node:
        if event.anchor is not None:
            if event.anchor in self._anchors:
                what = f"the name &{event.anchor} is given twice"
                self._say("P005", self._place(event), what, "give each repeated part its own name")
            self._anchors[event.anchor] = node
        return node

    def _add(self, node: _Node) -> None:
        if not self._open:
            self.tree, self.spot = node.plain, node.spot
            return
        self._values += 1
        if self._values > MOST_VALUES:
            what = f"the file holds more than {MOST_VALUES} names and values"
            self._say("P007", node.spot.value, what, "name the policy file; no policy is as large as this")
            raise EnoughError
        parent = self._open[-1]
        parent.size += node.size
        parent.height = max(parent.height, node.height + 1)
        if isinstance(parent.plain, list):
            parent.spot.parts[len(parent.plain)] = node.spot
            parent.plain.append(node.plain)
        elif parent.key is None:
            parent.key = (self._key(node, parent), node.spot.value)
        elif isinstance(parent.plain, dict):
            (key, node.spot.key), parent.key = parent.key, None
            if node.spot.written == "" and node.plain is None:
                node.spot.value = node.spot.key  # nothing is written, so show where it should be
            if key is not None:
                parent.plain[key], parent.spot.parts[key] = node.plain, node.spot

    def _key(self, node: _Node, parent: _Node) -> str | None:
        place, key = node.spot.value, node.plain
        if node.is_merge:
            self._say("P012", place, '"<<" would mix another part into this one', "write its lines out here")
        elif not isinstance(key, str):
            quoted = f'"{node.spot.written}"' if node.spot.written else "a word"
            mend = (
                f"write {quoted} in quotes before the colon" if node.spot.written else "write a word before the colon"
            )
            self._say("P013", place, f"a name must be text, found {in_words(key, node.spot.written)}", mend)
        elif key in parent.spot.parts:
            first = parent.spot.parts[key].key
            self._say("P003", place, f'"{key}" stands here twice; first at {first}', "keep one of the two")
        else:
            return key
        return None

    def _refuse_tag(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        tag = event.tag
        if tag is not None:
            shown = tag.replace("tag:yaml.org,2002:", "!!")
            mend = f'remove "{shown[:60]}"; if it is part of a text, put the text in quotes'
            self._say("P008", self._place(event), f'"{shown[:60]}" is a tag, and policies have none', mend)

    def _too_deep(self, place: Place) -> None:
        self._say("P006", place, f"parts stand inside parts more than {DEEPEST} deep", "bring this part further out")
        raise EnoughError

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self.file, mark.line + 1, mark.column + 1) if mark else Place(self.file)

    def _say(self, problem_id: str, place: Place, what: str, mend: str) -> None:
        self.problems.append(Problem(problem_id, place, what, mend))
