"""Refusals: each guard has a case in which it says no, and the refusal says what can be done instead."""

from __future__ import annotations

import pytest

from builders import ROOT, Life, a_procedure, a_shipped
from case.bell import EVERYTHING, GIVEN
from putright.case.decide import possible_actions
from putright.case.guards import GUARDS
from putright.problems import Refused

WAYS = a_procedure((ROOT / "tests/policy/good/ways.yaml").read_text(encoding="utf-8"))

Acts = list[tuple[str, str, dict[str, str]]]

RESPOND: tuple[str, str, dict[str, str]] = ("respond", "2026-04-10", {"outcome": "upheld", "reasons": "r", "by": "Ann"})
ACKNOWLEDGE: tuple[str, str, dict[str, str]] = ("acknowledge", "2026-03-31", {})
ESCALATED: Acts = [ACKNOWLEDGE, RESPOND, ("escalate", "2026-04-20", {})]
SECOND: Acts = [*ESCALATED, ("investigate", "2026-04-21", {"note": "n"})]

# why it is refused, what was given at receipt, what happened before, the last act, the guard's id, words in the refusal
TABLE: list[tuple[str, dict[str, str], Acts, tuple[str, str, dict[str, str]], str, str]] = [
    ("no such act", {}, [], ("acknowlege", "2026-03-31", {}), "R101", 'Did you mean "acknowledge"?'),
    ("no such field", {}, [], ("acknowledge", "2026-03-31", {"reson": "x"}), "R102", 'Did you mean "reason"?'),
    ("the end of a field's name", {}, [], ("note", "2026-03-31", {"name": "Ann"}), "R102", 'Did you mean "complainant.name"?'),
    ("the end of a name that several have", {}, [], ("note", "2026-03-31", {"language": "Welsh"}), "R102", 'Did you mean "complainant.language"?'),
    ("a field of the engine's own", {}, [], ("acknowledge", "2026-03-31", {"pin__policy": "x"}), "R102", "pin.policy"),
    ("a day that does not exist", {}, [], ("note", "2026-03-31", {"matter__1__happened": "2026-02-30"}), "R103", "2026-02-30"),
    ("an outcome the policy does not know", {}, [ACKNOWLEDGE], ("respond", "2026-04-10", {"outcome": "uphold", "reasons": "r"}), "R103", 'Did you mean "upheld"?'),
    ("a sum that is none", {}, [ACKNOWLEDGE], ("respond", "2026-04-10", {"outcome": "upheld", "reasons": "r", "remedy": "money", "remedy__1__sum": "lots"}), "R103", "no sum of money"),
    ("a fact that has no such value", {}, [], ("note", "2026-03-31", {"complexity": "hard"}), "R103", "simple or complex"),
    ("a text without end", {}, [], ("note", "2026-03-31", {"note": "x" * 20_001}), "R103", "longer than"),
    ("before the complaint", {}, [], ("acknowledge", "2026-03-31", {"happened": "2026-03-29"}), "R107", "before the complaint was received"),
    ("before what brought the case here", {}, [ACKNOWLEDGE], ("respond", "2026-04-10", {"happened": "2026-03-30", "outcome": "upheld", "reasons": "r"}), "R107", "would come before acknowledged"),
    ("another place", {}, [], ("escalate", "2026-03-31", {}), "R201", "First look: Acknowledge"),
    ("what it must carry is missing", {}, [ACKNOWLEDGE], ("extend", "2026-04-10", {}), "R202", '"reason"'),
    ("another role", {}, [], ("acknowledge", "2026-03-31", {"role": "manager"}), "R203", "Officer does this"),
    ("a misspelt role", {}, [], ("acknowledge", "2026-03-31", {"role": "oficer"}), "R203", 'Did you mean "officer"?'),
    ("not a holder of the post", {}, SECOND, ("respond", "2026-04-27", {"role": "manager", "by": "Eve", "outcome": "upheld", "reasons": "r"}), "R203", "does not hold the post"),
    ("decided by the same person", {}, [ACKNOWLEDGE, (*RESPOND[:2], {**RESPOND[2], "by": "Iris Bell"}), *SECOND[2:]], ("respond", "2026-04-27", {"by": "iris bell", "outcome": "upheld", "reasons": "r"}), "R204", "decided at First look"),
    ("nobody knows who decides", {}, SECOND, ("respond", "2026-04-27", {"outcome": "upheld", "reasons": "r"}), "R204", "nobody is named"),
    ("the window closed", {"aware": "2026-03-01"}, [ACKNOWLEDGE, RESPOND], ("escalate", "2026-09-02", {}), "R205", "ended on Tuesday 1 September 2026"),
    ("an extension after the due date", {}, [ACKNOWLEDGE], ("extend", "2026-04-17", {"reason": "r"}), "R206", "due on Thursday 16 April 2026"),
    ("a third extension", {}, [ACKNOWLEDGE, ("extend", "2026-04-10", {"reason": "r", "longer": "1 day"}), ("extend", "2026-04-10", {"reason": "r", "longer": "1 day"})], ("extend", "2026-04-10", {"reason": "r"}), "R207", "2 times"),
    ("only for other facts", {}, [*SECOND, ("respond", "2026-04-27", {"by": "Mo Chaudhry", "outcome": "upheld", "reasons": "r"})], ("agree", "2026-04-28", {}), "R208", "Subject: Money"),
    ("an extension that shortens", {}, [ACKNOWLEDGE], ("extend", "2026-04-10", {"reason": "r", "until": "2026-04-15"}), "R209", "not later"),
    ("an extension of nothing", {}, [ACKNOWLEDGE], ("extend", "2026-04-10", {"reason": "r", "longer": "0 days"}), "R209", "not later"),
    ("an extension past the total", {}, [ACKNOWLEDGE], ("extend", "2026-04-10", {"reason": "r", "until": "2026-05-11"}), "R209", "Friday 8 May 2026"),
    ("an extension where the policy has none", {}, SECOND, ("extend", "2026-04-22", {"reason": "r"}), "R209", "no extension here"),
    ("a time that has not begun", {}, [], ("extend", "2026-03-31", {"reason": "r"}), "R209", "has not begun"),
    ("a door that nothing opened", {}, [], ("refer", "2026-04-10", {"door": "ombudsman"}), "R210", "it opens on Wednesday 27 May 2026"),
    ("no such door", {}, [], ("refer", "2026-04-10", {"door": "ombudsmen"}), "R210", 'Did you mean "ombudsman"?'),
    ("a door that has closed", {}, [*SECOND, ("respond", "2026-04-27", {"by": "Mo Chaudhry", "outcome": "upheld", "reasons": "r"})], ("refer", "2027-04-28", {"door": "ombudsman"}), "R211", "closed on Tuesday 27 April 2027"),
    ("a door for other subjects", {}, [], ("refer", "2026-03-31", {"door": "money-court"}), "R212", "does not deal with this subject"),
    ("a body that is gone", {"subject": "money"}, [], ("refer", "2026-04-01", {"door": "money-court"}), "R213", "its work went to The Ombudsman"),
    ("no reason of the policy", {}, [], ("reject", "2026-03-31", {"exclusion": "boring"}), "R214", "names no reason"),
    ("nobody knows how old it is", {}, [], ("reject", "2026-03-31", {"exclusion": "too-old"}), "R214", "not recorded"),
    ("too old, and no exception", {"aware": "2025-09-01"}, [ACKNOWLEDGE], RESPOND, "R218", "reject it with the exclusion too-old"),
    ("too old, and the draft of an answer is there", {"aware": "2025-09-01"}, [ACKNOWLEDGE, ("draft", "2026-04-01", {"outcome": "upheld", "reasons": "r"})], ("send", "2026-04-10", {"by": "Ann"}), "R218", "makes no exception"),
    *((f"a sum that a letter cannot print: {sum}", {}, [ACKNOWLEDGE], ("respond", "2026-04-10", {"outcome": "upheld", "reasons": "r", "remedy": "money", "remedy__1__sum": sum}), "R103", "no sum of money") for sum in ("1e2", "1_000", "-5", "10.5", "١٥")),
    *((f"a date that is not written as dates are: {on}", {}, [], ("note", "2026-04-10", {"note": "n", "adjustments__review": on}), "R103", "year-month-day") for on in ("20260420", "2026-W17-1")),
    ("not as old as that", {"aware": "2025-09-30"}, [], ("reject", "2026-03-31", {"exclusion": "too-old"}), "R214", "until Monday 30 March 2026"),
    ("closed before it was answered", {}, [ACKNOWLEDGE], ("close", "2026-04-10", {"reason": "r"}), "R215", "has not been answered"),
    ("a response that decides nothing", {}, [ACKNOWLEDGE], ("respond", "2026-04-10", {"outcome": "upheld"}), "R216", "reasons.1"),
    ("turned away after an answer", {}, [ACKNOWLEDGE, RESPOND], ("reject", "2026-04-11", {"exclusion": "at-court"}), "R217", "use refuse-escalation"),
    ("a duty holds it up", {}, [ACKNOWLEDGE, ("offer-visit", "2026-04-01", {})], ("respond", "2026-04-10", {"outcome": "upheld", "reasons": "r"}), "R219", "Get consent"),
    ("asked again after accepting", {}, [ACKNOWLEDGE, RESPOND, ("accept", "2026-04-11", {})], ("escalate", "2026-04-12", {}), "R201", "Closed"),
    ("reopened somewhere else is never possible", {}, [], ("reopen", "2026-04-01", {"reason": "r"}), "R201", "Acknowledge"),
]  # fmt: skip


def _life(received: dict[str, str], acts: Acts) -> Life:
    life = Life(EVERYTHING, "2026-03-30 10:00", {**GIVEN, **received})
    for action, at, given in acts:
        life.act(action, at, **given)
    return life


@pytest.mark.parametrize(("why", "received", "before", "act", "refusal", "words"), TABLE, ids=[row[0] for row in TABLE])
def test_a_refusal_says_which_guard_and_why(
    why: str, received: dict[str, str], before: Acts, act: tuple[str, str, dict[str, str]], refusal: str, words: str
) -> None:
    life = _life(received, before)
    known = life.case
    with pytest.raises(Refused) as refused:
        life.act(act[0], act[1], **act[2])
    assert refused.value.id == refusal
    assert words in f"{refused.value.what} / {refused.value.mend}"
    assert refused.value.mend
    assert life.case.events[: known.version] == known.events


def test_every_guard_that_says_no_is_named_at_once() -> None:
    """A response at the second stage by the first decider, who does not hold the post, without outcome: all are told."""
    life = _life({}, SECOND)
    with pytest.raises(Refused) as refused:
        life.act("respond", "2026-04-27", by="Ann")
    assert [guard.id for guard in refused.value.guards] == ["R203", "R216", "R204"]


def test_every_guard_of_the_table_is_used_by_some_move() -> None:
    used = {guard for procedure in (EVERYTHING, WAYS) for move in procedure.machine.moves for guard in move.guards}
    assert used == set(GUARDS)


def test_what_was_turned_away_for_its_age_and_opened_again_can_be_answered() -> None:
    """The Ombudsman may say so; to open it again needs its reason."""
    life = _life({"aware": "2025-09-01"}, [ACKNOWLEDGE, ("reject", "2026-04-01", {"exclusion": "too-old"})])
    life.act("reopen", "2026-04-07", reason="The Ombudsman asks us to.")
    assert "respond" in possible_actions(EVERYTHING, life.case)
    life.act(*RESPOND[:2], **RESPOND[2])
    assert life.place == "first.decide"


def test_an_answer_that_nothing_would_allow_is_not_offered() -> None:
    life = _life({"aware": "2025-09-01"}, [ACKNOWLEDGE])
    assert not {"respond", "send"} & set(possible_actions(EVERYTHING, life.case))


OPENING = [
    ("what it is about", {"matter": ""}, "R220", "matter"),
    ("how it came", {"channel": ""}, "R220", "channel"),
    ("a fact that the policy requires", {"subject": ""}, "R220", "subject"),
    ("a channel that is not there", {"channel": "pigeon"}, "R103", "telephone or email"),
    ("what the policy wants at receipt", {"sought": ""}, "R220", "sought"),
    ("a consent that is still to come", {"representative.consent": "2026-04-01"}, "R107", "after it was recorded"),
    ("a matter that is still to come", {"happened": "2026-04-01"}, "R107", "after it was told of"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "changed", "refusal", "words"), OPENING, ids=[row[0] for row in OPENING])
def test_a_complaint_is_not_opened_without(why: str, changed: dict[str, str], refusal: str, words: str) -> None:
    with pytest.raises(Refused) as refused:
        Life(EVERYTHING, "2026-03-30 10:00", {**GIVEN, **changed})
    assert refused.value.id == refusal
    assert words in f"{refused.value.what} {refused.value.mend}"


TOLD_LATER = [
    ("a note", "note", {"note": "n", "matter__1__happened": "2026-04-08"}),
    ("a consent", "note", {"note": "n", "representative__consent": "2026-04-08"}),
    ("a new matter", "add-matter", {"matter": "m", "aware": "2026-04-08"}),
    ("a correction of what came earlier", "correct", {"corrects": "1", "because": "b", "aware": "2026-03-31"}),
    ("a correction of when it came", "correct", {"corrects": "1", "because": "b", "when": "2026-03-19T10:00:00+00:00"}),
]


@pytest.mark.parametrize(("why", "action", "given"), TOLD_LATER, ids=[row[0] for row in TOLD_LATER])
def test_nothing_is_told_of_a_day_to_come(why: str, action: str, given: dict[str, str]) -> None:
    life = _life({"aware": "2026-03-20"}, [])
    with pytest.raises(Refused, match="R107"):
        life.act(action, "2026-04-07", **given)


def test_a_consent_can_have_come_since_what_is_only_now_recorded() -> None:
    life = _life({}, [])
    life.act("note", "2026-04-07", happened="2026-04-02", note="n", representative__consent="2026-04-03")
    assert life.case.values["representative.consent"] == "2026-04-03"


def test_nothing_happens_after_it_is_recorded() -> None:
    with pytest.raises(Refused, match="R105"):
        Life(EVERYTHING, "2026-03-30", GIVEN, recorded="2026-03-29")


def test_nothing_is_recorded_before_what_is_on_record() -> None:
    life = _life({}, [("acknowledge", "2026-04-10", {})])
    with pytest.raises(Refused, match="R106"):
        life.act("respond", "2026-04-09", outcome="upheld", reasons="r")


LATE = [
    ("recorded late but made in time: post that lay over the weekend", {"happened": "2026-05-20"}, "second.", ""),
    ("late, and taken on with a reason", {"late_reason": "She was in hospital."}, "second.", "yes"),
]


@pytest.mark.parametrize(("why", "given", "place", "late"), LATE, ids=[row[0] for row in LATE])
def test_a_request_after_silence_closed_the_case(why: str, given: dict[str, str], place: str, late: str) -> None:
    walsall = a_shipped("walsall/two-stage")
    life = Life(walsall, "2026-03-30", {"matter": "Bins", "channel": "website", "service": "waste"})
    life.act("acknowledge", "2026-04-02")
    life.act("respond", "2026-04-17", by="Ann", outcome="not-upheld", reasons="r")
    life.tick("2026-05-25")
    assert life.place == "closed"
    event = life.act("escalate", "2026-05-26", **given)
    assert life.place == "stage-2.acknowledge"
    assert event.data.get("late", "") == late


def test_a_window_does_not_begin_before_the_answer_when_a_case_is_opened_again() -> None:
    """Turned away before anything was answered, and opened again: nobody is asked to decide on an answer that is not there."""
    life = _life({"aware": "2025-09-01"}, [("reject", "2026-04-01", {"exclusion": "too-old"})])
    life.act("reopen", "2026-04-07", reason="The Ombudsman asks us to.")
    assert "first.decide" not in life.due
    life.tick("2027-06-01")
    assert life.place == "first.acknowledge"
    life.act("acknowledge", "2027-06-01")
    life.act("respond", "2027-06-02", by="Ann", outcome="upheld", reasons="r")
    assert life.due["first.decide"] == "2027-08-04"


def test_a_reopened_case_stands_where_it_ended_and_its_window_starts_anew() -> None:
    life = _life({"aware": "2026-03-01"}, [ACKNOWLEDGE, RESPOND])
    life.tick("2026-10-01")
    assert life.place == "closed"
    life.act("reopen", "2026-10-02", reason="The letter went to an old address.")
    assert life.place == "first.decide"
    assert life.due["first.decide"] == "2027-04-02"
    life.tick("2027-01-01")
    assert life.place == "first.decide"


JOINED = [
    (["it is closed", "nobody is named"], "it is closed; and nobody is named"),
    (['Ann does this, not "x".', "nobody is named"], 'Ann does this, not "x". And nobody is named'),
    (['nothing is called "x" here. Did you mean "y"?', "it is closed", "nobody is named"], 'nothing is called "x" here. Did you mean "y"? And it is closed; and nobody is named'),
    (["it is closed", "it is closed"], "it is closed"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "text"), JOINED)
def test_several_refusals_are_told_as_one_text_that_can_be_read_aloud(said: list[str], text: str) -> None:
    refused = Refused.of(Refused("R202", one, one) for one in said)
    assert (refused.what, refused.mend, len(refused.guards)) == (text, text, len(said))
