"""The post: the letters that an event sends, written at once, so that a missing field refuses the command."""

from __future__ import annotations

from dataclasses import dataclass, replace

from putright.case.case import Case, fold
from putright.case.deadlines import every_deadline
from putright.case.events import KINDS, Event, SentLetter
from putright.casework.rules import Rules
from putright.letters import Letter, fill
from putright.problems import Refused
from putright.store import EffectRow

HELD = "held letter"
"""The kind of effect that stands for a letter which could not be written, with the reason as its text."""


@dataclass(frozen=True, slots=True)
class Posted:
    """A case after an event with its letters, and what they add to what is owed to the outside."""

    case: Case
    event: Event
    letters: tuple[Letter, ...]
    effects: tuple[EffectRow, ...]


def post(rules: Rules, case: Case, event: Event) -> Posted:
    """Write the letters of an event, and note in it what they promised.

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
            letter = fill(policy, rules.shelf, sent.name, after, event, deadlines, calendar)
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
    event = replace(event, letters=tuple(SentLetter(letter.id, letter.promised) for letter in letters))
    return Posted(fold(case, [event]), event, tuple(letters), tuple(effects))
