"""A log that is killed and run again leaves just what an undisturbed run leaves; many more kills: `kill_run.py`."""

from __future__ import annotations

from pathlib import Path

import pytest

from kill.kill_run import kill_run
from store.server import Server


@pytest.mark.parametrize("store", ["in a file", "in PostgreSQL"])
def test_a_log_that_is_killed_at_random_moments_ends_as_if_undisturbed(
    store: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path}/cases.db"
    if store == "in PostgreSQL":
        server: Server = request.getfixturevalue("server")
        url = server.new_database()
    found = kill_run(count=3, seed=3, url=url, folder=tmp_path)
    assert found.kills >= 3
