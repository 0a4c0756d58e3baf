"""Judges of who acts: what is a right where the complainant acts is a duty where the organisation does.

Pure; they look at the part in which a difference stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from putright.compare.judges import Judge, Meant
from putright.compare.parts import Difference, Part
from putright.compare.words import said
from putright.policy.model import COMPLAINANT


@dataclass(frozen=True, slots=True)
class ByActor:
    """What means one thing where the complainant acts and another where the organisation does."""

    complainants: Judge
    organisations: Judge

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.complainants.kinds, *self.organisations.kinds)))

    def judged(self, found: Difference) -> Iterator[Meant]:
        part = found.new_part or found.old_part
        assert part is not None  # noqa: S101 -- a difference stands in a part
        yield from (self.complainants if is_complainants(part) else self.organisations).judged(found)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something: another role is no matter of rights; that the complainant must or may is."""

    @property
    def kinds(self) -> tuple[str, ...]:
        return ("role-changed", "actor-changed")

    def judged(self, found: Difference) -> Iterator[Meant]:
        theirs = COMPLAINANT in (found.old, found.new)
        yield ("actor-changed" if theirs else "role-changed"), said(found.old), said(found.new)


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole part came or went: for some parts it depends on what they are."""

    removed: str
    added: str
    instead: Mapping[str, tuple[str, str]] | None = None

    @property
    def kinds(self) -> tuple[str, ...]:
        others = tuple(kind for pair in (self.instead or {}).values() for kind in pair)
        return tuple(dict.fromkeys((self.removed, self.added, *others)))

    def judged(self, found: Difference) -> Iterator[Meant]:
        part = found.new_part or found.old_part
        assert part is not None  # noqa: S101 -- a difference stands in a part
        removed, added = (self.instead or {}).get(nature(part), (self.removed, self.added))
        yield (added if found.old_part is None else removed), "", ""


def is_complainants(part: Part) -> bool:
    """Whether it is the complainant who acts there."""
    if part.owner == "choice" and part.above:
        return is_complainants(part.above)
    usual = {"door": COMPLAINANT, "representatives": COMPLAINANT}.get(part.owner, "")
    if part.owner == "action" and part.name == "withdraw":
        usual = COMPLAINANT
    return part.values.get("who", usual) == COMPLAINANT or part.owner == "representatives"


def nature(part: Part) -> str:
    """What a part is, where its coming and going means one thing for some and another for others."""
    if part.owner == "step":
        usual = {"acknowledge": "acknowledgement", "respond": "response"}.get(part.name, "act")
        if part.values.get("who") == COMPLAINANT and part.groups.get("choices"):
            usual = "choice"
        return str(part.values.get("kind", usual))
    if part.owner == "missed" and part.above and is_complainants(part.above):
        return "silence"
    if part.owner in ("choice", "duty") and is_complainants(part):
        return "complainants"
    return ""
