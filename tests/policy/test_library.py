"""A folder of versions: which one governs a complaint, where one service is covered later than the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import ROOT, a_moment
from putright.policy.library import Library
from putright.problems import Refused

TEXT = (ROOT / "tests/policy/good/ways.yaml").read_text(encoding="utf-8")
OLD = (
    "in_force: {from: 2024-04-01, until: 2025-12-31, later: [{for: {service: [children, adults]}, until: 2026-03-31}]}"
)
NEW = "in_force: {from: 2026-01-01, later: [{for: {service: [children, adults]}, from: 2026-04-01}]}"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    folder = tmp_path / "example"
    folder.mkdir()
    for version, line in (("1", OLD), ("2", NEW)):
        text = TEXT.replace("in_force: {from: 2026-01-01}", line).replace('version: "1"', f'version: "{version}"')
        (folder / f"v{version}.yaml").write_text(text, encoding="utf-8")
    return Library(tmp_path)


ROWS = [
    ("the last day of the old one", "2025-12-31", "housing", "1"),
    ("the first day of the new one", "2026-01-01", "housing", "2"),
    ("a service that is still covered by the old one", "2026-01-01", "children", "1"),
    ("its last day there", "2026-03-31", "children", "1"),
    ("its first day under the new one", "2026-04-01", "children", "2"),
    ("before both, whatever it is about", "2025-06-02", "", "1"),
    ("after both, whatever it is about", "2026-05-01", "", "2"),
]


@pytest.mark.parametrize(("why", "day", "service", "version"), ROWS, ids=[row[0] for row in ROWS])
def test_the_version_is_that_of_the_day_for_such_a_complaint(
    library: Library, why: str, day: str, service: str, version: str
) -> None:
    given = {"service": service} if service else {}
    assert library.find("example", a_moment(day), given).policy.version == version
    assert library.find("example", a_moment(day), {f"fact.{k}": v for k, v in given.items()}).policy.version == version


def test_a_fact_on_which_the_version_depends_must_be_given(library: Library) -> None:
    with pytest.raises(Refused, match="depends on “Service”") as refusal:
        library.find("example", a_moment("2026-02-02"), {})
    assert refusal.value.id == "R231"
    assert refusal.value.asks == ("service",)


def test_a_version_that_is_named_is_refused_before_its_day_for_that_service(library: Library) -> None:
    with pytest.raises(Refused, match='where "Service" is Children or Adults, from Wednesday 1 April 2026') as refusal:
        library.find("example/ways@2", a_moment("2026-02-02"), {"service": "adults"})
    assert refusal.value.id == "R231"


def test_the_channel_can_decide_the_version(tmp_path: Path) -> None:
    (tmp_path / "example").mkdir()
    line = "in_force: {from: 2026-01-01, later: [{for: {channel: letter}, from: 2026-04-01}]}"
    text = TEXT.replace("in_force: {from: 2026-01-01}", line)
    (tmp_path / "example/ways.yaml").write_text(text, encoding="utf-8")
    library = Library(tmp_path)
    assert library.find("example", a_moment("2026-04-01"), {"channel": "letter"}).policy.version == "1"
    with pytest.raises(Refused, match="no policy was in force"):
        library.find("example", a_moment("2026-03-31"), {"channel": "letter"})
    with pytest.raises(Refused, match="depends on “Channel”"):
        library.find("example", a_moment("2026-03-31"), {})
