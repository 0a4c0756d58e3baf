"""Calendars as files: reading, finding and pinning them, and the plain question "when is it due?".

Never counts by itself: what a calendar means is settled in `working_days`.
"""

from __future__ import annotations

from putright.policy.calendars.asking import BadDue, due
from putright.policy.calendars.finding import find_calendar, shipped_calendar, shipped_names
from putright.policy.calendars.reading import calendar_from
from putright.policy.calendars.writing import calendar_of, document

__all__ = [
    "BadDue",
    "calendar_from",
    "calendar_of",
    "document",
    "due",
    "find_calendar",
    "shipped_calendar",
    "shipped_names",
]
