"""Questions about the stages: how many there are, how one leads to the next, and who decides.

Read off the stages and their steps alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from putright.codes.questions.answer import Answer, fails, met, needs_person, not_applicable, warning, worst
from putright.codes.questions.inquiry import Inquiry
from putright.codes.questions.rounds import Round, Way
from putright.codes.questions.wording import has_words
from putright.policy.model import ENDS, HANDLER, Action, Duty, Step
from putright.policy.model.told import ANY_STAGE
from putright.policy.phrases import listed, needed

GROUNDS = ("reason", "reasons", "note", "new-information", "changes-outcome", "late-reason")
"""What a request to go on would have to bring, were reasons asked for."""

NO_GROUNDS = ("sought",)
"""What a request to go on may have to bring, and is no reason for it: what the complainant wants."""


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
        if at_most is not None:
            yield from _uncounted(way, number, at_most)


def _uncounted(way: Way, number: int, at_most: int) -> Iterator[Answer]:
    """What would be one stage too many, if a person took it for one."""
    for stage in way.acting if number + len(way.acting) > at_most else ():
        told = f"{stage.title} has no step that is known to be an answer, so it is not counted{way.named}"
        yield needs_person(f"{told}: somebody has to say whether it is a further stage.", stage.place)
    for one in way.rounds:
        for step in one.second_answers:
            told = f'At {one.stage.title} a second answer, "{step.title}", comes after the complainant has had a say'
            yield needs_person(f"{told}: somebody has to say whether it is a further stage.", step.place)


def no_pre_stage(inquiry: Inquiry, given: Mapping[str, Any]) -> Answer:
    """Is there no informal stage before the first, or beside it?"""
    return worst(_before_the_first(inquiry, given["words"]))


def _before_the_first(inquiry: Inquiry, words: tuple[str, ...]) -> Iterator[Answer]:
    policy = inquiry.policy
    for stage in policy.stages:
        if word := has_words(f"{stage.title} {stage.id}", words):
            yield fails(f'{stage.title} is a stage of its own and is called "{word}".', stage.place)
        for step in stage.steps:
            if word := has_words(f"{step.title} {step.id}", words):
                yield fails(f'{stage.title} has a step "{step.title}", which is called "{word}".', step.place)
    for way in inquiry.ways:
        yield from _before_it_begins(way)
    besides: tuple[Action | Duty, ...] = (*policy.actions.values(), *policy.duties.values())
    for beside in besides:
        if word := has_words(f"{beside.title} {beside.id}", words):
            why = f'"{beside.title}" can be done beside the stages and is called "{word}": see that it is no stage of its own.'
            yield warning(why, beside.place)
    yield met("No stage or step stands before the first stage, and none is called informal.", inquiry.place("stages"))


def _before_it_begins(way: Way) -> Iterator[Answer]:
    """What a complaint has to pass on a way before its first stage, or there before it is acknowledged."""
    if not way.rounds:
        return
    first = way.rounds[0]
    for stage in way.stages[: way.stages.index(first.stage)]:
        why = f"{stage.title} comes before the first stage that has an answer{way.named}: see that it is no stage of its own."
        yield warning(why, stage.place)
    begun = first.acknowledgement or next(
        step for step in first.stage.steps if step.kind == "response" or step is first.answer
    )
    for step in first.stage.steps[: first.stage.steps.index(begun)]:
        if not step.is_complainants and step is not first.logging:
            why = f'At {first.stage.title}, "{step.title}" comes before the complaint is {_begun(begun)}: see that it is no stage of its own.'
            yield warning(why, step.place)


def _begun(step: Step) -> str:
    return "acknowledged" if step.kind == "acknowledgement" else "answered"


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
        elif others := [need for need in choice.needs if need not in NO_GROUNDS]:
            told = needed(inquiry.policy, others)
            why = f"To go on to {following.stage.title}, the complainant must give {told}: somebody has to see that this is no reason."
            yield needs_person(why, place)
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
    yield from _gates(inquiry, following)


def _gates(inquiry: Inquiry, one: Round) -> Iterator[Answer]:
    """Steps of ours before an answer, from which a request to go on can come to an end."""
    for step in one.stage.steps[: one.stage.steps.index(one.answer)]:
        ends = [c for c in step.choices if inquiry.policy.resolve(one.stage, step, c.to) in ENDS]
        if ends and len(step.choices) > len(ends) and not step.is_complainants and step.kind != "response":
            who = inquiry.policy.role_title(one.stage.handler if step.who == HANDLER else step.who)
            told = listed((f'"{choice.title}"' for choice in ends), "or")
            why = f'At {one.stage.title}, "{step.title}" lets the {who} end it before an answer ({told}): somebody has to see that nobody needs leave to go on.'
            yield needs_person(why, ends[0].place)


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
        if there.id in here.different_from and one.answer.kind != "response":
            why = (
                f'At {here.title} another person has to answer, but "{one.answer.title}" is not written as an answer, so nobody '
                f"is kept from it: write kind: response."
            )
            yield warning(why, one.answer.place)
            continue
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
    for other in way.acting:
        if way.stages.index(other) > way.stages.index(one.stage):
            why = f"After {title} comes {other.title}{way.named}: somebody has to say whether it is a further stage."
            yield needs_person(why, other.place)
    for step in one.second_answers:
        why = f'At {title} a second answer, "{step.title}", comes after the complainant has had a say: somebody has to say which is the final one.'
        yield needs_person(why, step.place)
    if one.number > 1 and not any(step.is_complainants for step, _ in one.asking):
        places = tuple(step.place for step, _ in one.asking) or (one.stage.place,)
        yield fails(f"The complainant cannot ask for {title}: whether it is reached is decided by others.", *places)
    elif one.number > 1 and all(choice.applies for step, choice in one.asking if step.is_complainants):
        places = tuple(choice.place for step, choice in one.asking if step.is_complainants)
        yield fails(f"Only some complainants can ask for {title}.", *places)
    asking = [choice.place for step, choice in one.asking if step.is_complainants]
    if asking:
        why = f"The complainant can ask for {title}, and its answer ends the procedure{way.named}."
        yield met(why, *asking, one.answer.place)
    else:
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
