"""Time where a random life seldom comes: clocks that stood still, and the hour that comes twice."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import yaml

from builders import ROOT, Life, a_procedure
from lives.slow_dates import SlowCase
from lives.slow_days import Days
from lives.telling import told
from putright.case.procedure import Procedure
from putright.casework import open_desk
from putright.policy.loading import load

CALENDARS = ROOT / "policies" / "calendars"
MILL = ROOT / "tests" / "lives" / "policies" / "mill" / "mixed.yaml"


def slowly(text: str, life: Life, calendar: str) -> dict[str, str]:
    own = MILL.parent / "calendars" / f"{calendar}.yaml"
    days = Days(own if own.exists() else CALENDARS / f"{calendar}.yaml", CALENDARS)
    slow = SlowCase(lambda _: (yaml.safe_load(text), days), told(life.case))
    return {name: str(on) for name, (on, _) in slow.running().items()}


def test_of_two_clocks_the_one_that_decides_is_given_its_days_back() -> None:
    """Six months from 22 December decide. They stood still for five working days, 7 to 13 January: seven days more, which
    end on Monday 29 June."""
    loaded = load(MILL)
    given = {"matter": "m", "channel": "email", "subject": "service", "aware": "2025-12-20"}
    life = Life(Procedure.of(loaded.policy, loaded.calendar), "2026-01-05", given)
    life.act("acknowledge", "2026-01-06")
    life.act("pause", "2026-01-07", pause="with-the-police")
    life.act("respond", "2026-01-14", outcome="upheld", reasons="r")
    life.tick("2026-01-20")
    assert life.due["first.decide"] == "2026-06-29" == slowly(MILL.read_text(), life, "mill")["first.decide"]


HOURS = """
format: 1
policy: hours
version: "1"
title: A procedure in hours
organisation: {id: mill, name: The Mill, sector: other}
in_force: {from: 2020-01-01}
calendar: england-and-wales
counting: {starts: day-after}
channels: {email: By email}
roles: {officer: {title: Officer}}
pauses: {papers: {title: We wait for papers, waits_for: complainant}}
letters: {answer: {title: Our answer}}
stages:
  - id: first
    handler: officer
    steps:
      - acknowledge: {within: 5 days, from: received}
      - respond: {within: 48 hours, from: acknowledged, letter: answer, then: closed}
"""


def test_a_clock_in_hours_is_given_back_only_time_in_which_it_would_have_run() -> None:
    """It began at noon on the 8th and stood still until noon on the 9th; that the pause began on the 6th is nothing to it."""
    life = Life(a_procedure(HOURS), "2026-01-05", {"matter": "m", "channel": "email"})
    life.act("pause", "2026-01-06", pause="papers")
    life.act("acknowledge", "2026-01-08")
    life.act("resume", "2026-01-09")
    assert life.due == {"first.respond": "2026-01-11"} == slowly(HOURS, life, "england-and-wales")


def test_the_hour_that_comes_twice_is_two_hours() -> None:
    """Half past one in summer time comes before ten past one in winter time, for whoever hands in moments of a zone."""
    desk = open_desk("sqlite://")
    twice = datetime(2026, 10, 25, 1, 30, tzinfo=ZoneInfo("Europe/London"))
    given = {"matter": "m", "channel": "website", "service": "waste"}
    first = desk.receive("walsall", at=twice, case_id="T-1", given=given)
    later = desk.act("T-1", "note", at=twice.replace(minute=10, fold=1), given={"note": "forty minutes later"})
    with desk.store.reading() as tx:
        assert tx.events("T-1") == later.case.log
    assert first.case.log == later.case.log[:1]
    assert (later.events[0].recorded_at - first.events[0].recorded_at).total_seconds() == 40 * 60
    desk.close()
