"""`diff --cases`: each change says how many open cases keep their date, and what moving them would do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Putright = Callable[..., Any]


@pytest.fixture
def draft(tmp_path: Path, walsall: Path) -> Path:
    """The council's policy with a longer stage 1 and a shorter stage 2."""
    text = walsall.read_text(encoding="utf-8")
    text = text.replace('version: "2025-10-21"', 'version: "2027"')
    text = text.replace("within: 10 working days\n", "within: 15 working days\n", 1)
    text = text.replace("within: 20 working days ", "within: 18 working days ", 1)
    file = tmp_path / "draft.yaml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.fixture
def three_cases(putright: Putright) -> None:
    """One complaint that was only received, and two that were acknowledged and told a date."""
    for number in (1, 2, 3):
        putright(
            "case", "receive", "walsall", "--id", f"w-{number}", "--at", f"2026-04-0{number}T10:00:00+01:00",
            "--channel", "telephone", "--name", "Ann Other", "--matter", "The bin",
        )  # fmt: skip
    putright("case", "acknowledge", "w-1", "--at", "2026-04-02T10:00:00+01:00")
    putright("case", "acknowledge", "w-2", "--at", "2026-04-07T10:00:00+01:00")


def changes(answer: Any) -> dict[str, Any]:
    return {change["id"]: change["open_cases"] for change in answer.json()["changes"]}


def test_each_change_says_how_many_open_cases_it_touches(
    putright: Putright, walsall: Path, draft: Path, three_cases: None
) -> None:
    answer = putright("diff", walsall, draft, "--cases", "sqlite:///cases.db", "--format", "json")
    assert answer.code == 1
    found = changes(answer)
    assert found["deadline-longer"] == {"keep": 2, "worse": 2, "better": 0, "same": 0, "unclear": 0, "letters": 2}
    assert found["deadline-shorter"]["keep"] == 0, "no case is at stage 2"
    assert found["version-changed"] is None
    whole = answer.json()["open_cases"]
    assert (whole["cases"], sum(whole["verdicts"].values())) == (3, 3)


def test_it_is_told_in_words(putright: Putright, walsall: Path, draft: Path, three_cases: None) -> None:
    said = putright("diff", walsall, draft, "--cases", "sqlite:///cases.db").out
    assert "Open cases: 2 keep this date; if they were moved: 2 for the worse, and 2 letters to put right." in said
    assert "No open case has this date." in said
    assert "3 open cases keep their dates as they are." in said


def test_without_a_store_nothing_is_said_of_cases(putright: Putright, walsall: Path, draft: Path) -> None:
    answer = putright("diff", walsall, draft, "--format", "json")
    assert answer.json()["open_cases"] is None
    assert set(changes(answer).values()) == {None}
    assert "open case" not in putright("diff", walsall, draft).out.lower()


def test_a_store_that_is_not_there_is_a_clear_error(putright: Putright, walsall: Path, draft: Path) -> None:
    answer = putright("diff", walsall, draft, "--cases", "sqlite:///none.db")
    assert answer.code == 2
    assert "S4" in answer.err
    assert "Traceback" not in answer.err


def test_looking_changes_nothing(putright: Putright, walsall: Path, draft: Path, three_cases: None) -> None:
    before = putright("case", "show", "w-1", "--format", "json").json()["events"]
    putright("diff", walsall, draft, "--cases", "sqlite:///cases.db")
    assert putright("case", "show", "w-1", "--format", "json").json()["events"] == before
