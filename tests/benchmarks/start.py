"""How long `putright --help` takes to answer, beside an interpreter that does nothing.

Run by hand: `python tests/benchmarks/start.py`. Each is started afresh, the two in turn, bytecode already written.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from time import perf_counter

from walk import in_turn

ROUNDS = 21
PUTRIGHT = (str(Path(sys.executable).with_name("putright")), "--help")


def started(*words: str) -> float:
    begun = perf_counter()
    subprocess.run([sys.executable, *words], stdout=subprocess.DEVNULL, check=True)
    return perf_counter() - begun


def main() -> None:
    started(*PUTRIGHT)
    took = in_turn(
        {
            "python -c pass": lambda: started("-c", "pass"),
            "python -c 'import click'": lambda: started("-c", "import click"),
            "putright --help": lambda: started(*PUTRIGHT),
        },
        ROUNDS,
    )
    for name, value in took.items():
        print(f"{value * 1e3:>10,.1f} ms  {name}")
    print(f"{took['putright --help'] / took['python -c pass']:>10.2f} times an empty start (aim 5)")


if __name__ == "__main__":
    main()
