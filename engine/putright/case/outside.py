"""The outside body's acts: it takes a complaint up, sends it back as premature, decides, is satisfied, or hands it on.

What it orders runs as a promised action (`promised`).
"""

from __future__ import annotations

from collections.abc import Mapping

from putright.case.case import Case
from putright.case.events import Event
from putright.policy.model import OUTSIDE_ACTS
from putright.problems import Refused, did_you_mean, one_of

PREMATURE, DECIDED = "premature", "decided"


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


def refuse_outside(case: Case, given: Mapping[str, str]) -> Refused | None:
    """Why an act of an outside body cannot be recorded; None when it can."""
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
    orders = [name for name in given if name.startswith("order.")]
    if orders and act != DECIDED:
        return Refused(
            "R285", "only a decision orders something", f"give outside.act={DECIDED}, or leave out {orders[0]}"
        )
    empty = [name for name in orders if name.endswith(".by") and name.removesuffix(".by") not in given]
    if empty:
        what = f"{empty[0]} names a day, and nothing says what must be done"
        return Refused("R285", what, f"give {empty[0].removesuffix('.by')}")
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
