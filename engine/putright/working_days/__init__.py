"""Working days: durations, calendars, and counting from an event to its due day, with every day explained.

Pure. Takes dates, gives dates; reads no clock and no file.
"""

from putright.working_days.calendar import BeyondCalendar, Calendar, Closure
from putright.working_days.counting import count
from putright.working_days.due import Day, Due
from putright.working_days.durations import UNITS, Duration
from putright.working_days.merging import merged
from putright.working_days.rules import ENDS, STARTS, Counting, Ends, Starts
from putright.working_days.words import WEEKDAYS, day_said, in_full

__all__ = [
    "ENDS",
    "STARTS",
    "UNITS",
    "WEEKDAYS",
    "BeyondCalendar",
    "Calendar",
    "Closure",
    "Counting",
    "Day",
    "Due",
    "Duration",
    "Ends",
    "Starts",
    "count",
    "day_said",
    "in_full",
    "merged",
]
