"""The letters that ship: each can be written, says where the person is, what comes next, and who can help."""

from __future__ import annotations

import pytest

from letters.letter_cases import POLICIES, Life, procedure_of, shelf_of
from putright.letters import letter_problems, preview, shelf_for, to_text
from putright.policy.calendars import shipped_calendar
from putright.policy.loading import load
from putright.policy.model import Policy
from putright.shipped import shipped

EVERY_LETTER = [
    pytest.param(name, letter, id=f"{name.partition('/')[0]}-{letter}")
    for name in POLICIES
    for letter in procedure_of(name).policy.letters
]

ENGLAND = shipped_calendar("england-and-wales")


def policy_of(name: str) -> Policy:
    return procedure_of(name).policy


@pytest.mark.parametrize("name", POLICIES)
def test_the_letters_of_a_shipped_policy_have_no_problems(name: str) -> None:
    policy = policy_of(name)
    assert letter_problems(policy, shelf_of(policy.organisation.id)) == ()


@pytest.mark.parametrize(("name", "letter"), EVERY_LETTER)
def test_every_letter_fills_for_a_sample_without_a_gap(name: str, letter: str) -> None:
    policy = policy_of(name)
    text = preview(policy, shelf_of(policy.organisation.id), letter, ENGLAND).markdown
    assert "«" not in text
    assert "{{" not in text
    assert "{%" not in text


@pytest.mark.parametrize(("name", "letter"), EVERY_LETTER)
def test_every_letter_says_where_the_person_is_what_comes_next_and_who_can_help(name: str, letter: str) -> None:
    policy = policy_of(name)
    text = to_text(preview(policy, shelf_of(policy.organisation.id), letter, ENGLAND).markdown)
    for heading in ("Where you are", "What happens next", "Who else can help"):
        after = text.partition(f"\n{heading}\n")[2].strip()
        assert after
        assert not after.startswith(("What happens next", "Who else can help", "Yours sincerely"))


@pytest.mark.parametrize("name", POLICIES)
def test_acknowledgements_stay_under_250_words(name: str) -> None:
    policy = policy_of(name)
    shelf = shelf_of(policy.organisation.id)
    for letter in policy.letters:
        if letter.endswith("acknowledgement"):
            assert len(to_text(preview(policy, shelf, letter, ENGLAND).markdown).split()) < 250


def test_every_stage_letter_of_saha_encloses_the_leaflet() -> None:
    policy = policy_of("saha/three-stage")
    for letter in policy.letters:
        if letter.startswith("stage-"):
            assert "leaflet with a flow chart" in preview(policy, shelf_of("saha"), letter, ENGLAND).markdown


BODIES = {
    "before it closed": ("2024-03-04", "Education and Skills Funding Agency", "Department for Education"),
    "after it closed": ("2026-03-02", "Department for Education", "Education and Skills Funding Agency"),
}


@pytest.mark.parametrize(("day", "named", "unnamed"), BODIES.values(), ids=BODIES)
def test_a_letter_names_the_body_that_is_at_work_that_day(day: str, named: str, unnamed: str) -> None:
    life = Life.begun(day, policy="kiwi/four-stage", channel="email", subject="funding")
    text = life.then(day, "acknowledge").markdown
    assert text.count(named) == 1
    assert unnamed not in text


@pytest.mark.parametrize("name", POLICIES)
def test_a_shelf_is_the_same_after_it_was_kept_as_a_document(name: str) -> None:
    shelf = shelf_of(policy_of(name).organisation.id)
    assert type(shelf).of(shelf.document()) == shelf


def test_letters_of_a_procedure_that_is_older_than_its_calendar_are_shown_in_days_that_are_known() -> None:
    """The children's procedure holds since 2006, and the calendar knows the bank holidays since 2012."""
    loaded = load(shipped("policies") / "examples/childrens-social-care/childrens-social-care.yaml")
    assert loaded.policy.in_force_from < loaded.calendar.known_from
    text = preview(loaded.policy, shelf_for(loaded.policy), "local-response", loaded.calendar).markdown
    assert f" {loaded.calendar.known_from.year + 1}\n" in text


def test_that_a_body_was_gone_before_the_complaint_came_gives_no_more_time_for_its_successor() -> None:
    """The Department could be asked until 2 April 2026; the door that led to the Agency says nothing any more."""
    life = Life.begun(day="2025-04-10", policy="kiwi/four-stage", subject="teaching", happened="2025-04-02")
    life.then("2025-04-10", "acknowledge")
    assert "Department for Education" in life.then("2026-04-02", "respond", outcome="upheld", reasons="Yes.").markdown
    life.then("2026-04-02", "escalate")
    late = life.then("2026-04-03", "respond", outcome="upheld", reasons="Yes.").markdown
    assert "Department for Education" not in late
    assert "Funding Agency" not in late
