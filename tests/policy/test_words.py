"""What an act is called once it has happened, and what a thing is called that has no title."""

from __future__ import annotations

import pytest

from putright.policy.words import duty_event, event_of, missed_event, title_of

EVENTS = [
    ("add -ed", "respond", "responded"),
    ("a verb in -e", "acknowledge", "acknowledged"),
    ("a consonant and -y", "notify", "notified"),
    ("a vowel and -y", "convey", "conveyed"),
    ("an irregular verb", "send", "sent"),
    ("a doubled letter", "refer", "referred"),
    ("no doubled letter", "offer", "offered"),
    ("the rest goes before", "send-report", "report-sent"),
    ("the rest may be long", "convene-review-panel", "review-panel-convened"),
    ("little words stay behind", "send-back", "sent-back"),
    ("... with what follows them", "escalate-to-director", "escalated-to-director"),
]


@pytest.mark.parametrize(("why", "id", "event"), EVENTS, ids=[row[0] for row in EVENTS])
def test_an_act_has_a_name_once_it_has_happened(why: str, id: str, event: str) -> None:
    assert event_of(id) == event


def test_duties_are_nouns_and_lapses_are_missed() -> None:
    assert duty_event("progress-update") == "progress-update-done"
    assert missed_event("respond") == "respond-missed"


def test_an_id_in_words_is_a_title() -> None:
    assert title_of("send-report") == "Send report"
