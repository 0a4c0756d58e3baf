"""The stores that every contract test runs on: in memory, in a file, and in a PostgreSQL of our own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from putright.store import Store, open_store
from store.server import Server

STORES = ("in memory", "in a file", "in PostgreSQL")


@pytest.fixture(params=STORES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a store without cases; in PostgreSQL its tables are there already."""
    if request.param == "in PostgreSQL":
        running: Server = request.getfixturevalue("server")
        return running.without_cases()
    return "sqlite://" if request.param == "in memory" else f"sqlite:///{tmp_path}/cases.db"


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = open_store(url)
    yield opened
    opened.close()
