"""The policy itself: whose it is, since when, and all its parts; its titles and places, looked up by id.

Values only. It judges nothing; the checks do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from putright.policy.model.beside import Action, Duty, Pause
from putright.policy.model.clocks import Departure
from putright.policy.model.doors import Body, Door
from putright.policy.model.exclusions import Exclusion
from putright.policy.model.facts import ALWAYS_KNOWN, CHANNEL, Fact
from putright.policy.model.force import Span
from putright.policy.model.letters import NO_STYLE, LetterTerms, Style
from putright.policy.model.people import COMPLAINANT, HANDLER, Representatives, Role, StaffTerms
from putright.policy.model.records import RECORDS, RecordTerms
from putright.policy.model.stages import ENDS, Stage, Step
from putright.policy.model.told import Told
from putright.policy.model.tracks import Track
from putright.source import Source
from putright.working_days import Counting


@dataclass(frozen=True, slots=True)
class Organisation:
    """Whose procedure it is, in its own words for people."""

    id: str
    name: str
    short_name: str
    sector: str
    complainant: str
    """What it calls one person who complains: 'resident', 'learner'."""
    complainants: str
    address: tuple[str, ...] = ()
    telephone: str = ""
    email: str = ""
    website: str = ""
    hours: str = ""


@dataclass(frozen=True, slots=True)
class Policy:
    """One organisation's complaints procedure, in one version."""

    format: int
    id: str
    version: str
    title: str
    organisation: Organisation
    in_force_from: date
    in_force_until: date | None
    follows: tuple[str, ...]
    calendar: str
    time_zone: str
    counting: Counting
    channels: Mapping[str, str]
    roles: Mapping[str, Role]
    facts: Mapping[str, Fact]
    outcomes: Mapping[str, str]
    exclusions: Mapping[str, Exclusion]
    stages: tuple[Stage, ...]
    duties: Mapping[str, Duty]
    doors: Mapping[str, Door]
    bodies: Mapping[str, Body]
    letters: Mapping[str, LetterTerms]
    actions: Mapping[str, Action]
    pauses: Mapping[str, Pause] = field(default_factory=dict)
    records: Mapping[str, RecordTerms] = field(default_factory=dict)
    """What holds for what comes in and is no complaint, by its kind."""
    departures: tuple[Departure, ...] = ()
    """Limits that differ for a time."""
    phases: tuple[Span, ...] = ()
    """Other days of coming into force, or of ending, for complaints with some facts; the first that fits."""
    tracks: Mapping[str, Track] = field(default_factory=dict)
    """In the order in which they are tried; a stage that is in none is on the usual way."""
    handler_throughout: bool = False
    """Whether one handler stays with a case, so that a change needs a reason."""
    staff: StaffTerms | None = None
    representatives: Representatives | None = None
    bases: tuple[str, ...] = field(default=(), compare=False)
    """The organisations whose policies it is based on, the nearest first."""
    style: Style = NO_STYLE
    """How letters are to be written, where one of them does not say otherwise."""
    told: Told = field(default_factory=Told)
    file: str = field(default="", compare=False)
    source: Source | None = field(default=None, compare=False, repr=False)
    """The text it was read from, which knows the place of every single word."""
    _steps: Mapping[str, tuple[Stage, Step]] = field(init=False, compare=False, repr=False)
    """Each step with its stage, by the place it is: `stage-1.respond`."""

    def __post_init__(self) -> None:
        steps = {f"{stage.id}.{step.id}": (stage, step) for stage in self.stages[::-1] for step in stage.steps[::-1]}
        object.__setattr__(self, "_steps", steps)

    @property
    def name(self) -> str:
        """The name by which cases and programs know this version: `walsall/two-stage@2025-10-21`."""
        return f"{self.organisation.id}/{self.id}@{self.version}"

    @property
    def remedies(self) -> Mapping[str, str]:
        """The kinds of remedy, each with its title."""
        return {id: remedy.title for id, remedy in self.told.remedies.items()}

    @property
    def in_force(self) -> tuple[Span, ...]:
        """The days on which it holds: for some complaints first, and last for every other."""
        return (*self.phases, Span(self.in_force_from, self.in_force_until))

    def stage(self, id: str) -> Stage:
        for stage in self.stages:
            if stage.id == id:
                return stage
        raise KeyError(id)

    def step_at(self, place: str) -> tuple[Stage, Step] | None:
        """The stage and step of a place such as `stage-1.respond`; None for an end, or what only another version has."""
        return self._steps.get(place)

    def role_title(self, who: str, stage: Stage | None = None) -> str:
        """What people call whoever does something: a role's title, or the complainant in the sector's word."""
        if who == COMPLAINANT:
            return self.organisation.complainant
        if who == HANDLER and stage is not None:
            who = stage.handler
        return self.roles[who].title if who in self.roles else who

    def fact_title(self, id: str) -> str:
        """What people call a fact, or what every case knows."""
        return ALWAYS_KNOWN.get(id) or self.facts[id].title

    def fact_value(self, id: str, value: str) -> str:
        """What people call a value of it."""
        titles = self.channels if id == CHANNEL else self.facts[id].values if id in self.facts else {}
        return titles.get(value, value)

    def place_title(self, place: str) -> str:
        """The place in words: 'Stage 1: answer the complaint', or 'Closed'."""
        found = self.step_at(place)
        return f"{found[0].title}: {found[1].title}" if found else {**RECORDS, **ENDS}.get(place, place)

    def resolve(self, stage: Stage, step: Step, to: str) -> str:
        """The place that `to`, written at this step, means."""
        if to == "next":
            following = stage.steps[stage.steps.index(step) + 1]
            return f"{stage.id}.{following.id}"
        if any(other.id == to for other in stage.steps):
            return f"{stage.id}.{to}"
        if to in ENDS or "." in to:
            return to
        return f"{to}.{self.stage(to).steps[0].id}"
