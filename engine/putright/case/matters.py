"""Matters: which of them are looked at now, and how a new one joins.

Pure; what a response must say of each matter is a guard's business.
"""

from __future__ import annotations

from collections.abc import Mapping

from putright.case.case import Case
from putright.problems import Refused

_PARTS = {"matter": "what", "happened": "happened", "aware": "aware"}


def as_new_matter(case: Case, given: Mapping[str, str]) -> dict[str, str]:
    """What was given with a new matter, under the number that it takes."""
    number = 1 + max((int(m.number) for m in case.matters if m.number.isdecimal()), default=0)
    return {f"matter.{number}.{_PARTS[name]}" if name in _PARTS else name: value for name, value in given.items()}


def refuse_new_matter(case: Case, given: Mapping[str, str]) -> Refused | None:
    """Why a matter cannot join; None when it can."""
    known = {matter.number for matter in case.matters}
    said = {name.split(".")[1]: name for name in given if name.startswith("matter.")}
    if not any(f"matter.{number}.what" in given for number in said):
        return Refused.asking("R283", "it is not said what the new matter is about", ["matter"])
    if known & said.keys() or len(said) > 1:
        return Refused.asking("R283", "one new matter joins at a time, and takes the next number", ["matter"])
    return None


def refuse_matters(case: Case, given: Mapping[str, str], *, leads_on: bool) -> Refused | None:
    """Why those matters cannot go on; None when they can, or when nothing is said of it."""
    if "matters" not in given:
        return None
    if not leads_on:
        return Refused("R283", "matters are chosen only when the complaint goes on to another stage", "leave it out")
    looked_at = [matter.number for matter in case.considered]
    strange = [number for number in numbers_in(given["matters"]) if number not in looked_at]
    if strange or not numbers_in(given["matters"]):
        what = f'"{given["matters"]}" does not name matters that are looked at now'
        return Refused("R283", what, f"give some of {', '.join(looked_at)}, such as matters={looked_at[0]}")
    return None


def numbers_in(text: str) -> tuple[str, ...]:
    """The numbers in a text such as `1,3`."""
    return tuple(number.strip() for number in text.split(",") if number.strip())
