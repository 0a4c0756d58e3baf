"""Sending: what whoever acts should know of the letters that went, and of a draft that could not go as it is.

Tells; what is refused is refused where letters are written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from putright.case.case import Case
from putright.case.drafts import draft_of
from putright.case.events import Event, SentLetter
from putright.case.fields import split
from putright.casework.post import Posted, post
from putright.casework.rules import Rules
from putright.codes.demands import lacks_in_words
from putright.letters import style_in_words
from putright.problems import PolicyError, Refused


def of_letters(rules: Rules, posted: Iterable[Posted]) -> Iterator[str]:
    """What letters went without that a code asks for, which code nobody could hold them to, and what of style they miss."""
    written = 0
    for one in posted:
        written += len(one.letters)
        for letter, sent in zip(one.letters, one.event.letters, strict=True):
            yield from lacks_in_words(letter.title, sent.lacks)
            yield from style_in_words(rules.procedure.policy.letters[letter.id], letter)
    for code in rules.demands.unknown if written else ():
        yield f"nobody has held what was sent to {code}, which the policy follows: the code cannot be read here"


def of_events(rules: Rules, events: Iterable[Event]) -> Iterator[str]:
    """What letters that were sent before went without."""
    titles = rules.procedure.policy.letters
    for event in events:
        for sent in event.letters:
            title = titles[sent.name].title if sent.name in titles else sent.name
            yield from lacks_in_words(title, sent.lacks)


def of_a_draft(rules: Rules, case: Case, drafted: Event) -> Iterator[str]:
    """What a draft still lacks to be sent; `case` is the one after it."""
    policy = rules.procedure.policy
    stage = policy.stage(drafted.stage)
    step = stage.step(drafted.step)
    choice = next((choice for choice in step.choices if choice.letter and case.meets(choice.applies)), None)
    if choice is None:
        return
    data, texts = split(draft_of(case, stage, step))
    sent = drafted._replace(
        kind="done",
        name=choice.event,
        place=policy.resolve(stage, step, choice.to),
        data=data,
        texts=texts,
        letters=(SentLetter(choice.letter),),
    )
    try:
        posted = post(rules, case, sent)
    except Refused as refused:
        yield from (f"the draft cannot be sent yet: {guard.what}; {guard.mend}" for guard in refused.guards)
    except PolicyError as error:
        yield from (f"the draft cannot be sent yet: {problem.what}; {problem.mend}" for problem in error.problems)
    else:
        for told in of_letters(rules, [posted]):
            yield f"if the draft is sent as it is: {told}"
