"""The demo's logs, played once into a store in memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from putright.casework import open_desk, read_log, run_log
from putright.casework.desk import Desk
from putright.demo.shows import SHOWS
from putright.problems import Problem


@dataclass(frozen=True, slots=True)
class Played:
    """A desk after every log, and the lines that were refused."""

    desk: Desk
    refused: tuple[Problem, ...]


@pytest.fixture(scope="session")
def played() -> Iterator[Played]:
    desk = open_desk("sqlite://")
    refused: list[Problem] = []
    for show in SHOWS:
        refused += run_log(desk, show.organisation, read_log(show.log)).problems
        desk.tick(show.until)
    yield Played(desk, tuple(refused))
    desk.close()
