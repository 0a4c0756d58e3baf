"""Attestations: they answer what a program leaves to a person, for as long as they last, and nothing else."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

import putright
from putright.codes.attestations import Attestations, attestations_beside, attestations_from
from putright.codes.attesting import with_attestations
from putright.codes.verdicts import Finding, Report
from putright.problems import PolicyError
from putright.source import parse

ROOT = Path(__file__).parents[2]
DAY = date(2026, 11, 20)
CODE = "housing-ombudsman-2024"


@cache
def report(policy: str, code: str = CODE) -> Report:
    loaded = putright.load_policy(ROOT / "policies" / f"{policy}.yaml")
    return putright.comply(loaded, code)


def said(clause: str, more: str = "", *, code: str = CODE, evidence: str = "The minutes.") -> str:
    return (
        f'  - {{code: {code}, clause: "{clause}", who: "Ann Example, Head", when: 2026-05-11, until: 2027-05-10, '
        f"evidence: {evidence}{more}}}\n"
    )


def read(*entries: str, gaps: str = "") -> Attestations:
    return attestations_from(parse(f"format: 1\nattestations:\n{''.join(entries)}{gaps}", "attestations.yaml"))


def found(report: Report, clause: str) -> Finding:
    return next(one for one in report.findings if one.clause == clause)


def test_a_clause_that_needs_a_person_is_met_once_one_has_attested_it() -> None:
    plain = report("saha/two-stage")
    given = with_attestations(plain, read(said("3.3")), DAY)
    assert found(plain, "3.3").verdict == "needs-person"
    one = found(given, "3.3")
    assert one.verdict == "met"
    assert one.attested == "Ann Example, Head on Monday 11 May 2026, until Monday 10 May 2027"
    assert one.why == f"Attested by {one.attested}: The minutes."
    assert [(place.file, place.line) for place in one.evidence] == [("attestations.yaml", 3)]
    others = [(a, b) for a, b in zip(plain.findings, given.findings, strict=True) if a.clause != "3.3"]
    assert all(a == b for a, b in others), "nothing else changes"


@pytest.mark.parametrize(
    ("on", "verdict", "why"),
    [
        (date(2026, 5, 10), "needs-person", "after the day that is asked about"),
        (date(2026, 5, 11), "met", "Attested by"),
        (date(2027, 5, 10), "met", "Attested by"),
        (date(2027, 5, 11), "needs-person", "ran out on Monday 10 May 2027"),
        (None, "needs-person", "say for which day you ask"),
    ],
)
def test_it_counts_from_its_day_until_its_last(on: date | None, verdict: str, why: str) -> None:
    one = found(with_attestations(report("saha/two-stage"), read(said("3.3")), on), "3.3")
    assert one.verdict == verdict
    assert why in one.why


def test_it_never_overrules_what_a_program_decided() -> None:
    plain = report("saha/three-stage")
    given = with_attestations(plain, read(said("5.3"), said("5.2")), DAY)
    assert [found(given, id) for id in ("5.2", "5.3")] == [found(plain, id) for id in ("5.2", "5.3")]
    assert "What people attest of clauses 5.2 and 5.3 counts for nothing" in given.notes[-1]


def test_of_a_clause_with_both_only_the_open_part_is_answered() -> None:
    plain = found(report("saha/three-stage"), "3.1")
    one = found(with_attestations(report("saha/three-stage"), read(said("3.1")), DAY), "3.1")
    assert (plain.verdict, one.verdict) == ("not-met", "not-met")
    assert "What a person should bring" in plain.why
    assert "What a person should bring" not in one.why


def test_it_brings_as_many_things_as_the_clause_asks_a_person_for() -> None:
    two = with_attestations(report("saha/two-stage"), read(said("4.3", evidence="[One., Two.]")), DAY)
    assert found(two, "4.3").verdict == "needs-person"
    assert "attests 2 of 3 things" in found(two, "4.3").why
    three = with_attestations(report("saha/two-stage"), read(said("4.3", evidence="[One., Two., Three.]")), DAY)
    assert found(three, "4.3").verdict == "met"


@pytest.mark.parametrize(
    ("policy", "code", "clause", "verdict"),
    [("saha/two-stage", CODE, "3.3", "not-met"), ("walsall/two-stage", "lgsco-2024", "3.3", "departs")],
)
def test_a_person_may_say_that_it_is_not_kept_to(policy: str, code: str, clause: str, verdict: str) -> None:
    given = with_attestations(report(policy, code), read(said(clause, ", kept: false", code=code)), DAY)
    assert found(given, clause).verdict == verdict
    assert found(given, clause).why.startswith("Not kept to, says Ann Example, Head on Monday 11 May 2026")


def test_a_warning_stays_one_and_says_who_answers_for_it() -> None:
    plain = report("saha/three-stage")
    warned = next(one.clause for one in plain.findings if one.verdict == "warning")
    one = found(with_attestations(plain, read(said(warned)), DAY), warned)
    assert (one.verdict, one.why) == ("warning", found(plain, warned).why)
    assert one.attested


def test_the_latest_that_counts_is_taken() -> None:
    newer = said("3.3").replace("Ann Example", "Bo Sample").replace("2026-05-11", "2026-06-01")
    ahead = said("3.3").replace("Ann Example", "Cy Third").replace("2026-05-11", "2026-12-01")
    one = found(with_attestations(report("saha/two-stage"), read(said("3.3"), newer, ahead), DAY), "3.3")
    assert one.attested.startswith("Bo Sample")


def test_what_is_about_another_policy_or_code_is_left_out() -> None:
    policy = putright.load_policy(ROOT / "policies/saha/two-stage.yaml")
    one = read(said("3.3"), said("3.3", ", policy: two-stage"), said("3.3", ", policy: three-stage"))
    assert [a.policy for a in one.of(policy, CODE).attested] == ["", "two-stage"]
    assert one.of(policy, "lgsco-2024").attested == ()


def test_what_stands_beside_a_policy_is_read_and_counts() -> None:
    policy = putright.load_policy(ROOT / "policies/saha/two-stage.yaml")
    (one,) = attestations_beside(policy).of(policy, CODE).attested
    now, then = (found(putright.comply(policy, CODE, day), one.clause) for day in (DAY, one.until))
    assert (now.verdict, then.verdict) == ("needs-person", "met")
    assert "has to be given again" in now.why


def test_everything_that_is_wrong_is_told_at_once_with_its_place() -> None:
    gap = 'gaps:\n  - {code: housing-ombudsman-2042, clause: "1", what: X, owner: Y, by: 2026-09-30}\n'
    with pytest.raises(PolicyError) as error:
        read(said("3.33"), said("3.3").replace("2027-05-10", "2026-05-10"), gaps=gap)
    told = [(problem.id, problem.place.line) for problem in error.value.problems]
    assert told == [("K211", 3), ("K208", 4), ("K209", 6)]
    assert "Did you mean" in error.value.problems[0].what


@pytest.mark.parametrize("key", ["code", "clause", "who", "when", "until", "evidence"])
def test_nothing_that_makes_it_count_may_be_left_out(key: str) -> None:
    whole = {
        "code": CODE,
        "clause": '"3.3"',
        "who": "Ann",
        "when": "2026-05-11",
        "until": "2027-05-10",
        "evidence": "X",
    }
    rest = ", ".join(f"{name}: {value}" for name, value in whole.items() if name != key)
    with pytest.raises(PolicyError) as error:
        read(f"  - {{{rest}}}\n")
    assert any(key in problem.what for problem in error.value.problems)
