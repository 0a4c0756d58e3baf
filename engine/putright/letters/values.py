"""Values as a template sees them: each knows its name, prints itself as harmless Markdown, and notes that it was used.

Nothing a person wrote can change a letter's structure, and nothing that is missing prints as a gap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Final, Self, TypeAlias

from putright.letters.fields import field_of, is_group, plain, title_of
from putright.working_days import in_full

MAY_BE_EARLIER: Final = "(it can still become earlier)"
"""What is said beside a date that may turn out to be earlier."""

MAY_MOVE: Final = "(this day may change, because the bank holidays of that year are not known yet)"

_MARKS: Final = re.compile(r"([\\`*_\[\]<>#~|&])")
_START: Final = re.compile(r"\A(\d*)([.)](?=\s|\Z)|(?<!\d)[-+=:])")
_UNSEEN: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def escaped(text: str) -> str:
    """One line of Markdown that shows exactly this text, whatever stands before or after it."""
    line = " ".join(visible(text).split())
    if _MARKS.search(line):
        line = _MARKS.sub(r"\\\1", line)
    if line.isascii() and line.isdigit():
        return f"{line[:-1]}&#{ord(line[-1])};"  # a bare number before a full stop would begin a list
    return line if line[:1].isalpha() else _START.sub(r"\1\\\2", line)


def visible(text: str) -> str:
    """The text without control and direction marks, which can make a page show what was not written."""
    return text if text.isprintable() else _UNSEEN.sub("", text)


@dataclass(slots=True)
class Record:
    """What one filling has used: names that were asked for and missing, and the due dates that were told."""

    marks_gaps: bool = False
    """In a preview a missing field shows as «its title»."""
    missing: dict[str, None] = field(default_factory=dict)
    promised: dict[str, str] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    """The fields that were printed, by name: `matters[].outcome`."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A due date, under the name of its deadline; `at` is the time of day of a limit in hours."""

    name: str
    on: date
    at: str = ""
    is_provisional: bool = False
    may_become_earlier: bool = False


Raw: TypeAlias = "str | int | bool | date | Promise | Sequence[Raw] | Mapping[str, Raw] | None"


class Text(str):
    """A line of text, which notes that it was printed."""

    __slots__ = ("name", "record")

    name: str
    record: Record | None

    def __new__(cls, raw: str, name: str = "", record: Record | None = None) -> Self:
        text = super().__new__(cls, raw)
        text.name, text.record = name, record
        return text

    def markdown(self) -> str:
        if self.record is not None:
            self.record.told.add(plain(self.name))
        return self.printed()

    def printed(self) -> str:
        return escaped(self)


class Prose(Text):
    """Text that may have several paragraphs."""

    __slots__ = ()

    def printed(self) -> str:
        paragraphs = re.split(r"\n[ \t]*\n", visible(self).replace("\r\n", "\n"))
        return "\n\n".join(told for part in paragraphs if (told := escaped(part)))


class Lines(Text):
    """Text whose lines stand under each other, such as an address."""

    __slots__ = ()

    def printed(self) -> str:
        return "\\\n".join(told for line in self.splitlines() if (told := escaped(line)))


@dataclass(frozen=True, slots=True)
class Day:
    """A date, told in full; a promise is noted when it is told."""

    on: date
    record: Record
    promise: Promise | None = None
    name: str = ""

    def markdown(self) -> str:
        self.record.told.add(plain(self.name))
        if self.promise is None:
            return in_full(self.on)
        self.record.promised[self.promise.name] = self.on.isoformat()
        told = in_full(self.on) + (f" at {self.promise.at}" if self.promise.at else "")
        told = f"{told} {MAY_BE_EARLIER}" if self.promise.may_become_earlier else told
        return f"{told} {MAY_MOVE}" if self.promise.is_provisional else told


@dataclass(frozen=True, slots=True)
class Absent:
    """A field without a value: an `if` may ask whether it is there; printing it or walking through it is noted."""

    name: str
    record: Record

    def __bool__(self) -> bool:
        return False

    def __len__(self) -> int:
        return 0

    def __iter__(self) -> Iterator[object]:
        self.record.missing[self.name] = None
        return iter(())

    def markdown(self) -> str:
        self.record.missing[self.name] = None
        return f"«{escaped(title_of(self.name))}»" if self.record.marks_gaps else ""


@dataclass(frozen=True, slots=True)
class Group:
    """Values under one name."""

    name: str
    values: Mapping[str, Raw]
    record: Record
    parts: dict[str, object] = field(default_factory=dict, init=False, repr=False, compare=False)
    """The parts that were asked for so far; most are asked for once more, to be printed."""

    def part(self, key: str) -> object:
        """The value of one part; Absent when it has none."""
        if key not in self.parts:
            self.parts[key] = wrapped(f"{self.name}.{key}", self.values.get(key), self.record)
        return self.parts[key]


def wrapped(name: str, raw: Raw, record: Record) -> object:
    """A raw value as a template sees it."""
    if raw is None or (isinstance(raw, str) and not visible(raw).strip()):
        return Group(name, {}, record) if _row(name).is_group else Absent(name, record)
    if isinstance(raw, str):
        return _row(name).text(raw, name, record)
    if isinstance(raw, dict):
        return Group(name, raw, record)
    if isinstance(raw, int):
        return raw
    if isinstance(raw, Promise):
        return Day(raw.on, record, raw, name)
    if isinstance(raw, date):
        return Day(raw, record, name=name)
    if isinstance(raw, Mapping):
        return Group(name, raw, record)
    if not raw:
        return Absent(name, record)
    return tuple(wrapped(f"{name}[{number}]", item, record) for number, item in enumerate(raw, start=1))


_TEXTS: Final[Mapping[str, type[Text]]] = {"prose": Prose, "lines": Lines}


@dataclass(frozen=True, slots=True)
class _Row:
    """What the table of fields says of a name."""

    is_group: bool
    text: type[Text]


@lru_cache(maxsize=2048)
def _row(name: str) -> _Row:
    """Looked up once: every letter asks for the same names."""
    row = field_of(name)
    return _Row(is_group(name), _TEXTS.get(row.kind, Text) if row else Text)
