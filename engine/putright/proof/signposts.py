"""Proofs on the ways out: at each end a door is open or will be, the letter of that end tells it, and each door opens.

Complainants who ended the complaint themselves, by accepting or withdrawing, need no signpost.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from putright.letters.asking import asked
from putright.letters.uses import Use, uses
from putright.policy.model import COMPLAINANT, EventRef
from putright.policy.moves import Move
from putright.problems import Place
from putright.proof.ends import place_of
from putright.proof.facts import Kind
from putright.proof.flaw import Flaw
from putright.proof.graph import Way, makes, way_to
from putright.proof.ground import Ground
from putright.proof.story import has_no_way_out

ENDED = frozenset({"closed", "refused"})
TOLD_IN = ("doors[].title", "doors[].body.title")
"""What a letter prints when it tells where else to go."""


def ends_without_a_door(ground: Ground) -> Iterator[Flaw]:
    """Final answers, refusals and other ends after which no way to an outside body is open, or will be."""
    if not ground.policy.doors:
        return
    told: set[tuple[str, str]] = set()
    for kind in ground.graph.kinds.each:
        for move in _ends(ground, kind):
            key = (move.source if move.kind != "rejected" else "", move.event)
            way = None if key in told else _with_no_door(ground, move, kind)
            if way is not None:
                told.add(key)
                every = all(_with_no_door(ground, move, other) is not None for other in ground.graph.kinds.each)
                plain = every and ground.graph.is_plain((*way, move), kind)
                yield Flaw(
                    _place(ground, move),
                    f"{_said(ground, move)}, and no door to an outside body is or comes open",
                    "let a door open on that event (opens), or for these complaints too (for)",
                    (*way, move),
                    {} if plain else kind,
                    "The complaint has ended, and no door to an outside body is open or will open.",
                    has_no_way_out,
                )


def letters_without_a_signpost(ground: Ground) -> Iterator[Flaw]:
    """Letters at such an end that name no outside body, though a door is there."""
    if not ground.policy.doors:
        return
    told: set[str] = set()
    for use in uses(ground.policy):
        letter = ground.policy.letters.get(use.letter)
        template = ground.shelf.find(letter.template) if letter else None
        if letter is None or template is None or letter.id in told or not _is_an_end(ground, use):
            continue
        printed = {ask.name for ask in asked(ground.shelf, template) if ask.printed}
        if not printed.intersection(TOLD_IN):
            told.add(letter.id)
            yield Flaw(
                letter.place,
                f"the letter {letter.id} ends a complaint ({use.event.replace('-', ' ')}), and does not say where else to go",
                'print the doors in its template, as {% include "help" %} does',
            )


def doors_that_never_open(ground: Ground) -> Iterator[Flaw]:
    """Doors that nothing opens for anybody they are meant for."""
    for door in ground.policy.doors.values():
        kinds = [kind for kind in ground.graph.kinds.each if door in ground.doors(kind)]
        if any(exclusion.challenge == door.id for exclusion in ground.policy.exclusions.values()):
            continue
        if door.opens and not any(ground.can_open(opening, kind) for kind in kinds for opening in door.opens):
            whom = "those it is meant for" if door.applies else "anybody"
            yield Flaw(
                door.place,
                f"nothing ever opens the door {door.id} for {whom}",
                "let it open on an event that comes on their way, or at any time (opens: any time)",
            )


def _ends(ground: Ground, kind: Kind) -> Iterator[Move]:
    """The moves that end a complaint of a kind against, or without, the complainant's will."""
    reached = ground.reached(kind)
    for move in ground.graph.moves:
        if (
            move.dest in ENDED
            and move.source in reached
            and move.who != COMPLAINANT
            and ground.graph.applies(move, kind)
        ):
            yield move
    entry = ground.graph.entry(kind)
    refusing = (move for move in ground.graph.all if move.kind == "rejected" and move.source == entry)
    first = next((id for id, one in ground.policy.exclusions.items() if one.older_than is None), "")
    if first:
        yield from (replace(move, of=first) for move in refusing)


def _with_no_door(ground: Ground, move: Move, kind: Kind) -> Way | None:
    """A way to a move on which no door opens that is meant for the complaint; None when there is none."""
    doors = ground.doors(kind)
    if any(not door.opens for door in doors):
        return None
    openings = [opening for door in doors for opening in door.opens]
    sure = [opening for opening in openings if not opening.unless]
    if any(makes(move, opening.start) for opening in sure):
        return None
    way = _avoiding(ground, move.source, kind, tuple(opening.start for opening in sure))
    if way is None:
        return None
    # What opens unless something came first stays shut where that came in time: then it is on the way.
    for opening in openings:
        gone = (*way, move)
        began = ground.is_given(opening.start) or any(makes(one, opening.start) for one in gone)
        came = any(makes(one, ref) for one in gone for ref in opening.unless)
        if opening.unless and began and not came:
            return None
    return way


def _avoiding(ground: Ground, place: str, kind: Kind, refs: tuple[EventRef, ...]) -> Way | None:
    if not refs:
        reached = ground.reached(kind)
        return way_to(reached, place) if place in reached else None
    return ground.without(place, kind, *refs)


def _place(ground: Ground, move: Move) -> Place:
    if move.kind == "rejected":
        return ground.policy.exclusions[move.of].place
    found = ground.policy.step_at(move.of) if move.kind == "missed" and "." in move.of else None
    if move.kind == "missed" and not found:
        return ground.policy.duties[move.of].place
    if found:
        return found[1].missed[0].place if found[1].missed else found[1].place
    choices = ground.policy.stage(move.stage).step(move.step).choices if move.stage and move.step else ()
    return next((choice.place for choice in choices if choice.id == move.action), place_of(ground.policy, move.source))


def _said(ground: Ground, move: Move) -> str:
    if move.kind == "rejected":
        return "a complaint can be turned away"
    if move.kind == "missed":
        return f"a complaint ends when the time for {move.of} runs out"
    step = ground.policy.stage(move.stage).step(move.step) if move.stage and move.step else None
    if step and step.kind == "response":
        return f"{move.source} gives the last answer"
    return f"{move.action} ends a complaint at {move.source}"


def _is_an_end(ground: Ground, use: Use) -> bool:
    """Whether a letter tells somebody of an end that they did not choose, or that they may go no further."""
    if use.kind in ("refusal", "closure", "escalation-refusal"):
        return True
    if use.kind == "missed":
        return use.place in ENDED
    if use.place not in ENDED or not use.step:
        return False
    return not ground.policy.stage(use.stage).step(use.step).is_complainants
