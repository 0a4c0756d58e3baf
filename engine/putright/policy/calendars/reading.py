"""Reading: a calendar file as a Calendar, or everything that is wrong with it.

Never looks for other files: the calendars that it builds on are handed in by name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import cast

from putright.policy.calendars.writing import closure_of, day_of, days_of, items
from putright.policy.shape import shape_problems
from putright.problems import Place, PolicyError, Problem
from putright.source import Source
from putright.working_days import WEEKDAYS, Calendar, in_full, merged

Find = Callable[[str, Place], Calendar]
Tree = Mapping[str, object]
BASES = ("based_on", "any_of", "common_to")
DAYS = ("days_off", "extra_working_days")
WEEK = WEEKDAYS[:5]


def calendar_from(source: Source, find: Find) -> Calendar:
    """The calendar that the file describes.

    `find` is given a name and the place where it is written, and gives that calendar.

    Raises:
        PolicyError: Everything that is wrong with the file, each with its place.
    """
    if problems := shape_problems(source, "calendar"):
        raise PolicyError(problems)
    tree = cast(Tree, source.tree)
    if problems := (*_base_problems(source, tree), *_closure_problems(source, tree)):
        raise PolicyError(problems)
    base = _base(source, tree, find)
    first, last = _known(tree, base)
    if problems := tuple(_day_problems(source, tree, first, last, base)):
        raise PolicyError(problems)
    try:
        return _built(tree, base, first, last)
    except ValueError as error:
        key = "time_zone" if "time zone" in str(error) else "known_until"
        raise PolicyError([_odd(source, key, error)]) from error


def _built(tree: Tree, base: Calendar | None, first: date, last: date) -> Calendar:
    """What the file itself says goes before what its base says, day by day."""
    own_off, own_extra = (days_of(tree.get(key)) for key in DAYS)
    off, extra = own_off, own_extra
    if base:
        off = {d: n for d, n in base.days_off.items() if first <= d <= last and d not in own_extra} | off
        extra = {d: n for d, n in base.extra_working_days.items() if first <= d <= last and d not in own_off}
        extra |= own_extra
    return Calendar(
        name=str(tree["name"]),
        title=str(tree.get("title", "")),
        time_zone=str(tree.get("time_zone", base.time_zone if base else "Europe/London")),
        week=tuple(cast(list[str], tree["week"])) if "week" in tree else base.week if base else WEEK,
        known_from=first,
        known_until=last,
        days_off=off,
        extra_working_days=extra,
        closures=(*(base.closures if base else ()), *map(closure_of, items(tree.get("closures")))),
    )


def _base(source: Source, tree: Tree, find: Find) -> Calendar | None:
    if "based_on" in tree:
        return find(str(tree["based_on"]), source.place("based_on"))
    for how in ("any_of", "common_to"):
        if how in tree:
            parts = _found(source, how, cast(list[str], tree[how]), find)
            try:
                return merged(str(tree["name"]), parts, "any_of" if how == "any_of" else "common_to")
            except ValueError as error:
                raise PolicyError([_odd(source, how, error)]) from error
    return None


def _found(source: Source, how: str, names: list[str], find: Find) -> list[Calendar]:
    """Every part; where some cannot be found, the problems of all of them at once."""
    parts: list[Calendar] = []
    problems: list[Problem] = []
    for number, name in enumerate(names):
        try:
            parts.append(find(name, source.place(how, number)))
        except PolicyError as error:
            problems += error.problems
    if problems:
        raise PolicyError(problems)
    return parts


def _known(tree: Tree, base: Calendar | None) -> tuple[date, date]:
    first = day_of(tree["known_from"]) if "known_from" in tree else cast(Calendar, base).known_from
    last = day_of(tree["known_until"]) if "known_until" in tree else cast(Calendar, base).known_until
    return first, last


def _base_problems(source: Source, tree: Tree) -> Iterator[Problem]:
    bases = [key for key in BASES if key in tree]
    for key in bases[1:]:
        yield Problem(
            "C202",
            source.key_place(key),
            f"the calendar is built both by {bases[0]} and by {key}",
            f"keep one of {bases[0]} and {key}; a second calendar file can be built on the first",
        )
    for key in ("known_from", "known_until"):
        if not bases and key not in tree:
            yield Problem(
                "C203",
                source.place(),
                f"the calendar does not say {key}",
                f"add {key} with a date, such as 2028-12-31; or write based_on: england-and-wales",
            )


def _closure_problems(source: Source, tree: Tree) -> Iterator[Problem]:
    seen: dict[str, Place] = {}
    for number, closure in enumerate(items(tree.get("closures"))):
        first, last, name = str(closure["from"]), str(closure["until"]), str(closure["id"])
        place = source.place("closures", number, "id")
        if day_of(last) < day_of(first):
            yield Problem(
                "C207",
                source.place("closures", number, "until"),
                f"the closure {name} ends on {last}, before it begins on {first}",
                "set until to the last day of the closure, on or after from",
            )
        if name in seen:
            yield Problem(
                "C205",
                place,
                f"the closure {name} stands twice, first at {seen[name]}",
                "give each closure its own id",
            )
        seen.setdefault(name, place)


def _day_problems(source: Source, tree: Tree, first: date, last: date, base: Calendar | None) -> Iterator[Problem]:
    if last < first:
        yield Problem(
            "C204",
            source.place("known_until"),
            f"the calendar is known until {last}, before it begins on {first}",
            "set known_until to a day after known_from",
        )
        return
    if base and not base.known_from <= first <= last <= base.known_until:
        key = "known_from" if first < base.known_from else "known_until"
        yield Problem(
            "C209",
            source.place(key),
            f"{key} goes beyond {base.name}, which is known from {base.known_from} until {base.known_until}",
            f"leave out {key}, or name a day within that span",
        )
    seen: dict[date, Place] = {}
    for key in DAYS:
        for number, item in enumerate(items(tree.get(key))):
            day, place = day_of(item["date"]), source.place(key, number, "date")
            if day in seen:
                yield Problem(
                    "C205",
                    place,
                    f"{in_full(day)} ({item['name']}) stands twice, first at {seen[day]}",
                    "keep one of the two: a day is either off or worked, and has one name",
                )
            elif not first <= day <= last:
                yield Problem(
                    "C206",
                    place,
                    f"{in_full(day)} ({item['name']}) lies outside the known days, {first} to {last}",
                    "move known_from or known_until, or take the day out",
                )
            seen.setdefault(day, place)


def _odd(source: Source, key: str, error: ValueError) -> Problem:
    return Problem("C208", source.place(key), str(error), f"give {key} another value")
