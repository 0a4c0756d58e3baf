"""What a letter can say: the values of its fields, gathered from the policy, the case, the event and the due dates.

Pure; it words nothing. Sentences are the templates' business.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from putright.case.case import Case, Matter
from putright.case.corrections import BrokenPromise
from putright.case.deadlines import Deadline
from putright.case.events import Event
from putright.case.fields import numbered
from putright.case.moments import local_day
from putright.case.people import handled_by, is_unfit, stage_role
from putright.letters.dates import Dates
from putright.letters.doors import Doors, OpensOn
from putright.letters.fields import TOPS
from putright.letters.values import Promise, Raw
from putright.policy.model import ENDS, HANDLER, RECORD_KINDS, LetterTerms, Policy, Stage, Step
from putright.policy.tracks import way_at

_COMES_IN: Final = ("received", "withdrawn", "referred")
_PLAIN_STAGE: Final = "stage "


def gathered(
    policy: Policy,
    terms: LetterTerms,
    case: Case,
    event: Event,
    deadlines: Iterable[Deadline],
    opens_on: OpensOn,
    broken: tuple[BrokenPromise, ...] = (),
    wanted: Iterable[str] = TOPS,
) -> dict[str, Raw]:
    """The value of every wanted field, by its top name, and the day of the letter; without a value: None or empty."""
    gathering = _Gathering(policy, terms, case, event, tuple(deadlines), opens_on, broken)
    return {"date": gathering.today, **{top: _TOLD[top](gathering) for top in wanted}}


@dataclass(slots=True)
class _Gathering:
    policy: Policy
    terms: LetterTerms
    case: Case
    event: Event
    deadlines: tuple[Deadline, ...]
    opens_on: OpensOn
    broken: tuple[BrokenPromise, ...]
    today: date = field(init=False)
    """The day of the letter: when we did what it is about, or when we took down what the complainant did."""
    here: tuple[Stage, Step] | None = field(init=False)
    """The stage and step that the event led to; None at an end."""
    dates: Dates = field(init=False)
    doors: Doors = field(init=False)

    def __post_init__(self) -> None:
        self.today = self._today()
        self.here = self.policy.step_at(self.event.place)
        self.dates = Dates(self.deadlines, self.today)
        self.doors = Doors(self.policy, self.case, self.event, self.opens_on, self.dates)

    def _today(self) -> date:
        came_in = self.is_complainants() or self.event.kind in _COMES_IN
        moment = self.event.recorded_at if came_in else self.event.happened_at
        return local_day(moment, self.policy.time_zone)

    @property
    def given(self) -> Mapping[str, str]:
        return self.case.values

    @property
    def considered(self) -> tuple[Matter, ...]:
        return self.case.considered

    @property
    def stage(self) -> Stage:
        """The stage that the case is at, or was last at."""
        return self.here[0] if self.here else self.policy.stage(self.case.stage)

    def organisation(self) -> dict[str, Raw]:
        own = self.policy.organisation
        return {
            "name": own.name,
            "short_name": own.short_name,
            "complainant": own.complainant,
            "complainants": own.complainants,
            "address": "\n".join(own.address),
            "telephone": own.telephone,
            "email": own.email,
            "website": own.website,
            "hours": own.hours,
        }

    def complainant(self) -> dict[str, Raw]:
        address = self.given.get("complainant.address", "")
        lines = address if "\n" in address else "\n".join(part.strip() for part in address.split(","))
        return {
            "name": self.given.get("complainant.name"),
            "address": lines,
            "email": self.given.get("complainant.email"),
            "language": self.given.get("complainant.language"),
            "format": self.given.get("complainant.format"),
        }

    def promises(self) -> Iterator[dict[str, Raw]]:
        """Dates that letters told and that are wrong now; the right ones are promised with this letter."""
        for promise in self.broken:
            now = Promise(promise.deadline, promise.now) if promise.now else None
            yield {"what": self.told_title(promise.title), "told": promise.promised, "now": now}

    def told_title(self, title: str) -> str:
        return title[:1].lower() + title[1:]

    def matters(self) -> Iterator[dict[str, Raw]]:
        outcomes, reasons = numbered(self.event.data, "outcome"), numbered(self.event.texts, "reasons")
        for matter in self.considered:
            yield {
                "number": int(matter.number) if matter.number.isdecimal() else matter.number,
                "what": matter.what,
                "happened": _day(matter.happened),
                "outcome": self.policy.outcomes.get(outcomes.get(matter.number, "")),
                "reasons": reasons.get(matter.number),
            }

    def numbered(self, stem: str) -> Iterator[dict[str, Raw]]:
        for number, what in numbered(self.event.texts, stem).items():
            data = self.event.data
            by, amount = data.get(f"{stem}.{number}.by", ""), data.get(f"{stem}.{number}.sum")
            kind = self.policy.remedies.get(data.get(f"{stem}.{number}.kind", ""))
            yield {"what": what, "by": _day(by), "sum": amount, "kind": kind}

    def facts(self) -> Iterator[tuple[str, Raw]]:
        for id, value in self.case.facts.items():
            fact = self.policy.facts.get(id)
            told = _day(value) if fact and fact.type == "date" else None
            yield id, told or (fact.values.get(value, value) if fact else value)

    def stage_told(self) -> dict[str, Raw]:
        stage = self.stage
        stages = way_at(self.policy, stage.id, self.case.meets).stages
        number = stages.index(stage.id) + 1
        is_plain = stage.title.lower() == f"{_PLAIN_STAGE}{number}"
        return {
            "number": number,
            "of": len(stages),
            "title": stage.title,
            "name": None if is_plain else stage.title,
            "partial": len(self.considered) < len(self.case.matters),
            "last": number == len(stages),
        }

    def is_complainants(self) -> bool:
        """Whether the complainant themself did what the letter is about."""
        if self.event.kind != "done" or not self.event.step:
            return False
        return self.policy.stage(self.event.stage).step(self.event.step).is_complainants

    def event_told(self) -> dict[str, Raw]:
        stage = self.policy.stage(self.event.stage).title if self.event.stage else None
        return {"stage": stage, "missed": self.event.kind == "missed", "yours": self.is_complainants()}

    def role_title(self, who: str, stage: Stage) -> str:
        """What people call whoever acts, or stands in."""
        return self.policy.role_title(stage_role(self.policy, self.case, stage, who), stage)

    def next(self) -> dict[str, Raw]:
        if self.here is None:
            return {}
        stage, step = self.here
        choices = [choice for choice in step.choices if self.case.meets(choice.applies)]
        has_window = step.is_complainants and step.clock is not None
        return {
            "yours": step.is_complainants,
            "outside": bool(step.through),
            "what": step.title[:1].lower() + step.title[1:],
            "who": self.role_title(step.who, stage),
            "due": self.dates.promise(f"{stage.id}.{step.id}"),
            "was_due": self.dates.passed(f"{stage.id}.{step.id}"),
            "paused": self.dates.is_paused(f"{stage.id}.{step.id}"),
            "choices": tuple({"title": choice.title} for choice in choices),
            "later": tuple(self._later(stage, step)),
            "silence_closes": has_window and self._silence(step) == "closed",
            "late_with_reason": has_window and step.late != "refused",
        }

    def _later(self, stage: Stage, now: Step) -> Iterator[dict[str, Raw]]:
        """What we owe after the step at which the case stands, at the same stage, where its clock runs already."""
        for step in stage.steps[stage.steps.index(now) + 1 :]:
            due = None if step.is_complainants else self.dates.promise(f"{stage.id}.{step.id}")
            if due:
                what = step.title[:1].lower() + step.title[1:]
                yield {"what": what, "who": self.role_title(step.who, stage), "due": due}

    def _silence(self, step: Step) -> str:
        """Where the case goes if its window passes without a word."""
        return next((way.to for way in step.missed if self.case.meets(way.applies)), "")

    def due(self) -> Iterator[tuple[str, Raw]]:
        """Due dates that still run, by step (of the stage reached), by `stage.step` and by duty."""
        for deadline in self.deadlines:
            promise = self.dates.promise(deadline.name)
            if promise and deadline.kind != "door":
                yield deadline.name, promise
                if deadline.kind == "step" and deadline.stage == self.stage.id:
                    yield deadline.step, promise

    def extension(self) -> dict[str, Raw]:
        if self.event.kind != "extended":
            return {}
        stage = self.policy.stage(self.event.stage or self.case.stage)
        of = self.event.data.get("of", "").rpartition(".")[2]
        step = next((step for step in stage.steps if step.id == of), None)
        after = self.dates.promise(f"{stage.id}.{of}") or _day(self.event.data.get("due.after", ""))
        return {
            "step": step.title[:1].lower() + step.title[1:] if step else None,
            "before": _day(self.event.data.get("due.before", "")),
            "after": after,
        }

    def record_kind(self) -> str | None:
        kind = self.case.received.data.get("record.kind", "")
        return RECORD_KINDS.get(kind, kind).lower() if self.case.is_record else None

    def pause(self) -> str | None:
        found = self.policy.pauses.get(self.event.data.get("pause", ""))
        return found.title if found else None

    def exclusion(self) -> dict[str, Raw]:
        found = self.policy.exclusions.get(self.event.data.get("exclusion", ""))
        return {"title": found.title, "explanation": found.explanation or found.title} if found else {}

    def signature(self) -> str:
        """Who signs: the person where the case names one, their role, and the organisation."""
        stage = self.policy.stage(self.event.stage) if self.event.stage else self.stage
        who = stage_role(self.policy, self.case, stage, self.terms.signed_by)
        name = handled_by(self.case) if self.terms.signed_by == HANDLER else ""
        holders = self.policy.roles[who].holders if who in self.policy.roles else ()
        if len(holders) == 1:
            name = "" if is_unfit(self.case, holders[0]) else holders[0]
        return "\n".join(filter(None, (name, self.policy.role_title(who, stage), self.policy.organisation.name)))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


_TOLD: Final[Mapping[str, Callable[[_Gathering], Raw]]] = {
    "letter": lambda g: {"title": g.terms.title, "encloses": g.terms.encloses},
    "date": lambda g: g.today,
    "reference": lambda g: g.case.id,
    "received": lambda g: local_day(g.case.received.happened_at, g.policy.time_zone),
    "channel": lambda g: g.policy.channels.get(g.given.get("channel", "")),
    "organisation": _Gathering.organisation,
    "complainant": _Gathering.complainant,
    "representative": lambda g: {
        "name": g.given.get("representative.name") if "representative.consent" in g.given else None
    },
    "advocate": lambda g: {"name": g.given.get("advocate.name")},
    "matters": lambda g: tuple(g.matters()),
    "remedies": lambda g: tuple(g.numbered("remedy")),
    "outstanding": lambda g: tuple(g.numbered("outstanding")),
    "definition": lambda g: g.given.get("definition"),
    "sought": lambda g: g.given.get("sought"),
    "learning": lambda g: g.event.texts.get("learning"),
    "reason": lambda g: g.event.texts.get("reason"),
    "note": lambda g: g.event.texts.get("note"),
    "late_reason": lambda g: g.event.texts.get("late-reason"),
    "facts": lambda g: dict(g.facts()),
    "handler": lambda g: {"name": handled_by(g.case), "role": g.role_title(HANDLER, g.stage)},
    "stage": _Gathering.stage_told,
    "place": lambda g: {"end": g.event.place if g.event.place in ENDS else None},
    "event": _Gathering.event_told,
    "record": lambda g: {"kind": g.record_kind()},
    "next": _Gathering.next,
    "due": lambda g: dict(g.due()),
    "extension": _Gathering.extension,
    "promises": lambda g: tuple(g.promises()),
    "pause": lambda g: {"title": g.pause()},
    "restriction": lambda g: {"until": _day(g.event.data.get("until", "")) if g.event.kind == "restricted" else None},
    "exclusion": _Gathering.exclusion,
    "door": lambda g: g.doors.used(),
    "body": lambda g: g.doors.about(),
    "doors": lambda g: tuple(g.doors.ahead()),
    "signature": _Gathering.signature,
}
"""How each field at the top is told; only what a template asks for is worked out."""
