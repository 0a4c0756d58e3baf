"""Which way a complaint goes: the tracks of a policy and the usual way, and which of them fits what is known.

Pure. A case knows its track by where it stands and by its facts, so that a corrected fact corrects the track, too.
"""

from __future__ import annotations

from collections.abc import Callable

from putright.policy.model import Condition, Policy, Track

USUAL = "The usual way"


def ways_of(policy: Policy) -> tuple[Track, ...]:
    """The tracks, in the order in which they are tried, and last the usual way: the stages that are in no track."""
    taken = {id for track in policy.tracks.values() for id in track.stages}
    usual = tuple(stage.id for stage in policy.stages if stage.id not in taken)
    return (*policy.tracks.values(), *([Track("", USUAL, usual)] if usual else []))


def way_for(policy: Policy, meets: Callable[[Condition], bool]) -> Track | None:
    """The way that a complaint takes from the start; None when no track fits, and there is no usual way."""
    return next((way for way in ways_of(policy) if meets(way.applies)), None)


def way_at(policy: Policy, stage: str, meets: Callable[[Condition], bool]) -> Track:
    """The way that a case is on that stands at a stage: the one that fits, of those that go through it."""
    through = [way for way in ways_of(policy) if stage in way.stages]
    return next((way for way in through if meets(way.applies)), through[0])
