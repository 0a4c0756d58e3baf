"""Ways out that a letter can tell of: the door that was used, and those that are open or will be.

Pure; it words nothing, and opens no door.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from putright.case.case import Case
from putright.case.doors import was_gone
from putright.case.events import Event
from putright.letters.dates import Dates
from putright.letters.values import Raw
from putright.policy.model import Body, Condition, Door, Policy
from putright.policy.tracks import way_at

OpensOn: TypeAlias = Callable[[Door], date | None]
"""The day a door opened or will open; None while nothing has started it."""


@dataclass(frozen=True, slots=True)
class Doors:
    """The doors of a policy as they stand for one complainant on the day of a letter."""

    policy: Policy
    case: Case
    event: Event
    opens_on: OpensOn
    dates: Dates

    def used(self) -> dict[str, Raw]:
        """The door that the complaint went through with the event; empty where it went through none."""
        door = self.policy.doors.get(self.event.data.get("door", ""))
        if door is None:
            return {}
        body = self._body(door.to)
        return {
            "title": door.title,
            "via": door.via,
            "closes": self.dates.promise(f"door.{door.id}"),
            "body": _contact(body),
        }

    def about(self) -> dict[str, Raw]:
        """The body that the event is about: behind the door, named by the action, or there for what is turned away."""
        policy, data = self.policy, self.event.data
        door, action = policy.doors.get(data.get("door", "")), policy.actions.get(data.get("action", ""))
        exclusion = policy.exclusions.get(data.get("exclusion", ""))
        id = door.to if door else action.body if action else exclusion.instead if exclusion else ""
        return _contact(self._body(id)) if id else {}

    def ahead(self) -> Iterator[dict[str, Raw]]:
        """Ways out that this complainant has, will or may have, each body once; one that has closed is its successor."""
        ways = [door for door in self.policy.doors.values() if self._may_apply(door) and not self._is_replaced(door)]
        ways.sort(key=lambda door: self._has_closed(self.policy.bodies[door.to]))  # a door of its own comes first
        used = self.policy.doors.get(self.event.data.get("door", ""))
        told = {self._body(used.to).id} if used else set()
        for door in ways:
            body = self._body(door.to)
            if body.id in told or self.dates.passed(f"door.{door.id}") or self._is_still_anothers(body):
                continue
            told.add(body.id)
            closes = self.dates.promise(f"door.{door.id}")
            yield {
                **self._opening(door),
                "title": door.title,
                "via": door.via,
                "only_for": self._only_for(door),
                "closes": closes,
                "body": _contact(body),
            }

    def _unknown(self, door: Door) -> Condition:
        """What a door depends on and is not recorded yet."""
        facts = self.policy.facts
        return {id: wanted for id, wanted in door.applies.items() if id in facts and not self.case.value_of(id)}

    def _may_apply(self, door: Door) -> bool:
        """Whether a door is for this complaint, or would be once facts that are not recorded yet are."""
        unknown = self._unknown(door)
        return self.case.meets({id: wanted for id, wanted in door.applies.items() if id not in unknown})

    def _only_for(self, door: Door) -> str:
        """In words: for which facts that are not recorded yet a door is meant."""
        facts = self.policy.facts
        named = (
            facts[id].values.get(value) or f"{facts[id].title}: {value}"
            for id, wanted in self._unknown(door).items()
            for value in wanted
        )
        return "; ".join(named)

    def _opening(self, door: Door) -> dict[str, Raw]:
        opens = self.opens_on(door)
        is_open = opens is not None and opens <= self.dates.today
        stages = way_at(self.policy, self.case.stage, self.case.meets).stages
        waits_for = next((o.start.stage for o in door.opens if o.start.stage in stages), None)
        return {
            "open": is_open,
            "always": not door.opens,
            "opens": None if is_open else opens,
            "stage": stages.index(waits_for) + 1 if waits_for else None,
        }

    def _body(self, id: str) -> Body:
        """The body of that name, or whoever had taken over from it by the day of the letter."""
        body, seen = self.policy.bodies[id], {id}
        while self._has_closed(body) and body.successor in self.policy.bodies and body.successor not in seen:
            body = self.policy.bodies[body.successor]
            seen.add(body.id)
        return body

    def _has_closed(self, body: Body) -> bool:
        return body.closed_on is not None and body.closed_on < self.dates.today

    def _is_replaced(self, door: Door) -> bool:
        """Whether the body behind a door was gone before the complaint came, and its successor has a door of its own."""
        doors = self.policy.doors.values()
        return was_gone(self.policy, self.case, door) and any(other.to == self._body(door.to).id for other in doors)

    def _is_still_anothers(self, body: Body) -> bool:
        """Whether a body is only to take over from one that is still at work."""
        return any(other.successor == body.id and not self._has_closed(other) for other in self.policy.bodies.values())


def _contact(body: Body) -> dict[str, Raw]:
    return {
        "title": body.title,
        "about": body.about,
        "address": "\n".join(body.address),
        "telephone": body.telephone,
        "email": body.email,
        "website": body.website,
    }
