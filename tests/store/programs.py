"""Other programs for the tests of the store: starting `worker.py`, and looking at what it left."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from putright.store import open_store

TESTS = Path(__file__).parent.parent


def worker(*words: object) -> subprocess.Popen[str]:
    place = {**os.environ, "PYTHONPATH": str(TESTS)}
    program = [sys.executable, str(TESTS / "store" / "worker.py"), *map(str, words)]
    return subprocess.Popen(program, env=place, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def said(*words: object) -> str:
    out, err = worker(*words).communicate(timeout=60)
    assert not err
    return out


def count_and_faults(url: str, case_id: str = "C-1") -> tuple[int, list[str]]:
    store = open_store(url, create=False)
    with store.reading() as reading:
        found = len(reading.events(case_id)), reading.verify(case_id)
    store.close()
    return found
