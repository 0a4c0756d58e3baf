"""`putright migrate`: a plan to look at, and then just that plan."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from cli.conftest import ROOT, Putright

OLD, NEW = "walsall/two-stage@2025-10-21", "walsall/two-stage@2027-10-21"
AT = ("--at", "2026-04-08T09:00:00+01:00")
WHO = ("--by", "Jo Field", "--reason", "The board decided it.")


@pytest.fixture
def policies(tmp_path: Path) -> Path:
    """The council's policy, and a later version with more time for the first answer and less for the acknowledgement."""
    text = (ROOT / "policies/walsall/two-stage.yaml").read_text()
    folder = tmp_path / "policies" / "walsall"
    folder.mkdir(parents=True)
    (tmp_path / "letters").symlink_to(ROOT / "letters")
    (folder / "old.yaml").write_text(text)
    later = text.replace('"2025-10-21"', '"2027-10-21"')
    later = later.replace("{from: 2025-10-21, until: 2027-10-20}", "{from: 2027-10-21}")
    later = later.replace("within: 10 working days", "within: 15 working days", 1)
    later = later.replace("within: 5 days ", "within: 3 days ", 1)
    (folder / "new.yaml").write_text(later)
    return tmp_path / "policies"


@pytest.fixture
def cases(putright: Putright, policies: Path) -> tuple[str, ...]:
    """w-1 was told a date for its answer; w-2 waits for its acknowledgement. What every command is told."""
    for case_id in ("w-1", "w-2"):
        answer = putright(
            "case", "receive", "walsall", "--id", case_id, "--at", "2026-04-07T10:00:00+01:00", "--channel", "telephone",
            "--name", "Ann Other", "--address", "1 High Street", "--matter", "The bin", "--policies", policies,
        )  # fmt: skip
        assert answer.code == 0, answer
    told = putright("case", "acknowledge", "w-1", "--at", "2026-04-07T12:00:00+01:00", "--definition", "The bin")
    assert told.code == 0, told
    return OLD, NEW, "--policies", str(policies)


def test_the_plan_tells_each_case_in_words_and_records_nothing(putright: Putright, cases: tuple[str, ...]) -> None:
    answer = putright("migrate", *cases, *AT)
    assert answer.code == 1
    assert answer.out.splitlines() == [
        f"From {OLD} to {NEW}",
        "w-1: needs a choice",
        "  at “Stage 1: Answer every point of the complaint”",
        "  Answer every point of the complaint (Service Officer): Tuesday 21 April 2026 → Tuesday 28 April 2026 [worse]",
        "  letter owed: Answer every point of the complaint: stage-1-acknowledgement said Tuesday 21 April 2026",
        "  M521 “Answer every point of the complaint”: Tuesday 28 April 2026 instead of Tuesday 21 April 2026",
        "      mend: accept it for this case, with a reason (--accept, --because), or leave the case where it is",
        "w-2: needs a choice",
        "  at “Stage 1: Acknowledge and log the complaint”",
        "  Acknowledge and log the complaint (Customer Experience Centre): Sunday 12 April 2026 → Friday 10 April 2026"
        " [better]",
        "  M528 later on, “Stage 1: Answer every point of the complaint”: within 10 working days of the acknowledgement is"
        " now within 15 working days of the acknowledgement",
        "      mend: accept it for this case, with a reason (--accept, --because), or leave the case where it is",
        "2 open cases: 2 need a choice",
        "dates: 1 better, 1 worse; letters owed: 1",
        "nothing is recorded yet",
    ]
    assert "Moved from" not in putright("case", "show", "w-1").out


def test_a_plan_that_was_saved_is_carried_out_and_stands_in_the_case(
    putright: Putright, cases: tuple[str, ...]
) -> None:
    planned = putright(
        "migrate", *cases, *AT, "--accept", "w-1", "--accept", "w-2", "--because", "She agreed.", "--save", "plan.json"
    )
    assert planned.code == 0, planned
    applied = putright("migrate", *cases, *AT, "--apply", "plan.json", *WHO)
    assert (applied.code, applied.out) == (0, "2 cases moved\n")
    again = putright("migrate", *cases, *AT, "--apply", "plan.json", *WHO)
    assert (again.code, again.out) == (0, "0 cases moved, 2 moved before\n")
    shown = putright("case", "show", "w-1", *AT).out
    for line in (
        f"   3. Wednesday 8 April 2026, 09:00: Moved from {OLD} to {NEW} (Jo Field)\n",
        "        Answer every point of the complaint: Tuesday 21 April 2026 → Tuesday 28 April 2026\n",
        "        accepted: She agreed.\n",
        "        reason: The board decided it.\n",
        "the letter stage-1-acknowledgement of Tuesday 7 April 2026 said Tuesday 21 April 2026; it is Tuesday 28 April",
    ):
        assert line in shown
    assert "as it was under" in putright("case", "why", "w-1", "stage-1.acknowledge").out


def test_json_is_the_plan_itself(putright: Putright, cases: tuple[str, ...], tmp_path: Path) -> None:
    answer = putright("migrate", *cases, *AT, "--accept", "w-2", "--because", "She agreed.", "--format", "json")
    told = answer.json()
    assert told["plan"]["old"] == OLD
    assert [(case["case"], case["verdict"]) for case in told["cases"]] == [("w-1", "needs-choice"), ("w-2", "accepted")]
    (tmp_path / "printed.json").write_text(answer.out)
    applied = putright("migrate", *cases, *AT, "--apply", "printed.json", *WHO, "--format", "json")
    assert applied.json() == {
        "plan": told["digest"], "moved": 1, "moved_before": 0, "left": [], "extended": False,
    }  # fmt: skip


def test_csv_has_a_line_for_each_date(putright: Putright, cases: tuple[str, ...]) -> None:
    rows = list(csv.DictReader(io.StringIO(putright("migrate", *cases, *AT, "--format", "csv").out)))
    assert [(row["case"], row["date"], row["before"], row["after"], row["effect"]) for row in rows] == [
        ("w-1", "stage-1.respond", "2026-04-21", "2026-04-28", "worse"),
        ("w-2", "stage-1.acknowledge", "2026-04-12", "2026-04-10", "better"),
    ]


def test_choices_can_stand_in_a_table(putright: Putright, cases: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "choices.csv").write_text("case,because\nw-1,She agreed.\nw-2,So did he.\n")
    assert putright("migrate", *cases, *AT, "--choices", "choices.csv").code == 0
    (tmp_path / "choices.csv").write_text("case,becuase\nw-1,She agreed.\n")
    wrong = putright("migrate", *cases, *AT, "--choices", "choices.csv")
    assert wrong.code == 1
    assert 'choices.csv:1:1: M504 "becuase" is no column of it. Did you mean "because"?' in wrong.out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--accept", "w-1"), 2, "--accept and --because belong together"),
        (("--apply", "plan.json"), 2, "--apply needs --by and --reason"),
        (("--by", "Jo"), 2, "--by and --reason belong to --apply"),
        (("--apply", "plan.json", *WHO, "--map", "a=b"), 2, "make another plan"),
        (("--apply", "plan.json", *WHO), 1, "M510 plan.json: it is no plan of a migration"),
        (("--map", "stage-9=stage-1"), 1, 'M502 walsall/two-stage@2025-10-21 has no stage or step "stage-9"'),
        (("--accept", "w-9", "--because", "x"), 1, 'M505 "w-9" is no open case'),
    ],
)
def test_what_does_not_fit_is_said(
    putright: Putright, cases: tuple[str, ...], tmp_path: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    (tmp_path / "plan.json").write_text("{}")
    answer = putright("migrate", *cases, *AT, *words)
    assert answer.code == code
    assert said in answer.out + answer.err


def test_a_plan_of_other_versions_is_refused(putright: Putright, cases: tuple[str, ...]) -> None:
    putright("migrate", *cases, *AT, "--save", "plan.json")
    answer = putright("migrate", NEW, OLD, *cases[2:], *AT, "--apply", "plan.json", *WHO, "--format", "json")
    assert answer.code == 1
    assert json.loads(answer.out)["refused"]["id"] == "M511"


def test_a_promise_under_a_name_that_has_changed_is_still_a_promise(
    putright: Putright, cases: tuple[str, ...], policies: Path
) -> None:
    new = policies / "walsall" / "new.yaml"
    text = (
        new.read_text()
        .replace("  - id: stage-1\n", "  - id: first\n")
        .replace("different_from: stage-1", "different_from: first")
    )
    new.write_text(text)
    words = ("--map", "stage-1=first", "--accept", "w-1", "--because", "She agreed.", "--save", "plan.json")
    planned = putright("migrate", *cases, *AT, *words, "--format", "json").json()
    (owed,) = planned["cases"][0]["letters"]
    assert (owed["deadline"], owed["promised"], owed["now"]) == ("first.respond", "2026-04-21", "2026-04-28")
    assert putright("migrate", *cases, *AT, "--apply", "plan.json", *WHO).code == 0
    why = putright("case", "why", "w-1", "first.respond").out
    assert "said Tuesday 21 April 2026, which is not the date any more" in why
