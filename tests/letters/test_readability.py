"""Length and reading ease: what is counted, and how far the count of syllables can be trusted."""

from __future__ import annotations

import pytest

from putright.letters import readability
from putright.letters.readability import BANDS, Readability, syllables

# Counted by ear.
SPOKEN = {
    1: "thank you our stage care asked closed tried wrong case help date friend",
    2: "telling complaint received again open being people little before outcome service answered wanted centre",
    3: "customers unhappy government officer ombudsman procedure telephone decision acknowledge relative adviser manager agency idea "
    "policy sincerely improvement another together area somebody",
    4: "apology independent experience mediation education anybody",
    5: "organisation qualification",
}


@pytest.mark.parametrize(
    ("count", "word"), [(count, word) for count, words in SPOKEN.items() for word in words.split()]
)
def test_syllables_are_counted_as_they_are_spoken(count: int, word: str) -> None:
    assert syllables(word) == syllables(word.upper()) == count


def test_a_word_with_a_hyphen_is_spoken_in_its_parts() -> None:
    assert syllables("face-to-face") == 3
    assert syllables("it’s") == 1


def test_the_figure_is_fleschs() -> None:
    """Eight words, two sentences, ten syllables: 206.835 - 1.015 x 4 - 84.6 x 1.25."""
    assert readability("We will write to you. Please tell somebody.") == Readability(8, 97, 5)


def test_all_words_count_for_the_length_and_sentences_alone_for_the_ease() -> None:
    body = "Dear Ann\n\nWe will write to you. Please tell somebody.\n\nYours sincerely\n\nAnn Other"
    head = "**Extraordinary Organisation**\n\n# Communication\n\n"
    found = readability(head + body)
    assert found.ease == 97
    assert found.words == 3 + 2 + 8 + 2 + 2


def test_numbers_web_pages_and_email_addresses_are_not_spoken() -> None:
    plain = readability("We will write to you.")
    assert (
        readability("We will write to you 0300 111 3000 housing-ombudsman.org.uk ann@example.org.").ease == plain.ease
    )


def test_long_sentences_and_long_words_read_less_easily() -> None:
    short = readability("We were late. We are sorry.").ease
    long = readability("Notwithstanding the aforementioned considerations, unavoidable postponement occurred.").ease
    assert short is not None
    assert long is not None
    assert long < 30 < short


def test_a_letter_without_a_sentence_has_no_ease() -> None:
    assert readability("# Title\n") == Readability(1, None)
    assert readability("# Title\n").band == "no sentences"


def test_each_band_begins_at_its_figure() -> None:
    for least, name in BANDS:
        assert Readability(1, least).band == name
        assert Readability(1, least - 1).band != name
    assert Readability(1, 12).band == "very hard"
