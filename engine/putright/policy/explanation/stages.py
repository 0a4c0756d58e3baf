"""Stages in words: who handles them, each step with its limit, and what the complainant may do when.

Says what the policy says and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.policy.explanation.voice import Voice, item, paragraph, sentence
from putright.policy.model import HANDLER, Choice, Extension, Missed, Stage, StandIn, Step
from putright.policy.phrases import condition, listed, needed, onward, time_allowed, times
from putright.policy.tracks import ways_of
from putright.problems import one_of
from putright.working_days import in_full
from putright.working_days.rules import ENDS, STARTS


class StageTeller(Voice):
    """Tells the stages of one policy."""

    def ways(self) -> Iterator[str]:
        """Which complaints take which track; nothing where there is one way for all."""
        if not self.policy.tracks:
            return
        yield "## Which way a complaint goes"
        yield ""
        for way in ways_of(self.policy):
            titles = listed((self.policy.stage(id).title for id in way.stages), "then")
            where = f", where {condition(self.policy, way.applies)}" if way.applies else ", for every other complaint"
            yield item(f"{way.title}{where}: {titles}.")
        yield ""

    def stage(self, stage: Stage) -> Iterator[str]:
        """The lines about one stage."""
        yield f"## {stage.title}"
        yield ""
        others = [self.policy.stage(id).title for id in stage.different_from]
        different = f"Whoever decided at {listed(others, 'or')} may not decide here." if others else ""
        entry = stage.direct_entry
        direct = f"A complaint starts here directly where {condition(self.policy, entry)}." if entry else ""
        handles = f"{sentence(self.role(stage.handler), end='')} handles it."
        yield from paragraph(handles, self._stands_in(stage.handler), different, direct)
        for number, step in enumerate(stage.steps, 1):
            yield from self._step(stage, step, number)
        yield ""

    def _stands_in(self, role: str) -> str:
        """Who acts instead of a role, and when."""
        others = self.policy.roles[role].stands_in if role in self.policy.roles else ()
        said = [f"{self._where(other)}, {self.role(other.role)} acts instead." for other in others]
        return " ".join([*said, *(["The first of these that fits holds."] if len(said) > 1 else [])])

    def _where(self, other: StandIn) -> str:
        about = "the complaint is about them" if other.when_complained_about else ""
        facts = condition(self.policy, other.applies) if other.applies else ""
        return f"Where {listed(part for part in (about, facts) if part)}"

    def _step(self, stage: Stage, step: Step, number: int) -> Iterator[str]:
        said = [self._window(stage, step)] if step.is_complainants else self._task(stage, step)
        yield item(" ".join(part for part in (f"{step.title}.", *said) if part), f"{number}.")
        if step.is_complainants or len(step.choices) > 1:
            yield from (item(self._choice(stage, step, choice), "   *") for choice in step.choices)
        if step.is_complainants and step.clock and step.missed:
            yield from (item(said, "   *") for said in (*self._silence(stage, step), *self._for_a_time(stage, step)))

    def _task(self, stage: Stage, step: Step) -> Iterator[str]:
        yield self._who_and_when(stage, step)
        yield from self._around(stage, step)

    def _window(self, stage: Stage, step: Step) -> str:
        when = f", {time_allowed(self.policy, self.calendar, step.clock, stage)}" if step.clock else ""
        return f"The {self.one} may choose{when}:"

    def _silence(self, stage: Stage, step: Step) -> Iterator[str]:
        late = {
            "accepted": "A choice that comes later is accepted all the same.",
            "with-reason": "A choice that comes later is accepted if there is a reason.",
            "refused": "A choice that comes later is not accepted.",
        }[step.late]
        *first, last = step.missed if not step.missed[-1].applies else (*step.missed, Missed())
        for way in first:
            yield f"No word in time where {condition(self.policy, way.applies)}: {self._then(stage, step, way)}"
        rest = " for all others" if first else ""
        yield f"No word in time{rest}: {self._then(stage, step, last)} {late}"

    def _then(self, stage: Stage, step: Step, missed: Missed) -> str:
        goes = onward(self.policy, stage, step, missed.to) if missed.to else "the case stays open"
        letter = f" {self.our_letter(missed.letter)}" if missed.letter else ""
        told = f" {self.told(missed.tells)}" if missed.tells else ""
        return f"{goes}.{letter}{told}"

    def _choice(self, stage: Stage, step: Step, choice: Choice) -> str:
        goes = onward(self.policy, stage, step, choice.to)
        said = [f"{choice.title}: {goes}."]
        if choice.applies:
            said.append(f"Only where {condition(self.policy, choice.applies)}.")
        return " ".join([*said, *self.needs_and_letter(choice.needs, choice.letter, choice.tells)])

    def _who_and_when(self, stage: Stage, step: Step) -> str:
        if step.through:
            doors = [self.policy.doors[id].title for id in step.through]
            return f"This is done by going through one of these doors: {one_of(doors)}."
        verb = {"acknowledgement": "We acknowledge", "response": "We answer"}.get(step.kind, "We do this")
        who = "" if step.who == HANDLER else f" This is for {self.role(step.who)}."
        if step.clock is None:
            return f"There is no time limit for this.{who}"
        return f"{verb} {time_allowed(self.policy, self.calendar, step.clock, stage)}.{who}"

    def _around(self, stage: Stage, step: Step) -> Iterator[str]:
        yield from self._for_a_time(stage, step)
        if step.clock and step.clock.terms[0].counting != self.policy.counting:
            rule = step.clock.terms[0].counting
            yield f"Here days are counted otherwise: {STARTS[rule.starts]}; {ENDS[rule.ends]}."
        yield from self._panel(stage, step)
        if step.reviewed_by:
            first, *others = (self.role(role) for role in step.reviewed_by)
            then = "".join(f", then {role}" for role in others)
            yield f"{sentence(first, end='')}{then} reviews a draft before it is sent."
        yield from (self._more_time(extension) for extension in step.extensions)
        yield from (self._missed(stage, step, way) for way in step.missed)
        if step.target:  # behind what follows from a missed limit, so that nobody takes that for the target
            yield f"We aim for {step.target}."
        if step.also_meets:
            met = [f'"{stage.step(id).title}"' for id in step.also_meets]
            yield f"This also counts as {listed(met)}."
        if len(step.choices) == 1:
            choice = step.choices[0]
            yield from self.needs_and_letter(choice.needs, choice.letter, choice.tells)
            if choice.to != "next":
                goes = onward(self.policy, stage, step, choice.to)
                yield sentence(goes if goes.startswith("next ") else f"then {goes}")

    def _for_a_time(self, stage: Stage, step: Step) -> Iterator[str]:
        for one in self.policy.departures:
            if one.is_of(stage.id, step.id):
                when = f"from {in_full(one.since)} until {in_full(one.until)}"
                yield f"For a time the limit is {one.within}, where the clock starts {when}. {sentence('the reason: ' + one.reason.rstrip('.'))}"

    def _panel(self, stage: Stage, step: Step) -> Iterator[str]:
        """What is asked of whoever does the step: a panel of several, staff heard before the answer."""
        role = self.policy.roles.get(stage.handler if step.who == HANDLER else step.who)
        if role and role.seats and step.kind != "acknowledgement":
            chair = ", one of whom chairs it" if role.chair else ""
            sit = f"{role.seats} people sit on it"
            if role.seated_by:
                sit = f"{sentence(listed(map(self.role, role.seated_by)), end='')} sit on it and decide jointly"
            yield f"{sit}{chair}; each is named."
        if step.who not in (HANDLER, stage.handler):
            yield self._stands_in(step.who)

    def _more_time(self, extension: Extension) -> str:
        given = f", if we give {needed(self.policy, extension.needs)}" if extension.needs else ""
        given += f", if the {self.one} agrees" if extension.agreed else ""
        often = f" {times(extension.times)}" if not extension.open_ended else ""
        if extension.total:
            more = f"We may take longer{often}, but no more than {extension.total} in total"
        elif extension.by:
            number, _, unit = str(extension.by).partition(" ")
            counted = ", counted from the day on which we say so" if extension.counts_from == "today" else ""
            more = f"We may take up to {number} more {unit}{often}{counted}"
        else:
            more = "We may take longer, to a new date that we name"
        late = " This can also be said after the date has passed." if extension.after_due else ""
        letter = f" and say so in a letter: {self.letter(extension.letter)}" if extension.letter else ""
        told = f" {self.told(extension.tells)}" if extension.tells else ""
        where = f" Only where {condition(self.policy, extension.applies)}." if extension.applies else ""
        return f"{more}{given}{letter}.{late}{told}{where}"

    def _missed(self, stage: Stage, step: Step, missed: Missed) -> str:
        goes = onward(self.policy, stage, step, missed.to) if missed.to else ""
        letter = f"we write: {self.letter(missed.letter)}" if missed.letter else ""
        told = f"we tell {listed(self.role(role) for role in missed.tells)} inside" if missed.tells else ""
        said = [part for part in (goes, letter, told, self.paid(missed)) if part] or ["nothing more happens by itself"]
        where = f" and {condition(self.policy, missed.applies)}" if missed.applies else ""
        return f"If we miss that date{where}, {listed(said)}."
