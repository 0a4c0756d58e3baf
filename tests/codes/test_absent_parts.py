"""What is absent is told where it would be written, and what is still to be filled in is for a person."""

from __future__ import annotations

import json
from typing import Any

import pytest

from codes.procedures import answer, inquiry, part_of_policy
from codes.test_questions import COURT, ELEMENTS, LETTER_OF_REFUSAL
from putright.codes.questions.inquiry import BESIDE
from putright.codes.questions.telling import PARTS
from putright.shipped import shipped

SCHEMA_KEYS = set(json.loads((shipped("schemas") / "policy.schema.json").read_text("utf-8"))["properties"])

UNFILLED: list[tuple[str, dict[str, Any], dict[str, str]]] = [
    ("definition-covers", {"of": "complaint", "elements": ELEMENTS}, {"about a service": "about «what»"}),
    ("exclusions-allowed", {"kinds": COURT}, {"title: Before a court": "title: Before a «what»"}),
    ("role-named", {"role": "complaints_officer"}, {"title: Complaints Officer": "title: «what»"}),
    ("channels-at-least", {"count": 2}, {"By telephone": "By «what»"}),
    ("channels-at-least", {"count": 3}, {"By telephone": "By «what»"}),
    ("restriction-reviewed", {}, {"about: Threats.": "about: «what»"}),
    ("told", {"part": "behaviour.about"}, {"about: Threats.": "about: «what»"}),
    ("told", {"part": "behaviour.about", "says": ["threats"]}, {"about: Threats.": "about: Threats and «what»"}),
    ("door-to", {"bodies": ["Ombudsman"]}, {"website: ombudsman.example": "website: «what»"}),
    ("door-to", {"bodies": ["Ombudsman"]}, {"telephone: 01632 960001": "address: [«what»]"}),
]


@pytest.mark.parametrize(("question", "values", "changes"), UNFILLED)
def test_what_is_still_to_be_filled_in_is_for_a_person(
    question: str, values: dict[str, Any], changes: dict[str, str]
) -> None:
    found = answer(question, values, changes)
    assert (found.standing, found.why) == ("needs-person", 'This is still to be filled in: "what".')
    assert found.evidence[0].line > 1


NEAREST: list[tuple[str, dict[str, Any], str, str, str]] = [
    # question, what it is given, the key that is taken out of the policy, the line that is named, what to write
    ("definition-covers", {"of": "complaint", "elements": ELEMENTS}, "definition", "organisation:", "definition.complaint"),
    ("exclusions-allowed", {"listed": True}, "exclusions", "actions:", "exclusions"),
    ("role-named", {"role": "senior_person"}, "", "responsible:", "responsible.senior_person"),
    ("role-named", {"role": "senior_person"}, "responsible", "roles:", "responsible.senior_person"),
    ("channels-at-least", {"count": 3}, "", "channels:", "more under channels"),
    ("told", {"part": "access.adjustments"}, "", "channels:", "access.adjustments"),
    ("told", {"part": "publicity.ombudsman"}, "", "definition:", "publicity.ombudsman"),
    ("told", {"part": "publicity.ombudsman"}, "definition", "organisation:", "publicity.ombudsman"),
    ("told", {"part": "definition.service_request"}, "definition", "organisation:", "definition.service_request"),
    ("told", {"part": "learning"}, "", "briefings:", "learning"),
    ("told", {"part": "standards.steps_in"}, "", "briefings:", "steps_in with each of standards"),
    ("told", {"part": "staff"}, "", "responsible:", "staff"),
    ("told", {"part": "behaviour.about"}, "behaviour", "actions:", "behaviour.about"),
    ("restriction-reviewed", {}, "behaviour", "actions:", "behaviour.about"),
    ("restriction-reviewed", {"within": "6 months"}, "", "behaviour:", "it as behaviour.longest"),
    ("remedy-at-any-stage", {}, "remedies_at", "stages:", "remedies_at"),
    ("report-contains", {"report": "board", "parts": ["volume"]}, "", "briefings:", "it under briefings, with report: board"),
    ("report-contains", {"report": "board", "parts": ["volume"]}, "briefings", "responsible:", "it under briefings"),
    ("door-to", {"bodies": ["Nobody"]}, "", "doors:", "one under doors"),
    ("deadline-set", {"stage": 3, "of": "response"}, "", "- id: two", "it under stages"),
    ("stage-is-final", {"stage": 3}, "", "- id: two", "it under stages"),
    ("escalation-needs-no-reason", {"stage": 2}, "", "- id: two", "it under stages"),
    ("decided-by-someone-else", {"stage": 3, "than": 1}, "", "- id: two", "it under stages"),
    ("answer-reviewed", {"stage": 3}, "", "- id: two", "it under stages"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("question", "values", "gone", "line", "write"), NEAREST, ids=[f"{row[0]}-{row[2]}-{row[4]}" for row in NEAREST]
)
def test_what_is_not_there_is_told_where_it_would_be_written(
    question: str, values: dict[str, Any], gone: str, line: str, write: str
) -> None:
    changes = {part_of_policy(gone): ""} if gone else {}
    changes |= {LETTER_OF_REFUSAL: ""} if gone == "exclusions" else {}
    found = answer(question, values, changes)
    source = inquiry(changes).policy.source
    assert source
    assert found.standing == "fails"
    assert f"Write {write}" in found.why
    assert [source.text.splitlines()[place.line - 1].strip().startswith(line) for place in found.evidence] == [True]


def test_everything_that_can_be_absent_is_written_beside_something() -> None:
    """Each part that a policy can tell of has a place of its own; the organisation is there in every policy."""
    top = {part.partition(".")[0] for part in PARTS} | {"responsible", "channels", "exclusions", "doors"}
    assert top <= set(BESIDE)
    assert {key for keys in BESIDE.values() for key in keys} <= SCHEMA_KEYS
