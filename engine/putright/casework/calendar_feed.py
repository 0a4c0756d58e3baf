"""Dates as a calendar that other programs subscribe to: iCalendar, as RFC 5545 lays it down.

Pure text; knows nothing of cases, and what it is not handed it cannot let out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from pendulum import DateTime

LINE = 75
"""Octets that a line may have."""

EMPTY = (
    "BEGIN:VTIMEZONE", "TZID:UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0000", "END:STANDARD", "END:VTIMEZONE",
)  # fmt: skip
"""RFC 5545 allows no calendar without any part; this one says nothing."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One date: a day, or a moment of it; `uid` stays the same when the date moves."""

    uid: str
    on: date
    summary: str
    description: str = ""
    at: DateTime | None = None


def calendar_feed(entries: Iterable[Entry], stamp: DateTime) -> str:
    """The calendar of these dates as it was at `stamp`; every line ends as the RFC asks."""
    events = [line for entry in entries for line in _event(entry, stamp)]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//putright//case list//EN", "CALSCALE:GREGORIAN"]
    return "".join(f"{_folded(line)}\r\n" for line in (*lines, *(events or EMPTY), "END:VCALENDAR"))


def _event(entry: Entry, stamp: DateTime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(entry.uid)}"
    yield f"DTSTAMP:{_utc(stamp)}"
    yield f"DTSTART:{_utc(entry.at)}" if entry.at else f"DTSTART;VALUE=DATE:{entry.on:%Y%m%d}"
    yield f"SUMMARY:{_text(entry.summary)}"
    if entry.description:
        yield f"DESCRIPTION:{_text(entry.description)}"
    yield "TRANSP:TRANSPARENT"  # a due date keeps nobody from other work
    yield "END:VEVENT"


def _utc(moment: DateTime) -> str:
    return f"{moment.in_timezone('UTC'):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    """A text with what means something in a calendar escaped, and without control characters."""
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n")):
        text = text.replace(plain, escaped)
    return "".join(character for character in text if character >= " " and character != "\x7f")


def _folded(line: str) -> str:
    """The line cut into pieces of at most 75 octets, never inside a character; each but the first begins with a space."""
    pieces, size = [""], 0
    for character in line:
        octets = len(character.encode("utf-8", "surrogatepass"))
        if size + octets > LINE:
            pieces.append(" ")
            size = 1
        pieces[-1] += character
        size += octets
    return "\r\n".join(pieces)
