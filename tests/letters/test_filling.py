"""Filled letters: dates told in full and noted as promises, gaps refused, nothing invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from letters.letter_cases import ANSWER, Life, shelf_with
from putright.problems import PolicyError, Refused


def test_an_acknowledgement_tells_the_date_of_the_answer_and_notes_it_as_promised() -> None:
    letter = Life.begun().then("2026-01-07", "acknowledge")
    assert "You will hear from us by **Wednesday 21 January 2026**" in letter.markdown
    assert letter.promised == {"stage-1.respond": "2026-01-21"}
    assert letter.to == "Mr Tariq Ali"


def test_a_date_that_the_letter_does_not_tell_is_not_promised(tmp_path: Path) -> None:
    shelf = shelf_with(tmp_path, stage_1_acknowledgement="{% if due.respond %}You will hear from us.{% endif %}")
    letter = Life.begun(shelf=shelf).then("2026-01-07", "acknowledge")
    assert letter.markdown == "You will hear from us.\n"
    assert letter.promised == {}


def test_a_due_date_can_be_asked_for_by_step_and_by_stage_and_step(tmp_path: Path) -> None:
    shelf = shelf_with(tmp_path, stage_1_acknowledgement='{{ due.respond }} {{ due["stage-1.respond"] }}')
    letter = Life.begun(shelf=shelf).then("2026-01-07", "acknowledge")
    assert letter.markdown == "Wednesday 21 January 2026 Wednesday 21 January 2026\n"


def test_an_answer_tells_the_choices_and_the_last_day_for_them() -> None:
    life = Life.begun()
    life.then("2026-01-07", "acknowledge")
    letter = life.then("2026-01-20", "respond", **ANSWER)
    assert "Our decision: **Upheld**" in letter.markdown
    assert "The lorry broke down.\n\nNobody sent another one." in letter.markdown
    assert "- Ask for a review at stage 2" in letter.markdown
    assert letter.promised == {"stage-1.decide": "2026-02-22"}


def test_an_answer_without_remedies_says_nothing_of_remedies() -> None:
    life = Life.begun()
    life.then("2026-01-07", "acknowledge")
    assert "put it right" not in life.then("2026-01-20", "respond", **ANSWER).markdown


def test_remedies_and_outstanding_actions_carry_their_dates_and_sums() -> None:
    life = Life.begun()
    life.then("2026-01-07", "acknowledge")
    remedy = {
        "remedy": "Pay you back",
        "remedy__1__sum": "25.00",
        "outstanding": "New bin",
        "outstanding__1__by": "2026-02-02",
    }
    text = life.then("2026-01-20", "respond", **ANSWER, **remedy).markdown
    assert "- Pay you back (£25.00)" in text
    assert "- New bin (by Monday 2 February 2026)" in text


def test_the_final_answer_promises_the_last_day_to_go_to_the_ombudsman() -> None:
    life = Life.begun()
    life.then("2026-01-07", "acknowledge")
    life.then("2026-01-20", "respond", **ANSWER)
    life.then("2026-02-02", "escalate")
    life.then("2026-02-04", "acknowledge", definition="The bins were not emptied.", sought="An apology.")
    letter = life.then("2026-02-25", "respond", **ANSWER)
    assert "Your complaint is closed. It has been through every stage of our procedure." in letter.markdown
    assert letter.promised == {"door.lgsco": "2027-02-25"}


def test_silence_closes_with_a_letter_that_says_so() -> None:
    life = Life.begun()
    life.then("2026-01-07", "acknowledge")
    life.then("2026-01-20", "respond", **ANSWER)
    assert "We have not heard from you since our answer" in life.wait("2026-03-01").markdown


def test_more_time_tells_the_old_date_and_promises_the_new_one() -> None:
    life = Life.begun()
    life.then("2026-01-07", "acknowledge")
    letter = life.then("2026-01-20", "extend", reason="We wait for a report.")
    assert "by Wednesday 21 January 2026" in letter.markdown
    assert letter.promised == {"stage-1.respond": "2026-02-04"}


def test_a_date_that_has_passed_is_never_promised_again() -> None:
    life = Life.begun()
    life.then("2026-01-07", "acknowledge")
    life.then("2026-02-02", "respond", **ANSWER)
    life.then("2026-03-01", "escalate")
    life.then("2026-03-03", "acknowledge", definition="The bins were not emptied.", sought="An apology.")
    letter = life.then("2026-05-01", "withdraw")
    assert letter.promised == {}


def test_a_missing_field_refuses_the_letter_and_names_every_gap(tmp_path: Path) -> None:
    shelf = shelf_with(tmp_path, stage_1_acknowledgement="{{ complainant.email }} {{ sought }}")
    with pytest.raises(Refused) as refused:
        Life.begun(shelf=shelf).then("2026-01-07", "acknowledge")
    assert refused.value.id == "L301"
    assert "needs the complainant's email address and the outcome that the complainant seeks" in refused.value.what
    assert refused.value.mend.startswith(
        "give complainant.email, sought; or, for a letter that can go without it, whoever keeps"
    )


def test_an_outcome_that_is_missing_for_one_of_two_matters_is_named_by_its_number() -> None:
    life = Life.begun(**{"matter.2": "Nobody rang back"})
    life.then("2026-01-07", "acknowledge")
    event_given = {"outcome.1": "upheld", "reasons.1": "The lorry broke down.", "outcome.2": "upheld"}
    with pytest.raises(Refused, match="reasons"):
        life.then("2026-01-20", "respond", **event_given)


def test_text_of_nothing_but_spaces_and_invisible_marks_counts_as_missing(tmp_path: Path) -> None:
    shelf = shelf_with(tmp_path, stage_1_acknowledgement="{{ sought }}")
    with pytest.raises(Refused, match="seeks"):
        Life.begun(shelf=shelf, sought="\u202e \u200f").then("2026-01-07", "acknowledge")


def test_a_letter_that_comes_out_too_long_is_refused(tmp_path: Path) -> None:
    many = "{% for matter in matters %}{{ matter.what }}{% endfor %}" * 8
    shelf = shelf_with(tmp_path, stage_1_acknowledgement=many)
    with pytest.raises(Refused) as refused:
        Life.begun(shelf=shelf, matter="x" * 19_000).then("2026-01-07", "acknowledge")
    assert refused.value.id == "L306"


def test_a_shelf_with_a_broken_template_fills_nothing(tmp_path: Path) -> None:
    shelf = shelf_with(tmp_path, closing="{% if %}")
    with pytest.raises(PolicyError, match="L303"):
        Life.begun(shelf=shelf).then("2026-01-07", "acknowledge")


def test_a_representative_is_copied_in_once_the_complainant_has_consented() -> None:
    named = Life.begun(representative__name="Ms Advocate")
    assert "Copy to" not in named.then("2026-01-07", "acknowledge").markdown
    consented = Life.begun(representative__name="Ms Advocate", representative__consent="2026-01-05")
    assert "Copy to: Ms Advocate" in consented.then("2026-01-07", "acknowledge").markdown
