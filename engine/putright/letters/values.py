"""Values as a template sees them: each knows its name, prints itself as harmless Markdown, and notes that it was used.

Nothing a person wrote can change a letter's structure, and nothing that is missing prints as a gap.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Final, TypeAlias

from putright.letters.fields import field_of, is_group, plain, title_of
from putright.working_days import in_full

MAY_BE_EARLIER: Final = "(it can still become earlier)"
"""What is said beside a date that may turn out to be earlier."""

MAY_MOVE: Final = "(this day may change, because the bank holidays of that year are not known yet)"

_MARKS: Final = re.compile(r"([\\`*_\[\]<>#~|&])")
_HARMLESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9.,;:!?'\"()/@%=+-]*(?: [A-Za-z0-9.,;:!?'\"()/@%=+-]+)*")
"""What most lines are: plain words after a letter, and nothing in them that Markdown or a reader could take otherwise."""
_START: Final = re.compile(r"\A(\d*)([.)](?=\s|\Z)|(?<!\d)[-+=:])")
_UNSEEN: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def escaped(text: str) -> str:
    """One line of Markdown that shows exactly this text, whatever stands before or after it."""
    if _HARMLESS.fullmatch(text):
        return str(text)
    line = " ".join(visible(text).split())
    if _MARKS.search(line):
        line = _MARKS.sub(r"\\\1", line)
    if line.isascii() and line.isdigit():
        return f"{line[:-1]}&#{ord(line[-1])};"  # a bare number before a full stop would begin a list
    begins = _START.match(line)
    return f"{begins[1]}\\{line[begins.start(2) :]}" if begins else line


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


Raw: TypeAlias = "str | int | bool | date | Promise | tuple[Raw, ...] | dict[str, Raw] | None"


class Text(str):
    """A line of text, which notes that it was printed."""

    __slots__ = ("record", "row")

    row: _Row
    record: Record

    def markdown(self) -> str:
        row = self.row
        self.record.told.add(row.plain)
        return row.printed(self)


def in_lines(text: str) -> str:
    """Text whose lines stand under each other, such as an address."""
    return "\\\n".join([told for line in text.splitlines() if (told := escaped(line))])


def in_paragraphs(text: str) -> str:
    """Text that may have several paragraphs."""
    if "\n" not in text:
        return escaped(text)
    paragraphs = re.split(r"\n[ \t]*\n", visible(text).replace("\r\n", "\n"))
    return "\n\n".join(told for part in paragraphs if (told := escaped(part)))


@dataclass(slots=True)
class Day:
    """A date, told in full; a promise is noted when it is told."""

    on: date
    record: Record
    row: _Row
    promise: Promise | None = None

    def markdown(self) -> str:
        self.record.told.add(self.row.plain)
        if self.promise is None:
            return in_full(self.on)
        self.record.promised[self.promise.name] = self.on.isoformat()
        told = in_full(self.on) + (f" at {self.promise.at}" if self.promise.at else "")
        told = f"{told} {MAY_BE_EARLIER}" if self.promise.may_become_earlier else told
        return f"{told} {MAY_MOVE}" if self.promise.is_provisional else told


@dataclass(slots=True)
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


@dataclass(slots=True, eq=False)
class Group:
    """Values under one name."""

    row: _Row
    values: Mapping[str, Raw]
    record: Record
    parts: dict[str, object] = field(default_factory=dict, init=False)
    """The parts that were asked for so far; most are asked for once more, to be printed."""

    def part(self, key: str) -> object:
        """The value of one part; Absent when it has none."""
        found = self.parts.get(key)
        if found is None:
            row = self.row.below.get(key) or self.row.part(key)
            found = self.parts[key] = _wrapped(row, self.values.get(key), self.record)
        return found


def wrapped(name: str, raw: Raw, record: Record) -> object:
    """A raw value as a template sees it."""
    return _wrapped(_row(name), raw, record)


def _wrapped(row: _Row, raw: Raw, record: Record) -> object:
    if isinstance(raw, str) and (raw[:1].isalnum() or visible(raw).strip()):
        text = Text(raw)
        text.row, text.record = row, record
        return text
    if isinstance(raw, (int, dict)):  # before what is empty: no, 0 and a group without values are values
        return Group(row, raw, record) if isinstance(raw, dict) else raw
    if not raw or isinstance(raw, str):
        return Group(row, {}, record) if row.is_group else Absent(row.name, record)
    if isinstance(raw, date):
        return Day(raw, record, row)
    if isinstance(raw, Promise):
        return Day(raw.on, record, row, raw)
    if isinstance(raw, tuple):
        return tuple([_wrapped(_row(f"{row.name}[{at}]"), item, record) for at, item in enumerate(raw, start=1)])
    raise TypeError(f"{row.name} is nothing that a letter can tell")


_PRINTED: Final[Mapping[str, Callable[[str], str]]] = {"prose": in_paragraphs, "lines": in_lines}


@dataclass(slots=True, eq=False)
class _Row:
    """What the table of fields says of a name, and of the names below it."""

    name: str
    plain: str
    is_group: bool
    printed: Callable[[str], str]
    below: dict[str, _Row] = field(default_factory=dict)

    def part(self, key: str) -> _Row:
        return self.below.setdefault(key, _row(f"{self.name}.{key}"))


@lru_cache(maxsize=2048)
def _row(name: str) -> _Row:
    """Looked up once: every letter asks for the same names."""
    row = field_of(name)
    return _Row(name, plain(name), is_group(name), _PRINTED.get(row.kind, escaped) if row else escaped)
