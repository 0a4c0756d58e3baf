"""What each kind of letter must say: the outside body, reasons and the way to challenge them, the parts of an answer."""

from __future__ import annotations

import pytest

from letters.letter_cases import ANSWER, POLICIES, Life, procedure_of, shelf_of
from putright.letters import preview, to_text
from putright.letters.uses import uses
from putright.policy.calendars import shipped_calendar

ENGLAND = shipped_calendar("england-and-wales")
HEADINGS = ("Where you are", "What happens next", "Who else can help")


def of_kind(*kinds: str) -> list[tuple[str, str]]:
    """Policies and their letters of some kinds, each once."""
    return [
        (name, letter)
        for name in POLICIES
        for letter in dict.fromkeys(use.letter for use in uses(procedure_of(name).policy) if use.kind in kinds)
    ]


def text_of(name: str, letter: str) -> str:
    policy = procedure_of(name).policy
    return to_text(preview(policy, shelf_of(policy.organisation.id), letter, ENGLAND).markdown)


@pytest.mark.parametrize(("name", "letter"), of_kind("extension"))
def test_a_letter_for_more_time_gives_reasons_a_date_and_the_outside_body(name: str, letter: str) -> None:
    policy, text = procedure_of(name).policy, text_of(name, letter)
    assert "This is why:" in text
    assert " by " in " ".join(text.partition("What happens next")[2].split())
    helped = text.partition("Who else can help")[2]
    assert any(body.title in " ".join(helped.split()) for body in policy.bodies.values())


@pytest.mark.parametrize(("name", "letter"), of_kind("refusal", "escalation-refusal", "reopening-refusal"))
def test_a_refusal_gives_reasons_and_says_how_to_challenge_it(name: str, letter: str) -> None:
    text = " ".join(text_of(name, letter).split())
    assert "This is why:" in text
    assert "If you think that we have got this wrong, tell us why" in text


def test_a_refusal_can_be_taken_outside_at_once_where_a_door_is_open() -> None:
    for name, body in (
        ("saha/three-stage", "Housing Ombudsman Service"),
        ("walsall/two-stage", "Social Care Ombudsman"),
    ):
        assert f"{body} can look at this decision." in " ".join(text_of(name, "refusal").split())


@pytest.mark.parametrize(("name", "letter"), of_kind("response"))
def test_an_answer_says_its_seven_things(name: str, letter: str) -> None:
    """Stage, definition, decision, reasons, remedy, what is outstanding, and how to go on."""
    text = " ".join(text_of(name, letter).split())
    parts = (
        *("at Stage ", "This is what we understood your complaint to be: You told us", "Our decision: "),
        *(
            "We found no record",
            "How we put it right - We will",
            "What is still to be done - Check",
            "What happens next ",
        ),
    )
    at = [text.find(part) for part in parts]
    assert -1 not in at
    assert at == sorted(at)


def test_an_answer_without_a_definition_leaves_no_empty_words() -> None:
    life = Life.begun()
    life.then("2026-01-06", "acknowledge")
    text = life.then("2026-01-12", "respond", **ANSWER).markdown
    assert "we understood" not in text
    assert "Our decision" in text


@pytest.mark.parametrize(("name", "letter"), of_kind("acknowledgement"))
def test_an_acknowledgement_thanks_is_open_and_asks_whether_it_has_understood(name: str, letter: str) -> None:
    text = " ".join(text_of(name, letter).split())
    assert text.partition("Sample ")[2].partition("Dear Ms Alex Sample ")[2].startswith("Thank you for ")
    assert "please tell us" in text
    assert "Enclosed: - Our complaints leaflet" in text


@pytest.mark.parametrize(("name", "word"), [*zip(POLICIES, ("residents", "learners", "customers"), strict=True)])
def test_a_first_letter_uses_the_organisations_own_word_for_people(name: str, word: str) -> None:
    assert f"our {word}" in " ".join(text_of(name, "stage-1-acknowledgement").split())


def test_every_outside_body_that_may_be_the_right_one_is_named_until_it_is_known() -> None:
    life = Life.begun("2026-01-05", policy="kiwi/four-stage", channel="email")
    text = life.then("2026-01-06", "acknowledge").markdown
    assert "**The awarding body of your qualification**" in text
    assert "It looks at these complaints: Assessment; Certificates and qualifications." in text
    assert "**Department for Education**" in text


def test_only_the_outside_body_that_is_meant_is_named_once_it_is_known() -> None:
    life = Life.begun("2026-01-05", policy="kiwi/four-stage", channel="email", subject="assessment")
    text = life.then("2026-01-06", "acknowledge").markdown
    assert "**The awarding body of your qualification**" in text
    assert "Department for Education" not in text
    assert "It looks at these complaints" not in text
