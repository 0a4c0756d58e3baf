"""Questions about what counts: what a complaint is, which are not taken on, and how old a matter may be.

Words are looked for, and dates are compared; whether a reason is fair is for a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from putright.codes.model import Ground
from putright.codes.questions.answer import Answer, Counterexample, fails, met, needs_person, unfilled, worst
from putright.codes.questions.inquiry import Inquiry
from putright.codes.questions.rounds import facts_in_words
from putright.codes.questions.wording import has_words, sentences, without
from putright.policy.clock_search import Instance, Promise, Promised, compared
from putright.policy.gaps import gaps_in
from putright.policy.model import Exclusion
from putright.policy.phrases import listed
from putright.working_days import Counting, Duration

WIDTH: Mapping[str, int] = {"happened": 0, "aware": 1, "later-of-both": 1}
"""From which day a matter's age is counted: nobody is aware of it before it happens, so the day of awareness is the later."""

NARROWING = (
    "not",
    "no",
    "except",
    "unless",
    "only",
    "excluding",
    "other than",
    "but not",
    "must",
    "provided that",
    "as long as",
)
"""Words with which a sentence may take back what it names."""

NO_NARROWING = (
    "whether or not",
    "not only",
    "no matter",
    "did or did not do",
    "not satisfied",
    "not content",
    "done or not done",
)
"""Words that hold one of those and take nothing back."""

AGE = (
    "ago",
    "too old",
    "too late",
    "out of time",
    "time limit",
    "months old",
    "years old",
    "weeks old",
    "days old",
    "months late",
)
"""Words by which a reason may turn a complaint away for its age, without older_than."""

STARTS: Mapping[str, str] = {
    "happened": "the day on which it happened",
    "aware": "the day on which the complainant came to know of it",
    "later-of-both": "the later of the day on which it happened and the day on which the complainant came to know of it",
}


def definition_covers(inquiry: Inquiry, given: Mapping[str, Any]) -> Answer:
    """Does the policy's definition name every element, in words that a body may use?"""
    of = given["of"]
    told = inquiry.policy.told.definition
    text = told.complaint if of == "complaint" else told.service_request
    place = inquiry.place("definition", of)
    what = "a complaint" if of == "complaint" else "a request for service"
    if not text:
        return fails(f"The policy does not say what {what} is. Write definition.{of}.", place)
    if gaps := gaps_in(text):
        return unfilled(gaps, place)
    missing = [element for element, phrases in given["elements"].items() if not has_words(text, phrases)]
    if missing:
        return fails(f"What the policy says {what} is does not name: {listed(missing)}.", place)
    narrow = [_narrowing(text, phrases) for phrases in given["elements"].values()]
    if words := next((word for word in narrow if word), ""):
        why = f'What the policy says {what} is names every part, and says "{words}" there: somebody has to say whether that takes one of them back.'
        return needs_person(why, place)
    return met(f"What the policy says {what} is names {listed(given['elements'])}.", place)


def _narrowing(text: str, phrases: Iterable[str]) -> str:
    """A word that may take an element of a definition back: every sentence that names it has one."""
    named = (sentence for sentence in sentences(text) if has_words(sentence, phrases))
    found = [has_words(without(sentence, (*phrases, *NO_NARROWING)), NARROWING) for sentence in named]
    return found[0] if found and all(found) else ""


def acceptance_window_at_least(inquiry: Inquiry, given: Mapping[str, Any]) -> Answer:
    """Is a complaint taken on at least so long after the matter?"""
    return worst(_aged(inquiry, given))


def _aged(inquiry: Inquiry, given: Mapping[str, Any]) -> Iterator[Answer]:
    exclusions = inquiry.policy.exclusions.values()
    for one in exclusions:
        if one.older_than:
            yield from _windows(inquiry, given, one, one.older_than)
        elif word := has_words(f"{one.title} . {one.explanation}", AGE):
            why = f'"{one.title}" says "{word}" and not after how long: somebody has to say whether it turns complaints away for their age. Write older_than.'
            yield needs_person(why, one.place)
    if not any(one.older_than for one in exclusions):
        yield met("The policy turns no complaint away because of its age.", inquiry.place("exclusions"))


def _windows(inquiry: Inquiry, given: Mapping[str, Any], exclusion: Exclusion, age: Duration) -> Iterator[Answer]:
    within: Duration = given["within"]
    title, place = f'"{exclusion.title}"', exclusion.place
    wanted = given["counted_from"]
    if WIDTH[exclusion.counted_from] < WIDTH[wanted]:
        why = f"{title} counts from {STARTS[exclusion.counted_from]} alone; the code counts from {STARTS[wanted]}."
        yield fails(why, place)
    if given.get("discretion") and not exclusion.discretion:
        yield fails(f"{title} leaves no discretion to take an older complaint on all the same.", place)
    sooner = _sooner(inquiry, age, within)
    if sooner is None:
        yield met(f"{title} turns nothing away before {within} have gone by.", place)
    else:
        example = Counterexample({"happened": _date(sooner)}, sooner.theirs, sooner.ours)
        why = f"{title} turns complaints away after {age}, before {within} have gone by. The earliest case: {example}."
        yield fails(why, place, example=example)


def _sooner(inquiry: Inquiry, policys: Duration, codes: Duration) -> Instance | None:
    """A case in which the policy's window has closed, and the code's has not."""
    days, rule = inquiry.days, Counting("day-after")
    ours, theirs = (Promised((Promise("happened", within, rule),)) for within in (codes, policys))
    return compared(ours, theirs, (), inquiry.calendar, days.first, days.last).first_later


def exclusions_allowed(inquiry: Inquiry, given: Mapping[str, Any]) -> Answer:
    """Are the reasons for not taking a complaint on no wider than they may be?"""
    return worst(_exclusions(inquiry, given))


def _exclusions(inquiry: Inquiry, given: Mapping[str, Any]) -> Iterator[Answer]:
    exclusions = inquiry.policy.exclusions
    place = inquiry.place("exclusions")
    if not exclusions:
        none = "The policy lists no reason for not taking a complaint on."
        yield fails(f"{none} Write exclusions.", place) if given.get("listed") else met(none, place)
        return
    if given.get("listed"):
        yield met(f"The policy lists {len(exclusions)} reasons for not taking a complaint on.", place)
    typed = "kinds" in given or "others" in given
    for exclusion in exclusions.values():
        if given.get("discretion"):
            yield _discretion(inquiry, exclusion)
        if typed and not exclusion.older_than:
            yield _of_a_kind(inquiry, exclusion, given.get("kinds", {}), given.get("others", "person"))
    if typed:
        yield met("Nothing else in the list of reasons is wider than the code allows.", place)


def _discretion(inquiry: Inquiry, exclusion: Exclusion) -> Answer:
    if exclusion.discretion:
        return met("No reason takes away the discretion to take a complaint on all the same.", exclusion.place)
    but = f" except where {facts_in_words(inquiry.policy, exclusion.unless)}" if exclusion.unless else ""
    return fails(f'"{exclusion.title}" turns every such complaint away{but}, without discretion.', exclusion.place)


def _of_a_kind(inquiry: Inquiry, exclusion: Exclusion, kinds: Mapping[str, Ground], others: str) -> Answer:
    title, place = f'"{exclusion.title}"', exclusion.place
    text = f"{exclusion.id} . {exclusion.title} . {exclusion.explanation}"
    if gaps := gaps_in(text):
        return unfilled(gaps, place)
    ground = next((ground for ground in kinds.values() if has_words(text, ground.words)), None)
    if ground is None:
        if others == "allowed":
            return met(f"{title} is a reason of the organisation's own.", place)
        instead = f", and sends people to {inquiry.policy.bodies[exclusion.instead].title}" if exclusion.instead else ""
        named = "is none of the reasons that the code names" if kinds else "is a reason of the organisation's own"
        return needs_person(f"{title} {named}{instead}: somebody has to say whether it is fair.", place)
    wide = has_words(text, ground.must_not_say)
    narrow = not ground.must_say or bool(has_words(text, ground.must_say))
    if wide and narrow:
        return needs_person(f'{title} says "{wide}": somebody has to say whether that makes it too wide.', place)
    if exclusion.unless and (wide or not narrow):
        told = f'says "{wide}"' if wide else "has no words that narrow it"
        but = f"is no reason where {facts_in_words(inquiry.policy, exclusion.unless)}"
        return needs_person(f"{title} {told}, but {but}: somebody has to say whether it is narrow enough.", place)
    if wide:
        return fails(f'{title} is wider than the code allows: it says "{wide}".', place)
    if not narrow:
        asked = listed((f'"{words}"' for words in ground.must_say), "or")
        return fails(f"{title} is wider than the code allows: nothing narrows it, such as {asked}.", place)
    if other := _alternative(exclusion, ground):
        why = f'{title} names another reason beside one that the code allows ("{other}"): somebody has to say whether it is fair.'
        return needs_person(why, place)
    return met(f"{title} is a reason that the code allows.", place)


def _alternative(exclusion: Exclusion, ground: Ground) -> str:
    """What stands after an "or" in a sentence of a reason, and has none of the words that the code allows."""
    allowed = ground.must_say or ground.words
    for sentence in sentences(exclusion.explanation):
        parts = re.split(r",? or (?=\w)", sentence.rstrip(". "))
        if len(parts) > 1 and (other := next((part for part in parts if not has_words(part, allowed)), "")):
            return other.strip()
    return ""


def _date(instance: Instance) -> Any:
    return instance.days["happened"]
