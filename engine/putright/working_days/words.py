"""Words: dates and choices as people say them in plain British English.

Never asks the machine's locale, so that the same date reads the same everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def weekday_name(day: date) -> str:
    """The day of the week, such as 'Saturday'."""
    return WEEKDAYS[day.weekday()].capitalize()


def in_words(day: date) -> str:
    """The date without its weekday: '20 April 2026'."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def in_full(day: date) -> str:
    """The date as a letter says it: 'Monday 20 April 2026'."""
    return f"{weekday_name(day)} {in_words(day)}"


_SAID = re.compile(
    r"(?:(?P<weekday>[A-Za-z]+),? +)?(?P<day>\d{1,2}) +(?P<month>[A-Za-z]+),? +(?P<year>\d{4})", re.ASCII
)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def day_said(text: str) -> date:
    """The day that '2026-04-20', '20 April 2026' or 'Monday 20 April 2026' names.

    Raises:
        ValueError: It is no day, there is no such day, or it falls on another day of the week; the message says which.
    """
    if _ISO.fullmatch(text):
        year, month, number = map(int, text.split("-"))
        return _day(year, month, number, text)
    said = _SAID.fullmatch(text.strip())
    if said is None:
        raise ValueError(f'"{text[:60]}" is no day that can be read')
    months = [month.lower() for month in MONTHS]
    if said["month"].lower() not in months:
        raise ValueError(not_a_choice("the month", said["month"], MONTHS))
    day = _day(int(said["year"]), months.index(said["month"].lower()) + 1, int(said["day"]), text)
    weekday = (said["weekday"] or weekday_name(day)).capitalize()
    if weekday.lower() not in WEEKDAYS:
        raise ValueError(not_a_choice("the day of the week", weekday, map(str.capitalize, WEEKDAYS)))
    if weekday != weekday_name(day):
        raise ValueError(f"{in_words(day)} is a {weekday_name(day)}, not a {weekday}")
    return day


def _day(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f'there is no such day as "{text}"') from None


def listed(words: Iterable[str], joint: str = "or") -> str:
    """The words as a sentence has them: 'a, b or c'."""
    *first, last = words
    return f"{', '.join(first)} {joint} {last}" if first else last


def not_a_choice(what: str, word: str, choices: Iterable[str]) -> str:
    """A sentence that refuses `word`, lists the choices, and names the closest one."""
    known = list(choices)
    plain = {choice.lower(): choice for choice in known}
    close = get_close_matches(word.strip().lower(), plain, n=1, cutoff=0.6)
    hint = f' Did you mean "{plain[close[0]]}"?' if close else ""
    return f'{what} must be {listed(known)}; found "{word}".{hint}'
