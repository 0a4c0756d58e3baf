"""`putright codes`: the codes that are known, one code's clauses with their marks, and what is wrong with a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.conftest import Putright

ROOT = Path(__file__).parents[2]


def test_every_code_stands_in_the_list(putright: Putright) -> None:
    answer = putright("codes")
    assert answer.code == 0
    listed = {line.split()[0] for line in answer.out.splitlines()[1:]}
    assert listed == {path.stem for path in (ROOT / "policies" / "codes").glob("*.yaml")}
    assert "from July 2020 until Thursday 31 March 2022" in answer.out
    assert [one["id"] for one in putright("codes", "--format", "json").json()["codes"]] == sorted(listed)


def test_a_clause_is_shown_with_its_question_its_mark_and_its_place(putright: Putright) -> None:
    shown = putright("codes", "housing-ombudsman-2024")
    assert shown.code == 0
    clause = shown.out.partition("\n6.14  must\n")[2].partition("\n\n")[0]
    assert "asks deadline-at-most: stage 2, of response, from acknowledged, within 20 working days" in clause
    assert "Not confirmed (m): published policies repeat what it asks for; its wording was not seen." in clause
    assert "policies/codes/housing-ombudsman-2024.yaml:" in clause
    assert "Not confirmed" not in shown.out.partition("\n6.3  must\n")[2].partition("\n\n")[0]


def test_a_clause_comes_as_data_with_the_mark_and_the_numbers(putright: Putright) -> None:
    told = putright("codes", "housing-ombudsman-2024", "--format", "json").json()
    clauses = {clause["clause"]: clause for clause in told["clauses"]}
    assert told["code"]["in_force"] == {"from": "2024-04-01", "until": None}
    assert told["code"]["number_of_clauses"] == len(clauses) == 73
    assert clauses["6.9"]["confirmed"] is False
    assert clauses["6.9"]["mark"] == "k"
    asked = clauses["6.3"]["asks"][0]
    assert asked["with"] == {"stage": 1, "of": "response", "from": "acknowledged", "within": "10 working days"}
    lines = (ROOT / clauses["6.3"]["file"]).read_text("utf-8").splitlines()
    assert lines[clauses["6.3"]["line"] - 1].strip() == '- clause: "6.3"'
    assert "deadline-at-most" in lines[asked["line"] - 1]


def test_clauses_stand_under_what_their_section_is_about(putright: Putright) -> None:
    shown = putright("codes", "housing-ombudsman-2024").out
    section = shown.partition("\nSection 7: Putting things right\n")[2].partition("\nSection 8: ")[0]
    assert [line.split()[0] for line in section.splitlines() if line[:1].isdigit()] == ["7.1", "7.2", "7.3", "7.4"]
    assert "\nWhat leaders see to\n" in putright("codes", "star-framework").out
    told = putright("codes", "star-framework", "--format", "json").json()
    assert {one["section"] for one in told["clauses"]} == set(told["code"]["sections"]) == {"board", "leadership"}


def test_an_edition_that_is_not_whole_says_so(putright: Putright) -> None:
    assert "Not every clause of this edition stands here." in putright("codes", "housing-ombudsman-2022").out
    assert "Not every clause of this edition stands here." not in putright("codes", "lgsco-2024").out


def test_a_code_of_ones_own_is_found_beside_by_its_id_or_by_its_file(putright: Putright, tmp_path: Path) -> None:
    text = (ROOT / "policies" / "codes" / "star-framework.yaml").read_text("utf-8")
    (tmp_path / "codes").mkdir()
    (tmp_path / "codes" / "mill-2026.yaml").write_text(text.replace("code: star-framework", "code: mill-2026"), "utf-8")
    by_id = putright("codes", "mill-2026", "--format", "json").json()
    by_file = putright("codes", "codes/mill-2026.yaml", "--format", "json").json()
    assert by_id["code"]["id"] == by_file["code"]["id"] == "mill-2026"
    assert by_id["clauses"] == by_file["clauses"]


def test_a_code_file_that_is_wrong_says_what_and_where(putright: Putright, tmp_path: Path) -> None:
    text = (ROOT / "policies" / "codes" / "star-framework.yaml").read_text("utf-8")
    (tmp_path / "star-framework.yaml").write_text(text.replace("{count: 3}", "{count: three}"), "utf-8")
    answer = putright("codes", "star-framework.yaml")
    assert answer.code in (1, 2)
    assert "K204 clause channels: count of channels-at-least must be a whole number from 1" in answer.out + answer.err


@pytest.mark.parametrize("name", ["housing-ombudsman-2023", "nothing"])
def test_an_unknown_code_cannot_be_shown(putright: Putright, name: str) -> None:
    answer = putright("codes", name)
    assert answer.code == 2
    assert answer.out == ""
    assert f'there is no code "{name}"' in answer.err
    assert "name one of complaint-principles" in answer.err
