"""Parts: which letters of which policies a template stands in.

Reads templates and policies; fills nothing and judges nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from putright.letters.asking import parts_of_letter
from putright.letters.shelf import Shelf
from putright.policy.model import Policy


@dataclass(frozen=True, slots=True)
class Standing:
    """A policy, by its file, and the letters in which a template stands."""

    policy: str
    letters: tuple[str, ...]


def where_used(policies: Iterable[tuple[Policy, Shelf]]) -> dict[str, tuple[Standing, ...]]:
    """Each template file on the shelves of some policies, and the letters in which it stands: none for one that is idle."""
    found: dict[str, list[Standing]] = {}
    for policy, shelf in policies:
        made_of = {letter.id: set(parts_of_letter(shelf, letter.template)) for letter in policy.letters.values()}
        for name, _ in shelf.templates:
            letters = tuple(id for id, parts in made_of.items() if name in parts)
            standings = found.setdefault(shelf.file(name), [])
            if letters:
                standings.append(Standing(policy.file, letters))
    return {file: tuple(standings) for file, standings in sorted(found.items())}
