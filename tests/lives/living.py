"""Whole lives, drawn at random: complaints that come in, and acts of every kind, sensible and not, in any order.

Makes commands only; what becomes of them is for the tests to judge.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from putright.case.case import Case
from putright.case.procedure import Procedure

PRIVATE_MARK = "Qz7"
"""How every private text of these lives begins, and nothing else anywhere."""

LONDON = ZoneInfo("Europe/London")
STAFF = ("Ann", "Bo", "Cy", "")
BESIDE_THE_POINT = ("dance", "respond", "escalate", "reopen", "send", "resume", "lapse update")
TELLING = ("pause", "resume", "extend", "correct")
PRIVATE = ("reason", "note", "late-reason", "learning", "definition", "sought", "remedy.1", "outstanding.1")
COMPLAINANT = ("name", "address", "email", "telephone", "needs")


@dataclass(frozen=True, slots=True)
class Drawn:
    """One command as it was drawn: an act, how long after the last one, and what is given with it."""

    action: str
    at: datetime
    happened: datetime | None
    by: str
    role: str
    given: Mapping[str, str]


def secret(name: str) -> str:
    return f"{PRIVATE_MARK} text of {name}"


def complaint(draw: st.DataObject, procedure: Procedure, year: int) -> tuple[datetime, dict[str, str]]:
    """A moment of receipt in a year, and what a complaint says."""
    at = datetime(year, 1, 5, 9, tzinfo=LONDON) + timedelta(hours=draw.draw(st.integers(0, 300 * 24), "received"))
    given = {f"complainant.{part}": secret(part) for part in COMPLAINANT}
    given |= {"matter": secret("matter"), "sought": secret("sought"), "channel": next(iter(procedure.policy.channels))}
    for day in ("happened", "aware"):
        if draw.draw(st.booleans(), day):
            ago = draw.draw(st.integers(0, 400), f"days since {day}")
            given[day] = (at.astimezone(LONDON) - timedelta(days=ago)).date().isoformat()
    for fact in procedure.policy.facts.values():
        if fact.required or draw.draw(st.booleans(), fact.id):
            given[fact.id] = _fact(draw, procedure, fact.id, at)
    return at, given


def an_act(draw: st.DataObject, procedure: Procedure, case: Case, last: datetime) -> Drawn:
    """Any act that the policy knows where the case stands, now and then another, and what may go with it."""
    known = [*procedure.machine.actions_at(case.place)]
    steps = [a for a in known if any(m.kind == "done" for m in procedure.machine.moves_at(case.place, a))]
    telling = [a for a in known if a in TELLING]
    chosen = st.sampled_from([*known, *steps * 3, *telling * 2, *BESIDE_THE_POINT])
    action = draw.draw(chosen, "act")
    gap = draw.draw(st.one_of(st.integers(0, 48), st.integers(0, 45 * 24)), "hours later")
    at = (last.astimezone(ZoneInfo("UTC")) + timedelta(hours=gap)).astimezone(LONDON)
    ago = draw.draw(st.sampled_from([0, 0, 0, 5, 30, 24 * 12]), "hours ago")
    happened = (at.astimezone(ZoneInfo("UTC")) - timedelta(hours=ago)).astimezone(LONDON) if ago else None
    by = draw.draw(st.sampled_from(STAFF), "by")
    role = draw.draw(st.sampled_from(["", "", "", "complainant", *procedure.policy.roles]), "role")
    return Drawn(action, at, happened, by, role, _given(draw, procedure, case, action, at))


def _given(draw: st.DataObject, procedure: Procedure, case: Case, action: str, at: datetime) -> dict[str, str]:
    if draw.draw(st.integers(0, 9), "empty-handed") == 0:
        return {}
    policy = procedure.policy
    moves = procedure.machine.moves_at(case.place, action)
    kinds = {policy.stage(m.stage).step(m.step).kind for m in moves if m.step and m.stage}
    given = {need: secret(need) for move in moves for need in move.needs if need in PRIVATE}
    given |= {"reason": secret("reason"), "late-reason": secret("late-reason")}
    if "response" in kinds or action in ("draft", "send"):
        given |= {"outcome": draw.draw(st.sampled_from(list(policy.outcomes)), "outcome"), "reasons": secret("reasons")}
    if action == "extend":
        given |= _more_time(draw, at)
    for name, known in (("door", policy.doors), ("exclusion", policy.exclusions), ("pause", policy.pauses)):
        if action in {"door": ("refer",), "exclusion": ("reject",), "pause": ("pause", "resume")}[name] and known:
            given[name] = draw.draw(st.sampled_from(list(known)), name)
    if action == "review":
        given |= {
            "verdict": draw.draw(st.sampled_from(["approved", "approved", "changes"]), "verdict"),
            "note": secret("note"),
        }
    if action == "note":
        given |= _noted(draw, procedure, case, at)
    return given | _correction(draw, procedure, case, at) if action == "correct" else given


def _more_time(draw: st.DataObject, at: datetime) -> dict[str, str]:
    how = draw.draw(st.integers(0, 3), "more time")
    until = (at + timedelta(days=draw.draw(st.integers(-5, 60), "days more"))).date().isoformat()
    longer = draw.draw(st.sampled_from(["3 working days", "10 days", "2 weeks", "24 hours", "1 month"]), "longer")
    return [{}, {"until": until}, {"longer": longer}, {"of": "respond", "longer": longer}][how]


def _noted(draw: st.DataObject, procedure: Procedure, case: Case, at: datetime) -> dict[str, str]:
    """A note can bring a fact, another matter, or the day of one."""
    given = {"note": secret("note"), "definition": secret("definition")}
    if procedure.policy.facts and draw.draw(st.booleans(), "with a fact"):
        fact = draw.draw(st.sampled_from(list(procedure.policy.facts)), "fact")
        given[fact] = _fact(draw, procedure, fact, at)
    if draw.draw(st.booleans(), "with a matter"):
        given |= {"matter.2.what": secret("matter 2")}
        given["matter.2.aware"] = (at - timedelta(days=draw.draw(st.integers(0, 200), "aware"))).date().isoformat()
    return given


def _correction(draw: st.DataObject, procedure: Procedure, case: Case, at: datetime) -> dict[str, str]:
    given = {"because": secret("because"), "corrects": str(draw.draw(st.integers(1, case.version), "corrects"))}
    how = draw.draw(st.integers(0, 3), "how it is put right")
    if how == 0:
        return {**given, "struck": "yes"}
    if how == 1 and procedure.policy.facts:
        fact = draw.draw(st.sampled_from(list(procedure.policy.facts)), "right fact")
        return {**given, fact: _fact(draw, procedure, fact, at)}
    ago = timedelta(hours=draw.draw(st.integers(0, 40 * 24), "hours before"))
    return {**given, "when": (at - ago).isoformat()}


def _fact(draw: st.DataObject, procedure: Procedure, id: str, at: datetime) -> str:
    fact = procedure.policy.facts[id]
    if fact.type == "choice":
        return draw.draw(st.sampled_from(list(fact.values)), id)
    if fact.type == "date":
        return (at - timedelta(days=draw.draw(st.integers(0, 30), id))).date().isoformat()
    return (
        draw.draw(st.sampled_from(["yes", "no"]), id)
        if fact.type == "yes-no"
        else str(draw.draw(st.integers(0, 9), id))
    )
