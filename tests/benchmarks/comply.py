"""How long a full code over a policy takes: every clause of every shipped code over every shipped policy.

Run by hand: `python tests/benchmarks/comply.py`. Each line is the median of three rounds, reading of files apart. What is
wanted: under 2 seconds for one code over one policy.
"""

from __future__ import annotations

import statistics
from time import perf_counter

import putright
from putright.codes import shipped_codes
from putright.policy.library import NO_POLICIES, looks_like_policy
from putright.shipped import shipped

ROUNDS = 3


def main() -> None:
    policies = [
        path
        for path in sorted(shipped("policies").glob("*/*.yaml"))
        if path.parent.name not in NO_POLICIES and looks_like_policy(path)
    ]
    for path in policies:
        policy = putright.load_policy(path)
        for code in shipped_codes():
            taken = []
            for _ in range(ROUNDS):
                begin = perf_counter()
                report = putright.comply(policy, code)
                taken.append(perf_counter() - begin)
            print(f"{policy.name:28} {code.id:26} {len(report.findings):3} clauses  {statistics.median(taken):5.2f} s")


if __name__ == "__main__":
    main()
