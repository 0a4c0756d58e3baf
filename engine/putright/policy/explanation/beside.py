"""What stands beside the stages in words: duties, doors, exclusions, actions.

Says what the policy says and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.policy.explanation.voice import Voice, item, sentence
from putright.policy.model import ANYONE, ENDS, Action, Body, Door, Duty, Exclusion, Opening, Pause
from putright.policy.moves import BUILT_IN_ACTIONS
from putright.policy.phrases import (
    ENDINGS,
    condition,
    event,
    how_often,
    listed,
    needed,
    time_allowed,
    with_a,
    with_article,
)
from putright.working_days import in_full


class BesideTeller(Voice):
    """Tells what one policy says beside its stages."""

    def duties(self) -> Iterator[str]:
        if self.policy.duties:
            yield "## What we owe beside the stages"
            yield ""
            yield from (item(self._duty(duty)) for duty in self.policy.duties.values())
            yield ""

    def _duty(self, duty: Duty) -> str:
        when = (how_often if duty.repeats else time_allowed)(self.policy, self.calendar, duty.clock)
        said = [f"{duty.title}: {when}.", f"This is for {self.role(duty.who)}."]
        if duty.applies:
            said.append(f"Only where {condition(self.policy, duty.applies)}.")
        if duty.asked_by:
            said.append(f"It is owed only once it was asked for: {self.role(duty.asked_by)} may ask for it.")
        if duty.declined_by:
            said.append(f"{sentence(self.role(duty.declined_by), end='')} may decline it.")
        if duty.stops:
            stopped = listed(self._steps_called(duty.stops))
            said.append(f"Until it is done, or its time has run out, the time stands still for: {stopped}.")
        if duty.met_by:
            said.append(f"It is met by {self.events(duty.met_by)}.")
        if duty.until:
            said.append(f"It ends with {self.events(duty.until)}.")
        if duty.holds_up:
            said.append(f"It holds up: {listed(self._steps_called(duty.holds_up))}.")
        for way in duty.missed:
            missed = f"If it is missed{f' and {condition(self.policy, way.applies)}' if way.applies else ''}"
            if way.letter:
                said.append(f"{missed}, we write: {self.letter(way.letter)}.")
            if way.to:
                said.append(f"{missed}, {self._goes(way.to)}.")
            if way.tells:
                said.append(f"{missed}, we tell {listed(self.role(role) for role in way.tells)} inside.")
            if way.pays:
                said.append(f"{missed}, {self.paid(way)}.")
        return " ".join([*said, *self.needs_and_letter(duty.needs, duty.letter)])

    def _steps_called(self, names: tuple[str, ...]) -> list[str]:
        """The titles of steps that are named by id, or by stage and id."""
        every = [(stage, step) for stage in self.policy.stages for step in stage.steps]
        found = [step.title for stage, step in every if {step.id, f"{stage.id}.{step.id}"} & set(names)]
        return list(dict.fromkeys(found))

    def _goes(self, to: str) -> str:
        """Where a duty that was missed, or an action, takes a case; neither hangs on a step."""
        if to in ENDS:
            return ENDINGS[to]
        stage, _, step = to.partition(".")
        there = self.policy.stage(stage)
        return (
            f'the case goes to {there.title}, to "{there.step(step).title}"'
            if step
            else f"the case goes to {there.title}"
        )

    def staff(self) -> Iterator[str]:
        terms = self.policy.staff
        if terms or self.policy.handler_throughout:
            yield "## Who deals with a complaint"
            yield ""
        if self.policy.handler_throughout:
            yield item("One person deals with it throughout. To give it to somebody else needs a reason.")
        if terms and terms.told_within:
            yield item(f"Whoever is complained about is told within {terms.told_within}.")
        if terms and terms.heard:
            yield item("Whoever is complained about is heard before the answer is given.")
        if terms or self.policy.handler_throughout:
            yield ""

    def representatives(self) -> Iterator[str]:
        """Who may act for the complainant."""
        terms = self.policy.representatives
        if terms is None:
            return
        yield f"## Who may act for the {self.one}"
        yield ""
        kinds = [with_a(kind.replace("-", " ")) for kind in terms.who]
        may = sentence(listed(kinds, "or"), end="") if kinds else "Anybody"
        yield item(f"{may} may act for the {self.one}.")
        if terms.needs:
            yield item(f"Before they do we need {needed(self.policy, terms.needs)}.")
        if terms.unless:
            yield item(f"None of this is asked where {condition(self.policy, terms.unless)}.")
        yield ""

    def doors(self) -> Iterator[str]:
        if self.policy.doors:
            yield "## Where else to turn"
            yield ""
            yield from (item(self._door(door)) for door in self.policy.doors.values())
            yield ""

    def _door(self, door: Door) -> str:
        body = self.policy.bodies[door.to]
        who = sentence(self.role(door.who), end="")
        opens = listed(map(self._opening, door.opens), "or") if door.opens else "at any time"
        said = [f"{who} may go to {with_article(body.title)} {opens}."]
        if door.via:
            said.append(f"They go there through {door.via}.")
        if door.closes:
            said.append(f"It must be done {time_allowed(self.policy, self.calendar, door.closes)}.")
        if door.applies:
            said.append(f"Only where {condition(self.policy, door.applies)}.")
        if door.tells:
            said.append(self.told(door.tells))
        if body.closed_on:
            after = self.policy.bodies.get(body.successor)
            closed = f"It closed on {in_full(body.closed_on)}"
            said.append(f"{closed}; its work went to {with_article(after.title)}." if after else f"{closed}.")
        if body.about:
            said.append(body.about)
        return " ".join([*said, *_reach(body)])

    def _opening(self, opening: Opening) -> str:
        start = event(self.policy, opening.start)
        unless = self.events(tuple(map(str, opening.unless))) if opening.unless else ""
        before = f", unless {unless} comes first" if unless else ""
        return f"{opening.after} after {start}{before}" if opening.after else f"after {start}"

    def pauses(self) -> Iterator[str]:
        if self.policy.pauses:
            yield "## When the clock stands still"
            yield ""
            yield from (item(self._pause(pause)) for pause in self.policy.pauses.values())
            yield ""

    def _pause(self, pause: Pause) -> str:
        bodies = self.policy.bodies
        whom = with_article(bodies[pause.waits_for].title) if pause.waits_for in bodies else self.role(pause.waits_for)
        titles = [step.title for stage in self.policy.stages for step in stage.steps if step.id in pause.stops]
        what = f" It stops the time for: {listed(dict.fromkeys(titles), 'and')}." if titles else ""
        until = f" It ends with {self.events(pause.until)}, or when we say so." if pause.until else ""
        begins = f" It begins by itself with {self.events(pause.begins)}, or when we say so." if pause.begins else ""
        most = f" It lasts {pause.at_most} at most; then the clock runs again by itself." if pause.at_most else ""
        rest = " ".join(self.needs_and_letter(pause.needs, pause.letter))
        return f"{pause.title}. We wait for {whom}.{what}{begins}{until}{most} {rest}".strip()

    def exclusions(self) -> Iterator[str]:
        if self.policy.exclusions:
            yield "## What we may not take on"
            yield ""
            yield from (item(self._exclusion(exclusion)) for exclusion in self.policy.exclusions.values())
            yield ""

    def _exclusion(self, exclusion: Exclusion) -> str:
        start = {
            "happened": "it happened",
            "aware": f"the {self.one} became aware of it",
            "later-of-both": f"the later of two days: when it happened, and when the {self.one} became aware of it",
        }[exclusion.counted_from]
        said = [f"{exclusion.title}."]
        if exclusion.older_than:
            said.append(f"This is so when it was received more than {exclusion.older_than} after {start}.")
        said.append(exclusion.explanation)
        said.append("" if exclusion.discretion else "We can make no exception.")
        if exclusion.unless:
            said.append(f"It is no reason where {condition(self.policy, exclusion.unless)}.")
        if exclusion.instead:
            said.append(self._instead(self.policy.bodies[exclusion.instead]))
        if exclusion.challenge:
            body = self.policy.bodies[self.policy.doors[exclusion.challenge].to]
            said.append(f"Whoever is refused for this may take that to {with_article(body.title)}.")
        said.append(self.our_letter(exclusion.letter) if exclusion.letter else "")
        return " ".join(part for part in said if part)

    def _instead(self, body: Body) -> str:
        return " ".join((sentence(f"{with_article(body.title)} can deal with it instead"), *_reach(body)))

    def actions(self) -> Iterator[str]:
        own = [action for action in self.policy.actions.values() if action.id not in {"receive", *BUILT_IN_ACTIONS}]
        if own:
            yield "## What can be done beside the steps"
            yield ""
            for action in own:
                yield item(
                    " ".join((*self._action(action), *self.needs_and_letter(action.needs, action.letter, action.tells)))
                )
            yield ""

    def _action(self, action: Action) -> Iterator[str]:
        """What an action is, who does it when, and where it takes the case."""
        goes = f": {self._goes(action.to)}" if action.to else ""
        body = f", to {with_article(self.policy.bodies[action.body].title)}" if action.body and goes else ""
        yield f"{action.title}{goes}{body}."
        if action.body and not goes:
            yield f"This is about {with_article(self.policy.bodies[action.body].title)}."
        if action.who != ANYONE:
            yield f"This is for {self.role(action.who)}."
        if action.at:
            yield f"Only at {listed((self._place_called(place) for place in action.at), 'or')}."
        if action.applies:
            yield f"Only where {condition(self.policy, action.applies)}."

    def _place_called(self, place: str) -> str:
        """A stage, or a step of one, by its title."""
        stage, _, step = place.partition(".")
        found = self.policy.stage(stage)
        return f'{found.title}, "{found.step(step).title}"' if step else found.title


def _reach(body: Body) -> Iterator[str]:
    """How to reach a body."""
    reach = [part for part in (body.telephone, body.email, body.website) if part]
    if reach:
        yield f"Reach it here: {', '.join(reach)}."
