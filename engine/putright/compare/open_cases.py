"""Open cases beside a comparison: how many each change touches, under "keeps old dates" and under "moves".

Counts that were worked out elsewhere; it reads no store.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from putright.compare.parts import Part


@dataclass(frozen=True, slots=True)
class OpenCases:
    """The open cases of the old version: all keep their dates unless they are moved to the new one.

    `deadlines` holds, by deadline, in how many cases it would be better, the same, worse or unclear; `verdicts` what
    would become of the cases; `lost` what complainants could do no more, in words, and in how many cases.
    """

    cases: int
    deadlines: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    verdicts: Mapping[str, int] = field(default_factory=dict)
    lost: Mapping[str, int] = field(default_factory=dict)
    letters: Mapping[str, int] = field(default_factory=dict)

    def touched(self, deadline: str) -> Mapping[str, int] | None:
        """Open cases with that date: how many keep it, and what moving would do; None where the change has no date."""
        if not deadline:
            return None
        found = self.deadlines.get(deadline, {})
        moves = {effect: found.get(effect, 0) for effect in ("worse", "better", "same", "unclear")}
        return {"keep": sum(moves.values()), **moves, "letters": self.letters.get(deadline, 0)}

    def told(self, deadline: str) -> str:
        """The same as a sentence; empty where the change has no date."""
        found = self.touched(deadline)
        if found is None:
            return ""
        if not found["keep"]:
            return "No open case has this date."
        shown = ", ".join(
            f"{number} {words}"
            for effect, words in (
                ("worse", "for the worse"),
                ("better", "for the better"),
                ("unclear", "nobody can say yet"),
                ("same", "with the same date"),
            )
            if (number := found[effect])
        )
        letters = f", and {found['letters']} letters to put right" if found["letters"] else ""
        return f"Open cases: {found['keep']} keep this date; if they were moved: {shown}{letters}."

    def summary(self) -> list[str]:
        """What stands at the end: how many there are, what moving them would mean, and what would be lost."""
        words = {
            "safe": "could be moved without harm",
            "needs-choice": "need a choice",
            "impossible": "cannot be moved",
            "stays": "would not change",
            "accepted": "could be moved, as was accepted",
        }
        lines = [
            f"  {self.cases} open {'case keeps its' if self.cases == 1 else 'cases keep their'} dates as they are."
        ]
        lines += [f"  If they were moved: {number} {words[name]}." for name, number in self.verdicts.items() if number]
        return [*lines, *(f"  In {number} of them: {what}." for what, number in self.lost.items())]

    def as_json(self) -> Mapping[str, object]:
        return {
            "cases": self.cases,
            "verdicts": dict(self.verdicts),
            "deadlines": {name: dict(counts) for name, counts in self.deadlines.items()},
            "lost": dict(self.lost),
        }


def deadline_of(part: Part) -> str:
    """The deadline whose date a part of a policy decides: a step's, a duty's or a door's; empty where there is none."""
    here: Part | None = part
    while here is not None:
        if here.owner == "step":
            return ".".join(here.names)
        if here.owner == "duty":
            return here.name
        if here.owner == "door":
            return f"door.{here.name}"
        here = here.above
    return ""
