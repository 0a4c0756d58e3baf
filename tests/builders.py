"""Builders for tests: a procedure, a case that has come to a point, a command."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent, indent

import pendulum
import pytest

from putright.case.case import Case
from putright.case.commands import Command
from putright.case.deadlines import running
from putright.case.decide import decide, lapse, open_case
from putright.case.events import Event
from putright.case.folding import fold
from putright.case.procedure import Procedure
from putright.policy.calendars import find_calendar
from putright.policy.reading import read_policy
from putright.problems import Refused
from putright.source import parse, read

ROOT = Path(__file__).parent.parent


def a_procedure(text: str) -> Procedure:
    """The procedure of a policy that is written in a test."""
    policy, problems = read_policy(parse(text, "policy.yaml"))
    assert policy is not None, problems
    return Procedure.of(policy, find_calendar(policy.calendar))


def a_shipped(name: str) -> Procedure:
    """The procedure of a shipped policy such as `walsall/two-stage`."""
    policy, problems = read_policy(read(ROOT / "policies" / f"{name}.yaml"))
    assert policy is not None, problems
    return Procedure.of(policy, find_calendar(policy.calendar))


def a_moment(text: str) -> pendulum.DateTime:
    """A London moment: `2026-04-02` (noon) or `2026-04-02 16:30`."""
    moment = pendulum.parse(text if ":" in text else f"{text} 12:00", tz="Europe/London")
    assert isinstance(moment, pendulum.DateTime)
    return moment


class Life:
    """A case that lives in memory: each act first plays what fell due before it."""

    def __init__(self, procedure: Procedure, received: str, given: Mapping[str, str], recorded: str = "") -> None:
        self.procedure = procedure
        command = Command("receive", a_moment(recorded or received), a_moment(received), given=given)
        self.case = fold(Case("c-1"), [open_case(procedure, command, {"pin.policy": "sha256:0"})])

    def act(self, action: str, at: str, happened: str = "", by: str = "", role: str = "", **given: str) -> Event:
        """Do something; keyword names have `_` for `-` and `__` for a dot."""
        self.tick(at)
        named = {name.replace("__", ".").replace("_", "-"): value for name, value in given.items()}
        command = Command(action, a_moment(at), a_moment(happened or at), by, role, named)
        event = decide(self.procedure, self.case, command)
        self.case = fold(self.case, [event])
        self.tick(at)
        return event

    def tick(self, until: str) -> None:
        while event := lapse(self.procedure, self.case, a_moment(until)):
            self.case = fold(self.case, [event])

    @property
    def due(self) -> dict[str, str]:
        """What still runs: the deadline's name to its date."""
        return {d.name: str(d.on) for d in running(self.procedure.policy, self.procedure.calendar, self.case)}

    @property
    def place(self) -> str:
        return self.case.place


def refused(life: Life, action: str, at: str, **said: str) -> Refused:
    """The refusal of an act that a case does not take."""
    with pytest.raises(Refused) as refusal:
        life.act(action, at, **said)
    return refusal.value


SMALL = """\
format: 1
policy: small
version: "1"
title: A small procedure
organisation: {id: mill, name: The Mill, sector: other}
in_force: {from: 2020-01-01}
calendar: england-and-wales
counting: {starts: day-after}
channels: {telephone: By telephone, email: By email}
roles: {officer: {title: Officer}, manager: {title: Manager}}
"""


def a_small(steps: str, rest: str = "", stages: str = "") -> str:
    """The text of a policy with one stage of these steps (a list of YAML), and what stands beside it."""
    inner = indent(dedent(steps).strip(), " " * 6)
    more = indent(dedent(stages).strip(), " " * 2)
    return f"{SMALL}stages:\n  - id: stage-1\n    handler: officer\n    steps:\n{inner}\n{more}\n{dedent(rest)}"
