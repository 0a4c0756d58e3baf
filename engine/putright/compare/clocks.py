"""Clocks: when something falls due under the old policy and under the new, counted on every day of a year.

Reads the two policies as values. What cannot be counted, because it hangs on what nobody knows beforehand, it says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product
from typing import Final, Literal, TypeAlias

from putright.compare.parts import Part
from putright.policy.clock_search import Between, Comparison, Instance, Promise, Promised, compared
from putright.policy.model import ENTERED, Clock, EventRef, Policy, Stage, Step, Term
from putright.working_days import Calendar, in_full

Turn: TypeAlias = Literal["later", "earlier", "mixed", "same", "unknown"]

DAYS: Final = 365
SPARE: Final = 200
"""Days kept free before a calendar ends, so that what begins near it still has its date."""

MOST_CASES: Final = 60


@dataclass(frozen=True, slots=True)
class Compared:
    """How a clock compares with the one before it, and the search that says so; none where it cannot be counted."""

    turn: Turn
    search: Comparison | None = None
    first: date | None = None
    last: date | None = None

    def in_words(self, named: Callable[[str], str]) -> str:
        """The dates that show it, with what each event is called; empty where there are none."""
        if self.search is None or self.first is None or self.last is None or self.turn in ("same", "unknown"):
            return ""
        found = self.search
        counts = [
            f"{word} on {number} of the {found.looked} start days" if number else f"never {word}"
            for word, number in (("later", found.later), ("earlier", found.earlier))
        ]
        span = f"from {in_full(self.first)} to {in_full(self.last)}"
        told = f"{', '.join(sorted(counts, key=lambda count: count.startswith('never')))}, looked at {span}"
        shown = [found.worst, found.best] if self.turn == "mixed" else [found.worst or found.best]
        most = "; ".join(_case(one, named) for one in shown if one)
        return f"{told[:1].upper()}{told[1:]}. The widest: {most}"


def _case(one: Instance, named: Callable[[str], str]) -> str:
    begun = ", ".join(f"{named(name)} on {in_full(day)}" for name, day in one.days.items())
    return f"{begun}, due {in_full(one.ours)} instead of {in_full(one.theirs)}"


class Clocks:
    """The clocks of two policies, and a year of days on which they are compared."""

    def __init__(self, old: Policy, new: Policy, calendar: Calendar, renamed: Mapping[str, str]) -> None:
        self.old, self.new, self.calendar, self.renamed = old, new, calendar, renamed
        latest = date.fromordinal(calendar.known_until.toordinal()) - timedelta(days=DAYS + SPARE)
        earliest = date.fromordinal(calendar.known_from.toordinal())
        self.kept: dict[tuple[Promised, Promised, tuple[Between, ...]], Compared] = {}
        self.first = max(min(new.in_force_from, latest), earliest)
        self.last = self.first + timedelta(days=DAYS - 1)

    def compared(self, old: Clock, new: Clock, old_stage: str, new_stage: str) -> Compared:
        """How the new clock compares with the old one, whatever facts its limits depend on."""
        if len(old.terms) == len(new.terms) > 1 and old.choose == new.choose:
            return self._term_by_term(old, new, old_stage, new_stage)
        results = []
        for theirs, ours in self._cases(old, new, old_stage, new_stage):
            if theirs is None or ours is None:
                return Compared("unknown")
            results.append(self._search(ours, theirs, new_stage))
        return _joined(results)

    def _term_by_term(self, old: Clock, new: Clock, old_stage: str, new_stage: str) -> Compared:
        """Of several terms, each against its own: if none is later, neither is the later nor the earlier of them."""
        pairs = zip(old.terms, new.terms, strict=True)
        return _joined([self.compared(Clock((one,)), Clock((two,)), old_stage, new_stage) for one, two in pairs])

    def _cases(
        self, old: Clock, new: Clock, old_stage: str, new_stage: str
    ) -> Iterator[tuple[Promised | None, Promised | None]]:
        """The two promises for every value of the facts that they depend on."""
        values: dict[str, dict[str, None]] = {}
        for term in (*old.terms, *new.terms):
            fact = self.renamed.get(term.limit.fact, term.limit.fact)
            if fact:
                values.setdefault(fact, {"": None}).update(dict.fromkeys(term.limit.table))
        for number, combined in enumerate(product(*values.values())):
            known = dict(zip(values, combined, strict=True))
            if number == MOST_CASES:
                yield None, None
                return
            theirs = self._promised(old, self.renamed.get(old_stage, old_stage), known, is_old=True)
            ours = self._promised(new, new_stage, known, is_old=False)
            if theirs is None and ours is None and "" in combined:
                continue  # with nothing known neither policy says how long
            yield theirs, ours

    def _promised(
        self, clock: Clock, stage: str, known: Mapping[str, str], *, is_old: bool, here: str = ""
    ) -> Promised | None:
        promises = []
        for term in clock.terms:
            fact = self.renamed.get(term.limit.fact, term.limit.fact)
            within = None if term.limit.is_agreed else term.limit.of(known.get(fact, ""))
            if within is None:
                return None
            promises.append(Promise.of(term, within, self._start(term, stage, here or stage, is_old=is_old)))
        return Promised(tuple(promises), clock.choose)

    def _start(self, term: Term, stage: str, here: str, *, is_old: bool) -> str:
        renamed = self.renamed if is_old else {}
        name, written = term.start.name, term.start.stage
        own = written or (stage if stage != here and self._is_own(name, stage) else "")
        return self._event(renamed.get(name, name), renamed.get(own, own), here)

    def _is_own(self, name: str, stage: str) -> bool:
        """Whether an event is one of a stage's own, and not one that every stage shares."""
        at = next((one for one in self.new.stages if one.id == stage), None)
        return at is not None and (name == ENTERED or any(name in _events(step) for step in at.steps))

    def _event(self, name: str, stage: str, here: str) -> str:
        """What the search calls an event, as it is written at a stage: another stage's with that stage's name."""
        return name if stage in ("", here) else f"{stage}.{name}"

    def _search(self, ours: Promised, theirs: Promised, stage: str) -> Compared:
        between: tuple[Between, ...] = ()
        if ours.starts != theirs.starts:
            between = tuple(self._between(ours.starts | theirs.starts, stage))
        key = (ours, theirs, between)
        if key not in self.kept:
            self.kept[key] = self._counted(*key)
        return self.kept[key]

    def _counted(self, ours: Promised, theirs: Promised, between: tuple[Between, ...]) -> Compared:
        try:
            found = compared(ours, theirs, between, self.calendar, self.first, self.last)
        except ValueError:
            return Compared("unknown")
        if not found.looked:
            return Compared("unknown")
        turn: Turn = "mixed" if found.later and found.earlier else "later" if found.later else "earlier"
        return Compared("same" if found.is_same else turn, found, self.first, self.last)

    def _between(self, starts: frozenset[str], stage: str) -> Iterator[Between]:
        """How one of the events follows from the other: a step of the stage that is due from it."""
        for at in self.new.stages:
            for step in at.steps:
                if step.clock is None or len(step.clock.terms) != 1:
                    continue
                events = {self._event(name, at.id, stage) for name in _events(step)} & starts
                by = self._promised(step.clock, at.id, {}, is_old=False, here=stage)
                if by and by.starts <= starts and events:
                    yield from (Between(event, next(iter(by.starts)), by) for event in events - by.starts)


def _events(step: Step) -> tuple[str, ...]:
    return tuple(choice.event for choice in step.choices)


def _joined(results: list[Compared]) -> Compared:
    """Several searches as one answer: where any cannot be counted, the whole cannot."""
    turns = {result.turn for result in results}
    if not results or "unknown" in turns:
        return Compared("unknown")
    told = [result for result in results if result.search]
    if not told:
        return Compared("same")
    worst = max(told, key=_later_by)
    if "mixed" in turns or {"later", "earlier"} <= turns:
        return replace(worst, turn="mixed")
    if "later" in turns:
        return replace(worst, turn="later")
    if "earlier" in turns:
        best = min(told, key=lambda one: one.search.best.later_by if one.search and one.search.best else 0)
        return replace(best, turn="earlier")
    return replace(worst, turn="same")


def _later_by(one: Compared) -> int:
    return one.search.worst.later_by if one.search and one.search.worst else 0


def widest(one: Compared) -> int:
    """The most days by which the two dates differ."""
    found = [case for case in (one.search.worst, one.search.best) if case] if one.search else []
    return max((abs(case.later_by) for case in found), default=0)


def clock_of(policy: Policy, part: Part) -> tuple[Clock | None, Stage | None]:
    """The clock of the part of a policy, and the stage it stands at."""
    above = part.above
    if part.owner == "step" and above:
        stage = policy.stage(above.name)
        return stage.step(part.name).clock, stage
    if part.owner == "duty":
        return policy.duties[part.name].clock, None
    if part.owner == "closing" and above:
        return policy.doors[above.name].closes, None
    return None, None


def starts_of(clock: Clock) -> tuple[EventRef, ...]:
    """The events that a clock counts from."""
    return tuple(term.start for term in clock.terms)


def calendar_turn(old: Calendar, new: Calendar, first: date, last: date) -> tuple[int, int]:
    """The number of days of a time that only the new calendar has off, and that only the old one had."""
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    known = [day for day in days if all(one.known_from <= day <= one.known_until for one in (old, new))]
    off = sum(old.works(day) and not new.works(day) for day in known)
    return off, sum(new.works(day) and not old.works(day) for day in known)
