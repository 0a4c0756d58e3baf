"""`putright draw` from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

ENDINGS = [
    ("-o", "chart.svg", b"<svg "),
    ("-o", "charts/chart.mmd", b"flowchart TD\n"),
    ("--leaflet", "leaflet.html", b"<!DOCTYPE html>"),
    ("--leaflet", "leaflet.pdf", b"%PDF-"),
    ("--web", "web.md", b"# How to complain to Walsall Council\n"),
    ("--web", "web.html", b"<article "),
]


@pytest.mark.parametrize(("option", "name", "beginning"), ENDINGS)
def test_each_form_is_written_to_its_file(option, name, beginning, putright, walsall, tmp_path: Path) -> None:
    answer = putright("draw", walsall, option, name)
    assert (answer.code, answer.out) == (0, f"{name}\n")
    assert (tmp_path / name).read_bytes().startswith(beginning)


@pytest.mark.parametrize(("option", "name"), [("-o", "chart.png"), ("--leaflet", "x.docx"), ("--web", "web.pdf")])
def test_another_ending_is_refused_before_anything_is_written(option, name, putright, walsall, tmp_path: Path) -> None:
    answer = putright("draw", walsall, "-o", "fine.svg", option, name)
    assert answer.code == 2
    assert "is written as" in answer.err
    assert list(tmp_path.glob("*.svg")) == []


def test_without_an_option_the_chart_is_printed(putright, walsall) -> None:
    answer = putright("draw", walsall)
    assert answer.out.startswith("flowchart TD\n")
    told = putright("draw", walsall, "--format", "json").json()
    assert told["chart"] == answer.out
    assert told["files"] == []


def test_the_table_of_a_month(putright, walsall) -> None:
    answer = putright("draw", walsall, "--calendar", "2026-04")
    assert any(line.startswith("Friday 3 April 2026 (Good Friday) ") for line in answer.out.splitlines())
    days = putright("draw", walsall, "--calendar", "2026-04", "--format", "json").json()["days"]
    assert days[1]["due"]["stage-1.respond"] == "Tuesday 21 April 2026"
    wrong = putright("draw", walsall, "--calendar", "May")
    assert wrong.code == 2
    assert "D110" in wrong.err
