"""Limits and conditions that depend on a number, on the channel, or on a time that people agreed on."""

from __future__ import annotations

import pytest

from builders import Life, a_procedure, a_small
from putright.case.deadlines import every_deadline
from putright.policy.explanation import explain
from putright.policy.model import band_of, fits
from putright.problems import Refused

STEPS = """
- acknowledge:
    within: {by: channel, limits: {telephone: 1 working day}, otherwise: 3 working days}
    from: received
- respond:
    within: {by: matters, limits: {1 to 3: 10 working days, 4 or more: 20 working days}}
    from: acknowledged
    choices:
      answer: {title: Answer, to: closed, event: responded}
      hand-on: {title: Hand on, to: closed, for: {matters: 4 or more}}
"""
REST = """
facts:
  rooms: {title: Rooms, type: number}
  interval: {title: Interval agreed, type: duration}
  time: {title: Time agreed, type: duration}
duties:
  update: {who: officer, every: {by: interval, otherwise: 20 working days}, from: received}
  visit: {who: officer, within: {by: time}, from: acknowledged}
  survey: {who: officer, within: {by: rooms, limits: {up to 2: 5 days, 3 to 5: 10 days, "6": 2 weeks, 7 or more: 3 weeks}}, from: received}
  inspection: {who: manager, within: 5 days, from: received, for: {rooms: [6, 8 or more]}}
"""
PROCEDURE = a_procedure(a_small(STEPS, REST))


def a_life(matters: int = 1, **given: str) -> Life:
    told = {f"matter.{number}.what": "A leak" for number in range(1, matters + 1)}
    return Life(PROCEDURE, "2026-03-02", {"channel": "telephone", **told, **given})


FITTING = [
    ("the number itself", "3", "3", True),
    ("another number", "3", "4", False),
    ("the first of a band", "1 to 3", "1", True),
    ("the last of a band", "1 to 3", "3", True),
    ("past a band", "1 to 3", "4", False),
    ("an open end", "4 or more", "4000", True),
    ("below an open end", "4 or more", "3", False),
    ("nothing is up to three", "up to 3", "0", True),
    ("a number is written with a zero before it", "up to 3", "03", True),
    ("a word is no number", "up to 3", "three", False),
    ("what is not known fits nothing", "up to 3", "", False),
    ("a plain value", "complex", "complex", True),
]


@pytest.mark.parametrize(("why", "words", "value", "answer"), FITTING, ids=[row[0] for row in FITTING])
def test_one_function_says_what_fits(why: str, words: str, value: str, answer: bool) -> None:
    assert fits(words, value) is answer


@pytest.mark.parametrize("words", ["1-3", "more", "1 to", "-3", "3 or less", "٣"])
def test_what_is_no_band(words: str) -> None:
    assert band_of(words) is None


DUE = [
    ("one matter: ten working days from Tuesday 3 March", 1, {}, [], "stage-1.respond", "2026-03-17"),
    ("three matters are still the first band", 3, {}, [], "stage-1.respond", "2026-03-17"),
    ("four matters: twenty working days", 4, {}, [], "stage-1.respond", "2026-03-31"),
    ("a fourth matter that joins later brings the longer limit", 3, {}, [("add-matter", {"matter__4": "Noise"})], "stage-1.respond", "2026-03-31"),
    ("nothing is agreed: twenty working days from receipt", 1, {}, [], "update", "2026-03-30"),
    ("a week is agreed", 1, {"interval": "1 week"}, [], "update", "2026-03-09"),
    ("agreed later: counted from the same start", 1, {}, [("note", {"note": "n", "interval": "10 days"})], "update", "2026-03-12"),
    ("a time agreed in working days", 1, {"time": "3 working days"}, [], "visit", "2026-03-06"),
    ("no room at all: up to 2", 1, {"rooms": "0"}, [], "survey", "2026-03-07"),
    ("six rooms are a band of their own", 1, {"rooms": "6"}, [], "survey", "2026-03-16"),
    ("thirty rooms", 1, {"rooms": "30"}, [], "survey", "2026-03-23"),
    ("a duty for six rooms, or eight and more", 1, {"rooms": "9"}, [], "inspection", "2026-03-07"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "matters", "given", "acts", "name", "due"), DUE, ids=[row[0] for row in DUE])
def test_dates_by_numbers_and_by_what_was_agreed(
    why: str, matters: int, given: dict[str, str], acts: list[tuple[str, dict[str, str]]], name: str, due: str
) -> None:
    life = a_life(matters, **given)
    life.act("acknowledge", "2026-03-03")
    for action, said in acts:
        life.act(action, "2026-03-04", **said)
    assert life.due[name] == due


def test_the_channel_decides_on_the_first_limit() -> None:
    assert a_life().due["stage-1.acknowledge"] == "2026-03-03"
    assert a_life(channel="email").due["stage-1.acknowledge"] == "2026-03-05"


def test_a_clock_waits_for_what_is_not_known() -> None:
    life = a_life()
    life.act("acknowledge", "2026-03-03")
    assert not {"visit", "survey", "inspection"} & life.due.keys()


def test_a_complaint_enters_a_stage_by_the_number_of_its_matters() -> None:
    stages = """
      - id: stage-2
        handler: manager
        direct_entry: {for: {matters: 4 or more, channel: email}}
        steps:
          - respond: {within: 20 working days, from: entered, then: closed}
    """
    procedure = a_procedure(a_small("- respond: {within: 10 days, from: received, then: stage-2}", "", stages))
    many = {f"matter.{number}.what": "A leak" for number in range(1, 5)}
    assert Life(procedure, "2026-03-02", {"channel": "email", **many}).place == "stage-2.respond"
    assert Life(procedure, "2026-03-02", {"channel": "telephone", **many}).place == "stage-1.respond"
    assert Life(procedure, "2026-03-02", {"channel": "email", "matter": "m"}).place == "stage-1.respond"


def test_fewer_matters_that_go_on_move_no_date_of_the_stage_before() -> None:
    stages = """
      - id: stage-2
        handler: manager
        steps:
          - respond: {within: {by: matters, limits: {"1": 5 days, 2 or more: 10 days}}, from: entered, then: closed}
    """
    steps = """
    - respond: {within: {by: matters, limits: {"1": 10 days, 2 or more: 20 days}}, from: received}
    - decide: {who: complainant, choices: {accept: {to: closed}, escalate: {to: stage-2}}}
    """
    procedure = a_procedure(a_small(steps, "", stages))
    life = Life(procedure, "2026-03-02", {"channel": "email", "matter.1.what": "a", "matter.2.what": "b"})
    life.act("respond", "2026-03-20", outcome="upheld", reasons="r")
    life.act("escalate", "2026-03-23", matters="2")
    assert life.due["stage-2.respond"] == "2026-03-28"
    dates = {d.name: str(d.on) for d in every_deadline(procedure.policy, procedure.calendar, life.case)}
    assert dates["stage-1.respond"] == "2026-03-22"


REFUSED = [
    ("a choice for four matters or more", "hand-on", {"outcome": "upheld", "reasons": "r"}, "R208", "Number of matters: 4 or more"),
    ("hours are no agreed time", "note", {"time": "48 hours"}, "R103", "a date could not be counted from it"),
    ("nothing is no agreed time", "note", {"interval": "0 days"}, "R103", "agree on days, weeks or months"),
    ("no duration at all", "note", {"interval": "soon"}, "R103", "is not a duration"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "action", "given", "id", "words"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_does_not_fit_is_refused(why: str, action: str, given: dict[str, str], id: str, words: str) -> None:
    life = a_life()
    life.act("acknowledge", "2026-03-03")
    with pytest.raises(Refused) as refused:
        life.act(action, "2026-03-04", **given)
    assert refused.value.id == id
    assert words in f"{refused.value.what} {refused.value.mend}"


SAID = [
    "within 10 working days (Number of matters: 1 to 3) or 20 working days (Number of matters: 4 or more) of",
    "within 1 working day (By telephone) or 3 working days (otherwise) of receiving the complaint",
    'at the interval agreed ("Interval agreed", and until one is agreed every 20 working days) from receiving',
    'within the time agreed ("Time agreed") of the acknowledgement',
    'Only where "Number of matters" is 4 or more.',
    'Only where "Rooms" is 6 or 8 or more.',
]


@pytest.mark.parametrize("words", SAID)
def test_it_is_told_in_words(words: str) -> None:
    assert words in " ".join(explain(PROCEDURE.policy, PROCEDURE.calendar).split())
