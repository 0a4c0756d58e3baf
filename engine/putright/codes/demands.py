"""Demands: what the codes that a policy follows ask of each letter, for when it is really sent.

Picks the letters that a clause means as the questions do, and reads what a letter held off the fields that it printed.
What no field shows is for a person, and never lacking.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from putright.case.case import Case
from putright.case.events import KINDS, Event, Lack
from putright.codes.model import MARKS, Clause, Code, Level
from putright.codes.vocabulary import CONTENTS
from putright.letters.asking import asked
from putright.letters.fields import is_given, plain, stem_of
from putright.letters.filling import Letter
from putright.letters.holding import WHERE_THERE_IS_ANY, lacking, names_any, unshown
from putright.letters.readability import EASY, ease_of
from putright.letters.shelf import Shelf
from putright.letters.uses import Use
from putright.policy.model import Policy
from putright.policy.phrases import listed
from putright.problems import PolicyError, Refused
from putright.working_days import Calendar

if TYPE_CHECKING:
    from putright.codes.questions.inquiry import Inquiry
    from putright.codes.questions.rounds import Way

OF_A_STEP: Final = ("done", "extended")
"""Kinds of event whose letters a step has of its own; the others are the same wherever a case stands."""

COMES_IN: Final = ("received", "withdrawn", "referred")
"""What is put on record because somebody came to us: a letter is no reason to turn that away."""

TOO_HARD: Final = f"plain language (its reading ease is below {EASY})"
"""Plain language, as far as it can be measured."""

Occurrence: TypeAlias = tuple[str, str, str, str]
"""A letter, the kind of event that sends it, and its stage and step, where it has one of its own."""


WayKey: TypeAlias = "tuple[str, str] | tuple[()]"
"""A way through the policy: its track, and the stage at which it begins; empty: whichever way."""


@dataclass(frozen=True, slots=True)
class Demand:
    """What one clause asks of one letter."""

    code: str
    clause: Clause = field(hash=False)
    level: Level
    contents: tuple[str, ...]
    kind: str
    """The kind of letter."""
    theirs: tuple[str, ...]
    """What the outside bodies are called that the code means."""


class Demands:
    """What the codes that one policy follows ask of its letters; worked out once, when the first letter goes."""

    def __init__(self, policy: Policy, calendar: Calendar, shelf: Shelf, folder: Path | None) -> None:
        self.policy, self.calendar, self.shelf = policy, calendar, shelf
        self.folder = folder
        """Where a folder `codes` of one's own may stand."""

    @cached_property
    def unknown(self) -> tuple[str, ...]:
        """The codes that the policy follows and that cannot be read here."""
        return tuple(id for id, code in self._codes.items() if code is None)

    def lacks(self, case: Case, event: Event, letter: Letter) -> tuple[Lack, ...]:
        """What a letter that was written for an event goes without, in the order of the codes and their clauses."""
        return tuple(
            Lack(demand.code, demand.clause.id, demand.level, content, demand.clause.mark)
            for demand in self._of(case, event, letter)
            for content in self._missing(demand, event, letter)
        )

    def refusals(self, case: Case, event: Event, letter: Letter) -> Iterator[Refused]:
        """L312: what a letter of somebody's command must hold, and would if they had given it; `case` is the one after it."""
        demands = tuple(self._of(case, event, letter, ("must",)))
        if not demands or not _may_be_refused(self.policy, event):
            return
        contents, clauses, asks = dict[str, None](), dict[str, None](), dict[str, None]()
        for demand in demands:
            for content in lacking(demand.contents, demand.kind, letter.told):
                names = self._to_give(demand, content, case, event, letter)
                if names and content not in WHERE_THERE_IS_ANY:
                    contents[content] = clauses[_clause(demand)] = None
                    asks |= dict.fromkeys(names)
        if contents:
            told = f'the letter "{letter.title}" ({letter.id}) does not say {_contents(contents)}'
            why = f"{listed(clauses)} {'asks' if len(clauses) == 1 else 'ask'} for it"
            yield Refused.asking("L312", f"{told}; {why}", asks)

    def _of(
        self, case: Case, event: Event, letter: Letter, levels: tuple[Level, ...] = ("must", "should")
    ) -> Iterator[Demand]:
        """The demands on a letter, on the way that its case is on."""
        found = self._found.get(_occurrence_of(case, event, letter), ()) if self.policy.follows else ()
        way = self._way(case) if any(of for of, _ in found) else ()
        for of, demand in found:
            is_asked = demand.level in levels and of in ((), way)
            if is_asked and (letter.on is None or demand.clause.in_force.holds_on(letter.on)):
                yield demand

    def _way(self, case: Case) -> WayKey:
        from putright.codes.questions.rounds import way_of

        way = way_of(self.policy, self._ways, case)
        return way.key if way else ()

    def _missing(self, demand: Demand, event: Event, letter: Letter) -> Iterator[str]:
        lost = lacking(demand.contents, demand.kind, letter.told)
        for content in demand.contents:
            if content in lost:
                if content not in WHERE_THERE_IS_ANY or _is_on_record(
                    unshown(content, demand.kind, letter.told), event
                ):
                    yield content
            elif content in ("ombudsman", "refusal-right"):
                if not names_any(letter.markdown, demand.theirs):
                    yield content
            elif content == "plain-language" and ease_of(letter.markdown) < EASY:
                yield content

    def _to_give(self, demand: Demand, content: str, case: Case, event: Event, letter: Letter) -> tuple[str, ...]:
        """The fields that would have been printed had they been given; none where that alone would not mend it."""
        given = {**case.values, **event.data, **event.texts}
        printed = {plain(ask.name) for ask in asked(self.shelf, self._template(letter)) if ask.printed}
        names: dict[str, None] = {}
        for group in unshown(content, demand.kind, letter.told):
            stems = [stem for name in group if name in printed and (stem := stem_of(name))]
            if not stems or any(key == stem or key.startswith(f"{stem}.") for stem in stems for key in given):
                return ()  # nobody can give it; or it was given, and this letter leaves it out all the same
            names[stems[0]] = None
        return tuple(names)

    def _template(self, letter: Letter) -> str:
        return self.shelf.find(self.policy.letters[letter.id].template) or ""

    @cached_property
    def _codes(self) -> Mapping[str, Code | None]:
        return {id: self._code(id) for id in self.policy.follows}

    def _code(self, id: str) -> Code | None:
        from putright.codes.library import find_code

        try:
            return find_code(id, self.folder)
        except PolicyError:
            return None

    @cached_property
    def _inquiries(self) -> tuple[Inquiry, ...]:
        from putright.codes.questions.inquiry import Inquiry  # questions are read only for a letter under a code

        found = (code for code in self._codes.values() if code)
        return tuple(Inquiry(self.policy, self.calendar, self.shelf, code) for code in found)

    @cached_property
    def _ways(self) -> tuple[Way, ...]:
        return next((inquiry.ways for inquiry in self._inquiries), ())

    @cached_property
    def _found(self) -> Mapping[Occurrence, tuple[tuple[WayKey, Demand], ...]]:
        found: dict[Occurrence, dict[tuple[WayKey, Demand], None]] = {}
        for inquiry in self._inquiries:
            for way, use, demand in demands_of(inquiry):
                key = way.key if way and len(self._ways) > 1 else ()
                found.setdefault(_occurrence(use), {})[key, demand] = None
        return {occurrence: tuple(demands) for occurrence, demands in found.items()}


def demands_of(inquiry: Inquiry) -> Iterator[tuple[Way | None, Use, Demand]]:
    """Every demand of one code, with the letter that it is about."""
    from putright.codes.questions.letters import theirs_of
    from putright.codes.questions.occasions import occasions
    from putright.codes.verdicts import FAILING

    theirs = theirs_of(inquiry)
    for clause in inquiry.code.clauses:
        for ask in clause.asks:
            matters = FAILING[ask.level] != "not-applicable"
            if ask.question != "letter-contains" or not matters or not inquiry.is_asked(ask):
                continue
            contents = ask.given["contains"]
            for occasion in occasions(inquiry, ask.given["letter"], ask.given.get("stage", "every")):
                for use in occasion.uses or ():
                    yield occasion.way, use, Demand(inquiry.code.id, clause, ask.level, contents, use.kind, theirs)


def _occurrence(use: Use) -> Occurrence:
    own = use.event_kind in OF_A_STEP
    return (use.letter, use.event_kind, use.stage if own else "", use.step if own else "")


def _occurrence_of(case: Case, event: Event, letter: Letter) -> Occurrence:
    """The occurrence that an event was; more time is taken at the stage of the case, and says for which step."""
    if event.kind not in OF_A_STEP:
        return (letter.id, event.kind, "", "")
    step = event.step or event.data.get("of", "").rpartition(".")[2]
    return (letter.id, event.kind, event.stage or case.stage, step)


def _may_be_refused(policy: Policy, event: Event) -> bool:
    """Whether a person of ours did it: what time or the complainant brings is put on record whatever a letter lacks."""
    if KINDS[event.kind].automatic or event.kind in COMES_IN:
        return False
    found = policy.step_at(f"{event.stage}.{event.step}")
    return found is None or not found[1].is_complainants


def _is_on_record(groups: Iterable[tuple[str, ...]], event: Event) -> bool:
    """Whether something was given for one of these fields."""
    return any(is_given(name, key) for group in groups for name in group for key in (*event.data, *event.texts))


def lacks_in_words(title: str, lacks: Iterable[Lack]) -> Iterator[str]:
    """What a letter of that title went without, a sentence for each clause."""
    of: dict[tuple[str, str], list[str]] = {}
    for lack in lacks:
        of.setdefault((_named(lack.code, lack.clause, lack.mark), lack.level), []).append(lack.content)
    for (clause, level), contents in of.items():
        yield f'the letter "{title}" went without {_contents(contents)}; {clause} says that it {level} be there'


def _clause(demand: Demand) -> str:
    return _named(demand.code, demand.clause.id, demand.clause.mark)


def _named(code: str, clause: str, mark: str) -> str:
    """A clause of a code by its number, with why it is not confirmed."""
    return f"clause {clause} of {code}{f' (not confirmed: {MARKS.get(mark, mark)})' if mark else ''}"


def _contents(contents: Iterable[str]) -> str:
    return listed(TOO_HARD if content == "plain-language" else CONTENTS.get(content, content) for content in contents)
