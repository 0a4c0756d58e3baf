"""Codes: what an Ombudsman, a regulator or a funder expects of a procedure, as data, clause by clause.

Values and their reading. It holds no text of a code: every requirement is put in our own words.
"""

from putright.codes.library import code_at, find_code, shipped_codes
from putright.codes.model import Ask, Clause, ClosedBody, Code, Ground, Level

__all__ = [
    "Ask",
    "Clause",
    "ClosedBody",
    "Code",
    "Ground",
    "Level",
    "code_at",
    "find_code",
    "shipped_codes",
]
