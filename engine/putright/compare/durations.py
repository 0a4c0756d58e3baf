"""Judges of durations that stand alone: how long something may take, and how much more time there may be.

Pure; a duration with a start is a clock, and is judged by the dates that it brings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from putright.compare.judges import Meant
from putright.compare.parts import Difference
from putright.compare.words import said
from putright.working_days import Duration


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
