"""Exclusions: whether a typed reason for not taking a complaint on is the policy's, and is borne out by the facts."""

from __future__ import annotations

from datetime import date

from putright.case.case import Case
from putright.case.reckoning import Reckoner
from putright.policy.model import Exclusion, Policy
from putright.policy.phrases import condition
from putright.problems import Refused, did_you_mean, one_of
from putright.working_days import Calendar, Counting, in_full


def refuse_exclusion(policy: Policy, calendar: Calendar, case: Case, given: str) -> Refused | None:
    """Why a complaint cannot be turned away for that reason; None when it can."""
    known = policy.exclusions
    if given in known and _is_excepted(case, known[given]):
        what = f"“{known[given].title}” is no reason where {condition(policy, known[given].unless)}"
        return Refused("R214", what, "take it on, or correct the fact")
    if given in known:
        return _too_young(Reckoner(policy, calendar, case), known[given])
    mend = f"give exclusion: {one_of(known)}" if known else "the policy has no exclusions: take the complaint on"
    if not given:
        return Refused("R214", "a complaint is only turned away for a reason that the policy names", mend)
    what = f'the policy names no reason "{given}" for not taking a complaint on.{did_you_mean(given, known)}'
    return Refused("R214", what, mend)


def refuse_taking_on(policy: Policy, calendar: Calendar, case: Case) -> Refused | None:
    """Why a complaint cannot be answered on its merits: every matter is too old, and the policy makes no exception.

    To open a refused case again is a decision on record, and after it the complaint can be answered.
    """
    if any(event.kind == "reopened" for event in case.events):
        return None
    reckoner = Reckoner(policy, calendar, case)
    for exclusion in policy.exclusions.values():
        if exclusion.discretion or exclusion.older_than is None or _is_excepted(case, exclusion):
            continue
        if _too_young(reckoner, exclusion):
            continue
        what = f"every matter is older than the policy allows (“{exclusion.title}”), and it makes no exception"
        return Refused("R218", what, f"reject it with the exclusion {exclusion.id}, or correct the days on record")
    return None


def _is_excepted(case: Case, exclusion: Exclusion) -> bool:
    """Whether the facts are those with which it is no reason."""
    return bool(exclusion.unless) and case.meets(exclusion.unless)


def _too_young(reckoner: Reckoner, exclusion: Exclusion) -> Refused | None:
    """The matters really are older than the limit: every one of them, counted as the exclusion says."""
    if exclusion.older_than is None:
        return None
    received = reckoner.day(reckoner.case.received.happened_at)
    for matter in reckoner.case.matters:
        days = _days(exclusion, matter.happened, matter.aware)
        if not days:
            return Refused(
                "R214",
                f"{_unknown(exclusion)} matter {matter.number} is not recorded, so nobody can say that it is too old",
                f"ask, and record it: note, with matter.{matter.number}.{_decides(exclusion)}",
            )
        last = reckoner.count(max(days), exclusion.older_than, Counting("day-after")).on
        if received <= last:
            return Refused(
                "R214",
                f"matter {matter.number} is not too old: there was time to complain until {in_full(last)}, and the"
                f" complaint came on {in_full(received)}",
                "take it on",
            )
    return None


def _days(exclusion: Exclusion, happened: str, aware: str) -> list[date]:
    """The days from which the age of a matter is counted; empty while the one that decides is not known.

    Nobody is aware of a thing before it happens, so the later of both is not known until the day of awareness is.
    """
    decides = happened if _decides(exclusion) == "happened" else aware
    both = (happened, aware) if exclusion.counted_from == "later-of-both" else (decides,)
    return [date.fromisoformat(day) for day in both if day] if decides else []


def _decides(exclusion: Exclusion) -> str:
    return "happened" if exclusion.counted_from == "happened" else "aware"


def _unknown(exclusion: Exclusion) -> str:
    return "the day of" if _decides(exclusion) == "happened" else "when the complainant became aware of"
