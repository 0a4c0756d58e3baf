"""`check` for code hosts: SARIF is read back by readers that we did not write, annotations by the rules of GitHub."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sarif import loader

from putright.cli.annotations import github
from putright.problems import Place, Problem

BAD = """\
format: 1
policy: two-stage
version: "1"
title: A policy, with faults
organisation: {id: mill, name: Mill, sector: other}
in_force: {from: 2026-01-01}
calendar: england-and-wales
counting: {starts: day-after}
channels: {letter: By letter}
roles: {officer: {title: Officer}}
stages:
  - id: stage-1
    handler: officer
    steps:
      - respond: {from: acknowleged, within: 10 working days, then: closed}
"""


def checked(putright: Callable[..., Any], folder: Path, form: str) -> tuple[int, str]:
    file = folder / "mill, new 100%" / "two stage.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(BAD, encoding="utf-8")
    answer = putright("check", file, "--format", form)
    return answer.code, answer.out


def test_sarif_is_read_back_by_an_independent_reader(putright: Callable[..., Any], tmp_path: Path) -> None:
    code, text = checked(putright, tmp_path, "sarif")
    (tmp_path / "found.sarif").write_text(text, encoding="utf-8")
    read = loader.load_sarif_file(str(tmp_path / "found.sarif"))
    records = read.get_records()
    assert code == 1
    assert read.get_distinct_tool_names() == ["putright"]
    found = {(record["Code"], record["Severity"], int(record["Line"])) for record in records}
    assert ("P203", "error", 15) in found
    place = next(record["Location"] for record in records if record["Code"] == "P203")
    assert Path(place.removeprefix("file://").replace("%20", " ").replace("%2C", ",").replace("%25", "%")).is_file()


def test_sarif_says_what_each_kind_of_problem_is_called(putright: Callable[..., Any], tmp_path: Path) -> None:
    log: dict[str, Any] = json.loads(checked(putright, tmp_path, "sarif")[1])
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert {"id": "P203", "shortDescription": {"text": "A clock that counts from nothing"}} in rules
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert "To mend it:" in result["message"]["text"]


def test_annotations_are_lines_that_github_understands(putright: Callable[..., Any], tmp_path: Path) -> None:
    code, text = checked(putright, tmp_path, "github")
    line = next(line for line in text.splitlines() if "P203" in line)
    match = re.fullmatch(r"::error file=([^:,]+),line=15,col=\d+,title=P203::(.+)", line)
    assert code == 1
    assert match
    assert (
        match[1].replace("%2C", ",").replace("%3A", ":").replace("%25", "%").endswith("mill, new 100%/two stage.yaml")
    )
    assert "acknowleged" in match[2]


def test_nothing_in_a_problem_can_begin_an_annotation_of_its_own() -> None:
    hostile = Problem("P999", Place("a,b:c%\n::error::x", 1, 2), "one\n::error::two % done", "mend\r\nit", "warning")
    line = github(hostile)
    assert "\n" not in line
    assert "\r" not in line
    assert line.startswith(
        "::warning file=a%2Cb%3Ac%25%0A%3A%3Aerror%3A%3Ax,line=1,col=2,title=P999::one%0A::error::two %25"
    )


def test_a_clean_policy_is_an_empty_log(putright: Callable[..., Any], walsall: Path) -> None:
    answer = putright("check", walsall, "--format", "sarif")
    assert answer.json()["runs"][0]["results"] == []
    assert answer.code == 0
