"""Judges: from one difference of one property to the kinds of change that it is.

Pure; a judge sees the two values and the parts they stand in, and names kinds of the table. What only the calendar can
tell, limits and counting rules, is judged by `clocks`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

from putright.compare.parts import Difference
from putright.compare.words import said
from putright.source import Plain

Meant: TypeAlias = "tuple[str, str, str]"
"""A kind, and the words of the old and the new value that it is about."""


class Judge(Protocol):
    """Says what a difference means."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """Every kind that it can name."""

    def judged(self, found: Difference) -> Iterator[Meant]:
        """The kinds of change that a difference is, each with the old and the new value in words."""


@dataclass(frozen=True, slots=True)
class Otherwise:
    """Whatever changes is of one kind."""

    kind: str

    @property
    def kinds(self) -> tuple[str, ...]:
        return (self.kind,)

    def judged(self, found: Difference) -> Iterator[Meant]:
        yield self.kind, said(found.old), said(found.new)


WORDING = Otherwise("wording-only")
"""What is only told to people, and changes nothing that they can rely on."""


@dataclass(frozen=True, slots=True)
class Presence:
    """Something is there or not, or is another."""

    removed: str
    added: str
    changed: str = "wording-only"

    @property
    def kinds(self) -> tuple[str, ...]:
        return (self.removed, self.added, self.changed)

    def judged(self, found: Difference) -> Iterator[Meant]:
        kind = self.added if found.old is None else self.removed if found.new is None else self.changed
        yield kind, said(found.old), said(found.new)


@dataclass(frozen=True, slots=True)
class Switch:
    """A yes or no."""

    off: str
    on: str

    @property
    def kinds(self) -> tuple[str, ...]:
        return (self.off, self.on)

    def judged(self, found: Difference) -> Iterator[Meant]:
        if bool(found.old) != bool(found.new):
            yield (self.on if found.new else self.off), "", ""


@dataclass(frozen=True, slots=True)
class Entries:
    """A list whose order says nothing, or names with their titles: each entry that came or went is a change.

    An empty list may mean "all" or "anybody"; then to fill it takes away. `all_words` says that, and how it is written.
    """

    removed: str
    added: str
    all_words: str = ""
    order: str = ""

    @property
    def kinds(self) -> tuple[str, ...]:
        return (self.removed, self.added, *((self.order,) if self.order else ("wording-only",)))

    def judged(self, found: Difference) -> Iterator[Meant]:
        old, new = (
            {} if self.all_words and value == self.all_words else _entries(value) for value in (found.old, found.new)
        )
        if self.all_words and bool(old) != bool(new):
            yield (self.removed if new else self.added), said(found.old), said(found.new)
            return
        for name in old:
            if name not in new:
                yield self.removed, old[name], ""
        for name in new:
            if name not in old:
                yield self.added, "", new[name]
            elif old[name] != new[name] and isinstance(found.new, dict):
                yield "wording-only", old[name], new[name]
        if self.order and set(old) == set(new) and list(old) != list(new):
            yield self.order, said(found.old), said(found.new)


@dataclass(frozen=True, slots=True)
class Ranked:
    """Choices that stand in an order, the hardest for the complainant first."""

    order: tuple[str, ...]
    down: str
    up: str

    @property
    def kinds(self) -> tuple[str, ...]:
        return (self.down, self.up)

    def judged(self, found: Difference) -> Iterator[Meant]:
        less = self.order.index(str(found.new)) < self.order.index(str(found.old))
        yield (self.down if less else self.up), said(found.old), said(found.new)


@dataclass(frozen=True, slots=True)
class Openings:
    """What opens the way to an outside body: one of several things, or nothing is needed."""

    @property
    def kinds(self) -> tuple[str, ...]:
        return ("referral-not-at-any-time", "referral-at-any-time", "referral-way-removed", "referral-way-added")

    def judged(self, found: Difference) -> Iterator[Meant]:
        match found.how:
            case "added":
                yield "referral-way-added", "", ""
            case "removed":
                yield "referral-way-removed", "", ""
            case _:
                open_now = bool(found.new_part and not found.new_part.groups.get("opens"))
                yield ("referral-at-any-time" if open_now else "referral-not-at-any-time"), "", ""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that is there or not, and larger or smaller."""

    lower: str
    higher: str
    removed: str = ""
    added: str = ""

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(kind for kind in (self.lower, self.higher, self.removed, self.added) if kind)

    def judged(self, found: Difference) -> Iterator[Meant]:
        if self.added and (found.old is None or found.new is None):
            yield (self.added if found.old is None else self.removed), said(found.old), said(found.new)
        else:
            lower = float(str(found.new or 0)) < float(str(found.old or 0))
            yield (self.lower if lower else self.higher), said(found.old), said(found.new)


@dataclass(frozen=True, slots=True)
class ForWhom:
    """The facts for which something holds. Where none are written it holds for `usually`."""

    fewer: str = "applies-to-fewer"
    more: str = "applies-to-more"
    otherwise: str = "condition-changed"
    usually: Literal["everybody", "nobody"] = "everybody"

    @property
    def kinds(self) -> tuple[str, ...]:
        return (self.fewer, self.more, self.otherwise)

    def judged(self, found: Difference) -> Iterator[Meant]:
        old, new = _condition(found.old), _condition(found.new)
        if old == new:
            return
        kind = self.otherwise
        if not old or not new:
            kind = self.fewer if bool(new) == (self.usually == "everybody") else self.more
        elif _within(new, old):
            kind = self.fewer
        elif _within(old, new):
            kind = self.more
        yield kind, said(found.old) or self.usually, said(found.new) or self.usually


def _entries(value: Plain) -> dict[str, str]:
    if isinstance(value, dict):
        return {name: said(item) for name, item in value.items()}
    items: Sequence[Plain] = value if isinstance(value, list) else [] if value is None else [value]
    return {said(item): said(item) for item in items}


def _condition(value: Plain) -> dict[str, frozenset[str]]:
    parts = value if isinstance(value, dict) else {}
    return {fact: frozenset(map(said, item if isinstance(item, list) else [item])) for fact, item in parts.items()}


def _within(inner: Mapping[str, frozenset[str]], outer: Mapping[str, frozenset[str]]) -> bool:
    """Whether whoever the inner facts fit, the outer ones fit too."""
    return all(fact in inner and inner[fact] <= values for fact, values in outer.items())
