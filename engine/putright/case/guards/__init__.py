"""Guards: what must be true before a move is made, asked of the case and of what the command gives.

Guards look and answer; they change nothing and never raise for a plain no.
"""

from __future__ import annotations

from putright.case.guards.question import Guarding, Question
from putright.case.guards.table import ABOUT_THE_CASE, GUARDS

__all__ = ["ABOUT_THE_CASE", "GUARDS", "Guarding", "Question"]
