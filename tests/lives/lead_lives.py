"""Leads whole random lives, each in two stores at once, and checks record, dates and privacy after every act.

Run by hand: `python tests/lives/lead_lives.py --count 1000 --seed 7 [--policy mill] [--cases URL | --postgresql]`. The
second store is that of --cases, or a PostgreSQL of the test wheel; without either both are in memory. It ends with 1 at
the first life that goes wrong, and tells that life; the same seed and number lead it again: `--seed 7 --from 314 --count 1`.
"""

from __future__ import annotations

import argparse
import sys
import traceback
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent.parent))

from lives.governing import ALL, folder_of
from lives.twins import Twins
from putright.casework import open_desk

AT_ONCE = 50
"""Lives that share their stores."""


def lead(
    policy: str, seed: int, numbers: Sequence[int], url: str, acts: int, seen: Counter[str], met: Counter[str]
) -> list[object]:
    """Lives under one policy; the story of the first that goes wrong, else nothing."""
    desks = open_desk("sqlite://", folder_of(policy)), open_desk(url, folder_of(policy))
    try:
        for number in numbers:
            story: list[object] = []
            try:
                life = Twins(policy, Random(f"{seed}-{number}"), desks, f"{policy}-{seed}-{number}", story)  # noqa: S311
                seen.update(life.lead(acts).seen)
                met.update(term for _, term, _ in life.met)
            except Exception:  # whatever it is, it belongs to this life
                return [f"life {number} under {policy}, seed {seed}:", *story, traceback.format_exc()]
    finally:
        for desk in desks:
            desk.close()
    return []


def main(words: Sequence[str] | None = None) -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=100, help="how many lives under each policy")
    options.add_argument("--seed", type=int, default=1, help="the same seed leads the same lives")
    options.add_argument("--from", dest="first", type=int, default=0, help="the number of the first life")
    options.add_argument("--acts", type=int, default=12, help="how many acts a life has")
    options.add_argument("--policy", choices=[*ALL], help="by default one after the other")
    options.add_argument("--cases", metavar="URL", default="sqlite://", help="the second store, which is empty")
    options.add_argument("--postgresql", action="store_true", help="the second store is a PostgreSQL of our own")
    given = options.parse_args(words)
    if not given.postgresql:
        return lead_all(given, given.cases)
    from store.server import running_server  # only here: it asks for the wheel

    with running_server() as server:
        return lead_all(given, server.new_database())


def lead_all(given: argparse.Namespace, url: str) -> int:
    """The lives that were asked for, and what they came to."""
    seen: Counter[str] = Counter()
    met: Counter[str] = Counter()
    for policy in [given.policy] if given.policy else ALL:
        for start in range(given.first, given.first + given.count, AT_ONCE):
            numbers = range(start, min(start + AT_ONCE, given.first + given.count))
            wrong = lead(policy, given.seed, numbers, url, given.acts, seen, met)
            if wrong:
                print(*wrong, sep="\n")
                return 1
    print(f"{given.count} lives under each policy; what came to be: {dict(seen.most_common())}")
    print(f"seldom terms, and the dates in which they had a say: {dict(met.most_common())}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
