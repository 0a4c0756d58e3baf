"""The handler's list from the command line: as a table, as JSON and CSV for programs, and as a calendar."""

from __future__ import annotations

import csv
import io

import pytest

AT = ("--at", "2026-04-20T12:00:00+01:00")


@pytest.fixture
def three(putright) -> None:
    """One due on Saturday 25 April, one due on the 18th, and one that was withdrawn."""
    words = ("--channel", "telephone", "--fact", "service=waste", "--matter", "My secret", "--name", "Ann Other")
    for number, day in enumerate(("2026-04-20", "2026-04-13", "2026-04-16"), 1):
        putright("case", "receive", "walsall", "--id", f"w-{number}", "--at", f"{day}T10:00:00+01:00", *words)
    putright("case", "withdraw", "w-3", "--at", "2026-04-17T10:00:00+01:00", "--as", "complainant")


def listed(putright, *words: str) -> list[str]:
    return [row["case"] for row in putright("case", "list", *words, *AT, "--format", "json").json()["due"]]


def test_list_holds_what_was_asked_for_the_earliest_first(putright, three) -> None:
    assert listed(putright) == ["w-2", "w-1"]
    assert listed(putright, "--due", "late") == ["w-2"]
    assert listed(putright, "--due", "week") == ["w-1"]
    assert listed(putright, "--due", "today") == []
    assert listed(putright, "--role", "customer-experience-centre") == ["w-2", "w-1"]
    assert listed(putright, "--handler", "service-officer", "--stage", "stage-1") == ["w-2", "w-1"]
    assert listed(putright, "--organisation", "kiwi") == []


def test_list_prints_a_table_and_how_many(putright, three) -> None:
    lines = putright("case", "list", "--why", *AT).out.splitlines()
    assert lines[0].split("  ")[0] == "Case"
    assert "Saturday 18 April 2026 [late]" in lines[1]
    assert lines[1].endswith("5 days from received")
    assert lines[-1] == "2 dates"


def test_a_page_says_where_the_next_begins(putright, three) -> None:
    first = putright("case", "list", "--limit", "1", *AT)
    assert first.out.splitlines()[-1] == "1 date; for more: --after 2026-04-18/w-2/stage-1.acknowledge"
    after = ("--after", putright("case", "list", "--limit", "1", *AT, "--format", "json").json()["next"])
    second = putright("case", "list", "--limit", "1", *after, *AT, "--format", "json").json()
    assert ([row["case"] for row in second["due"]], second["next"]) == (["w-1"], None)
    assert putright("case", "list", "--after", "tomorrow").code == 2


def test_cases_without_a_date_are_listed_when_asked_for(putright, three) -> None:
    assert "Withdrawn" in putright("case", "list", "--due", "none", *AT).out
    (row,) = putright("case", "list", "--due", "none", *AT, "--format", "json").json()["cases"]
    assert (row["case"], row["ended"]) == ("w-3", True)
    assert putright("case", "list", "--due", "none", "--format", "ics").code == 2


def test_a_group_is_listed_alone_and_named(putright, three) -> None:
    """w-1 and w-3 are a group; w-3 has ended, and w-2 belongs to nobody."""
    assert putright("case", "link", "w-3", "--other", "w-1", "--relation", "group", *AT).code == 0
    listed = putright("case", "list", "--group", "w-1", *AT)
    assert [line.split("  ")[0] for line in listed.out.splitlines()] == ["Case", "w-1", "1 date", "the group: w-1, w-3"]
    told = putright("case", "list", "--group", "w-3", "--limit", "1", *AT, "--format", "json").json()
    assert ([row["case"] for row in told["due"]], told["next"], told["group"]) == (["w-1"], None, ["w-1", "w-3"])
    ended = putright("case", "list", "--group", "w-1", "--due", "none", *AT, "--format", "json").json()
    assert ([case["case"] for case in ended["cases"]], ended["group"]) == (["w-3"], ["w-1", "w-3"])
    assert putright("case", "list", "--group", "w-1", "--due", "late", *AT).out == "0 dates\nthe group: w-1, w-3\n"
    alone = putright("case", "list", "--group", "w-2", *AT)
    assert (len(alone.out.splitlines()), alone.err) == (4, "no case is linked with w-2 as its group\n")
    assert putright("case", "list", "--group", "w-9", *AT).out.startswith("R100 ")


def test_a_group_can_be_paged(putright, three) -> None:
    putright("case", "link", "w-1", "--other", "w-2", "--relation", "group", *AT)
    first = putright("case", "list", "--group", "w-1", "--limit", "1", *AT, "--format", "json").json()
    second = putright("case", "list", "--group", "w-1", "--after", first["next"], *AT, "--format", "json").json()
    assert [row["case"] for page in (first, second) for row in page["due"]] == ["w-2", "w-1"]


def test_an_empty_list_says_when_the_name_is_known_to_no_case(putright, three) -> None:
    answer = putright("case", "list", "--handler", "Service Officer", *AT)
    assert (answer.code, answer.out) == (0, "0 dates\n")
    assert 'no case has --handler "Service Officer". Did you mean "service-officer"?' in answer.err
    assert putright("case", "list", "--due", "today", "--handler", "service-officer", *AT).err == ""


def test_csv_has_a_row_a_date_and_no_formula(putright, three) -> None:
    putright("case", "note", "w-2", "--note", "x", "--with", "handler==2+3", *AT)
    rows = list(csv.DictReader(io.StringIO(putright("case", "list", *AT, "--format", "csv").out)))
    assert [(row["case"], row["on"], row["standing"]) for row in rows] == [
        ("w-2", "2026-04-18", "late"),
        ("w-1", "2026-04-25", ""),
    ]
    assert rows[0]["handler"] == "'=2+3"


def test_a_calendar_names_cases_and_dates_and_nobody(putright, three) -> None:
    out = putright("case", "list", *AT, "--format", "ics").out.replace("\r\n", "\n")
    assert out.startswith("BEGIN:VCALENDAR\n")
    assert "UID:w-1/stage-1.acknowledge@walsall.putright\nDTSTAMP:20260420T110000Z\n" in out
    assert "DTSTART;VALUE=DATE:20260425\nSUMMARY:w-1: Acknowledge and log the complaint\n" in out
    assert "Ann" not in out
    assert "secret" not in out
