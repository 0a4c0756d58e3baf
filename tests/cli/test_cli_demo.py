"""The demo from the command line: it plays in an empty folder, and touches nobody else's."""

from __future__ import annotations

from pathlib import Path


def test_the_demo_plays_in_an_empty_folder_and_its_cases_can_be_looked_at(putright, tmp_path: Path) -> None:
    answer = putright("demo", "--format", "json")
    assert answer.code == 0
    organisations = answer.json()["organisations"]
    assert [counts["organisation"] for counts in organisations] == ["saha", "kiwi", "walsall"]
    listed = ("case", "list", "--cases", "sqlite:///demo/cases.db", "--format", "json")
    cases = {row["case"] for row in putright(*listed).json()["due"]}
    cases |= {row["case"] for row in putright(*listed, "--due", "none").json()["cases"]}
    assert len(cases) == sum(counts["received"] for counts in organisations) >= 200


def test_the_demo_leaves_a_strangers_folder_alone(putright, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "diary.txt").write_text("Dear diary")
    answer = putright("demo", "--to", "mine")
    assert answer.code == 1
    assert answer.out.startswith("G510 ")
    assert (tmp_path / "mine" / "diary.txt").read_text() == "Dear diary"
