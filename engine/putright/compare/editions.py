"""Editions of a code: which clauses came and went, and which ask for something else than before.

Pure; it judges no policy. Clauses belong together by their number, and where that is gone by what they ask.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from putright.codes.model import Clause, Code
from putright.codes.telling import ask_in_words
from putright.problems import Place

EditionKind: TypeAlias = Literal[
    "clause-added", "clause-removed", "clause-renumbered", "level-raised", "level-lowered", "asks-changed", "reworded"
]

LEVELS: Final = ("info", "may", "should", "must")
"""How strongly a clause is put, the weakest first."""

_ALIKE: Final = 0.5
_SAME_NUMBER: Final = 0.1

_SENTENCES: Final[dict[EditionKind, str]] = {
    "clause-added": "new: {new}",
    "clause-removed": "no longer there: {old}",
    "clause-renumbered": "the same as {old} before",
    "level-raised": "says {new} now, where it said {old}",
    "level-lowered": "says {new} now, where it said {old}",
    "asks-changed": "asks {new}, where it asked {old}",
    "reworded": "put another way: {new} It was: {old}",
}


@dataclass(frozen=True, slots=True)
class EditionChange:
    """One change of one clause: its number in the newer edition, or in the older one if it is gone."""

    id: EditionKind
    clause: str
    old: str
    new: str
    old_place: Place
    new_place: Place

    @property
    def what(self) -> str:
        return f"{self.clause}: {_SENTENCES[self.id].format(old=self.old, new=self.new)}"

    def as_json(self) -> Mapping[str, object]:
        return {
            "id": self.id,
            "clause": self.clause,
            "what": self.what,
            "old": {"value": self.old, **self.old_place.as_json()},
            "new": {"value": self.new, **self.new_place.as_json()},
        }


def edition_changes(old: Code, new: Code) -> tuple[EditionChange, ...]:
    """What changed from one edition to another: first clauses that are otherwise, then those that are gone or new."""
    pairs = _pairs(old, new)
    both = [pair for pair in pairs if None not in pair]
    alone = [pair for pair in pairs if None in pair]
    return tuple(change for one, other in (*both, *alone) for change in _between(one, other, old, new))


def _pairs(old: Code, new: Code) -> list[tuple[Clause | None, Clause | None]]:
    """The most alike first: a number alone says little, as editions are numbered anew."""
    ranked = sorted(
        ((_likeness(one, other), -a, -b) for a, one in enumerate(old.clauses) for b, other in enumerate(new.clauses)),
        reverse=True,
    )
    of_old: dict[int, int] = {}
    of_new: dict[int, int] = {}
    for share, a, b in ranked:
        if share >= _ALIKE and -a not in of_old and -b not in of_new:
            of_old[-a], of_new[-b] = -b, -a
    gone = [(one, None) for a, one in enumerate(old.clauses) if a not in of_old]
    return [*((old.clauses[of_new[b]] if b in of_new else None, one) for b, one in enumerate(new.clauses)), *gone]


def _likeness(one: Clause, other: Clause) -> float:
    """Of the words and of the questions half each, and a little for the number; 1 and a little is all the same."""
    words = _share(set(one.requirement.lower().split()), set(other.requirement.lower().split()))
    asked, asks = _subjects(one), _subjects(other)
    about = _share(asked, asks) if asked or asks else words
    return (words + about) / 2 + (_SAME_NUMBER if one.id == other.id else 0)


def _subjects(clause: Clause) -> set[str]:
    """What the questions are about, without the numbers they ask for; what a person attests may be about anything."""
    about = ("stage", "of", "role", "door", "letter", "contains")
    return {
        " ".join((ask.question, *(str(ask.given.get(name, "")) for name in about)))
        for ask in clause.asks
        if ask.question != "attested"
    }


def _share(one: set[str], other: set[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def _between(one: Clause | None, other: Clause | None, old: Code, new: Code) -> Iterator[EditionChange]:
    if one is None and other is not None:
        yield EditionChange("clause-added", other.id, "", other.requirement, old.place, other.place)
    elif other is None and one is not None:
        yield EditionChange("clause-removed", one.id, one.requirement, "", one.place, new.place)
    elif one is not None and other is not None:
        for kind, before, after in _differences(one, other):
            yield EditionChange(kind, other.id, before, after, one.place, other.place)


def _differences(one: Clause, other: Clause) -> Iterator[tuple[EditionKind, str, str]]:
    if one.id != other.id:
        yield "clause-renumbered", one.id, other.id
    if one.level != other.level:
        raised = LEVELS.index(other.level) > LEVELS.index(one.level)
        yield "level-raised" if raised else "level-lowered", one.level, other.level
    asked, asks = [ask_in_words(ask) for ask in one.asks], [ask_in_words(ask) for ask in other.asks]
    gone, come = [ask for ask in asked if ask not in asks], [ask for ask in asks if ask not in asked]
    if gone or come:
        yield "asks-changed", "; ".join(gone) or "nothing else", "; ".join(come) or "nothing more"
    if _words(one.requirement) != _words(other.requirement):
        yield "reworded", one.requirement, other.requirement


def _words(text: str) -> str:
    return " ".join(text.split())
