"""Moments as people and programs hand them in."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache

from pendulum import DateTime, FixedTimezone

from putright.case.moments import at_its_offset
from putright.problems import Refused


def moment(given: str | datetime, name: str = "at") -> DateTime:
    """A moment with its offset.

    Raises:
        Refused: R104 it cannot be read, does not exist, or has no offset.
    """
    mend = "write it as 2026-11-20T10:15:00+00:00, with the offset from UTC"
    try:
        read = DateTime.fromisoformat(given) if isinstance(given, str) else given
    except ValueError:
        raise Refused("R104", f'{name}: "{str(given)[:40]}" is no moment', mend) from None
    offset = read.utcoffset()
    if offset is None:
        raise Refused("R104", f'{name}: "{read.isoformat()}" does not say which offset from UTC it has', mend)
    # Python's own `replace`: pendulum's, and what it has for moments of others, take several times as long.
    return datetime.replace(read, tzinfo=_zone(offset)) if isinstance(read, DateTime) else at_its_offset(read)


@cache
def _zone(offset: timedelta) -> FixedTimezone:
    return FixedTimezone(int(offset.total_seconds()))
