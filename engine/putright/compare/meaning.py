"""What it means: the changes between two policies, each with its kind, its words, and the dates that show it.

Reads the differences and the two policies as values. It writes nothing and knows no code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from putright.compare.actors import is_complainants
from putright.compare.clocks import Clocks, Compared, calendar_turn, clock_of, starts_of, widest
from putright.compare.kinds import EFFECTS, KINDS, Effect
from putright.compare.matching import Matching
from putright.compare.nests import CLOCKS
from putright.compare.open_cases import deadline_of
from putright.compare.parts import Difference, Part
from putright.compare.properties import PROPERTIES
from putright.compare.sentences import SENTENCES
from putright.compare.subjects import subject
from putright.compare.values import Values
from putright.compare.words import said
from putright.policy.canonical import canonical, digest
from putright.policy.model import Clock, EventRef, Policy, Stage
from putright.policy.phrases import event, how_often, time_allowed
from putright.problems import Place
from putright.working_days import Calendar, Counting

MOVED: Final = {"stage": "stage-moved", "step": "step-moved"}


_NOTHING: Final = {
    "in_force.until": "without a last day",
    "action.at": "everywhere",
    "door.via": "without going through anybody",
}
"""What it is called that a property says nothing, where that means something."""

_RECOUNTED: Final = {
    False: ("counting-later", "counting-earlier", "counting-changed"),
    True: ("window-longer", "window-shorter", "window-changed"),
}
"""What another rule of counting does to the organisation's limits, and to the complainant's time."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change and what it means for whoever complains: its kind, its effect, the sentence, and both places."""

    id: str
    effect: Effect
    what: str
    old: str
    new: str
    old_place: Place
    new_place: Place
    subject: str
    weight: int
    dates: str = ""
    """For a limit, the dates that show it, and on how many days of the year."""
    letters: tuple[str, ...] = ()
    """The letters that are sent there, and so may have to change."""
    clauses: tuple[str, ...] = ()
    """The clauses of a code that it newly meets or breaches: `HO-2024-6.3 breached`."""
    fingerprint: str = ""
    """What tells this change from any other of its kind: it stays while both values, as written, and their place do."""
    deadline: str = ""
    """The deadline whose date it may move, as cases call it; empty where it moves none."""


class Meaning:
    """Turns differences into changes."""

    def __init__(self, old: Policy, new: Policy, calendars: tuple[Calendar, Calendar], matching: Matching) -> None:
        self.old, self.new, self.matching = old, new, matching
        self.calendars = calendars
        self.clocks = Clocks(old, new, calendars[1], matching.renamed)
        self.values = Values(old, new)

    def changes(self, found: tuple[Difference, ...]) -> tuple[Change, ...]:
        """What the differences mean: first what is worse, and of that the weightiest."""
        timed = {(one.old_part, one.new_part) for one in found if one.key.endswith(".clock")}
        every = [change for one in found for change in self._meant(one, timed)]
        order = {effect: number for number, effect in enumerate(EFFECTS)}
        return tuple(sorted(every, key=lambda change: (order[change.effect], change.weight)))

    def _meant(self, found: Difference, timed: set[tuple[Part | None, Part | None]]) -> Iterator[Change]:
        if found.how == "renamed":
            yield self._change(found, "renamed", said(found.old), said(found.new))
        elif found.how == "moved":
            assert found.new_part is not None  # noqa: S101 -- what moved is there
            yield self._change(found, MOVED[found.new_part.owner], "", "")
        elif found.key == "policy.clock":
            yield from self._recounted(found, timed)
        elif found.key == "policy.calendar":
            yield self._calendar(found)
        elif found.name == "clock":
            yield self._clock(found)
        else:
            for kind, old, new in PROPERTIES[found.key].judged(found):
                yield self._change(found, kind, *self.values.words(found, old, new), written=(old, new))

    def _clock(self, found: Difference) -> Change:
        assert found.old_part is not None  # noqa: S101 -- the clock of a part that both have
        assert found.new_part is not None  # noqa: S101
        (one, at), (other, here) = clock_of(self.old, found.old_part), clock_of(self.new, found.new_part)
        theirs = found.new_part.owner == "closing" or is_complainants(found.new_part)
        words = (
            _in_words(self.old, self.calendars[0], one, at, is_repeated="every" in found.old_part.values),
            _in_words(self.new, self.calendars[1], other, here, is_repeated="every" in found.new_part.values),
        )
        if not one or not one.terms or not other or not other.terms:
            came = bool(other and other.terms)
            kind = (
                ("window-added" if came else "window-removed")
                if theirs
                else ("deadline-added" if came else "deadline-removed")
            )
            return self._change(found, kind, *words)
        result = self.clocks.compared(one, other, at.id if at else "", here.id if here else "")
        kind = self._timed_kind(found.old_part, found.new_part, one, other, result.turn, theirs=theirs)
        return self._change(found, kind, *words, result.in_words(self._named(here)))

    def _timed_kind(self, old: Part, new: Part, one: Clock, other: Clock, turn: str, *, theirs: bool) -> str:
        if turn == "same":
            return "time-rewritten"
        same_starts = self._starts(one, is_old=True) == self._starts(other, is_old=False)
        same_limits = [(term.limit, term.deemed_received) for term in one.terms] == [
            (term.limit, term.deemed_received) for term in other.terms
        ]
        moved = same_limits and not same_starts
        if theirs:
            base = "window-start" if moved else "window"
            ends = {"later": "later" if moved else "longer", "earlier": "earlier" if moved else "shorter"}
            return f"{base}-{ends[turn]}" if turn in ends else "window-changed"
        if "every" in old.values and "every" in new.values:
            return {"later": "update-rarer", "earlier": "update-more-often"}.get(turn, "deadline-changed")
        if moved:
            return f"clock-start-{turn}" if turn in ("later", "earlier") else "clock-start-changed"
        if same_limits and same_starts:
            return f"counting-{turn}" if turn in ("later", "earlier") else "counting-changed"
        return {"later": "deadline-longer", "earlier": "deadline-shorter"}.get(turn, "deadline-changed")

    def _starts(self, clock: Clock, *, is_old: bool) -> list[str]:
        renamed = self.matching.renamed if is_old else {}
        return sorted(
            f"{renamed.get(ref.stage, ref.stage)}.{renamed.get(ref.name, ref.name)}" for ref in starts_of(clock)
        )

    def _named(self, stage: Stage | None) -> Callable[[str], str]:
        """What an event is called that is written so at a stage."""

        def named(name: str) -> str:
            at, _, own = name.rpartition(".")
            return event(self.new, EventRef(own, at), stage)

        return named

    def _recounted(self, found: Difference, timed: set[tuple[Part | None, Part | None]]) -> Iterator[Change]:
        """The rule for the whole policy: what it does to every clock that is written as before, ours and theirs."""
        results: dict[bool, list[tuple[Compared, str]]] = {True: [], False: []}
        for old_part, new_part in self._clock_parts():
            (one, at), (other, here) = clock_of(self.old, old_part), clock_of(self.new, new_part)
            if (old_part, new_part) in timed or not one or not one.terms or not other or not other.terms:
                continue
            result = self.clocks.compared(one, other, at.id if at else "", here.id if here else "")
            shown = f"{subject(new_part, self.new)}: {result.in_words(self._named(here))}"
            if result.search and result.turn != "same":
                results[new_part.owner == "closing" or is_complainants(new_part)].append((result, shown))
        rules = (_rule(self.old.counting), _rule(self.new.counting))
        for theirs, (later, earlier, mixed) in _RECOUNTED.items():
            if not results[theirs]:
                continue
            turns = {result.turn for result, _ in results[theirs]}
            kind = later if turns == {"later"} else earlier if turns == {"earlier"} else mixed
            _, shown = max(results[theirs], key=lambda told: widest(told[0]))
            yield self._change(found, kind, *rules, shown)
        if not any(results.values()):
            yield self._change(found, "time-rewritten", *rules)

    def _clock_parts(self) -> Iterator[tuple[Part, Part]]:
        for one, other in self.matching.other.items():
            if one.owner in ("step", "duty"):
                yield one, other
            elif one.owner == "door" and one.groups.get("closes") and other.groups.get("closes"):
                yield one.groups["closes"][0], other.groups["closes"][0]

    def _calendar(self, found: Difference) -> Change:
        off, on = calendar_turn(*self.calendars, self.clocks.first, self.clocks.last)
        kind = "days-off-added" if off and not on else "days-off-removed" if on and not off else "calendar-changed"
        shown = (
            f"In a year {off} working days become days off, and {on} days off become working days" if off or on else ""
        )
        return self._change(found, kind, said(found.old), said(found.new), shown)

    def _change(
        self, found: Difference, kind: str, old: str, new: str, dates: str = "", written: tuple[str, ...] = ()
    ) -> Change:
        row = KINDS[kind]
        part, policy = (found.new_part, self.new) if found.new_part else (found.old_part, self.old)
        assert part is not None  # noqa: S101 -- a difference stands in a part
        about = subject(part, policy, found.key)
        nothing = _NOTHING.get(found.key, "nothing")
        sentence = SENTENCES[kind].format(old=old or nothing, new=new or nothing, one=self.new.organisation.complainant)
        return Change(
            kind, row.effect, f"{about}: {sentence}", old, new, found.old_near, found.new_near, about, row.weight, dates,
            _letters(found), (), _fingerprint(found, part, kind, written), deadline_of(part) if dates else "",
        )  # fmt: skip


def _in_words(
    policy: Policy, calendar: Calendar, clock: Clock | None, stage: Stage | None, *, is_repeated: bool
) -> str:
    if clock is None or not clock.terms:
        return ""
    return how_often(policy, calendar, clock) if is_repeated else time_allowed(policy, calendar, clock, stage)


def _rule(counting: Counting) -> str:
    starts = {
        "day-after": "day 1 is the first counted day after the event",
        "same-day": "day 1 is the day of the event itself, or the first counted day after it",
        "deemed-working-day": "what happens on a day off counts as happening on the next working day, and day 1 comes after that",
    }
    ends = {
        "as-it-falls": "a limit ends where it falls",
        "next-working-day": "a limit that would end on a day off ends on the next working day",
        "previous-working-day": "a limit that would end on a day off ends on the working day before",
    }
    late = f"; after {counting.cut_off:%H:%M} counts as the next day" if counting.cut_off else ""
    return f"{starts[counting.starts]}; {ends[counting.ends]}{late}"


def _fingerprint(found: Difference, part: Part, kind: str, written: tuple[str, ...]) -> str:
    """Of the values as they are written; of a whole part that came or went, of all that it says."""
    if found.name == "clock":
        timed = CLOCKS[part.owner]
        sides = [{name: one.meant.get(name) for name in timed} for one in (found.old_part, found.new_part) if one]
    elif found.how in ("added", "removed"):
        sides = [{"/".join((*one.names, one.owner)): one.meant for one in part.everything()}]
    else:
        sides = [{}]
    return digest(canonical([kind, part.names, found.key, written, sides])).removeprefix("sha256:")[:12]


def _letters(found: Difference) -> tuple[str, ...]:
    """The letters that are sent at the part, and the letter that is itself changed."""
    part = found.new_part or found.old_part
    assert part is not None  # noqa: S101 -- a difference stands in a part
    if part.owner == "letter":
        return (part.name,)
    near = part if part.owner not in ("extension", "missed", "payment", "choice", "closing", "opening") else part.above
    while near and near.owner not in ("step", "duty", "door", "exclusion", "pause", "action", "record", "stage"):
        near = near.above
    if near is None or near.owner == "stage":
        return ()
    named = (one.values.get(key) for one in near.everything() for key in ("letter", "resumed_letter"))
    return tuple(dict.fromkeys(str(name) for name in named if name))
