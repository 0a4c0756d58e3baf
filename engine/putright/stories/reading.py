"""Reading: from a file of stories to stories as values, every word with its place.

Never judges whether a name means anything (`sense` does), and plays nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pendulum
from pendulum import DateTime

from putright.case.fields import field_row
from putright.policy.loading import Loaded, load
from putright.policy.model import Policy
from putright.policy.reading.node import Node
from putright.policy.shape import shape_problems
from putright.problems import PolicyError, Problem
from putright.source import UnsoundError, read
from putright.stories.model import DueSaid, Expectation, LetterSaid, Moment, Said, Story, StoryFile
from putright.working_days import day_said

NOON = "12:00"
NOTHING = "nothing"
SOMEBODY = "Ann Other"


def read_stories(path: Path, policies: dict[Path, Loaded]) -> StoryFile:
    """The stories in a file. `policies` are those that were loaded before, and takes the new one.

    Raises:
        PolicyError: Everything that is wrong with the file's shape, T201 there is no such policy, or what is wrong
            with the policy.
    """
    node = _shaped(path)
    file = path.parent / node.text("policy")
    if not _is_there(file):
        what = f"there is no policy {file.as_posix()[:200]}"
        mend = "name the policy's file as seen from this one, such as ../two-stage.yaml"
        raise PolicyError([Problem("T201", node.at("policy").place, what, mend)])
    file = _short(file)
    if file not in policies:
        policies[file] = load(file)
    loaded = policies[file]
    stories = tuple(_story(item, loaded.policy) for item in node.at("stories").items())
    return StoryFile(path, file, loaded, stories)


def policy_named_in(path: Path) -> Path | None:
    """The policy file that a file of stories names, without reading further; None when it names none."""
    try:
        name = Node(source := read(path), (), source.tree).text("policy")
    except UnsoundError as error:
        name = Node(error.source, (), error.source.tree).text("policy")
    except PolicyError:
        return None
    return (path.parent / name).resolve() if name else None


def _is_there(file: Path) -> bool:
    try:
        return file.is_file()
    except OSError:  # a name that no file can have
        return False


def _short(file: Path) -> Path:
    """The path without its way down and up again: `a/stories/../b.yaml` is `a/b.yaml`."""
    whole = Path(*file.parts)
    parts: list[str] = []
    for part in whole.parts:
        if part == ".." and parts and parts[-1] not in ("..", whole.anchor):
            parts.pop()
        else:
            parts.append(part)
    return Path(*parts)


def _shaped(path: Path) -> Node:
    try:
        source = read(path)
    except UnsoundError as error:
        told = {problem.place for problem in error.problems}
        shape = (problem for problem in shape_problems(error.source, "story") if problem.place not in told)
        raise PolicyError((*error.problems, *shape)) from None
    if problems := shape_problems(source, "story"):
        raise PolicyError(problems)
    return Node(source, (), source.tree)


def _story(node: Node, policy: Policy) -> Story:
    received = node.at("received")
    moments = [_received(received, policy)]
    for item in node.at("then").items():
        moments.append(_moment(item, policy, moments[-1]))
    return Story(
        node.text("story"),
        tuple(moments),
        node.at("story").place,
        node.text("because"),
        node.flag("to_be_confirmed", False),
    )


def _received(node: Node, policy: Policy) -> Moment:
    happened, recorded = _when(node, "day", policy, None)
    given = {name: _said(value, policy, name) for name, value in node.at("with").parts()}
    for number, matter in enumerate(node.at("about").items(), 1):
        given[f"matter.{number}"] = _said(matter, policy)
    given["channel"] = _said(node.at("channel"), policy)
    name = node.at("from")
    given["complainant.name"] = _said(name, policy) if name.is_there else Said(SOMEBODY, node.place)
    by = node.text("by")
    return Moment("receive", happened, recorded, node.key_place, _expectation(node.at("expect")), by, given=given)


def _moment(node: Node, policy: Policy, before: Moment) -> Moment:
    day = "day" if node.has("do") else "nothing_until"
    happened, recorded = _when(node, day, policy, before)
    role = node.at("as")
    return Moment(
        node.text("do"),
        happened,
        recorded,
        node.at("do" if node.has("do") else day).place,
        _expectation(node.at("expect")),
        node.text("by"),
        _said(role, policy) if role.is_there else None,
        {name: _said(value, policy, name) for name, value in node.at("with").parts()},
    )


def _when(node: Node, key: str, policy: Policy, before: Moment | None) -> tuple[DateTime, DateTime]:
    """When something happened and was recorded: at noon, or with the moment before it on the same day."""
    day = day_said(node.text(key))
    happened = _at(day, node.text("at", NOON), policy)
    recorded = _at(day_said(node.text("logged")), node.text("at", NOON), policy) if node.has("logged") else happened
    if before and not node.has("at"):
        same_day = before.recorded.in_timezone(policy.time_zone).date() == recorded.date()
        recorded = max(recorded, before.recorded) if same_day else recorded
        happened = recorded if not node.has("logged") else happened
    return happened, recorded


def _at(day: date, clock: str, policy: Policy) -> DateTime:
    hour, minute = map(int, clock.split(":"))
    return pendulum.datetime(day.year, day.month, day.day, hour, minute, tz=policy.time_zone)


def _said(node: Node, policy: Policy, field: str = "") -> Said:
    """A value as text; the day of a field that holds one may be written with its weekday."""
    value = node.value
    if isinstance(value, bool):
        return Said("yes" if value else "no", node.place)
    text = str(value)
    row = field_row(field)
    fact = policy.facts.get(field.removeprefix("fact."))
    is_day = (row and row.kind == "date") or (fact and fact.type == "date") or field in ("happened", "aware")
    if is_day and re.match(r"[A-Za-z]|\d{1,2} ", text):
        try:
            text = day_said(text).isoformat()
        except ValueError as error:
            mend = "write it as 2026-04-20, or as Monday 20 April 2026 with its true day of the week"
            raise PolicyError([Problem("P106", node.place, f"{field} names no day: {error}", mend)]) from None
    written = node.source.written(*node.path) if isinstance(value, int | float) else None
    return Said(written or text, node.place)


def _expectation(node: Node) -> Expectation:
    letters = node.at("letters")
    place = node.at("place")
    return Expectation(
        place=_word(place) if place.is_there else None,
        due=tuple(_due(name, part) for name, part in node.at("due").parts()),
        late=_words(node, "late"),
        letters=tuple(_letters(letters)) if letters.is_there else None,
        refused=_words(node, "refused") or (),
        warnings=_words(node, "warnings"),
        doors=tuple((Said(name, part.key_place), str(part.value)) for name, part in node.at("doors").parts()),
        told=_words(node, "told"),
        can=_words(node, "can") or (),
        cannot=_words(node, "cannot") or (),
        keys={name: part.key_place for name, part in node.parts()},
        at=node.key_place,
    )


def _due(name: str, node: Node) -> DueSaid:
    said = Said(name, node.key_place)
    if node.is_text:
        return DueSaid(said, None if node.value == NOTHING else day_said(str(node.value)))
    who = node.at("who")
    return DueSaid(said, day_said(node.text("day")), node.text("at"), _word(who) if who.is_there else None)


def _letters(node: Node) -> Iterator[LetterSaid]:
    if isinstance(node.value, dict):
        for name, words in node.parts():
            yield LetterSaid(Said(name, words.key_place), tuple(map(_word, words.items())))
    else:
        yield from (LetterSaid(_word(item)) for item in node.items())


def _words(node: Node, key: str) -> tuple[Said, ...] | None:
    return tuple(map(_word, node.at(key).items())) if node.has(key) else None


def _word(node: Node) -> Said:
    return Said(str(node.value), node.place)
