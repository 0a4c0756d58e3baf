"""The policy as a value: what an owner wrote, made ready to be asked questions.

Values only: nothing here reads a file, a clock or a case. Every part that can be wrong keeps its place in the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from putright.problems import Place
from putright.source import Source
from putright.working_days import Counting, Duration

COMPLAINANT = "complainant"
HANDLER = "handler"
ANYONE = "anyone"

ENDS: Mapping[str, str] = {
    "closed": "Closed",
    "withdrawn": "Withdrawn",
    "refused": "Not taken on",
    "referred": "With an outside body",
}
"""The places where a case ends, and what people call them."""

RECORDS: Mapping[str, str] = {"recorded": "On record", "answered": "On record, and answered"}
"""The places, outside all stages, of what came in and is no complaint, and what people call them."""

RECORD_KINDS: Mapping[str, str] = {
    "service-request": "Service request",
    "comment": "Comment",
    "compliment": "Compliment",
}
"""What can come in beside complaints."""

COMPLAINT = "complaint"

MATTER_MOMENTS = ("happened", "aware")
"""Clocks can start from the matter itself: when it happened, when the complainant became aware of it."""

ENTERED = "entered"
"""A clock can start when the case came to the stage, by whatever way: by escalation, or directly on receipt."""

StepKind = Literal["acknowledgement", "response", "choice", "act"]
Lateness = Literal["accepted", "with-reason", "refused"]


@dataclass(frozen=True, slots=True)
class EventRef:
    """The event a clock counts from, as written: `acknowledged`, or `stage-1.responded` for another stage's."""

    name: str
    stage: str = ""
    place: Place = field(default=Place(""), compare=False)

    def __str__(self) -> str:
        return f"{self.stage}.{self.name}" if self.stage else self.name


@dataclass(frozen=True, slots=True)
class Limit:
    """How long: one duration, or a duration for each value of a fact; some closures may bring their own."""

    always: Duration | None
    fact: str = ""
    table: Mapping[str, Duration] = field(default_factory=dict)
    during: Mapping[str, Duration] = field(default_factory=dict)
    """Duration by closure id, when the clock starts inside that closure of the calendar."""
    place: Place = field(default=Place(""), compare=False)

    def durations(self) -> tuple[Duration, ...]:
        own = (self.always,) if self.always else ()
        return (*own, *self.table.values(), *self.during.values())


@dataclass(frozen=True, slots=True)
class Term:
    """A limit from an event, under a counting rule."""

    limit: Limit
    start: EventRef
    counting: Counting
    deemed_received: Duration | None = None
    """A letter counts as received so long after it was sent; the clock starts then."""


@dataclass(frozen=True, slots=True)
class Clock:
    """One term, or the later or earlier of several."""

    terms: tuple[Term, ...]
    choose: Literal["later", "earlier"] = "later"
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class Extension:
    """More time for a step: added to the due date (`by`), up to a total from the start, or open-ended."""

    by: Duration | None = None
    total: Duration | None = None
    open_ended: bool = False
    times: int = 1
    after_due: bool = False
    """Whether it may still be given once the due date has passed."""
    needs: tuple[str, ...] = ()
    letter: str = ""
    tells: tuple[str, ...] = ()
    """The roles that are told of it inside."""
    place: Place = field(default=Place(""), compare=False)


Condition = Mapping[str, tuple[str, ...]]
"""Fact id to the values for which a part of the policy applies; empty: always."""


@dataclass(frozen=True, slots=True)
class Missed:
    """What follows when the time of a step or duty has run out: a letter, a move, or both; nothing: it is late."""

    to: str = ""
    letter: str = ""
    tells: tuple[str, ...] = ()
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class Choice:
    """One way a step can be done. A step without written choices has one: itself."""

    id: str
    title: str
    event: str
    to: str
    """`next`, a step of the same stage, a stage, `stage.step`, or an end."""
    letter: str = ""
    needs: tuple[str, ...] = ()
    applies: Condition = field(default_factory=dict)
    tells: tuple[str, ...] = ()
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class Step:
    """Who must do what, within how long of which event; doing it sends its letter and moves the place on."""

    id: str
    title: str
    kind: StepKind
    who: str
    choices: tuple[Choice, ...]
    clock: Clock | None = None
    extension: Extension | None = None
    missed: Missed | None = None
    late: Lateness = "with-reason"
    """What happens to the complainant's choice once the window has closed."""
    reviewed_by: str = ""
    """The role that reviews a draft before it may be sent."""
    also_meets: tuple[str, ...] = ()
    """Earlier steps of the stage that doing this one meets, so that it may be done at their place."""
    through: tuple[str, ...] = ()
    """The outside doors that this step is about."""
    place: Place = field(default=Place(""), compare=False)

    @property
    def is_complainants(self) -> bool:
        return self.who == COMPLAINANT


@dataclass(frozen=True, slots=True)
class Stage:
    """One round of consideration: an ordered list of steps."""

    id: str
    title: str
    handler: str
    steps: tuple[Step, ...]
    different_from: tuple[str, ...] = ()
    """Stages whose decision maker may not decide here."""
    direct_entry: Condition | None = None
    """Facts with which a complaint starts here instead of at the first stage."""
    place: Place = field(default=Place(""), compare=False)

    def step(self, id: str) -> Step:
        return next(step for step in self.steps if step.id == id)


@dataclass(frozen=True, slots=True)
class Duty:
    """A promise that runs beside the place: who owes what, from which event, in what time, and what meets it."""

    id: str
    title: str
    who: str
    event: str
    clock: Clock
    repeats: bool = False
    """True when written with `every`: owed again and again, counted from the last time it was done."""
    met_by: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    letter: str = ""
    needs: tuple[str, ...] = ()
    missed: Missed | None = None
    holds_up: tuple[str, ...] = ()
    applies: Condition = field(default_factory=dict)
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class Opening:
    """One thing that opens a door: an event, or time after an event unless something happened first."""

    start: EventRef
    after: Duration | None = None
    unless: tuple[EventRef, ...] = ()
    counting: Counting | None = None
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class Door:
    """A right to go elsewhere: when it opens, when it closes, where it leads."""

    id: str
    title: str
    to: str
    """An outside body."""
    who: str
    opens: tuple[Opening, ...] = ()
    """Any one of these opens it; none: it is open at any time."""
    closes: Clock | None = None
    letter: str = ""
    needs: tuple[str, ...] = ()
    applies: Condition = field(default_factory=dict)
    tells: tuple[str, ...] = ()
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class Body:
    """An outside body, and how to reach it."""

    id: str
    title: str
    about: str = ""
    address: tuple[str, ...] = ()
    telephone: str = ""
    email: str = ""
    website: str = ""
    closed_on: date | None = None
    successor: str = ""
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class Role:
    """A post that has duties in the procedure, and who holds it."""

    id: str
    title: str
    holders: tuple[str, ...] = ()
    """Names of the people who hold it; empty: not kept here, and anyone may act in it."""
    stands_in: str = ""
    """The role that acts in its place where the complaint is about this one."""
    seats: int = 0
    """How many people decide together, where the role is a panel; 0: it is no panel."""
    chair: bool = False
    """Whether a panel names the one of them who leads it."""
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class StaffTerms:
    """What is owed to each member of staff who is complained about: to be told in time, and to be heard."""

    told_within: Duration | None = None
    heard: bool = False
    """Whether a response must wait until each of them was heard."""
    place: Place = field(default=Place(""), compare=False)


FactType = Literal["choice", "yes-no", "date", "number"]


@dataclass(frozen=True, slots=True)
class Fact:
    """Something known about a case that limits, doors and reports can depend on."""

    id: str
    title: str
    type: FactType
    values: Mapping[str, str] = field(default_factory=dict)
    """Value to title, for a choice."""
    required: bool = False
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class Pause:
    """A reason for which clocks may stand still: for whom we wait, which steps it stops, and what ends it."""

    id: str
    title: str
    waits_for: str
    """The complainant, a role, or an outside body."""
    stops: tuple[str, ...] = ()
    """The steps whose clocks stand still; empty: those of every step ahead at the stage."""
    until: tuple[str, ...] = ()
    """Events that end it by themselves; it can always be ended by hand."""
    needs: tuple[str, ...] = ()
    letter: str = ""
    resumed_letter: str = ""
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A typed reason for not taking a complaint on."""

    id: str
    title: str
    explanation: str = ""
    older_than: Duration | None = None
    """A limit on how old a matter may be, counted back from receipt."""
    counted_from: Literal["happened", "aware", "later-of-both"] = "later-of-both"
    discretion: bool = True
    """Whether the organisation may take the complaint on all the same."""
    letter: str = ""
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class LetterTerms:
    """A letter that the policy names: who signs it, what goes with it, which template it is written from."""

    id: str
    title: str
    template: str
    signed_by: str = HANDLER
    encloses: tuple[str, ...] = ()
    must_say: tuple[str, ...] = ()
    """Fields that the letter must have printed whenever it goes out."""
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class Action:
    """Something that may be done at any time, beside the steps: what it needs and sends."""

    id: str
    title: str
    who: str
    event: str
    letter: str = ""
    needs: tuple[str, ...] = ()
    tells: tuple[str, ...] = ()
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class RecordTerms:
    """What holds for one kind of what comes in and is no complaint: the letter at receipt, and whether it is one."""

    counts_as: str = ""
    """`complaint` where it opens as a complaint at once; else it stands on record."""
    letter: str = ""
    place: Place = field(default=Place(""), compare=False)


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
    definition: Mapping[str, str]
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
    remedies: Mapping[str, str] = field(default_factory=dict)
    """The kinds of remedy, each with its title."""
    records: Mapping[str, RecordTerms] = field(default_factory=dict)
    """What holds for what comes in and is no complaint, by its kind."""
    handler_throughout: bool = False
    """Whether one handler stays with a case, so that a change needs a reason."""
    staff: StaffTerms | None = None
    file: str = field(default="", compare=False)
    source: Source | None = field(default=None, compare=False, repr=False)
    """The text it was read from, which knows the place of every single word."""

    @property
    def name(self) -> str:
        """The name by which cases and programs know this version: `walsall/two-stage@2025-10-21`."""
        return f"{self.organisation.id}/{self.id}@{self.version}"

    def stage(self, id: str) -> Stage:
        return next(stage for stage in self.stages if stage.id == id)

    def step_at(self, place: str) -> tuple[Stage, Step] | None:
        """The stage and step of a place such as `stage-1.respond`; None for an end."""
        stage_id, _, step_id = place.partition(".")
        if not step_id:
            return None
        stage = self.stage(stage_id)
        return stage, stage.step(step_id)

    def role_title(self, who: str, stage: Stage | None = None) -> str:
        """What people call whoever does something: a role's title, or the complainant in the sector's word."""
        if who == COMPLAINANT:
            return self.organisation.complainant
        if who == HANDLER and stage is not None:
            who = stage.handler
        return self.roles[who].title if who in self.roles else who

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
