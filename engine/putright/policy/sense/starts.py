"""Checks on what clocks count from: is there such an event, and can it have happened by then?

Finds faults only; each row of the table says what a fault of its kind is called.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.policy.model import ENTERED, OUTSIDE_ACTS, EventRef, Stage
from putright.policy.sense.fault import Fault
from putright.policy.sense.ground import Ground
from putright.policy.sense.mentions import Mention, Timed, terms
from putright.policy.sense.names import ending, misused
from putright.policy.sense.ways import Way
from putright.policy.words import event_of, missed_event
from putright.problems import did_you_mean, one_of


def unknown_starts(ground: Ground) -> Iterator[Fault]:
    for mention in ground.named("start"):
        stage_id, _, name = mention.word.rpartition(".")
        ref = EventRef(name, stage_id)
        if ground.is_outside(ref):
            continue
        if stage_id in ground.policy.doors and all(stage.id != stage_id for stage in ground.policy.stages):
            what = f'names "{ref.name}", and the body behind {stage_id} can do no such thing{ending(did_you_mean(ref.name, OUTSIDE_ACTS))}'
            yield misused(ground, mention, what, [f"{stage_id}.{act}" for act in OUTSIDE_ACTS])
        elif stage_id and all(stage.id != stage_id for stage in ground.policy.stages):
            ids = [stage.id for stage in ground.policy.stages]
            hint = did_you_mean(stage_id, ids)
            yield misused(ground, mention, f'names the stage "{stage_id}", and no stage has that id{ending(hint)}', ids)
        elif not _is_known(ground, mention, ref):
            yield _unknown_start(ground, mention, ref)


def _is_known(ground: Ground, mention: Mention, ref: EventRef) -> bool:
    if ref.name == ENTERED and not ref.stage:
        return mention.stage is not None
    if ground.is_any_time(ref):
        return True
    here = ref.stage or (mention.stage.id if mention.stage else "")
    return bool(ground.ways.making(ref.name, here if ground.is_sound else ""))


def _unknown_start(ground: Ground, mention: Mention, ref: EventRef) -> Fault:
    here = ref.stage or (mention.stage.id if mention.stage else "")
    known = ground.events(here)
    shown = ground.usual_events(here)
    elsewhere = [stage.id for stage in ground.policy.stages if ground.ways.making(ref.name, stage.id)]
    if ref.name in ground.policy.facts:
        what = f'names "{ref.name}", and only a fact that is a date can start a clock'
        return misused(ground, mention, what, shown)
    if ref.name == ENTERED:
        return misused(
            ground,
            mention,
            'names "entered", and does not say of which stage',
            [f"{ground.policy.stages[0].id}.entered"],
        )
    if here and elsewhere:
        what = f'names "{ref.name}", and {here} has no such event; {one_of(elsewhere)} has'
        return misused(ground, mention, what, [f"{stage}.{ref.name}" for stage in elsewhere])
    made = _made_by(ground, ref.name)
    if made:
        what = f'names "{ref.name}", which is something to do and no event; once done it is called {one_of(made)}'
        return misused(ground, mention, what, made)
    hint = did_you_mean(ref.name, known)
    return misused(ground, mention, f'names "{mention.word}", and no event has that name{ending(hint)}', shown)


def _made_by(ground: Ground, id: str) -> list[str]:
    """The events of the step, choice, duty or action of that id."""
    policy = ground.policy
    found = [
        choice.event
        for stage in policy.stages
        for step in stage.steps
        for choice in step.choices
        if id in (step.id, choice.id)
    ]
    found += [duty.event for duty in policy.duties.values() if duty.id == id]
    found += [action.event for action in policy.actions.values() if action.id == id]
    return list(dict.fromkeys(found)) or [event for event in (event_of(id),) if event in ground.beside]


def not_yet_happened(ground: Ground) -> Iterator[Fault]:
    """A step that counts from what can only come later, and a duty that counts from itself."""
    reached = ground.reached
    for timed in terms(ground.policy) if reached else ():
        ref = timed.term.start
        if timed.duty and ref.name in (timed.duty.event, missed_event(timed.duty.id)):
            yield _too_early(ground, timed, "its own doing", "count from the event that makes it owed")
        if not timed.step or not timed.stage or ground.is_any_time(ref):
            continue
        here = f"{timed.stage.id}.{timed.step.id}"
        ways = ground.ways.making(ref.name, ref.stage or timed.stage.id)
        if here in reached and ways and not ground.ways.can_precede(ways, here):
            yield _too_early(ground, timed, *_why(ground, timed, timed.stage, ways))


def _why(ground: Ground, timed: Timed, stage: Stage, ways: tuple[Way, ...]) -> tuple[str, str]:
    """What makes the event, and what could be meant instead."""
    here = f"{stage.id}.{timed.step.id if timed.step else ''}"
    source = ways[0].source
    maker = "this very step" if source == here else f"{ground.policy.place_title(source)}, which comes later"
    name = timed.term.start.name
    others = [
        f"{other.id}.{name}"
        for other in ground.policy.stages
        if ground.ways.can_precede(ground.ways.making(name, other.id), here)
    ]
    if others and not timed.term.start.stage:
        return maker, f"write {one_of(others)} if that is meant; or count from an earlier event"
    earlier = {way.event for way in ground.ways.all if way.target and ground.ways.can_precede([way], here)}
    usable = [event for event in ground.events(stage.id) if event in earlier and event in _of(ground, stage)]
    return maker, f"count from something earlier: {one_of([*usable[:6], 'received', ENTERED])}"


def _of(ground: Ground, stage: Stage) -> set[str]:
    return {way.event for way in ground.ways.all if way.belongs_to(stage.id) and not way.event.endswith("-missed")}


def _too_early(ground: Ground, timed: Timed, maker: str, mend: str) -> Fault:
    at = (*timed.path, "from")
    what = f'{ground.subject(at)} names "{timed.term.start}", which is made by {maker}, so the clock can never start'
    return Fault(ground.place(at), what, mend)


def not_on_direct_entry(ground: Ground) -> Iterator[Fault]:
    """A stage that can be entered directly or by an action, and counts from what then has not happened."""
    first = {track.stages[0] for track in ground.policy.tracks.values()} - {ground.policy.stages[0].id}
    by_action = {action.to.partition(".")[0]: action.id for action in ground.policy.actions.values() if action.to}
    for timed in terms(ground.policy) if ground.is_sound else ():
        stage = timed.stage
        if stage is None or timed.clock.choose == "earlier":
            continue
        is_direct = stage.direct_entry is not None or stage.id in first
        if not is_direct and stage.id not in by_action:
            continue
        ref = timed.term.start
        ways = ground.ways.making(ref.name, ref.stage or stage.id)
        if ways and not ground.is_any_time(ref) and all(not way.source.startswith(f"{stage.id}.") for way in ways):
            at = (*timed.path, "from")
            how = "directly" if is_direct else f"by {by_action[stage.id]}"
            what = f'{ground.subject(at)} names "{ref}", and a complaint that enters {stage.id} {how} has no such event'
            mend = f"write {ENTERED} for the moment the case came to {stage.id}, by either way"
            yield Fault(ground.place(at), what, mend)
