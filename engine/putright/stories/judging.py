"""Judging: what a story expects beside what was seen, and for every difference the reason that the engine has.

A table of expectations, each with the function that looks; it plays nothing and works out no date of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from putright.case.deadlines import Deadline
from putright.case.doors import refuse_door
from putright.case.moments import local_day
from putright.casework import Standing
from putright.casework.post import HELD
from putright.letters import to_text
from putright.policy.model import COMPLAINANT, Policy
from putright.problems import Place, Refused
from putright.stories.model import DueSaid, Said
from putright.stories.playing import Played, Seen
from putright.working_days import in_full
from putright.working_days.words import listed


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that went otherwise than a story says: what was expected, what was found, and the reason for that."""

    id: str
    place: Place
    what: str
    expected: str
    found: str
    why: tuple[str, ...] = ()

    def __str__(self) -> str:
        why = "".join(f"\n        {line}" for line in self.why)
        return (
            f"{self.place}: {self.id} {self.what}\n    expected: {self.expected}\n    found:    {self.found}{why}\n"
            "    mend: correct the story, if it is wrong; else the policy"
        )

    def as_json(self) -> dict[str, object]:
        return {
            "id": self.id,
            "file": self.place.file,
            "line": self.place.line,
            "column": self.place.column,
            "what": self.what,
            "expected": self.expected,
            "found": self.found,
            "why": list(self.why),
        }


def judged(played: Played) -> tuple[Failure, ...]:
    """Everything in which a story did not come true, in its order."""
    found = [failure for seen in played.seen for failure in _judged(seen)]
    if played.unplayed and found:
        rest = f"the {played.unplayed} moments after this one were not played"
        last = found[-1]
        more = rest if played.unplayed > 1 else "the moment after this one was not played"
        found[-1] = Failure(last.id, last.place, last.what, last.expected, last.found, (*last.why, more))
    return tuple(found)


def _judged(seen: Seen) -> Iterator[Failure]:
    yield from _refused(seen)
    if seen.standing:
        for look in LOOKS:
            yield from look(seen, seen.standing)


def _refused(seen: Seen) -> Iterator[Failure]:
    act, refused = seen.moment.action, seen.refused
    if refused and not seen.moment.expect.refused:
        said = "; ".join(f"{guard.id} {guard.what}" for guard in refused.guards)
        yield Failure("T305", seen.moment.place, f"{act} is refused", f"{act} is carried out", said, (refused.mend,))
    for said_no in seen.moment.expect.refused:
        if refused is None:
            found = f"{act} was carried out" if act else "nothing was asked for"
            yield Failure("T305", said_no.place, f"{act} is not refused", f"refused: {said_no.text}", found)
        elif not any(_says(guard, said_no.text) for guard in refused.guards):
            found = "; ".join(f"{guard.id} {guard.what}" for guard in refused.guards)
            yield Failure("T305", said_no.place, f"{act} is refused for another reason", said_no.text, found)


def _says(refused: Refused, words: str) -> bool:
    """Whether a refusal has that id, or those words in it."""
    return words == refused.id or _plain(words).casefold() in _plain(refused.what).casefold()


def _plain(text: str) -> str:
    return " ".join(text.split())


def _place(seen: Seen, standing: Standing) -> Iterator[Failure]:
    said, here = seen.moment.expect.place, standing.case.place
    if said and said.text != here:
        policy = standing.procedure.policy
        titles = [f"{place} ({policy.place_title(place)})" for place in (said.text, here)]
        why = (f"it came there with: {_last_move(standing)}",)
        yield Failure("T301", said.place, "the case stands elsewhere", titles[0], titles[1], why)


def _last_move(standing: Standing) -> str:
    """What brought the case to where it stands, and when."""
    events, zone = standing.case.events, standing.procedure.policy.time_zone
    moves = [event for before, event in pairwise(events) if before.place != event.place]
    event = moves[-1] if moves else events[0]
    return f"{event.name.replace('-', ' ')}, on {in_full(local_day(event.happened_at, zone))}"


def _due(seen: Seen, standing: Standing) -> Iterator[Failure]:
    for said in seen.moment.expect.due:
        name = _full_name(said.name.text, standing)
        deadline = next((d for d in standing.deadlines if d.name == name and d.on and d.met_at is None), None)
        wanted = _wanted(said, standing.procedure.policy)
        found = _found(said, deadline, standing.procedure.policy)
        if wanted != found:
            why = _why(deadline) if deadline else _no_date(name, standing)
            titled = f"“{deadline.title}” ({name})" if deadline else name
            yield Failure("T302", said.name.place, f"{titled} is due on another day", wanted, found, tuple(why))


def _full_name(name: str, standing: Standing) -> str:
    """The whole name of a date: a step may be called by its own name while the case is at its stage."""
    policy, here = standing.procedure.policy, standing.case.stage
    stages = [stage for stage in policy.stages if any(step.id == name for step in stage.steps)]
    if "." in name or name in policy.duties or not stages:
        return name
    return f"{here if any(stage.id == here for stage in stages) else stages[-1].id}.{name}"


def _wanted(said: DueSaid, policy: Policy) -> str:
    if said.on is None:
        return "no such date runs"
    who = f", owed by {_who(said.who.text, policy)}" if said.who else ""
    return f"{in_full(said.on)}{f', {said.at}' if said.at else ''}{who}"


def _found(said: DueSaid, deadline: Deadline | None, policy: Policy) -> str:
    if deadline is None or deadline.on is None:
        return "no such date runs"
    at = f", {deadline.at.in_timezone(policy.time_zone):%H:%M}" if deadline.at and said.at else ""
    who = f", owed by {_who(deadline.who, policy)}" if said.who else ""
    return f"{in_full(deadline.on)}{at}{who}"


def _who(who: str, policy: Policy) -> str:
    return f"the {policy.role_title(who)}"


def _why(deadline: Deadline) -> Iterator[str]:
    """The reason for a date, day by day, and the line of the policy."""
    yield from deadline.lines()
    if deadline.paused_since:
        yield "its clock stands still; this is the day if it were set going now"
    if deadline.place.file:
        yield f"the policy says so at {deadline.place}"


def _no_date(name: str, standing: Standing) -> Iterator[str]:
    zone = standing.procedure.policy.time_zone
    deadline = next((d for d in standing.deadlines if d.name == name), None)
    if deadline and deadline.met_at:
        due = f"; it was due on {in_full(deadline.on)}" if deadline.on else ""
        yield f"it was done on {in_full(local_day(deadline.met_at, zone))}{due}"
    elif deadline:
        yield f"its clock has not started: it counts from {deadline.counts_from}"
    running = [f"{d.name} on {in_full(d.on)}" for d in standing.deadlines if d.on and d.met_at is None]
    yield f"what runs: {listed(running, 'and')}" if running else "nothing runs any more"


def _late(seen: Seen, standing: Standing) -> Iterator[Failure]:
    if seen.moment.expect.late is None:
        return
    zone = standing.procedure.policy.time_zone
    late = [
        deadline
        for deadline in standing.deadlines
        if deadline.kind != "door" and deadline.who != COMPLAINANT and deadline.met_at is None
        and deadline.is_late(seen.moment.recorded, zone)
    ]  # fmt: skip
    wanted = [_full_name(name.text, standing) for name in seen.moment.expect.late]
    why = (line for deadline in late if deadline.name not in wanted for line in (deadline.name, *_why(deadline)))
    yield from _sets("T309", seen, "late", wanted, [d.name for d in late], seen.moment.expect.late, why)


def _letters(seen: Seen, standing: Standing) -> Iterator[Failure]:
    for row in seen.letters:
        if row.kind == HELD:
            held = "the letter could not be written"
            yield Failure("T310", seen.moment.place, f"{row.name}: {held}", f"{row.name} goes out", row.text)
    expected = seen.moment.expect.letters
    if expected is None:
        return
    sent = {row.name: row for row in seen.letters if row.kind != HELD}
    names = [letter.name for letter in expected]
    happened = (f"since the moment before: {event.name.replace('-', ' ')}" for event in seen.events)
    yield from _sets("T303", seen, "letters", [n.text for n in names], list(sent), names, happened)
    for letter in expected:
        text = _plain(to_text(sent[letter.name.text].text)) if letter.name.text in sent else ""
        for words in letter.words if text else ():
            if _plain(words.text) not in text:
                what = f"{letter.name.text}: the letter does not say so"
                yield Failure("T304", words.place, what, words.text, _nearest(words.text, text))


def _nearest(words: str, text: str) -> str:
    """The sentence of a letter that has most words in common with what was looked for."""
    wanted = set(re.findall(r"\w+", words.casefold()))
    sentences = re.split(r"(?<=[.?!:]) ", text)
    return max(sentences, key=lambda one: len(wanted & set(re.findall(r"\w+", one.casefold()))))


def _doors(seen: Seen, standing: Standing) -> Iterator[Failure]:
    policy, calendar = standing.procedure.policy, standing.procedure.calendar
    day = local_day(seen.moment.recorded, policy.time_zone)
    for door, wanted in seen.moment.expect.doors:
        no = refuse_door(policy, calendar, standing.case, door.text, day, ())
        found = "shut" if no else "open"
        if found != wanted:
            why = no.what if no else f"it can be used on {in_full(day)}"
            yield Failure("T306", door.place, f"{door.text}: the door is {found}", wanted, found, (why,))


def _told(seen: Seen, standing: Standing) -> Iterator[Failure]:
    if seen.moment.expect.told is not None:
        names = seen.moment.expect.told
        yield from _sets("T307", seen, "told", [n.text for n in names], list(seen.told), names, ())


def _warnings(seen: Seen, standing: Standing) -> Iterator[Failure]:
    said = seen.moment.expect.warnings
    if said is None:
        return
    for words in said:
        if not any(_plain(words.text).casefold() in _plain(warning).casefold() for warning in seen.warnings):
            found = "; ".join(seen.warnings) or "nobody is warned of anything"
            yield Failure("T311", words.place, "nobody is warned of this", words.text, found)
    for warning in seen.warnings:
        if not any(_plain(words.text).casefold() in _plain(warning).casefold() for words in said):
            place = seen.moment.expect.keys["warnings"]
            expected = "; ".join(words.text for words in said) or "no warning"
            yield Failure(
                "T311", place, "there is a warning of which the story does not say anything", expected, warning
            )


def _can(seen: Seen, standing: Standing) -> Iterator[Failure]:
    possible = f"possible: {', '.join(standing.possible) or 'nothing'}"
    for act in seen.moment.expect.can:
        if act.text not in standing.possible:
            yield Failure("T308", act.place, f"{act.text} cannot be done", f"{act.text} can be done", possible)
    for act in seen.moment.expect.cannot:
        if act.text in standing.possible:
            yield Failure("T308", act.place, f"{act.text} can be done", f"{act.text} cannot be done", possible)


SETS = {"late": "other things are late", "letters": "other letters go out", "told": "other roles are told"}
"""What is said where a list of an expectation differs."""


def _sets(
    id: str,
    seen: Seen,
    key: str,
    wanted: list[str],
    found: list[str],
    said: Iterable[Said],
    why: Iterable[str],
) -> Iterator[Failure]:
    """Whether two lists hold the same, in whatever order."""
    if sorted(wanted) == sorted(found):
        return
    missing = (one.place for name, one in zip(wanted, said, strict=True) if name not in found)
    place = next(missing, seen.moment.expect.keys[key])
    words = [", ".join(sorted(names)) or "nothing" for names in (wanted, found)]
    yield Failure(id, place, f"{SETS[key]} than the story says", words[0], words[1], tuple(why))


LOOKS: tuple[Callable[[Seen, Standing], Iterator[Failure]], ...] = (
    _place,
    _due,
    _late,
    _letters,
    _doors,
    _told,
    _warnings,
    _can,
)
"""What is looked at, in the order in which it is told."""
