"""Moments and their days: the local day of a moment, the moment at which a day ends, which of two comes first.

Pure, and asked of every moment of every case: where the library takes long to tell, this says it in another way.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

import pendulum
from pendulum import DateTime, FixedTimezone

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)

_IN_QUARTERS: Final = date(1973, 1, 1).toordinal()
"""Since then every zone is whole quarters of an hour off UTC."""

KEPT: Final = 4096
"""Counts and local days that are remembered; their arguments say everything, so a remembered answer is the answer."""


def local_day(moment: DateTime | date, time_zone: str) -> date:
    """The day that a moment falls on in a time zone; a day is itself."""
    if not isinstance(moment, DateTime):
        return moment
    day, zone = datetime.toordinal(moment), moment.tzinfo
    # Asked of every moment of every case: that of UTC takes the library a microsecond to tell.
    offset = 0 if zone is pendulum.UTC else zone.offset if type(zone) is FixedTimezone else moment.offset or 0
    if offset % 900 or day < _IN_QUARTERS:
        return _day_at(datetime.timestamp(moment) // 1, time_zone)
    # No day begins within a quarter of an hour, and the moments of one share the answer.
    return _day_of(day, moment.hour * 4 + moment.minute // 15, offset, time_zone)


@lru_cache(maxsize=KEPT)
def _day_of(day: int, quarter: int, offset: int, time_zone: str) -> date:
    """The local day of a quarter of an hour: of which day on the clock of what offset from UTC, in seconds."""
    return _day_at((day - _EPOCH.toordinal()) * 86400 + quarter * 900 - offset, time_zone)


def _day_at(seconds: float, time_zone: str) -> date:
    """The local day so many seconds after 1970 began; past pendulum's moments, which take four times as long."""
    zone = ZoneInfo(time_zone)
    return zone.fromutc(_EPOCH.replace(tzinfo=zone) + timedelta(seconds=seconds)).date()


def at_its_offset(moment: datetime) -> DateTime:
    """The same moment with its offset fixed, as it is stored.

    Python compares two moments of one zone by the clock on the wall; in the hour that comes twice that is wrong.
    """
    offset = moment.utcoffset() or timedelta()
    return pendulum.instance(moment.replace(tzinfo=FixedTimezone(int(offset.total_seconds()))))


@lru_cache(maxsize=KEPT)
def night_after(day: date, time_zone: str) -> DateTime:
    """The same as `day_ends`, with its offset fixed."""
    return at_its_offset(day_ends(day, time_zone))


@lru_cache(maxsize=KEPT)
def day_ends(day: date, time_zone: str) -> DateTime:
    """The first moment after a day in a time zone."""
    following = day + timedelta(days=1)
    return pendulum.datetime(following.year, following.month, following.day, tz=time_zone)


def is_before(one: DateTime, other: DateTime) -> bool:
    """Whether one moment comes before another.

    Of two zones the library asks both for their offset, which takes a microsecond; days apart, no offset has a say.
    """
    if one.tzinfo is not other.tzinfo:
        apart = datetime.toordinal(one) - datetime.toordinal(other)
        if not -3 < apart < 3:
            return apart < 0
    return one < other
