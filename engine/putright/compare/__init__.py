"""Comparing: what changed between two versions of a policy, and what that means for whoever complains.

First what changed, neutrally, with both places; then what it means, by a table of kinds. It writes and prints nothing.
"""

from __future__ import annotations

from putright.compare.comparing import Diff, diff, elsewhere
from putright.compare.editions import EditionChange, edition_changes
from putright.compare.kinds import EFFECTS, KINDS, Effect, Kind
from putright.compare.meaning import Change
from putright.compare.open_cases import OpenCases
from putright.compare.waivers import Waiver, waivers_in

__all__ = [
    "EFFECTS",
    "KINDS",
    "Change",
    "Diff",
    "EditionChange",
    "Effect",
    "Kind",
    "OpenCases",
    "Waiver",
    "diff",
    "edition_changes",
    "elsewhere",
    "waivers_in",
]
