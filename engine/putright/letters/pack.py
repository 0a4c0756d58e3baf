"""The preview pack: every letter of a policy as a sample, with what an owner wants to know of it before anyone gets it.

Values only; how the pack looks is settled by whoever prints it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from putright.letters.approvals import Approval, read_approvals
from putright.letters.needs import PLAIN, Needs
from putright.letters.readability import Readability, readability
from putright.letters.sample import Sample, sampled
from putright.letters.shelf import Shelf
from putright.letters.style import breaches, limits_in_words
from putright.policy.model import NO_STYLE, Policy, Style
from putright.working_days import Calendar, in_full


@dataclass(frozen=True, slots=True)
class Sheet:
    """One letter of the pack: the sample, how it reads, its template's file, and who has approved it."""

    sample: Sample
    file: str
    reads: Readability
    approval: Approval | None = None
    changed: tuple[str, ...] = ()
    """The files that have changed since the approval."""
    style: Style = NO_STYLE
    """What the policy asks of its style."""

    @property
    def measured(self) -> str:
        """Length and reading ease in words: '234 words, reading ease 74 (fairly easy)'."""
        ease = self.reads.band if self.reads.ease is None else f"reading ease {self.reads.ease} ({self.reads.band})"
        return f"{self.reads.words} words, {ease}"

    @property
    def limits(self) -> str:
        """What the policy asks of the letter's style in words; empty where it asks for nothing."""
        return "; ".join(limits_in_words(self.style))

    @property
    def breaches(self) -> tuple[str, ...]:
        """What the sample does not keep to of that: 'has 251 words; 250 at most are asked for'."""
        return tuple(breach.what for breach in breaches(self.style, self.sample.letter.markdown))

    @property
    def approved(self) -> str:
        """The approval in words, and what has changed since."""
        if self.approval is None:
            return "not approved yet"
        told = f"approved by {self.approval.by} on {in_full(self.approval.on)}"
        return f"{told}; changed since: {', '.join(self.changed)}" if self.changed else told

    def as_json(self) -> dict[str, object]:
        approval = self.approval
        return {
            "template": self.file,
            "missing": list(self.sample.missing),
            "words": self.reads.words,
            "reading_ease": self.reads.ease,
            "limits": list(limits_in_words(self.style)),
            "breaches": list(self.breaches),
            "approved_by": approval.by if approval else None,
            "approved_on": approval.on.isoformat() if approval else None,
            "changed_since": list(self.changed),
        }


def pack(policy: Policy, shelf: Shelf, calendar: Calendar, needs: Needs = PLAIN) -> Iterator[Sheet]:
    """Every letter of a policy, in the policy's order, as it would read for somebody with those needs.

    Raises:
        PolicyError: L309, the approvals cannot be read. Refused: L302, there is no such template.
    """
    approvals = read_approvals(policy)
    for id, terms in policy.letters.items():
        sample = sampled(policy, shelf, id, calendar, needs)
        approval = approvals.get(id)
        changed = approval.changed(shelf, terms.template) if approval else ()
        yield Sheet(
            sample,
            shelf.file(sample.template),
            readability(sample.letter.markdown),
            approval,
            tuple(shelf.file(name) for name in changed),
            terms.style,
        )
