"""Questions about what a policy tells of itself: who answers, how people complain, what is learnt and reported.

That something is told is looked at; whether it is done, a person has to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from putright.codes.questions.answer import Answer, fails, met, needs_person, unfilled, warning
from putright.codes.questions.inquiry import Inquiry
from putright.codes.questions.rounds import facts_in_words
from putright.codes.questions.wording import has_words
from putright.codes.vocabulary import REPORT_PARTS
from putright.policy.clock_search import Promise, Promised, compared
from putright.policy.gaps import gaps_in
from putright.policy.model import Policy
from putright.policy.model.told import REPORTS
from putright.policy.phrases import listed
from putright.working_days import Counting, Duration

RESPONSIBLE: Final[Mapping[str, str]] = {
    "complaints_officer": "who answers for handling complaints",
    "senior_person": "which senior person is accountable for complaints",
    "governing_member": "which member of the governing body is responsible for complaints",
}

PARTS: Final[Mapping[str, tuple[str, Callable[[Policy], Iterable[object]]]]] = {
    "definition.complaint": ("what a complaint is", lambda p: (p.told.definition.complaint,)),
    "definition.service_request": ("what a request for service is", lambda p: (p.told.definition.service_request,)),
    "access": ("what helps people to complain", lambda p: _access(p)),
    "access.languages": ("in which languages people can complain", lambda p: p.told.access.languages),
    "access.interpreting": ("how an interpreter is had", lambda p: (p.told.access.interpreting,)),
    "access.formats": ("in which forms letters can be had", lambda p: p.told.access.formats),
    "access.adjustments": (
        "what is done for people who need something different",
        lambda p: (p.told.access.adjustments,),
    ),
    "access.advocates": ("who may speak for a complainant", lambda p: (p.told.access.advocates, *_may_act(p))),
    "publicity.policy": ("how people learn of the procedure", lambda p: p.told.publicity.get("policy", ())),
    "publicity.ombudsman": ("how people learn of the Ombudsman", lambda p: p.told.publicity.get("ombudsman", ())),
    "publicity.code": ("how people learn of the code", lambda p: p.told.publicity.get("code", ())),
    "remedies": ("which remedies can be offered", lambda p: (r.title for r in p.told.remedies.values())),
    "remedies_at": ("at which stages a remedy can be offered", lambda p: p.told.remedies_at),
    "learning": ("what is learnt from complaints", lambda p: _learning(p)),
    "learning.themes": (
        "what is looked for in complaints",
        lambda p: p.told.learning.themes if p.told.learning else (),
    ),
    "learning.owner": ("who sees to what is learnt", lambda p: (p.told.learning.owner,) if p.told.learning else ()),
    "learning.every": (
        "how often it is looked at",
        lambda p: (p.told.learning.every or "",) if p.told.learning else (),
    ),
    "learning.published": (
        "where what was learnt can be read",
        lambda p: p.told.learning.published if p.told.learning else (),
    ),
    "behaviour.about": ("what behaviour is unacceptable", lambda p: (p.told.behaviour.about,)),
    "behaviour.longest": ("how long a restriction may last", lambda p: (p.told.behaviour.longest or "",)),
    "review": ("how often the policy itself is reviewed", lambda p: (p.told.review.every,) if p.told.review else ()),
    "review.sooner": ("when the policy is reviewed sooner", lambda p: p.told.review.sooner if p.told.review else ()),
    "standards": ("what it measures itself by", lambda p: (standard.measure for standard in p.told.standards)),
    "standards.steps_in": (
        "who steps in where a standard is not kept",
        lambda p: (s.steps_in for s in p.told.standards),
    ),
    "briefings": ("who is briefed with which report", lambda p: (briefing.report for briefing in p.told.briefings)),
    "staff": ("what staff are owed who are complained about", lambda p: ("staff",) if p.staff else ()),
    "records": ("what comes in and is no complaint", lambda p: p.records),
}
"""What a policy can tell of itself: what it is, in words, and how it is read."""


IN_LISTS: Final[Mapping[str, str]] = {
    "standards": "standards, each with its measure",
    "standards.steps_in": "steps_in with each of standards",
}
"""How to write a part that stands in the items of a list; any other one is written as it is called."""


SAID_BY_WORDS: Final = tuple(
    part for part in PARTS if part.startswith(("access", "publicity", "remedies", "learning", "definition.service"))
)
"""Parts of which the words decide: one that says that there is nothing is no answer."""

DENIED: Final = re.compile(
    r"^(no|none|not|nothing|nobody|nowhere|never|n/a|tbc|tba)\b|^to be (decided|confirmed|written)|\bwe (do not|don't|cannot|can't|will not|won't|never|make no|have no|offer no)\b",
    re.IGNORECASE,
)
"""How a text begins, or what it says, that says that there is no such thing."""


def role_named(inquiry: Inquiry, given: Mapping[str, Any]) -> Answer:
    """Does the policy name who answers for this?"""
    role = given["role"]
    named, place = inquiry.policy.told.responsible.get(role), inquiry.place("responsible", role)
    if named is None:
        return fails(f"The policy does not say {RESPONSIBLE[role]}. Write responsible.{role}.", place)
    title = inquiry.policy.role_title(named)
    if gaps := gaps_in(title):
        return unfilled(gaps, inquiry.policy.roles[named].place)
    if role == "governing_member" and (same := _works_there(inquiry, named)):
        why = f"The policy says {RESPONSIBLE[role]}: {title}, who also {same}. Somebody has to say whether that is a member of the governing body."
        return needs_person(why, place)
    return met(f"The policy says {RESPONSIBLE[role]}: {title}.", place)


def _works_there(inquiry: Inquiry, role: str) -> str:
    """What shows that a role is one of the staff who handle complaints; empty where nothing does."""
    policy = inquiry.policy
    if role == policy.told.responsible.get("complaints_officer"):
        return "answers for handling complaints"
    stages = [s.title for s in policy.stages if role == s.handler or any(role == step.who for step in s.steps)]
    return f"handles complaints at {listed(stages)}" if stages else ""


def channels_at_least(inquiry: Inquiry, given: Mapping[str, Any]) -> Answer:
    """Are there so many ways to complain?"""
    channels, place = inquiry.policy.channels, inquiry.place("channels")
    if gaps := gaps_in(" ".join(channels.values())):
        return unfilled(gaps, place)
    told = f"The policy names {len(channels)} way{'' if len(channels) == 1 else 's'} to complain"
    if len(channels) < given["count"]:
        return fails(f"{told}; the code asks for {given['count']}. Write more under channels.", place)
    return met(f"{told}.", place)


def told(inquiry: Inquiry, given: Mapping[str, Any]) -> Answer:
    """Does the policy tell of this?"""
    part = given["part"]
    words, read = PARTS[part]
    found = [str(value) for value in read(inquiry.policy) if str(value)]
    place = inquiry.place(*part.split("."))
    if not found:
        return fails(f"The policy does not say {words}. Write {IN_LISTS.get(part, part)}.", place)
    if gaps := gaps_in(" ".join(found)):
        return unfilled(gaps, place)
    if part == "access.advocates" and (narrow := _only_some_may_act(inquiry)):
        return narrow
    if part == "remedies" and not _is_written(inquiry, part):
        return met("The policy names no remedies of its own, so the usual ones can be offered.", place)
    said = given.get("says")
    if said and not has_words(" . ".join(found), said):
        asked = listed((f'"{phrase}"' for phrase in said), "or")
        return fails(f"The policy says {words}, but says nothing of {asked}.", place)
    if part in SAID_BY_WORDS and (denied := next((text for text in found if DENIED.search(text)), "")):
        why = f'The policy says {words}: "{denied}". Somebody has to say whether that is what the code asks for.'
        return needs_person(why, place)
    return met(f"The policy says {words}.", place)


def _is_written(inquiry: Inquiry, part: str) -> bool:
    source = inquiry.policy.source
    return source is None or (isinstance(source.tree, dict) and part in source.tree)


def restriction_reviewed(inquiry: Inquiry, given: Mapping[str, Any]) -> Answer:
    """Is a restriction of contact looked at again?"""
    behaviour, place = inquiry.policy.told.behaviour, inquiry.place("behaviour")
    if gaps := gaps_in(behaviour.about):
        return unfilled(gaps, place)
    if not behaviour.about:
        why = "The policy does not say what holds where behaviour is unacceptable. Write behaviour.about."
        return fails(why, place)
    within: Duration | None = given.get("within")
    if within and (behaviour.longest is None or _is_longer(inquiry, behaviour.longest, within)):
        longest = f"after {behaviour.longest}" if behaviour.longest else "at no set time"
        why = f"A restriction is looked at again {longest}; the code asks for {within} at most. Write it as behaviour.longest."
        return fails(why, place)
    return met("A restriction cannot be made without a reason and the day on which it is looked at again.", place)


def report_contains(inquiry: Inquiry, given: Mapping[str, Any]) -> Answer:
    """Is there such a report, and does it hold these parts?"""
    report, told = given["report"], inquiry.policy.told
    place = next((briefing.place for briefing in told.briefings if briefing.report == report), None)
    if place is None and report in ("annual", "learning") and told.learning:
        names = {"annual": ("annual", "yearly"), "learning": ("learning", "learnt", "learned")}[report]
        if has_words(" . ".join(told.learning.published), names):
            place = inquiry.place("learning", "published")
    if place is None:
        why = f"The policy does not name {REPORTS[report]}. Write it under briefings, with report: {report}."
        return fails(why, inquiry.place("briefings"))
    parts = listed(REPORT_PARTS[part] for part in given["parts"])
    return needs_person(f"The policy names {REPORTS[report]}. Somebody has to see that it holds {parts}.", place)


def attested(inquiry: Inquiry, given: Mapping[str, Any]) -> Answer:
    """Does a person say so, and show it?"""
    return needs_person(f"What a person should bring: {given['evidence'].rstrip('.')}.")


def _access(policy: Policy) -> Iterable[object]:
    access = policy.told.access
    return (*access.languages, access.interpreting, *access.formats, access.adjustments, access.advocates)


def _may_act(policy: Policy) -> Iterable[str]:
    return (kind.replace("-", " ") for kind in policy.representatives.who) if policy.representatives else ()


def _only_some_may_act(inquiry: Inquiry) -> Answer | None:
    """That not everybody may act for a complainant, which a person has to find fair; None where anybody may."""
    acting = inquiry.policy.representatives
    if acting is None or not acting.who:
        return None
    free = f", except where {facts_in_words(inquiry.policy, acting.unless)}" if acting.unless else ""
    why = (
        f"The policy says who may speak for a complainant, and only lets these act for them: "
        f"{listed(_may_act(inquiry.policy))}{free}. See that nobody is kept out who should be heard."
    )
    return warning(why, acting.place)


def _learning(policy: Policy) -> Iterable[object]:
    learning = policy.told.learning
    return (*learning.themes, learning.owner, learning.every or "", *learning.published) if learning else ()


def _is_longer(inquiry: Inquiry, one: Duration, other: Duration) -> bool:
    days, rule = inquiry.days, Counting("day-after")
    ours, theirs = (Promised((Promise("restricted", within, rule),)) for within in (one, other))
    return not compared(ours, theirs, (), inquiry.calendar, days.first, days.last).is_never_later
