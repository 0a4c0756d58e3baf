"""The whole comparison of two policies: every change, those that were accepted, and a summary on top.

Reads calendars beside the policies; the policies themselves come as values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from putright.compare.clauses import Turned, about, turned
from putright.compare.differences import Comparison
from putright.compare.kinds import EFFECTS, Effect
from putright.compare.meaning import Change, Meaning
from putright.compare.open_cases import OpenCases
from putright.compare.waivers import Waiver, left_over
from putright.policy.calendars import find_calendar
from putright.policy.model import Policy
from putright.problems import Place, PolicyError, Problem
from putright.source import Source
from putright.working_days import Calendar, in_full


@dataclass(frozen=True, slots=True)
class Diff:
    """What changed from one policy to another: the weightiest first, and apart what somebody accepted.

    `expired` are the waivers whose last day has passed: their changes count again. `idle` ones fit no change.
    """

    old: Policy
    new: Policy
    changes: tuple[Change, ...]
    waived: tuple[tuple[Change, Waiver], ...] = ()
    expired: tuple[Waiver, ...] = ()
    idle: tuple[Waiver, ...] = ()
    clauses: tuple[Turned, ...] = ()
    """The clauses of the code that was asked for whose verdict is another now."""
    open_cases: OpenCases | None = None
    """The open cases of the old version; None where no store was looked at."""

    def of(self, effect: Effect) -> tuple[Change, ...]:
        """The changes that count, of one effect."""
        return tuple(change for change in self.changes if change.effect == effect)

    @property
    def counts(self) -> Mapping[Effect, int]:
        return {effect: len(self.of(effect)) for effect in EFFECTS}

    @property
    def letters(self) -> tuple[str, ...]:
        """The letters that may have to change, each once, by id."""
        every = (*self.changes, *(change for change, _ in self.waived))
        return tuple(sorted({letter for change in every for letter in change.letters}))

    @property
    def summary(self) -> str:
        """One or two sentences that stand on top."""
        one = self.new.organisation.complainant
        if not self.changes and not self.waived:
            return "Nothing changed."
        parts = [
            _counted(self.counts["worse"], "change", f"for the worse for the {one}"),
            _counted(self.counts["better"], "change", "for the better"),
            _counted(self.counts["unclear"], "change", "that a person must judge"),
            _counted(self.counts["neutral"], "change", f"that makes no difference to the {one}"),
            _counted(len(self.waived), "change", "that was accepted"),
        ]
        said = [part for part in parts if part]
        return f"{'; '.join(said)}."

    def as_json(self) -> Mapping[str, object]:
        counts: dict[str, object] = dict(self.counts.items())
        accepted = [{**_json(change), "waiver": waiver.as_json()} for change, waiver in self.waived]
        return {
            "old": self.old.name,
            "new": self.new.name,
            "summary": {"text": self.summary, **counts, "waived": len(self.waived), "letters": self.letters},
            "changes": [_json(change, self.open_cases) for change in self.changes],
            "waived": accepted,
            "expired_waivers": [waiver.as_json() for waiver in self.expired],
            "idle_waivers": [waiver.as_json() for waiver in self.idle],
            "clauses": [clause.as_json() for clause in self.clauses],
            "open_cases": self.open_cases.as_json() if self.open_cases else None,
        }


def diff(old: Policy, new: Policy, code: str = "", *, waivers: Iterable[Waiver] = (), on: date | None = None) -> Diff:
    """What changed from an old policy to a new one, and what each change means for whoever complains.

    With a code, by its id or file, also which of its clauses the new policy meets or breaches and the old one did not.
    `on` is the day on which waivers are asked whether they still hold; it must be given with them.

    Raises:
        PolicyError: V101 the policies belong to two organisations; V102 a policy was not read from a file; or a
            calendar cannot be found.
        ValueError: There are waivers, and no day.
    """
    _refuse_strangers(old, new)
    before, after = _source(old), _source(new)
    accepted = tuple(waivers)
    if accepted and on is None:
        raise ValueError("say on which day the waivers are looked at")
    comparison = Comparison(before, after)
    meaning = Meaning(old, new, (_calendar(old, before), _calendar(new, after)), comparison.matching)
    changes = meaning.changes(comparison.differences())
    clauses = turned(old, new, code, on) if code else ()
    changes = tuple(replace(change, clauses=about(change, clauses)) for change in changes)
    expired = tuple(waiver for waiver in accepted if on and waiver.until < on)
    holding = [waiver for waiver in accepted if waiver not in expired]
    found = [(change, next((one for one in holding if one.fits(change)), None)) for change in changes]
    return Diff(
        old,
        new,
        tuple(change for change, waiver in found if waiver is None),
        tuple((change, waiver) for change, waiver in found if waiver),
        expired,
        left_over(holding, changes),
        clauses,
    )


def elsewhere(found: Diff, old: tuple[str, str], new: tuple[str, str]) -> Diff:
    """The same with its places named otherwise: each pair is how file names begin, and how they are shown."""

    def shown(change: Change) -> Change:
        return replace(change, old_place=_renamed(change.old_place, *old), new_place=_renamed(change.new_place, *new))

    return replace(
        found,
        changes=tuple(shown(change) for change in found.changes),
        waived=tuple((shown(change), waiver) for change, waiver in found.waived),
    )


def _renamed(place: Place, begins: str, shown: str) -> Place:
    return replace(place, file=shown + place.file.removeprefix(begins)) if place.file.startswith(begins) else place


def _refuse_strangers(old: Policy, new: Policy) -> None:
    one, other = old.organisation.id, new.organisation.id
    if one == other or one in new.bases or other in old.bases:
        return
    what = f"the one policy is {old.organisation.name}'s ({one}), and the other {new.organisation.name}'s ({other})"
    place = _source(new).place("organisation", "id")
    raise PolicyError([Problem("V101", place, what, "compare two policies of one organisation")])


def _source(policy: Policy) -> Source:
    if policy.source is None:
        what, mend = "this policy was not read from a file, so that nothing has a place", "read it with load_policy"
        raise PolicyError([Problem("V102", Place(policy.file or policy.name), what, mend)])
    return policy.source


def _calendar(policy: Policy, source: Source) -> Calendar:
    return find_calendar(policy.calendar, Path(source.file).parent, source.place("calendar"))


def _counted(number: int, one: str, which: str) -> str:
    if not number:
        return ""
    if number > 1:
        which = which.replace("that makes", "that make").replace("that was", "that were")
    return f"{number} {one if number == 1 else f'{one}s'} {which}"


def _json(change: Change, cases: OpenCases | None = None) -> Mapping[str, object]:
    return {
        "id": change.id,
        "effect": change.effect,
        "weight": change.weight,
        "what": change.what,
        "dates": change.dates,
        "old": {"value": change.old, **change.old_place.as_json()},
        "new": {"value": change.new, **change.new_place.as_json()},
        "clauses": list(change.clauses),
        "letters": list(change.letters),
        "fingerprint": change.fingerprint,
        "open_cases": cases.touched(change.deadline) if cases else None,
    }


def until_in_words(waiver: Waiver) -> str:
    """A waiver as a sentence: who accepted what for which reason, and until when."""
    return f"{waiver.reason.strip()} ({waiver.who}, until {in_full(waiver.until)})"
