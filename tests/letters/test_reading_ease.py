"""Reading ease tells plain words from officialese, and leaves headings and addresses out."""

from __future__ import annotations

import pytest

from putright.letters.reading_ease import reading_ease

PLAIN = "We are sorry. Your lift was out of use for ten days. We will mend it by Friday. You can call us at any time."
OFFICIAL = (
    "Notwithstanding the aforementioned considerations, the organisation's determination regarding the substantiation of "
    "individual allegations necessitates comprehensive investigation of all documentation previously communicated."
)


def test_plain_words_read_easily_and_officialese_does_not() -> None:
    assert reading_ease(PLAIN) > 90
    assert reading_ease(OFFICIAL) < 0


def test_it_is_the_formula_of_flesch() -> None:
    """Three words in one sentence, of one, one and two syllables: 206.835 - 1.015 * 3 - 84.6 * 4 / 3."""
    assert reading_ease("The lift stopped early.") == pytest.approx(206.835 - 1.015 * 4 - 84.6 * 5 / 4)


def test_what_is_no_running_text_is_left_out() -> None:
    assert reading_ease(
        f"# Determination of responsibility\n\n{PLAIN}\n\nOrganisational Administration\\\nUniversity"
    ) == (reading_ease(PLAIN))
    assert reading_ease("Organisational Administration") == 100
