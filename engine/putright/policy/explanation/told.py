"""What a policy tells about itself in words: who helps, who answers for complaints, what is learnt, who hears of it.

Says what the policy says and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.policy.explanation.voice import Voice, item, paragraph, sentence
from putright.policy.model import NO_STYLE, RECORD_KINDS, Style
from putright.policy.model.told import ANY_STAGE, PUBLICISED, REPORTS, RESPONSIBLE
from putright.policy.phrases import listed
from putright.working_days import Duration, in_full


class ToldTeller(Voice):
    """Tells what one policy says about itself."""

    def definition(self) -> Iterator[str]:
        said = self.policy.told.definition
        if said.complaint or said.service_request or said.complaint_examples or said.service_request_examples:
            yield "## What a complaint is"
            yield ""
        if said.complaint:
            yield from paragraph(f"A complaint: {said.complaint}")
        yield from self._examples("For example:", said.complaint_examples)
        if said.service_request:
            yield from paragraph(f"No complaint, but a request for service: {said.service_request}")
        yield from self._examples("For example:", said.service_request_examples)
        counted = [RECORD_KINDS[kind].lower() for kind, terms in self.policy.records.items() if terms.counts_as]
        if counted:
            yield from paragraph(f"We treat each of these as a complaint, too: {listed(counted)}.")

    def access(self) -> Iterator[str]:
        said = self.policy.told.access
        helps = [
            f"Languages: {listed(said.languages)}." if said.languages else "",
            f"Interpreting: {said.interpreting}" if said.interpreting else "",
            f"Letters in other forms: {listed(said.formats)}." if said.formats else "",
            f"What we do differently for a disabled person: {said.adjustments}" if said.adjustments else "",
            f"Somebody to help: {said.advocates}" if said.advocates else "",
        ]
        if any(helps):
            yield "## Help to complain"
            yield ""
            yield from (item(help) for help in helps if help)
            yield ""

    def remedies(self) -> Iterator[str]:
        told = self.policy.told
        yield "## How we put things right"
        yield ""
        when = ""
        if ANY_STAGE in told.remedies_at:
            when = "A remedy may be offered at any stage."
        elif told.remedies_at:
            stages = [stage.title for stage in self.policy.stages if stage.id in told.remedies_at]
            when = f"A remedy may be offered at {listed(stages)}."
        yield from paragraph(f"We can offer: {listed(one.title.lower() for one in told.remedies.values())}.", when)
        for one in told.remedies.values():
            if one.factors:
                yield item(f"{one.title}: we weigh {listed(one.factors)}.")
        if any(one.factors for one in told.remedies.values()):
            yield ""

    def responsible(self) -> Iterator[str]:
        told = self.policy.told
        lines = [f"{RESPONSIBLE[key]} {self.role(role)}." for key, role in told.responsible.items()]
        lines += [self._standard(one.measure, one.at_least, one.steps_in) for one in told.standards]
        lines += [
            f"{sentence(self.role(one.who), '')} is briefed with {REPORTS[one.report]}{_often(one.every)}."
            for one in told.briefings
        ]
        lines += [f"People learn of {PUBLICISED[key]}: {'; '.join(places)}." for key, places in told.publicity.items()]
        if told.review:
            sooner = f", and sooner if {listed(told.review.sooner, 'or')}" if told.review.sooner else ""
            last = in_full(told.review.last)
            lines.append(f"This procedure is reviewed{_often(told.review.every)}{sooner}. Last: {last}.")
        if lines:
            yield "## Who answers for this"
            yield ""
            yield from (item(line) for line in lines)
            yield ""

    def style(self) -> Iterator[str]:
        """How letters are to be written: all of them, and each that differs."""
        own = [letter for letter in self.policy.letters.values() if letter.style != self.policy.style]
        if self.policy.style == NO_STYLE and not own:
            return
        yield "## How our letters are written"
        yield ""
        yield from (item(line) for line in _style("A letter", self.policy.style, NO_STYLE))
        for letter in own:
            yield from (item(line) for line in _style(f'"{letter.title}"', letter.style, self.policy.style))
        yield ""

    def learning(self) -> Iterator[str]:
        said = self.policy.told.learning
        if said is None:
            return
        yield "## What we learn"
        yield ""
        who = sentence(self.role(said.owner), "") if said.owner else "We"
        looks = "looks" if said.owner else "look"
        themes = f": {listed(said.themes)}" if said.themes else ""
        yield from paragraph(
            f"{who} {looks} at what complaints show{_often(said.every)}{themes}.",
            f"It can be read here: {'; '.join(said.published)}." if said.published else "",
        )

    def behaviour(self) -> Iterator[str]:
        said = self.policy.told.behaviour
        if not (said.about or said.warned_first or said.longest):
            return
        yield "## Unreasonable behaviour"
        yield ""
        yield from paragraph(
            sentence(said.about, "") if said.about else "",
            "Contact is restricted only after a warning." if said.warned_first else "",
            f"A restriction is reviewed after {said.longest} at the latest." if said.longest else "",
        )

    def _examples(self, head: str, examples: tuple[str, ...]) -> Iterator[str]:
        if examples:
            yield from paragraph(head)
            yield from (item(example) for example in examples)
            yield ""

    def _standard(self, measure: str, at_least: float, steps_in: str) -> str:
        below = f" Below that, {self.role(steps_in)} steps in." if steps_in else ""
        return f"{measure}: at least {at_least:g} per cent.{below}"


def _style(what: str, style: Style, usual: Style) -> Iterator[str]:
    """The limits of style that are not the usual ones, a sentence for each."""
    if style.words and style.words != usual.words:
        yield f"{what} has at most {style.words} words, with address and signature."
    if style.sentence and style.sentence != usual.sentence:
        yield f"{what} has no sentence of more than {style.sentence} words."
    if style.ease and style.ease != usual.ease:
        yield f"{what} has a reading ease of at least {style.ease} (60 is plain English, 70 fairly easy)."
    if style.says != usual.says:
        yield f"{what} says {_quoted(style.says, 'and')}." if style.says else f"{what} need not say these words."
    if style.never_says != usual.never_says:
        never = f"{what} never says {_quoted(style.never_says, 'or')}."
        yield never if style.never_says else f"{what} may use any words."


def _quoted(words: tuple[str, ...], joint: str) -> str:
    return listed((f'"{one}"' for one in words), joint)


def _often(every: Duration | None) -> str:
    """How often, behind a verb: ' every 3 months', ' every year'; nothing where the policy does not say."""
    if every is None:
        return ""
    return f" every {every}".replace(" 1 ", " ", 1)
