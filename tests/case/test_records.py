"""Records beside the procedure: contacts, documents, links, matters, promised actions, and the outside body."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from builders import Life, a_procedure
from case.bell import ANSWER, EVERYTHING, GIVEN, TEXT, answered
from putright.case.events import Event
from putright.problems import Refused


def a_life(given: Mapping[str, str] = GIVEN) -> Life:
    return Life(EVERYTHING, "2026-03-30 10:00", given)


def test_a_contact_keeps_who_said_what_apart_from_the_public_record() -> None:
    life = a_life()
    event = life.act(
        "contact", "2026-04-01",
        contact__channel="telephone", contact__direction="in", contact__with="Mr Bell", note="He rang to say it is quiet.",
    )  # fmt: skip
    assert event.kind == "contacted"
    assert event.data == {"contact.channel": "telephone", "contact.direction": "in"}
    assert event.texts == {"contact.with": "Mr Bell", "note": "He rang to say it is quiet."}
    assert life.place == "first.acknowledge"


def test_what_happens_beside_the_case_can_be_recorded_after_it_has_ended() -> None:
    life = a_life()
    life.act("withdraw", "2026-04-01")
    contact = {"contact.channel": "email", "contact.direction": "out"}
    life.act("contact", "2026-04-02", note="Told him it is closed.", **contact)
    life.act("link", "2026-04-03", link__case="c-2")
    assert life.place == "withdrawn"


DIGEST = "sha256:" + "a" * 64
CONTACT = {"contact.channel": "email", "contact.direction": "in", "note": "n"}
REFUSED = [
    ("a contact that says nothing", "contact", {"contact.channel": "email", "contact.direction": "in"}, "R202"),
    ("a contact by no known channel", "contact", {**CONTACT, "contact.channel": "pigeon"}, "R280"),
    ("a contact in no direction", "contact", {**CONTACT, "contact.direction": "sideways"}, "R280"),
    ("no document", "attach", {"attachment.name": "letter.pdf", "attachment.shown": "staff"}, "R281"),
    ("a document shown to somebody strange", "attach", {"attachment.digest": DIGEST, "attachment.name": "a", "attachment.shown": "press"}, "R281"),
    ("linked with nothing", "link", {}, "R282"),
    ("linked with itself", "link", {"link.case": "c-1"}, "R282"),
    ("linked as something strange", "link", {"link.case": "c-2", "link.kind": "cousin"}, "R282"),
    ("merged as something else", "merge", {"link.case": "c-2", "link.kind": "related"}, "R282"),
    ("a new matter about nothing", "add-matter", {"aware": "2026-03-01"}, "R283"),
    ("a new matter with the number of another", "add-matter", {"matter.1": "Another"}, "R283"),
    ("two new matters at once", "add-matter", {"matter.2": "One", "matter.3": "Two"}, "R283"),
    ("a new matter of tomorrow", "add-matter", {"matter": "It will ring", "aware": "2026-04-09"}, "R107"),
    ("matters chosen where nothing goes on", "acknowledge", {"matters": "1"}, "R283"),
    ("nothing was promised", "complete", {"completes": "remedy.1"}, "R284"),
    ("no outside body has it", "outside", {"outside.act": "accepted"}, "R285"),
    ("a remedy of no known kind", "note", {"remedy": "Sorry", "remedy.1.kind": "flowers"}, "R103"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "action", "given", "refusal"), REFUSED, ids=[row[0] for row in REFUSED])
def test_a_record_is_refused(why: str, action: str, given: dict[str, str], refusal: str) -> None:
    life = a_life()
    with pytest.raises(Refused, match=refusal) as caught:
        life.act(action, "2026-04-01", **given)
    assert caught.value.mend, why


def test_a_merged_case_is_closed_and_nothing_is_due_in_it_any_more() -> None:
    life = a_life()
    event = life.act("merge", "2026-04-01", link__case="c-2")
    assert (life.place, event.data) == ("closed", {"link.kind": "original", "link.case": "c-2"})
    assert life.due == {}


# Matters


def test_a_matter_joins_before_the_answer_and_must_then_be_decided() -> None:
    life = a_life()
    life.act("acknowledge", "2026-03-31")
    event = life.act("add-matter", "2026-04-01", matter="The clock is slow", aware="2026-02-01")
    assert (event.kind, event.data["matter.2.aware"]) == ("matter-added", "2026-02-01")
    assert [matter.what for matter in life.case.matters] == ["The bell rings at night", "The clock is slow"]
    with pytest.raises(Refused, match="R216"):
        life.act("respond", "2026-04-07", by="Ann", outcome__1="upheld", reasons__1="r")
    life.act("respond", "2026-04-07", by="Ann", **ANSWER)
    assert life.case.events[-1].data["outcome.2"] == "upheld"


def test_a_matter_that_comes_after_the_answer_does_not_join() -> None:
    life = answered()
    event = life.act("add-matter", "2026-04-08", matter="The clock is slow", note="By telephone")
    assert (event.kind, event.data, event.texts) == ("linked", {"link.kind": "split"}, {"note": "By telephone"})
    assert len(life.case.matters) == 1


THREE = {**GIVEN, "matter.2": "The clock is slow", "matter.3": "The gate is shut"}


def test_only_the_matters_that_go_on_are_decided_again() -> None:
    life = answered(THREE)
    life.act("escalate", "2026-04-08", matters="1, 3")
    assert [matter.number for matter in life.case.considered] == ["1", "3"]
    life.act("add-matter", "2026-04-09", matter="The door creaks")
    life.act("investigate", "2026-04-10", note="n")
    event = life.act("respond", "2026-04-14", by="Mo Chaudhry", **ANSWER)
    assert {name for name in event.data if name.startswith("outcome.")} == {"outcome.1", "outcome.3", "outcome.4"}


def test_all_matters_go_on_when_nothing_else_is_said() -> None:
    life = answered(THREE)
    life.act("escalate", "2026-04-08")
    assert [matter.number for matter in life.case.considered] == ["1", "2", "3"]


@pytest.mark.parametrize("said", ["4", "1, 4", ",", "first"])
def test_a_matter_that_is_not_there_does_not_go_on(said: str) -> None:
    with pytest.raises(Refused, match="R283"):
        answered(THREE).act("escalate", "2026-04-08", matters=said)


# Promised actions


def test_a_promised_remedy_is_due_until_it_is_done_also_when_the_case_has_closed() -> None:
    life = answered(remedy="Oil the bell", remedy__1__by="2026-05-01", remedy__1__kind="action")
    assert life.due["remedy.1"] == "2026-05-01"
    life.act("accept", "2026-04-08")
    assert (life.place, life.due["remedy.1"]) == ("closed", "2026-05-01")
    life.act("complete", "2026-04-30", completes="remedy.1")
    assert "remedy.1" not in life.due
    with pytest.raises(Refused, match="R284"):
        life.act("complete", "2026-04-30", completes="remedy.1")


def test_a_number_that_is_used_again_at_the_next_stage_is_a_promise_of_its_own() -> None:
    life = answered(remedy="Oil the bell", remedy__1__by="2026-05-01")
    life.act("escalate", "2026-04-08")
    life.act("investigate", "2026-04-09", note="n")
    life.act("respond", "2026-04-14", by="Mo Chaudhry", remedy="A new bell", remedy__1__by="2026-06-01", **ANSWER)
    assert (life.due["remedy.1"], life.due["remedy.1.6"]) == ("2026-05-01", "2026-06-01")
    life.act("complete", "2026-04-30", completes="remedy.1.6")
    assert "remedy.1.6" not in life.due
    assert "remedy.1" in life.due


def test_a_promise_keeps_its_name_when_the_one_before_it_never_was() -> None:
    """What was carried out by its name is not owed again because another promise is taken out."""
    life = answered()
    for day, by in (("2026-04-08", "2026-05-01"), ("2026-04-09", "2026-06-01")):
        life.act("note", day, note="n", remedy__1="A new bell", remedy__1__by=by)
    life.act("complete", "2026-04-10", completes="remedy.1.5")
    assert life.due["remedy.1"] == "2026-05-01"
    life.act("correct", "2026-04-13", corrects="4", struck="yes", because="That was about another bell.")
    assert not [name for name in life.due if name.startswith("remedy")]


def test_a_draft_promises_nothing() -> None:
    life = a_life()
    life.act("draft", "2026-04-01", by="Ann", remedy="Oil the bell", remedy__1__by="2026-05-01")
    assert "remedy.1" not in life.due


def test_a_corrected_day_moves_the_promise() -> None:
    life = answered(outstanding="Look again", outstanding__1__by="2026-05-01")
    life.act("correct", "2026-04-09", corrects="3", because="A slip", outstanding__1__by="2026-05-08")
    assert life.due["outstanding.1"] == "2026-05-08"


def test_the_factors_of_a_remedy_in_money_are_private() -> None:
    event = answered(
        remedy="Pay", remedy__1__kind="payment", remedy__1__sum="150.00", remedy__1__factors="Six weeks"
    ).case
    assert event.events[-1].texts["remedy.1.factors"] == "Six weeks"
    assert event.events[-1].data["remedy.1.kind"] == "payment"


# The outside body


def referred() -> Life:
    life = answered()
    life.act("escalate", "2026-04-08")
    life.act("investigate", "2026-04-09", note="n")
    life.act("respond", "2026-04-14", by="Mo Chaudhry", **ANSWER)
    life.act("withdraw", "2026-04-15")
    life.act("refer", "2026-04-16", door="ombudsman")
    return life


def test_the_outside_bodys_order_runs_until_it_is_satisfied() -> None:
    life = referred()
    life.act("outside", "2026-05-01", outside__act="accepted")
    event = life.act("outside", "2026-07-01", outside__act="decided", order__1="Pay £100", order__1__by="2026-08-01")
    assert (event.data["door"], event.texts["order.1"]) == ("ombudsman", "Pay £100")
    assert (life.place, life.due["order.1"]) == ("referred", "2026-08-01")
    life.act("outside", "2026-07-20", outside__act="complied")
    assert "order.1" not in life.due


def test_a_complaint_that_came_too_early_goes_back_to_where_it_was() -> None:
    life = referred()
    event = life.act("outside", "2026-05-01", outside__act="premature")
    assert (event.kind, life.place) == ("outside-acted", "withdrawn")


def test_a_way_that_was_taken_too_early_is_open_again_and_its_last_day_counts_again() -> None:
    life = answered()
    life.act("escalate", "2026-04-08")
    life.act("investigate", "2026-04-09", note="n")
    life.act("respond", "2026-04-14", by="Mo Chaudhry", **ANSWER)
    closes = life.due["door.ombudsman"]
    life.act("refer", "2026-04-16", door="ombudsman")
    assert "door.ombudsman" not in life.due
    life.act("outside", "2026-05-01", outside__act="premature")
    assert (life.place, life.due["door.ombudsman"]) == ("second.decide-again", closes)


def test_the_window_starts_anew_when_a_case_comes_back_from_outside() -> None:
    """The complainant asks the Ombudsman at once; sent back, they have the whole window to go on."""
    text = TEXT.replace(
        "silence: stays open", "within: 1 month\n          from: responded\n          silence: stays open"
    )
    text = text.replace(
        "ask-again: {to: investigate}", "ask-again: {to: investigate}\n            go-out: {to: referred}"
    )
    life = Life(a_procedure(text), "2026-03-30 10:00", GIVEN)
    life.act("respond", "2026-04-07", by="Ann", **ANSWER)
    life.act("escalate", "2026-04-08")
    life.act("investigate", "2026-04-09", note="n")
    life.act("respond", "2026-04-14", by="Mo Chaudhry", **ANSWER)
    assert life.due["second.decide-again"] == "2026-05-14"
    life.act("refer", "2026-04-15", door="ombudsman")
    life.act("go-out", "2026-04-15")
    life.act("outside", "2026-05-06", outside__act="premature")
    assert (life.place, life.due["second.decide-again"]) == ("second.decide-again", "2026-06-08")


OUTSIDE_REFUSED = [
    ("nothing said", {}),
    ("an unknown act", {"outside.act": "shrugged"}),
    ("another door", {"outside.act": "accepted", "door": "money-court"}),
    ("an order without a decision", {"outside.act": "accepted", "order.1": "Pay"}),
    ("a day without an order", {"outside.act": "decided", "order.1.by": "2026-08-01"}),
]


@pytest.mark.parametrize(("why", "given"), OUTSIDE_REFUSED, ids=[row[0] for row in OUTSIDE_REFUSED])
def test_an_outside_act_is_refused(why: str, given: dict[str, str]) -> None:
    with pytest.raises(Refused, match="R285"):
        referred().act("outside", "2026-05-01", **given)


def test_no_order_is_due_before_the_day_of_its_decision() -> None:
    life, said = referred(), {"outside.act": "decided", "order.1": "Say sorry"}
    with pytest.raises(
        Refused, match="R107 what was decided on Friday 1 May 2026 cannot be due before, on Thursday 30"
    ):
        life.act("outside", "2026-05-01", **said, order__1__by="2026-04-30")
    life.act("outside", "2026-05-04", happened="2026-05-01", **said, order__1__by="2026-05-01")
    assert life.due["order.1"] == "2026-05-01", "on the day of the decision, however late it is put on record"
    decided = str(life.case.version)
    for wrong in ({"order.1.by": "2026-04-30"}, {"when": "2026-05-02T10:00:00+01:00"}):
        with pytest.raises(Refused, match="R107"):
            life.act("correct", "2026-05-05", corrects=decided, because="The letter.", **wrong)


@pytest.mark.parametrize("act", ["decided", "complied", "handed-on"])
def test_what_a_body_has_dealt_with_did_not_come_too_early(act: str) -> None:
    life = referred()
    life.act("outside", "2026-05-01", outside__act="accepted")
    life.act("outside", "2026-06-01", outside__act=act)
    with pytest.raises(Refused, match=r"R285 it did not come too early: the body (has|is)"):
        life.act("outside", "2026-06-02", outside__act="premature")
    life.act("correct", "2026-06-03", corrects=str(life.case.version), struck="yes", because="Another case.")
    life.act("outside", "2026-06-03", outside__act="premature")
    assert life.place == "withdrawn"


# Who is told inside


def told(event: Event) -> str:
    return event.data.get("tells", "")


def test_whoever_the_policy_tells_is_named_in_the_event() -> None:
    """In a step, a choice, an action, a door, when time runs out, and with more time."""
    text = TEXT.replace("- acknowledge: {", "- acknowledge: {tells: manager, ")
    text = text.replace("needs: [reason], letter: more-time", "needs: [reason], letter: more-time, tells: [officer]")
    text = text.replace("if_missed: {letter: long-wait}", "if_missed: {letter: long-wait, tells: [manager, officer]}")
    text = text.replace("escalate: {to: second}", "escalate: {to: second, tells: [manager]}")
    text = text.replace("    letter: referral\n", "    letter: referral\n    tells: [manager]\n")
    text = text.replace("  close: {needs: [reason]}", "  close: {needs: [reason]}\n  note: {tells: [manager]}")
    life = Life(a_procedure(text), "2026-03-30 10:00", GIVEN)
    assert told(life.act("acknowledge", "2026-03-31")) == "manager"
    assert told(life.act("extend", "2026-04-01", reason="r", longer="2 working days")) == "officer"
    assert told(life.act("note", "2026-04-01", note="n")) == "manager"
    life.tick("2026-06-01")
    assert [told(event) for event in life.case.events if event.data.get("missed") == "long-wait"] == ["manager,officer"]
    life.act("respond", "2026-06-02", by="Ann", **ANSWER)
    assert told(life.act("escalate", "2026-06-03")) == "manager"
    assert told(life.act("refer", "2026-06-03", door="ombudsman")) == "manager"
