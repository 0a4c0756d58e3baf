"""Stories as their author wrote them: a complaint, what happens then, and what must follow, each with its place.

Values only; nothing here is played or judged.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pendulum import DateTime

from putright.policy.loading import Loaded
from putright.problems import Place


@dataclass(frozen=True, slots=True)
class Said:
    """A word of the author, and where it stands."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class DueSaid:
    """What a story says of one date: its day, or that no such date runs (`on` is None)."""

    name: Said
    on: date | None
    at: str = ""
    who: Said | None = None


@dataclass(frozen=True, slots=True)
class LetterSaid:
    """A letter that must go out, and the words that it must say."""

    name: Said
    words: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Expectation:
    """What must be true at a moment; None, or nothing, where the story does not ask."""

    place: Said | None = None
    due: tuple[DueSaid, ...] = ()
    late: tuple[Said, ...] | None = None
    letters: tuple[LetterSaid, ...] | None = None
    refused: tuple[Said, ...] = ()
    warnings: tuple[Said, ...] | None = None
    doors: tuple[tuple[Said, str], ...] = ()
    told: tuple[Said, ...] | None = None
    can: tuple[Said, ...] = ()
    cannot: tuple[Said, ...] = ()
    keys: Mapping[str, Place] = field(default_factory=dict)
    """Where the name of each expectation stands."""
    at: Place = field(default=Place(""))


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment of a story: an act, or nothing (`action` is empty), and what must be true then."""

    action: str
    happened: DateTime
    recorded: DateTime
    place: Place
    expect: Expectation
    by: str = ""
    role: Said | None = None
    given: Mapping[str, Said] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Story:
    """One complaint from its receipt on; the first moment is the receipt."""

    title: str
    moments: tuple[Moment, ...]
    place: Place
    because: str = ""
    to_be_confirmed: bool = False


@dataclass(frozen=True, slots=True)
class StoryFile:
    """The stories of one file, and the policy that they are about."""

    path: Path
    policy: Path
    loaded: Loaded
    stories: tuple[Story, ...]
