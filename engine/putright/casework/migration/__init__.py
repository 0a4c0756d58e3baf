"""Moving open cases to another version of their policy, or to a corrected calendar: first a plan, then just that plan."""

from __future__ import annotations

from putright.casework.migration.carrying import Carried, carry_out
from putright.casework.migration.choices import Choice, read_choices
from putright.casework.migration.crossing import Crossing, MovedDate
from putright.casework.migration.papers import PlanPaper, read_plan, written
from putright.casework.migration.plan import Plan, plan_migration
from putright.casework.migration.touched import Touched, open_cases_touched

__all__ = [
    "Carried",
    "Choice",
    "Crossing",
    "MovedDate",
    "Plan",
    "PlanPaper",
    "Touched",
    "carry_out",
    "open_cases_touched",
    "plan_migration",
    "read_choices",
    "read_plan",
    "written",
]
