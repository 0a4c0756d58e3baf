"""Commands: what someone wants done to a case, and the words they gave with it.

Values, and the reading of what was given against the table of fields. Refuses what cannot be read; decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import NamedTuple

from pendulum import DateTime

from putright.case.events import NOTHING
from putright.case.fields import FIELDS, FieldRow, field_row
from putright.policy.model import Policy
from putright.problems import Refused, did_you_mean, one_of
from putright.working_days import Duration

LONGEST_TEXT = 20_000
"""Characters that one text may hold."""

_SUM = re.compile(r"[0-9]{1,12}(\.[0-9]{2})?")
"""A sum as a letter prints it behind the pound sign."""

OF_EVERY_MATTER = frozenset({"outcome", "reasons"})
"""Short names that speak of every matter that is looked at."""

OURS = frozenset(
    {"policy", "pin.*", "due.before", "due.after", "counted-from", "late", "missed", "voids", "duty", "action", "tells"}
    | {"policy.before", "plan", "renames", "renamed-events", "moved.*", "moved.*.before", "moved.*.after", "accepted"}
    | {"kept.*", "kept.*.on", "kept.*.at"}
)
"""Fields that the engine writes and nobody may hand in."""


class Command(NamedTuple):
    """An order: what to do, when it is recorded, when it happened if earlier, by whom, and with what."""

    action: str
    at: DateTime
    happened_at: DateTime
    by: str = ""
    role: str = ""
    given: Mapping[str, str] = NOTHING


def read_given(policy: Policy, given: Mapping[str, str], matters: tuple[str, ...], action: str = "") -> dict[str, str]:
    """What was given, by full field name: short names spelt out, every value checked; with an act, whether it can say so.

    Raises:
        Refused: R102 an unknown name, R103 a value that cannot be read, R108 a field of other acts; all of them at once.
    """
    full: dict[str, str] = {}
    refusals: list[Refused] = []
    for name, value in given.items():
        text = value.strip()
        if not text:
            continue
        for long_name in [f"{name}.{n}" for n in matters] if name in OF_EVERY_MATTER else (_full_name(policy, name),):
            if not _is_any_text(long_name) or len(text) > LONGEST_TEXT or "\x00" in text:
                no = _refused(policy, name, long_name, text, action)
                refusals += [no] if no else []
            full[long_name] = text
    if refusals:
        raise Refused.of(refusals)
    return full


@cache
def _is_any_text(name: str) -> bool:
    """Whether a field that anybody may hand in takes any text."""
    row = field_row(name)
    return row is not None and not row.only and not {row.pattern, row.kind} & {*OURS, *READINGS}


def _refused(policy: Policy, name: str, long_name: str, text: str, action: str) -> Refused | None:
    """Why that cannot be taken under this name; None when it can."""
    row = field_row(long_name)
    if row is None or row.pattern in OURS:
        return _unknown(policy, name)
    if action and row.only and action not in row.only:
        return Refused("R108", f"{action} cannot say {long_name}: {row.title}", f"say it with {one_of(row.only)}")
    return _unreadable(policy, row, long_name, text)


SHORT: Mapping[str, str] = {
    "matter": "matter.1.what",
    "matter.1": "matter.1.what",
    "happened": "matter.1.happened",
    "aware": "matter.1.aware",
    "remedy": "remedy.1",
    "outstanding": "outstanding.1",
}
"""Short names that speak of the first matter, remedy or action."""


def _full_name(policy: Policy, name: str) -> str:
    """What a name stands for: a short one for the first of its kind, a fact's id for that fact, a matter for what it is."""
    if name in SHORT:
        return SHORT[name]
    if name in policy.facts:
        return f"fact.{name}"
    return f"{name}.what" if name[:7] == "matter." and name.count(".") == 1 else name


def _unknown(policy: Policy, name: str) -> Refused:
    known = [row.pattern.replace("*", "1") for row in FIELDS if row.pattern not in OURS]
    known += ["outcome", "reasons", *SHORT, *policy.facts]
    whole = next((one for one in known if one.endswith(f".{name}")), "")
    hint = f' Did you mean "{whole}"?' if whole else did_you_mean(name, known)
    return Refused(
        "R102",
        f'nothing is called "{name}" here.{hint}',
        "use one of the names in docs/commands.md, or a fact of the policy",
    )


def _unreadable(policy: Policy, row: FieldRow, name: str, value: str) -> Refused | None:
    """Why a value cannot be taken for that field; None when it can."""
    if len(value) > LONGEST_TEXT:
        return Refused(
            "R103",
            f"{row.title} ({name}) is longer than {LONGEST_TEXT} characters",
            "shorten it, or attach it as a document",
        )
    if "\x00" in value:
        return Refused("R103", f"{row.title} ({name}) holds a character that is no text", "type it again")
    reading = READINGS.get(row.pattern) or READINGS.get(row.kind)
    return reading(policy, row, name, value) if reading else None


def _bad_date(_: Policy, row: FieldRow, name: str, value: str) -> Refused | None:
    try:
        is_date = date.fromisoformat(value).isoformat() == value
    except ValueError:
        is_date = False
    if is_date:
        return None
    mend = "write it as year-month-day, such as 2026-04-20"
    return Refused("R103", f'{row.title} ({name}) is no date: "{value}"', mend)


def _bad_moment(_: Policy, row: FieldRow, name: str, value: str) -> Refused | None:
    try:
        aware = datetime.fromisoformat(value).utcoffset() is not None
    except ValueError:
        aware = False
    if aware:
        return None
    mend = "write it as 2026-11-20T10:15:00+00:00, with the offset from UTC"
    return Refused("R104", f'{row.title} ({name}) is no moment with its offset: "{value}"', mend)


def _bad_duration(_: Policy, row: FieldRow, name: str, value: str) -> Refused | None:
    try:
        Duration.parse(value)
    except ValueError as error:
        return Refused("R103", f"{name}: {error}", 'write it as people say it, such as "10 working days"')
    return None


def _bad_sum(_: Policy, row: FieldRow, name: str, value: str) -> Refused | None:
    if _SUM.fullmatch(value):
        return None
    mend = "write pounds and pence as a number, such as 150.00"
    return Refused("R103", f'{name} is no sum of money: "{value}"', mend)


def _bad_fact(policy: Policy, row: FieldRow, name: str, value: str) -> Refused | None:
    id = name.removeprefix("fact.")
    fact = policy.facts.get(id)
    if fact is None:
        return Refused(
            "R102",
            f'the policy has no fact "{id}".{did_you_mean(id, policy.facts)}',
            f"use {one_of(policy.facts) or 'no facts: the policy names none'}",
        )
    if fact.type == "choice" and value not in fact.values:
        return _not_among(fact.title, name, value, fact.values)
    if fact.type == "yes-no" and value not in ("yes", "no"):
        return _not_among(fact.title, name, value, ("yes", "no"))
    if fact.type == "date":
        return _bad_date(policy, replace(row, title=fact.title), name, value)
    if fact.type == "duration":
        return _bad_duration(policy, row, name, value) or _no_agreed_time(fact.title, name, Duration.parse(value))
    if fact.type == "number" and not value.isdecimal():
        return Refused("R103", f'{fact.title} ({name}) is no whole number: "{value}"', "write it in digits, such as 3")
    return None


def _no_agreed_time(title: str, name: str, duration: Duration) -> Refused | None:
    """Dates are agreed on, not moments: a time that people agree on runs in days or more, and is not nothing."""
    if duration.unit != "hours" and duration.number:
        return None
    what = f"{title} ({name}) cannot be {duration}: a date could not be counted from it"
    return Refused("R103", what, "agree on days, weeks or months, such as 15 working days")


def _not_among(title: str, name: str, value: str, known: Mapping[str, str] | tuple[str, ...]) -> Refused:
    return Refused("R103", f'{title} ({name}) cannot be "{value}".{did_you_mean(value, known)}', f"use {one_of(known)}")


Reading = Callable[[Policy, FieldRow, str, str], Refused | None]


def _among(known: Callable[[Policy], Mapping[str, str] | tuple[str, ...]]) -> Reading:
    def reading(policy: Policy, row: FieldRow, name: str, value: str) -> Refused | None:
        choices = known(policy)
        return None if value in choices else _not_among(row.title, name, value, choices)

    return reading


def _bad_representative(policy: Policy, row: FieldRow, name: str, value: str) -> Refused | None:
    """Anybody may speak for a complainant where the policy does not list who may."""
    known = policy.representatives.who if policy.representatives else ()
    return _not_among(row.title, name, value, known) if known and value not in known else None


READINGS: Mapping[str, Reading] = {
    "date": _bad_date,
    "duration": _bad_duration,
    "moment": _bad_moment,
    "sum": _bad_sum,
    "outcome": _among(lambda policy: policy.outcomes),
    "yes-no": _among(lambda policy: ("yes", "no")),
    "struck": _among(lambda policy: ("yes",)),
    "remedy.*.kind": _among(lambda policy: policy.remedies),
    "channel": _among(lambda policy: policy.channels),
    "about.*.role": _among(lambda policy: tuple(policy.roles)),
    "representative.kind": _bad_representative,
    "fact.*": _bad_fact,
}
"""How the value of a field is read, by its name or else by its kind; any text will do for the rest."""
