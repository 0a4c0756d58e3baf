"""Ways through a procedure that the usual order does not take: moves by force, hand-over, early doors."""

from __future__ import annotations

import pytest

from builders import ROOT, Life, a_procedure, refused
from putright.case.deadlines import running
from putright.case.decide import possible_actions
from putright.case.doors import door_opening
from putright.cli.case.words import happened
from putright.letters import Shelf, fill, letter_problems
from putright.shipped import shipped

TEXT = (ROOT / "tests/policy/good/ways.yaml").read_text(encoding="utf-8")
PROCEDURE = a_procedure(TEXT)
GIVEN = {"matter": "The bell rings at night", "channel": "letter", "complainant.name": "Ms Alex Sample"}
ANSWER = {"outcome": "upheld", "reasons": "It rang."}
SHARED = Shelf.read(shipped("letters"), "nobody")


def a_life(**given: str) -> Life:
    return Life(PROCEDURE, "2026-03-30 10:00", {**GIVEN, **{n.replace("_", "-"): v for n, v in given.items()}})


def letter(life: Life) -> str:
    """The letter of what happened last, as it reads."""
    event, policy, calendar = life.case.events[-1], PROCEDURE.policy, PROCEDURE.calendar
    due = running(policy, calendar, life.case)
    return fill(policy, SHARED, event.letters[0].name, life.case, event, due, calendar).markdown


def test_the_letters_of_the_policy_ask_for_nothing_that_is_not_there() -> None:
    assert not letter_problems(PROCEDURE.policy, SHARED)


# moves by force


def test_a_serious_complaint_goes_to_the_next_stage_at_once_and_its_clock_starts_there() -> None:
    life = a_life(seriousness="serious")
    event = life.act("raise", "2026-04-07", reason="Somebody was hurt.")
    assert (life.place, event.kind, event.name) == ("stage-2.respond", "moved", "raised")
    # 20 working days from Tuesday 7 April 2026: Easter has passed, Monday 4 May is a holiday
    assert life.due == {"stage-2.respond": "2026-05-06"}
    assert "You will hear from us by **Wednesday 6 May 2026**" in letter(life)


def test_an_action_for_some_facts_is_refused_with_others_and_not_offered() -> None:
    life = a_life(seriousness="usual")
    refusal = refused(life, "raise", "2026-04-07", reason="Somebody was hurt.")
    assert refusal.id == "R208"
    assert "Seriousness: Serious" in refusal.what
    assert "raise" not in possible_actions(PROCEDURE, life.case)


def test_an_action_that_leads_to_a_stage_is_not_done_inside_it() -> None:
    life = a_life(seriousness="serious")
    life.act("raise", "2026-04-07", reason="Somebody was hurt.")
    assert refused(life, "raise", "2026-04-08", reason="Again.").id == "R201"


def test_an_action_needs_what_the_policy_asks_for_it() -> None:
    assert refused(a_life(seriousness="serious"), "raise", "2026-04-07").id == "R202"


def test_a_complaint_sent_back_is_answered_again_where_it_came_from() -> None:
    life = a_life(seriousness="serious")
    life.act("acknowledge", "2026-03-31")
    life.act("raise", "2026-04-07", reason="Somebody was hurt.")
    assert refused(a_life(), "send-back", "2026-04-07").id == "R201"
    life.act("send-back", "2026-04-09")
    assert life.place == "stage-1.respond"
    life.act("respond", "2026-04-10", **ANSWER)
    assert life.place == "stage-1.decide"


def test_only_some_matters_can_go_on_and_only_those_there_are() -> None:
    life = a_life(seriousness="serious")
    life.act("add-matter", "2026-03-31", matter="The bell is too loud")
    assert refused(life, "raise", "2026-04-07", reason="r", matters="3").id == "R283"
    life.act("raise", "2026-04-07", reason="r", matters="2")
    assert [matter.number for matter in life.case.considered] == ["2"]


def test_a_move_can_be_taken_out_of_the_record_until_another_rests_on_it() -> None:
    life = a_life(seriousness="serious")
    life.act("raise", "2026-04-07", reason="Somebody was hurt.")
    life.act("hand-over", "2026-04-08")
    assert refused(life, "correct", "2026-04-09", corrects="2", struck="yes", because="wrong case").id == "R242"
    life.act("correct", "2026-04-09", corrects="3", struck="yes", because="wrong case")
    life.act("correct", "2026-04-09", corrects="2", struck="yes", because="wrong case")
    assert life.place == "stage-1.acknowledge"


# where an action can be done


def test_an_action_is_done_where_the_policy_says() -> None:
    life = a_life()
    assert "ask-again" not in possible_actions(PROCEDURE, life.case)
    life.act("acknowledge", "2026-03-31")
    life.act("ask-again", "2026-04-01")
    assert life.place == "stage-1.respond"


# handing over


def test_a_complaint_is_handed_over_to_a_body_that_its_letter_names() -> None:
    life = a_life()
    life.act("hand-over", "2026-04-01")
    assert life.place == "handed-over"
    assert life.case.has_ended
    assert not life.due
    assert happened(life.case.events[-1], PROCEDURE.policy) == "Handed over: The Other Council"
    told = letter(life)
    assert "We have handed your complaint over to **The Other Council**" in told
    assert "Telephone: 01234 567891" in told
    assert "From now on you will hear from The Other Council." in told


def test_a_complaint_that_comes_back_is_opened_where_it_was() -> None:
    life = a_life()
    life.act("acknowledge", "2026-03-31")
    life.act("hand-over", "2026-04-01")
    life.act("reopen", "2026-04-20")
    assert life.place == "stage-1.respond"


# who steps in

STEPS_IN = [
    ("nobody", {}, "officer"),
    ("by a fact", {"seriousness": "serious"}, "manager"),
    ("the first that fits", {"seriousness": "serious", "about.1.role": "officer"}, "director"),
    (
        "the next, where the first is complained about",
        {"seriousness": "serious", "about.1.role": "manager"},
        "director",
    ),
    ("for both reasons", {"service": "housing", "about.1.role": "officer"}, "other-team"),
    ("the complaint is about another", {"about.1.role": "manager"}, "officer"),
]


@pytest.mark.parametrize(("why", "given", "who"), STEPS_IN, ids=[row[0] for row in STEPS_IN])
def test_who_steps_in_is_who_owes_who_may_act_and_who_signs(why: str, given: dict[str, str], who: str) -> None:
    life = Life(PROCEDURE, "2026-03-30 10:00", {**GIVEN, **given})
    policy = PROCEDURE.policy
    (due,) = running(policy, PROCEDURE.calendar, life.case)
    assert due.who == who
    others = {"officer", "manager", "director", "other-team"} - {who}
    assert {refused(life, "acknowledge", "2026-03-31", role=other).id for other in others} == {"R203"}
    life.act("acknowledge", "2026-03-31", role=who, by="Olu Other")
    assert policy.roles[who].title in letter(life).rpartition("Where you are")[2]


# turned away


def test_a_reason_is_none_with_the_facts_that_the_policy_excepts() -> None:
    old = {**GIVEN, "happened": "2024-01-05"}
    Life(PROCEDURE, "2026-03-30 10:00", old).act("reject", "2026-03-31", exclusion="too-old")
    refusal = refused(
        Life(PROCEDURE, "2026-03-30 10:00", {**old, "vulnerable": "yes"}), "reject", "2026-03-31", exclusion="too-old"
    )
    assert refusal.id == "R214"
    assert 'no reason where "Needs protection" is yes' in refusal.what


def test_what_is_excepted_can_be_answered_where_the_policy_leaves_no_discretion_otherwise() -> None:
    procedure = a_procedure(TEXT.replace("older_than: 12 months,", "older_than: 12 months, discretion: false,"))
    old = {**GIVEN, "happened": "2024-01-05"}
    for given, refuses in (({}, True), ({"vulnerable": "yes"}, False)):
        life = Life(procedure, "2026-03-30 10:00", {**old, **given})
        life.act("acknowledge", "2026-03-31")
        if refuses:
            assert refused(life, "respond", "2026-04-01", **ANSWER).id == "R218"
        else:
            life.act("respond", "2026-04-01", **ANSWER)


def test_whoever_is_turned_away_is_told_who_can_deal_with_it_and_where_to_challenge_that() -> None:
    life = a_life()
    assert refused(life, "refer", "2026-03-31", door="ombudsman").id == "R210"
    life.act("reject", "2026-03-31", exclusion="appeal")
    told = letter(life)
    assert "This is who can deal with it:\n\n**The Tribunal**. Website: tribunal.example.org" in told
    assert "- **Ombudsman**. You can go there now." in told
    life.act("refer", "2026-04-01", door="ombudsman")
    assert life.place == "referred"


# from one body to the next


def referred() -> Life:
    life = a_life()
    life.act("acknowledge", "2026-03-31")
    life.act("respond", "2026-04-13", **ANSWER)
    assert (
        "**The Regulator**. You can go there later in our procedure. You go there through a Member of Parliament."
        in letter(life)
    )
    life.act("refer", "2026-04-14", door="ombudsman")
    return life


def test_a_door_opens_with_what_the_body_before_it_decided_and_closes_after_it() -> None:
    life = referred()
    assert refused(life, "refer", "2026-05-01", door="regulator").id == "R210"
    life.act("outside", "2026-06-01", outside__act="accepted")
    assert refused(life, "refer", "2026-06-01", door="regulator").id == "R210"
    life.act("outside", "2026-07-01", outside__act="decided")
    # 15 working days from Wednesday 1 July 2026
    assert life.due["door.regulator"] == "2026-07-22"
    assert refused(life, "refer", "2026-07-23", door="regulator").id == "R211"
    life.act("refer", "2026-07-22", happened="2026-07-22", door="regulator")


def test_a_door_opens_when_the_body_before_it_handed_the_complaint_on() -> None:
    life = referred()
    life.act("outside", "2026-06-01", outside__act="handed-on")
    assert life.act("refer", "2026-06-02", door="regulator").kind == "referred"


# who sits


def at_the_joint_stage() -> Life:
    life = a_life(service="adults")
    life.act("respond", "2026-04-13", **ANSWER)
    life.act("review", "2026-04-14")
    return life


def test_each_seat_is_filled_by_somebody_of_its_role() -> None:
    life = at_the_joint_stage()
    refusal = refused(life, "respond", "2026-04-20", **ANSWER)
    assert refusal.id == "R265"
    assert "2 seats (Director, Resident)" in refusal.what
    strange = {"panel__1": "Dee", "panel__2": "Eve", "chair": "Dee"}
    refusal = refused(life, "respond", "2026-04-20", **ANSWER, **strange)
    assert refusal.id == "R203"
    assert "Eve does not hold the post Resident" in refusal.what
    life.act("respond", "2026-04-20", **ANSWER, panel__1="Dee", panel__2="Ros Resident", chair="Dee")
    assert life.place == "closed"


# who speaks for the complainant


def test_nobody_acts_for_a_complainant_before_the_policy_is_content() -> None:
    life = a_life()
    refusal = refused(life, "withdraw", "2026-03-31", role="representative")
    assert refusal.id == "R269"
    assert '"representative.kind" and "representative.consent"' in refusal.what
    assert "representative.kind is friend or advocate" in refusal.mend
    assert refused(life, "note", "2026-03-31", representative__kind="neighbour").id == "R103"
    life.act("note", "2026-03-31", representative__kind="friend")
    assert refused(life, "withdraw", "2026-03-31", role="representative").id == "R269"
    life.act("withdraw", "2026-04-01", role="representative", representative__consent="2026-04-01")
    assert life.place == "withdrawn"


def test_with_the_facts_that_are_excepted_nothing_is_asked() -> None:
    life = a_life(for_a_child="yes")
    life.act("withdraw", "2026-03-31", role="representative")
    assert life.place == "withdrawn"


def test_the_complainant_themself_is_asked_for_nothing() -> None:
    a_life().act("withdraw", "2026-03-31", role="complainant")


# two bodies deal with a complaint together


def test_a_lead_body_asks_the_other_for_its_part_and_answers_when_it_has_it() -> None:
    life = a_life()
    life.act("acknowledge", "2026-03-31")
    assert refused(life, "ask-partner", "2026-04-01").id == "R208"
    life.act("agree-on-lead", "2026-04-01", lead="us")
    life.act("ask-partner", "2026-04-01")
    # 10 working days from Wednesday 1 April 2026: Good Friday and Easter Monday are days off
    assert life.due["their-part"] == "2026-04-17"
    assert refused(life, "respond", "2026-04-10", **ANSWER).id == "R219"
    life.act("record-their-part", "2026-04-13", note="They say that it was loud.")
    life.act("respond", "2026-04-14", **ANSWER)


def test_a_door_that_opens_by_time_says_from_when_it_was_counted() -> None:
    """Eight weeks from Monday 30 March end on the bank holiday of 25 May, so on the 26th; on the day after it is open."""
    procedure = a_procedure((ROOT / "tests/case/everything.yaml").read_text("utf-8"))
    life = Life(procedure, "2026-03-30 10:00", {**GIVEN, "channel": "email", "subject": "service", "sought": "Quiet"})
    (door,) = (door for door in procedure.policy.doors.values() if any(way.after for way in door.opens))
    opening = door_opening(procedure.policy, procedure.calendar, life.case, door)
    assert opening is not None
    assert (str(opening.on), opening.label) == ("2026-05-27", "it opens on the day after 8 weeks from received")
    assert opening.due is not None
    assert "Tuesday 31 March 2026 to Monday 25 May 2026 — days 1 to 56" in opening.due.lines()
