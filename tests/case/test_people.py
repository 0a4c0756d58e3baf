"""People: who may act in a case, who stands in, who speaks for the complainant, and who asks for a case again."""

from __future__ import annotations

import pytest

from builders import Life, a_procedure, refused
from case.bell import ANSWER, EVERYTHING, TEXT, a_life, acknowledged
from putright.case.deadlines import running
from putright.case.decide import possible_actions
from putright.problems import Refused

THROUGHOUT = a_procedure(TEXT.replace("stages:\n", "handler_throughout: true\nstages:\n", 1))
OPEN_AGAIN = a_procedure(
    TEXT.replace("reopen: {needs: [reason]}", "reopen: {needs: [new-information, changes-outcome]}")
)
CONSENT = a_procedure(
    TEXT.replace("until: [visit-offered], needs: [reason], letter: pause, resumed_letter: resumed}", "until: [consent-given]}")
    .replace("actions:\n", "actions:\n  give-consent: {title: Give consent, needs: [representative.consent]}\n")
)  # fmt: skip
EXTENSION = {"reason": "r"}


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
    life = life if action != "draft" else acknowledged(life)
    assert refused(life, action, "2026-04-01", by="ann example", **given).id == "R260"


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
    life = acknowledged(a_life(about__1="Ann Example"))
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
    who = {d.name: d.who for d in running(EVERYTHING.policy, EVERYTHING.calendar, life.case)}
    assert who["first.acknowledge"] == who["update"] == "manager"
    assert refused(life, "acknowledge", "2026-03-31", role="officer").id == "R203"
    life.act("acknowledge", "2026-03-31", role="manager", by="Iris Bell")


def test_a_role_that_is_complained_about_and_has_no_stand_in_decides_only_once_it_is_known_who_that_was() -> None:
    alone = a_procedure(TEXT.replace("{title: Officer, stands_in: manager}", "{title: Officer}", 1))
    life = acknowledged(a_life(alone, about__1__role="officer"))
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
    life = acknowledged(a_life(complainant__name="Ada"))
    for role in ("complainant", "representative"):
        assert refused(life, action, "2026-04-01", role=role, **given).id == "R203"
    life.act(action, "2026-04-01", **given)


def test_a_complainant_may_put_on_record_and_add_what_they_like() -> None:
    life = acknowledged(a_life(complainant__name="Ada"))
    life.act("note", "2026-04-01", role="complainant", note="I am away in May.")
    life.act("add-matter", "2026-04-01", role="complainant", matter="And on Sundays")
    life.act("withdraw", "2026-04-01", role="complainant")
    assert life.place == "withdrawn"


def test_what_was_promised_is_owed_by_whoever_stands_in() -> None:
    life = a_life(about__1__role="officer")
    life.act("acknowledge", "2026-03-31", by="Iris Bell")
    life.act("hear-staff", "2026-03-31")
    life.act("respond", "2026-04-01", by="Iris Bell", remedy__1="A call", remedy__1__by="2026-04-20", **ANSWER)
    owed = {d.name: d.who for d in running(EVERYTHING.policy, EVERYTHING.calendar, life.case)}
    assert owed["remedy.1"] == "manager"


def test_a_role_that_nobody_stands_in_for_acts_itself() -> None:
    life = a_life(about__1__role="manager")
    assert {d.who for d in running(EVERYTHING.policy, EVERYTHING.calendar, life.case) if d.name == "long-wait"} == {
        "manager"
    }


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


# consent


def test_a_pause_for_consent_ends_when_it_is_given() -> None:
    """An action of the policy's own says it; the day of consent stays true for the whole case."""
    life = acknowledged(a_life(CONSENT, representative__name="Ms Speaker"))
    life.act("pause", "2026-04-08", pause="waiting-for-papers")
    life.act("give-consent", "2026-04-10", representative__consent="2026-04-09")
    assert life.case.values["representative.consent"] == "2026-04-09"
    assert life.due["first.respond"] == "2026-04-20"  # ten working days, and the two for which it stood still


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
    life = acknowledged(a_life(aware="2026-03-01"))
    life.act("respond", "2026-04-07", by="Bo", **ANSWER)
    life.tick("2026-10-01")
    assert life.place == "closed"
    life.act("assign", "2026-10-02", handler="Bo")
    life.act("escalate", "2026-10-05", happened="2026-08-20")
    assert life.place == "second.investigate"


def test_it_is_asked_who_decides_in_words_that_say_why() -> None:
    life = acknowledged(a_life())
    life.act("declare-conflict", "2026-04-01", person="Ann Example")
    said = refused(life, "respond", "2026-04-02", **ANSWER)
    assert (said.id, said.asks) == ("R260", ("by",))
    assert said.what == "nobody is named who decides, and it must be somebody who has no conflict of interest"
