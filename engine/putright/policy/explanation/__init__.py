"""The explanation: a whole procedure in words, for people who will not read the policy file.

Says what the policy says and nothing else; where the policy is silent on something people ask for, it says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.policy.explanation.beginnings import OriginTeller
from putright.policy.explanation.beside import BesideTeller
from putright.policy.explanation.stages import StageTeller
from putright.policy.explanation.told import ToldTeller
from putright.policy.explanation.voice import Voice, item, paragraph, sentence
from putright.policy.model import Policy, Span
from putright.policy.phrases import condition
from putright.working_days import Calendar, in_full
from putright.working_days.rules import ENDS, STARTS

__all__ = ["explain"]


def explain(policy: Policy, calendar: Calendar | None) -> str:
    """The procedure in words: plain text with headings, wrapped, ending in a new line."""
    grounds, stages = GroundsTeller(policy, calendar), StageTeller(policy, calendar)
    beside, told = BesideTeller(policy, calendar), ToldTeller(policy, calendar)
    parts = (
        grounds.beginning(),
        told.definition(),
        grounds.channels(),
        told.access(),
        grounds.counting(),
        stages.ways(),
        *(stages.stage(stage) for stage in policy.stages),
        beside.representatives(),
        beside.staff(),
        beside.duties(),
        beside.pauses(),
        beside.doors(),
        beside.exclusions(),
        beside.actions(),
        told.style(),
        told.remedies(),
        told.behaviour(),
        told.learning(),
        told.responsible(),
        OriginTeller(policy, calendar).based_on(),
    )
    return "\n".join(line for part in parts for line in part)


class GroundsTeller(Voice):
    """Tells whose procedure it is, when it holds, and how days are counted."""

    def beginning(self) -> Iterator[str]:
        policy = self.policy
        until = f" until {in_full(policy.in_force_until)}" if policy.in_force_until else ""
        yield f"# {policy.title}"
        yield ""
        yield from paragraph(
            f"This is the complaints procedure of {policy.organisation.name}, version {policy.version}.",
            f"It holds for complaints received from {in_full(policy.in_force_from)}{until}.",
            *(self._phase(span) for span in policy.phases),
        )

    def _phase(self, span: Span) -> str:
        """On which other days it holds for some complaints."""
        until = f" until {in_full(span.until)}" if span.until else ""
        return f"Where {condition(self.policy, span.applies)}, it holds from {in_full(span.start)}{until}."

    def channels(self) -> Iterator[str]:
        yield "## How to complain"
        yield ""
        yield from (item(title) for title in self.policy.channels.values())
        yield ""

    def counting(self) -> Iterator[str]:
        rule, calendar = self.policy.counting, self.calendar
        yield "## How days are counted"
        yield ""
        named = (calendar.title or calendar.name) if calendar else self.policy.calendar.replace("-", " ")
        known = f" Its days off are known until {in_full(calendar.known_until)}." if calendar else ""
        cut_off = f"What comes at or after {rule.cut_off:%H:%M} belongs to the next day." if rule.cut_off else ""
        yield from paragraph(
            f"Working days are those of this calendar: {named}.{known}",
            f"{sentence(STARTS[rule.starts])} {sentence(ENDS[rule.ends])}",
            cut_off,
            f"The day is that of local time in {self.policy.time_zone.rpartition('/')[2].replace('_', ' ')}.",
        )
