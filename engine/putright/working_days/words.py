"""Words: dates and choices as people say them in plain British English.

Never asks the machine's locale, so that the same date reads the same everywhere.
"""

from __future__ import annotations

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


def listed(words: Iterable[str], joint: str = "or") -> str:
    """The words as a sentence has them: 'a, b or c'."""
    *first, last = words
    return f"{', '.join(first)} {joint} {last}" if first else last


def not_a_choice(what: str, word: str, choices: Iterable[str]) -> str:
    """A sentence that refuses `word`, lists the choices, and names the closest one."""
    known = list(choices)
    close = get_close_matches(word.strip().lower(), known, n=1, cutoff=0.6)
    hint = f' Did you mean "{close[0]}"?' if close else ""
    return f'{what} must be {listed(known)}; found "{word}".{hint}'
