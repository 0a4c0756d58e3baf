"""Finding: a calendar by its name, beside a policy or among those that come with putright.

Never searches further than those two folders, and never takes "UK" for an answer.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Final

from putright.policy.calendars.reading import calendar_from
from putright.problems import Place, PolicyError, Problem, did_you_mean, one_of
from putright.shipped import shipped
from putright.source import read
from putright.working_days import Calendar

AMBIGUOUS: Final = {"uk", "u-k", "gb", "united-kingdom", "great-britain", "britain"}
PART_OF: Final = {"england": "england-and-wales", "wales": "england-and-wales", "ni": "northern-ireland"}
NOWHERE: Final = Place("calendar")
LONGEST_NAME: Final = 200
"""Characters that the name of a file can have anywhere, with room for its ending."""


def shipped_names() -> tuple[str, ...]:
    """The names of the calendars that come with putright."""
    return tuple(sorted(path.stem for path in (shipped("policies") / "calendars").glob("*.yaml")))


def shipped_calendar(name: str) -> Calendar:
    """The calendar of that name that comes with putright; read once.

    Raises:
        PolicyError: There is none of that name (P206).
    """
    return find_calendar(name)


def find_calendar(name: str, folder: Path | None = None, place: Place = NOWHERE) -> Calendar:
    """The calendar of that name: a file in `folder` or its `calendars` folder, or else one that is shipped.

    `place` is where the name is written, for the problem that says it is unknown.

    Raises:
        PolicyError: No calendar has that name (P206), or its file is wrong.
    """
    return _find(name, folder, place, ())


def calendar_at(path: Path) -> Calendar:
    """The calendar in that file; those it builds on are looked for beside it.

    Raises:
        PolicyError: Everything that is wrong with the file.
    """
    return _read(path, str(path), path.parent, (path.stem,))


def _find(name: str, folder: Path | None, place: Place, reading: tuple[str, ...]) -> Calendar:
    if name in reading:
        chain = " -> ".join((*reading[reading.index(name) :], name))
        raise PolicyError(
            [Problem("C201", place, f"the calendar {name} is built on itself: {chain}", "break the circle")]
        )
    own = _beside(name, folder)
    if own:
        return _read(own, str(own), folder, (*reading, name))
    if name in shipped_names():
        return _shipped(name)
    raise PolicyError([_unknown(name, folder, place)])


@lru_cache(maxsize=64)
def _shipped(name: str) -> Calendar:
    # Shipped calendars build on shipped ones alone, so that no file beside a policy can change them.
    path = shipped("policies") / "calendars" / f"{name}.yaml"
    return _read(path, f"policies/calendars/{name}.yaml", None, (name,))


def _read(path: Path, file: str, folder: Path | None, reading: tuple[str, ...]) -> Calendar:
    return calendar_from(read(path, file=file), lambda name, place: _find(name, folder, place, reading))


def _beside(name: str, folder: Path | None) -> Path | None:
    if folder is None or len(name) > LONGEST_NAME or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        return None
    paths = (folder / "calendars" / f"{name}.yaml", folder / f"{name}.yaml")
    return next((path for path in paths if path.is_file()), None)


def _unknown(name: str, folder: Path | None, place: Place) -> Problem:
    beside = sorted(path.stem for path in (folder / "calendars").glob("*.yaml")) if folder else []
    choices = tuple(dict.fromkeys((*beside, *shipped_names())))
    plain = "-".join(name.lower().replace(".", "").split()).replace("_", "-")
    if plain in AMBIGUOUS:
        return Problem(
            "P206",
            place,
            f'"{name}" is not one calendar: England and Wales, Scotland and Northern Ireland '
            "have different bank holidays",
            f"name one of {one_of(choices)}",
        )
    close = f' Did you mean "{PART_OF[plain]}"?' if plain in PART_OF else did_you_mean(plain, choices)
    return Problem("P206", place, f'there is no calendar "{name}".{close}', f"name one of {one_of(choices)}")
