"""Changes all shipped files in thousands of ways, and looks at how putright answers.

Run by hand: `python tests/mutations/mutate.py --count 50000 --seed 1`. Each mutation is made by its seed and number alone:
`--seed 1 --from 314 --count 1` makes it again, and `--show` prints the file. Whatever is wrong with a file must be told with
its place, an id and a way to mend it; what is accepted must be explained, drawn, previewed and played. It ends with 1 when
any mutation was answered otherwise, and tells each kind of fault once.
"""

from __future__ import annotations

import argparse
import re
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

sys.path.insert(0, str(Path(__file__).parent.parent))

from mutations.files import mutation
from mutations.judging import Bench

TOO_LONG = 30
"""Seconds after which a mutation is given up and told as a fault."""


def main(words: Sequence[str] | None = None) -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=1000, help="how many mutations")
    options.add_argument("--seed", type=int, default=1, help="the same seed makes the same mutations")
    options.add_argument("--from", dest="first", type=int, default=0, help="the number of the first mutation")
    options.add_argument("--show", action="store_true", help="print each changed file")
    given = options.parse_args(words)
    signal.signal(signal.SIGALRM, _give_up)
    begun, faults, kinds, examples = time.monotonic(), Counter[str](), Counter[str](), 0
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        for number in range(given.first, given.first + given.count):
            made = mutation(given.seed, number)
            kinds[made.kind] += 1
            if given.show:
                print(f"# {number}: {made}", made.content.decode("utf-8", "replace"), sep="\n")
            signal.alarm(TOO_LONG)
            found = bench.faults(made)
            signal.alarm(0)
            for fault in found:
                alike = _alike(fault)
                faults[alike] += 1
                if faults[alike] == 1:
                    examples += 1
                    print(f"--- {number}: {made}\n{fault}", flush=True)
            if number % 1000 == 999:
                print(f"... {number + 1}: {time.monotonic() - begun:.0f} s, {faults.total()} faults", flush=True)
    print(
        f"{given.count} mutations ({', '.join(f'{n} of a {kind}' for kind, n in sorted(kinds.items()))}), seed {given.seed}"
    )
    for alike, times in faults.most_common():
        print(f"{times} times: {alike}")
    print("no fault" if not faults else f"{faults.total()} faults of {len(faults)} kinds")
    return 1 if faults else 0


def _alike(fault: str) -> str:
    """What faults have in common that are the same one: for an exception its last two lines of our code, else its first words."""
    if fault.startswith("Traceback"):
        own = re.findall(r'File "[^"]*/(putright/[^"]+)", line (\d+)', fault)
        last = fault.strip().splitlines()[-1]
        return f"{last.partition(':')[0]} at {' < '.join(':'.join(one) for one in own[:-3:-1])}"
    ids = re.search(r"\b[A-Z]\d{3}\b", fault)
    return f"{fault.partition(':')[0] if ids else fault.split(' line ')[0]} {ids[0] if ids else ''}"


def _give_up(number: int, frame: FrameType | None) -> None:
    raise TimeoutError(f"no answer within {TOO_LONG} seconds")


if __name__ == "__main__":
    sys.exit(main())
