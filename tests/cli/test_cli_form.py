"""`putright comply --form` writes the form that its name asks for; `putright check --on` asks about a day."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from putright.cli import main

ROOT = Path(__file__).parents[2]
TWO = str(ROOT / "policies" / "saha" / "two-stage.yaml")
THREE = str(ROOT / "policies" / "saha" / "three-stage.yaml")


@pytest.mark.parametrize(("name", "begins"), [("form.md", "# Self-"), ("form.html", "<!DOCTYPE"), ("form.json", "{")])
def test_the_name_says_how_it_is_written(
    name: str, begins: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "new" / name
    assert main(["comply", TWO, "--on", "2026-11-20", "--form", str(file)]) == 0
    assert file.read_text("utf-8").startswith(begins)
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith(f"{file}: 73 provisions: yes ")


def test_what_is_not_kept_to_is_a_finding(tmp_path: Path) -> None:
    file = tmp_path / "form.json"
    assert main(["comply", THREE, "--code", "housing-ombudsman-2024", "--form", str(file)]) == 1
    told = json.loads(file.read_text("utf-8"))
    assert {row["provision"] for row in told["rows"] if row["comply"] == "No"} >= {"5.3", "6.10", "6.20"}


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (["--form", "form.pdf"], "end its name with .html, .md or .json"),
        (["--code", "housing-ombudsman-2022", "--code", "housing-ombudsman-2024", "--form", "form.md"], "for one code"),
    ],
)
def test_a_form_that_cannot_be_written_is_told(
    more: list[str], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["comply", TWO, *more]) == 2
    assert says in " ".join(capsys.readouterr().err.split())
    assert list(tmp_path.iterdir()) == []


def test_check_asks_about_the_day_that_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", THREE, "--on", "2022-03-31"]) == 0
    before = capsys.readouterr().out
    assert main(["check", THREE, "--on", "2022-04-01"]) == 0
    after = capsys.readouterr().out
    assert "K213" not in before
    assert "K213 (warning) this policy follows housing-ombudsman-2020" in after
