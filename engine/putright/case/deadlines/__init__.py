"""What is due in a case: every promise with a clock, the date it falls on, and the reason for that date.

Pure: dates are worked out from the events and the calendar each time they are asked for, and never stored.
"""

from __future__ import annotations

from putright.case.deadlines.deadline import Deadline
from putright.case.deadlines.diary import every_deadline, running, step_deadline
from putright.case.deadlines.steps import extended, if_it_ran_again, total_from_start

__all__ = ["Deadline", "every_deadline", "extended", "if_it_ran_again", "running", "step_deadline", "total_from_start"]
