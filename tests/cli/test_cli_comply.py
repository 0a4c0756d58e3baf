"""`putright comply`: every form says the same, and the exit code says whether a clause is not met."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sarif import loader

from putright.cli import main

ROOT = Path(__file__).parents[2]
WALSALL = str(ROOT / "policies" / "walsall" / "two-stage.yaml")
SAHA = str(ROOT / "policies" / "saha" / "three-stage.yaml")
KIWI = str(ROOT / "policies" / "kiwi" / "four-stage.yaml")


def test_it_takes_the_code_that_the_policy_follows(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["comply", WALSALL, "--on", "2026-11-20"]) == 0, "guidance that is departed from is not a breach"
    out = capsys.readouterr().out
    assert "walsall/two-stage@2025-10-21 under Local Government" in out
    assert "departs" in out
    assert out.rstrip().splitlines()[-1].startswith("69 clauses: ")


def test_a_clause_that_is_not_met_is_a_finding(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["comply", SAHA, "--code", "housing-ombudsman-2024", "--only", "not-met"]) == 1
    out = capsys.readouterr().out
    assert "never together" in out
    assert "5.3  not met" in out
    assert "5.2  met" not in out
    assert f"{SAHA}:" in out


def test_json_names_what_the_interface_promises(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["comply", SAHA, "--code", "housing-ombudsman-2024", "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["policy"], told["code"]) == ("saha/three-stage@2021", "housing-ombudsman-2024")
    late = next(one for one in told["findings"] if one["clause"] == "2.3")
    assert set(late) >= {"clause", "level", "requirement", "verdict", "why", "evidence", "counterexample"}
    assert late["evidence"][0]["line"] > 1
    assert late["counterexample"] == {"days": {"happened": "2024-04-01"}, "policy": "2024-10-01", "code": "2025-04-01"}


def test_several_codes_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    main(["comply", SAHA, "--code", "housing-ombudsman-2020", "--code", "housing-ombudsman-2022", "--format", "json"])
    reports = json.loads(capsys.readouterr().out)["reports"]
    assert [report["code"] for report in reports] == ["housing-ombudsman-2020", "housing-ombudsman-2022"]


def test_code_hosts_can_read_it(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["comply", SAHA, "--code", "housing-ombudsman-2024", "--format", "sarif"]) == 1
    log = tmp_path / "report.sarif"
    log.write_text(capsys.readouterr().out, encoding="utf-8")
    read = loader.load_sarif_file(str(log))
    records = read.get_records()
    third = next(one for one in records if "3 stages" in one["Description"])
    assert third["Severity"] == "error"
    assert third["Line"] > 1
    lines = Path(SAHA).read_text(encoding="utf-8").splitlines()
    senior = next(one for one in records if "Write responsible.senior_person" in one["Description"])
    assert lines[senior["Line"] - 1] == "roles:", "what is not there is told where it would be written"


def test_pages(capsys: pytest.CaptureFixture[str]) -> None:
    main(["comply", WALSALL, "--format", "markdown"])
    lines = capsys.readouterr().out.splitlines()
    table = [line for line in lines if line.startswith("|")]
    assert len(table) == 9 * 2 + 69, "a table for each of the nine sections"
    assert "## Section 6: The stages" in lines
    assert len({line.replace("\\|", "").count("|") for line in table}) == 1, "every row has every column"
    main(["comply", WALSALL, "--format", "html"])
    page = capsys.readouterr().out
    assert page.startswith("<!DOCTYPE html>")
    assert page.count("<tr>") == 9 + 69
    assert page.count("<h2>Section ") == 9
    assert "<script" not in page


def test_findings_stand_under_what_their_section_is_about(capsys: pytest.CaptureFixture[str]) -> None:
    main(["comply", WALSALL, "--only", "departs"])
    assert "\nSection 3: How people get to complain\n\n3.5  departs\n" in capsys.readouterr().out
    main(["comply", WALSALL, "--format", "json"])
    told = json.loads(capsys.readouterr().out)
    assert told["sections"]["6"] == "The stages"
    assert {one["section"] for one in told["findings"]} == set(told["sections"])


def test_a_policy_that_follows_nothing_wants_a_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["comply", KIWI]) == 2
    assert "--code" in capsys.readouterr().err
    assert main(["comply", KIWI, "--code", "no-such-code"]) == 1
    assert "K209" in capsys.readouterr().out


def test_what_the_cases_show_stands_apart(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'cases.db'}"
    given = ["--cases", url, "--at", "2026-02-02T10:00:00+00:00", "--channel", "telephone", "--matter", "Bins"]
    receive = ["case", "receive", "walsall", *given, "--name", "Ms A", "--with", "fact.kind=not-done", "--id", "W-1"]
    assert main([*receive, "--policies", str(ROOT / "policies")]) == 0, capsys.readouterr()
    assert main(["case", "acknowledge", "W-1", "--cases", url, "--at", "2026-02-20T10:00:00+00:00"]) == 0
    capsys.readouterr()
    assert main(["comply", WALSALL, "--cases", url, "--on", "2026-02-21", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    logged = next(one for one in told["findings"] if one["clause"] == "6.2")
    assert logged["verdict"] == "met", "the policy says what it should"
    assert logged["cases"] == ["W-1"], "and this case did otherwise"
    assert "1 of 1" in logged["practice"]
    assert main(["comply", WALSALL, "--cases", f"sqlite:///{tmp_path / 'none.db'}"]) == 2
