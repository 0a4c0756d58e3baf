"""What a person needs of a letter: larger print is larger, plain text is text, and what only a person can do is said."""

from __future__ import annotations

from datetime import date

import pytest

from letters.letter_cases import Life, procedure_of, shelf_of
from letters.pdf_reading import Pdf
from putright.letters import Letter, Needs, as_text, preview, to_html, to_pdf

FORMS = {
    "Large print": "large-print",
    "LARGE-PRINT, please": "large-print",
    "plain text": "plain-text",
    "Plain-text email": "plain-text",
    "letter": "page",
    "": "page",
}


def sample(**needs: str) -> Letter:
    procedure = procedure_of("walsall/two-stage")
    told = Needs.of({f"complainant.{name}": text for name, text in needs.items()})
    return preview(procedure.policy, shelf_of("walsall"), "extension", procedure.calendar, told)


def pdf_of(letter: Letter) -> Pdf:
    return Pdf(to_pdf(letter, on=date(2026, 1, 7)))


@pytest.mark.parametrize(("said", "form"), FORMS.items())
def test_the_form_is_known_by_the_words_that_people_use(said: str, form: str) -> None:
    assert Needs.of({"complainant.format": said}).form == form


@pytest.mark.parametrize("said", ["Braille", "Large print and audio", "easy read"])
def test_a_form_that_nobody_makes_here_is_left_to_a_person(said: str) -> None:
    assert any(said in item for item in Needs.of({"complainant.format": said}).to_do)


@pytest.mark.parametrize("said", ["Large print", "plain text", "Letter", ""])
def test_a_form_that_is_made_here_leaves_nothing_to_do(said: str) -> None:
    assert Needs.of({"complainant.format": said}).to_do == ()


@pytest.mark.parametrize("language", ["English", "en-GB", ""])
def test_a_letter_in_english_is_not_marked(language: str) -> None:
    assert sample(language=language) == sample()


def test_another_language_is_marked_in_every_form_and_the_words_stay_ours() -> None:
    letter = sample(language="Welsh <b>")
    assert letter.markdown == sample().markdown
    assert "asked for Welsh &lt;b&gt;." in to_html(letter)
    assert as_text(letter).startswith("Before this letter goes out:\n\n- Translate it: the person asked for Welsh <b>.")
    runs = pdf_of(letter).runs
    assert {run.page for run in runs if "asked for Welsh <b>." in run.words} == {0}
    assert {run.page for run in runs if run.words.startswith("Dear ")} == {1}
    assert not any("Page 1 of 3" in run.words for run in runs)


def test_a_mark_without_an_end_stays_on_its_page() -> None:
    assert len(pdf_of(sample(language="x" * 3000)).pages) >= 2


def test_large_print_is_larger_on_the_page_and_in_the_pdf() -> None:
    plain, large = sample(), sample(format="large print")
    assert "18pt" in to_html(large)
    assert "18pt" not in to_html(plain)
    sizes = [
        {run.size for run in pdf_of(letter).runs if run.words.startswith("Thank you for")} for letter in (plain, large)
    ]
    assert sizes == [{12.0}, {18.0}]
    address = [run for run in pdf_of(large).runs if run.words in ("Ms Alex Sample", "2 Sample Road", "Sampletown")]
    assert all(57 < run.baseline < 81 and run.left < 110 for run in address)


def test_the_needs_of_a_case_go_with_its_letters() -> None:
    life = Life.begun(complainant__format="large print", complainant__language="Polish")
    needs = life.then("2026-01-06", "acknowledge").needs
    assert needs.form == "large-print"
    assert needs.to_do == ("Translate it: the person asked for Polish.",)
