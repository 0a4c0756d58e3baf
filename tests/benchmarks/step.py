"""How fast one step of a case is in memory, beside a bare trigger of the library `transitions`.

Run by hand: `python tests/benchmarks/step.py [--profile]`. A step of ours asks every guard, plays what fell due, makes the
event, folds it, and works out every date of the case. The yardsticks: a machine with the same places and moves as the
policy's, without a guard; and the same with as many guards as ours asks, each of which says yes at once.
"""

from __future__ import annotations

import cProfile
import gc
import pstats
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pendulum
from pendulum import DateTime
from transitions import Machine
from walk import ACTS, RECEIPT, RECEIVED, in_turn, seconds

from putright.case.case import Case
from putright.case.commands import Command
from putright.case.deadlines import running
from putright.case.decide import decide, lapse, open_case
from putright.case.folding import fold
from putright.case.procedure import Procedure
from putright.policy.loading import load

WALKS, ROUNDS = 60, 9
POLICY = Path(__file__).parents[2] / "policies" / "walsall" / "two-stage.yaml"


class Bare:
    """What the library moves: nothing but a place."""

    state: str


def bare_walk(procedure: Procedure, guarded: bool) -> Callable[[], None]:
    """The walk's moves on a machine of the library alone, the way its own documentation builds one."""
    moves = [move for move in procedure.machine.moves if move.action in {act[0] for act in ACTS}]
    places = sorted({place for move in procedure.machine.moves for place in (move.source, move.dest)})
    first = procedure.policy.stages[0]
    start = f"{first.id}.{first.steps[0].id}"
    model = Bare()
    machine = Machine(model, states=places, initial=start, auto_transitions=False)
    for move in moves:
        says_yes = [lambda: True for _ in move.guards] if guarded else None
        machine.add_transition(move.action, move.source, move.dest, conditions=says_yes)
    triggers = [getattr(model, act[0]) for act in ACTS]

    def walk() -> None:
        machine.set_state(start)
        for trigger in triggers:
            trigger()

    return walk


def at(written: str, later: int) -> DateTime:
    return pendulum.instance(datetime.fromisoformat(written)).add(seconds=later)


def our_walk(procedure: Procedure) -> Callable[[], None]:
    """The same acts on a case of ours, each case at its own moments; receipt is not counted on either side."""
    cases = []
    for number in range(WALKS * ROUNDS):
        receipt = Command("receive", at(RECEIVED, number), at(RECEIVED, number), given=RECEIPT)
        opened = fold(Case("B-1"), [open_case(procedure, receipt, {"pin.policy": "sha256:0"})])
        moments = [at(when, number) for _, when, _, _ in ACTS]
        commands = [
            Command(action, moment, moment, by, "", given)  # what happens as it is recorded has one moment
            for (action, _, by, given), moment in zip(ACTS, moments, strict=True)
        ]
        cases.append((opened, commands))

    def walk() -> None:
        case, commands = cases.pop()
        for command in commands:
            assert lapse(procedure, case, command.at) is None
            case = fold(case, [decide(procedure, case, command)])
            running(procedure.policy, procedure.calendar, case)

    return walk


def main() -> None:
    loaded = load(POLICY)
    procedure = Procedure.of(loaded.policy, loaded.calendar)
    bare, guarded, ours = bare_walk(procedure, False), bare_walk(procedure, True), our_walk(procedure)
    if "--profile" in sys.argv:
        with cProfile.Profile() as profile:
            seconds(ours, WALKS)
        pstats.Stats(profile).sort_stats("tottime").print_stats(30)
        return
    gc.freeze()  # the prepared cases are nobody's garbage
    took = in_turn(
        {
            "a bare trigger of transitions": lambda: seconds(bare, WALKS * 5) / len(ACTS),
            "a trigger with as many guards": lambda: seconds(guarded, WALKS * 5) / len(ACTS),
            "a step of ours": lambda: seconds(ours, WALKS) / len(ACTS),
        },
        ROUNDS,
    )
    for name, value in took.items():
        print(f"{value * 1e6:>10,.1f} µs  {name}")
    first, second, step = took.values()
    print(f"{first / step:>10.3f} of the speed of a bare trigger (aim 0.25)")
    print(f"{second / step:>10.3f} of the speed of a trigger with as many guards")


if __name__ == "__main__":
    main()
