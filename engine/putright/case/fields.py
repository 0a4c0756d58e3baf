"""What a command may carry and an event may hold: each field by its dotted name, and whether it is private.

A table and the questions asked of it; no values are kept here. `*` in a name stands for a number or an id.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

Kind = Literal["text", "date", "duration", "id", "outcome", "fact", "sum", "name", "moment", "yes-no"]


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field: private text is kept apart and can be forgotten; a lasting field stays true for the whole case."""

    pattern: str
    kind: Kind
    title: str
    private: bool
    lasting: bool = False
    only: tuple[str, ...] = ()
    """The acts that may carry it; empty: any."""


LINKING = ("link", "merge")
TELLING = ("receive", "add-matter", "complain", "correct")

FIELDS: tuple[FieldRow, ...] = (
    FieldRow("complainant.name", "name", "the complainant's name", private=True, lasting=True),
    FieldRow("complainant.address", "text", "the complainant's address", private=True, lasting=True),
    FieldRow("complainant.email", "text", "the complainant's email address", private=True, lasting=True),
    FieldRow("complainant.telephone", "text", "the complainant's telephone number", private=True, lasting=True),
    FieldRow("complainant.needs", "text", "what the complainant needs from us", private=True, lasting=True),
    FieldRow("complainant.language", "text", "the language that the complainant prefers", private=True, lasting=True),
    FieldRow(
        "complainant.format", "text", "the form in which the complainant reads letters", private=True, lasting=True
    ),
    FieldRow("complainant.adjustments", "text", "what we do differently for them", private=True, lasting=True),
    FieldRow("adjustments.review", "date", "when adjustments are looked at again", private=False, lasting=True),
    FieldRow("representative.name", "name", "who speaks for the complainant", private=True, lasting=True),
    FieldRow("representative.address", "text", "the representative's address", private=True, lasting=True),
    FieldRow("representative.kind", "id", "what the representative is to the complainant", private=False, lasting=True),
    FieldRow("representative.consent", "date", "when a representative was consented to", private=False, lasting=True),
    FieldRow("advocate.name", "name", "an advocate who helps the complainant", private=True, lasting=True),
    FieldRow("advocate.address", "text", "the advocate's address", private=True, lasting=True),
    FieldRow("about.*", "name", "a person complained about", private=True, lasting=True),
    FieldRow("about.*.role", "id", "the role of a person complained about", private=False, lasting=True),
    FieldRow("matter.*.what", "text", "what a matter is about", private=True, lasting=True, only=TELLING),
    FieldRow("matter.*.happened", "date", "when a matter happened", private=False, lasting=True),
    FieldRow("matter.*.aware", "date", "when the complainant became aware of a matter", private=False, lasting=True),
    FieldRow("sought", "text", "the outcome that the complainant seeks", private=True, lasting=True),
    FieldRow("definition", "text", "what we understand the complaint to be", private=True, lasting=True),
    FieldRow("channel", "id", "how the complaint came", private=False, lasting=True),
    FieldRow("fact.*", "fact", "a fact that the policy names", private=False, lasting=True),
    FieldRow(
        "record.kind",
        "id",
        "what came in: complaint, service-request, comment or compliment",
        private=False,
        lasting=True,
    ),
    FieldRow("handler", "name", "who deals with the case", private=False, lasting=True),
    FieldRow("panel.*", "name", "a member of the panel", private=False, lasting=True),
    FieldRow("chair", "name", "who chairs the panel", private=False, lasting=True),
    FieldRow("person", "name", "who has a conflict of interest", private=True),
    FieldRow("staff", "id", "the number of the person complained about who was told or heard", private=False),
    FieldRow("new-information", "text", "what is new since the case ended", private=True),
    FieldRow("changes-outcome", "yes-no", "whether what is new would change the outcome", private=False),
    FieldRow("policy", "id", "the policy version that governs the case", private=False),
    FieldRow("pin.*", "id", "the digest of a document that governs the case", private=False),
    FieldRow("policy.before", "id", "the policy version that governed the case before", private=False),
    FieldRow("plan", "id", "the digest of the plan by which a case was moved", private=False),
    FieldRow("renames", "id", "stages and steps that have another name from here on", private=False),
    FieldRow("renamed-events", "id", "what doing a step is called from here on", private=False),
    FieldRow("moved.*", "id", "a deadline whose date has moved", private=False),
    FieldRow("moved.*.before", "date", "its date before", private=False),
    FieldRow("moved.*.after", "date", "its date after", private=False),
    FieldRow("kept.*", "id", "a deadline that was met before the case was moved", private=False),
    FieldRow("kept.*.on", "date", "the date that it then had", private=False),
    FieldRow("kept.*.at", "moment", "the moment that it then had", private=False),
    FieldRow("accepted", "text", "why it is accepted that a case is worse off", private=True),
    FieldRow("outcome.*", "outcome", "the outcome of a matter", private=False),
    FieldRow("reasons.*", "text", "the reasons for the outcome of a matter", private=True),
    FieldRow("remedy.*", "text", "what is done to put things right", private=True),
    FieldRow("remedy.*.by", "date", "when a remedy will be done", private=False),
    FieldRow("remedy.*.sum", "sum", "a remedy in money, in pounds", private=False),
    FieldRow("remedy.*.kind", "id", "what kind of remedy it is", private=False),
    FieldRow("remedy.*.factors", "text", "what a remedy in money rests on", private=True),
    FieldRow("outstanding.*", "text", "an action that is still to be done", private=True),
    FieldRow("outstanding.*.by", "date", "when an outstanding action will be done", private=False),
    FieldRow("learning", "text", "what we change so that it does not happen again", private=True),
    FieldRow("reason", "text", "the reason", private=True),
    FieldRow("late-reason", "text", "why the request came late", private=True),
    FieldRow("note", "text", "a note", private=True),
    FieldRow("exclusion", "id", "the typed reason for not taking a complaint on", private=False),
    FieldRow("door", "id", "the door to an outside body", private=False),
    FieldRow("of", "id", "the step that is given more time", private=False),
    FieldRow("longer", "duration", "how much more time", private=False),
    FieldRow("until", "date", "the new date", private=False),
    FieldRow("agreed", "yes-no", "whether the complainant agreed to it", private=False, only=("extend",)),
    FieldRow("counted-from", "date", "the day from which more time was counted", private=False),
    FieldRow("due.before", "date", "the due date before the extension", private=False),
    FieldRow("due.after", "date", "the due date after the extension", private=False),
    FieldRow("late", "id", "that a request came after the window had closed", private=False),
    FieldRow("missed", "id", "the step or duty whose time ran out", private=False),
    FieldRow("pause", "id", "the reason for which the clock is stopped", private=False, only=("pause", "resume")),
    FieldRow(
        "verdict", "id", "what a reviewer says of a draft: approved or changes", private=False, only=("review-draft",)
    ),
    FieldRow("corrects", "id", "the number of the event that is corrected", private=False, only=("correct",)),
    FieldRow("struck", "id", "that the corrected event never happened", private=False, only=("correct",)),
    FieldRow("when", "moment", "when the corrected event really happened", private=False, only=("correct",)),
    FieldRow("because", "text", "why a correction was made", private=True, only=("correct",)),
    FieldRow("voids", "id", "automatic events that rested on what was corrected", private=False),
    FieldRow("contact.channel", "id", "how a contact was made", private=False),
    FieldRow("contact.direction", "id", "who made a contact: in or out", private=False),
    FieldRow("contact.with", "name", "with whom a contact was", private=True),
    FieldRow("attachment.digest", "id", "the digest of a document", private=False),
    FieldRow("attachment.name", "text", "the name of a document", private=True),
    FieldRow("attachment.shown", "id", "who is shown a document: complainant, staff or nobody", private=False),
    FieldRow("link.case", "id", "the reference of the other case", private=False, only=LINKING),
    FieldRow("link.kind", "id", "what the other case is to this one", private=False, only=LINKING),
    FieldRow("completes", "id", "the promised action that was carried out", private=False, only=("complete",)),
    FieldRow("matters", "id", "the numbers of the matters that go on", private=False),
    FieldRow("outside.act", "id", "what the outside body did", private=False),
    FieldRow("order.*", "text", "what the outside body orders", private=True),
    FieldRow("order.*.by", "date", "when an order must be carried out", private=False),
    FieldRow("tells", "id", "the roles that were told of it inside", private=False),
    FieldRow("duty", "id", "the duty that was done", private=False),
    FieldRow("action", "id", "the action that was done", private=False),
)


@cache
def field_row(name: str) -> FieldRow | None:
    """The row that a dotted name belongs to; None when there is no such field."""
    return next((row for row in FIELDS if _matcher(row.pattern).fullmatch(name)), None)


@cache
def is_lasting(name: str) -> bool:
    """Whether a field stays true for the whole case."""
    row = field_row(name)
    return row is not None and row.lasting


@cache
def is_private(name: str) -> bool:
    """Whether a field is kept apart, so that it can be forgotten; unknown names count as private."""
    row = field_row(name)
    return row is None or row.private


def split(given: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """The public and the private half of some named fields."""
    data: dict[str, str] = {}
    texts: dict[str, str] = {}
    for name, value in given.items():
        (texts if is_private(name) else data)[name] = value
    return data, texts


def numbered(given: Mapping[str, str], stem: str) -> dict[str, str]:
    """The values of `stem.*`, by number or id: `numbered(given, "outcome")` -> {"1": "upheld"}."""
    start, cut = f"{stem}.", len(stem) + 1
    found = {name[cut:]: given[name] for name in given if name.startswith(start) and "." not in name[cut:]}
    return dict(sorted(found.items(), key=lambda item: (len(item[0]), item[0]))) if len(found) > 1 else found


def lacking(needs: Iterable[str], given: Mapping[str, str], known: Mapping[str, str] | None = None) -> list[str]:
    """The needs that nothing answers: neither given nor known, by their name, as a fact, or numbered (`remedy.1`)."""
    here = {**(known or {}), **given}
    return [need for need in needs if need not in here and f"fact.{need}" not in here and not numbered(given, need)]


@cache
def _matcher(pattern: str) -> re.Pattern[str]:
    return re.compile(re.escape(pattern).replace(r"\*", r"[a-z0-9][a-z0-9-]*"))
