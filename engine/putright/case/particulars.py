"""Particulars: what the event of a move holds beside its moment and place, for each kind of move that adds some.

A table of rows. They only tell what was done; whether it may be done, the guards have settled before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from pendulum import DateTime

from putright.case.attempt import Attempt
from putright.case.deadlines import Deadline
from putright.case.events import NOTHING
from putright.case.fairness import staff_meant
from putright.case.fields import split
from putright.case.outside import doors_used
from putright.case.panels import panel_role, seated
from putright.case.pauses import open_pauses
from putright.case.payments import as_remedy, paid_by
from putright.case.records import OPENING
from putright.policy.model import Policy
from putright.policy.moves import Move
from putright.working_days import Calendar


class Particulars(NamedTuple):
    """The public facts and the private texts of an event, the letter it sends, and the roles that are told."""

    data: Mapping[str, str] = NOTHING
    texts: Mapping[str, str] = NOTHING
    letter: str = ""
    tells: tuple[str, ...] = ()

    def and_also(
        self, data: Mapping[str, str] | None = None, letter: str = "", tells: tuple[str, ...] = ()
    ) -> Particulars:
        """The same with more facts, with a letter instead of its own, and with more who are told."""
        more = {**self.data, **(data or {})}
        return Particulars(more, self.texts, letter or self.letter, (*self.tells, *tells))


Said = tuple[Mapping[str, str], Mapping[str, str], str, tuple[str, ...]]
"""Particulars, or what they hold."""


def particulars(attempt: Attempt, move: Move) -> Said:
    """What the event of a move holds: what was given, what the move brings, and what moves of its kind add."""
    given, kind = attempt.command.given, move.kind
    data, texts = split(given) if given else (NOTHING, NOTHING)
    if kind in ADDED and (kind != "done" or move.more):
        return ADDED[kind](attempt, move, Particulars(data, texts, move.letter, move.tells))
    return data, texts, move.letter, move.tells


def lapsed(policy: Policy, calendar: Calendar, deadline: Deadline, move: Move, at: DateTime) -> Particulars:
    """What the event holds that time ran out: which deadline, and what is paid for it."""
    before = deadline.on.isoformat() if deadline.on else ""
    data, texts = {"missed": deadline.name, "due.before": before}, dict[str, str]()
    if move.pays:
        paid, texts = as_remedy(move.pays, deadline, paid_by(policy, calendar, move.pays, deadline, at))
        data |= paid
    return Particulars(data, texts, move.letter, move.tells)


def _done(attempt: Attempt, move: Move, said: Particulars) -> Particulars:
    """Who sat when a panel decided; that a request came after its window."""
    more: dict[str, str] = {}
    if "panel" in move.more:
        stage = attempt.policy.stage(move.stage)
        role = panel_role(attempt.policy, attempt.case, stage, attempt.step(move))
        more |= seated(role, attempt.case, attempt.command.given) if role else {}
    if "window" in move.more:
        until = attempt.window(move).on
        more |= {"late": "yes"} if until and attempt.day > until else {}
    return said.and_also(more) if more else said


def _extended(attempt: Attempt, move: Move, said: Particulars) -> Particulars:
    """How much more time was given, and the due date before and after it."""
    asked = attempt.proposal
    assert asked is not None  # noqa: S101 -- the guard has looked
    before = asked.now.on.isoformat() if asked.now.on else ""
    data = {**asked.facts, "due.before": before, "due.after": asked.then().on.isoformat()}
    return said.and_also(data, asked.terms.letter, asked.terms.tells)


def _rejected(attempt: Attempt, move: Move, said: Particulars) -> Particulars:
    return said.and_also(letter=attempt.policy.exclusions[said.data["exclusion"]].letter)


def _referred(attempt: Attempt, move: Move, said: Particulars) -> Particulars:
    door = attempt.policy.doors[said.data["door"]]
    return said.and_also(letter=door.letter, tells=door.tells)


def _paused(attempt: Attempt, move: Move, said: Particulars) -> Particulars:
    return said.and_also(letter=attempt.policy.pauses[said.data["pause"]].letter)


def _resumed(attempt: Attempt, move: Move, said: Particulars) -> Particulars:
    """Which pause has ended: the one that was named, else the only one.

    The letter that tells the new date goes when the last one ends: until then there is none.
    """
    standing = open_pauses(attempt.policy, attempt.case)
    pause = said.data.get("pause") or standing[0]
    letter = attempt.policy.pauses[pause].resumed_letter if len(standing) == 1 else ""
    return said.and_also({"pause": pause}, letter)


def _linked(attempt: Attempt, move: Move, said: Particulars) -> Particulars:
    """What a link holds; what is about the complaint that it opens is told there, and not here."""
    if move.action in OPENING:
        texts = {name: text for name, text in said.texts.items() if name in ("note", "reason")}
        return said._replace(data={"link.kind": OPENING[move.action]}, texts=texts)
    kind = "original" if move.kind == "merged" else "related"
    return said._replace(data={"link.kind": kind, **said.data})


def _outside_acted(attempt: Attempt, move: Move, said: Particulars) -> Particulars:
    """Which outside body acted: the one that was named, else the one the complaint went to last."""
    return said.and_also({"door": said.data.get("door") or doors_used(attempt.case)[-1]})


def _about_staff(attempt: Attempt, move: Move, said: Particulars) -> Particulars:
    return said.and_also({"staff": staff_meant(attempt.case, attempt.command.given)})


def _duty_done(attempt: Attempt, move: Move, said: Particulars) -> Particulars:
    return said.and_also({"duty": move.of})


def _acted(attempt: Attempt, move: Move, said: Particulars) -> Particulars:
    return said.and_also({"action": move.of})


ADDED: Mapping[str, Callable[[Attempt, Move, Particulars], Particulars]] = {
    "done": _done,
    "extended": _extended,
    "rejected": _rejected,
    "referred": _referred,
    "paused": _paused,
    "resumed": _resumed,
    "linked": _linked,
    "merged": _linked,
    "outside-acted": _outside_acted,
    "staff-told": _about_staff,
    "staff-heard": _about_staff,
    "duty-done": _duty_done,
    "acted": _acted,
    "moved": _acted,
}
"""The kinds of event that hold more than what was given, and what they add."""
