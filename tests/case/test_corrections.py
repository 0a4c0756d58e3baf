"""Corrections: facts are put right on record, and all that rested on them is worked out again."""

from __future__ import annotations

import pytest

from builders import Life, a_shipped
from putright.case.case import Case
from putright.case.corrections import broken_promises
from putright.case.events import SentLetter
from putright.case.folding import fold
from putright.problems import Refused

WALSALL = a_shipped("walsall/two-stage")
GIVEN = {"matter": "Bins", "channel": "website", "service": "waste", "complainant.name": "Ada"}


def a_life(*acts: tuple[str, str]) -> Life:
    life = Life(WALSALL, "2026-03-30 10:00", GIVEN)
    for action, at in acts:
        life.act(action, at, by="Ann", reason="r", outcome="upheld", reasons="because")
    return life


ANSWERED = (("acknowledge", "2026-04-02"), ("respond", "2026-04-17"))


def test_a_wrong_day_of_acknowledgement_moves_the_answer() -> None:
    """It was sent on Tuesday 31 March, not on Thursday 2 April: ten working days end on 16 April."""
    life = a_life(("acknowledge", "2026-04-02"))
    assert life.due["stage-1.respond"] == "2026-04-20"
    life.act("correct", "2026-04-07", corrects="2", when="2026-03-31T15:00:00+01:00", because="The post book says so.")
    assert life.due["stage-1.respond"] == "2026-04-16"
    assert life.case.events[1].happened_at.day == 31
    assert life.case.log[1].happened_at.day == 2


def test_a_correction_of_an_event_before_others_moves_what_counts_from_it() -> None:
    """The complaint came on 20 March: the acknowledgement of 2 April was late, the answer's date stays."""
    life = a_life(("acknowledge", "2026-04-02"))
    life.act("correct", "2026-04-07", corrects="1", when="2026-03-20T09:00:00+00:00", because="Found in the letterbox.")
    assert life.case.received.happened_at.day == 20
    assert life.due["stage-1.respond"] == "2026-04-20"


def test_an_automatic_event_that_rested_on_a_wrong_day_is_taken_out() -> None:
    """The case was closed by silence, but the answer had really gone out a week later."""
    life = a_life(*ANSWERED)
    life.tick("2026-05-25")
    assert life.place == "closed"
    event = life.act(
        "correct", "2026-05-25", corrects="3", when="2026-04-17T11:00:00+01:00", because="x", outcome__1="not-upheld"
    )
    assert life.place == "closed", "an hour less changes nothing"
    assert "voids" not in event.data
    life = Life(WALSALL, "2026-03-30 10:00", GIVEN)
    life.act("acknowledge", "2026-04-02")
    life.act("respond", "2026-04-24", happened="2026-04-17", by="Ann", outcome="upheld", reasons="because")
    life.tick("2026-05-22")
    assert life.place == "closed"
    event = life.act(
        "correct", "2026-05-25", corrects="3", when="2026-04-24T11:00:00+01:00", because="It went out on the 24th."
    )
    assert event.data["voids"] == "4"
    assert life.place == "stage-1.decide"
    assert life.due["stage-1.decide"] == "2026-05-28"
    life.tick("2026-06-01")
    assert life.place == "closed"


def test_what_is_due_after_a_correction_happens_at_once_and_on_record() -> None:
    """The answer had gone out a month before: the window had closed, and the case closes when that is known."""
    life = Life(WALSALL, "2026-03-30 10:00", GIVEN)
    life.act("acknowledge", "2026-04-02")
    life.act("respond", "2026-06-01", by="Ann", outcome="upheld", reasons="because")
    life.act("correct", "2026-06-02", corrects="3", when="2026-04-17T10:00:00+01:00", because="Posted then.")
    assert life.place == "closed"
    assert str(life.case.events[-1].recorded_at.date()) == "2026-06-02"


def test_taking_out_an_extension_brings_the_old_date_back() -> None:
    life = a_life(("acknowledge", "2026-04-02"), ("extend", "2026-04-10"))
    assert life.due["stage-1.respond"] == "2026-05-05"
    life.act("correct", "2026-04-13", corrects="3", struck="yes", because="Meant for another case.")
    assert life.due["stage-1.respond"] == "2026-04-20"
    life.act("extend", "2026-04-14", reason="r")
    assert life.due["stage-1.respond"] == "2026-05-05", "the extension that never was does not count as given"


def test_taking_out_the_last_move_goes_back_to_where_the_case_stood() -> None:
    life = a_life(*ANSWERED, ("escalate", "2026-05-11"))
    assert life.place == "stage-2.acknowledge"
    life.act("correct", "2026-05-12", corrects="4", struck="yes", because="It was another customer.")
    assert life.place == "stage-1.decide"
    assert life.due["stage-1.decide"] == "2026-05-21"


def test_a_name_put_right_is_right_everywhere() -> None:
    life = a_life(("acknowledge", "2026-04-02"))
    life.act("correct", "2026-04-07", corrects="1", complainant__name="Ada Moss", because="Misheard.")
    assert life.case.values["complainant.name"] == "Ada Moss"
    assert life.case.received.texts["complainant.name"] == "Ada Moss"
    assert life.case.log[0].texts["complainant.name"] == "Ada"


def test_a_promise_that_is_wrong_now_is_shown_with_both_dates() -> None:
    life = a_life(("acknowledge", "2026-04-02"))
    told = life.case.log[1]
    promising = told._replace(letters=(SentLetter("stage-1-acknowledgement", {"stage-1.respond": "2026-04-20"}),))
    life.case = fold(Case("c-1"), [life.case.log[0], promising])
    assert broken_promises(WALSALL.policy, WALSALL.calendar, life.case) == ()
    life.act("correct", "2026-04-07", corrects="2", when="2026-03-31T15:00:00+01:00", because="The post book says so.")
    (broken,) = broken_promises(WALSALL.policy, WALSALL.calendar, life.case)
    assert (str(broken.promised), str(broken.now), broken.letter) == (
        "2026-04-20",
        "2026-04-16",
        "stage-1-acknowledgement",
    )


REFUSED = [
    ("no reason", {"corrects": "2", "when": "2026-03-31T15:00:00+01:00"}, "R202"),
    ("struck out with a no", {"because": "x", "corrects": "2", "struck": "no"}, "R103"),
    ("no event named", {"because": "x"}, "R240"),
    ("no such event", {"because": "x", "corrects": "9"}, "R240"),
    ("an automatic event", {"because": "x", "corrects": "4", "struck": "yes"}, "R241"),
    ("the receipt taken out", {"because": "x", "corrects": "1", "struck": "yes"}, "R242"),
    ("something rests on it", {"because": "x", "corrects": "2", "struck": "yes"}, "R242"),
    ("nothing is different", {"because": "x", "corrects": "2"}, "R243"),
    ("a fact the event does not hold", {"because": "x", "corrects": "2", "door": "lgsco"}, "R243"),
    ("after it was recorded", {"because": "x", "corrects": "2", "when": "2026-04-03T15:00:00+01:00"}, "R105"),
    ("before the complaint", {"because": "x", "corrects": "2", "when": "2026-03-29T15:00:00+01:00"}, "R107"),
    ("no moment", {"because": "x", "corrects": "2", "when": "2026-03-31"}, "R104"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "given", "refusal"), REFUSED, ids=[row[0] for row in REFUSED])
def test_a_correction_is_refused(why: str, given: dict[str, str], refusal: str) -> None:
    life = a_life(*ANSWERED)
    life.tick("2026-05-25")
    with pytest.raises(Refused) as refused:
        life.act("correct", "2026-05-26", **given)
    assert refused.value.id == refusal


def test_what_was_only_noted_after_a_move_that_never_happened_does_not_keep_the_case_there() -> None:
    life = a_life(("acknowledge", "2026-04-02"), ("note", "2026-04-03"))
    life.act("correct", "2026-04-07", corrects="2", struck="yes", because="It went to somebody else.")
    assert life.place == "stage-1.acknowledge"
