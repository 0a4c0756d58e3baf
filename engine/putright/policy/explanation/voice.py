"""The voice in which a policy is told: how roles, letters and needs are called, and how lines are laid out.

Knows no part of a procedure by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill

from putright.policy.model import ANYONE, COMPLAINANT, HANDLER, EventRef, Missed, Policy
from putright.policy.phrases import event, listed, needed
from putright.working_days import Calendar

WIDTH = 88


class Voice:
    """Speaks for one policy."""

    def __init__(self, policy: Policy, calendar: Calendar | None) -> None:
        self.policy, self.calendar = policy, calendar
        self.one = policy.organisation.complainant

    def role(self, who: str) -> str:
        """Who a role is, in a sentence: 'the Director', 'whoever handles the case'."""
        if who == HANDLER:
            return "whoever handles the case"
        if who == COMPLAINANT:
            return f"the {self.one}"
        if who == ANYONE:
            return who
        return f"the {self.policy.role_title(who).removeprefix('The ')}"

    def letter(self, id: str) -> str:
        """A letter by its title, with what it encloses."""
        letter = self.policy.letters[id]
        enclosed = f" (with {listed(letter.encloses)})" if letter.encloses else ""
        return f'"{letter.title}"{enclosed}'

    def our_letter(self, id: str) -> str:
        """A sentence that names the letter that goes out."""
        return f"Our letter: {self.letter(id)}."

    def told(self, tells: tuple[str, ...]) -> str:
        """A sentence that says who is told inside."""
        return f"Told inside: {listed(self.role(role) for role in tells)}." if tells else ""

    def paid(self, missed: Missed) -> str:
        """What is paid when time has run out, as a part of a sentence."""
        pays = missed.pays
        return f"we pay £{pays.sum} within {pays.within} ({self.policy.remedies[pays.kind]})" if pays else ""

    def needs_and_letter(self, needs: tuple[str, ...], letter: str, tells: tuple[str, ...] = ()) -> Iterator[str]:
        """Sentences on what something needs, on the letter that goes out, and on who is told inside."""
        if needs:
            yield f"For this we need {needed(self.policy, needs)}."
        if letter:
            yield self.our_letter(letter)
        if tells:
            yield self.told(tells)

    def events(self, names: tuple[str, ...]) -> str:
        """Events as nouns: 'the answer or the withdrawal'."""
        refs = [EventRef(name.rpartition(".")[2], name.rpartition(".")[0]) for name in names]
        return listed(dict.fromkeys(event(self.policy, ref) for ref in refs), "or")


def sentence(words: str, end: str = ".") -> str:
    """The words with a capital, and the full stop."""
    return f"{words[:1].upper()}{words[1:]}{end}"


def paragraph(*sentences: str) -> Iterator[str]:
    """The sentences that are not empty as wrapped lines, and an empty line after them."""
    yield fill(" ".join(sentence for sentence in sentences if sentence), WIDTH)
    yield ""


def item(text: str, mark: str = "*") -> str:
    """One item of a list, wrapped and set in behind its mark."""
    indent = " " * (len(mark) + 1)
    return fill(text, WIDTH, initial_indent=f"{mark} ", subsequent_indent=indent, break_long_words=False)
