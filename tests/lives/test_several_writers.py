"""Several programs at one counter: nothing that one of them recorded is lost to another."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from lives.writer import AT, CASES
from putright.casework import open_desk
from store.server import Server

WRITER = Path(__file__).parent / "writer.py"
NAMES, EACH = ("Ann", "Bo", "Cy"), 20


@pytest.fixture(params=["in a file", "in PostgreSQL"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "in a file":
        return f"sqlite:///{tmp_path}/cases.db"
    server: Server = request.getfixturevalue("server")
    return server.new_database()


def test_three_programs_that_write_to_the_same_cases_lose_no_update(url: str) -> None:
    """Sixty notes in one store: versions without a gap, chains that verify, each note once and in its writer's order."""
    desk = open_desk(url)
    for case_id in CASES:
        desk.receive("walsall", at=AT, case_id=case_id, matters=["Bins"], channel="website", facts={"service": "waste"})
    programs = [subprocess.Popen([sys.executable, str(WRITER), url, name, str(EACH)]) for name in NAMES]
    assert [program.wait(timeout=60) for program in programs] == [0, 0, 0]
    with desk.store.reading() as tx:
        assert [tx.verify(case_id) for case_id in CASES] == [[], []]
        found = [event for case_id in CASES for event in tx.events(case_id)[1:]]
        assert [row.version for row in tx.cases()] == [len(tx.events(case_id)) for case_id in CASES]
    for name in NAMES:
        turns = [event.texts["note"] for event in found if event.by == name]
        assert turns == [f"{name} {turn}" for turn in (*range(0, EACH, 2), *range(1, EACH, 2))]
    desk.close()
