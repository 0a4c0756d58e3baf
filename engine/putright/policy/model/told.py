"""What a policy tells about itself: who answers for it, who helps people to complain, what is learnt and who hears of it.

Values only. People and codes read it; apart from the terms on behaviour it moves no case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from putright.problems import Place
from putright.working_days import Duration


@dataclass(frozen=True, slots=True)
class Definition:
    """What the organisation calls a complaint, and what it calls a request for service, with examples of each."""

    complaint: str = ""
    service_request: str = ""
    complaint_examples: tuple[str, ...] = ()
    service_request_examples: tuple[str, ...] = ()
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class Access:
    """What helps people to complain."""

    languages: tuple[str, ...] = ()
    interpreting: str = ""
    formats: tuple[str, ...] = ()
    adjustments: str = ""
    advocates: str = ""
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class Remedy:
    """A kind of remedy, and what is weighed when it is offered."""

    id: str
    title: str
    factors: tuple[str, ...] = ()
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class Learning:
    """What is made of complaints: what is looked for, by whom, how often, and where it can be read."""

    themes: tuple[str, ...] = ()
    owner: str = ""
    every: Duration | None = None
    published: tuple[str, ...] = ()
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What holds where somebody's behaviour is unreasonable."""

    about: str = ""
    warned_first: bool = False
    """Whether contact can be restricted only after a warning."""
    longest: Duration | None = None
    """How long a restriction may last before it is reviewed."""
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class Review:
    """How often the policy itself is reviewed."""

    every: Duration
    last: date
    sooner: tuple[str, ...] = ()
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class Standard:
    """What the organisation measures itself by, in per cent, and who steps in below it."""

    measure: str
    at_least: float
    steps_in: str = ""
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class Briefing:
    """Who is briefed with which report, and how often."""

    who: str
    report: str
    every: Duration | None = None
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class Told:
    """Everything that a policy tells about itself; what it does not tell is empty."""

    definition: Definition = Definition()
    access: Access = Access()
    publicity: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Where the policy, the Ombudsman and the code are told of."""
    responsible: Mapping[str, str] = field(default_factory=dict)
    """The role of the complaints officer, the senior person and the governing member."""
    remedies: Mapping[str, Remedy] = field(default_factory=dict)
    remedies_at: tuple[str, ...] = ()
    """Stages at which a remedy may be offered; `any stage` for all; empty: the policy does not say."""
    learning: Learning | None = None
    behaviour: Behaviour = Behaviour()
    review: Review | None = None
    standards: tuple[Standard, ...] = ()
    briefings: tuple[Briefing, ...] = ()
    leaflets: tuple[str, ...] = ()
    """Files among the letters that tell people of the procedure; their figures must be the policy's."""


ANY_STAGE = "any stage"

PUBLICISED: Mapping[str, str] = {"policy": "this procedure", "ombudsman": "the Ombudsman", "code": "the code"}
"""What people should learn of, in words."""

RESPONSIBLE: Mapping[str, str] = {
    "complaints_officer": "Complaint handling is the responsibility of",
    "senior_person": "The senior lead who is accountable for complaints is",
    "governing_member": "The member of the governing body who is responsible for complaints is",
}
"""Who answers for complaints, in words."""

REPORTS: Mapping[str, str] = {
    "annual": "the annual report",
    "board": "the report to the board",
    "learning": "the report on learning",
    "tsm": "the tenant satisfaction measures",
}
"""The reports with which people are briefed, in words."""
