"""Whole lives in memory, with no store: fast, so that many are led."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random

from builders import a_moment
from lives.living import LEANINGS, Drawn, a_receipt, an_act
from putright.case.case import Case
from putright.case.commands import Command
from putright.case.decide import decide, lapse, open_case
from putright.case.events import SentLetter
from putright.case.folding import fold, with_letters
from putright.case.procedure import Procedure
from putright.problems import Refused


def lead_in_memory(
    procedure: Procedure,
    chance: Random,
    days: tuple[date, int],
    look: Callable[[Case], None],
    ask: Callable[[Case, Command], None] = lambda case, command: None,
    leaning: str = "",
) -> None:
    """One life of any acts in any order. Somebody looks at the case now and then, and asks before each act."""
    leaning = leaning or chance.choice(list(LEANINGS))
    first = a_receipt(chance, procedure, f"C-{chance.randrange(10**9)}", days, leaning)
    try:
        case = fold(Case(first.case_id), [open_case(procedure, ordered(first), {})])
    except Refused:
        return
    look(case)
    at = first.at
    for _ in range(12):
        act = an_act(chance, procedure, case, at, leaning)
        at, command = act.at, ordered(act)
        if chance.randrange(4):
            while event := lapse(procedure, case, command.at):
                case = fold(case, [event])
        ask(case, command)
        try:
            event = decide(procedure, case, command)
        except Refused:
            continue
        case = fold(case, [event])
        if chance.randrange(2):  # a letter that was filled later
            case = with_letters(case, case.log[-1]._replace(letters=(SentLetter("answer"),)))
        if chance.randrange(2):  # dates are asked for now
            look(case)
    look(case)


def ordered(act: Drawn) -> Command:
    moment = a_moment(act.at.isoformat())
    happened = a_moment(act.happened.isoformat()) if act.happened else moment
    return Command(act.action, moment, happened, act.by, act.role, act.given or {})
