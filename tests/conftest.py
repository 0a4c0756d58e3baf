"""Settings for all tests: on a CI machine hypothesis tries the same examples each time; elsewhere it looks for new ones.

And a PostgreSQL of our own for those who ask for it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from store.server import Server, running_server

settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")

# Whoever runs the tests may have a store of their own: no test may look into it. Those that need one name theirs.
os.environ.pop("PUTRIGHT_CASES", None)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with running_server() as running:
        yield running
