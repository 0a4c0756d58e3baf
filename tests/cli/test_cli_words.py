"""What stands still, what was drafted and what an outside body did, in words that can be read aloud."""

from __future__ import annotations

from pathlib import Path

import pytest

from putright.cli.case.words import ACTED
from putright.policy.model import OUTSIDE_ACTS

ROOT = Path(__file__).parents[2]
PAUSES = """\
pauses:
  papers: {title: We wait for papers, waits_for: complainant, letter: clock-stopped, resumed_letter: clock-runs-again}
  police: {title: The police look into it, waits_for: complainant}
duties:
  update: {who: service-officer, every: 5 working days, from: acknowledged}
letters:
  clock-stopped: {title: The clock stands still}
  clock-runs-again: {title: The clock runs again}
"""


@pytest.fixture
def acknowledged(putright, tmp_path: Path, walsall: Path) -> str:
    """Acknowledged on Tuesday 7 April 2026 at a council that pauses: due on Tuesday 21 April."""
    file = tmp_path / "two-stage.yaml"
    file.write_text(walsall.read_text("utf-8").replace("letters:  ", f"{PAUSES}  #", 1))
    words = (
        "--channel",
        "telephone",
        "--name",
        "Ann Other",
        "--matter",
        "The bin",
        "--at",
        "2026-04-02T10:00:00+01:00",
    )
    assert putright("case", "receive", file, "--id", "w-1", *words).code == 0
    assert putright("case", "acknowledge", "w-1", "--at", "2026-04-07T10:00:00+01:00").code == 0
    return "w-1"


def at(day: int) -> tuple[str, str]:
    return "--at", f"2026-04-{day:02}T10:00:00+01:00"


def test_a_date_whose_clock_stands_still_says_so(putright, acknowledged: str) -> None:
    paused = putright("case", "pause", acknowledged, "--pause", "papers", *at(8))
    assert "pause: We wait for papers" in paused.out
    mark = "Tuesday 21 April 2026: Answer every point of the complaint (Service Officer) [paused since Wednesday 8 April 2026]"
    assert mark in paused.out
    shown = putright("case", "show", acknowledged, *at(30)).out
    if_today = "Thursday 14 May 2026: Answer every point of the complaint (Service Officer) [paused since Wednesday 8 April 2026]"
    assert if_today in shown, "sixteen working days from 8 to 29 April"
    assert "Promised otherwise" not in shown
    assert "due on Thursday 14 May 2026" in putright("case", "why", acknowledged, "respond", *at(30)).out


def test_the_new_date_is_told_when_the_last_pause_ends(putright, acknowledged: str) -> None:
    """The 8th to the 14th: 8, 9, 10 and 13 April stood still, so it is four working days more, on the 27th."""
    putright("case", "pause", acknowledged, "--pause", "papers", *at(8))
    putright("case", "pause", acknowledged, "--pause", "police", *at(9))
    one = putright("case", "resume", acknowledged, "--pause", "police", *at(10))
    assert "letter:" not in one.out
    putright("case", "pause", acknowledged, "--pause", "police", *at(10))
    first = putright("case", "resume", acknowledged, "--pause", "papers", *at(13))
    assert (first.code, "letter:" in first.out) == (0, False)
    putright("case", "pause", acknowledged, "--pause", "papers", *at(13))
    putright("case", "resume", acknowledged, "--pause", "police", *at(14))
    last = putright("case", "resume", acknowledged, *at(14))
    assert "due: Monday 27 April 2026: Answer every point" in last.out
    assert "letter: clock-runs-again" in last.out


def test_a_duty_that_was_done_counts_from_the_last_time(putright, acknowledged: str) -> None:
    putright("case", "do", acknowledged, "update", *at(14))
    said = putright("case", "why", acknowledged, "update").out
    assert "update: Tuesday 21 April 2026" in said
    assert "5 working days from the last time" in said


def test_a_response_is_drafted_and_sent(putright, acknowledged: str) -> None:
    draft = ("draft", acknowledged, "--outcome", "upheld", "--reasons", "It was missed.", "--by", "Bo Field", *at(8))
    assert putright("case", *draft).code == 0
    assert putright("case", "review-draft", acknowledged, "--verdict", "approved", "--by", "Cy", *at(9)).code == 0
    sent = putright("case", "send", acknowledged, "--by", "Bo Field", *at(9))
    assert "letter: stage-1-response" in sent.out


@pytest.mark.parametrize("act", OUTSIDE_ACTS)
def test_whatever_an_outside_body_can_do_is_told(putright, acknowledged: str, act: str) -> None:
    putright("case", "refer", acknowledged, "--door", "lgsco", *at(8))
    done = putright("case", "outside", acknowledged, "--act", act, *at(20))
    assert (done.code, f"Ombudsman: {ACTED[act]}" in done.out) == (0, True)


def test_what_an_outside_body_did_is_a_sentence_and_days_are_written_out(putright, acknowledged: str) -> None:
    putright("case", "refer", acknowledged, "--door", "lgsco", *at(8))
    order = ("--with", "order.1=Pay £50", "--with", "order.1.by=2026-05-01", "--with", "order.2=Say sorry")
    decided = putright("case", "outside", acknowledged, "--act", "decided", *order, *at(20))
    assert "recorded: Local Government and Social Care Ombudsman: decided, on Monday 20 April 2026" in decided.out
    putright("case", "restrict", acknowledged, "--reason", "r", "--until", "2026-10-20", *at(20))
    moved = ("--event", "2", "--when", "2026-04-06T15:00:00+01:00", "--because", "The post book.", *at(21))
    putright("case", "correct", acknowledged, *moved)
    shown = putright("case", "show", acknowledged, *at(21)).out
    assert "until: Tuesday 20 October 2026" in shown
    assert "no day is set (order.2.by), so it never falls due" in shown
    assert "order.1.by)" not in shown
    assert "when: Monday 6 April 2026, 15:00" in shown
