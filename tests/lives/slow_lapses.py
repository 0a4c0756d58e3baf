"""What happens by itself next in a case, worked out slowly: time that runs out with what is paid for it, pauses that end.

Shares nothing with the engine.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from lives.slow_days import DAY, Found, Tree, count, local
from lives.slow_still import ending_pauses, midnight
from lives.slow_terms import awaited, listed

if TYPE_CHECKING:
    from lives.slow_dates import SlowCase


class Lapse(NamedTuple):
    """What happens by itself: when it is recorded, when it happens, of what, and the public facts that it brings."""

    recorded: datetime
    at: datetime
    kind: str
    facts: tuple[tuple[str, str], ...]


def lapses(case: SlowCase, running: dict[str, Found]) -> list[Lapse]:
    """Everything that will happen by itself, the next first; once the case has ended, nothing does."""
    if case.has_ended:
        return []
    return sorted([*_pauses(case), *_running_out(case, running)], key=lambda lapse: lapse[:2])


def _pauses(case: SlowCase) -> Iterator[Lapse]:
    for id, over in ending_pauses(case):
        yield Lapse(max(over, case.now), over, "pause-ended", (("pause", id),))


def _running_out(case: SlowCase, running: dict[str, Found]) -> Iterator[Lapse]:
    for name, ways in _lapsing(case):
        if name not in running or any(_fired(e.data, name, running[name][0]) for e in case.events):
            continue
        on, at = running[name]
        moment = max(at or midnight(on + DAY), case.now)
        facts = {"missed": name, "due.before": on.isoformat()}
        way: Tree = next((way for way in ways if case.meant(way)), {})
        if "pays" in way:
            facts |= _paid(case, way["pays"], on, at, moment)
        yield Lapse(moment, moment, "missed", tuple(facts.items()))


def _lapsing(case: SlowCase) -> Iterator[tuple[str, list[Tree]]]:
    """The steps ahead and the duties of which it makes an event that their time runs out, and what that brings."""
    waited_for = awaited(case.policy)
    for name, stage, step, terms in case.steps_ahead():
        written = [way for key in ("if_missed", "silence") for way in listed(terms.get(key))]
        ways = [{} if way == "stays open" else way for way in written]
        if (ways or f"{step}-missed" in waited_for) and not case.stands_still(stage, step):
            yield name, ways
    for id, terms in case.policy.get("duties", {}).items():
        ways = listed(terms.get("if_missed"))
        if ways or "stops" in terms or f"{id}-missed" in waited_for:
            yield id, ways


def _fired(facts: dict[str, str], name: str, on: date) -> bool:
    return facts.get("missed") == name and facts["due.before"] >= on.isoformat()


def _paid(case: SlowCase, pays: Tree, on: date, at: datetime | None, moment: datetime) -> dict[str, str]:
    """A sum that is owed so long after the day on which time ran out, or on which that came to light."""
    ran_out = moment <= (at or midnight(on + DAY))
    start = on if ran_out else local(moment)
    by = count(start, pays["within"], case.policy["counting"], case.days)[0]
    kind = pays.get("kind", "payment")
    return {"remedy.1.sum": pays["sum"], "remedy.1.kind": kind, "remedy.1.by": by.isoformat()}
