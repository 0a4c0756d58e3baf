"""People: who may act in a case, who stands in for whom, and whom the complaint is about.

Names are compared without regard to capitals. A refusal repeats only the name that the command itself gave.
"""

from __future__ import annotations

from collections.abc import Mapping

from putright.case.case import Case
from putright.case.commands import Command
from putright.case.fields import lacking, numbered
from putright.policy.model import COMPLAINANT, HANDLER, Policy, Stage, StandIn
from putright.problems import Refused, one_of

REPRESENTATIVE = "representative"

THEIRS = frozenset({COMPLAINANT, REPRESENTATIVE})
"""Roles in which nobody acts for the organisation."""


def complained_about(case: Case) -> Mapping[str, str]:
    """The people complained about: number to name; the name is empty where only the role is known."""
    if "about" not in case.told:
        numbers = {name.split(".")[1] for name in case.values if name.startswith("about.")}
        ordered = sorted(numbers, key=lambda n: (len(n), n))
        case.told["about"] = {n: case.values.get(f"about.{n}", "") for n in ordered}
    return case.told["about"]  # type: ignore[no-any-return]


def is_complained_about(case: Case, name: str) -> bool:
    about = complained_about(case)
    return bool(about and name) and name.casefold() in {one.casefold() for one in about.values()}


def has_conflict(case: Case, name: str) -> bool:
    """Whether a conflict of interest was declared for somebody."""
    if not name or not _any_conflict(case):
        return False
    declared = [event.texts.get("person", "") for event in case.events if event.kind == "conflict-declared"]
    return name.casefold() in {one.casefold() for one in declared}


def is_unfit(case: Case, name: str) -> bool:
    """Whether somebody may not deal with the case: it is about them, or they have a conflict of interest."""
    return is_complained_about(case, name) or has_conflict(case, name)


def handled_by(case: Case) -> str:
    """Who deals with the case, by name; empty where nobody is named who may."""
    name = case.values.get("handler", "")
    return "" if is_unfit(case, name) else name


def acting_role(policy: Policy, case: Case, who: str) -> str:
    """The role that acts: itself, or whoever stands in, as the complaint is about it or as the facts are."""
    role = policy.roles.get(who)
    if role is None or not role.stands_in:
        return who
    seen: set[str] = set()
    while who in policy.roles and who not in seen:
        other = next((other for other in policy.roles[who].stands_in if _steps_in(case, who, other)), None)
        if other is None:
            return who
        seen.add(who)
        who = other.role
    return who


def _steps_in(case: Case, who: str, other: StandIn) -> bool:
    about = (case.values.get(f"about.{number}.role") for number in complained_about(case))
    return (not other.when_complained_about or who in about) and case.meets(other.applies)


def stage_role(policy: Policy, case: Case, stage: Stage, who: str = HANDLER) -> str:
    """The role that acts at a stage: its handler or the one named, or whoever stands in."""
    return acting_role(policy, case, stage.handler if who == HANDLER else who)


def told_inside(policy: Policy, case: Case, stage: Stage, who: str) -> str:
    """Who is told where the policy names `who`: the handler by name if one is known, else the role that acts."""
    person = handled_by(case) if who == HANDLER else ""
    return person or stage_role(policy, case, stage, who)


def deciders(policy: Policy, case: Case, stage: str) -> tuple[str, ...]:
    """Who gave the responses of the last visit to a stage, panels with all their members."""
    found: list[str] = []
    for event in case.visit(stage):
        if event.kind != "done" or event.stage != stage:
            continue
        done = policy.step_at(f"{stage}.{event.step}")
        if done and done[1].kind == "response":
            found += [event.by, event.data.get("chair", ""), *numbered(event.data, "panel").values()]
    return tuple(dict.fromkeys(name.casefold() for name in found if name))


def concerns_nobody(case: Case, command: Command) -> bool:
    """Whether a command names no role and no handler, and nobody is complained about or has a conflict of interest."""
    about = case.told.get("about")
    if command.role or "conflict-declared" in case.kinds or (complained_about(case) if about is None else about):
        return False
    return not command.given.get("handler")


def refuse_person(
    policy: Policy, case: Case, command: Command, *, decides: bool, as_panel: bool = False
) -> Refused | None:
    """Why this person may not act, or this handler not be given the case; None when nothing stands in the way.

    Where a panel decides, its members are asked about, and nobody else need be named.
    """
    if command.role == REPRESENTATIVE:
        return _without_standing(policy, case, command.given)
    if command.role in THEIRS:
        return None
    if decides and not as_panel and not command.by and (complained_about(case) or _any_conflict(case)):
        fit = "whom the complaint is not about" if complained_about(case) else "who has no conflict of interest"
        what = f"nobody is named who decides, and it must be somebody {fit}"
        return Refused("R260", what, "say who decides (by)", asks=["by"])
    handler = command.given.get("handler", "")
    if not handler and not complained_about(case) and not _any_conflict(case):
        return None
    return (
        _unfit(case, command.by, decides=decides)
        or _unfit(case, handler, decides=True)
        or _refuse_change(policy, case, handler, command.given)
    )


def refuse_role(policy: Policy, case: Case, who: str) -> Refused | None:
    """Why a role cannot decide: the complaint is about whoever holds it, and nobody knows who that is."""
    about = complained_about(case)
    number = next((n for n, name in about.items() if not name and case.values.get(f"about.{n}.role") == who), None)
    if number is None:
        return None
    what = f"the complaint is about the {policy.role_title(who)}, and nobody stands in for that role"
    return Refused("R260", what, f"record who it is about (about.{number}), so that somebody else can decide")


def _without_standing(policy: Policy, case: Case, given: Mapping[str, str]) -> Refused | None:
    """Why somebody may not act for the complainant yet; None when what the policy asks for is on record."""
    terms = policy.representatives
    if terms is None or (terms.unless and case.meets(terms.unless)):
        return None
    needs = (*(["representative.kind"] if terms.who else []), *terms.needs)
    missing = lacking(needs, given, case.values)
    if not missing:
        return None
    named = " and ".join(f'"{need}"' for need in missing)
    what = f"nobody can act for the {policy.role_title(COMPLAINANT)} before this is on record: {named}"
    kinds = f"; representative.kind is {one_of(terms.who)}" if "representative.kind" in missing else ""
    return Refused("R269", what, f"record it{kinds}", asks=missing)


def _any_conflict(case: Case) -> bool:
    return "conflict-declared" in case.kinds


def _unfit(case: Case, name: str, *, decides: bool) -> Refused | None:
    if is_complained_about(case, name):
        what = f"the complaint is about {name}, who can do nothing in it for the organisation"
        return Refused("R260", what, "let somebody else do it (by)", asks=["by"])
    if decides and has_conflict(case, name):
        what = f"{name} has a conflict of interest, and may not decide"
        return Refused("R261", what, "let somebody else do it (by)", asks=["by"])
    return None


def _refuse_change(policy: Policy, case: Case, handler: str, given: Mapping[str, str]) -> Refused | None:
    """Where one handler stays throughout, a change needs its reason; the first handler needs none."""
    before = case.values.get("handler", "")
    if not policy.handler_throughout or not handler or not before or handler == before or given.get("reason"):
        return None
    what = f'one handler stays with a case, so to take it from {before} needs "reason"'
    return Refused.asking("R202", what, ["reason"])


def refuse_assignment(case: Case, given: Mapping[str, str]) -> Refused | None:
    """Why the case cannot be given to somebody; None when it can."""
    handler = given.get("handler", "")
    if not handler:
        return Refused.asking("R262", "it is not said who is to deal with the case", ["handler"])
    if handler == case.values.get("handler"):
        return Refused("R262", f"{handler} deals with the case already", "name somebody else")
    return None


def refuse_reopening(given: Mapping[str, str]) -> Refused | None:
    """New information that would change nothing does not open a case again."""
    if given.get("changes-outcome") != "no":
        return None
    what = "the case is not opened again for what would not change its outcome"
    return Refused("R268", what, "refuse it by letter: refuse-reopening")


def copied_to(case: Case) -> tuple[tuple[str, str], ...]:
    """Who gets a copy of every letter: name and address. A representative only with the complainant's consent."""
    who = [
        role for role in ("representative", "advocate") if role == "advocate" or "representative.consent" in case.values
    ]
    named = ((case.values.get(f"{role}.name", ""), case.values.get(f"{role}.address", "")) for role in who)
    return tuple((name, address) for name, address in named if name)
