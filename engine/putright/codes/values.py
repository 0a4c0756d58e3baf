"""Values: what stands beside a question, read as the kind that the question asks for.

Pure. It says what a value must be; where the value stands is known elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, TypeAlias

from putright.case.fields import FIELDS, field_row
from putright.codes.model import ClosedBody, Ground
from putright.codes.vocabulary import CHOICES, CONTENTS, REPORT_PARTS
from putright.problems import did_you_mean, one_of
from putright.source import Plain, in_words
from putright.working_days import Duration

Reader: TypeAlias = Callable[[Plain], Any]

STAGE_WORDS = ("every", "last")


def read_as(kind: str, value: Plain) -> Any:
    """The value as that kind.

    Raises:
        ValueError: It is none; the sentence goes on after "must be" and says what it must be and what was found.
    """
    if kind in CHOICES:
        return _chosen(value, CHOICES[kind])
    return _READERS[kind](value)


def example_of(kind: str) -> str:
    """How a value of that kind can be written."""
    return CHOICES[kind][0] if kind in CHOICES else _EXAMPLES[kind]


def _number(value: Plain) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ValueError(f"a whole number from 1, found {in_words(value)}")
    return value


def _stage(value: Plain) -> int | str:
    if value in STAGE_WORDS:
        return str(value)
    try:
        return _number(value)
    except ValueError:
        raise ValueError(f"the number of a stage, or {one_of(STAGE_WORDS)}; found {in_words(value)}") from None


def _duration(value: Plain) -> Duration:
    try:
        found = Duration.parse(_text(value))
    except ValueError as error:
        raise ValueError(f'a duration such as "10 working days"; {error}') from None
    if found.number < 1:
        raise ValueError(f'a duration of at least 1, found "{value}"')
    return found


def _yes_no(value: Plain) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"true or false, found {in_words(value)}")
    return value


def _text(value: Plain) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"text, found {in_words(value)}")
    return value


def _texts(value: Plain) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise ValueError(f"a list of words, found {in_words(value)}")
    return tuple(_text(item) for item in value)


def _chosen(value: Plain, known: Iterable[str]) -> str:
    names = tuple(known)
    if value not in names:
        hint = did_you_mean(str(value), names)
        raise ValueError(f"{one_of(names)}; found {in_words(value)}{'.' if hint else ''}{hint}")
    return str(value)


def _fields(value: Plain) -> tuple[str, ...]:
    found = _texts(value)
    for name in found:
        if field_row(name) is None and not any(row.pattern.startswith(f"{name}.") for row in FIELDS):
            known = [row.pattern.removesuffix(".*") for row in FIELDS]
            raise ValueError(f'fields that a case can hold; "{name}" is none.{did_you_mean(name, known)}')
    return found


def _listed_from(known: Iterable[str]) -> Callable[[Plain], tuple[str, ...]]:
    names = tuple(known)

    def read(value: Plain) -> tuple[str, ...]:
        found = _texts(value)
        return tuple(_chosen(name, names) for name in found)

    return read


def _named(value: Plain) -> Mapping[str, Plain]:
    if not isinstance(value, dict) or not value:
        raise ValueError(f"a group of named values, found {in_words(value)}")
    return value


def _elements(value: Plain) -> Mapping[str, tuple[str, ...]]:
    return {name: _texts(words) for name, words in _named(value).items()}


def _grounds(value: Plain) -> Mapping[str, Ground]:
    readers = dict.fromkeys(("words", "must_say", "must_not_say"), _texts)
    return {name: Ground(**_parts(one, readers, ("words",))) for name, one in _named(value).items()}


def _closed_bodies(value: Plain) -> Mapping[str, ClosedBody]:
    readers: Mapping[str, Reader] = {"words": _texts, "closed_on": _day, "successor": _text}
    return {name: ClosedBody(**_parts(one, readers, tuple(readers))) for name, one in _named(value).items()}


def _parts(value: Plain, readers: Mapping[str, Reader], needed: Iterable[str]) -> dict[str, Any]:
    """The parts of a group, each read in its own way."""
    group = _named(value)
    wrong = [f'"{key}" cannot stand there' for key in group if key not in readers]
    wrong += [f"{key} is missing" for key in needed if key not in group]
    if wrong:
        raise ValueError(f"a group with {', '.join(readers)}; {wrong[0]}")
    return {key: readers[key](part) for key, part in group.items()}


def _day(value: Plain) -> date:
    try:
        return date.fromisoformat(_text(value))
    except ValueError:
        raise ValueError(f"a day such as 2025-03-31, found {in_words(value)}") from None


_READERS: Mapping[str, Reader] = {
    "number": _number,
    "stage": _stage,
    "duration": _duration,
    "yes-no": _yes_no,
    "text": _text,
    "texts": _texts,
    "contents": _listed_from(CONTENTS),
    "parts": _listed_from(REPORT_PARTS),
    "fields": _fields,
    "elements": _elements,
    "grounds": _grounds,
    "closed-bodies": _closed_bodies,
}

_EXAMPLES: Mapping[str, str] = {
    "number": "2",
    "stage": "1",
    "duration": "10 working days",
    "yes-no": "true",
    "text": "Minutes of the board.",
    "texts": "[informal, stage 0]",
    "contents": "[decision, reasons]",
    "parts": "[volume, outcomes]",
    "fields": "[reason]",
    "elements": "{dissatisfaction: [dissatisfaction, unhappy]}",
    "grounds": "{court: {words: [court], must_say: [claim form]}}",
    "closed-bodies": '{esfa: {words: [ESFA], closed_on: "2025-03-31", successor: Department for Education}}',
}
