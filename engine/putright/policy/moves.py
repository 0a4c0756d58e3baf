"""Every move that a policy allows: from which place, by which act, to which place, past which guards.

Pure rows, read off the policy; nothing is decided here. The machine runs on them, and a proof can walk them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from putright.policy.model import ENDS, RECORDS, Action, Choice, Condition, Missed, Policy, Stage, Step

STEP_GUARDS = (
    "order",
    "who",
    "people",
    "applies",
    "held-up",
    "needs",
    "matters",
    "outcomes",
    "independence",
    "reviewed",
)
CHOICE_GUARDS = (*STEP_GUARDS, "window")
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


@dataclass(frozen=True, slots=True)
class Move:
    """One way from a place to a place."""

    action: str
    source: str
    dest: str
    kind: str
    event: str
    guards: tuple[str, ...]
    stage: str = ""
    step: str = ""
    who: str = ""
    needs: tuple[str, ...] = ()
    letter: str = ""
    applies: Condition = field(default_factory=dict, hash=False)
    of: str = ""
    """The duty or action that this move does, or the step or duty whose time ran out."""
    tells: tuple[str, ...] = ()

    @property
    def is_automatic(self) -> bool:
        return self.kind == "missed"


def places(policy: Policy) -> tuple[str, ...]:
    """Every place a case can be at: each step of each stage, the places of mere records, then the ends."""
    steps = tuple(f"{stage.id}.{step.id}" for stage in policy.stages for step in stage.steps)
    return (*steps, *RECORDS, *ENDS)


def first_place(policy: Policy, facts: dict[str, str]) -> str:
    """Where a complaint with these facts starts: a stage entered directly, else the first stage."""
    for stage in policy.stages:
        entry = stage.direct_entry
        if entry and all(facts.get(fact) in values for fact, values in entry.items()):
            return f"{stage.id}.{stage.steps[0].id}"
    return f"{policy.stages[0].id}.{policy.stages[0].steps[0].id}"


def moves_of(policy: Policy) -> tuple[Move, ...]:
    """Every move of a policy, those of its steps first."""
    return (
        *(move for stage in policy.stages for step in stage.steps for move in _step_moves(policy, stage, step)),
        *_lapses(policy),
        *_late_requests(policy),
        *_built_in(policy),
        *_beside(policy),
    )


def _step_moves(policy: Policy, stage: Stage, step: Step) -> Iterator[Move]:
    if step.through:
        return
    for place in _where(stage, step):
        for choice in step.choices:
            yield _choice_move(policy, stage, step, choice, place)
        if step.kind == "response":
            yield from _drafting(policy, stage, step, place)


def _drafting(policy: Policy, stage: Stage, step: Step, place: str) -> Iterator[Move]:
    """A response can be drafted, reviewed and sent; sending a draft is doing the step."""
    draft, review = (
        _act(policy, "draft", place, place),
        _act(policy, "review-draft", place, place, "drafted", "verdict"),
    )
    yield replace(draft, stage=stage.id, step=step.id, who=draft.who or step.who)
    yield replace(review, stage=stage.id, step=step.id, who=step.reviewed_by or review.who)
    for choice in step.choices:
        done = _choice_move(policy, stage, step, choice, place)
        yield replace(done, action="send", guards=("drafted", *done.guards))


def _where(stage: Stage, step: Step) -> tuple[str, ...]:
    """The places at which a step can be done: its own, and those of the steps it also meets."""
    return tuple(f"{stage.id}.{id}" for id in (step.id, *step.also_meets))


def _choice_move(policy: Policy, stage: Stage, step: Step, choice: Choice, source: str) -> Move:
    return Move(
        action=choice.id,
        source=source,
        dest=policy.resolve(stage, step, choice.to),
        kind="done",
        event=choice.event,
        guards=CHOICE_GUARDS if step.is_complainants else (*STEP_GUARDS, *_for_people(policy, stage, step)),
        stage=stage.id,
        step=step.id,
        who=step.who,
        needs=choice.needs,
        letter=choice.letter,
        applies=choice.applies,
        tells=choice.tells,
    )


def _for_people(policy: Policy, stage: Stage, step: Step) -> Iterator[str]:
    """Guards that only some policies ask for: a panel that sits, staff who were heard."""
    if any(role.seats for role in policy.roles.values()) and step.kind != "acknowledgement":
        yield "panel"
    if policy.staff and policy.staff.heard and step.kind == "response":
        yield "heard"


def _lapses(policy: Policy) -> Iterator[Move]:
    """What happens by itself when time runs out, at the step's own place or while an earlier step still waits.

    A step or duty without consequences of its own still makes an event when something counts from that event.
    """
    awaited = _awaited(policy)
    for stage in policy.stages:
        for number, step in enumerate(stage.steps):
            if step.missed or f"{step.id}-missed" in awaited:
                waiting = (f"{stage.id}.{other.id}" for other in stage.steps[: number + 1])
                to = policy.resolve(stage, step, step.missed.to) if step.missed and step.missed.to else ""
                yield from _lapse(f"{stage.id}.{step.id}", f"{step.id}-missed", waiting, to, step.missed)
    for duty in policy.duties.values():
        if duty.missed or f"{duty.id}-missed" in awaited:
            everywhere = (place for place in places(policy) if "." in place)
            stage = policy.stages[0]
            to = policy.resolve(stage, stage.steps[0], duty.missed.to) if duty.missed and duty.missed.to else ""
            yield from _lapse(duty.id, f"{duty.id}-missed", everywhere, to, duty.missed)


def _lapse(of: str, event: str, sources: Iterable[str], to: str, missed: Missed | None) -> Iterator[Move]:
    letter, tells = (missed.letter, missed.tells) if missed else ("", ())
    for source in sources:
        yield Move(f"lapse {of}", source, to or source, "missed", event, (), letter=letter, of=of, tells=tells)


def _awaited(policy: Policy) -> frozenset[str]:
    """The names of all events that some clock, duty or door of the policy waits for."""
    clocks = [step.clock for stage in policy.stages for step in stage.steps if step.clock]
    clocks += [duty.clock for duty in policy.duties.values()]
    clocks += [door.closes for door in policy.doors.values() if door.closes]
    names = {term.start.name for clock in clocks for term in clock.terms}
    names |= {name for duty in policy.duties.values() for name in (*duty.met_by, *duty.until)}
    names |= {ref.name for door in policy.doors.values() for o in door.opens for ref in (o.start, *o.unless)}
    return frozenset(names)


def _late_requests(policy: Policy) -> Iterator[Move]:
    """A request to go on, made (or only recorded) after silence had closed the case."""
    for stage in policy.stages:
        for step in stage.steps:
            if step.is_complainants and step.missed and step.missed.to in ENDS:
                for choice in step.choices:
                    move = _choice_move(policy, stage, step, choice, step.missed.to)
                    if move.dest not in ENDS:
                        yield replace(move, guards=("ended-by-silence", *move.guards))


def _built_in(policy: Policy) -> Iterator[Move]:
    steps = [(stage, step, f"{stage.id}.{step.id}") for stage in policy.stages for step in stage.steps]
    for stage, step, here in steps:
        yield _act(policy, "withdraw", here, "withdrawn")
        yield _act(policy, "reject", here, "refused", "unanswered", "exclusion")
        yield _act(policy, "close", here, "closed", "answered")
        yield _act(policy, "extend", here, here, "extendable", "extension")
        if policy.pauses:
            yield replace(_act(policy, "pause", here, here, "pausable"), stage=stage.id, step=step.id)
            yield replace(_act(policy, "resume", here, here, "paused"), stage=stage.id, step=step.id)
        yield _act(policy, "note", here, here)
        yield _act(policy, "correct", here, here, "correction")
        through = "referred" if step.through else here
        yield replace(
            _act(policy, "refer", here, through, "door"), stage=stage.id if step.through else "", step=step.id
        )
        if _leads_on(policy, stage, step):
            yield replace(_act(policy, "refuse-escalation", here, here), stage=stage.id, step=step.id)
            if step.missed and step.missed.to in ENDS:
                end = step.missed.to
                late = _act(policy, "refuse-escalation", end, end, "ended-by-silence")
                yield replace(late, stage=stage.id, step=step.id)
        yield from _recording(policy, here)
        yield _act(policy, "merge", here, "closed", "linkable")
        yield _new_matter(policy, here, joins=_answers_ahead(stage, step))
        yield from _about_people(policy, here)
    for here in RECORDS:
        yield from _of_a_record(policy, here)
    yield from _back_from_outside(policy)
    for end in ENDS:
        yield from _about_people(policy, end)
        yield _act(policy, "refuse-reopening", end, end)
        yield from _recording(policy, end)
        yield _new_matter(policy, end, joins=False)
        yield _act(policy, "note", end, end)
        yield _act(policy, "correct", end, end, "correction")
        yield _act(policy, "refer", end, "referred", "door")
        for here in (*(here for _, _, here in steps), *RECORDS):
            yield _act(policy, "reopen", end, here, "was-here", "reopening")


def _about_people(policy: Policy, here: str) -> Iterator[Move]:
    """What concerns the people in a case, at any place, and leaves the place as it is."""
    yield _act(policy, "assign", here, here, "assignment")
    yield _act(policy, "declare-conflict", here, here)
    yield _act(policy, "tell-staff", here, here, "has-staff", "staff")
    yield _act(policy, "hear-staff", here, here, "has-staff", "staff")
    yield _act(policy, "review-adjustments", here, here, "adjusted")
    yield _act(policy, "warn", here, here)
    yield _act(policy, "restrict", here, here, "restriction")
    yield _act(policy, "lift-restriction", here, here, "restricted")


def _recording(policy: Policy, here: str) -> Iterator[Move]:
    """What is put on record at any place, and leaves the place as it is."""
    yield _act(policy, "contact", here, here, "contact")
    yield _act(policy, "attach", here, here, "attachment")
    yield _act(policy, "link", here, here, "linkable")
    yield _act(policy, "complete", here, here, "promised", "completes")
    yield _act(policy, "outside", here, here, "was-referred", "outside", "stays")


def _of_a_record(policy: Policy, here: str) -> Iterator[Move]:
    """What can be done with what is no complaint: answer it, close it, or open a complaint beside it."""
    if here == "recorded":
        yield _act(policy, "answer-record", here, "answered", "record-answer")
    complain = _act(policy, "complain", here, here)
    yield replace(complain, kind="linked")
    yield _act(policy, "close", here, "closed")
    yield _act(policy, "withdraw", here, "withdrawn")
    yield _act(policy, "merge", here, "closed", "linkable")
    yield _act(policy, "note", here, here)
    yield _act(policy, "correct", here, here, "correction")
    yield from _recording(policy, here)
    yield from _about_people(policy, here)


def _new_matter(policy: Policy, here: str, *, joins: bool) -> Move:
    """A matter joins before the answer of the stage; after it, it becomes a complaint of its own that is linked."""
    move = _act(policy, "add-matter", here, here, "new-matter")
    return move if joins else replace(move, kind="linked", event="linked", letter="")


def _answers_ahead(stage: Stage, step: Step) -> bool:
    return any(ahead.kind == "response" for ahead in stage.steps[stage.steps.index(step) :])


def _back_from_outside(policy: Policy) -> Iterator[Move]:
    """A body to which the complaint went too early sends it back to where it was."""
    for place in places(policy):
        if place not in ("referred", *RECORDS):
            yield _act(policy, "outside", "referred", place, "was-referred", "outside", "premature")


def _beside(policy: Policy) -> Iterator[Move]:
    """Duties and the policy's own actions, which leave the place as it is."""
    open_places = [place for place in places(policy) if "." in place]
    for duty in policy.duties.values():
        if not duty.met_by:
            for here in open_places:
                yield Move(
                    duty.id, here, here, "duty-done", duty.event, (*BESIDE_GUARDS, "applies"), who=duty.who,
                    needs=duty.needs, letter=duty.letter, applies=duty.applies, of=duty.id,
                )  # fmt: skip
    for action in policy.actions.values():
        if action.id not in BUILT_IN_ACTIONS:
            for here in open_places:
                yield Move(
                    action.id, here, here, "acted", action.event, BESIDE_GUARDS, who=action.who,
                    needs=action.needs, letter=action.letter, of=action.id, tells=action.tells,
                )  # fmt: skip


def _act(policy: Policy, action: str, source: str, dest: str, *guards: str) -> Move:
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


def needs_of(action: str, asked: tuple[str, ...]) -> tuple[str, ...]:
    """What an action needs: what it always does, and what the policy asks for."""
    return tuple(dict.fromkeys((*ALWAYS_NEEDED.get(action, ()), *asked)))


def _leads_on(policy: Policy, stage: Stage, step: Step) -> bool:
    """Whether the complainant can ask here to go to another stage."""
    onward = (policy.resolve(stage, step, choice.to) for choice in step.choices)
    return step.is_complainants and any(place not in ENDS and not place.startswith(f"{stage.id}.") for place in onward)
