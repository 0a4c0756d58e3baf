"""The outside body's acts: it takes a complaint up, sends it back as premature, decides, is satisfied, or hands it on.

What it orders runs as a promised action (`promised`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from putright.case.case import Case
from putright.case.events import Event
from putright.policy.model import OUTSIDE_ACTS
from putright.problems import Refused, did_you_mean, one_of
from putright.working_days import in_full

PREMATURE, DECIDED = "premature", "decided"
DEALT_WITH: Mapping[str, str] = {
    DECIDED: "has decided",
    "complied": "is satisfied",
    "handed-on": "has handed it on",
}
"""What a body does with no complaint that came to it too early."""


def doors_used(case: Case) -> tuple[str, ...]:
    """The doors through which the complaint went, the last one last."""
    return tuple(dict.fromkeys(event.data["door"] for event in case.events if event.kind == "referred"))


def went_through(case: Case, door: str) -> tuple[Event, ...]:
    """The times that the complaint went through a door and was not sent back as premature."""
    found: list[Event] = []
    for event in case.events if "referred" in case.kinds else ():
        if event.data.get("door") != door:
            continue
        if event.kind == "referred":
            found.append(event)
        elif event.data.get("outside.act") == PREMATURE:
            found = []
    return tuple(found)


def refuse_without_referral(case: Case) -> Refused | None:
    if doors_used(case):
        return None
    return Refused("R285", "the complaint has not gone to an outside body", "refer it first")


def refuse_outside(case: Case, given: Mapping[str, str], day: date) -> Refused | None:
    """Why an act of an outside body on a day cannot be recorded; None when it can."""
    used, act = doors_used(case), given.get("outside.act", "")
    if not used:
        return None  # another guard has said so
    if act not in OUTSIDE_ACTS:
        what = (
            f'outside.act cannot be "{act}".{did_you_mean(act, OUTSIDE_ACTS)}'
            if act
            else "it is not said what the body did"
        )
        return Refused("R285", what, f"give outside.act: {one_of(OUTSIDE_ACTS)}")
    if given.get("door", used[-1]) not in used or ("door" not in given and len(used) > 1):
        what = f'the complaint did not go through "{given["door"]}"' if "door" in given else "it is not said which body"
        return Refused("R285", what, f"give door: {one_of(used)}")
    return _refuse_too_early(case, given.get("door", used[-1]), act) or _refuse_orders(given, act, day)


def _refuse_too_early(case: Case, door: str, act: str) -> Refused | None:
    """What a body has dealt with did not come to it too early, unless it was referred once more since."""
    if act != PREMATURE:
        return None
    for event in reversed(case.events):
        if event.data.get("door") == door and event.kind == "referred":
            return None
        if event.data.get("door") == door and event.data.get("outside.act") in DEALT_WITH:
            what = f"it did not come too early: the body {DEALT_WITH[event.data['outside.act']]}"
            return Refused("R285", what, "if that is wrong, take it out of the record first: correct")
    return None


def _refuse_orders(given: Mapping[str, str], act: str, day: date) -> Refused | None:
    """Only a decision orders something: what must be done, and by no day before its own."""
    orders = [name for name in given if name.startswith("order.")]
    if orders and act != DECIDED:
        return Refused(
            "R285", "only a decision orders something", f"give outside.act={DECIDED}, or leave out {orders[0]}"
        )
    empty = [name for name in orders if name.endswith(".by") and name.removesuffix(".by") not in given]
    if empty:
        what = f"{empty[0]} names a day, and nothing says what must be done"
        return Refused("R285", what, f"give {empty[0].removesuffix('.by')}")
    return refuse_past_orders(given, day)


def refuse_past_orders(given: Mapping[str, str], day: date) -> Refused | None:
    """Why a decision of a day cannot order that; None when every order is for that day or later."""
    for name, value in given.items():
        if name.startswith("order.") and name.endswith(".by") and date.fromisoformat(value) < day:
            on, before = in_full(day), in_full(date.fromisoformat(value))
            return Refused("R107", f"what was decided on {on} cannot be due before, on {before}", "check the two days")
    return None


def refuse_way_back(case: Case, given: Mapping[str, str], dest: str, *, stays: bool = False) -> Refused | None:
    """A case that is with the outside body and came to it too early goes back to where it was; none else does."""
    back = case.place == "referred" and given.get("outside.act") == PREMATURE
    if (stays and not back) or (not stays and back and dest == _place_before(case)):
        return None
    return Refused("R285", "only a complaint that came too early goes back, and to where it was", "check outside.act")


def _place_before(case: Case) -> str:
    """Where the case was before it was last referred."""
    places = [event.place for event in case.events]
    last = max(index for index, place in enumerate(places) if place != "referred")
    return places[last]
