"""Rounds: the stages of a policy as a code counts them, on each way that a complaint can take.

A round is a stage with an answer of the organisation's own. A stage that only leads outside is none.
"""

from __future__ import annotations

from dataclasses import dataclass

from putright.case.case import Case
from putright.policy.model import Choice, Condition, Policy, Stage, Step
from putright.policy.tracks import way_at, ways_of

DECIDING = ("decide", "decided", "adjudicate", "adjudicated", "answer", "answered", "conclude", "concluded")
"""What a step that gives an answer may be called, where it is not written as a response."""

LOGGING = ("logged", "registered", "recorded")
"""What the putting on record of a complaint may be called, where it is a step of its own."""


@dataclass(frozen=True, slots=True)
class Round:
    """One round of consideration on one way: its number there, its stage, and the stage before."""

    number: int
    stage: Stage
    answer: Step
    """The step that gives the answer; the last, where there are several."""
    before: Stage | None = None

    @property
    def acknowledgement(self) -> Step | None:
        """The step that acknowledges, whatever its event is called."""
        return next((step for step in self.stage.steps if step.kind == "acknowledgement"), None)

    @property
    def logging(self) -> Step | None:
        """The step that puts the complaint on record: one that is called so, or else the acknowledgement."""
        steps = (s for s in self.stage.steps if any(choice.event in LOGGING for choice in s.choices))
        return next(steps, self.acknowledgement)

    def step(self, of: str) -> Step | None:
        """The acknowledgement or the response."""
        return self.acknowledgement if of == "acknowledgement" else self.answer

    @property
    def second_answers(self) -> tuple[Step, ...]:
        """Answers of the same stage that come after the complainant has had a say: a stage within a stage."""
        steps = self.stage.steps
        first = next(number for number, step in enumerate(steps) if step.kind == "response" or step is self.answer)
        said = next((n for n, step in enumerate(steps) if n > first and step.is_complainants), len(steps))
        return tuple(step for step in steps[said:] if step.kind == "response" and not step.through)

    @property
    def asking(self) -> tuple[tuple[Step, Choice], ...]:
        """The choices after the answer of the stage before that bring a case here."""
        if self.before is None:
            return ()
        return tuple(
            (step, choice) for step in self.before.steps for choice in step.choices if leads_to(choice, self.stage)
        )


@dataclass(frozen=True, slots=True)
class Way:
    """The rounds that a complaint goes through, one after the other, with the facts that send it that way."""

    title: str
    """Empty for the usual way."""
    rounds: tuple[Round, ...]
    track: str = ""
    """The track that it is; empty: the usual way."""
    first: str = ""
    """The stage at which it begins."""

    stages: tuple[Stage, ...] = ()
    """All of its stages, also those without an answer."""

    @property
    def acting(self) -> tuple[Stage, ...]:
        """Stages after the first round in which the organisation acts, with no step that is known to be an answer."""
        known = [one.stage for one in self.rounds]
        first = self.stages.index(known[0]) if known else 0
        return tuple(
            stage
            for stage in self.stages[first:]
            if stage not in known and any(not step.through and not step.is_complainants for step in stage.steps)
        )

    @property
    def key(self) -> tuple[str, str]:
        return self.track, self.first

    def at(self, stage: int | str) -> tuple[Round, ...]:
        """The rounds that a clause means: a number, `every` or `last`; empty where there is none."""
        if stage == "every":
            return self.rounds
        if stage == "last":
            return self.rounds[-1:]
        return tuple(one for one in self.rounds if one.number == stage)

    @property
    def named(self) -> str:
        """What follows in a sentence, where it is not the usual way."""
        return f" ({self.title})" if self.title else ""


def ways(policy: Policy) -> tuple[Way, ...]:
    """Every way through the policy: its tracks, the usual one, and those that begin at a later stage."""
    stages = {stage.id: stage for stage in policy.stages}
    found: list[Way] = []
    for track in ways_of(policy):
        title = f"{track.title}: {facts_in_words(policy, track.applies)}" if track.id else ""
        own = tuple(stages[id] for id in track.stages)
        found.append(_way(title, own, track.id))
        for number, stage in enumerate(own):
            if number and stage.direct_entry is not None:
                told = f"complaints that enter at {stage.title}: {facts_in_words(policy, stage.direct_entry)}"
                found.append(_way(told, own[number:], track.id))
    return tuple(found)


def way_of(policy: Policy, known: tuple[Way, ...], case: Case) -> Way | None:
    """The way that a case is on, of those that are known: its track, from the stage at which it began."""
    track = way_at(policy, case.stage, case.meets).id
    own = [way for way in known if way.track == track]
    begun = case.received.place.partition(".")[0]
    return next((way for way in own if way.first == begun), next(iter(own), None))


def leads_to(choice: Choice, stage: Stage) -> bool:
    """Whether a choice brings the case to the stage."""
    return choice.to.partition(".")[0] == stage.id


def _answer(stage: Stage) -> Step | None:
    own = [step for step in stage.steps if not step.through and not step.is_complainants]
    responses = [step for step in own if step.kind == "response"]
    deciding = [step for step in own if step.kind == "act" and step.id.partition("-")[0] in DECIDING]
    return next(reversed(responses or deciding), None)


def _way(title: str, stages: tuple[Stage, ...], track: str) -> Way:
    rounds: list[Round] = []
    for stage in stages:
        if answer := _answer(stage):
            rounds.append(Round(len(rounds) + 1, stage, answer, rounds[-1].stage if rounds else None))
    return Way(title, tuple(rounds), track, stages[0].id, stages)


def facts_in_words(policy: Policy, condition: Condition) -> str:
    """A condition as people say it: 'Kind is Complex and Urgent is yes'."""
    parts = []
    for id, values in condition.items():
        titles = [policy.fact_value(id, value) for value in values]
        parts.append(f"{policy.fact_title(id)} is {' or '.join(titles)}")
    return " and ".join(parts) or "all"
