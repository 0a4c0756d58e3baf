"""Questions about the stages: how many there are, how one leads to the next, and who decides.

Read off the stages and their steps alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from putright.codes.questions.answer import Answer, fails, met, not_applicable, warning, worst
from putright.codes.questions.inquiry import Inquiry
from putright.codes.questions.rounds import Round, Way, is_round
from putright.codes.questions.wording import has_words
from putright.policy.model import HANDLER, Action, Duty
from putright.policy.model.told import ANY_STAGE
from putright.policy.phrases import listed

GROUNDS = ("reason", "reasons", "note", "new-information", "changes-outcome", "late-reason")
"""What a request to go on would have to bring, were reasons asked for."""


def stage_count(inquiry: Inquiry, given: Mapping[str, Any]) -> Answer:
    """Is the number of stages right, on every way?"""
    return worst(_counted(inquiry, given.get("at_least"), given.get("at_most")))


def _counted(inquiry: Inquiry, at_least: int | None, at_most: int | None) -> Iterator[Answer]:
    for way in inquiry.ways:
        number = len(way.rounds)
        places = tuple(one.stage.place for one in way.rounds) or (inquiry.place("stages"),)
        told = f"A complaint goes through {_stages(number)} with an answer{way.named}"
        if at_least is not None and number < at_least:
            yield fails(f"{told}; the code asks for at least {at_least}.", *places)
        elif at_most is not None and number > at_most:
            yield fails(f"{told}; the code allows {at_most} at most.", *places)
        else:
            yield met(f"{told}.", *places)


def no_pre_stage(inquiry: Inquiry, given: Mapping[str, Any]) -> Answer:
    """Is there no informal stage before the first, or beside it?"""
    return worst(_before_the_first(inquiry, given["words"]))


def _before_the_first(inquiry: Inquiry, words: tuple[str, ...]) -> Iterator[Answer]:
    policy = inquiry.policy
    has_begun = False
    for stage in policy.stages:
        has_begun = has_begun or is_round(stage)
        if word := has_words(f"{stage.title} {stage.id}", words):
            yield fails(f'{stage.title} is a stage of its own and is called "{word}".', stage.place)
        elif not has_begun:
            why = f"{stage.title} comes before the first stage that has an answer: see that it is no stage of its own."
            yield warning(why, stage.place)
        for step in stage.steps:
            if word := has_words(f"{step.title} {step.id}", words):
                yield fails(f'{stage.title} has a step "{step.title}", which is called "{word}".', step.place)
    besides: tuple[Action | Duty, ...] = (*policy.actions.values(), *policy.duties.values())
    for beside in besides:
        if word := has_words(f"{beside.title} {beside.id}", words):
            why = f'"{beside.title}" can be done beside the stages and is called "{word}": see that it is no stage of its own.'
            yield warning(why, beside.place)
    yield met("No stage or step stands before the first stage, and none is called informal.", inquiry.place("stages"))


def escalation_needs_no_reason(inquiry: Inquiry, given: Mapping[str, Any]) -> Answer:
    """Can the complainant go on from this stage without giving reasons, and without anybody's leave?"""
    return worst(answer for way in inquiry.ways for answer in _going_on(inquiry, way, given["stage"]))


def _going_on(inquiry: Inquiry, way: Way, number: int) -> Iterator[Answer]:
    following = next(iter(way.at(number + 1)), None)
    here = next(iter(way.at(number)), None)
    if here is None or following is None:
        why = f"There is no stage {number + 1} to go on to{way.named}. Write it under stages."
        yield fails(why, inquiry.last_stage(way))
        return
    asking = following.asking
    if not any(step.is_complainants for step, _ in asking):
        yield fails(f"Nothing lets the complainant ask to go on to {following.stage.title}.", *(
            step.place for step, _ in asking
        ), here.stage.place)  # fmt: skip
    for step, choice in asking:
        if not step.is_complainants:
            continue
        place = choice.place
        if grounds := [need for need in choice.needs if need in GROUNDS]:
            yield fails(f"To go on to {following.stage.title}, the complainant must give {listed(grounds)}.", place)
        elif choice.applies:
            yield fails(f"Only some complainants can go on to {following.stage.title}.", place)
        elif step.clock:
            late = {"refused": "a later request is refused", "with-reason": "a later one needs a reason"}.get(step.late)
            why = (
                f"The complainant can go on to {following.stage.title} without giving reasons, but only for a time"
                f"{f', and {late}' if late else ''}. The code sets no last day for it, so each refusal must have a good reason."
            )
            yield warning(why, step.clock.place)
        else:
            yield met(
                f"The complainant can ask to go on to {following.stage.title} at any time, without reasons.", place
            )


def decided_by_someone_else(inquiry: Inquiry, given: Mapping[str, Any]) -> Answer:
    """Is this stage decided by somebody else than that one?"""
    return worst(_deciders(inquiry, given["stage"], given["than"]))


def _deciders(inquiry: Inquiry, stage: int | str, than: int) -> Iterator[Answer]:
    policy = inquiry.policy
    for way, one in inquiry.rounds(stage):
        other = next(iter(way.at(than)), None)
        if one is None or other is None:
            missing = stage if one is None else than
            why = f"There is no stage {missing}, so nobody decides there{way.named}. Write it under stages."
            yield fails(why, inquiry.last_stage(way))
            continue
        here, there = one.stage, other.stage
        if here == there:
            continue
        mine, theirs = _decider(one), _decider(other)
        if there.id in here.different_from:
            yield met(f"Whoever decided at {there.title} cannot decide at {here.title}.", here.place)
            continue
        both = (policy.role_title(mine), policy.role_title(theirs))
        if mine == theirs:
            why = f"{both[0]} decides at {here.title} and at {there.title}, and nothing asks for another person."
            yield fails(why, here.place)
            continue
        people = [set(policy.roles[role].holders) if role in policy.roles else set() for role in (mine, theirs)]
        if all(people) and not people[0] & people[1]:
            yield met(f"{both[0]} decides at {here.title}, {both[1]} at {there.title}: other people.", here.place)
        elif people[0] & people[1]:
            names = listed(sorted(people[0] & people[1]))
            yield fails(f"{names} can decide at {here.title} and at {there.title}.", here.place)
        else:
            why = (
                f"{both[0]} decides at {here.title} and {both[1]} at {there.title}, but nothing keeps one person from doing "
                f"both: write different_from: {there.id}."
            )
            yield warning(why, here.place)
    if stage == "every" and all(len(way.rounds) < 2 for way in inquiry.ways):
        yield not_applicable("There is one stage only.")


def stage_is_final(inquiry: Inquiry, given: Mapping[str, Any]) -> Answer:
    """Can this stage be reached, and does its answer end the organisation's own procedure?"""
    return worst(answer for way in inquiry.ways for answer in _ending(inquiry, way, given["stage"]))


def _ending(inquiry: Inquiry, way: Way, stage: int | str) -> Iterator[Answer]:
    one = next(iter(way.at(stage)), None)
    if one is None:
        what = f"stage {stage}" if isinstance(stage, int) else "stage with an answer"
        yield fails(f"There is no {what}{way.named}. Write it under stages.", inquiry.last_stage(way))
        return
    title = one.stage.title
    later = [other.stage.title for other in way.rounds if other.number > one.number]
    if later:
        yield fails(f"{title} is not the last: {listed(later)} follows{way.named}.", one.answer.place)
    if one.number > 1 and not any(step.is_complainants for step, _ in one.asking):
        places = tuple(step.place for step, _ in one.asking) or (one.stage.place,)
        yield fails(f"The complainant cannot ask for {title}: whether it is reached is decided by others.", *places)
    yield met(f"The answer at {title} ends the procedure{way.named}.", one.answer.place)


def answer_reviewed(inquiry: Inquiry, given: Mapping[str, Any]) -> Answer:
    """Does somebody else approve an answer before it goes?"""
    return worst(_reviewed(inquiry, given["stage"]))


def _reviewed(inquiry: Inquiry, stage: int | str) -> Iterator[Answer]:
    for way, one in inquiry.rounds(stage):
        if one is None:
            yield fails(f"There is no stage {stage}{way.named}. Write it under stages.", inquiry.last_stage(way))
            continue
        step, title = one.answer, one.stage.title
        others = [role for role in one.answer.reviewed_by if role != _decider(one)]
        if others:
            told = listed(inquiry.policy.role_title(role) for role in others)
            yield met(f"{told} approves the answer at {title} before it goes.", step.place)
        else:
            why = f"Nobody but its author approves the answer at {title} before it goes. Write reviewed_by, with another role."
            yield fails(why, step.place)


def remedy_at_any_stage(inquiry: Inquiry, given: Mapping[str, Any]) -> Answer:
    """Does the policy say that a remedy can be offered at every stage?"""
    named, place = inquiry.policy.told.remedies_at, inquiry.place("remedies_at")
    if not named:
        why = "The policy does not say at which stages a remedy can be offered. Write remedies_at."
        return fails(why, place)
    stages = {one.stage.id: one.stage.title for way in inquiry.ways for one in way.rounds}
    missing = [title for id, title in stages.items() if id not in named]
    if ANY_STAGE in named or not missing:
        return met("The policy says that a remedy can be offered at every stage.", place)
    return fails(f"The policy does not let a remedy be offered at {listed(missing)}.", place)


def _decider(one: Round) -> str:
    return one.stage.handler if one.answer.who == HANDLER else one.answer.who


def _stages(number: int) -> str:
    return f"{number} stage{'' if number == 1 else 's'}"
