"""Fairness to the people in a case: staff are told and heard, and adjustments and restrictions are looked at again.

Says what is owed and what has to wait for it; who may act is said in `people`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from putright.case.case import Case
from putright.case.events import Event
from putright.case.owed import Owed
from putright.case.people import complained_about, stage_role
from putright.case.reckoning import Reckoner, Reckoning
from putright.policy.model import HANDLER, Behaviour
from putright.problems import Refused, one_of
from putright.working_days import in_full


def refuse_without_staff(case: Case) -> Refused | None:
    if complained_about(case):
        return None
    return Refused("R263", "nobody is recorded as complained about", "record it first: note, with the name as about.1")


def refuse_staff(case: Case, given: Mapping[str, str]) -> Refused | None:
    """Why it is not clear which member of staff was told or heard; None when it is."""
    numbers = tuple(complained_about(case))
    if staff_meant(case, given) in numbers:
        return None
    what = f"nobody complained about has the number {given['staff']}" if "staff" in given else "it is not said who"
    return Refused("R263", what, f"give staff: {one_of(numbers)}") if numbers else None


def staff_meant(case: Case, given: Mapping[str, str]) -> str:
    """The number of the person that is meant: the one that was given, or the only one there is."""
    numbers = tuple(complained_about(case))
    return given.get("staff", numbers[0] if len(numbers) == 1 else "")


def refuse_unheard(case: Case) -> Refused | None:
    """Why a response must wait; None when everybody complained about was heard."""
    heard = {event.data.get("staff") for event in case.events if event.kind == "staff-heard"}
    missing = [number for number in complained_about(case) if number not in heard]
    if not missing:
        return None
    what = f"whoever is complained about is heard before the answer; not heard: number {', '.join(missing)}"
    return Refused("R264", what, f"hear them first: hear-staff, with staff {missing[0]}")


def restriction(case: Case) -> Event | None:
    """The restriction that is in force; None when there is none."""
    for event in reversed(case.events) if "restricted" in case.kinds else ():
        if event.kind in ("restricted", "restriction-lifted"):
            return event if event.kind == "restricted" else None
    return None


def refuse_restriction(
    case: Case, behaviour: Behaviour, given: Mapping[str, str], day: date, last: date | None
) -> Refused | None:
    """A restriction is looked at again on a day to come, and on the policy's terms: by `last`, and after a warning."""
    until = given.get("until", "")
    if behaviour.warned_first and not any(event.kind == "warned" for event in case.events):
        return Refused("R266", "contact is restricted only after a warning", "warn first: warn")
    if not until:
        return None  # that it is missing is said by what every restriction needs
    if last and date.fromisoformat(until) > last:
        what = f"a restriction is reviewed after {behaviour.longest} at the latest, by {in_full(last)}"
        return Refused("R266", what, "give an earlier day of review as until")
    if date.fromisoformat(until) > day:
        return None
    what = (
        f"a restriction is looked at again later than {in_full(day)}, and {in_full(date.fromisoformat(until))} is not"
    )
    return Refused("R266", what, "give a later day of review (until)", asks=["until"])


def refuse_unrestricted(case: Case) -> Refused | None:
    if restriction(case):
        return None
    return Refused("R266", "no restriction is in force", "nothing has to be lifted")


def refuse_adjustments(case: Case, given: Mapping[str, str], day: date) -> Refused | None:
    """Why adjustments cannot be looked at on a day, or not next on the one that is named; None when they can."""
    if "adjustments.review" not in case.values:
        mend = "record one: note, with the day as adjustments.review"
        return Refused("R267", "no day is recorded on which adjustments are looked at again", mend)
    again = given.get("adjustments.review", "")
    if not again or date.fromisoformat(again) > day:
        return None
    what = f"they are looked at again later than {in_full(day)}, and {in_full(date.fromisoformat(again))} is not"
    return Refused("R267", what, "give a later day of review (adjustments.review)")


def owed_to_people(reckoner: Reckoner) -> Iterator[Owed]:
    """Staff to be told, adjustments and a restriction to be looked at again."""
    case = reckoner.case
    yield from _telling(reckoner)
    if "adjustments.review" in case.values:
        yield from _adjustments(reckoner)
    if standing := restriction(case):
        reckoning = Reckoning("the day of review that was set", date.fromisoformat(standing.data["until"]))
        who = _who(reckoner, "lift-restriction")
        yield Owed("restriction-review", "Look at the restriction again", who, "restricted", reckoning)


def _telling(reckoner: Reckoner) -> Iterator[Owed]:
    terms, case = reckoner.policy.staff, reckoner.case
    if terms is None or terms.told_within is None:
        return
    for number in complained_about(case):
        first = _said_first(case, number)
        told = (e for e in case.events if e.kind == "staff-told" and e.data.get("staff") == number)
        met_at = next((event.happened_at for event in told), None)
        if met_at is None and case.has_ended:
            continue
        within = terms.told_within
        due = reckoner.count(first.happened_at, within, reckoner.policy.counting, receipt=first is case.received)
        title = f"Tell member of staff {number} that the complaint is about them"
        reckoning = Reckoning(f"{within} from when it was recorded", due.on, due)
        who = _who(reckoner, "tell-staff")
        yield Owed(f"tell-staff-{number}", title, who, "recorded", reckoning, met_at, terms.place)


def _said_first(case: Case, number: str) -> Event:
    """What first said that the complaint is about somebody: also a correction that adds it to what came long before."""
    named = (f"about.{number}", f"about.{number}.role")

    def says_so(at: int, event: Event) -> bool:
        as_recorded = case.log[at - 1]
        stands = event.kind != "corrected" or int(event.data["corrects"]) in case.numbers
        return stands and any(name in as_recorded.data or name in as_recorded.texts for name in named)

    return next(event for at, event in zip(case.numbers, case.events, strict=True) if says_so(at, event))


def _adjustments(reckoner: Reckoner) -> Iterator[Owed]:
    """Due on the day that was set last, until they were looked at after that."""
    events = reckoner.case.events
    days = (n for n, e in enumerate(events) if "adjustments.review" in e.data and e.kind != "corrected")
    set_last = max(days, default=-1)
    looked = next((e.happened_at for e in events[set_last + 1 :] if e.kind == "adjustments-reviewed"), None)
    if reckoner.case.has_ended and looked is None:
        return
    on = date.fromisoformat(reckoner.case.values["adjustments.review"])
    reckoning = Reckoning("the day of review that was set", on)
    who, title = _who(reckoner, "review-adjustments"), "Look at the adjustments again"
    yield Owed("adjustments-review", title, who, "noted", reckoning, looked)


def _who(reckoner: Reckoner, action: str) -> str:
    """The role to which the policy gives an action, else whoever handles the stage."""
    policy, case = reckoner.policy, reckoner.case
    terms = policy.actions.get(action)
    named = terms.who if terms and terms.who in policy.roles else HANDLER
    return stage_role(policy, case, policy.stage(case.stage), named)
