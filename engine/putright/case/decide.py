"""Decide: what a command makes happen in a case, or why it is refused. Also what happens by itself when time runs out.

Pure: takes values, gives events; changes nothing. Whatever is refused of a case is refused here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import Final, NamedTuple

from pendulum import DateTime

from putright.case.attempt import Attempt
from putright.case.case import WAKE, Case
from putright.case.commands import OF_EVERY_MATTER, Command, read_given
from putright.case.corrections import corrected
from putright.case.deadlines import Deadline, running
from putright.case.drafts import draft_of
from putright.case.events import KINDS, Event, SentLetter
from putright.case.fields import split
from putright.case.guards import ABOUT_THE_CASE, GUARDS, Question
from putright.case.matters import as_new_matter
from putright.case.moments import at_its_offset, is_before, local_day, night_after
from putright.case.opening import (
    known_at_receipt,
    lies_behind,
    no_track,
    refuse_future,
    refuse_incomplete,
    refuse_receiver,
)
from putright.case.particulars import Particulars, Said, lapsed, particulars
from putright.case.pauses import ending_by_themselves, open_pauses, runs_again_with
from putright.case.procedure import Procedure
from putright.case.records import refuse_kind
from putright.policy.model import COMPLAINT, Policy, RecordTerms
from putright.policy.moves import Move, first_place
from putright.problems import Refused, did_you_mean, one_of
from putright.working_days import in_full


def open_case(procedure: Procedure, command: Command, pins: Mapping[str, str]) -> Event:
    """The event with which a case begins.

    Raises:
        Refused: R1xx what was given cannot be read; R220 something that a complaint must carry is missing.
    """
    policy = procedure.policy
    _refuse_impossible_time(policy, command, None)
    given = read_given(policy, command.given, ())
    terms = policy.actions.get("receive")
    kind = given.get("record.kind", COMPLAINT)
    if no := refuse_receiver(policy, command.role) or refuse_kind(kind):
        raise no
    record = policy.records.get(kind, RecordTerms())
    is_record = kind != COMPLAINT and record.counts_as != COMPLAINT
    day = local_day(command.happened_at, policy.time_zone)
    needs = terms.needs if terms else ()
    today = local_day(command.at, policy.time_zone)
    if no := refuse_incomplete(policy, given, needs, is_record=is_record) or refuse_future(given, day, today):
        raise no
    data, texts = split({**given, **pins, "policy": policy.name})
    known = known_at_receipt(given)
    place = first_place(policy, known)
    if is_record:
        said = Particulars(data, texts, record.letter)
        stage = place.partition(".")[0] or policy.stages[0].id
        return _event(command, "received", "received", "recorded", said, stage)
    if not place:
        raise no_track(policy, known)
    letter, tells = (terms.letter, terms.tells) if terms else ("", ())
    return _event(command, "received", "received", place, Particulars(data, texts, letter, tells))


def decide(procedure: Procedure, case: Case, command: Command) -> Event:
    """What `command` makes happen in `case`. Changes nothing.

    Raises:
        Refused: What cannot be read (R1xx), or each guard that says no (R2xx) with what can be done instead.
    """
    policy, machine, action = procedure.policy, procedure.machine, command.action
    _refuse_impossible_time(policy, command, case)
    if action not in machine.actions:
        hint = did_you_mean(action, machine.actions)
        raise Refused(
            "R101",
            f'nothing is called "{action}" here.{hint}',
            f"now possible: {_possible(procedure, case)}",
        )
    moves = machine.moves_at(case.place, action)
    if command.given or action == "send":
        given = _read(policy, case, command, moves)
        command = Command(action, command.at, command.happened_at, command.by, command.role, given)
    if not moves:
        raise _not_possible_here(procedure, case, action)
    question = Question(policy, procedure.calendar, case, command, procedure.guards)
    made = machine.run(case.place, action, question)
    if made is None:
        fewest: list[Refused] = min(map(question.refusals, moves), key=len)
        raise Refused.of(fewest)
    return _made(question, *made)


def _read(policy: Policy, case: Case, command: Command, moves: tuple[Move, ...]) -> dict[str, str]:
    """What a command gives, by full field name; what its act takes of the case beside that; nothing that is foreign to it."""
    action, said = command.action, command.given
    numbers = () if OF_EVERY_MATTER.isdisjoint(said) else tuple([matter.number for matter in case.considered])
    given = read_given(policy, as_new_matter(case, said) if action == "add-matter" else said, numbers, action)
    if action == "send":
        given = {**_drafted(policy, case, moves), **given}
    if no := _refuse_future(policy, command, given):
        raise no
    return given


def lapse(procedure: Procedure, case: Case, until: DateTime) -> Event | None:
    """The first thing that happens by itself up to a moment because time ran out; None when nothing does.

    It is stamped with its own moment, the end of the due day, so that it does not matter when somebody looked.
    """
    if _sleeps(procedure, case, until):
        return None
    wake = _next_wake(procedure, case)
    if wake is None or is_before(until, wake.at):
        return None
    of, lapsing = wake.of, wake.of.name if isinstance(wake.of, Deadline) else f"pause.{wake.of}"
    command = Command(f"lapse {lapsing}", wake.at, wake.happened)
    question = Question(procedure.policy, procedure.calendar, case, command, procedure.guards)
    made = procedure.machine.run(case.place, command.action, question)
    assert made is not None  # noqa: S101 -- what wakes can lapse
    move, place = made
    said = (
        lapsed(procedure.policy, procedure.calendar, of, move, wake.at)
        if isinstance(of, Deadline)
        else Particulars({"pause": of}, letter=move.letter if len(open_pauses(procedure.policy, case)) == 1 else "")
    )
    return _event(command, move.kind, move.event, place, said, move.stage, move.step)


def wakes_at(procedure: Procedure, case: Case) -> DateTime | None:
    """When something will next happen by itself; None when nothing will."""
    wake = _next_wake(procedure, case)
    return wake.at if wake else None


class _Wake(NamedTuple):
    """What happens next by itself: when it is played, when it happens, and a running deadline or the id of a pause."""

    at: DateTime
    happened: DateTime
    of: Deadline | str


def _sleeps(procedure: Procedure, case: Case, until: DateTime) -> bool:
    """Whether nothing can have happened by itself up to a moment: every date that runs is days away, and no pause ends."""
    if procedure.policy.pauses:
        return False
    if not procedure.machine.lapsing_at(case.place):
        return True
    runs = running(procedure.policy, procedure.calendar, case)
    return not runs or runs[0].reckonings[-1].on.toordinal() - datetime.toordinal(until) > DAYS_AWAY


DAYS_AWAY: Final = 2
"""More than any offset from UTC can make of a day."""

NO_WAKE: Final = (None, None)


def _soonest(wake: _Wake) -> tuple[DateTime, DateTime]:
    return wake.at, wake.happened


def _next_wake(procedure: Procedure, case: Case) -> _Wake | None:
    """The next thing that happens by itself; worked out once for each state of a case."""
    of: Procedure | None
    wake: _Wake | None
    of, wake = case.known.get(WAKE, NO_WAKE)
    if of is not procedure:
        wakes = list(_wakes(procedure, case))
        wake = min(wakes, key=_soonest) if len(wakes) > 1 else wakes[0] if wakes else None
        case.known[WAKE] = procedure, wake
    return wake


def _wakes(procedure: Procedure, case: Case) -> Iterator[_Wake]:
    """What brings something by itself.

    Time that had run out before the case came here (reopened, or recorded late) speaks when it arrives.
    """
    policy, lapsing = procedure.policy, procedure.machine.lapsing_at(case.place)
    if case.has_ended or not (lapsing or policy.pauses):
        return
    arrived = case.events[-1].recorded_at
    for pause, ends in ending_by_themselves(policy, procedure.calendar, case) if policy.pauses else ():
        yield _Wake(at_its_offset(max(ends, arrived)), at_its_offset(ends), pause)
    for deadline in running(policy, procedure.calendar, case) if lapsing else ():
        if deadline.name in lapsing and not deadline.paused_since and not _has_fired(case, deadline):
            last = deadline.reckonings[-1]  # what runs has a date
            ends = at_its_offset(last.at) if last.at else night_after(last.on, policy.time_zone)
            at = at_its_offset(arrived) if is_before(ends, arrived) else ends
            yield _Wake(at, at, deadline)


def _has_fired(case: Case, deadline: Deadline) -> bool:
    if "missed" not in case.kinds:
        return False
    on = deadline.on.isoformat() if deadline.on else ""
    fired = [event.data for event in case.events if event.kind == "missed"]
    return any(data.get("missed") == deadline.name and data.get("due.before", "") >= on for data in fired)


def _drafted(policy: Policy, case: Case, moves: tuple[Move, ...]) -> dict[str, str]:
    """What is sent when a draft is sent: the draft, unless the command says otherwise."""
    if not moves:
        return {}
    stage = policy.stage(moves[0].stage)
    return draft_of(case, stage, stage.step(moves[0].step))


def possible_actions(procedure: Procedure, case: Case, who: str = "") -> tuple[str, ...]:
    """What a person, or just this role, can do in a case as it stands, in the order of the policy."""
    moment = case.events[-1].recorded_at
    attempt = Attempt(procedure.policy, procedure.calendar, case, Command("", moment, moment))
    machine = procedure.machine
    return tuple(
        action
        for action in machine.actions_at(case.place)
        if any(
            all(GUARDS[guard](attempt, move) is None for guard in move.guards if guard in ABOUT_THE_CASE)
            for move in machine.moves_at(case.place, action)
            if who in ("", move.who)
        )
    )


def _made(attempt: Attempt, move: Move, place: str) -> Event:
    """The event of a move that was made, with the particulars that it adds."""
    policy, kind, said = attempt.policy, move.kind, particulars(attempt, move)
    event = _event(attempt.command, kind, move.event, place, said, move.stage, move.step)
    if kind == "corrected":
        return corrected(policy, attempt.calendar, attempt.case, event)
    if not policy.pauses:
        return event
    pause = runs_again_with(policy, attempt.case, event)
    letter = policy.pauses[pause].resumed_letter if pause else ""
    return event._replace(data={**event.data, "pause": pause}, letters=(SentLetter(letter),)) if letter else event


def _event(command: Command, kind: str, name: str, place: str, said: Said, stage: str = "", step: str = "") -> Event:
    _, at, happened, by, role, _ = command
    data, texts, letter, tells = said
    if tells:
        data = {**data, "tells": ",".join(dict.fromkeys(tells))}
    sent, version = _sent(letter), KINDS[kind].version
    made = (kind, name, happened, at, place, stage, step, by, role, data, texts, sent, version)
    return tuple.__new__(Event, made)  # by place, past its own constructor: one in every step


@cache
def _sent(letter: str) -> tuple[SentLetter, ...]:
    """The letter of an event, if there is one; it promises nothing as yet."""
    return (SentLetter(letter),) if letter else ()


def _refuse_impossible_time(policy: Policy, command: Command, earliest: Case | None) -> None:
    """Nothing happens after it is recorded, nothing is recorded before what is on record, or before receipt."""
    if command.happened_at is not command.at and is_before(command.at, command.happened_at):
        raise Refused(
            "R105",
            "it cannot have happened after it was recorded",
            "say when it happened (happened): that is the earlier of the two moments",
            asks=["happened"],
        )
    if earliest is None:
        return
    last = earliest.events[-1].recorded_at
    if not is_before(command.happened_at, last):
        return  # as is most that happens: after everything that is on record
    if is_before(command.at, last):
        day = in_full(local_day(last, policy.time_zone))
        raise Refused(
            "R106",
            f"the case already holds something recorded later, on {day}",
            "record it at a later moment (at), and say when it happened (happened)",
            asks=["at", "happened"],
        )
    received = local_day(earliest.received.happened_at, policy.time_zone)
    if local_day(command.happened_at, policy.time_zone) < received:
        raise Refused(
            "R107",
            f"nothing can have happened before the complaint was received, on {in_full(received)}",
            "check the day on which it happened",
        )


def _refuse_future(policy: Policy, command: Command, given: Mapping[str, str]) -> Refused | None:
    if not any(map(lies_behind, given)):
        return None
    said, recorded = (local_day(moment, policy.time_zone) for moment in (command.happened_at, command.at))
    return refuse_future(given, said, recorded)


def _not_possible_here(procedure: Procedure, case: Case, action: str) -> Refused:
    title = procedure.policy.place_title(case.place)
    return Refused("R201", f"cannot {action}: the case is at “{title}”", f"now possible: {_possible(procedure, case)}")


def _possible(procedure: Procedure, case: Case) -> str:
    return one_of(possible_actions(procedure, case)) or "nothing more"
