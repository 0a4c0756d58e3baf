"""A log that is killed and run again leaves just what an undisturbed run leaves; many more kills: `kill_run.py`."""

from __future__ import annotations

from pathlib import Path

from kill.kill_run import kill_run


def test_a_log_that_is_killed_at_random_moments_ends_as_if_undisturbed(tmp_path: Path) -> None:
    found = kill_run(count=4, seed=3, url=f"sqlite:///{tmp_path}/cases.db", folder=tmp_path)
    assert found.kills >= 4
