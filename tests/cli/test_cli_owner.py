"""What a policy owner asks: check, explain, due, and the letters of a policy."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def broken(tmp_path: Path, walsall: Path) -> Path:
    """The council's policy with a stage that does not exist, and a letter that nobody wrote."""
    file = tmp_path / "broken.yaml"
    text = walsall.read_text("utf-8")
    file.write_text(
        text.replace("to: stage-2}", "to: stage-3}").replace("letter: stage-2-response", "letter: farewell")
    )
    return file


def test_check_finds_nothing_wrong_with_the_shipped_policies(putright) -> None:
    answer = putright("check", ROOT / "policies")
    assert answer.code == 0
    assert answer.out.splitlines()[-1].startswith("4 policies, 0 errors, ")


def test_check_shows_every_problem_with_its_place_and_how_to_mend_it(putright, broken: Path) -> None:
    answer = putright("check", broken)
    assert (answer.code, answer.err) == (1, "")
    lines = answer.out.splitlines()
    assert any(line.startswith(f"{broken}:") and " P201 " in line for line in lines)
    assert any(line.startswith(f"{broken}:") and " P205 " in line for line in lines)
    assert sum(line.startswith("    mend: ") for line in lines) == len(lines) // 2
    assert lines[-1].startswith("1 policy, ")


def test_check_in_json_holds_the_same_problems(putright, broken: Path) -> None:
    text, data = putright("check", broken), putright("check", broken, "--format", "json")
    assert data.code == 1
    problems = data.json()["problems"]
    assert set(problems[0]) == {"id", "level", "file", "line", "column", "what", "mend"}
    assert all(f"{p['file']}:{p['line']}:{p['column']}: {p['id']}" in text.out for p in problems)


def test_warnings_alone_are_fine_unless_check_is_strict(putright) -> None:
    kiwi = ROOT / "policies" / "kiwi" / "four-stage.yaml"
    assert putright("check", kiwi).code == 0
    assert putright("check", kiwi, "--strict").code == 1


def test_what_cannot_be_proved_is_told_as_a_story(putright) -> None:
    saha = ROOT / "policies" / "saha" / "three-stage.yaml"
    story = "On Monday 4 January 2021 a complaint is received."
    assert f"    | {story}\n" in putright("check", saha).out
    (problem,) = putright("check", saha, "--format", "json").json()["problems"]
    assert (problem["id"], problem["story"][0]) == ("P404", story)


def test_check_tells_how_long_an_answer_can_take(putright, walsall: Path) -> None:
    worst = "received on Friday 11 December 2026, answered by Monday 4 January 2027"
    assert f"24 days (13 working days): {worst}" in putright("check", walsall, "--time", "2026").out
    (table,) = putright("check", walsall, "--time", "2026", "--format", "json").json()["time"]
    span = table["answers"][0]["spans"]["usual"]
    assert (span["received"], span["answered"], span["days"]) == ("2026-12-11", "2027-01-04", 24)


def test_a_time_table_is_only_for_people_and_programs(putright, walsall: Path) -> None:
    refused = putright("check", walsall, "--time", "2026", "--format", "sarif")
    assert refused.code == 2
    assert "ask for --time with text or json" in refused.err


def test_broken_policies_have_problems_and_no_times(putright, broken: Path) -> None:
    data = putright("check", broken, "--time", "2026", "--format", "json")
    assert data.code == 1
    assert data.json()["time"] == []


def test_a_policy_named_twice_is_checked_once(putright, walsall: Path) -> None:
    assert putright("check", walsall, walsall.parent, "--format", "json").json()["policies"] == 1


def test_a_folder_stands_for_its_policies_alone(putright, tmp_path: Path, broken: Path) -> None:
    (tmp_path / "calendars").mkdir()
    (tmp_path / "calendars" / "mill.yaml").write_text("name: mill\n")
    (tmp_path / "other.yaml").write_text("shopping: [tea]\n")
    answer = putright("check", tmp_path, "--format", "json")
    assert answer.json()["policies"] == 1


def test_explain_tells_the_procedure_in_words(putright, walsall: Path) -> None:
    answer = putright("explain", walsall)
    assert answer.code == 0
    assert "Corporate complaints policy" in answer.out
    assert "10 working days" in answer.out
    assert putright("explain", walsall, "--format", "json").json()["policy"] == "walsall/two-stage@2025-10-21"


def test_explain_tells_what_is_wrong_with_a_policy_instead(putright, broken: Path) -> None:
    answer = putright("explain", broken)
    assert answer.code == 1
    assert " P201 " in answer.out


EASTER = """\
Friday 10 April 2026
day-after: the first counted day after the event is day 1; as-it-falls: it is due on the day where the count ends
  Thursday 2 April 2026 — the day of the event
  Friday 3 April 2026 — not counted: Good Friday
  Saturday 4 April 2026 — not counted: Saturday
  Sunday 5 April 2026 — not counted: Sunday
  Monday 6 April 2026 — not counted: Easter Monday
  Tuesday 7 April 2026 — day 1
  Wednesday 8 April 2026 — day 2
  Thursday 9 April 2026 — day 3
  Friday 10 April 2026 — day 4
  due on Friday 10 April 2026
"""


def ask(putright, start: str, within: str, *more: str, calendar: str = "england-and-wales", starts: str = "day-after"):
    return putright("due", "--from", start, "--within", within, "--calendar", calendar, "--starts", starts, *more)


def test_due_explains_its_date_day_by_day(putright) -> None:
    assert ask(putright, "2026-04-02", "4 working days").out == EASTER


DUE = [
    ("Easter Monday counts in Scotland", "2026-04-02", "10 working days", {"calendar": "scotland"}, (), "2026-04-17"),
    (
        "a Sunday that counts as Monday",
        "2026-04-19",
        "1 working day",
        {"starts": "deemed-working-day"},
        (),
        "2026-04-21",
    ),
    ("after the cut-off it is tomorrow", "2026-04-20T16:30", "1 day", {}, ("--cut-off", "16:00"), "2026-04-22"),
    ("28 days end on a Saturday", "2026-04-11", "28 days", {}, ("--ends", "next-working-day"), "2026-05-11"),
    ("backwards over a weekend", "2026-04-20", "2 working days", {}, ("--before",), "2026-04-16"),
]


@pytest.mark.parametrize(("why", "start", "within", "rule", "more", "on"), DUE, ids=[row[0] for row in DUE])
def test_due_counts_as_its_options_say(why, start, within, rule, more, on, putright) -> None:
    answer = ask(putright, start, within, *more, "--format", "json", **rule)
    assert answer.json()["on"] == on, why


def test_due_in_json_has_the_promised_names(putright) -> None:
    assert {"on", "provisional", "rule", "days"} <= set(
        ask(putright, "2026-04-02", "2 days", "--format", "json").json()
    )


def test_due_says_the_time_of_a_limit_in_hours(putright) -> None:
    assert ask(putright, "2026-04-02T10:30", "48 hours").out.startswith("Saturday 4 April 2026, 10:30\n")


def test_due_takes_a_calendar_file_and_tells_what_is_wrong_with_it(putright, tmp_path: Path) -> None:
    (tmp_path / "mill.yaml").write_text("name: mill\nweek: [sunny days]\n")
    answer = ask(putright, "2026-04-02", "2 days", calendar="mill.yaml")
    assert answer.code == 1
    assert answer.out.startswith("mill.yaml:")


def test_letters_of_a_policy_are_all_previewed(putright, walsall: Path) -> None:
    answer = putright("letters", walsall, "--format", "json")
    found = {letter["name"]: letter["text"] for letter in answer.json()["letters"]}
    assert "stage-1-response" in found
    assert all(text.strip() for text in found.values())


@pytest.mark.parametrize(
    ("form", "ending", "beginning"), [("html", ".html", "<!DOCTYPE html>"), ("txt", ".txt", "Wal"), ("md", ".md", "")]
)
def test_letters_are_written_into_a_folder_a_numbered_file_each(
    form, ending, beginning, putright, walsall, tmp_path
) -> None:
    answer = putright("letters", walsall, "--format", form, "-o", "samples")
    files = sorted(file for file in (tmp_path / "samples").iterdir() if file.name != "index.html")
    assert answer.code == 0
    assert answer.out.splitlines()[-1] == f"{len(files)} letters written"
    assert all(file.name[:2].isdecimal() and file.suffix == ending for file in files)
    assert files[0].read_text("utf-8").startswith(beginning)


def test_letters_are_written_as_json_files_too(putright, walsall, tmp_path) -> None:
    putright("letters", walsall, "--format", "json", "-o", "samples")
    file = next((tmp_path / "samples").glob("01-*.json"))
    assert {"name", "title", "text"} <= set(json.loads(file.read_text("utf-8")))
