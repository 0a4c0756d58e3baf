"""What the demo plays: for each organisation its policy, its log, when it stops, and the case it tells in full.

Data only.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from putright.shipped import shipped

LOGS = Path(__file__).parent / "logs"


@dataclass(frozen=True, slots=True)
class Show:
    """One organisation's part of the demo."""

    organisation: str
    policy_file: str
    """Below the shipped policies."""
    log_file: str
    until: str
    """The moment at which the show stops: what has fallen due by then has been played."""
    told: str
    """The case whose timeline is printed."""

    @property
    def policy(self) -> Path:
        return shipped("policies") / self.policy_file

    @property
    def log(self) -> Path:
        return LOGS / self.log_file


SHOWS = (
    Show("saha", "saha/three-stage.yaml", "saha.csv", "2022-12-31T12:00:00+00:00", "SAHA-21-009"),
    Show("kiwi", "kiwi/four-stage.yaml", "kiwi.csv", "2025-12-31T12:00:00+00:00", "KIWI-25-003"),
    Show("walsall", "walsall/two-stage.yaml", "walsall.jsonl", "2026-12-01T09:00:00+00:00", "WMBC-26-0001"),
)
"""In the order of their years, since one store is played forward through all of them."""
