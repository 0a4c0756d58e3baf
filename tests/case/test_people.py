"""People: who may act in a case, who stands in, panels, staff who are complained about, restrictions, reopening."""

from __future__ import annotations

import pytest

from builders import ROOT, Life, a_procedure
from putright.case.deadlines import every_deadline, running
from putright.case.decide import possible_actions
from putright.case.procedure import Procedure
from putright.problems import Refused

TEXT = (ROOT / "tests/case/everything.yaml").read_text()
GIVEN = {"matter": "The bell rings at night", "channel": "email", "subject": "service", "sought": "Quiet"}
PLAIN = a_procedure(TEXT)
THROUGHOUT = a_procedure(TEXT.replace("stages:\n", "handler_throughout: true\nstages:\n", 1))
PANEL = a_procedure(TEXT.replace("    handler: manager\n", "    handler: panel\n", 1))
OPEN_AGAIN = a_procedure(
    TEXT.replace("reopen: {needs: [reason]}", "reopen: {needs: [new-information, changes-outcome]}")
)
CONSENT = a_procedure(
    TEXT.replace("until: [visit-offered], needs: [reason], letter: pause, resumed_letter: resumed}", "until: [consent-given]}")
    .replace("actions:\n", "actions:\n  give-consent: {title: Give consent, needs: [representative.consent]}\n")
)  # fmt: skip
ANSWER = {"outcome": "upheld", "reasons": "It rang."}
SEATS = {"panel__1": "Pia", "panel__2": "Quin", "panel__3": "Rose", "chair": "Rose"}
EXTENSION = {"reason": "r"}


def a_life(procedure: Procedure = PLAIN, **received: str) -> Life:
    return Life(procedure, "2026-03-30 10:00", {**GIVEN, **{n.replace("__", "."): v for n, v in received.items()}})


def refused(life: Life, action: str, at: str, **said: str) -> Refused:
    with pytest.raises(Refused) as refusal:
        life.act(action, at, **said)
    return refusal.value


# who deals with a case


def test_a_case_is_given_to_a_handler_and_on_to_another() -> None:
    life = a_life()
    life.act("assign", "2026-03-31", handler="Ann")
    life.act("assign", "2026-04-01", handler="Bo")
    assert life.case.values["handler"] == "Bo"
    assert life.place == "first.acknowledge"


def test_where_one_handler_stays_throughout_only_a_change_needs_its_reason() -> None:
    life = a_life(THROUGHOUT)
    life.act("assign", "2026-03-31", handler="Ann")
    assert refused(life, "assign", "2026-04-01", handler="Bo").id == "R202"
    assert refused(life, "note", "2026-04-01", note="n", handler="Bo").id == "R202"
    life.act("assign", "2026-04-01", handler="Bo", reason="Ann is away for a month.")
    assert life.case.values["handler"] == "Bo"


# people complained about, and conflicts of interest


ACTS = [
    ("a step", "acknowledge", {}),
    ("a draft", "draft", ANSWER),
    ("a note", "note", {"note": "n"}),
    ("an action of the policy's own", "offer-visit", {}),
    ("the end of the case", "withdraw", {}),
]


@pytest.mark.parametrize(("why", "action", "given"), ACTS, ids=[row[0] for row in ACTS])
def test_whoever_is_complained_about_does_nothing_in_the_case(why: str, action: str, given: dict[str, str]) -> None:
    life = a_life(about__1="Ann Example")
    life = life if action != "draft" else _acknowledged(life)
    assert refused(life, action, "2026-04-01", by="ann example", **given).id == "R260"


def _acknowledged(life: Life) -> Life:
    life.act("acknowledge", "2026-03-31", by="Bo")
    return life


def test_a_refusal_repeats_the_name_as_it_was_given_and_not_as_it_is_recorded() -> None:
    """What is private stays where it is kept."""
    refusal = refused(a_life(about__1="Ann Example"), "acknowledge", "2026-03-31", by="ann example")
    assert "ann example" in refusal.what
    assert "Ann Example" not in f"{refusal.what} {refusal.mend}"


def test_a_complainant_of_the_same_name_may_act_for_themself() -> None:
    life = a_life(about__1="Ann Example")
    life.act("withdraw", "2026-03-31", by="Ann Example", role="complainant")
    assert life.place == "withdrawn"


def test_a_case_is_not_given_to_whom_it_is_about() -> None:
    assert refused(a_life(about__1="Ann Example"), "assign", "2026-03-31", handler="Ann Example").id == "R260"


def test_where_somebody_is_complained_about_it_is_said_who_decides() -> None:
    life = _acknowledged(a_life(about__1="Ann Example"))
    life.act("hear-staff", "2026-04-01", by="Bo")
    assert refused(life, "respond", "2026-04-02", **ANSWER).id == "R260"
    life.act("respond", "2026-04-02", by="Bo", **ANSWER)


def test_a_conflict_of_interest_keeps_somebody_from_deciding_and_from_nothing_else() -> None:
    life = a_life()
    life.act("declare-conflict", "2026-03-31", person="Ann Example", note="The complainant is her neighbour.")
    life.act("acknowledge", "2026-04-01", by="ann example")
    assert refused(life, "respond", "2026-04-02", by="ann example", **ANSWER).id == "R261"
    assert refused(life, "draft", "2026-04-02", by="ann example", **ANSWER).id == "R261"
    assert refused(life, "assign", "2026-04-02", handler="Ann Example").id == "R261"
    life.act("extend", "2026-04-02", by="ann example", **EXTENSION)
    life.act("respond", "2026-04-03", by="Bo", **ANSWER)


def test_a_conflict_says_whose_it_is() -> None:
    assert refused(a_life(), "declare-conflict", "2026-03-31").id == "R202"


# roles


def test_where_the_complaint_is_about_a_role_the_stand_in_acts_and_owes() -> None:
    life = a_life(about__1__role="officer")
    who = {d.name: d.who for d in running(PLAIN.policy, PLAIN.calendar, life.case)}
    assert who["first.acknowledge"] == who["update"] == "manager"
    assert refused(life, "acknowledge", "2026-03-31", role="officer").id == "R203"
    life.act("acknowledge", "2026-03-31", role="manager", by="Iris Bell")


def test_a_role_that_is_complained_about_and_has_no_stand_in_decides_only_once_it_is_known_who_that_was() -> None:
    alone = a_procedure(TEXT.replace("{title: Officer, stands_in: manager}", "{title: Officer}", 1))
    life = _acknowledged(a_life(alone, about__1__role="officer"))
    life.act("hear-staff", "2026-03-31")
    assert refused(life, "respond", "2026-04-01", by="Bo", **ANSWER).id == "R260"
    assert refused(life, "draft", "2026-04-01", by="Bo", **ANSWER).id == "R260"
    life.act("note", "2026-04-01", note="It was Ann.", about__1="Ann Example")
    assert refused(life, "respond", "2026-04-01", by="Ann Example", **ANSWER).id == "R260"
    life.act("respond", "2026-04-01", by="Bo", **ANSWER)
    assert life.place == "first.decide"


STAFFS = [
    ("more time", "extend", {"reason": "r", "longer": "2 working days"}),
    ("a clock that stops", "pause", {"pause": "waiting-for-papers", "reason": "r"}),
    ("what is on record", "correct", {"corrects": "1", "complainant__name": "Z", "because": "b"}),
    ("to whom the case is given", "assign", {"handler": "Bo"}),
]


@pytest.mark.parametrize(("why", "action", "given"), STAFFS, ids=[row[0] for row in STAFFS])
def test_no_complainant_decides_what_is_the_organisations(why: str, action: str, given: dict[str, str]) -> None:
    life = _acknowledged(a_life(complainant__name="Ada"))
    for role in ("complainant", "representative"):
        assert refused(life, action, "2026-04-01", role=role, **given).id == "R203"
    life.act(action, "2026-04-01", **given)


def test_a_complainant_may_put_on_record_and_add_what_they_like() -> None:
    life = _acknowledged(a_life(complainant__name="Ada"))
    life.act("note", "2026-04-01", role="complainant", note="I am away in May.")
    life.act("add-matter", "2026-04-01", role="complainant", matter="And on Sundays")
    life.act("withdraw", "2026-04-01", role="complainant")
    assert life.place == "withdrawn"


def test_what_was_promised_is_owed_by_whoever_stands_in() -> None:
    life = a_life(about__1__role="officer")
    life.act("acknowledge", "2026-03-31", by="Iris Bell")
    life.act("hear-staff", "2026-03-31")
    life.act("respond", "2026-04-01", by="Iris Bell", remedy__1="A call", remedy__1__by="2026-04-20", **ANSWER)
    owed = {d.name: d.who for d in running(PLAIN.policy, PLAIN.calendar, life.case)}
    assert owed["remedy.1"] == "manager"


def test_a_role_that_nobody_stands_in_for_acts_itself() -> None:
    life = a_life(about__1__role="manager")
    assert {d.who for d in running(PLAIN.policy, PLAIN.calendar, life.case) if d.name == "long-wait"} == {"manager"}


HOLDERS = [
    ("a holder, in no role that is named", {"by": "iris bell"}, ""),
    ("somebody else, in no role that is named", {"by": "Eve"}, "R203"),
    ("nobody named", {}, ""),
    ("a role that is not there", {"by": "Iris Bell", "role": "managr"}, "R203"),
    ("nobody named, in the role", {"role": "manager"}, "R203"),
]


@pytest.mark.parametrize(("why", "who", "refusal"), HOLDERS, ids=[row[0] for row in HOLDERS])
def test_only_holders_act_in_a_role_whose_holders_are_known(why: str, who: dict[str, str], refusal: str) -> None:
    text = TEXT.replace("    handler: officer\n", "    handler: manager\n", 1)
    life = a_life(a_procedure(text))
    if refusal:
        assert refused(life, "acknowledge", "2026-03-31", **who).id == refusal
    else:
        life.act("acknowledge", "2026-03-31", **who)


def test_a_role_that_is_not_there_is_refused_for_any_act() -> None:
    refusal = refused(a_life(), "note", "2026-03-31", note="n", role="oficer")
    assert (refusal.id, 'Did you mean "officer"?' in refusal.what) == ("R203", True)


def test_a_role_complained_about_is_one_of_the_policy() -> None:
    with pytest.raises(Refused, match="R103"):
        a_life(about__1__role="wizard")


# panels


def _at_panel(**received: str) -> Life:
    life = _acknowledged(a_life(PANEL, **received))
    if "about__1" in received:
        life.act("hear-staff", "2026-04-01", by="Bo")
    life.act("respond", "2026-04-07", by="Bo", **ANSWER)
    life.act("escalate", "2026-04-08")
    life.act("investigate", "2026-04-09", note="n")
    return life


def test_a_panel_decides_with_every_seat_filled_and_its_names_are_kept() -> None:
    life = _at_panel()
    event = life.act("respond", "2026-04-20", by="Clerk", **ANSWER, **SEATS)
    assert {n: v for n, v in event.data.items() if n.startswith(("panel", "chair"))} == {
        "panel.1": "Pia", "panel.2": "Quin", "panel.3": "Rose", "chair": "Rose",
    }  # fmt: skip


def test_a_panel_can_be_named_before_it_decides() -> None:
    life = _at_panel()
    life.act("note", "2026-04-10", note="The panel is called.", **SEATS)
    event = life.act("respond", "2026-04-20", **ANSWER)
    assert event.data["panel.2"] == "Quin"


PANELS = [
    ("a seat is empty", {**SEATS, "panel__3": ""}, {}, "R265"),
    ("somebody sits twice", {**SEATS, "panel__2": "pia"}, {}, "R265"),
    ("nobody chairs it", {**SEATS, "chair": ""}, {}, "R265"),
    ("the chair has no seat", {**SEATS, "chair": "Sue"}, {}, "R265"),
    ("a member is complained about", SEATS, {"about__1": "Quin"}, "R260"),
    ("a member decided before", {**SEATS, "panel__2": "bo"}, {}, "R204"),
]


@pytest.mark.parametrize(("why", "sitting", "received", "refusal"), PANELS, ids=[row[0] for row in PANELS])
def test_a_panel_that_may_not_sit_is_refused(
    why: str, sitting: dict[str, str], received: dict[str, str], refusal: str
) -> None:
    said = refused(_at_panel(**received), "respond", "2026-04-20", by="Clerk", **ANSWER, **sitting)
    assert said.id == refusal


def test_only_the_holders_of_a_panel_sit_on_it() -> None:
    text = TEXT.replace("    handler: manager\n", "    handler: panel\n", 1)
    text = text.replace("{title: Panel, ", "{title: Panel, holders: [Pia, Quin, Rose, Sue], ")
    life = a_life(a_procedure(text))
    _acknowledged(life).act("respond", "2026-04-07", by="Bo", **ANSWER)
    life.act("escalate", "2026-04-08")
    life.act("investigate", "2026-04-09", note="n")
    said = refused(life, "respond", "2026-04-20", **ANSWER, **{**SEATS, "panel__2": "Tim"})
    assert (said.id, said.what) == ("R203", "Tim cannot sit on Panel: the policy names who may")
    life.act("respond", "2026-04-20", **ANSWER, **{**SEATS, "panel__2": "quin"})


def test_a_member_with_a_conflict_of_interest_does_not_sit() -> None:
    life = _at_panel()
    life.act("declare-conflict", "2026-04-10", person="Quin")
    assert refused(life, "respond", "2026-04-20", by="Clerk", **ANSWER, **SEATS).id == "R261"


def test_nobody_who_sat_on_a_panel_decides_at_a_later_stage_that_differs() -> None:
    text = TEXT.replace("    handler: officer\n", "    handler: panel\n", 1)
    life = a_life(a_procedure(text))
    life.act("acknowledge", "2026-03-31")
    life.act("respond", "2026-04-07", by="Clerk", **ANSWER, **{**SEATS, "panel__1": "Iris Bell"})
    life.act("escalate", "2026-04-08")
    life.act("investigate", "2026-04-09", note="n")
    assert refused(life, "respond", "2026-04-20", by="iris bell", **ANSWER).id == "R204"
    life.act("respond", "2026-04-20", by="Mo Chaudhry", **ANSWER)


# staff who are told and heard


def test_each_member_of_staff_complained_about_is_told_in_time() -> None:
    life = a_life(about__1="Ann")
    life.act("note", "2026-04-08", note="n", about__2="Bo")
    assert {n: d for n, d in life.due.items() if n.startswith("tell-staff")} == {
        "tell-staff-1": "2026-04-08",  # Good Friday and Easter Monday lie between
        "tell-staff-2": "2026-04-15",
    }
    life.act("tell-staff", "2026-04-09", staff="1")
    assert "tell-staff-1" not in life.due
    assert "tell-staff-2" in life.due
    late = {d.name: d for d in every_deadline(PLAIN.policy, PLAIN.calendar, life.case)}["tell-staff-1"]
    assert late.is_late(life.case.log[-1].recorded_at, "Europe/London")


def test_staff_are_told_in_time_from_the_correction_that_says_that_it_is_about_them() -> None:
    life = a_life()
    life.act("correct", "2026-06-01", corrects="1", about__1="Ann", because="It names her on the second page.")
    assert life.due["tell-staff-1"] == "2026-06-08"
    life.act("correct", "2026-06-02", corrects="1", about__1="Anne", because="That is how she writes it.")
    assert life.due["tell-staff-1"] == "2026-06-08"


def test_no_answer_is_given_before_each_of_them_was_heard() -> None:
    life = _acknowledged(a_life(about__1="Ann", about__2="Eve"))
    life.act("hear-staff", "2026-04-01", staff="2", note="She says that it was not her.")
    refusal = refused(life, "respond", "2026-04-07", by="Bo", **ANSWER)
    assert (refusal.id, "number 1" in refusal.what) == ("R264", True)
    life.act("hear-staff", "2026-04-02", staff="1")
    life.act("respond", "2026-04-07", by="Bo", **ANSWER)


STAFF = [
    ("nobody is complained about", {}, {}, "R263"),
    ("which of two", {"about__1": "Ann", "about__2": "Eve"}, {}, "R263"),
    ("a number that nobody has", {"about__1": "Ann"}, {"staff": "2"}, "R263"),
]


@pytest.mark.parametrize(("why", "received", "given", "refusal"), STAFF, ids=[row[0] for row in STAFF])
def test_it_is_clear_who_was_told(why: str, received: dict[str, str], given: dict[str, str], refusal: str) -> None:
    assert refused(a_life(**received), "tell-staff", "2026-03-31", **given).id == refusal


# consent, needs


def test_a_pause_for_consent_ends_when_it_is_given() -> None:
    """An action of the policy's own says it; the day of consent stays true for the whole case."""
    life = _acknowledged(a_life(CONSENT, representative__name="Ms Speaker"))
    life.act("pause", "2026-04-08", pause="waiting-for-papers")
    life.act("give-consent", "2026-04-10", representative__consent="2026-04-09")
    assert life.case.values["representative.consent"] == "2026-04-09"
    assert life.due["first.respond"] == "2026-04-20"  # ten working days, and the two for which it stood still


def test_adjustments_are_looked_at_again_on_the_day_that_was_set() -> None:
    life = a_life(complainant__adjustments="Large print, and calls after ten", adjustments__review="2026-05-01")
    assert life.due["adjustments-review"] == "2026-05-01"
    life.act("review-adjustments", "2026-04-30", adjustments__review="2026-11-02")
    assert life.due["adjustments-review"] == "2026-11-02"
    life.act("review-adjustments", "2026-11-02")
    assert "adjustments-review" not in life.due


def test_adjustments_that_were_looked_at_are_not_owed_again_because_their_day_is_put_right() -> None:
    life = a_life(adjustments__review="2026-05-01")
    life.act("review-adjustments", "2026-05-01")
    life.act("correct", "2026-05-05", corrects="1", adjustments__review="2026-04-30", because="A slip of the pen")
    assert "adjustments-review" not in life.due


def test_adjustments_without_a_day_are_not_looked_at_again() -> None:
    life = a_life()
    assert refused(life, "review-adjustments", "2026-04-30").id == "R267"
    assert "review-adjustments" not in possible_actions(PLAIN, life.case)


# restrictions


def test_a_restriction_is_looked_at_again_until_it_is_lifted() -> None:
    life = a_life()
    life.act("warn", "2026-03-31", reason="Shouting.")
    life.act("restrict", "2026-04-01", reason="Shouting again.", until="2026-07-01")
    assert life.due["restriction-review"] == "2026-07-01"
    life.act("restrict", "2026-06-30", reason="Once more.", until="2026-10-01")
    assert life.due["restriction-review"] == "2026-10-01"
    life.act("lift-restriction", "2026-09-30")
    assert "restriction-review" not in life.due


def test_a_restriction_outlives_the_case() -> None:
    life = a_life()
    life.act("restrict", "2026-04-01", reason="r", until="2026-07-01")
    life.act("withdraw", "2026-04-02")
    assert life.due["restriction-review"] == "2026-07-01"


RESTRICTIONS = [
    ("without a reason", "restrict", {"until": "2026-07-01"}, "R202"),
    ("without a day of review", "restrict", {"reason": "r"}, "R202"),
    ("a day of review that is not to come", "restrict", {"reason": "r", "until": "2026-04-01"}, "R266"),
    ("nothing to lift", "lift-restriction", {}, "R266"),
]


@pytest.mark.parametrize(("why", "action", "given", "refusal"), RESTRICTIONS, ids=[row[0] for row in RESTRICTIONS])
def test_a_restriction_is_refused(why: str, action: str, given: dict[str, str], refusal: str) -> None:
    assert refused(a_life(), action, "2026-04-01", **given).id == refusal


# reopening


def _withdrawn() -> Life:
    life = a_life(OPEN_AGAIN)
    life.act("withdraw", "2026-04-01")
    return life


def test_a_case_is_opened_again_for_new_information_that_would_change_its_outcome() -> None:
    life = _withdrawn()
    assert refused(life, "reopen", "2026-04-02", new_information="A letter was found.").id == "R202"
    assert refused(life, "reopen", "2026-04-02", new_information="A letter.", changes_outcome="no").id == "R268"
    assert refused(life, "reopen", "2026-04-02", new_information="A letter.", changes_outcome="maybe").id == "R103"
    life.act("reopen", "2026-04-02", new_information="A letter was found.", changes_outcome="yes")
    assert life.place == "first.acknowledge"


def test_a_request_to_open_a_case_again_is_refused_with_a_reason_and_the_case_stays_as_it_was() -> None:
    life = _withdrawn()
    assert refused(life, "refuse-reopening", "2026-04-02").id == "R202"
    event = life.act("refuse-reopening", "2026-04-02", reason="Nothing in it is new.")
    assert (event.name, life.place) == ("reopening-refused", "withdrawn")
    assert "refuse-reopening" not in possible_actions(OPEN_AGAIN, a_life(OPEN_AGAIN).case)


def test_what_concerns_people_does_not_keep_a_late_request_from_a_case_that_silence_closed() -> None:
    life = _acknowledged(a_life(aware="2026-03-01"))
    life.act("respond", "2026-04-07", by="Bo", **ANSWER)
    life.tick("2026-10-01")
    assert life.place == "closed"
    life.act("assign", "2026-10-02", handler="Bo")
    life.act("escalate", "2026-10-05", happened="2026-08-20")
    assert life.place == "second.investigate"
