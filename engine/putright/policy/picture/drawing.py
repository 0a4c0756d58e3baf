"""From a policy to its chart: which boxes there are, which arrows leave them, and what stands on both.

Pure. What is not the next box is named beside the arrow, so that no line has to cross another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from putright.policy.model import ANYONE, COMPLAINANT, Door, Policy, Stage, Step
from putright.policy.phrases import condition, listed
from putright.policy.picture import outside, wording
from putright.policy.picture.chart import Actor, Block, Box, Chart, Note, Target, Way
from putright.working_days import Calendar, in_full

_MOST_REASONS: Final = 6
"""So many reasons for not taking a complaint on are named in a chart; the leaflet tells all of them."""


def chart_of(policy: Policy, calendar: Calendar | None) -> Chart:
    """The chart of a policy, in the policy's own words, said to whoever complains."""
    return _Drawing(policy, calendar).chart()


class _Drawing:
    """Draws one policy."""

    def __init__(self, policy: Policy, calendar: Calendar | None) -> None:
        self.policy, self.calendar = policy, calendar
        self.letters = outside.letters(policy)
        self.steps = [(stage, step) for stage in policy.stages for step in stage.steps]
        self.gone_through = {door for _, step in self.steps for door in step.through}

    def chart(self) -> Chart:
        policy = self.policy
        until = f" until {in_full(policy.in_force_until)}" if policy.in_force_until else ""
        return Chart(
            title=f"{policy.organisation.name}: how we deal with your complaint",
            subtitle=f"{policy.title}. For complaints received from {in_full(policy.in_force_from)}{until}.",
            start=self._start(),
            blocks=tuple(self._block(stage) for stage in policy.stages),
            outside=tuple(outside.told(policy, self.calendar, door) for door in policy.doors.values()),
            beside=tuple(outside.beside(policy, self.calendar)),
        )

    def _start(self) -> Box:
        ways = [*self._turned_away(), *self._doors_from_the_start()]
        return Box(
            name="received",
            actor="you",
            title="You complain",
            details=(Note(f"You can do so in these ways: {'; '.join(self.policy.channels.values())}."),),
            ways=tuple(ways),
            onward="us",
        )

    def _turned_away(self) -> Iterator[Way]:
        reasons = [f'"{exclusion.title}"' for exclusion in self.policy.exclusions.values()]
        if len(reasons) > _MOST_REASONS:
            reasons = [*reasons[:_MOST_REASONS], "another reason that the procedure names"]
        if reasons:
            writes = any(exclusion.letter for exclusion in self.policy.exclusions.values())
            words = "We write to you and give the reason" if writes else "We tell you the reason"
            yield Way(
                "us", f"If we cannot look into it: {listed(reasons, 'or')}", Target(words, "end", place="refused")
            )

    def _doors_from_the_start(self) -> Iterator[Way]:
        for door in self._free_doors():
            if not door.opens:
                yield Way("outside", "At any time you may also turn to an outside body", self._body(door))
            for opening in door.opens:
                if opening.start.name == "received":
                    words = wording.opens(self.policy, replace(door, opens=(opening,)))
                    yield Way("outside", f"{words[:1].upper()}{words[1:]} you may turn to", self._body(door))

    def _free_doors(self) -> Iterator[Door]:
        """The doors that no step goes through by itself."""
        return (door for door in self.policy.doors.values() if door.id not in self.gone_through)

    def _block(self, stage: Stage) -> Block:
        policy = self.policy
        others = [policy.stage(id).title for id in stage.different_from]
        notes = [f"The {policy.role_title(stage.handler).removeprefix('The ')} deals with it."]
        if others:
            notes.append(f"Nobody decides here who decided at {listed(others, 'or')}.")
        tracks = (track.applies for track in policy.tracks.values() if track.stages[:1] == (stage.id,))
        starts = tuple(condition(policy, applies) for applies in (stage.direct_entry, *tracks) if applies)
        notes += [f"A complaint starts here where {where}." for where in starts]
        boxes = tuple(self._box(stage, step) for step in stage.steps)
        return Block(stage.id, stage.title, tuple(notes), boxes, starts)

    def _box(self, stage: Stage, step: Step) -> Box:
        following = self._next_place(stage, step)
        ways = [*self._choices(stage, step), *self._by_itself(stage, step), *self._doors(stage, step)]
        alone = self._alone(stage, step)
        onward: Actor | None = "us" if alone and alone.place == following else None
        leads_on = following and not onward  # the last step of all has nothing below it
        down = [way for way in ways if way.target and way.target.place == following][-1:] if leads_on else []
        ways = [way for way in ways if way not in down] + [replace(way, target=None) for way in down]
        return Box(
            name=f"{stage.id}.{step.id}",
            actor=_actor(step),
            title=step.title,
            limit=wording.limit(self.policy, self.calendar, stage, step),
            details=tuple(self._details(stage, step)),
            ways=tuple(ways),
            target=None if onward else alone,
            onward=down[0].actor if down else onward,
        )

    def _next_place(self, stage: Stage, step: Step) -> str:
        at = self.steps.index((stage, step)) + 1
        return f"{self.steps[at][0].id}.{self.steps[at][1].id}" if at < len(self.steps) else ""

    def _alone(self, stage: Stage, step: Step) -> Target | None:
        """Where a step leads that can be done in one way only."""
        return self._target(stage, step, step.choices[0].to) if _is_plain(step) else None

    def _target(self, stage: Stage, step: Step, to: str) -> Target:
        place = self.policy.resolve(stage, step, to)
        words = wording.goes(self.policy, stage, step, to)
        return Target(words, "onward" if self.policy.step_at(place) else "end", place=place)

    def _choices(self, stage: Stage, step: Step) -> Iterator[Way]:
        for id in step.through:
            door = self.policy.doors[id]
            words = f"Where {condition(self.policy, door.applies)}" if door.applies else door.title
            yield Way("outside", words, self._body(door))
        for choice in () if step.through or _is_plain(step) else step.choices:
            target = self._target(stage, step, choice.to)
            yield Way(_actor(step), wording.choice(self.policy, choice), target)

    def _by_itself(self, stage: Stage, step: Step) -> Iterator[Way]:
        """What happens when time runs out."""
        runs_out = "If we hear nothing from you in time" if step.is_complainants else "If we miss that date"
        for number, missed in enumerate(step.missed):
            others = ", and nothing above holds" if number else ""
            only = f" (where {condition(self.policy, missed.applies)})" if missed.applies else others
            if missed.to:
                yield Way("itself", runs_out + only, self._target(stage, step, missed.to))
            elif said := wording.sent(missed):
                yield Way("itself", runs_out + only, Target(said, "letter"))
        if step.is_complainants and step.clock and not any(missed.to for missed in step.missed):
            yield Way("itself", runs_out, Target("Your complaint stays open", "end"))

    def _doors(self, stage: Stage, step: Step) -> Iterator[Way]:
        """The outside bodies to which the way is open once the step was done."""
        events = {choice.event for choice in step.choices}
        for door in self._free_doors():
            for opening in door.opens:
                if opening.start.name in events and opening.start.stage in ("", stage.id):
                    later = f"{opening.after} after this" if opening.after else "After this"
                    may = "you may turn to" if door.who in (COMPLAINANT, ANYONE) else "it may also go to"
                    yield Way("outside", f"{later} {may} an outside body", self._body(door))

    def _body(self, door: Door) -> Target:
        return Target(self.policy.bodies[door.to].title, "outside", self.letters[door.id], door.id)

    def _details(self, stage: Stage, step: Step) -> Iterator[Note]:
        name = f"{stage.id}.{step.id}"
        if said := wording.who(self.policy, stage, step):
            yield Note(said)
        if step.target:
            yield Note(f"We aim for {step.target}.", f"{name}.target")
        for departure in self.policy.departures:
            if departure.is_of(stage.id, step.id):
                yield Note(wording.for_a_time(departure), f"{name}.departure")
        for number, extension in enumerate(step.extensions):
            otherwise = "Otherwise: " if number and not extension.applies else ""
            yield Note(otherwise + wording.more_time(self.policy, extension), f"{name}.extension")
        if step.also_meets:
            before = listed(stage.step(id).title for id in step.also_meets)
            yield Note(f"This may also come first, in place of: {before}.")
        if step.is_complainants and step.clock and step.missed:
            yield Note(wording.late(step))


def _actor(step: Step) -> Actor:
    return "you" if step.is_complainants else "us"


def _is_plain(step: Step) -> bool:
    """Whether the step is done in one way only, by the organisation itself."""
    return len(step.choices) == 1 and not step.is_complainants and not step.through
