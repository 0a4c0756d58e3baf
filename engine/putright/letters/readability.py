"""Readability: how long a letter is, and how easily it reads.

Counts words and syllables of English by rules of thumb; it judges nobody's wording.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from markdown_it.token import Token

from putright.letters.marked import tokens_of
from putright.letters.rendering import to_text, words_of
from putright.policy.model import LetterTerms

_VOWELS: Final = re.compile(r"[aeiouy]+")
_SPLIT: Final = re.compile(r"[aeiouy](?=ing)|(?<![ctsg])i(?=a)|(?<![qg])u(?=al)|(?<![tc])i(?=ence)|e(?=a$|ate)")
"""Vowels that stand together and are spoken apart: be-ing, medi-ation, usu-al, ide-a."""
_SILENT: Final = re.compile(
    r"(?<=[^aeiouyl])(?<![tb]r)e$|(?<=[aeiouy]l)e$|(?<=[^aeiouytd])e(?=d$)|(?<=[^aeiouysxzcghl])e(?=s$)"
    r"|(?<=[aeiouy]l)e(?=s$)|(?<=[^aeiouy])e(?=(?:ly|ments?|ful|less|thing|body|where)$)"
)
"""An `e` that is written and not spoken: stage, closed, sincerely, something."""
_WORD: Final = re.compile(r"(?<![\w.@/-])[A-Za-z]+(?:['’-][A-Za-z]+)*(?![\w@/'’-]|\.\w)")
"""A word to be spoken; numbers and addresses of web pages are none."""
_END: Final = re.compile(r"[.!?](?=\s|$)")

BANDS: Final = (
    (90, "very easy"),
    (80, "easy"),
    (70, "fairly easy"),
    (60, "plain English"),
    (50, "fairly hard"),
    (30, "hard"),
)
"""Flesch's names for his figures, the least figure of each; below the last it is very hard."""


EASY: Final = 60
"""Flesch's figure of plain English."""


@dataclass(frozen=True, slots=True)
class Readability:
    """The words of a whole letter, and Flesch's reading ease of its sentences: None where there is no sentence."""

    words: int
    ease: int | None
    longest: int = 0
    """The words of the longest of its sentences."""

    @property
    def band(self) -> str:
        """The reading ease in words."""
        if self.ease is None:
            return "no sentences"
        return next((name for least, name in BANDS if self.ease >= least), "very hard")


def readability(markdown: str) -> Readability:
    """How long a letter is and how easily it reads.

    All words count for the length. For the ease, the sentences between the salutation and the close are counted, without
    headings, numbers and web addresses; a list item or a paragraph that ends without a full stop ends a sentence, too.

    Source: R. Flesch, "A new readability yardstick", Journal of Applied Psychology 32 (1948).
    """
    words = sum(any(letter.isalnum() for letter in piece) for piece in to_text(markdown).split())
    sentences = [spoken for text in _sentences(tokens_of(markdown)) if (spoken := _WORD.findall(text))]
    if not sentences:
        return Readability(words, None)
    spoken = [word for sentence in sentences for word in sentence]
    ease = 206.835 - 1.015 * len(spoken) / len(sentences) - 84.6 * sum(map(syllables, spoken)) / len(spoken)
    return Readability(words, round(ease), max(map(len, sentences)))


def ease_of(markdown: str) -> int:
    """The reading ease of a letter; one without any sentence is as easy as can be."""
    ease = readability(markdown).ease
    return 100 if ease is None else ease


def least_ease(terms: LetterTerms) -> int:
    """The reading ease that counts as plain in a letter: the policy's own, and never less than that of plain English."""
    return max(EASY, terms.style.ease or EASY)


def syllables(word: str) -> int:
    """How many syllables an English word has, by its vowels; at least one for each part of a word with a hyphen."""
    return sum(_of_part(re.sub(r"['’]", "", part)) for part in word.lower().split("-") if part)


def _of_part(word: str) -> int:
    return max(1, len(_VOWELS.findall(word)) + len(_SPLIT.findall(word)) - len(_SILENT.findall(word)))


def _sentences(tokens: list[Token]) -> Iterator[str]:
    """The sentences of the paragraphs and list items from `Dear …` to `Yours …`; of all where nobody is greeted."""
    said = [
        words_of(token)
        for before, token in pairwise(tokens)
        if token.type == "inline" and before.type != "heading_open"
    ]
    start = next((at + 1 for at, text in enumerate(said) if text.startswith("Dear ")), 0)
    end = next((at for at, text in enumerate(said) if at >= start and text.startswith("Yours ")), len(said))
    for text in said[start:end]:
        yield from _END.split(text)
