"""docs/compliance.md is true: every verdict in its tables is what the program finds, and none is left out."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import pytest

import putright
from docs import pages
from putright.codes.verdicts import VERDICTS, Report

PAGE = pages.page("docs/compliance.md")
TABLES = re.findall(
    r"^<!-- comply: (\S+) (\S+) (\S+) -->\n(.*?)(?=^<!-- comply:|^#|\Z)", PAGE, re.MULTILINE | re.DOTALL
)
SHOWN = ("not-met", "departs", "warning")


@cache
def report(policy: str, code: str, on: str) -> Report:
    loaded = putright.load_policy(pages.ROOT / "policies" / f"{policy}.yaml")
    return putright.comply(loaded, code, date.fromisoformat(on))


@pytest.mark.parametrize(("policy", "code", "on", "text"), TABLES, ids=[" ".join(row[:2]) for row in TABLES])
def test_the_table_is_what_the_program_finds(policy: str, code: str, on: str, text: str) -> None:
    found = report(policy, code, on)
    assert f"**{found.summary}.**" in text
    rows = [
        tuple(cell.strip() for cell in row.strip("|").split("|")) for row in re.findall(r"^\|.*\|$", text, re.MULTILINE)
    ]
    told = [row for row in rows if row[1] in VERDICTS.values()]
    wanted = [one for one in found.findings if one.verdict in SHOWN]
    assert [row[:2] for row in told] == [(one.clause, VERDICTS[one.verdict]) for one in wanted]
    for row, one in zip(told, wanted, strict=True):
        assert row[2] in one.why, one.clause


def test_each_organisation_is_held_to_its_codes() -> None:
    assert {row[:2] for row in TABLES} >= {
        *(("saha/three-stage", f"housing-ombudsman-{year}") for year in (2020, 2022, 2024)),
        ("saha/two-stage", "housing-ombudsman-2024"),
        ("kiwi/four-stage", "complaint-principles"),
        ("kiwi/four-stage", "training-funder"),
        ("walsall/two-stage", "lgsco-2024"),
    }


@pytest.mark.parametrize(
    ("code", "clause", "verdict"),
    [
        ("housing-ombudsman-2020", "stages", "needs-person"),
        ("housing-ombudsman-2022", "5.17", "departs"),
        *(("housing-ombudsman-2024", clause, "not-met") for clause in ("5.3", "6.10", "6.20")),
        *(("housing-ombudsman-2024", clause, "met") for clause in ("6.3", "6.14")),
    ],
)
def test_what_is_said_of_three_stages_is_so(code: str, clause: str, verdict: str) -> None:
    on = next(row[2] for row in TABLES if row[:2] == ("saha/three-stage", code))
    findings = report("saha/three-stage", code, on).findings
    assert next(one.verdict for one in findings if one.clause == clause) == verdict
    assert f"`{clause}`" in PAGE


def test_what_is_said_of_walsall_is_so() -> None:
    findings = {one.clause: one for one in report("walsall/two-stage", "lgsco-2024", "2026-11-22").findings}
    assert findings["6.2"].verdict == "met"
    assert "say which are meant" in findings["6.2"].why
    assert "each refusal must have a good reason" in findings["6.12"].why
    assert all(
        part in findings["8.1"].why for part in ("the self-assessment", "not taken on", "yearly report or letter")
    )
