"""What a policy tells about itself: read, told in words, and kept to where it says how a person is treated."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import Life, a_shipped
from putright.case.procedure import Procedure
from putright.policy.explanation import explain
from putright.policy.model import Behaviour
from putright.policy.reading import read_policy
from putright.problems import Refused
from putright.source import parse
from putright.working_days import Duration

GIVEN = {"complainant.name": "Ann Example", "channel": "telephone", "matter.1": "The bin was not emptied."}
WHOLE = """\
format: 1
policy: example
version: "1"
title: Complaints policy
organisation: {id: example, name: Example, sector: other}
in_force: {from: 2026-01-01}
calendar: england-and-wales
counting: {starts: day-after}
channels: {letter: By letter}
roles: {officer: {title: Complaints Officer}, board: {title: Board}}
stages:
  - id: stage-1
    title: Stage 1
    handler: officer
    steps:
      - respond: {within: 10 working days, from: received, then: closed}
"""
"""A policy that tells nothing about itself."""


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("definition: {complaint: Any unhappy word.}", "A complaint: Any unhappy word."),
        ("definition: {complaint_examples: [You never came.]}", "* You never came."),
        ("definition: {service_request_examples: [The lift is broken.]}", "* The lift is broken."),
        ("access: {languages: [Welsh, Polish]}", "* Languages: Welsh and Polish."),
        ("access: {interpreting: Free of charge.}", "* Interpreting: Free of charge."),
        ("access: {formats: [large print, audio]}", "* Letters in other forms: large print and audio."),
        ("access: {adjustments: We ask.}", "* What we do differently for a disabled person: We ask."),
        ("access: {advocates: A friend.}", "* Somebody to help: A friend."),
        ("publicity: {policy: [On the website]}", "* People learn of this procedure: On the website."),
        ("publicity: {ombudsman: [In letters]}", "* People learn of the Ombudsman: In letters."),
        ("publicity: {code: [In letters]}", "* People learn of the code: In letters."),
        (
            "responsible: {complaints_officer: officer}",
            "* Complaint handling is the responsibility of the Complaints Officer.",
        ),
        (
            "responsible: {senior_person: officer}",
            "* The senior lead who is accountable for complaints is the Complaints Officer.",
        ),
        (
            "responsible: {governing_member: board}",
            "* The member of the governing body who is responsible for complaints is the Board.",
        ),
        ("remedies: {apology: Apology}", "We can offer: apology."),
        ("remedies: {payment: {title: Payment, factors: [How long]}}", "* Payment: we weigh How long."),
        ("remedies_at: any stage", "A remedy may be offered at any stage."),
        ("remedies_at: stage-1", "A remedy may be offered at Stage 1."),
        ("remedies_at: [stage-1]", "A remedy may be offered at Stage 1."),
        (
            "learning: {themes: [Root causes], owner: officer, every: 3 months}",
            "The Complaints Officer looks at what complaints show every 3 months: Root causes.",
        ),
        ("learning: {every: 1 year}", "We look at what complaints show every year."),
        ("learning: {published: [On the website]}", "It can be read here: On the website."),
        ("behaviour: {about: Threats.}", "Threats."),
        ("behaviour: {warned_first: true}", "Contact is restricted only after a warning."),
        ("behaviour: {longest: 6 months}", "A restriction is reviewed after 6 months at the latest."),
        (
            "review: {every: 2 years, sooner: [the law changes]}",
            "* This procedure is reviewed every 2 years, and sooner if the law changes. Last: Thursday 1 January 2026.",
        ),
        ("review: {every: 1 year, last: 2026-03-02}", "reviewed every year. Last: Monday 2 March 2026."),
        (
            "standards: [{measure: Answers in time, at_least: 97.5, steps_in: board}]",
            "* Answers in time: at least 97.5 per cent. Below that, the Board steps in.",
        ),
        (
            "briefings: [{who: board, report: learning, every: 3 months}]",
            "* The Board is briefed with the report on learning every 3 months.",
        ),
        ("briefings: [{who: board, report: annual}]", "* The Board is briefed with the annual report."),
    ],
)
def test_what_is_written_is_told_in_words(written: str, told: str) -> None:
    policy, problems = read_policy(parse(f"{WHOLE}{written}\n", "policy.yaml"))
    assert policy, problems
    assert told in " ".join(explain(policy, None).split())
    silent, _ = read_policy(parse(WHOLE, "policy.yaml"))
    assert silent
    assert told not in " ".join(explain(silent, None).split())


def behaving(behaviour: Behaviour) -> Life:
    """A complaint of 2 March 2026 under Walsall's policy, with these terms on behaviour."""
    life = Life(a_shipped("walsall/two-stage"), "2026-03-02 10:00", GIVEN)
    policy = replace(life.procedure.policy, told=replace(life.procedure.policy.told, behaviour=behaviour))
    life.procedure = Procedure.of(policy, life.procedure.calendar)
    return life


def test_contact_is_restricted_only_after_a_warning_where_the_policy_says_so() -> None:
    life = behaving(Behaviour(warned_first=True))
    with pytest.raises(Refused, match="R266") as refusal:
        life.act("restrict", "2026-04-01", reason="Threats.", until="2026-07-01")
    assert "only after a warning" in str(refusal.value)
    life.act("warn", "2026-04-01")
    life.act("restrict", "2026-04-02", reason="Threats again.", until="2026-07-01")
    assert life.due["restriction-review"] == "2026-07-01"


@pytest.mark.parametrize(
    ("until", "is_allowed", "reason"),
    [
        ("2026-09-30", True, "a day before"),
        ("2026-10-01", True, "six months after 1 April"),
        ("2026-10-02", False, "a day after"),
    ],
)
def test_a_restriction_is_reviewed_no_later_than_the_policy_says(until: str, is_allowed: bool, reason: str) -> None:
    life = behaving(Behaviour(longest=Duration(6, "months")))
    if is_allowed:
        life.act("restrict", "2026-04-01", reason="Threats.", until=until)
        assert life.due["restriction-review"] == until, reason
    else:
        with pytest.raises(Refused, match="by Thursday 1 October 2026"):
            life.act("restrict", "2026-04-01", reason="Threats.", until=until)
