"""Skeletons: stories for what no story touches, complete and runnable, with what the engine says to be confirmed.

The ways are searched for, then played like any story; a person has to check every date before it counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from putright.case.commands import Command
from putright.case.moments import local_day
from putright.case.procedure import Procedure
from putright.policy.loading import Loaded
from putright.policy.model import Policy
from putright.policy.wording import in_yaml
from putright.problems import Place
from putright.stories.coverage import Coverage
from putright.stories.edges import EDGE
from putright.stories.model import Expectation, Moment, Said, Story, StoryFile
from putright.stories.parts import Part, Touch, touched
from putright.stories.playing import Played, Seen, desk_for, play
from putright.stories.search import Way, ways_to
from putright.stories.telling import FOLDER, Report, Track, untracked
from putright.working_days import in_full

NOWHERE = Place("skeleton")
HEAD = """\
# Written by `putright test --skeletons`, for what no story touched. What is expected here is what the engine said, and
# nobody has looked at it yet. Check each date with a wall calendar and read each letter. Where all is right, say in
# `because` how you know it, and take `to_be_confirmed` out: from then on the story counts.
"""


@dataclass(frozen=True, slots=True)
class Begun:
    """What was begun for a policy: the file, if one was written, how many stories, and what no way was found to."""

    file: Path | None
    stories: int
    unreached: tuple[Part, ...]


def begin(report: Report, coverage: Coverage, track: Track = untracked) -> Begun:
    """Write a file of stories for what none reaches, beside the others of the policy.

    What is reached by a story that is still to be confirmed is not written again.
    """
    file, loaded = next((path, loaded) for path, loaded in report.policies.items() if loaded.policy is coverage.policy)
    played = (result.played for result in report.results if result.file.policy == file)
    waiting = {touch for one in played if one.case for touch in touched(loaded.policy, one.case.log)}
    wanted = tuple(part for part in coverage.untouched if part.kind != EDGE and part.touch not in waiting)
    procedure = Procedure.of(loaded.policy, loaded.calendar)
    ways = ways_to(procedure, [part.touch for part in wanted])
    found = list(track(ways, len(wanted), f"{loaded.policy.name}: searching")) if wanted else []
    reached = {touch for _, touches in found for touch in touches}
    unreached = tuple(part for part in wanted if part.touch not in reached)
    if not found:
        return Begun(None, 0, unreached)
    fewest = _fewest(found)
    new = skeleton_file(file)
    new.parent.mkdir(exist_ok=True)
    new.write_text(_skeletons(loaded, file, fewest), encoding="utf-8")
    return Begun(new, len(fewest), unreached)


def _skeletons(loaded: Loaded, file: Path, found: list[tuple[Way, frozenset[Touch]]]) -> str:
    """A file of stories that go those ways, with what the engine says at each moment."""
    stories = tuple(_story(way, sorted(touches)) for way, touches in found)
    told = StoryFile(file.parent / FOLDER / "skeletons.yaml", file, loaded, stories)
    lines = [_head(file), f"policy: {in_yaml(f'../{file.name}')}", "stories:"]
    with desk_for(told) as desk:
        for story, (way, _) in zip(stories, found, strict=True):
            lines += [*_written(loaded.policy, play(desk, told, story), way), ""]
    return "\n".join(lines).rstrip() + "\n"


def _head(policy: Path) -> str:
    """The first lines, with the schema for editors where the policies stand as they do here."""
    above = [Path(*[".."] * up, "schemas", "story.schema.json") for up in range(1, 5)]
    found = next((way for way in above if (policy.parent / FOLDER / way).is_file()), None)
    return f"# yaml-language-server: $schema={found.as_posix()}\n{HEAD}" if found else HEAD


def _fewest(found: list[tuple[Way, frozenset[Touch]]]) -> list[tuple[Way, frozenset[Touch]]]:
    """The ways without those that a longer one goes along, each with all that it is for."""
    wanted = frozenset(touch for _, touches in found for touch in touches)
    kept: list[tuple[Way, frozenset[Touch]]] = []
    reached: set[Touch] = set()
    for way, touches in reversed(found):
        if touches - reached:
            kept.append((way, (way.touches & wanted) - reached))
            reached |= way.touches
    return kept[::-1]


def skeleton_file(policy: Path) -> Path:
    """A file beside the other stories of a policy that is not there yet."""
    number = 1
    while True:
        name = f"{policy.stem}-skeletons{f'-{number}' if number > 1 else ''}.yaml"
        if not (policy.parent / FOLDER / name).exists():
            return policy.parent / FOLDER / name
        number += 1


def _story(way: Way, touches: list[tuple[str, str]]) -> Story:
    kinds: dict[str, list[str]] = {}
    for kind, name in touches:
        kinds.setdefault(kind, []).append(name)
    title = "; ".join(f"{kind}: {', '.join(names)}" for kind, names in kinds.items())
    title = title if len(title) <= 300 else f"{title[:299]}…"
    return Story(title, tuple(map(_moment, way.commands)), NOWHERE, to_be_confirmed=True)


def _moment(command: Command) -> Moment:
    given = {name: Said(value, NOWHERE) for name, value in command.given.items()}
    return Moment(command.action, command.happened_at, command.at, NOWHERE, Expectation(), command.by, given=given)


def _written(policy: Policy, played: Played, way: Way) -> Iterator[str]:
    yield f"  - story: {in_yaml(played.story.title)}"
    yield "    to_be_confirmed: true"
    receipt, *rest = played.seen
    yield "    received:"
    given = way.commands[0].given
    yield from (f"      {line}" for line in _received(policy, receipt, dict(given)))
    if rest:
        yield "    then:"
    for seen in rest:
        for number, line in enumerate(_done(policy, seen)):
            yield f"      {'  ' if number else '- '}{line}"


def _received(policy: Policy, seen: Seen, given: dict[str, str]) -> Iterator[str]:
    yield f"day: {_day(policy, seen)}"
    yield f"channel: {in_yaml(given.pop('channel'))}"
    yield f"about: {in_yaml(given.pop('matter'))}"
    yield f"from: {in_yaml(given.pop('complainant.name'))}"
    yield from _with(given)
    yield from _expected(policy, seen)


def _done(policy: Policy, seen: Seen) -> Iterator[str]:
    moment = seen.moment
    if not moment.action:
        yield f"nothing_until: {_day(policy, seen)}"
    else:
        yield f"day: {_day(policy, seen)}"
        yield f"do: {in_yaml(moment.action)}"
        yield from ([f"by: {in_yaml(moment.by)}"] if moment.by else ())
        yield from _with({name: said.text for name, said in moment.given.items()})
    yield from _expected(policy, seen)


def _with(given: dict[str, str]) -> Iterator[str]:
    if given:
        yield "with:"
        yield from (f"  {name}: {_quoted(value)}" for name, value in given.items())


def _quoted(value: str) -> str:
    return f'"{value}"' if value in ("yes", "no") else in_yaml(value)


def _expected(policy: Policy, seen: Seen) -> Iterator[str]:
    """What the engine says at that moment: where the case stands, which dates run, and what went out."""
    if seen.standing is None:
        return
    yield "expect:"
    yield from (f"  refused: {guard.id}" for guard in (seen.refused.guards[:1] if seen.refused else ()))
    yield f"  place: {in_yaml(seen.standing.case.place)}"
    running = [d for d in seen.standing.deadlines if d.on and d.met_at is None]
    if running:
        yield "  due:"
        yield from (f"    {d.name}: {in_full(d.on)}" for d in running if d.on)
    yield f"  letters: [{', '.join(dict.fromkeys(row.name for row in seen.letters))}]"
    if seen.told:
        yield f"  told: [{', '.join(seen.told)}]"


def _day(policy: Policy, seen: Seen) -> str:
    return in_full(local_day(seen.moment.recorded, policy.time_zone))
