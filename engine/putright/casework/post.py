"""The post: the letters that an event sends, written at once, so that a missing field refuses the command."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from putright.case.case import Case
from putright.case.deadlines import every_deadline
from putright.case.events import KINDS, Event, SentLetter
from putright.case.folding import fold, with_letters
from putright.case.moments import local_day
from putright.case.people import copied_to, told_inside
from putright.casework.rules import Rules
from putright.letters import Letter, fill
from putright.letters.values import escaped
from putright.policy.model import Policy
from putright.problems import Refused
from putright.store import EffectRow
from putright.working_days import in_full

HELD = "held letter"
"""The kind of effect that stands for a letter which could not be written, with the reason as its text."""

NOTICE = "notice"
"""The kind of effect that tells somebody inside what happened in which case, without private text."""


@dataclass(frozen=True, slots=True)
class Posted:
    """A case after an event with its letters, and what they add to what is owed to the outside."""

    case: Case
    event: Event
    letters: tuple[Letter, ...]
    effects: tuple[EffectRow, ...]


def _copies(case: Case, letter: Letter, event: Event) -> Iterator[EffectRow]:
    """The same letter for whoever speaks for the complainant, or helps them, headed with their name."""
    for number, (name, address) in enumerate(copied_to(case), 1):
        head = "\\\n".join(filter(None, (f"Copy for {escaped(name)}", *map(escaped, address.splitlines()))))
        text = f"{head}\n\n{letter.markdown}"
        title = f"{letter.title} (copy)"
        yield EffectRow(case.id, case.version, f"{letter.id}.copy-{number}", title, text, event.recorded_at)


def post(rules: Rules, case: Case, event: Event) -> Posted:
    """Write the letters of an event, and note in it what they promised, and what they go without that a code asks for.

    What happens by itself is not stopped by a letter that cannot be written: the letter is held, with the reason.

    Raises:
        Refused: L3xx, a letter of a command misses something; every missing field is named.
    """
    after = fold(case, [event])
    policy, calendar = rules.procedure.policy, rules.procedure.calendar
    letters: list[Letter] = []
    effects: list[EffectRow] = []
    deadlines = tuple(every_deadline(policy, calendar, after)) if event.letters else ()
    for sent in event.letters:
        try:
            held_to = partial(rules.demands.refusals, after, event)
            letter = fill(policy, rules.shelf, sent.name, after, event, deadlines, calendar, held_to)
        except Refused as refusal:
            if not KINDS[event.kind].automatic:
                raise
            title = policy.letters[sent.name].title
            reason = f"{refusal.what}; {refusal.mend}"
            effects.append(EffectRow(case.id, after.version, sent.name, title, reason, event.recorded_at, HELD))
        else:
            letters.append(letter)
            text = letter.markdown
            effects.append(EffectRow(case.id, after.version, letter.id, letter.title, text, event.recorded_at))
            effects += _copies(after, letter, event)
    effects += _notices(policy, after, event)
    if event.letters:
        event = event._replace(letters=tuple(_sent(rules, after, event, letter) for letter in letters))
    return Posted(with_letters(after, event), event, tuple(letters), tuple(effects))


def _sent(rules: Rules, after: Case, event: Event, letter: Letter) -> SentLetter:
    promised = dict(sorted(letter.promised.items()))  # in the order in which a store gives it back
    return SentLetter(letter.id, promised, rules.demands.lacks(after, event, letter))


def post_each(rules: Rules, case: Case, events: Iterable[Event]) -> tuple[Case, list[Posted]]:
    """The post of several events, one after the other, and the case after them."""
    posted: list[Posted] = []
    for event in events:
        posted.append(post(rules, case, event))
        case = posted[-1].case
    return case, posted


def _notices(policy: Policy, after: Case, event: Event) -> list[EffectRow]:
    """A word to each role that the policy tells inside: what happened in which case."""
    named = [role for role in event.data.get("tells", "").split(",") if role]
    if not named:
        return []
    roles = dict.fromkeys(told_inside(policy, after, policy.stage(after.stage), role) for role in named)
    happened = event.name.replace("-", " ").capitalize()
    day = in_full(local_day(event.happened_at, policy.time_zone))
    title = f"{happened}: {after.id}"
    text = f"{happened} on {day}, in case {after.id}. The case is at: {policy.place_title(after.place)}."
    return [
        EffectRow(after.id, after.version, f"notice.{role}", title, text, event.recorded_at, NOTICE) for role in roles
    ]
