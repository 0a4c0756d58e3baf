"""How fast two policies of 400 lines are compared.

Run by hand: `python tests/benchmarks/diff.py`. Once with one longer limit; once with every limit of every stage longer
and starting elsewhere; once with another rule of counting, which moves every clock.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from check import long_policy

from putright.compare import diff
from putright.policy.loading import load

ROUNDS = 3
STAGES = 11
EDITS = {
    "nothing": [],
    "one limit": [("within: 10 days", "within: 12 days", 1)],
    "every limit": [
        ("within: 5 working days", "within: 7 working days", -1),
        ("within: 10 days", "within: 12 days", -1),
        ("{a: 10 working days}, otherwise: 20 working days", "{a: 15 working days}, otherwise: 25 working days", -1),
        ("from: responded", "from: acknowledged", -1),
    ],
    "the rule of counting": [("counting: {starts: day-after}", "counting: {starts: same-day}", 1)],
}


def main() -> None:
    text = long_policy(STAGES)
    print(f"two policies of {text.count(chr(10))} lines")
    with tempfile.TemporaryDirectory() as folder:
        old = Path(folder) / "old.yaml"
        old.write_text(text, "utf-8")
        for name, edits in EDITS.items():
            changed = text
            for before, after, times in edits:
                changed = changed.replace(before, after, times)
            new = Path(folder) / "new.yaml"
            new.write_text(changed, "utf-8")
            taken = []
            for _ in range(ROUNDS):
                begun = perf_counter()
                found = diff(load(old).policy, load(new).policy)
                taken.append(perf_counter() - begun)
            print(f"{name:<24}{median(taken):>8.2f} s{len(found.changes):>6} changes")
        begun = perf_counter()
        diff(load(old).policy, load(new).policy, "lgsco-2024")
        print(f"{'that, with a code':<24}{perf_counter() - begun:>8.2f} s")


if __name__ == "__main__":
    main()
