"""Checks on limits: are they there, is it said what follows when they run out, do extensions give more time?

Finds faults only; each row of the table says what a fault of its kind is called.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from putright.policy.clock_search import Promise, Promised, compared
from putright.policy.model import Clock, Extension, Limit, Missed, Policy, Term
from putright.policy.sense.fault import Fault
from putright.policy.sense.ground import Ground
from putright.policy.sense.mentions import Path, in_list, steps, terms
from putright.working_days import Duration, in_full

_IN_SMALLEST = {
    "working days": ("working days", 1),
    "days": ("days", 1),
    "weeks": ("days", 7),
    "months": ("months", 1),
    "years": ("months", 12),
    "hours": ("hours", 1),
}

_A_YEAR = 366
"""Days on which a target is held to a limit of another unit: every day of the year has its turn."""


def responses_without_limit(ground: Ground) -> Iterator[Fault]:
    for stage, step, path in steps(ground.policy):
        if step.kind == "response" and step.clock is None:
            what = f"{stage.title}: nobody is told by when an answer comes"
            yield Fault(
                ground.key_place(path), what, "add within and from, such as within: 10 working days and from: received"
            )


def windows_and_silence(ground: Ground) -> Iterator[Fault]:
    """Silence and lateness are said of the complainant's windows, and of nothing else."""
    for _, step, path in steps(ground.policy):
        subject = ground.subject(path)
        if not step.is_complainants:
            for key, instead in (("silence", "write if_missed"), ("late", "remove it")):
                if ground.is_written((*path, key)):
                    what = f"{subject} is not the complainant's, so it cannot have {key}"
                    yield Fault(ground.key_place((*path, key)), what, f"{instead}; or write who: complainant")
            continue
        if ground.is_written((*path, "if_missed")):
            what = f"{subject} is the complainant's, so it cannot have if_missed"
            yield Fault(ground.key_place((*path, "if_missed")), what, "say what silence means, with silence")
        elif step.clock and not step.missed:
            what = f"{subject} has a time limit, and does not say what it means when the complainant lets it run out"
            yield Fault(ground.key_place(path), what, "add silence: stays open, or silence: {to: closed}")
        if step.clock is None and any(way.to or way.letter for way in step.missed):
            what = f"{subject} has no time limit, so silence can never set in"
            yield Fault(ground.key_place((*path, "silence")), what, "add within and from, or write silence: stays open")
        if step.clock is None and ground.is_written((*path, "late")):
            what = f"{subject} has no time limit, so nothing can be late"
            yield Fault(ground.key_place((*path, "late")), what, "add within and from, or remove late")


def extensions_that_give_nothing(ground: Ground) -> Iterator[Fault]:
    for _, step, path in steps(ground.policy):
        for extension in step.extensions:
            at = in_list((*path, "extension"), extension.position)
            said = _wrong_extension(extension, step.clock)
            if said:
                what, mend, key = said
                yield Fault(ground.place((*at, key)), f"{ground.subject(at)} {what}", mend)


def _wrong_extension(extension: Extension, clock: Clock | None) -> tuple[str, str, str] | None:
    """What is wrong, how to mend it, and the key it is written under."""
    if clock is None:
        return "stands on a step without a time limit", "add within and from, or remove extension", "by"
    if extension.by and extension.by.number == 0:
        return f"adds {extension.by}, which is no more time", "write how much is added", "by"
    if extension.counts_from == "today" and extension.by is None:
        key = "total" if extension.total else "open_ended"
        return f"counts from today, and has {key} instead of by", "write by, or remove counts_from", "counts_from"
    if extension.counts_from == "today" and (extension.by or Duration(0, "days")).unit == "hours":
        return "counts hours from a day", "write by in days, or remove counts_from", "counts_from"
    if extension.total is None:
        return None
    limits = [duration for term in clock.terms for duration in term.limit.durations()]
    other = next((limit for limit in limits if _unit(limit) != _unit(extension.total)), None)
    if other:
        what = f"has a total of {extension.total}, which cannot be compared with the limit of {other}"
        return what, f"write the total in {other.unit}", "total"
    if not limits:
        return None
    longest = max(limits, key=_length)
    if _length(extension.total) < _length(longest) or _length(extension.total) <= min(map(_length, limits)):
        what = f"has a total of {extension.total}, which is no longer than the limit of {longest}"
        return what, f"write a total of more than {longest}", "total"
    return None


def _unit(duration: Duration) -> str:
    return _IN_SMALLEST[duration.unit][0]


def _length(duration: Duration) -> int:
    return duration.number * _IN_SMALLEST[duration.unit][1]


def targets_beyond(ground: Ground) -> Iterator[Fault]:
    """Targets that are no shorter than the limit; of other units than it, that can end no sooner."""
    for _, step, path in steps(ground.policy):
        if step.target is None or step.clock is None:
            continue
        at = (*path, "target")
        limits = ((term, duration) for term in step.clock.terms for duration in term.limit.durations())
        told = next((said for term, limit in limits if (said := _wrong_target(ground, term, step.target, limit))), None)
        if told:
            what, mend = told
            yield Fault(ground.place(at), f"{ground.subject(at)} of {step.target} {what}", mend)


def _wrong_target(ground: Ground, term: Term, target: Duration, limit: Duration) -> tuple[str, str] | None:
    """What is wrong with a target below this limit, and how to mend it."""
    if _unit(limit) == _unit(target):
        no_shorter = _length(target) >= _length(limit)
        return (f"is no shorter than the limit of {limit}", f"write a target below {limit}") if no_shorter else None
    if "hours" in (_unit(limit), _unit(target)) or ground.calendar is None:
        return f"cannot be compared with the limit of {limit}", f"write the target in {limit.unit}"
    first = max(ground.policy.in_force_from, ground.calendar.known_from)
    aim, due = (Promised((Promise(term.start.name, within, term.counting),)) for within in (target, limit))
    found = compared(aim, due, (), ground.calendar, first, first + timedelta(days=_A_YEAR))
    if found.first_later:
        (start,) = found.first_later.days.values()
        when = f"where the clock starts on {in_full(start)}"
        return f"ends after the limit of {limit} {when}", f"write a shorter target, or write it in {limit.unit}"
    if not found.earlier:
        return f"is no shorter than the limit of {limit}", f"write a target below {limit}"
    return None


def departures_astray(ground: Ground) -> Iterator[Fault]:
    """Departures that end before they begin, overlap, or change a limit that is not there."""
    departures = ground.policy.departures
    for number, one in enumerate(departures):
        at: Path = ("departures", number)
        if one.until < one.since:
            what = f"{ground.subject(at)} ends on {in_full(one.until)}, before it begins on {in_full(one.since)}"
            yield Fault(ground.place((*at, "until")), what, "write a later day")
        for before in departures[:number]:
            if before.step == one.step and before.since <= one.until and one.since <= before.until:
                what = f"{ground.subject(at)} overlaps another one for {one.step}, until {in_full(before.until)}"
                yield Fault(ground.place((*at, "from")), what, "let it begin when the other one has ended")
                break
        named = [step for stage, step, _ in steps(ground.policy) if one.is_of(stage.id, step.id)]
        if named and all(step.clock is None for step in named):
            what = f"{ground.subject(at)} names {one.step}, which has no time limit to depart from"
            yield Fault(ground.place((*at, "step")), what, "name a step with a limit, or remove it")


def hours_from_a_date(ground: Ground) -> Iterator[Fault]:
    for timed in terms(ground.policy):
        term = timed.term
        if _in_hours(term.limit) and (ground.has_only_a_date(term.start) or term.deemed_received):
            why = "counts as received on a day" if term.deemed_received else "may be known by its day alone"
            what = f"{ground.subject(timed.path)} counts hours from {term.start}, which {why}"
            yield Fault(
                ground.place((*timed.path, "from")), what, "write the limit in days, or count from another event"
            )
    for door in ground.policy.doors.values():
        for number, opening in enumerate(door.opens):
            if opening.after and opening.after.unit == "hours" and ground.has_only_a_date(opening.start):
                at: Path = ("doors", door.id, "opens", number)
                what = f"{ground.subject(at)} counts hours from {opening.start}, which may be known by its day alone"
                yield Fault(ground.place((*at, "after")), what, "write after in days, or count from another event")
    for at, duration, why in _from_a_day(ground.policy):
        if duration.unit == "hours":
            yield Fault(
                ground.place(at), f"{ground.subject(at)} says {duration}, and {why}", "write it in days or longer"
            )


def _from_a_day(policy: Policy) -> Iterator[tuple[Path, Duration, str]]:
    """The durations that are always counted from a day, or laid beside days: where, how long, and why."""
    for exclusion in policy.exclusions.values():
        if exclusion.older_than:
            yield (
                ("exclusions", exclusion.id, "older_than"),
                exclusion.older_than,
                "of what happened only the day is known",
            )
    if policy.told.behaviour.longest:
        yield ("behaviour", "longest"), policy.told.behaviour.longest, "a restriction is reviewed on a day"
    for duty in policy.duties.values():
        yield from _paid(duty.missed, ("duties", duty.id, "if_missed"))
    for stage, step, path in steps(policy):
        yield from _paid(step.missed, (*path, "if_missed"))
        limits = [duration for term in (step.clock.terms if step.clock else ()) for duration in term.limit.durations()]
        for extension in step.extensions:
            if extension.by and limits and all(limit.unit != "hours" for limit in limits):
                at = in_list((*path, "extension"), extension.position)
                yield (*at, "by"), extension.by, f"{stage.title}, {step.title} is due on a day"


def _paid(missed: tuple[Missed, ...], path: Path) -> Iterator[tuple[Path, Duration, str]]:
    for way in missed:
        if way.pays:
            at = (*in_list(path, way.position), "pays", "within")
            yield at, way.pays.within, "it counts from the day on which time ran out"


def _in_hours(limit: Limit) -> bool:
    return any(duration.unit == "hours" for duration in limit.durations())
