"""Filling: one letter written from its template, for one event of one case.

Refuses rather than leaves a gap; a letter that is filled says which dates it promised.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Final

from jinja2 import Template, TemplateError

from putright.case.case import Case
from putright.case.corrections import broken_promises
from putright.case.deadlines import Deadline
from putright.case.doors import door_opens_on
from putright.case.events import Event
from putright.case.folding import fold
from putright.letters.asking import asked
from putright.letters.fields import TOPS, given_as, plain, title_of
from putright.letters.gathering import gathered
from putright.letters.joining import compiled
from putright.letters.needs import PLAIN, Needs
from putright.letters.shelf import Shelf
from putright.letters.templates import LARGEST, checked
from putright.letters.values import Raw, Record, wrapped
from putright.policy.model import LetterTerms, Policy
from putright.problems import Refused
from putright.working_days import Calendar


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as it was written: its day, its text in Markdown, and each due date it told, by the deadline's name."""

    id: str
    title: str
    to: str
    markdown: str
    promised: Mapping[str, str] = field(default_factory=dict)
    on: date | None = None
    needs: Needs = PLAIN
    """What the person it is to needs of it."""
    told: frozenset[str] = frozenset()
    """The fields that it printed, so that it can be held to what it should say."""


def fill(
    policy: Policy,
    shelf: Shelf,
    letter: str,
    case: Case,
    event: Event,
    deadlines: Iterable[Deadline],
    calendar: Calendar,
    held_to: Callable[[Letter], Iterable[Refused]] = lambda letter: (),
) -> Letter:
    """The letter that `event` sends, with the deadlines that run after it; `held_to` says what else speaks against it.

    Raises:
        Refused: L301, fields that the letter needs and the case does not hold, all of them; L302, no such letter
            or template; L306, the letter came out too long; L307, it leaves out what the policy says it must say.
            Whatever speaks against it is told at once.
        PolicyError: L302 to L304, a template that may not be used.
    """
    after = case if case.events[-1:] == (event,) or event in case.events else fold(case, [event])
    terms = terms_of(policy, letter)
    form = form_of(shelf, terms)
    corrects = event.kind == "corrected"
    broken = broken_promises(policy, calendar, after, before_its_letter=True) if corrects else ()
    values = gathered(
        policy,
        terms,
        after,
        event,
        deadlines,
        lambda door: door_opens_on(policy, calendar, after, door),
        broken,
        form.asks,
    )
    record = Record()
    written = write(shelf, form, terms, values, record)
    filled = Letter(
        letter,
        terms.title,
        str(after.values.get("complainant.name", "")),
        written,
        record.promised,
        day_of(values),
        Needs.of(after.values),
        frozenset(record.told),
    )
    unsaid = [name for name in terms.must_say if plain(name) not in record.told]
    refusals = [_gaps(terms, list(record.missing))] if record.missing else [_unsaid(terms, unsaid)] if unsaid else []
    once = {plain(name) for name in (*record.missing, *unsaid)}  # what is refused already is not refused once more
    refusals += held_to(replace(filled, told=filled.told | once) if once else filled)
    if refusals:
        raise Refused.of(refusals)
    return filled


def day_of(values: Mapping[str, Raw]) -> date | None:
    """The day of a letter."""
    day = values.get("date")
    return day if isinstance(day, date) else None


def terms_of(policy: Policy, letter: str) -> LetterTerms:
    """What the policy says of a letter.

    Raises:
        Refused: L302, the policy has no such letter.
    """
    if letter not in policy.letters:
        what = f'the policy has no letter "{letter}"'
        raise Refused("L302", what, f"name one of {', '.join(policy.letters) or 'its letters: it has none'}")
    return policy.letters[letter]


@dataclass(frozen=True, slots=True)
class Form:
    """A template that is ready to be filled, and the names at the top that it asks for."""

    name: str
    template: Template
    asks: tuple[str, ...]


def form_of(shelf: Shelf, terms: LetterTerms) -> Form:
    """The form that a letter is written on.

    Raises:
        Refused: L302, there is no such template. PolicyError: L302 to L304, a template that may not be used.
    """
    form = _form(shelf, terms.template)
    if form is None:
        what = f'the letter {terms.id} is written from the template "{terms.template}", and there is none'
        raise Refused("L302", what, f"write {shelf.file(terms.template)}")
    return form


@lru_cache(maxsize=512)
def _form(shelf: Shelf, template: str) -> Form | None:
    """Read and compiled once for each shelf, whatever number of letters is written on it."""
    name = shelf.find(template)
    if name is None:
        return None
    ready = compiled(shelf, checked(shelf), name)
    asks = {ask.name.partition(".")[0].removesuffix("[]") for ask in asked(shelf, name)}
    return Form(name, ready, tuple(top for top in TOPS if top in asks))


def write(shelf: Shelf, form: Form, terms: LetterTerms, values: Mapping[str, Raw], record: Record) -> str:
    """The Markdown of a letter; what was missing or promised stands in the record afterwards."""
    context = {top: wrapped(top, values.get(top), record) for top in form.asks}
    text = ""
    try:
        parts = form.template.root_render_func(form.template.new_context(context))
        while some := list(islice(parts, _AT_ONCE)):
            text += "".join(some)
            if len(text) > LARGEST:
                raise _too_long(terms)
    except (TemplateError, TypeError) as error:
        what = f"the template {shelf.file(form.name)} cannot be filled: {error}"
        raise Refused("L304", what, "run putright check, and mend the template") from error
    return _tidy(text)


_AT_ONCE: Final = 50
"""Parts of a letter that are written before its length is looked at; none is longer than a template may be."""


def _tidy(text: str) -> str:
    """One empty line between paragraphs, none at either end."""
    tidy = "\n".join(map(str.rstrip, text.splitlines()))
    while "\n\n\n" in tidy:
        tidy = tidy.replace("\n\n\n", "\n\n")
    return tidy.strip() + "\n"


def _gaps(terms: LetterTerms, names: list[str]) -> Refused:
    titles = [title_of(name) for name in names]
    words = " and ".join(filter(None, (", ".join(titles[:-1]), titles[-1])))
    gives = [give for name in names if (give := given_as(name))]
    what = f'the letter "{terms.title}" ({terms.id}) needs {words}, and the case does not hold {_them(names)}'
    guard = f"whoever keeps the template {terms.template} puts that part inside {{% if {_as_written(names[0])} %}}"
    without = f"for a letter that can go without it, {guard}"
    return Refused("L301", what, f"give {', '.join(gives)}; or, {without}" if gives else without)


def _unsaid(terms: LetterTerms, names: list[str]) -> Refused:
    titles = ", ".join(title_of(plain(name)) for name in names)
    what = f'the letter "{terms.title}" ({terms.id}) must say {titles}, and does not'
    gives = [give for name in names if (give := given_as(plain(name)))]
    mend = f"whoever keeps the template {terms.template} prints {', '.join(plain(name) for name in names)} in it"
    return Refused("L307", what, f"give {', '.join(gives)}; or {mend}" if gives else mend)


def _as_written(name: str) -> str:
    return re.sub(r"^\w+\[\d+\]\.", lambda found: f"{_one(found[0].partition('[')[0])}.", name)


def _one(name: str) -> str:
    return {"matters": "matter", "remedies": "remedy", "doors": "door"}.get(name, "item")


def _them(names: list[str]) -> str:
    return "it" if len(names) == 1 else "them"


def _too_long(terms: LetterTerms) -> Refused:
    what = f'the letter "{terms.title}" ({terms.id}) comes out longer than {LARGEST} characters'
    return Refused("L306", what, "shorten what was written for it, or send the rest as a document")
