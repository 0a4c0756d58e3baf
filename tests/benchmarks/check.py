"""How fast a policy is checked, and how the cost of its proof grows with its stages.

Run by hand: `python tests/benchmarks/check.py`. First the policies that ship and one of 400 lines; then procedures of
5, 10, 20 and 40 stages with 6 steps each, every stage with a choice by fact, extensions, an early door and a way back.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from putright.authoring import check_policy
from putright.letters import shelf_for
from putright.policy.loading import load
from putright.proof import proof_problems

ROOT = Path(__file__).parent.parent.parent
ROUNDS = 5
HEAD = """format: 1
policy: long
version: "1"
title: A long procedure
organisation: {id: long, name: Long, sector: other}
in_force: {from: 2026-01-01}
calendar: england-and-wales
counting: {starts: day-after}
channels: {letter: By letter}
roles:
  officer: {title: Officer}
facts:
  kind: {values: {a: A, b: B, c: C}, required: true}
  serious: {type: yes-no}
stages:
"""
STAGE = """  - id: stage-N
    handler: officer
    steps:
      - acknowledge:
          within: 5 working days
          from: entered
          letter: acknowledgement
      - plan:
          within: 10 days
          from: acknowledged
      - respond:
          title: Answer the complaint
          within: {by: kind, limits: {a: 10 working days}, otherwise: 20 working days}
          from: acknowledged
          letter: answer
          extension: {by: 10 working days, times: 2, needs: [reason], letter: extension}
      - weigh:
          within: 5 working days
          from: responded
          choices:
            again: {to: respond, for: {serious: "yes"}}
            go-on: {to: next}
      - tell:
          within: 5 working days
          from: responded
      - decide:
          who: complainant
          within: 1 month
          from: responded
          choices:
            accept: {to: closed, letter: closing}
            escalate: {to: NEXT}
          silence: {to: closed, letter: closing}
"""
TAIL = """doors:
  ombudsman:
    title: Ask the Ombudsman
    to: ombudsman
    who: complainant
    opens: [{from: received, after: 8 weeks}]
bodies:
  ombudsman: {title: The Ombudsman}
letters:
  acknowledgement: {title: We have your complaint}
  answer: {title: Our answer}
  extension: {title: We need more time}
  closing: {title: We have closed your complaint}
"""


def long_policy(stages: int) -> str:
    """A procedure of so many stages of six steps, 33 lines each."""
    following = {number: f"stage-{number + 1}" if number < stages else "closed" for number in range(1, stages + 1)}
    return HEAD + "".join(STAGE.replace("-N", f"-{n}").replace("NEXT", to) for n, to in following.items()) + TAIL


def timed(path: Path) -> tuple[float, float, int]:
    """How long a check of a policy takes, how long its proof alone, and what was found."""
    whole, alone = [], []
    found = 0
    loaded = load(path)
    shelf = shelf_for(loaded.policy)
    for _ in range(ROUNDS):
        begun = perf_counter()
        found = len(check_policy(path))
        whole.append(perf_counter() - begun)
        begun = perf_counter()
        proof_problems(loaded.policy, loaded.calendar, shelf)
        alone.append(perf_counter() - begun)
    return median(whole), median(alone), found


def main() -> None:
    print(f"{'policy':<28}{'lines':>7}{'check':>10}{'proof':>10}{'found':>7}")
    shipped = [ROOT / f"policies/{name}.yaml" for name in ("walsall/two-stage", "saha/three-stage", "kiwi/four-stage")]
    with tempfile.TemporaryDirectory() as folder:
        made = []
        for stages in (11, 5, 10, 20, 40):
            path = Path(folder) / f"{stages} stages of 6 steps" / "policy.yaml"
            path.parent.mkdir()
            path.write_text(long_policy(stages), "utf-8")
            made.append(path)
        for path in (*shipped, *made):
            whole, alone, found = timed(path)
            lines = path.read_text("utf-8").count("\n")
            print(f"{path.parent.name:<28}{lines:>7}{whole:>8.3f} s{alone:>8.3f} s{found:>7}")


if __name__ == "__main__":
    main()
