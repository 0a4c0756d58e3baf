"""What changed, neutrally: every difference of two policies with both values and both places, and nothing of its meaning.

Pure. Comments, spacing, the order of named things, and a default that is now written out, are no difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Final

from putright.compare.matching import Matching, Pair, out_of_turn
from putright.compare.nests import CLOCKS, NESTS
from putright.compare.parts import Difference, Form, Nest, Part, parts_of
from putright.policy.schemas import Schema, shipped_validator
from putright.source import Plain, Source
from putright.working_days import Duration

SAME_AS: Final = {"built-in-action": "action"}
"""Parts of the schema that are told as another one."""

_ORDERED: Final[tuple[Form, ...]] = ("stages", "steps")


class Comparison:
    """Two policies as parts, and which part of the one is which of the other."""

    def __init__(self, old: Source, new: Source) -> None:
        self.old, self.new = parts_of(old, NESTS), parts_of(new, NESTS)
        self.matching = Matching(self.old, self.new, NESTS)

    def differences(self) -> tuple[Difference, ...]:
        """Every difference, in the order of the new policy; what was taken away comes last in its group."""
        return tuple(_Walk(self.matching).between(self.old, self.new))


class _Walk:
    def __init__(self, matching: Matching) -> None:
        self.matching = matching

    def between(self, old: Part, new: Part) -> Iterator[Difference]:
        yield from self._values(old, new)
        for key in dict.fromkeys((*new.groups, *old.groups)):
            nest = NESTS[f"{new.owner}.{key}"]
            pairs = list(self.matching.pairs(nest, old.groups.get(key, []), new.groups.get(key, [])))
            if (old.groups.get(key) and new.groups.get(key)) or f"{new.owner}.{key}" != "door.opens":
                for one, other in pairs:
                    yield from self._pair(f"{new.owner}.{key}", nest, one, other, old, new)
            if nest.form in _ORDERED:
                yield from self._moved(f"{new.owner}.{key}", pairs, new.groups.get(key, []))
        if new.owner == "door" and bool(old.groups.get("opens")) != bool(new.groups.get("opens")):
            yield _changed(old, new, "opens")

    def _pair(
        self, key: str, nest: Nest, one: Part | None, other: Part | None, old: Part, new: Part
    ) -> Iterator[Difference]:
        name = key.partition(".")[2]
        if one and other:
            if one.name != other.name:
                yield Difference(key, "renamed", one, other, one.place, other.place, one.name, other.name)
            yield from self.between(one, other)
            return
        here = one or other
        assert here is not None  # noqa: S101 -- a pair has one side
        if nest.is_always_there(here.name):
            empty = Part(here.owner, here.name, (new if one else old).place, new if one else old)
            yield from self.between(one or empty, other or empty)
        elif one:
            yield Difference(key, "removed", one, None, one.place, new.place_of(name))
        elif other:
            yield Difference(key, "added", None, other, old.place_of(name), other.place)

    def _moved(self, key: str, pairs: Sequence[Pair], new: Sequence[Part]) -> Iterator[Difference]:
        kept = [(one, other) for one, other in pairs if one and other]
        staying = [pair for pair in kept if self._same_above(*pair)]
        for one, other in (*(pair for pair in kept if pair not in staying), *out_of_turn(staying, new)):
            yield Difference(key, "moved", one, other, one.place, other.place)

    def _same_above(self, one: Part, other: Part) -> bool:
        return one.above is None or one.above.above is None or self.matching.other.get(one.above) is other.above

    def _values(self, old: Part, new: Part) -> Iterator[Difference]:
        timed = CLOCKS.get(new.owner, ())
        if any(_plain(new.owner, name, old) != _plain(new.owner, name, new) for name in timed):
            name = next(name for name in timed if _plain(new.owner, name, old) != _plain(new.owner, name, new))
            yield _changed(old, new, "clock", name)
        for name in dict.fromkeys((*new.values, *old.values)):
            if name in timed or (new.owner, name) == ("stage", "id"):
                continue
            if _plain(new.owner, name, old) != _plain(new.owner, name, new):
                yield _changed(old, new, name)


def _changed(old: Part, new: Part, name: str, at: str = "") -> Difference:
    values = (_value(new.owner, name, old), _value(new.owner, name, new))
    places = (old.place_of(at or name), new.place_of(at or name))
    return Difference(f"{new.owner}.{name}", "changed", old, new, *places, *values, name)


def _value(owner: str, name: str, part: Part) -> Plain:
    """The value that holds: what is written, or what goes without saying."""
    if (owner, name) == ("policy", "counting"):
        written = part.meant.get(name)
        usual = {"ends": default("counting", "ends")}
        return {**usual, **written} if isinstance(written, dict) else written
    return part.meant[name] if name in part.meant else default(owner, name)


def _plain(owner: str, name: str, part: Part) -> Plain:
    return _same_words(_value(owner, name, part))


def _same_words(value: Plain) -> Plain:
    """The value without what makes no difference: one word or a list of it, a unit that has two names."""
    if isinstance(value, dict):
        return {key: _same_words(item) for key, item in value.items()} or None
    if isinstance(value, list):
        return _same_words(value[0]) if len(value) == 1 else [_same_words(item) for item in value] or None
    if isinstance(value, str):
        try:
            return str(Duration.parse(value))
        except ValueError:
            return " ".join(value.split())
    return value


def default(owner: str, name: str) -> Plain:
    """What holds where nothing is written, as the schema says; None where nothing does."""
    found: Any = schema_properties().get(f"{owner}.{name}", {}).get("default")
    return found if isinstance(found, (bool, int, float, str)) else None


@cache
def schema_properties() -> dict[str, Schema]:
    """Every property of the schema of policies by the part it stands in: `step.letter`."""
    root, _ = shipped_validator("policy")
    found: dict[str, Schema] = {}
    _gather(root, "policy", found)
    for name, part in root["$defs"].items():
        _gather(part, SAME_AS.get(name, name), found)
    return found


def _gather(schema: Schema, owner: str, found: dict[str, Schema]) -> None:
    for name, part in schema.get("properties", {}).items():
        if owner not in ("actions", "records"):  # their parts have names that are given, and no others
            found.setdefault(f"{owner}.{name}", part)
        if "properties" in part:
            _gather(part, name, found)
