"""Records beside the procedure: contacts, documents and links to other cases, and why one cannot be made.

Values in, refusals out; the documents themselves and the other cases are the desk's business.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from putright.case.case import Case
from putright.policy.model import COMPLAINT, RECORD_KINDS, Policy
from putright.problems import Refused, did_you_mean, one_of

DIRECTIONS = ("in", "out")
SHOWN_TO = ("complainant", "staff", "nobody")
LINKS: Mapping[str, str] = {
    "related": "related",
    "group": "group",
    "duplicate": "original",
    "original": "duplicate",
    "split": "origin",
    "origin": "split",
    "complaint": "record",
    "record": "complaint",
}
"""What another case can be to this one, and what this one is then to the other."""

OPENING: Mapping[str, str] = {"add-matter": "split", "complain": "complaint"}
"""The acts that open another case, and what that one is then to this one."""

_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")


def refuse_kind(kind: str) -> Refused | None:
    """Why nothing of that kind can come in; None when it can."""
    known = (COMPLAINT, *RECORD_KINDS)
    if kind in known:
        return None
    return Refused(
        "R286", f'nothing of the kind "{kind}" can come in.{did_you_mean(kind, known)}', f"use {one_of(known)}"
    )


def refuse_answer(given: Mapping[str, str]) -> Refused | None:
    """Why what is no complaint cannot be answered like that; None when it can."""
    if "note" in given:
        return None
    return Refused.asking("R202", 'answer-record needs "note": what was answered', ["note"])


def refuse_contact(policy: Policy, given: Mapping[str, str]) -> Refused | None:
    """Why a contact cannot be recorded; None when it can."""
    missing = [name for name in ("contact.channel", "contact.direction", "note") if name not in given]
    if missing:
        what = f"contact needs {' and '.join(missing)}: how, by whom, and who said what"
        return Refused.asking("R202", what, missing)
    channel, direction = given["contact.channel"], given["contact.direction"]
    if channel not in policy.channels:
        hint = did_you_mean(channel, policy.channels)
        return Refused("R280", f'contact.channel cannot be "{channel}".{hint}', f"use {one_of(policy.channels)}")
    if direction not in DIRECTIONS:
        return Refused("R280", f'contact.direction cannot be "{direction}"', "use in or out")
    return None


def refuse_attachment(given: Mapping[str, str]) -> Refused | None:
    """Why a document cannot be attached; None when it can."""
    if not _DIGEST.fullmatch(given.get("attachment.digest", "")) or "attachment.name" not in given:
        mend = "attach the file itself: that keeps it, and says what it is called"
        return Refused("R281", "it is not said which document, and what it is called", mend)
    if given.get("attachment.shown") not in SHOWN_TO:
        return Refused("R281", "it is not said who is shown the document", f"give attachment.shown: {one_of(SHOWN_TO)}")
    return None


def refuse_link(case: Case, action: str, given: Mapping[str, str]) -> Refused | None:
    """Why a case cannot be linked or merged like that; None when it can."""
    other, kind = given.get("link.case", ""), given.get("link.kind", "original" if action == "merge" else "related")
    if not other:
        return Refused("R282", "it is not said with which case", "give link.case: the reference of the other case")
    if other == case.id:
        return Refused("R282", "a case cannot be linked with itself", "give the reference of another case")
    if kind not in LINKS or (action == "merge" and kind != "original"):
        known = one_of(LINKS) if action != "merge" else "original, or nothing: the other case is the one that stays"
        return Refused("R282", f'link.kind cannot be "{kind}".{did_you_mean(kind, LINKS)}', f"use {known}")
    if action != "merge" and (other, kind) in links_of(case):
        return Refused("R282", f"{other} is linked with this case already", "nothing has to be done")
    return None


def merged_with(case: Case) -> str:
    """The case with which one was merged; empty where it was not, or was opened again since."""
    merged = (event for event in reversed(case.events) if event.kind == "merged")
    return next((event.data["link.case"] for event in merged), "") if case.is_merged else ""


def links_of(case: Case) -> tuple[tuple[str, str], ...]:
    """The cases with which a case is linked, each with what it is to this one."""
    found = ((e.data["link.case"], e.data.get("link.kind", "related")) for e in case.events if "link.case" in e.data)
    return tuple(dict.fromkeys(found))
