"""Questions about letters: whether each goes at all, whether it holds what it should, and what must be on record for it.

A letter is rehearsed with sample words on each occasion, so that what it really prints is looked at before it is ever sent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from putright.codes.questions.answer import Answer, Standing, fails, met, not_applicable, worst
from putright.codes.questions.inquiry import Inquiry
from putright.codes.questions.occasions import ACTS, OF_STAGES, occasions
from putright.codes.questions.outside import opens
from putright.codes.questions.wording import sentences
from putright.codes.vocabulary import CONTENTS
from putright.letters.fields import given_as, plain
from putright.letters.holding import fields_of, lacking, names_any
from putright.letters.readability import EASY, ease_of, least_ease
from putright.letters.uses import Use
from putright.policy.model import Body, Door
from putright.policy.moves import needs_of
from putright.policy.phrases import FIELDS, listed
from putright.problems import Place, PolicyError, Refused

ALWAYS: Final[Mapping[str, tuple[str, ...]]] = {
    "response": ("outcome", "reasons"),
    "refusal": ("exclusion",),
    "extension": ("of", "due"),
    "receipt": ("matter", "channel"),
}
"""What is on record at each moment under every policy, because nothing can be done without it."""

WORDS_AT: Final[Mapping[str, Mapping[str, str]]] = {
    "restriction": {"until": "the day on which it ends or is looked at again"},
}
"""Fields that mean something of their own at a moment, in words."""

MOST_NAMED: Final = 4
"""Letters that are named in one sentence."""

NOT_PRINTED: Final = "Not printed in {letters}: {what}."
LOOK: Final = "Somebody has to look in {letters} for what no field of ours shows: {what}."

THE_REFUSAL: Final = re.compile(r"\b(this|our|that) (decision|refusal)\b|\bdecided not to\b", re.IGNORECASE)
CAN_BE_TAKEN: Final = re.compile(
    r"\b(take|taken|look|looks|review|challenge|appeal|ask|complain|consider|investigate|disagree|unhappy|not happy)\b",
    re.IGNORECASE,
)
CANNOT_BE: Final = re.compile(
    r"\bfinal\b|\bcannot\b|\bcan't\b|\bcan not\b|\bno (right|way|appeal)\b|\bdo(es)? not (look|review|consider)",
    re.IGNORECASE,
)
NOT_YET: Final = re.compile(
    r"\b(not|isn't|not yet|before)\b[^.\n]{0,20}\b(final answer|end of our|every stage of our|completes our)",
    re.IGNORECASE,
)
THE_END: Final = re.compile(r"no further stage|final answer|end of our|every stage of our|completes our", re.IGNORECASE)


def letter_contains(inquiry: Inquiry, given: Mapping[str, Any]) -> Answer:
    """Does each letter of that moment hold what it should?"""
    return worst(answers(inquiry, given))


def recorded(inquiry: Inquiry, given: Mapping[str, Any]) -> Answer:
    """Must this be put on record at that moment?"""
    return worst(_recorded(inquiry, given))


@dataclass(frozen=True, slots=True)
class _Said:
    """What is so of one letter: a sentence with a gap for the letters of which it is true, and one for what it is about."""

    standing: Standing
    sentence: str
    what: str
    letter: str
    place: Place


def answers(inquiry: Inquiry, given: Mapping[str, Any]) -> Iterator[Answer]:
    """What is so of each letter of that moment."""
    moment, contents = given["letter"], given["contains"]
    said: list[_Said] = []
    for occasion in occasions(inquiry, moment, given.get("stage", "every")):
        if occasion.uses is None:
            yield not_applicable(occasion.what, occasion.place)
        elif not occasion.uses:
            yield fails(f"{occasion.what}, no letter goes.", occasion.place)
        else:
            said += [one for use in dict.fromkeys(occasion.uses) for one in _held(inquiry, use, contents)]
    yield from _together(said)


def _together(said: list[_Said]) -> Iterator[Answer]:
    """One sentence for all letters of which the same is so."""
    of: dict[tuple[Standing, str, tuple[_Said, ...]], list[str]] = {}
    for standing, sentence, what in dict.fromkeys((one.standing, one.sentence, one.what) for one in said):
        same = [one for one in said if (one.standing, one.sentence, one.what) == (standing, sentence, what)]
        letters = tuple(replace(one, what="") for one in same)
        of.setdefault((standing, sentence, letters), []).append(what)
    for (standing, sentence, letters), whats in of.items():
        names = list(dict.fromkeys(one.letter for one in letters))
        rest = [f"{len(names) - MOST_NAMED} more"] if len(names) > MOST_NAMED else []
        told = sentence.format(letters=listed([*names[:MOST_NAMED], *rest]), what=listed(whats))
        yield Answer(standing, told, tuple(dict.fromkeys(one.place for one in letters)))


def _held(inquiry: Inquiry, use: Use, contents: tuple[str, ...]) -> Iterator[_Said]:
    """What the letter of one occasion holds of what it should."""
    terms = inquiry.policy.letters[use.letter]
    named = f'"{terms.title}" ({_occasion(inquiry, use)})'
    try:
        letter = inquiry.rehearse(use)
    except (Refused, PolicyError) as error:
        yield _Said("fails", "{letters} cannot be written: {what}.", str(error), named, terms.place)
        return
    missing = lacking(contents, use.kind, letter.told)
    for content in contents:
        if content in missing:
            yield _Said("fails", NOT_PRINTED, CONTENTS[content], named, terms.place)
        else:
            standing, sentence = _content(inquiry, use, content, letter.markdown)
            yield _Said(standing, sentence, CONTENTS[content], named, terms.place)


def _content(inquiry: Inquiry, use: Use, content: str, text: str) -> tuple[Standing, str]:
    shown = fields_of(content, use.kind)
    if content == "plain-language":
        ease, least = ease_of(text), least_ease(inquiry.policy.letters[use.letter])
        bar = f"{least} and more is {{what}}" if least == EASY else f"{least} is what the policy itself asks for"
        told = f"With sample words the reading ease of {{letters}} is {ease}; {bar}."
        return ("met" if ease >= least else "warning"), told
    if content == "exhausted":
        if THE_END.search(text) and not NOT_YET.search(text):
            return "met", "Said in {letters}: {what}."
        return "needs-person", LOOK
    if shown is None:
        return "needs-person", LOOK
    if content in ("ombudsman", "refusal-right"):
        return _outside(inquiry, use, content, text)
    if content == "next-stage" and not _leads_on(inquiry, use):
        return "fails", "None of the choices that are offered in {letters} leads to another stage."
    if any(_only_if(inquiry, use, group) for group in shown):
        return "warning", "Printed in {letters} only where it is on record, and nothing sees to it that it is: {what}."
    return "met", "Printed in {letters}: {what}."


def _outside(inquiry: Inquiry, use: Use, content: str, text: str) -> tuple[Standing, str]:
    """Whether the way outside that a letter tells of is the Ombudsman's, can be found, and is open then."""
    doors = _doors_to_them(inquiry)
    who = inquiry.code.publisher
    if not doors:
        return "fails", f"No way of the policy leads to the {who}; another body is named in {{letters}}."
    if not names_any(text, theirs_of(inquiry)):
        return "fails", f"The {who} is not named in {{letters}}."
    if content == "ombudsman":
        return "met", "Printed in {letters}: {what}."
    if not any(_open_then(inquiry, door, use) for door in doors):
        return "fails", f"The way to the {who} is not open at the time of {{letters}}."
    of_it = [sentence for sentence in sentences(_help(text)) if THE_REFUSAL.search(sentence)]
    if any(CANNOT_BE.search(sentence) for sentence in of_it):
        return (
            "warning",
            "{letters} names the way outside, and says something of this decision that may keep people from it.",
        )
    if any(CAN_BE_TAKEN.search(sentence) for sentence in of_it):
        return "met", "Said in {letters}: {what}."
    told = f"{{letters}} tells that people can go to the {who}, and not in so many words that this decision can be taken there."
    return "warning", told


def _help(text: str) -> str:
    """The part of a letter after the heading of what happens next, where what can be done about it stands."""
    return text.partition("## What happens next")[2] or text


def _open_then(inquiry: Inquiry, door: Door, use: Use) -> bool:
    """Whether a door is open at the time of a letter: by its event, by a challenge, or since the last answer."""
    return (
        not door.opens
        or any(o.start.name == use.event and o.after is None for o in door.opens)
        or (use.kind == "response" and opens(inquiry, door, "after-last-stage"))
        or (use.kind == "refusal" and _is_challenged_there(inquiry, door, use))
    )


def _is_challenged_there(inquiry: Inquiry, door: Door, use: Use) -> bool:
    """Whether each reason for which that letter goes can be challenged at the door."""
    reasons = inquiry.policy.exclusions.values()
    own = [one for one in reasons if use.what == one.id]
    told = own or [one for one in reasons if not one.letter] or list(reasons)
    return bool(told) and all(one.challenge == door.id for one in told)


def theirs_of(inquiry: Inquiry) -> tuple[str, ...]:
    """What the bodies behind the code are called to which a way of the policy leads."""
    return tuple(dict.fromkeys(inquiry.policy.bodies[door.to].title for door in _doors_to_them(inquiry)))


def _doors_to_them(inquiry: Inquiry) -> tuple[Door, ...]:
    policy = inquiry.policy
    return tuple(door for door in policy.doors.values() if _is_theirs(inquiry, policy.bodies[door.to]))


def _is_theirs(inquiry: Inquiry, body: Body) -> bool:
    """Whether a body is the one behind the code; where that is no Ombudsman, any body is."""
    publisher = inquiry.code.publisher.casefold()
    if "ombudsman" not in publisher:
        return True
    title = body.title.casefold()
    return title in publisher or publisher in title or publisher.removesuffix(" service") in title


def _leads_on(inquiry: Inquiry, use: Use) -> bool:
    found = inquiry.policy.step_at(use.place)
    if found is None or not found[1].is_complainants:
        return False
    stage, step = found
    goes = (inquiry.policy.resolve(stage, step, choice.to) for choice in step.choices)
    return any("." in place and not place.startswith(f"{stage.id}.") for place in goes)


def _only_if(inquiry: Inquiry, use: Use, group: tuple[str, ...]) -> bool:
    """Whether nothing sees to it that one of these fields is printed: each stands in an `if`, and none must be given."""
    asks = [ask for ask in inquiry.asked(use.letter) if ask.printed and plain(ask.name) in group]
    if not asks or any(not ask.guarded for ask in asks):
        return False
    said = {plain(name) for name in inquiry.policy.letters[use.letter].must_say}
    given = {given_as(ask.name) for ask in asks} | {given_as(ask.name).partition(".")[0] for ask in asks}
    return not (said & set(group) or given & {*use.needs, *(need.partition(".")[0] for need in use.needs)})


def _recorded(inquiry: Inquiry, given: Mapping[str, Any]) -> Iterator[Answer]:
    moment = given["at"]
    words = {**FIELDS, **WORDS_AT.get(moment, {})}
    for what, place, needs in _needs(inquiry, moment, given.get("stage", "every")):
        if needs is None:
            yield fails(f"{what} there is nothing to put on record with.", place)
            continue
        asked = {need.partition(".")[0] for need in (*needs, *ALWAYS.get(moment, ()))} | set(needs)
        missing = [field for field in given["fields"] if field not in asked and field.partition(".")[0] not in asked]
        if missing:
            told = listed(words.get(field, field) for field in missing)
            yield fails(f"{what} nobody has to put on record {told}. Write needs: [{', '.join(missing)}].", place)
        else:
            told = listed(words.get(field, field) for field in given["fields"])
            yield met(f"{what} what must be put on record is {told}.", place)


def _needs(inquiry: Inquiry, moment: str, stage: int | str) -> Iterator[tuple[str, Place, tuple[str, ...] | None]]:
    """What each occasion of a moment asks for; None where there is no such step."""
    policy = inquiry.policy
    if moment not in OF_STAGES or moment == "receipt":
        act = ACTS.get(moment, moment)
        asked = policy.actions[act].needs if act in policy.actions else ()
        place = policy.actions[act].place if act in policy.actions else inquiry.place("actions")
        yield f"At the {moment},", place, needs_of(act, asked)
        return
    for way, one in inquiry.rounds(stage):
        if one is None:
            yield f"At stage {stage}{way.named},", inquiry.place("stages"), None
            continue
        if moment == "extension":
            for extension in (extension for step in one.stage.steps for extension in step.extensions):
                yield f"When more time is taken at {one.stage.title},", extension.place, extension.needs
            continue
        found = one.step(moment)
        what = f"At {one.stage.title}, for the {moment},"
        if found is None:
            yield what, one.stage.place, None
        else:
            for choice in found.choices:
                yield what, choice.place, choice.needs


def _occasion(inquiry: Inquiry, use: Use) -> str:
    if use.step:
        return inquiry.policy.stage(use.stage).title
    return use.kind.replace("-", " ")
