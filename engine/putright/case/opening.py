"""What a complaint must say before a case is opened for it.

Looks only at what was given; which policy governs it is settled elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

from putright.case.fields import lacking
from putright.policy.model import ANYONE, CHANNEL, MATTERS, Policy
from putright.problems import Refused, one_of
from putright.working_days import in_full


def known_at_receipt(given: Mapping[str, str]) -> dict[str, str]:
    """What conditions can ask about a complaint that comes in: its facts, its channel, the number of its matters."""
    facts = {name.removeprefix("fact."): value for name, value in given.items() if name.startswith("fact.")}
    matters = sum(name.startswith("matter.") and name.endswith(".what") for name in given)
    return {**facts, CHANNEL: given.get("channel", ""), MATTERS: str(matters)}


def refuse_incomplete(
    policy: Policy, given: Mapping[str, str], needs: tuple[str, ...], *, is_record: bool
) -> Refused | None:
    """Why a case cannot be opened with so little; None when it can.

    What comes in says what it is about and how it came; a complaint carries what the policy requires, too.
    """
    missing = [] if any(name.startswith("matter.") and name.endswith(".what") for name in given) else ["matter"]
    missing += [] if "channel" in given else ["channel"]
    if not is_record:
        missing += [fact.id for fact in policy.facts.values() if fact.required and f"fact.{fact.id}" not in given]
        missing += [need for need in lacking(needs, given) if need not in missing]
    if not missing:
        return None
    named = one_of(missing).replace(" or ", " and ")
    return Refused.asking(
        "R220",
        f"a {'record' if is_record else 'complaint'} cannot be opened without: {named}",
        missing,
    )


def refuse_receiver(policy: Policy, role: str) -> Refused | None:
    """Why somebody in that role cannot take a complaint in; None when they can, or when no role is named."""
    terms = policy.actions.get("receive")
    if terms is None or not role or role == terms.who or terms.who in ("", ANYONE):
        return None
    title = policy.role_title(terms.who)
    return Refused("R203", f'{title} does this, not "{role}"', f"act as {terms.who}, or ask the {title}")


@cache
def lies_behind(name: str) -> bool:
    """Whether a field holds a day that cannot lie ahead when it is told."""
    is_matter = name.startswith("matter.") and name.endswith((".happened", ".aware"))
    return is_matter or name == "representative.consent"


def refuse_future(given: Mapping[str, str], said: date, recorded: date) -> Refused | None:
    """Why what was said on a day cannot tell of what is dated later; None when nothing is.

    A consent can have come until it was recorded, a matter happened until it was complained about.
    """
    for name, value in given.items():
        if not lies_behind(name):
            continue
        is_matter = name.startswith("matter.")
        on, last = date.fromisoformat(value), said if is_matter else recorded
        if on > last:
            what = f"{name} is {in_full(on)}, after it was {'told of' if is_matter else 'recorded'} on {in_full(last)}"
            return Refused("R107", what, "check the two dates")
    return None


def no_track(policy: Policy, known: Mapping[str, str]) -> Refused:
    """The refusal of a complaint for which the policy has no track, or of which it is not known which one."""
    facts = dict.fromkeys(fact for track in policy.tracks.values() for fact in track.applies)
    missing = [fact for fact in facts if not known.get(fact)]
    if missing:
        what = f"it is not known which track the complaint takes; that depends on: {', '.join(missing)}"
        return Refused.asking("R223", what, missing)
    return Refused("R223", "the policy has no track for such a complaint", "check its facts, or add a track")
