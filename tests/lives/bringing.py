"""A case that is brought here with its history: what happened elsewhere is made up line by line, as a register holds it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from lives.living import Drawn, an_act
from putright.case.procedure import Procedure
from putright.casework import Desk, moment
from putright.casework.golive import Plan, apply_import, plan_import
from putright.problems import Refused

LONGEST = timedelta(days=200)


@dataclass(frozen=True, slots=True)
class History:
    """A file of lines that can all be recorded, the moment of the import, and what was said of lines that cannot."""

    file: Path
    lines: list[dict[str, Any]]
    at: datetime
    refused: str


def a_history(
    chance: Random, procedure: Procedure, desk: Desk, policy: str, first: Drawn, leaning: str, folder: str
) -> History:
    """A receipt and up to five acts; a line that the plan refuses is left out."""
    file, latest, last = Path(folder) / "history.jsonl", first.at + LONGEST, first.at
    lines, refused = [_line(first)], ""
    plan = _planned(desk, policy, file, lines, latest)
    assert len(plan.cases) == 1, plan.problems
    for _ in range(chance.randint(0, 5)):
        act = an_act(chance, procedure, plan.cases[0].case, last, leaning)
        if act.at > latest:
            break
        line = _line(act)
        if chance.randrange(4) == 0:
            line["promised"] = (date.fromisoformat(line["at"][:10]) + timedelta(days=20)).isoformat()
        tried = _planned(desk, policy, file, [*lines, line], latest)
        refused += "".join(map(str, tried.problems))
        if tried.cases:
            plan, lines, last = tried, [*lines, line], act.at
    _written(file, lines)
    return History(file, lines, last + timedelta(hours=chance.randint(0, 60 * 24)), refused)


def bring_in(desk: Desk, policy: str, history: History) -> None:
    """Import a history: only just what was planned, and only once."""
    at = moment(history.at)
    plan = plan_import(desk, policy, history.file, at)
    assert [planned.is_there for planned in plan.cases] == [False], plan.problems
    with pytest.raises(Refused, match="G521"):
        apply_import(desk, plan, "another plan", at)
    assert apply_import(desk, plan, plan.digest, at) == 1
    again = plan_import(desk, policy, history.file, at)
    assert apply_import(desk, again, again.digest, at) == 0
    case = desk.show(plan.cases[0].case.id).case
    assert case == plan.cases[0].case == again.cases[0].case


def _planned(desk: Desk, policy: str, file: Path, lines: list[dict[str, Any]], at: datetime) -> Plan:
    _written(file, lines)
    return plan_import(desk, policy, file, moment(at))


def _written(file: Path, lines: list[dict[str, Any]]) -> None:
    file.write_text("".join(f"{json.dumps(line)}\n" for line in lines))


def _line(act: Drawn) -> dict[str, Any]:
    happened = act.happened or act.at
    who = {name: value for name, value in (("by", act.by), ("as", act.role)) if value}
    given = {"matter.1.happened" if name == "happened" else name: value for name, value in (act.given or {}).items()}
    return {"do": act.action, "case": act.case_id, "at": happened.isoformat(), **who, "with": given}
