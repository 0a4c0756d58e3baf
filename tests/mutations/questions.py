"""Asks whether a test fails wherever a question about a policy is asked a little wrongly.

Run by hand: `python tests/mutations/questions.py [FILE ...] [--seed N --count N]`. One comparison, condition, number or
verdict of `engine/putright/codes` is changed at a time. The tests that run the changed statement are tried first, those
first that ask most of its file in the shortest time, each mutant in a process of its own in which only the changed function is another one; what they let through is
written into a copy of the engine and tried with the whole room. It prints each mutant that no test catches, and ends with 1
where there is one that `alike.py` does not explain.
"""

from __future__ import annotations

import argparse
import builtins
import inspect
import os
import pickle
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import accumulate, pairwise
from pathlib import Path
from random import Random
from signal import alarm
from types import CodeType, FunctionType, ModuleType
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2] / "engine"))
sys.path.insert(0, str(Path(__file__).parents[1]))

import pytest

from mutations.alike import ALIKE
from mutations.mutants import CODES, ENGINE, PROBE, ROOT, Mutant, mutants, probed

FILES = (*sorted((CODES / "questions").glob("*.py")), CODES / "demands.py", CODES / "verdicts.py")
ROOMS = ("tests/codes", "tests/casework/test_sending.py")
FIRST_LOOK = 4
"""Seconds of tests that each mutant is tried with before it is tried with the whole room."""
TOO_LONG = 60
"""Seconds after which a test that does not end has caught its mutant."""


class Trial:
    """A plugin of pytest that runs the tests it has collected once for each mutant."""

    def __init__(self, wanted: Sequence[Mutant], jobs: int) -> None:
        self.wanted, self.jobs = wanted, jobs
        self.survivors: list[Mutant] = []

    @pytest.hookimpl
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        reads, write = os.pipe()
        child = _forked(lambda: _write(write, _seen(session)))
        os.close(write)
        with os.fdopen(reads, "rb") as told:
            found = pickle.load(told)  # noqa: S301 -- our own child wrote it
        os.waitpid(child, 0)
        if found is None:
            raise pytest.UsageError("a test fails before anything is changed")
        seen, lasted = found
        of_file = Counter((file, number) for (file, _), numbers in seen.items() for number in numbers)
        running: dict[int, Mutant] = {}
        for mutant in (*self.wanted, None):
            while running and (mutant is None or len(running) == self.jobs):
                pid, status = os.wait()
                caught = running.pop(pid)
                if status == 0:
                    self.survivors.append(caught)
                    print(f"let through: {caught}", flush=True)
            if mutant:
                file = str(mutant.file)
                numbers = sorted(seen[file, mutant.line], key=lambda n, file=file: lasted[n] / of_file[file, n])  # type: ignore[misc]
                ends = accumulate(lasted[number] for number in numbers)
                items = [session.items[number] for number, end in zip(numbers, ends, strict=True) if end < FIRST_LOOK]
                running[_forked(lambda one=mutant, own=items: _tried(one, own))] = mutant  # type: ignore[misc]
        return True


def _forked(act: Callable[[], bool]) -> int:
    """A child that does this and ends: with 0 where it comes to True."""
    if child := os.fork():
        return child
    status = 1
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in (1, 2):
            os.dup2(nowhere, stream)
        status = 0 if act() else 1
    finally:
        os._exit(status)


def _write(pipe: int, told: Any) -> bool:
    with os.fdopen(pipe, "wb") as to:
        pickle.dump(told, to)
    return bool(told)


def _seen(session: pytest.Session) -> tuple[dict[tuple[str, int], set[int]], list[float]] | None:
    """Which tests run each statement of each file, and how long each test lasts; None where one of them fails."""
    seen = defaultdict[tuple[str, int], set[int]](set)
    lasted: list[float] = []
    vars(builtins)[PROBE] = lambda file, line: seen[file, line].add(len(lasted))
    for file in FILES:
        whole = compile(probed(file), str(file), "exec", dont_inherit=True)
        for code in _codes(whole):
            if function := _function(file, code.co_qualname):
                function.__code__ = code
    for item, following in pairwise((*session.items, None)):
        begun = time.process_time()
        session.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        lasted.append(time.process_time() - begun)
    return None if session.testsfailed else (seen, lasted)


def _tried(mutant: Mutant, items: Iterable[pytest.Item]) -> bool:
    """Whether these tests let the mutant through."""
    _put_in(mutant)
    for item, following in pairwise((*items, None)):
        alarm(TOO_LONG)
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if item.session.testsfailed:
            return False
    return True


def _put_in(mutant: Mutant) -> None:
    """The changed code in place of the function's own, wherever it is held already."""
    whole = compile(mutant.text(), str(mutant.file), "exec", dont_inherit=True)
    function = _function(mutant.file, mutant.owner)
    assert function, mutant
    function.__code__ = next(code for code in _codes(whole) if code.co_qualname == mutant.owner)


def _function(file: Path, name: str) -> FunctionType | None:
    """A function or method of a file by what Python calls it; None where that is a part of one, or none."""
    module = ".".join(file.relative_to(ENGINE).with_suffix("").parts).removesuffix(".__init__")
    held: Any = sys.modules[module]
    for part in name.split("."):
        held = vars(held).get(part) if isinstance(held, type | ModuleType) else None
    for inner in ("fget", "func", "__func__"):
        held = getattr(held, inner, held)
    held = inspect.unwrap(held) if callable(held) else None
    return held if isinstance(held, FunctionType) else None


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield from _codes(part)


def caught_by_the_room(mutant: Mutant | None) -> bool:
    """Whether any test of the rooms fails over a copy of the engine with the mutant in it."""
    with tempfile.TemporaryDirectory() as folder:
        engine = Path(folder) / "engine"
        shutil.copytree(ENGINE, engine, ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("policies", "schemas", "letters"):
            (Path(folder) / name).symlink_to(ROOT / name)
        if mutant:
            (engine / mutant.file.relative_to(ENGINE)).write_text(mutant.text(), encoding="utf-8")
        asked = [
            sys.executable,
            "-m",
            "pytest",
            "-x",
            "-q",
            "-n",
            "0",
            "-p",
            "no:cacheprovider",
            "-k",
            "not PostgreSQL",
            *ROOMS,
        ]
        environment = {**os.environ, "PYTHONPATH": str(engine), "PYTHONDONTWRITEBYTECODE": "1"}
        try:
            done = subprocess.run(
                asked, cwd=ROOT, env=environment, capture_output=True, timeout=5 * TOO_LONG, check=False
            )
        except subprocess.TimeoutExpired:
            return True
        return done.returncode != 0


def main(words: Sequence[str] | None = None) -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "files", nargs="*", help="parts of file names, such as clocks.py; else every file of questions"
    )
    options.add_argument("--seed", type=int, default=1, help="which mutants are taken where not all are")
    options.add_argument("--count", type=int, help="how many mutants; else all")
    options.add_argument("--jobs", type=int, default=2, help="how many at the same time")
    options.add_argument("--first-look", action="store_true", help="do not try with the whole room what is let through")
    given = options.parse_args(words)
    made = [one for file in FILES if _is_meant(file, given.files) for one in mutants(file)]
    wanted = [one for one in made if one.key not in ALIKE]
    if given.count is not None:
        wanted = Random(given.seed).sample(wanted, min(given.count, len(wanted)))  # noqa: S311
    begun, of_files = time.monotonic(), [one for one in wanted if not one.owner]
    trial = Trial([one for one in wanted if one.owner], given.jobs)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(ROOT)
        quiet = [
            "-n",
            "0",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:terminal",
            "-k",
            "not PostgreSQL",
            "--basetemp",
            f"{folder}/tests",
        ]
        if pytest.main([*quiet, *ROOMS], plugins=[trial]):
            raise SystemExit("the tests do not pass before anything is changed")
    survivors = trial.survivors
    if not given.first_look:
        suspects = [*survivors, *of_files]
        if suspects and caught_by_the_room(None):
            raise SystemExit("the tests do not pass over a copy of the engine")
        with ThreadPoolExecutor(given.jobs) as pool:
            caught = pool.map(caught_by_the_room, suspects)
            survivors = [one for one, is_caught in zip(suspects, caught, strict=True) if not is_caught]
    for one in sorted(survivors, key=str):
        print(one)
    tried, left = Counter(one.name for one in wanted), Counter(one.name for one in survivors)
    for name, number in tried.items():
        print(f"{name}: {number} tried, {number - left[name]} caught, {sum(key[0] == name for key in ALIKE)} alike")
    print(f"{len(wanted)} mutants in {time.monotonic() - begun:.0f} s, {len(survivors)} that no test catches")
    return 1 if survivors else 0


def _is_meant(file: Path, names: Sequence[str]) -> bool:
    return not names or any(file.as_posix().endswith(f"/{name.removeprefix('./')}") for name in names)


if __name__ == "__main__":
    sys.exit(main())
