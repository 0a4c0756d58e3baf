"""A plan says of each open case whether it can move, each date before and after, and what would be owed."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from migration.versions import NEW, OLD, Mill, moment
from putright.casework.migration import Choice, open_cases_touched, plan_migration, read_plan
from putright.problems import Refused

LONGER = ("respond: {within: 10 working days", "respond: {within: 15 working days")
SHORTER = ("respond: {within: 10 working days", "respond: {within: 8 working days")
WINDOW = ("within: 20 working days\n          from: responded", "within: 10 working days\n          from: responded")


def acknowledged(mill: Mill, case_id: str = "c-1") -> None:
    mill.receive(case_id)
    mill.act(case_id, "acknowledge", "2026-04-02")


def answered(mill: Mill, case_id: str = "c-1") -> None:
    acknowledged(mill, case_id)
    mill.act(case_id, "respond", "2026-04-08", outcome="upheld", reasons="It was loud.")


def test_an_earlier_date_for_an_answer_is_better_and_safe(tmp_path: Path) -> None:
    mill = Mill(tmp_path, SHORTER)
    acknowledged(mill)
    crossing = mill.crossings()["c-1"]
    (moved,) = crossing.dates
    assert (crossing.verdict, moved.name, moved.effect) == ("safe", "stage-1.respond", "better")
    assert (moved.before, moved.after) == (date(2026, 4, 20), date(2026, 4, 16))


def test_a_later_date_for_an_answer_needs_somebody_who_accepts_it_by_name(tmp_path: Path) -> None:
    mill = Mill(tmp_path, LONGER)
    acknowledged(mill)
    acknowledged(mill, "c-2")
    found = mill.crossings(choices={"c-2": Choice("She agreed on the telephone.")})
    assert [(c.verdict, c.dates[0].effect) for c in found.values()] == [
        ("needs-choice", "worse"),
        ("accepted", "worse"),
    ]
    assert [why.id for why in found["c-1"].why] == ["M521"]
    assert "Monday 27 April 2026 instead of Monday 20 April 2026" in found["c-1"].why[0].what


def test_a_shorter_window_for_the_complainant_is_worse_and_a_longer_one_better(tmp_path: Path) -> None:
    mill = Mill(tmp_path, WINDOW)
    answered(mill)
    worse = mill.crossings()["c-1"]
    assert (worse.verdict, worse.dates[0].effect) == ("needs-choice", "worse")
    mill.second((WINDOW[0], WINDOW[1].replace("10", "30")))
    mill.open()
    better = mill.crossings()["c-1"]
    assert (better.verdict, better.dates[0].effect) == ("safe", "better")


def test_a_window_that_is_closed_at_once_says_what_happens_by_itself(tmp_path: Path) -> None:
    mill = Mill(tmp_path, WINDOW)
    answered(mill)
    crossing = mill.crossings("2026-04-29")["c-1"]
    assert crossing.verdict == "needs-choice"
    assert crossing.by_itself == ("decide-missed",)


def test_a_choice_that_is_taken_away_is_a_right_that_is_lost(tmp_path: Path) -> None:
    mill = Mill(
        tmp_path,
        (
            "{accept: {to: closed}, escalate: {to: stage-2}}",
            "{accept: {to: closed}, ask: {to: stage-2, event: escalated}}",
        ),
    )
    answered(mill)
    crossing = mill.crossings()["c-1"]
    assert (crossing.verdict, crossing.lost) == ("needs-choice", ("Escalate",))


def test_a_clock_that_would_start_later_is_unclear_and_not_called_safe(tmp_path: Path) -> None:
    mill = Mill(tmp_path, ("within: 5 working days, from: received", "within: 5 working days, from: contacted"))
    mill.receive("c-1")
    crossing = mill.crossings()["c-1"]
    assert [(moved.after, moved.effect) for moved in crossing.dates] == [(None, "unclear")]
    assert crossing.verdict == "needs-choice"


def test_a_new_duty_is_better(tmp_path: Path) -> None:
    duty = "duties:\n  update: {who: officer, every: 5 working days, from: received}\nstages:"
    mill = Mill(tmp_path, ("stages:", duty))
    acknowledged(mill)
    found = {moved.name: moved.effect for moved in mill.crossings()["c-1"].dates}
    assert found == {"stage-1.respond": "same", "update": "better"}


def test_a_limit_that_is_taken_away_is_worse(tmp_path: Path) -> None:
    mill = Mill(tmp_path, ("{within: 10 working days, from: acknowledged}", "{}"))
    acknowledged(mill)
    crossing = mill.crossings()["c-1"]
    assert [(moved.before, moved.after, moved.effect) for moved in crossing.dates] == [
        (date(2026, 4, 20), None, "worse")
    ]


def test_a_place_that_is_gone_asks_where_to_go_and_takes_the_answer(tmp_path: Path) -> None:
    mill = Mill(
        tmp_path,
        ("- acknowledge: {within: 5 working days, from: received}\n      ", ""),
        ("from: acknowledged", "from: received"),
    )
    mill.receive("c-1")
    held = mill.crossings()["c-1"]
    assert (held.verdict, [why.id for why in held.why]) == ("needs-choice", ["M520"])
    assert held.why[0].mend == "say where such cases go on: --map stage-1.acknowledge=…"
    for crossing in (
        mill.crossings(said={"stage-1.acknowledge": "stage-1.respond"})["c-1"],
        mill.crossings(choices={"c-1": Choice(place="stage-1.respond", because="Asked.")})["c-1"],
    ):
        assert crossing.place_after == "stage-1.respond"
        (moved,) = crossing.dates
        assert (moved.before, moved.after) == (date(2026, 4, 10), date(2026, 4, 17))


def test_a_renamed_stage_and_step_keep_their_history(tmp_path: Path) -> None:
    mill = Mill(
        tmp_path,
        ("id: stage-1", "id: first"),
        (
            "- respond: {within: 10 working days, from: acknowledged}",
            "- answer: {kind: response, within: 10 working days, from: acknowledged}",
        ),
        ("from: responded", "from: answered"),
    )
    acknowledged(mill)
    answered(mill, "c-2")
    found = mill.crossings(said={"stage-1": "first", "stage-1.respond": "first.answer"})
    assert [(c.verdict, c.place_after, [m.effect for m in c.dates]) for c in found.values()] == [
        ("safe", "first.answer", ["same"]),
        ("safe", "first.decide", ["same"]),
    ]


def test_what_the_history_rests_on_must_be_known_there(tmp_path: Path) -> None:
    mill = Mill(
        tmp_path, ("upheld: Upheld, not-upheld: Not upheld", "justified: Justified, not-justified: Not justified")
    )
    answered(mill)
    crossing = mill.crossings()["c-1"]
    assert (crossing.verdict, [why.id for why in crossing.why]) == ("impossible", ["M522"])
    assert "“upheld”" in crossing.why[0].what


def test_a_fact_that_is_asked_for_now_can_be_given(tmp_path: Path) -> None:
    facts = "facts:\n  risk: {title: Risk, required: true, values: {high: High, low: Low}}\nstages:"
    mill = Mill(tmp_path, ("stages:", facts))
    mill.receive("c-1")
    assert [why.id for why in mill.crossings()["c-1"].why] == ["M523"]
    assert [why.id for why in mill.crossings(choices={"c-1": Choice(facts={"fact.risk": "hi"})})["c-1"].why] == ["R103"]
    choices = {"c-1": Choice(facts={"fact.risk": "high"})}
    mill.carry(mill.plan(choices=choices))
    assert mill.desk.show("c-1").case.facts == {"risk": "high"}


def test_what_falls_due_before_the_move_is_played_by_the_old_rules_first(tmp_path: Path) -> None:
    mill = Mill(tmp_path)
    answered(mill)
    crossing = mill.crossings("2026-05-20")["c-1"]
    assert (crossing.verdict, [why.id for why in crossing.why], crossing.place_before) == ("stays", ["M525"], "closed")


def test_a_clock_that_stands_still_promises_no_date(tmp_path: Path) -> None:
    pauses = "pauses:\n  information: {title: We wait for information, waits_for: complainant}\nstages:"
    mill = Mill(tmp_path, SHORTER, ("stages:", pauses))
    mill.write("v1", (tmp_path / "p/mill/v1.yaml").read_text().replace("stages:", pauses, 1))
    mill.open()
    acknowledged(mill)
    mill.act("c-1", "pause", "2026-04-08", pause="information", reason="A photograph")
    (moved,) = mill.crossings("2026-04-14")["c-1"].dates
    assert (moved.paused, moved.before, moved.after, moved.effect) == (True, None, None, "better")


def test_only_open_cases_of_that_version_are_looked_at(tmp_path: Path) -> None:
    mill = Mill(tmp_path, SHORTER)
    acknowledged(mill, "open")
    answered(mill, "ended")
    mill.act("ended", "accept", "2026-04-09")
    mill.receive("new", "2026-06-02")
    assert list(mill.crossings("2026-06-03")) == ["open"]


def test_planning_records_nothing(tmp_path: Path) -> None:
    mill = Mill(tmp_path, SHORTER)
    acknowledged(mill)
    before = mill.record(["c-1"])
    mill.plan()
    with mill.desk.store.reading() as tx:
        assert tx.published(NEW) is None
    assert mill.record(["c-1"]) == before


@pytest.mark.parametrize(
    ("old", "new", "said", "id"),
    [
        ("mill/small@0", NEW, {}, "M501"),
        (OLD, NEW, {"stage-9": "stage-1"}, "M502"),
        (OLD, NEW, {"stage-1": "stage-1.respond"}, "M502"),
        (OLD, "walsall/two-stage@2025-10-21", {}, "M503"),
        (OLD, "mill/small@3", {}, "R230"),
    ],
)
def test_what_cannot_be_planned_is_refused(tmp_path: Path, old: str, new: str, said: dict[str, str], id: str) -> None:
    mill = Mill(tmp_path)
    walsall = Path(__file__).parents[2] / "policies/walsall/two-stage.yaml"
    (tmp_path / "p/walsall").mkdir()
    (tmp_path / "p/walsall/two-stage.yaml").write_text(walsall.read_text())
    mill.receive("c-1")
    with pytest.raises(Refused) as refused:
        mill.crossings(old=old, new=new, said=said)
    assert refused.value.id == id


def test_a_choice_for_a_case_that_is_not_there_is_said(tmp_path: Path) -> None:
    mill = Mill(tmp_path)
    mill.receive("c-1")
    with plan_migration(mill.desk, OLD, NEW, moment("2026-04-09"), {}, {"c-9": Choice("Yes")}) as plan:
        assert len(list(plan.crossings())) == 1
        assert [refused.id for refused in plan.strange] == ["M505"]


def test_a_plan_on_paper_is_one_json_document_and_is_sealed(tmp_path: Path) -> None:
    mill = Mill(tmp_path, SHORTER)
    acknowledged(mill)
    acknowledged(mill, "c-2")
    file = mill.plan()
    told = json.loads(file.read_text())
    assert [case["case"] for case in told["cases"]] == ["c-1", "c-2"]
    assert told["summary"]["verdicts"] == {"safe": 2}
    paper = read_plan(file)
    assert (paper.digest, list(paper.cases())) == (told["digest"], told["cases"])
    for old, new in (("2026-04-16", "2026-05-16"), ('"cases": [', '"cases": [,'), (paper.digest, "sha256:0")):
        file.write_text("\n".join(file.read_text().splitlines()).replace(old, new, 1))
        with pytest.raises(Refused) as refused:
            read_plan(file)
        assert refused.value.id == "M510"


def test_a_draft_can_be_asked_which_open_cases_it_would_touch(tmp_path: Path) -> None:
    mill = Mill(tmp_path, LONGER)
    acknowledged(mill)
    mill.receive("c-2")
    touched = open_cases_touched(mill.desk, OLD, str(tmp_path / "p/mill/v2.yaml"), moment("2026-04-09"))
    assert touched.cases == 2
    assert dict(touched.verdicts) == {"needs-choice": 2}
    assert dict(touched.deadlines["stage-1.respond"]) == {"worse": 1}
    # A draft may still bear the name of the version that it was made from.
    mill.write("v1", (tmp_path / "p/mill/v1.yaml").read_text().replace("10 working days", "15 working days"))
    mill.open()
    again = open_cases_touched(mill.desk, OLD, OLD, moment("2026-04-09"))
    assert dict(again.deadlines["stage-1.respond"]) == {"worse": 1}


def test_a_case_that_holds_something_later_cannot_be_moved_before_it(tmp_path: Path) -> None:
    """History does not run backwards: nothing is recorded in a case before what it holds."""
    mill = Mill(tmp_path, SHORTER)
    acknowledged(mill)
    mill.act("c-1", "note", "2026-04-14", note="She rang.")
    crossing = mill.crossings("2026-04-09")["c-1"]
    assert (crossing.verdict, [why.id for why in crossing.why]) == ("impossible", ["R106"])
    assert mill.carry(mill.plan("2026-04-09")).moved == 0
    assert mill.carry(mill.plan("2026-04-14"), "2026-04-14").moved == 1
