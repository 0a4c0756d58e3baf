"""What can be done beside the steps: acts that every procedure has, duties, and acts of the policy's own.

Pure rows, read off the policy; nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from putright.policy.model import ENDS, RECORDS, Action, Duty, Policy, Stage, Step
from putright.policy.places import Move, done_at, places
from putright.policy.words import asked_event, declined_event

BESIDE_GUARDS = ("order", "who", "people", "needs")

BUILT_IN_ACTIONS = {
    "receive": "received",
    "reject": "rejected",
    "refuse-escalation": "escalation-refused",
    "refer": "referred",
    "withdraw": "withdrawn",
    "close": "closed",
    "reopen": "reopened",
    "note": "noted",
    "extend": "extended",
    "correct": "corrected",
    "pause": "paused",
    "resume": "resumed",
    "draft": "drafted",
    "review-draft": "draft-reviewed",
    "send": "sent",
    "contact": "contacted",
    "attach": "attached",
    "link": "linked",
    "merge": "merged",
    "add-matter": "matter-added",
    "complete": "completed",
    "outside": "outside-acted",
    "answer-record": "record-answered",
    "complain": "complained",
    "assign": "assigned",
    "declare-conflict": "conflict-declared",
    "tell-staff": "staff-told",
    "hear-staff": "staff-heard",
    "review-adjustments": "adjustments-reviewed",
    "warn": "warned",
    "restrict": "restricted",
    "lift-restriction": "restriction-lifted",
    "refuse-reopening": "reopening-refused",
}
"""What every procedure can do beside its own steps, and the event that each makes."""

ALWAYS_NEEDED = {"declare-conflict": ("person",), "restrict": ("reason", "until"), "refuse-reopening": ("reason",)}
"""What some actions need in every procedure, whatever the policy asks beside it."""


def needs_of(action: str, asked: tuple[str, ...]) -> tuple[str, ...]:
    """What an action needs: what it always does, and what the policy asks for."""
    return tuple(dict.fromkeys((*ALWAYS_NEEDED.get(action, ()), *asked)))


def built_in(policy: Policy) -> Iterator[Move]:
    """The acts that every procedure has, at every place where they can be done."""
    steps = [(stage, step, f"{stage.id}.{step.id}") for stage in policy.stages for step in stage.steps]
    for stage, step, here in steps:
        yield act(policy, "withdraw", here, "withdrawn")
        yield act(policy, "reject", here, "refused", "unanswered", "exclusion")
        yield act(policy, "close", here, "closed", "answered")
        yield act(policy, "extend", here, here, "extendable", "extension")
        for pause in policy.pauses.values():
            if pause.at_most:
                yield Move(
                    f"lapse pause.{pause.id}", here, here, "pause-ended", "resumed", (), stage=stage.id, step=step.id,
                    letter=pause.resumed_letter, of=pause.id,
                )  # fmt: skip
        if policy.pauses:
            yield replace(act(policy, "pause", here, here, "pausable"), stage=stage.id, step=step.id)
            yield replace(act(policy, "resume", here, here, "paused", "resumable"), stage=stage.id, step=step.id)
        yield act(policy, "note", here, here)
        yield act(policy, "correct", here, here, "correction")
        through = "referred" if step.through else here
        yield replace(
            act(policy, "refer", here, through, "door"),
            stage=stage.id if step.through else "",
            step=step.id if step.through else "",
        )
        if leads_on(policy, stage, step):
            yield replace(act(policy, "refuse-escalation", here, here), stage=stage.id, step=step.id)
            for end in silent_ends(step):
                late = act(policy, "refuse-escalation", end, end, "ended-by-silence")
                yield replace(late, stage=stage.id, step=step.id)
        yield from _recording(policy, here)
        yield act(policy, "merge", here, "closed", "linkable")
        yield _new_matter(policy, here, joins=_answers_ahead(stage, step))
        yield from _about_people(policy, here)
    for here in RECORDS:
        yield from _of_a_record(policy, here)
    yield from _back_from_outside(policy)
    for end in ENDS:
        yield from _about_people(policy, end)
        yield act(policy, "refuse-reopening", end, end)
        yield from _recording(policy, end)
        yield _new_matter(policy, end, joins=False)
        yield act(policy, "note", end, end)
        yield act(policy, "correct", end, end, "correction")
        yield act(policy, "refer", end, "referred", "door")
        for here in (*(here for _, _, here in steps), *RECORDS):
            yield act(policy, "reopen", end, here, "was-here", "reopening")


def silent_ends(step: Step) -> tuple[str, ...]:
    """The ends to which a step can lead when its time runs out."""
    return tuple(dict.fromkeys(way.to for way in step.missed if way.to in ENDS))


def beside(policy: Policy) -> Iterator[Move]:
    """Duties, which leave the place as it is, and the policy's own actions, some of which do not."""
    open_places = [place for place in places(policy) if "." in place]
    for duty in policy.duties.values():
        yield from _asking(policy, duty, open_places)
        if not duty.met_by:
            guards = (*BESIDE_GUARDS, "applies", *(("asked",) if duty.asked_by else ()))
            for here in open_places:
                yield Move(
                    duty.id, here, here, "duty-done", duty.event, guards, who=duty.who,
                    needs=duty.needs, letter=duty.letter, applies=duty.applies, of=duty.id,
                )  # fmt: skip
    for action in policy.actions.values():
        if action.id not in BUILT_IN_ACTIONS:
            yield from _own(policy, action)


def _own(policy: Policy, action: Action) -> Iterator[Move]:
    """An action of the policy's own, at every step where it can be done."""
    first = policy.stages[0]
    dest = policy.resolve(first, first.steps[0], action.to) if action.to else ""
    guards = (*BESIDE_GUARDS, *(["applies"] if action.applies else []), *(["matters"] if "." in dest else []))
    for stage, step in done_at(policy, action):
        here = f"{stage.id}.{step.id}"
        yield Move(
            action.id, here, dest or here, "moved" if dest else "acted", action.event, guards,
            stage=stage.id if dest else "", who=action.who, needs=action.needs, letter=action.letter,
            applies=action.applies, of=action.id, tells=action.tells,
        )  # fmt: skip


def _asking(policy: Policy, duty: Duty, open_places: list[str]) -> Iterator[Move]:
    """An optional duty is asked for, and can be declined by whoever the policy says."""
    asked = ("ask-for", duty.asked_by, asked_event(duty.id), "askable")
    declined = ("decline", duty.declined_by, declined_event(duty.id), "asked")
    for verb, who, event, guard in (asked, declined) if duty.asked_by else ():
        for here in open_places if who else ():
            id = f"{verb}-{duty.id}"
            guards = (*BESIDE_GUARDS, "applies", guard)
            yield Move(id, here, here, "acted", event, guards, who=who, applies=duty.applies, of=id)


def act(policy: Policy, action: str, source: str, dest: str, *guards: str) -> Move:
    """One of the acts that every procedure has, with what the policy asks and sends where it names that act."""
    event = BUILT_IN_ACTIONS[action]
    terms = policy.actions.get(action) or Action(action, "", "", event)
    return Move(
        action,
        source,
        dest,
        event,
        event,
        (*guards, *BESIDE_GUARDS),
        who=terms.who,
        needs=needs_of(action, terms.needs),
        letter=terms.letter,
        tells=terms.tells,
    )


def _about_people(policy: Policy, here: str) -> Iterator[Move]:
    """What concerns the people in a case, at any place, and leaves the place as it is."""
    yield act(policy, "assign", here, here, "assignment")
    yield act(policy, "declare-conflict", here, here)
    yield act(policy, "tell-staff", here, here, "has-staff", "staff")
    yield act(policy, "hear-staff", here, here, "has-staff", "staff")
    yield act(policy, "review-adjustments", here, here, "adjusted")
    yield act(policy, "warn", here, here)
    yield act(policy, "restrict", here, here, "restriction")
    yield act(policy, "lift-restriction", here, here, "restricted")


def _recording(policy: Policy, here: str) -> Iterator[Move]:
    """What is put on record at any place, and leaves the place as it is."""
    yield act(policy, "contact", here, here, "contact")
    yield act(policy, "attach", here, here, "attachment")
    yield act(policy, "link", here, here, "linkable")
    yield act(policy, "complete", here, here, "promised", "completes")
    yield act(policy, "outside", here, here, "was-referred", "outside", "stays")


def _of_a_record(policy: Policy, here: str) -> Iterator[Move]:
    """What can be done with what is no complaint: answer it, close it, or open a complaint beside it."""
    if here == "recorded":
        yield act(policy, "answer-record", here, "answered", "record-answer")
    complain = act(policy, "complain", here, here)
    yield replace(complain, kind="linked")
    yield act(policy, "close", here, "closed")
    yield act(policy, "withdraw", here, "withdrawn")
    yield act(policy, "merge", here, "closed", "linkable")
    yield act(policy, "note", here, here)
    yield act(policy, "correct", here, here, "correction")
    yield from _recording(policy, here)
    yield from _about_people(policy, here)


def _new_matter(policy: Policy, here: str, *, joins: bool) -> Move:
    """A matter joins before the answer of the stage; after it, it becomes a complaint of its own that is linked."""
    move = act(policy, "add-matter", here, here, "new-matter")
    return move if joins else replace(move, kind="linked", event="linked", letter="")


def _answers_ahead(stage: Stage, step: Step) -> bool:
    return any(ahead.kind == "response" for ahead in stage.steps[stage.steps.index(step) :])


def _back_from_outside(policy: Policy) -> Iterator[Move]:
    """A body to which the complaint went too early sends it back to where it was."""
    for place in places(policy):
        if place not in ("referred", *RECORDS):
            yield act(policy, "outside", "referred", place, "was-referred", "outside", "premature")


def leads_on(policy: Policy, stage: Stage, step: Step) -> bool:
    """Whether the complainant can ask here to go to another stage."""
    onward = (policy.resolve(stage, step, choice.to) for choice in step.choices)
    return step.is_complainants and any(place not in ENDS and not place.startswith(f"{stage.id}.") for place in onward)
