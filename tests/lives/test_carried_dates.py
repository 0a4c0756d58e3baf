"""Dates that are carried from one state of a case to the next are the dates that a fresh reading of its record gives.

In memory, with every act there is in any order; what an act becomes is of no interest here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import ROOT, Life, a_procedure
from lives.governing import ALL, days_of, procedure_of
from lives.in_memory import lead_in_memory
from lives.test_whole_lives import LIVES
from putright.case.attempt import Attempt
from putright.case.case import Case
from putright.case.commands import Command
from putright.case.deadlines import every_deadline, running
from putright.case.decide import wakes_at
from putright.case.folding import fold
from putright.case.guards import GUARDS
from putright.case.guards.silent import can_refuse, is_plain
from putright.case.procedure import Procedure
from putright.policy.model import Clock, Departure, Door, Duty, EventRef, Limit, Pause, Step, Term

EVERYTHING = ROOT / "tests" / "case" / "everything.yaml"


def check(procedure: Procedure, case: Case) -> None:
    policy, calendar = procedure.policy, procedure.calendar
    anew = fold(Case(case.id), case.log)
    assert case == anew
    assert [case.visit(stage.id) for stage in policy.stages] == [anew.visit(stage.id) for stage in policy.stages]
    assert every_deadline(policy, calendar, case) == every_deadline(policy, calendar, anew)
    assert running(policy, calendar, case) == running(policy, calendar, anew)
    assert wakes_at(procedure, case) == wakes_at(procedure, anew)


def check_silence(procedure: Procedure, case: Case, command: Command) -> None:
    """A guard that is not asked, because the policy shows that it has nothing against a move, would say nothing."""
    attempt = Attempt(procedure.policy, procedure.calendar, case, command)
    for move in procedure.machine.moves_at(case.place, command.action):
        for guard in move.guards:
            if not can_refuse(guard, procedure.policy, move, plain=is_plain(command)):
                assert GUARDS[guard](attempt, move) is None


@pytest.mark.parametrize("organisation", [*ALL, "everything"])
@settings(max_examples=LIVES, deadline=None, suppress_health_check=list(HealthCheck))
@given(chance=st.randoms(use_true_random=False))
def test_what_is_carried_is_what_is_counted_anew(organisation: str, chance: Random) -> None:
    procedure = procedure_of(organisation) if organisation in ALL else a_procedure(EVERYTHING.read_text())
    lead_in_memory(
        procedure,
        chance,
        days_of(organisation),
        look=lambda case: check(procedure, case),
        ask=lambda case, command: check_silence(procedure, case, command),
    )


SENT_BACK = """
format: 1
policy: sent-back
version: "1"
title: A procedure in which a review sends the complaint back
organisation: {id: mill, name: The Mill, sector: other}
in_force: {from: 2020-01-01}
calendar: england-and-wales
counting: {starts: day-after}
channels: {email: By email}
roles: {officer: {title: Officer}}
letters: {answer: {title: Our answer}}
stages:
  - id: first
    handler: officer
    steps:
      - acknowledge: {within: 5 days, from: entered}
      - respond: {within: 10 days, from: acknowledged, letter: answer, then: decide}
      - decide: {who: complainant, within: 20 days, from: responded, choices: {escalate: {to: second}}}
  - id: second
    handler: officer
    steps:
      - review: {within: 30 days, from: entered, choices: {uphold: {to: closed, letter: answer}, send-back: {to: first}}}
duties:
  look: {title: Look in, who: officer, within: 15 days, from: first.acknowledged}
"""


def test_a_second_visit_to_a_stage_has_dates_of_its_own() -> None:
    procedure = a_procedure(SENT_BACK)
    life = Life(procedure, "2026-03-02", {"matter": "m", "channel": "email"})
    life.act("acknowledge", "2026-03-03")
    life.act("respond", "2026-03-05", outcome="upheld", reasons="r")
    life.act("escalate", "2026-03-09")
    life.act("send-back", "2026-03-20")
    assert life.due == {"first.acknowledge": "2026-03-25"}
    check(procedure, life.case)
    life.act("acknowledge", "2026-03-21")
    assert life.due["first.respond"] == "2026-03-31"
    check(procedure, life.case)


HANGS_ON: Mapping[type, str] = {
    Clock: "terms choose",
    Term: "limit start counting deemed_received",
    Limit: "always fact table during",
    EventRef: "name stage",
    Departure: "step within since until reason",
    Pause: "id title waits_for stops begins until at_most needs letter resumed_letter",
    Duty: "id title who event clock repeats met_by until letter needs missed holds_up applies asked_by declined_by stops",
    Door: "id title to who opens closes letter needs applies tells via",
    Step: "id title kind who choices clock target extensions missed late reviewed_by also_meets through",
}


@pytest.mark.parametrize("part", HANGS_ON)
def test_a_new_part_of_a_clock_is_thought_of(part: type) -> None:
    """Whoever adds a field here has looked at `putright.case.deadlines.parts`: does a date now hang on something that is
    carried? An event that touches it must be in the part's `names`, or its kind or field left out of what is followed."""
    assert {each.name for each in fields(part) if each.init} - {"place"} == set(HANGS_ON[part].split())
