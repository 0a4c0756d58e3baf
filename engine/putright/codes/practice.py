"""Practice: what a case shows of a clause, apart from what its policy says.

Pure; which cases there are is known elsewhere. Only what a case can show is looked at: dates, people, letters, fields.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final, TypeAlias

from putright.case.case import Case
from putright.case.events import Event
from putright.case.moments import local_day
from putright.codes.model import Clause, Code
from putright.codes.questions.clocks import PLAIN
from putright.codes.questions.rounds import Round, way_of, ways
from putright.codes.verdicts import Finding, Report
from putright.policy.model import Policy, Step
from putright.policy.phrases import listed
from putright.working_days import BeyondCalendar, Calendar, Duration
from putright.working_days.counting import count

MOST_NAMED: Final = 5
"""Cases that are named in a sentence; all of them stand in the data."""

EVENTS: Final[Mapping[str, str]] = {
    "extension": "extended",
    "refusal": "rejected",
    "escalation-refusal": "escalation-refused",
    "restriction": "restricted",
    "closing": "closed",
    "correction": "corrected",
}
"""The kind of event that each moment is, where it is no step."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A case under the policy that governs it, on the day of asking; `code` is the one it is held to."""

    case: Case
    policy: Policy
    calendar: Calendar
    code: Code
    on: date
    clause: str = ""
    """The clause of the code that is asked about."""

    def day(self, event: Event) -> date:
        return local_day(event.happened_at, self.policy.time_zone)

    def rounds(self, stage: int | str) -> Iterator[tuple[Round, tuple[Event, ...]]]:
        """The rounds that the case came to, of those that a clause means, each with what happened there last."""
        way = way_of(self.policy, ways(self.policy), self.case)
        for one in way.at(stage) if way else ():
            if visit := self.case.visit(one.stage.id):
                yield one, visit


Practice: TypeAlias = Callable[[Seen, Mapping[str, Any]], Iterator[bool]]
"""For each time that a case came to what a question asks: whether it was kept to."""


def _deadline(seen: Seen, given: Mapping[str, Any]) -> Iterator[bool]:
    for one, visit in seen.rounds(given["stage"]):
        step = one.step(given["of"])
        begin = _begun(seen, one, visit, given["from"])
        if step is None or begin is None:
            continue
        due = _counted(seen, begin, given["within"])
        more = _allowed_more(seen.code, given)
        if due and more and any(e.kind == "extended" and e.data.get("of") == step.id for e in visit):
            due = _counted(seen, due, more)
        answered = _done(step, visit)
        day = seen.day(answered) if answered else seen.on
        if due and (answered or (day > due and not seen.case.has_ended)):
            yield day <= due


def _extension(seen: Seen, given: Mapping[str, Any]) -> Iterator[bool]:
    for one, visit in seen.rounds(given["stage"]):
        step = one.step(given["of"])
        for event in visit:
            if step is None or event.kind != "extended" or event.data.get("of") != step.id:
                continue
            has_reason = "reason" in event.texts
            after, before = event.data.get("due.after", ""), event.data.get("due.before", "")
            furthest = _counted(seen, date.fromisoformat(before), given["by"]) if before else None
            is_long = bool(after and furthest and date.fromisoformat(after) > furthest)
            is_excused = given.get("beyond") == "good-reason" and has_reason
            yield (has_reason or "reason" not in given.get("needs", ())) and (not is_long or is_excused)


def _somebody_else(seen: Seen, given: Mapping[str, Any]) -> Iterator[bool]:
    others = [_done(one.answer, visit) for one, visit in seen.rounds(given["than"])]
    for one, visit in seen.rounds(given["stage"]):
        mine = _done(one.answer, visit)
        for other in others:
            if mine and other and mine.by and other.by and mine is not other:
                yield mine.by.casefold() != other.by.casefold()


def _letter(seen: Seen, given: Mapping[str, Any]) -> Iterator[bool]:
    """Whether a letter went at all, and without nothing that the clause asks for; that was put on record when it was sent."""
    for event in _moments(seen, given["letter"], given.get("stage", "every")):
        lacks = (lack for letter in event.letters for lack in letter.lacks)
        is_lacking = any(
            (one.code, one.clause) == (seen.code.id, seen.clause) and one.content in given["contains"] for one in lacks
        )
        yield bool(event.letters) and not is_lacking


def _recorded(seen: Seen, given: Mapping[str, Any]) -> Iterator[bool]:
    for event in _moments(seen, given["at"], given.get("stage", "every")):
        held = {*event.data, *event.texts, *seen.case.values}
        yield all(any(name == f or name.startswith(f"{f}.") for name in held) for f in given["fields"])


PRACTICE: Final[Mapping[str, Practice]] = {
    "deadline-at-most": _deadline,
    "extension-at-most": _extension,
    "decided-by-someone-else": _somebody_else,
    "letter-contains": _letter,
    "recorded": _recorded,
}
"""What cases can show, by the question; the others are about the policy alone, or for a person."""

PARTS: Final[Mapping[str, str]] = {
    "deadline-at-most": "when it was done",
    "extension-at-most": "how much more time was taken, and why",
    "decided-by-someone-else": "who decided",
    "letter-contains": "that a letter went, and what was noted that it lacked",
    "recorded": "what was put on record",
}


@dataclass(slots=True)
class Tally:
    """How many cases came to what a clause asks, and which of them did otherwise."""

    looked: int = 0
    otherwise: list[str] = field(default_factory=list)
    parts: dict[str, None] = field(default_factory=dict)
    """What was looked at in them, in words."""

    def __str__(self) -> str:
        if not self.looked:
            return ""
        if not self.otherwise:
            came = f"{self.looked} case{'' if self.looked == 1 else 's'} came to this"
            return f"{came}, and none did otherwise in what a case shows of it: {listed(self.parts)}."
        names = ", ".join(self.otherwise[:MOST_NAMED])
        more = f" and {len(self.otherwise) - MOST_NAMED} more" if len(self.otherwise) > MOST_NAMED else ""
        return f"{len(self.otherwise)} of {self.looked} that came to this did otherwise: {names}{more}."


class Tallies:
    """The tallies of all clauses, one case after the other."""

    def __init__(self, code: Code) -> None:
        self._code = code
        self._of = {clause.id: Tally() for clause in code.clauses}

    def add(self, case: Case, policy: Policy, calendar: Calendar, on: date) -> None:
        seen = Seen(case, policy, calendar, self._code, on)
        for clause in self._code.clauses:
            tally, kept = self._of[clause.id], list(_kept(replace(seen, clause=clause.id), clause))
            if kept:
                tally.looked += 1
                tally.parts |= {PARTS[question]: None for question, _ in kept}
            if not all(is_kept for _, is_kept in kept):
                tally.otherwise.append(case.id)

    def beside(self, report: Report) -> Report:
        """The report with what the cases show beside each finding; no verdict changes."""
        return replace(report, findings=tuple(self._beside(finding) for finding in report.findings))

    def _beside(self, finding: Finding) -> Finding:
        tally = self._of[finding.clause]
        return replace(finding, practice=str(tally), cases=tuple(tally.otherwise))


def _kept(seen: Seen, clause: Clause) -> Iterator[tuple[str, bool]]:
    for ask in clause.asks:
        if look := PRACTICE.get(ask.question):
            yield from ((ask.question, is_kept) for is_kept in look(seen, ask.given))


def _begun(seen: Seen, one: Round, visit: tuple[Event, ...], name: str) -> date | None:
    """The day of the event that starts a code's clock; None where it did not happen."""
    if name == "received":
        return seen.day(seen.case.received)
    if name == "requested":
        return seen.day(visit[0])
    step = one.logging if name == "logged" else one.acknowledgement
    event = _done(step, visit) if step else None
    return seen.day(event) if event else None


def _done(step: Step, visit: tuple[Event, ...]) -> Event | None:
    return next((event for event in visit if event.kind == "done" and event.step == step.id), None)


def _moments(seen: Seen, moment: str, stage: int | str) -> Iterator[Event]:
    if moment == "every":
        yield from (event for event in seen.case.events if event.letters)
        return
    if moment in EVENTS and moment != "extension":
        yield from (event for event in seen.case.events if event.kind == EVENTS[moment])
        return
    for one, visit in seen.rounds(stage):
        if moment == "extension":
            yield from (event for event in visit if event.kind == "extended")
        elif (step := one.step(moment)) and moment in ("acknowledgement", "response"):
            yield from filter(None, [_done(step, visit)])


def _allowed_more(code: Code, given: Mapping[str, Any]) -> Duration | None:
    """How much more time the code allows for the same answer."""
    for clause in code.clauses:
        for ask in clause.asks:
            same = ask.given.get("of") == given["of"] and ask.given.get("stage") in (given["stage"], "every")
            if ask.question == "extension-at-most" and same:
                more: Duration = ask.given["by"]
                return more
    return None


def _counted(seen: Seen, begin: date, within: Duration) -> date | None:
    """The day on which a code's limit ends; None where the calendar does not reach so far."""
    try:
        return date.fromordinal(count(begin, within, PLAIN, seen.calendar).on.toordinal())
    except BeyondCalendar:
        return None
