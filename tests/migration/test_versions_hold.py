"""Versions hold: what was published cannot be edited unnoticed, and a case keeps what governed it when it was opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from migration.versions import FIRST, NEW, OLD, Mill, moment
from putright.store import StoreError

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
