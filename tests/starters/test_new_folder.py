"""A folder made by `putright new`: it asks for what only its owner knows, runs as it stands, and touches nothing that was there."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

import putright
from putright.codes import find_code
from putright.policy.loading import load
from putright.problems import Refused
from putright.shipped import shipped
from putright.starters import LETTERS, SECTORS, new_folder, organisation_id
from putright.stories import tell


def made(parent: Path, sector: str) -> Path:
    return next((new_folder("Mill & Son's", sector, parent) / "policies").glob("*/*.yaml"))


GAP = re.compile(r"«([^»]+)»")
PASSING = {"met", "warning", "needs-person", "not-applicable"}


def without_comments(policy: Path) -> list[str]:
    return [
        line.partition(" #")[0] if not line.startswith("#") else "" for line in policy.read_text("utf-8").splitlines()
    ]


@pytest.mark.parametrize("sector", SECTORS)
def test_it_checks_but_for_what_is_still_to_be_filled_in(tmp_path: Path, sector: str) -> None:
    policy = made(tmp_path, sector)
    asked = [(number, gap) for number, line in enumerate(without_comments(policy), 1) for gap in GAP.findall(line)]
    found = putright.check_policy(policy)
    assert [(one.id, one.level, one.place.line) for one in found] == [
        ("P247", "warning", number) for number, _ in asked
    ]
    assert [gap in one.what for one, (_, gap) in zip(found, asked, strict=True)] == [True] * len(asked)
    assert asked
    loaded = load(policy).policy
    assert (loaded.organisation.name, loaded.organisation.sector) == ("Mill & Son's", sector)
    assert loaded.name == "mill-sons/two-stage@1"


@pytest.mark.parametrize("sector", SECTORS)
def test_it_does_not_fail_the_code_that_it_follows(tmp_path: Path, sector: str) -> None:
    policy = putright.load_policy(made(tmp_path, sector))
    assert policy.follows
    for code in policy.follows:
        assert find_code(code).is_for(sector)
        found = putright.comply(policy, code, date(2026, 11, 22)).findings
        assert {one.clause: one.why for one in found if one.verdict not in PASSING} == {}


@pytest.mark.parametrize("sector", SECTORS)
def test_what_is_not_filled_in_is_never_met(tmp_path: Path, sector: str) -> None:
    """Each gap is for a person; filled in with anything at all, no clause asks for it any more."""
    policy = made(tmp_path, sector)
    (code,) = putright.load_policy(policy).follows

    def asking() -> set[str]:
        report = putright.comply(putright.load_policy(policy), code, date(2026, 11, 22))
        assert all(a.verdict == "needs-person" for f in report.findings for a in f.answers if "filled in" in a.why)
        whys = " ".join(answer.why for finding in report.findings for answer in finding.answers)
        return {gap for gap in GAP.findall(policy.read_text("utf-8")) if f'"{gap}"' in whys}

    gaps = {gap for line in without_comments(policy) for gap in GAP.findall(line)}
    assert asking() == gaps - ({"Where people can read this procedure"} if sector == "training" else set())
    policy.write_text(GAP.sub(r"\1", policy.read_text("utf-8")), "utf-8")
    assert putright.check_policy(policy) == ()
    assert asking() == set()


@pytest.mark.parametrize("sector", SECTORS)
def test_a_case_can_be_taken_on_under_it(tmp_path: Path, sector: str) -> None:
    policy = made(tmp_path, sector)
    desk = putright.open_desk(f"sqlite:///{tmp_path}/cases.db", policies=policy.parents[1])
    receipt = desk.receive(
        "mill-sons",
        at="2026-04-02T10:00:00+01:00",
        matters=["Nobody called back"],
        complainant={"name": "Ann Other"},
        channel="telephone",
    )
    assert {due.name: str(due.on) for due in receipt.due}["stage-1.acknowledge"] == "2026-04-13"


@pytest.mark.parametrize("sector", SECTORS)
def test_its_stories_come_true(tmp_path: Path, sector: str) -> None:
    report = tell([made(tmp_path, sector).parents[2]])
    assert len(report.results) == 3
    assert report.failed == []


def test_every_placeholder_is_filled_and_every_named_file_is_there(tmp_path: Path) -> None:
    for sector in SECTORS:
        (tmp_path / sector).mkdir()
        folder = new_folder("Mill", sector, tmp_path / sector)
        for path in folder.rglob("*"):
            if path.suffix in (".yaml", ".md"):
                text = path.read_text(encoding="utf-8")
                assert not re.search(r"\$[a-z]", text.replace("$schema=", "")), path
                if schema := re.match(r"# yaml-language-server: \$schema=(\S+)", text):
                    assert (path.parent / schema[1]).resolve().is_file()
        assert {path.stem for path in (folder / "letters" / "mill").glob("*.md")} == set(LETTERS)


def test_its_schemas_are_the_shipped_ones(tmp_path: Path) -> None:
    folder = new_folder("Mill", "housing", tmp_path)
    for copy in (folder / "schemas").iterdir():
        assert json.loads(copy.read_text("utf-8")) == json.loads((shipped("schemas") / copy.name).read_text("utf-8"))


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Mill Homes", "mill-homes"),
        ("Mill Homes (2026) Ltd.", "mill-homes-2026-ltd"),
        ("St John's", "st-johns"),
        ("Café Éclair", "cafe-eclair"),
        ("  --  ", ""),
        ("東京", ""),
    ],
)
def test_the_folder_is_called_after_the_organisation(name: str, id: str) -> None:
    assert organisation_id(name) == id


@pytest.mark.parametrize("name", ["", "!!!", "two\nlines", "x" * 101, "東京"])
def test_a_name_that_cannot_name_a_folder_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused, match="G511"):
        new_folder(name, "housing", tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ['Quote " and: colon #', "Dollar $id ${name}", "'single'", "- dash", "{brace}"])
def test_a_name_that_means_something_in_yaml_is_still_only_a_name(tmp_path: Path, name: str) -> None:
    policy = next((new_folder(name, "council", tmp_path) / "policies").glob("*/*.yaml"))
    assert load(policy).policy.organisation.name == name


def test_nothing_that_is_there_is_touched(tmp_path: Path) -> None:
    (tmp_path / "mill").mkdir()
    (tmp_path / "mill" / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(Refused, match="G512"):
        new_folder("Mill", "housing", tmp_path)
    assert [path.name for path in tmp_path.rglob("*")] == ["mill", "mine.txt"]


def test_a_place_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="G512"):
        new_folder("Mill", "housing", tmp_path / "not-there")
    assert list(tmp_path.iterdir()) == []
