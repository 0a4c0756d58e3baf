"""Carrying a plan out moves just what was shown, each case once, on record; what has changed since is left."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from migration.versions import NEW, OLD, Mill, moment
from putright.case.deadlines import every_deadline, running
from putright.case.folding import fold
from putright.casework.migration import Choice
from putright.problems import Refused

LONGER = ("respond: {within: 10 working days", "respond: {within: 15 working days")
SHORTER = ("respond: {within: 10 working days", "respond: {within: 8 working days")
RENAMED = (
    ("id: stage-1", "id: first"),
    (
        "- respond: {within: 10 working days, from: acknowledged}",
        "- answer: {kind: response, within: 10 working days, from: acknowledged}",
    ),
    ("from: responded", "from: answered"),
)


def acknowledged(mill: Mill, *case_ids: str) -> None:
    for case_id in case_ids or ("c-1",):
        mill.receive(case_id)
        mill.act(case_id, "acknowledge", "2026-04-02")


def test_a_case_goes_on_under_the_new_version_and_the_event_says_everything(tmp_path: Path) -> None:
    mill = Mill(tmp_path, LONGER)
    acknowledged(mill)
    file = mill.plan(choices={"c-1": Choice("She agreed.")})
    assert mill.carry(file).moved == 1
    case = mill.desk.show("c-1").case
    event = case.events[-1]
    assert (case.policy, case.place, event.kind, event.by) == (NEW, "stage-1.respond", "migrated", "Jo")
    assert event.texts == {"reason": "The board decided it.", "accepted": "She agreed."}
    assert event.data["policy.before"] == OLD
    assert event.data["plan"].startswith("sha256:")
    moved = {name: value for name, value in event.data.items() if name.startswith("moved.")}
    assert moved == {"moved.1": "stage-1.respond", "moved.1.before": "2026-04-20", "moved.1.after": "2026-04-27"}
    assert mill.due("c-1") == {"stage-1.respond": "2026-04-27"}


def test_the_moved_case_lives_by_the_new_version_also_for_another_program(tmp_path: Path) -> None:
    mill = Mill(tmp_path, SHORTER, ("escalate: {to: stage-2}", "escalate: {to: stage-2, needs: [reason]}"))
    acknowledged(mill)
    mill.carry(mill.plan())
    mill.open()
    mill.act("c-1", "respond", "2026-04-10", outcome="upheld", reasons="It was loud.")
    with pytest.raises(Refused) as refused:
        mill.act("c-1", "escalate", "2026-04-13")
    assert refused.value.id == "R202"
    mill.act("c-1", "escalate", "2026-04-13", reason="Still loud.")
    assert mill.desk.show("c-1").case.place == "stage-2.respond"


def test_whether_a_step_was_done_in_time_is_measured_by_the_rules_of_then(tmp_path: Path) -> None:
    mill = Mill(tmp_path, ("within: 5 working days, from: received", "within: 1 working day, from: received"))
    mill.receive("c-1")
    mill.act("c-1", "acknowledge", "2026-04-08")
    mill.carry(mill.plan())
    found = {deadline.name: deadline for deadline in mill.desk.show("c-1").deadlines}
    done = found["stage-1.acknowledge"]
    assert done.on == date(2026, 4, 10)
    assert not done.is_late(moment("2026-04-09"), "Europe/London")
    assert done.lines() == [f"as it was under {OLD}", "due on Friday 10 April 2026"]


def test_a_renamed_stage_and_step_keep_their_history_and_their_clocks(tmp_path: Path) -> None:
    mill = Mill(tmp_path, *RENAMED)
    acknowledged(mill, "c-1", "c-2")
    mill.act("c-2", "respond", "2026-04-08", outcome="upheld", reasons="It was loud.")
    mill.carry(mill.plan(said={"stage-1": "first", "stage-1.respond": "first.answer"}))
    mill.open()
    assert mill.due("c-1") == {"first.answer": "2026-04-20"}
    assert mill.due("c-2") == {"first.decide": "2026-05-07"}
    one = mill.desk.show("c-2")
    assert [event.name for event in one.case.events] == ["received", "acknowledged", "answered", "migrated"]
    assert [event.name for event in one.case.log] == ["received", "acknowledged", "responded", "migrated"]
    mill.act("c-2", "correct", "2026-04-10", corrects="3", when="2026-04-07T12:00:00+01:00", because="A slip")
    assert mill.due("c-2") == {"first.decide": "2026-05-06"}


def test_a_plan_is_carried_out_once(tmp_path: Path) -> None:
    mill = Mill(tmp_path, SHORTER)
    acknowledged(mill, "c-1", "c-2")
    file = mill.plan()
    assert mill.carry(file).moved == 2
    before = mill.record(["c-1", "c-2"])
    again = mill.carry(file, "2026-04-15")
    assert (again.moved, again.before, again.left) == (0, 2, {})
    assert mill.record(["c-1", "c-2"]) == before


def test_a_case_that_moved_since_is_left_and_the_others_go(tmp_path: Path) -> None:
    mill = Mill(tmp_path, SHORTER)
    acknowledged(mill, "c-1", "c-2", "c-3")
    file = mill.plan()
    mill.act("c-2", "note", "2026-04-09", note="She rang.")
    carried = mill.carry(file)
    assert (carried.moved, {case_id: no.id for case_id, no in carried.left.items()}) == (2, {"c-2": "M513"})
    assert mill.desk.show("c-2").case.policy == OLD
    assert mill.carry(mill.plan()).moved == 1


def test_a_case_in_which_time_has_run_out_since_is_left(tmp_path: Path) -> None:
    mill = Mill(tmp_path, SHORTER)
    acknowledged(mill)
    mill.act("c-1", "respond", "2026-04-08", outcome="upheld", reasons="It was loud.")
    carried = mill.carry(mill.plan(), "2026-05-20")
    assert [no.id for no in carried.left.values()] == ["M513"]


def test_what_needs_a_choice_is_not_moved(tmp_path: Path) -> None:
    mill = Mill(tmp_path, LONGER)
    acknowledged(mill)
    before = mill.record(["c-1"])
    assert mill.carry(mill.plan()).moved == 0
    assert mill.record(["c-1"]) == before


def test_what_falls_due_first_happens_under_the_old_rules_and_is_recorded_before(tmp_path: Path) -> None:
    missed = "from: acknowledged, if_missed: {to: stage-2}}"
    mill = Mill(tmp_path, ("from: acknowledged}", missed))
    mill.write("v1", (tmp_path / "p/mill/v1.yaml").read_text().replace("from: acknowledged}", missed))
    mill.open()
    acknowledged(mill)
    mill.carry(mill.plan("2026-04-22"), "2026-04-22")
    events = mill.desk.show("c-1").case.events
    assert [event.kind for event in events] == ["received", "done", "missed", "migrated"]
    assert events[-1].place == "stage-2.respond"


def test_what_follows_at_once_was_shown_and_happens_with_the_move(tmp_path: Path) -> None:
    missed = "from: acknowledged, if_missed: {to: stage-2}}"
    mill = Mill(tmp_path, ("within: 10 working days, from: acknowledged}", f"within: 1 working day, {missed}"))
    acknowledged(mill)
    assert mill.crossings()["c-1"].by_itself == ("respond-missed",)
    mill.carry(mill.plan())
    case = mill.desk.show("c-1").case
    assert [event.kind for event in case.events] == ["received", "done", "migrated", "missed"]
    assert case.place == "stage-2.respond"


def test_a_new_version_that_was_edited_since_the_plan_is_refused(tmp_path: Path) -> None:
    mill = Mill(tmp_path, SHORTER)
    acknowledged(mill)
    file = mill.plan()
    mill.second(LONGER)
    mill.open()
    with pytest.raises(Refused) as refused:
        mill.carry(file)
    assert refused.value.id == "M512"
    assert mill.desk.show("c-1").case.policy == OLD


def test_a_migration_cannot_be_taken_back_by_a_correction_but_by_another_one(tmp_path: Path) -> None:
    mill = Mill(tmp_path, SHORTER)
    acknowledged(mill)
    mill.carry(mill.plan())
    for number, id in (("3", "R241"), ("2", "R242")):
        with pytest.raises(Refused) as refused:
            mill.act("c-1", "correct", "2026-04-10", corrects=number, struck="yes", because="A slip")
        assert refused.value.id == id
    choices = {"c-1": Choice("It was a slip.")}
    mill.carry(mill.plan("2026-04-10", NEW, OLD, choices=choices), "2026-04-10")
    assert mill.desk.show("c-1").case.policy == OLD
    assert mill.due("c-1") == {"stage-1.respond": "2026-04-20"}


def test_what_happened_by_itself_before_the_move_stays_when_a_fact_is_corrected(tmp_path: Path) -> None:
    missed = "from: acknowledged, if_missed: {to: stage-2}}"
    mill = Mill(tmp_path, ("10 working days, from: acknowledged}", f"30 working days, {missed}"))
    mill.write("v1", (tmp_path / "p/mill/v1.yaml").read_text().replace("from: acknowledged}", missed))
    mill.open()
    acknowledged(mill)
    mill.carry(mill.plan("2026-04-22"), "2026-04-22")
    mill.act("c-1", "correct", "2026-04-23", corrects="1", complainant__name="Anne Other", because="Misspelt")
    assert mill.desk.show("c-1").case.place == "stage-2.respond"


def test_a_step_that_was_met_before_and_is_done_again_is_due_by_the_new_rules(tmp_path: Path) -> None:
    """Answered under ten working days, moved, and sent back: eight working days from 2 April end on 16 April."""
    again = ("choices: {accept: {to: closed}", "choices: {again: {to: respond}, accept: {to: closed}")
    mill = Mill(tmp_path, SHORTER, again)
    acknowledged(mill)
    mill.act("c-1", "respond", "2026-04-08", outcome="upheld", reasons="It was loud.")
    assert mill.carry(mill.plan()).moved == 1
    moved = mill.desk.show("c-1")
    policy, calendar = moved.procedure.policy, moved.procedure.calendar
    every_deadline(policy, calendar, moved.case)  # somebody asks for what was met, too
    mill.act("c-1", "again", "2026-04-10")
    after = fold(moved.case, mill.desk.show("c-1").case.log[-1:])
    assert {deadline.name: str(deadline.on) for deadline in running(policy, calendar, after)} == mill.due("c-1")
    assert mill.due("c-1") == {"stage-1.respond": "2026-04-16", "stage-1.decide": "2026-05-07"}
