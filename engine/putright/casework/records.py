"""What an act brings about in other cases: a link is recorded in both, a late matter opens a complaint of its own.

Everything is worked out before anything is written, so that it is kept in one transaction or not at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from putright.case.case import Case
from putright.case.commands import Command
from putright.case.decide import decide, open_case
from putright.case.events import Event
from putright.case.folding import fold
from putright.case.moments import local_day
from putright.case.records import LINKS, merged_with
from putright.casework.rules import Rules
from putright.policy.library import is_in_force
from putright.problems import Refused
from putright.store import StoreError, Writing
from putright.working_days import in_full

if TYPE_CHECKING:
    from putright.casework.desk import Desk

CARRIED_OVER = ("complainant.", "representative.", "advocate.", "fact.", "channel", "sought", "definition")
"""What a complaint that another one brings about takes over from it."""

OVER = ("closed", "withdrawn", "refused")
"""The ends at which nobody, here or outside, deals with a complaint any more."""

ABOUT_THE_ACT = ("note", "reason")
"""What is said with the act and stays with it; all else is about the new complaint."""


@dataclass(frozen=True, slots=True)
class Companion:
    """What is recorded in another case together with an act."""

    rules: Rules
    case: Case
    events: tuple[Event, ...]


def with_companions(
    desk: Desk, tx: Writing, case: Case, rules: Rules, event: Event, command: Command
) -> tuple[Event, tuple[Companion, ...]]:
    """An event with the reference of the case that it opens, and what it brings about in other cases.

    Raises:
        Refused: The other case or the document is not there, or the other case cannot record it.
    """
    if event.kind == "attached":
        _refuse_lost_document(tx, event.data["attachment.digest"])
    if event.kind not in ("linked", "merged"):
        return event, ()
    if "link.case" not in event.data:
        opened = _opened(desk, tx, case, rules, event, command)
        return event._replace(data={**event.data, "link.case": opened.case.id}), (opened,)
    return event, (_linked(desk, tx, case, rules, event, command),)


def _refuse_lost_document(tx: Writing, digest: str) -> None:
    try:
        tx.document(digest)
    except StoreError:
        mend = "attach the file itself: that keeps it"
        raise Refused("R281", f'the store holds no document "{digest}"', mend) from None


def _linked(desk: Desk, tx: Writing, case: Case, own: Rules, event: Event, command: Command) -> Companion:
    """The same link, seen from the other case."""
    other_id = event.data["link.case"]
    try:
        other, rules, fell_due = desk.caught_up(tx, other_id, command.at)
    except Refused:
        raise Refused("R282", f'there is no case "{other_id}" to link with', "check the reference") from None
    now = fold(other, fell_due)
    if event.kind == "merged" and (no := _refuse_merging(case, now) or _refuse_losing(case, own, now, rules)):
        raise no
    linked = _link(rules, now, command, case.id, LINKS[event.data["link.kind"]])
    return Companion(rules, other, (*fell_due, linked))


def _refuse_merging(case: Case, other: Case) -> Refused | None:
    """Why a case cannot be closed in favour of another one: nobody would deal with the complaint; None when it can."""
    if other.is_merged:
        stays = merged_with(other)
        return Refused("R282", f"{other.id} was itself merged with {stays}", f"merge with {stays}")
    if other.is_record and not case.is_record:
        what = f"{other.id} is no complaint, and nobody would deal with this one"
        return Refused("R282", what, "link them, or merge with a complaint")
    if other.place in OVER:
        what = f"{other.id} has ended, and nobody would deal with this complaint"
        return Refused("R282", what, f"reopen {other.id} first, or deal with this case by itself")
    return None


def _refuse_losing(case: Case, own: Rules, other: Case, its: Rules) -> Refused | None:
    """Why merging would lose a right: the other case is not ours, or came later, so that its dates do; None when none is lost.

    The dates of the case that stays hold, and they count from its own receipt. What is no complaint has no dates to lose.
    """
    ours, theirs = own.procedure.policy, its.procedure.policy
    if ours.organisation.id != theirs.organisation.id:
        what = f"{other.id} is a case of {theirs.organisation.name}, not of {ours.organisation.name}"
        return Refused("R282", what, "link them instead: each organisation answers for its own")
    zone = ours.time_zone
    came, later = local_day(case.received.happened_at, zone), local_day(other.received.happened_at, zone)
    if case.is_record or came >= later:
        return None
    what = (
        f"{case.id} came on {in_full(came)}, and {other.id} only on {in_full(later)}: its earlier dates would be lost"
    )
    return Refused("R282", what, f"merge {other.id} with {case.id}, or link them and answer both")


def _opened(desk: Desk, tx: Writing, case: Case, rules: Rules, event: Event, command: Command) -> Companion:
    """A complaint of the same complainant, about what came too late to join the one that is there."""
    new_rules = _governing(desk, tx, rules, command._replace(given={**case.values, **command.given}))
    policy = new_rules.procedure.policy
    known = {name: value for name, value in case.values.items() if name.startswith(CARRIED_OVER)}
    known = {name: value for name, value in known.items() if not name.startswith("fact.") or name[5:] in policy.facts}
    if event.data["link.kind"] == "complaint":
        known |= {name: value for name, value in case.values.items() if name.startswith("matter.")}
    given = {**known, **{name: value for name, value in command.given.items() if name not in ABOUT_THE_ACT}}
    new_id = _free_id(tx, case.id)
    receiving = command._replace(action="receive", given=given)
    received = open_case(new_rules.procedure, receiving, new_rules.pins)
    opened = fold(Case(new_id), [received])
    linked = _link(new_rules, opened, command, case.id, LINKS[event.data["link.kind"]])
    return Companion(new_rules, Case(new_id), (received, linked))


def _governing(desk: Desk, tx: Writing, rules: Rules, command: Command) -> Rules:
    """The rules of the case that is there, as long as its policy is in force: wherever its file stands.

    Only after that the version that came into force since is looked up among the policies.
    """
    policy = rules.procedure.policy
    if is_in_force(policy, command.happened_at, command.given):
        return rules
    return desk.rules_for(tx, policy.organisation.id, command)


def _link(rules: Rules, case: Case, command: Command, other: str, kind: str) -> Event:
    """The event of a link; it sends no letter, since the act itself has sent what is to be sent."""
    given = {"link.case": other, "link.kind": kind}
    linking = Command("link", command.at, command.happened_at, command.by, "", given)
    return decide(rules.procedure, case, linking)._replace(letters=())


def _free_id(tx: Writing, case_id: str) -> str:
    """The reference of a case with the next number behind it."""
    number = 2
    while tx.events(f"{case_id[:58]}-{number}"):
        number += 1
    return f"{case_id[:58]}-{number}"
