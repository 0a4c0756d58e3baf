"""Values in words: the titles of what a value names, so that no reader meets an id where there is a title.

Pure; it says what stands there and judges nothing.
"""

from __future__ import annotations

import re
from typing import Final

from putright.compare.parts import Difference, Part
from putright.compare.words import said
from putright.policy.model import COMPLAINANT, HANDLER, Policy
from putright.policy.phrases import FIELDS, condition
from putright.source import Plain
from putright.working_days import day_said, in_full

LONGEST: Final = 300

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

_ROLES: Final = (
    *("who", "handler", "stands_in", "role", "reviewed_by", "asked_by", "declined_by", "signed_by", "steps_in"),
    *("owner", "tells", "complaints_officer", "senior_person", "governing_member", "waits_for", "seats"),
)
_CONDITIONS: Final = ("for", "unless")
_LETTERS: Final = ("letter", "resumed_letter")
_PLACES: Final = ("to", "then", "different_from", "stages", "at", "holds_up", "stops")
_NEEDS: Final = ("needs", "must_say")


class Values:
    """Values of two policies, each told with the titles of its own."""

    def __init__(self, old: Policy, new: Policy) -> None:
        self.old, self.new = old, new

    def words(self, found: Difference, old: str, new: str) -> tuple[str, str]:
        """The two values of a difference as a reader knows them."""
        return self._told(found, old, self.old, found.old_part), self._told(found, new, self.new, found.new_part)

    def _told(self, found: Difference, value: str, policy: Policy, part: Part | None) -> str:
        name = found.key.partition(".")[2]
        if name in _CONDITIONS and part and isinstance(part.values.get(name), dict):
            return condition(policy, _condition(part.values[name]))
        words = ", ".join(_one(name, word, policy) for word in value.split(", ")) if name in _TITLED else value
        if _DAY.fullmatch(words):
            words = in_full(day_said(words))
        words = " ".join(words.split())
        return words if len(words) <= LONGEST else f"{words[: LONGEST - 3]}..."


def _condition(value: Plain) -> dict[str, tuple[str, ...]]:
    parts = value if isinstance(value, dict) else {}
    return {
        fact: tuple(said(item) for item in (words if isinstance(words, list) else [words]))
        for fact, words in parts.items()
    }


_TITLED: Final = (*_ROLES, *_LETTERS, *_PLACES, *_NEEDS)


def _one(name: str, word: str, policy: Policy) -> str:
    if name in _LETTERS and word in policy.letters:
        return f'"{policy.letters[word].title}"'
    if name in _NEEDS:
        return policy.facts[word].title.lower() if word in policy.facts else FIELDS.get(word, word)
    if name in _ROLES:
        if word == COMPLAINANT:
            return f"the {policy.organisation.complainant}"
        if word == HANDLER:
            return "whoever handles the complaint"
        return policy.roles[word].title if word in policy.roles else word
    if name in _PLACES:
        stages = {stage.id: stage.title for stage in policy.stages}
        if word in stages:
            return stages[word]
        if word == "next":
            return "the next step"
        first, _, step = word.partition(".")
        if first in stages and any(one.id == step for one in policy.stage(first).steps):
            return policy.place_title(word)
        if word in policy.bodies:
            return policy.bodies[word].title
    return word
