"""Versions hold: what was published cannot be edited unnoticed, and a case keeps what governed it when it was opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from migration.versions import FIRST, NEW, OLD, Mill, moment
from putright.problems import Refused
from putright.store import StoreError

IN_FORCE = (
    ("until: 2026-05-31}", "until: 2026-05-31, later: [{for: {service: roads}, until: 2026-06-30}]}"),
    ("{from: 2026-06-01}", "{from: 2026-06-01, later: [{for: {service: roads}, from: 2026-07-01}]}"),
)
LONGER = ("respond: {within: 10 working days", "respond: {within: 15 working days")


def test_a_complaint_is_governed_by_the_version_of_the_day_it_came(tmp_path: Path) -> None:
    mill = Mill(tmp_path, LONGER)
    mill.receive("old", "2026-05-29")
    mill.receive("new", "2026-06-01")
    for case_id in ("old", "new"):
        mill.act(case_id, "acknowledge", "2026-06-02")
    assert mill.desk.show("old").case.policy == OLD
    assert mill.desk.show("new").case.policy == NEW
    assert mill.due("old")["stage-1.respond"] == "2026-06-16"
    assert mill.due("new")["stage-1.respond"] == "2026-06-23"


def test_post_of_the_last_day_that_is_logged_later_still_comes_under_the_old_version(tmp_path: Path) -> None:
    mill = Mill(tmp_path, LONGER)
    mill.desk.receive(
        "mill",
        at=moment("2026-06-03"),
        happened_at=moment("2026-05-31 23:30"),
        matters=["The noise"],
        channel="telephone",
        complainant={"name": "Ann Other"},
        case_id="late",
    )
    assert mill.desk.show("late").case.policy == OLD


def test_a_published_version_that_was_edited_is_refused_and_its_cases_go_on(tmp_path: Path) -> None:
    mill = Mill(tmp_path)
    mill.receive("c-1")
    mill.write("v1", FIRST.replace("10 working days", "30 working days"))
    mill.open()
    with pytest.raises(StoreError) as refused:
        mill.receive("c-2")
    assert refused.value.id == "S402"
    mill.act("c-1", "acknowledge", "2026-04-02")
    assert mill.due("c-1")["stage-1.respond"] == "2026-04-20"


def test_a_comment_is_no_edit(tmp_path: Path) -> None:
    mill = Mill(tmp_path)
    mill.receive("c-1")
    mill.write("v1", f"# Looked at in April.\n{FIRST}")
    mill.open()
    mill.receive("c-2")
    assert (
        mill.desk.show("c-2").case.governed_by.data["pin.policy"]
        == (mill.desk.show("c-1").case.governed_by.data["pin.policy"])
    )


def test_a_case_goes_on_when_the_file_of_its_version_is_gone(tmp_path: Path) -> None:
    mill = Mill(tmp_path)
    mill.receive("c-1")
    (tmp_path / "p" / "mill" / "v1.yaml").unlink()
    mill.open()
    mill.act("c-1", "acknowledge", "2026-04-02")
    assert mill.due("c-1") == {"stage-1.respond": "2026-04-20"}


def test_a_new_version_alone_moves_no_open_case(tmp_path: Path) -> None:
    mill = Mill(tmp_path, LONGER)
    mill.receive("c-1")
    mill.receive("c-2", "2026-06-02")
    mill.desk.tick(moment("2026-06-02"))
    assert mill.desk.show("c-1").case.policy == OLD
    assert mill.due("c-1") == {"stage-1.acknowledge": "2026-04-10"}


def test_the_last_day_can_be_added_to_a_published_version_and_nothing_else(tmp_path: Path) -> None:
    mill = Mill(tmp_path)
    open_ended = FIRST.replace(", until: 2026-05-31", "")
    mill.write("v1", open_ended)
    mill.open()
    mill.receive("c-1")
    with pytest.raises(Refused) as refused:
        mill.receive("c-2", "2026-06-01")
    assert refused.value.id == "R231"
    mill.write("v1", FIRST)
    mill.open()
    mill.receive("c-2", "2026-05-31")
    mill.receive("c-3", "2026-06-01")
    assert [mill.desk.show(case_id).case.policy for case_id in ("c-1", "c-2", "c-3")] == [OLD, OLD, NEW]


def test_a_version_comes_into_force_later_for_some_services(tmp_path: Path) -> None:
    """Which version governs a complaint may hang on its service; a case keeps the one that governed it."""
    service = "facts:\n  service: {title: Service, required: true, values: {bins: Bins, roads: Roads}}\nstages:"
    mill = Mill(tmp_path, ("stages:", service), IN_FORCE[1])
    mill.write("v1", FIRST.replace("stages:", service, 1))
    mill.open()
    mill.receive("before", fact__service="roads")
    mill.write("v1", FIRST.replace("stages:", service, 1).replace(*IN_FORCE[0]))
    mill.open()
    for case_id, name in (("bins", "bins"), ("roads", "roads")):
        mill.receive(case_id, "2026-06-10", fact__service=name)
    assert mill.desk.show("bins").case.policy == NEW
    assert mill.desk.show("roads").case.policy == OLD
