"""Occasions: which letters of a policy a clause means that speaks of the letter of a moment, on each way through it.

Picked here and nowhere else, so that a letter is held to the same clauses in its template and when it is sent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from putright.codes.questions.inquiry import Inquiry
from putright.codes.questions.rounds import Way
from putright.letters.uses import Use
from putright.policy.model import Stage
from putright.problems import Place

KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "receipt": ("acknowledgement",),
    "acknowledgement": ("acknowledgement",),
    "response": ("response",),
    "extension": ("extension",),
    "refusal": ("refusal",),
    "escalation-refusal": ("escalation-refusal",),
    "closing": ("closure",),
    "correction": ("correction",),
    "restriction": ("action",),
}
"""The kinds of letter that go at each moment."""

OF_STAGES: Final = ("receipt", "acknowledgement", "response", "extension")
"""Moments that each stage has of its own."""

ACTS: Final[Mapping[str, str]] = {
    "receipt": "receive",
    "refusal": "reject",
    "escalation-refusal": "refuse-escalation",
    "restriction": "restrict",
    "closing": "close",
    "correction": "correct",
}
"""The act that each moment is, where it is no step."""

BESIDE: Final[Mapping[str, str]] = {
    "refusal": "a complaint is turned away",
    "escalation-refusal": "a request to go on is refused",
    "restriction": "contact is restricted",
    "closing": "a case is closed",
}
"""What happens at a moment that is no step, in words."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a moment is in words, where it stands in the policy, and the letters that go."""

    what: str
    place: Place
    uses: tuple[Use, ...] | None
    """Empty where no letter goes; None where the moment never comes."""
    way: Way | None = None
    """The way through the policy on which it is so; None: on each."""


def occasions(inquiry: Inquiry, moment: str, stage: int | str) -> Iterator[Occasion]:
    """Every occasion of a moment, at the stages that a clause means."""
    if moment == "every":
        yield Occasion("In the whole procedure", inquiry.place("letters"), inquiry.uses)
        return
    if moment not in OF_STAGES:
        yield from _beside(inquiry, moment)
        return
    for way, one in inquiry.rounds(1 if moment == "receipt" else stage):
        if one is None:
            yield Occasion(f"At stage {stage}{way.named}, which is not there", inquiry.place("stages"), (), way)
            continue
        own = one.stage
        if moment == "extension":
            yield from _of_extensions(inquiry, way, own)
            continue
        done = one.step("acknowledgement" if moment == "receipt" else moment)
        named = done.id if done else ""
        found = tuple(
            use
            for use in inquiry.uses
            if (use.stage, use.step) == (own.id, named) and use.kind in (*KINDS[moment], "act")
        )
        yield Occasion(f"At {own.title}, for the {moment}", done.place if done else own.place, found, way)
        for choice in done.choices if done and found else ():
            if not choice.letter:
                what = f'At {own.title}, where "{done.title if done else ""}" ends in "{choice.title}"'
                yield Occasion(what, choice.place, (), way)


def _of_extensions(inquiry: Inquiry, way: Way, stage: Stage) -> Iterator[Occasion]:
    can = [step for step in stage.steps if step.extensions]
    if not can:
        yield Occasion(f"At {stage.title} no more time can be given.", stage.place, None, way)
    for step in can:
        found = tuple(u for u in inquiry.uses if u.kind == "extension" and (u.stage, u.step) == (stage.id, step.id))
        for extension in step.extensions:
            told = f"When more time is taken at {stage.title}"
            yield Occasion(told, extension.place, found if extension.letter else (), way)


def _beside(inquiry: Inquiry, moment: str) -> Iterator[Occasion]:
    policy, act = inquiry.policy, ACTS[moment]
    place = policy.actions[act].place if act in policy.actions else inquiry.place("actions")
    found = tuple(u for u in inquiry.uses if u.kind in KINDS[moment] and (moment != "restriction" or u.what == act))
    if moment == "refusal":
        if not policy.exclusions:
            yield Occasion("The policy has no reason for turning a complaint away.", inquiry.place("exclusions"), None)
            return
        if act not in policy.actions or not policy.actions[act].letter:
            for exclusion in policy.exclusions.values():
                if not exclusion.letter:
                    yield Occasion(f'Where a complaint is turned away as "{exclusion.title}"', exclusion.place, ())
    if moment == "escalation-refusal" and not any(
        step.is_complainants for way in inquiry.ways for one in way.rounds for step, _ in one.asking
    ):
        yield Occasion("Nobody can ask to go on, so nothing is refused.", inquiry.place("stages"), None)
        return
    if found or moment != "refusal":
        yield Occasion(f"When {BESIDE.get(moment, moment)}", place, found)
