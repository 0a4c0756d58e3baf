"""Whole lives, drawn at random: complaints that come in, and acts of every kind, sensible and not, in any order.

Makes commands only; what becomes of them is for the tests to judge.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from lives.saying import PRIVATE_MARK, STAFF, Setting, complaint, said_with
from putright.case.case import Case
from putright.case.decide import possible_actions
from putright.case.procedure import Procedure
from putright.policy.moves import Move

LONDON = ZoneInfo("Europe/London")
BESIDE_THE_POINT = ("dance", "respond", "escalate", "reopen", "send", "resume", "lapse update")

ENDING = ("withdraw", "reject", "close", "merge")

LEANINGS: Mapping[str, tuple[str, ...]] = {
    "to get on": ("close", "refuse-escalation"),
    "to stop clocks and put right": ("pause", "resume", "extend", "correct", "note"),
    "to give more time": ("extend", "extend", "extend", "pause", "resume"),
    "to write first": ("draft", "draft", "review-draft", "review-draft", "send", "hear-staff"),
    "to go outside": ("refer", "outside", "outside", "complete", "complete", "correct"),
    "to speak of people": (
        "assign", "declare-conflict", "tell-staff", "hear-staff", "review-adjustments", "warn", "restrict",
        "lift-restriction", "correct",
    ),
    "to bring in other cases": ("link", "merge", "add-matter", "attach", "contact"),
    "to end and to come back": ("withdraw", "reject", "reopen", "reopen", "refuse-reopening"),
    "to wait": (
        "pause", "resume", "ask-papers", "call-police", "offer-visit", "ask-for-consent", "give-consent",
        "ask-for-evidence", "ask-for-mediation", "ask-for-discussion", "ask-for-meeting", "consent",
    ),
    "to ask only": ("answer-record", "complain", "close", "withdraw", "link"),
}  # fmt: skip
"""What a life keeps coming back to, so that acts which rest on each other meet."""

SOON = ("to stop clocks and put right", "to wait", "to give more time")
"""The leanings with which one act follows soon on another, before time has run out."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One command as it was drawn: an act in a case, when, by whom, and what is given with it."""

    case_id: str
    action: str
    at: datetime
    happened: datetime | None = None
    by: str = ""
    role: str = ""
    given: Mapping[str, str] | None = None

    @property
    def document(self) -> bytes | None:
        """What is handed in with an act that attaches something, unless a digest is given."""
        said = self.given or {}
        if self.action != "attach" or "attachment.digest" in said or "attachment.name" not in said:
            return None
        return f"{PRIVATE_MARK} document of {self.at}".encode()


def a_receipt(chance: Random, procedure: Procedure, case_id: str, days: tuple[date, int], leaning: str) -> Drawn:
    """A complaint that comes in within so many days of a first one; sometimes it is none, and goes on record only."""
    first, number = days
    at = datetime.combine(first, time(9), LONDON) + timedelta(hours=chance.randint(0, number * 24))
    given = complaint(Setting(chance, procedure, Case(case_id), at))
    if leaning == "to ask only":
        given["record.kind"] = chance.choice(["service-request", "compliment"])
    return Drawn(case_id, "receive", at, given=given)


def an_act(
    chance: Random, procedure: Procedure, case: Case, last: datetime, leaning: str, others: tuple[str, ...] = ()
) -> Drawn:
    """Any act that the policy knows where the case stands, now and then another, and what may go with it."""
    action = _action(chance, procedure, case, leaning)
    gap = chance.randint(0, chance.choice([6, 48, 96] if leaning in SOON else [48, 240, 45 * 24]))
    at = _later(last, gap)
    ago = chance.choice([0, 0, 0, 5, 30, 24 * 12])
    wrong = chance.randrange(8) == 0
    role = chance.choice(["complainant", *procedure.policy.roles] if wrong else ["", *_roles(procedure, case, action)])
    given = said_with(Setting(chance, procedure, case, at, others), action)
    return Drawn(
        case.id, action, at, _later(at, -ago) if ago else None, chance.choice([*STAFF, *STAFF, ""]), role, given
    )


def _action(chance: Random, procedure: Procedure, case: Case, leaning: str) -> str:
    known = procedure.machine.actions_at(case.place)
    if chance.randrange(8) == 0:
        return chance.choice([*known, *BESIDE_THE_POINT])
    possible = possible_actions(procedure, case)
    leaned = [action for action in LEANINGS[leaning] if action in possible]
    steps = [action for action in possible if any(move.kind == "done" for move in _moves(procedure, case, action))]
    beside = [action for action in possible if action not in ENDING]
    turn = chance.randrange(8)
    return chance.choice((turn < 4 and leaned) or (turn < 7 and steps) or beside or known)


def _roles(procedure: Procedure, case: Case, action: str) -> list[str]:
    """The roles to which the policy gives an act."""
    return [move.who for move in _moves(procedure, case, action) if move.who in procedure.policy.roles]


def _moves(procedure: Procedure, case: Case, action: str) -> tuple[Move, ...]:
    return procedure.machine.moves_at(case.place, action)


def _later(moment: datetime, hours: int) -> datetime:
    """So many true hours later, also where the clocks change."""
    return (moment.astimezone(ZoneInfo("UTC")) + timedelta(hours=hours)).astimezone(LONDON)
