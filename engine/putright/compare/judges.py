"""Judges: from one difference of one property to the kinds of change that it is.

Pure; a judge sees the two values and the parts they stand in, and names kinds of the table. What only the calendar can
tell, limits and counting rules, is judged by `clocks`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

from putright.compare.parts import Difference, Part
from putright.policy.model import COMPLAINANT
from putright.source import Plain
from putright.working_days import Duration

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
class Time:
    """A duration that stands alone. Where units differ, only lengths that leave no doubt are compared."""

    longer: str
    shorter: str
    removed: str
    added: str
    otherwise: str = "deadline-changed"

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((self.longer, self.shorter, self.removed, self.added, self.otherwise)))

    def judged(self, found: Difference) -> Iterator[Meant]:
        if found.old is None or found.new is None:
            yield (self.added if found.old is None else self.removed), said(found.old), said(found.new)
            return
        old, new = Duration.parse(str(found.old)), Duration.parse(str(found.new))
        (least, most), (new_least, new_most) = bounds(old), bounds(new)
        kind = self.longer if new_least > most else self.shorter if new_most < least else self.otherwise
        if old.unit == new.unit:
            kind = self.longer if new.number > old.number else self.shorter
        yield kind, said(found.old), said(found.new)


@dataclass(frozen=True, slots=True)
class MoreTime:
    """How much more time an extension gives. An open end is told by itself, and the two ways to count as one change."""

    @property
    def kinds(self) -> tuple[str, ...]:
        return ("extension-longer", "extension-shorter", "extension-changed")

    def judged(self, found: Difference) -> Iterator[Meant]:
        old, new = found.old_part, found.new_part
        assert old is not None  # noqa: S101 -- the value of a part that both have
        assert new is not None  # noqa: S101
        if old.values.get("open_ended") or new.values.get("open_ended"):
            return
        if found.old is None:
            other = "total" if found.name == "by" else "by"
            yield "extension-changed", f"{said(old.values.get(other))}", said(found.new)
        elif found.new is not None:
            time = Time("extension-longer", "extension-shorter", "", "", "extension-changed")
            yield from time.judged(found)


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


def bounds(duration: Duration) -> tuple[float, float]:
    """The fewest and the most days that a duration can take in a working week of five days with its holidays."""
    fewest, most = {
        "working days": (1.0, 3.0),
        "days": (1.0, 1.0),
        "weeks": (7.0, 7.0),
        "months": (28.0, 31.0),
        "years": (365.0, 366.0),
        "hours": (1 / 24, 1 / 24),
    }[duration.unit]
    return duration.number * fewest, duration.number * most


def said(value: Plain) -> str:
    """A value in words: names without hyphens, lists as a sentence has them."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case list():
            return ", ".join(said(item) for item in value)
        case dict():
            return "; ".join(f"{plain(key)}: {said(item)}" for key, item in value.items())
    return str(value)


def plain(name: str) -> str:
    """A name in a policy as words."""
    return name.replace("_", " ")


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
