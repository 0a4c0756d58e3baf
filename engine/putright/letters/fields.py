"""Everything that a letter may ask for: each field by its dotted name, what people call it, and when it can be had.

A table and the questions asked of it; it holds no values. `[]` in a name stands for each item of a list, `*` for an id.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

Kind = Literal["text", "prose", "lines", "day", "flag", "number", "list"]

RESPONSE: Final = ("response",)
EXTENSION: Final = ("extension",)
REFUSAL: Final = ("refusal",)
REFERRAL: Final = ("referral",)
PAUSES: Final = ("pause", "resumption")
ABOUT_A_BODY: Final = ("referral", "hand-over")
OF_A_STEP: Final = ("acknowledgement", "response", "choice", "act")
WHEN_NEEDED: Final = ("needed",)  # no kind of letter always has it: the policy must ask for it under `needs`


@dataclass(frozen=True, slots=True)
class Field:
    """One field: `when` names the kinds of letter that always have it (none: it does not hang on the kind).

    `give` is the name under which a command brings it; empty where the policy or the engine does.
    """

    name: str
    kind: Kind
    title: str
    example: str
    give: str = ""
    when: tuple[str, ...] = ()


FIELDS: Final[tuple[Field, ...]] = (
    Field("letter.title", "text", "the letter's title", "We have your complaint"),
    Field("letter.encloses", "list", "what is enclosed", ""),
    Field("letter.encloses[]", "text", "one thing that is enclosed", "Our complaints leaflet"),
    Field("date", "day", "the date of the letter", "Monday 20 April 2026"),
    Field("reference", "text", "the case's reference", "C-0007"),
    Field("received", "day", "the day the complaint came", "Thursday 16 April 2026"),
    Field("channel", "text", "how the complaint came", "By telephone", give="channel"),
    Field("organisation.name", "text", "the organisation's name", "Example Homes"),
    Field("organisation.short_name", "text", "the organisation's short name", "we"),
    Field("organisation.complainant", "text", "what the organisation calls a complainant", "resident"),
    Field("organisation.complainants", "text", "what the organisation calls complainants", "residents"),
    Field("organisation.address", "lines", "the organisation's address", "1 High Street"),
    Field("organisation.telephone", "text", "the organisation's telephone number", "01632 960000"),
    Field("organisation.email", "text", "the organisation's email address", "hello@example.org"),
    Field("organisation.website", "text", "the organisation's website", "example.org"),
    Field("organisation.hours", "text", "when the organisation can be reached", "Monday to Friday"),
    Field("complainant.name", "text", "the complainant's name", "Ms A Example", give="complainant.name"),
    Field("complainant.address", "lines", "the complainant's address", "2 Low Road", give="complainant.address"),
    Field("complainant.email", "text", "the complainant's email address", "a@example.org", give="complainant.email"),
    Field("complainant.language", "text", "the language they prefer", "Welsh", give="complainant.language"),
    Field("complainant.format", "text", "how they read letters", "Large print", give="complainant.format"),
    Field("advocate.name", "text", "an advocate who helps them", "Ms C Helper", give="advocate.name"),
    Field("representative.name", "text", "who speaks for the complainant", "Mr B Friend", give="representative.name"),
    Field("matters", "list", "what is complained about", "", give="matter"),
    Field("matters[].number", "number", "the number of a matter", "1"),
    Field("matters[].what", "text", "what a matter is about", "The lift is broken", give="matter.*"),
    Field("matters[].happened", "day", "when a matter happened", "Monday 6 April 2026", give="matter.*.happened"),
    Field("matters[].outcome", "text", "the outcome of a matter", "Upheld", "outcome.*", RESPONSE),
    Field("matters[].reasons", "prose", "the reasons for the outcome of a matter", "…", "reasons.*", RESPONSE),
    Field("remedies", "list", "what is done to put things right", "", give="remedy"),
    Field("remedies[].what", "text", "one thing that is done", "Repair the lift", give="remedy.*"),
    Field("remedies[].kind", "text", "what kind of remedy it is", "Apology", give="remedy.*.kind"),
    Field("remedies[].by", "day", "when a remedy will be done", "Friday 1 May 2026", give="remedy.*.by"),
    Field("remedies[].sum", "text", "a remedy in pounds", "150.00", give="remedy.*.sum"),
    Field("outstanding", "list", "actions still to be done", "", give="outstanding"),
    Field("outstanding[].what", "text", "one action still to be done", "Check it again", give="outstanding.*"),
    Field("outstanding[].by", "day", "when an action will be done", "Friday 1 May 2026", give="outstanding.*.by"),
    Field("learning", "prose", "what we change so that it does not happen again", "…", give="learning"),
    Field("definition", "prose", "what we understand the complaint to be", "…", give="definition"),
    Field("sought", "prose", "the outcome that the complainant seeks", "…", give="sought"),
    Field("reason", "prose", "the reason", "…", "reason", WHEN_NEEDED),
    Field("note", "prose", "the note", "…", "note", WHEN_NEEDED),
    Field("late_reason", "prose", "why the request came late", "…", "late-reason", WHEN_NEEDED),
    Field("facts.*", "text", "a fact of the case", "Repairs", give="fact.*"),
    Field("handler.name", "text", "who deals with the case", "Sam Officer", give="handler"),
    Field("handler.role", "text", "the role that deals with the case", "Complaints Officer"),
    Field("stage.number", "number", "the number of the stage", "1"),
    Field("stage.of", "number", "how many stages there are", "2"),
    Field("stage.title", "text", "the stage's title", "Stage 1"),
    Field("stage.name", "text", "the stage's title where it says more than its number", "Panel review"),
    Field("stage.partial", "flag", "whether only some of the matters are looked at here", "yes"),
    Field("stage.last", "flag", "whether it is the last stage", "yes"),
    Field("place.end", "text", "how the case ended: closed, withdrawn, refused, referred or handed-over", "closed"),
    Field("event.stage", "text", "the stage whose step the letter is about", "Stage 1", "", OF_A_STEP),
    Field("event.missed", "flag", "whether the letter goes because time ran out", "yes"),
    Field("event.yours", "flag", "whether the complainant did what the letter is about", "yes"),
    Field("record.kind", "text", "what came in, where it is no complaint", "service request"),
    Field("next.yours", "flag", "whether the next step is the complainant's", "yes"),
    Field("next.outside", "flag", "whether the next step is to go to an outside body", "yes"),
    Field("next.what", "text", "what happens next", "answer the complaint"),
    Field("next.who", "text", "who does it", "Complaints Officer"),
    Field("next.due", "day", "by when it happens", "Monday 4 May 2026"),
    Field("next.was_due", "day", "the day that has passed without it", "Monday 4 May 2026"),
    Field("next.paused", "flag", "whether the time for the next step stands still", "yes"),
    Field("next.choices", "list", "what the complainant may choose", ""),
    Field("next.choices[].title", "text", "one choice", "Accept the answer"),
    Field("next.later", "list", "what comes after the next step at this stage and has its date already", ""),
    Field("next.later[].what", "text", "one thing that comes after it", "answer the complaint"),
    Field("next.later[].who", "text", "who does that", "Complaints Officer"),
    Field("next.later[].due", "day", "by when that happens", "Monday 18 May 2026"),
    Field("next.silence_closes", "flag", "whether saying nothing closes the case", "yes"),
    Field("next.late_with_reason", "flag", "whether a late request is looked at", "yes"),
    Field("due.*", "day", "the date by which it is due", "Monday 4 May 2026"),
    Field("extension.step", "text", "the step that is given more time", "answer the complaint", "", EXTENSION),
    Field("extension.before", "day", "the date before the extension", "Monday 4 May 2026", "", EXTENSION),
    Field("extension.after", "day", "the date after the extension", "Monday 18 May 2026", "", EXTENSION),
    Field("pause.title", "text", "the reason for which the clock stands still", "We wait for papers", "", PAUSES),
    Field("promises", "list", "dates that we told and that are wrong", ""),
    Field("promises[].what", "text", "what a wrong date was for", "answer the complaint"),
    Field("promises[].told", "day", "the date that we told", "Monday 4 May 2026"),
    Field("promises[].now", "day", "the date that is right", "Thursday 30 April 2026"),
    Field(
        "restriction.until",
        "day",
        "when a restriction is looked at again",
        "Monday 2 November 2026",
        "until",
        WHEN_NEEDED,
    ),
    Field("exclusion.title", "text", "the ground for refusing", "More than a year ago", "exclusion", REFUSAL),
    Field("exclusion.explanation", "prose", "what the policy says on that ground", "…", "exclusion", REFUSAL),
    Field("door.title", "text", "the way to the outside body", "Go to the Ombudsman", "", REFERRAL),
    Field("door.closes", "day", "the last day to go there", "Monday 3 May 2027"),
    Field("door.body.title", "text", "the outside body", "The Ombudsman", "", REFERRAL),
    Field("door.body.about", "text", "what the body does", "It is independent.", "", REFERRAL),
    Field("door.body.address", "lines", "the body's address", "PO Box 1"),
    Field("door.body.telephone", "text", "the body's telephone number", "01632 960001"),
    Field("door.body.email", "text", "the body's email address", "help@example.org"),
    Field("door.body.website", "text", "the body's website", "example.org"),
    Field("body.title", "text", "the body that the letter is about", "The Ombudsman", "", ABOUT_A_BODY),
    Field("body.about", "text", "what that body does", "It is independent.", "", ABOUT_A_BODY),
    Field("body.address", "lines", "that body's address", "PO Box 1"),
    Field("body.telephone", "text", "that body's telephone number", "01632 960001"),
    Field("body.email", "text", "that body's email address", "help@example.org"),
    Field("body.website", "text", "that body's website", "example.org"),
    Field("doors", "list", "who outside can help", ""),
    Field("door.via", "text", "through whom the way leads", "your Member of Parliament"),
    Field("doors[].via", "text", "through whom a way leads", "your Member of Parliament"),
    Field("doors[].title", "text", "a way to an outside body", "Go to the Ombudsman"),
    Field("doors[].open", "flag", "whether the complainant may go there now", "yes"),
    Field("doors[].always", "flag", "whether they may go there at any time", "yes"),
    Field("doors[].opens", "day", "the day from which they may go there", "Monday 1 June 2026"),
    Field("doors[].stage", "number", "the stage whose answer opens the way", "2"),
    Field("doors[].closes", "day", "the last day to go there", "Monday 3 May 2027"),
    Field("doors[].only_for", "text", "what the way is for, where the case does not say whether it is", "Certificates"),
    Field("doors[].body.title", "text", "an outside body", "The Ombudsman"),
    Field("doors[].body.about", "text", "what that body does", "It is independent."),
    Field("doors[].body.address", "lines", "that body's address", "PO Box 1"),
    Field("doors[].body.telephone", "text", "that body's telephone number", "01632 960001"),
    Field("doors[].body.email", "text", "that body's email address", "help@example.org"),
    Field("doors[].body.website", "text", "that body's website", "example.org"),
    Field("signature", "lines", "who signs", "Sam Officer"),
)
"""Every field there is. Names may be added; a meaning never changes, since letters are pinned for years."""

LOOP: Final = ("index", "first", "last", "length")
"""What a template may ask of `loop` inside a list."""

_BY_NAME: Final = {field.name: field for field in FIELDS}
_NUMBERS: Final = re.compile(r"\[\d+\]")
TOPS: Final = tuple(dict.fromkeys(field.name.partition(".")[0].removesuffix("[]") for field in FIELDS))
"""The names that stand at the top: `complainant`, `matters`, `due` …"""


SHORT: Final = {"matters": "matters[].what", "outcome": "matters[].outcome", "reasons": "matters[].reasons"}
"""Short names for what is told of each matter."""


@lru_cache(maxsize=2048)
def plain(name: str) -> str:
    """The name of a field without the number of an item: `matters[2].outcome` becomes `matters[].outcome`."""
    return _NUMBERS.sub("[]", SHORT.get(name, name))


def field_of(name: str) -> Field | None:
    """The row of a dotted name such as `matters[2].outcome` or `due.respond`; None when there is none."""
    bare = _NUMBERS.sub("[]", name)
    top = bare.partition(".")[0]
    return _BY_NAME.get(bare) or (_BY_NAME.get(f"{top}.*") if "." in bare else None)


def parts_of(name: str) -> tuple[str, ...]:
    """The names below a group such as `complainant`; empty when it is no group."""
    bare = _NUMBERS.sub("[]", name)
    return tuple(known for known in _BY_NAME if known.startswith((f"{bare}.", f"{bare}[].")))


def is_group(name: str) -> bool:
    """Whether a name has parts of its own, and is not itself a value."""
    return field_of(name) is None and bool(parts_of(name))


def title_of(name: str) -> str:
    """What people call a field: 'the outcome of matter 2'."""
    field = field_of(name)
    if field is None:
        return name
    number = _number(name)
    if field.name == "due.*":
        return f"the date by which {name.removeprefix('due.')} is due"
    if field.name == "facts.*":
        return f"the fact {name.removeprefix('facts.')}"
    return re.sub(r"\ba (matter|remedy)\b", rf"\1 {number}", field.title) if number else field.title


def given_as(name: str) -> str:
    """The name under which a command brings a field: `outcome.2`; empty where no command can."""
    field = field_of(name)
    if field is None:
        return ""
    return field.give.replace("*", _number(name) or name.partition(".")[2])


def stem_of(name: str) -> str:
    """The name under which a command brings a field of every item: `reasons`; empty where no command can."""
    field = field_of(name)
    return field.give.partition(".*")[0] if field else ""


@lru_cache(maxsize=1024)
def is_given(name: str, given: str) -> bool:
    """Whether what a command brings under a name is this field, of whichever item: `remedy.1.by` is `remedies[].by`."""
    field = field_of(name)
    return field is not None and re.fullmatch(re.escape(field.give).replace(r"\*", r"[^.]+"), given) is not None


def _number(name: str) -> str:
    found = re.search(r"\[(\d+)\]", name)
    return found[1] if found else ""
