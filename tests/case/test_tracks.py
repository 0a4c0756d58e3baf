"""Tracks: which stages a complaint goes through, as its facts are."""

from __future__ import annotations

import pytest

from builders import Life, a_procedure, refused
from case.test_ways import ANSWER, GIVEN, PROCEDURE, TEXT, a_life, letter
from putright.policy.tracks import way_at
from putright.problems import Refused


@pytest.mark.parametrize(
    ("service", "starts"),
    [
        ("children", "local-resolution.respond"),
        ("adults", "local-resolution.respond"),
        ("housing", "stage-1.acknowledge"),
    ],
)
def test_a_complaint_starts_at_the_first_stage_of_its_track(service: str, starts: str) -> None:
    assert a_life(service=service).place == starts


def test_a_complaint_of_which_nothing_is_known_goes_the_usual_way() -> None:
    assert a_life().place == "stage-1.acknowledge"


def test_a_shared_stage_leads_on_along_the_track_and_letters_count_its_stages() -> None:
    life = a_life(service="adults")
    life.act("respond", "2026-04-13", **ANSWER)
    assert "You are at stage 1 of 2" in letter(life)
    assert refused(life, "investigate", "2026-04-14").id == "R208"
    life.act("review", "2026-04-14")
    # 15 working days from Tuesday 14 April 2026; Monday 4 May is a holiday
    assert life.due == {"stage-2-adults.respond": "2026-05-06"}
    assert way_at(PROCEDURE.policy, life.case.stage, life.case.meets).id == "adults"


def test_an_action_takes_a_case_to_another_track() -> None:
    life = a_life(service="children")
    life.act("to-the-usual-way", "2026-03-31")
    assert life.place == "stage-1.acknowledge"
    assert way_at(PROCEDURE.policy, life.case.stage, life.case.meets).title == "The usual way"


def test_where_every_stage_is_in_a_track_a_complaint_must_fit_one() -> None:
    only = TEXT.replace("tracks:\n", "tracks:\n  homes: {for: {service: housing}, stages: [stage-1, stage-2]}\n")
    procedure = a_procedure(only)
    assert Life(procedure, "2026-03-30 10:00", {**GIVEN, "service": "housing"}).place == "stage-1.acknowledge"
    with pytest.raises(Refused, match="not known which track") as refusal:
        Life(procedure, "2026-03-30 10:00", GIVEN)
    assert refusal.value.id == "R223"
    assert "service" in refusal.value.asks
