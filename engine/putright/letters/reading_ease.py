"""Reading ease: how easily a letter reads, by Flesch's formula for English.

Counts sentences, words and syllables of the running text; headings and addresses are left out. It judges no sense.
"""

from __future__ import annotations

import re

from putright.letters.rendering import to_text

_SENTENCE = re.compile(r"[.!?:]+(?=\s|$)")
_WORD = re.compile(r"[A-Za-z][A-Za-z'\u2019]*")
_VOWELS = re.compile(r"[aeiouy]+")


def reading_ease(markdown: str) -> float:
    """Flesch's score of the paragraphs of a letter: 60 and more reads easily, below 30 is hard; 100 for no text at all."""
    paragraphs = [part for part in to_text(markdown).split("\n\n") if _SENTENCE.search(part)]
    sentences = sum(len(_SENTENCE.findall(part)) for part in paragraphs)
    words = [word for part in paragraphs for word in _WORD.findall(part)]
    if not words or not sentences:
        return 100.0
    return 206.835 - 1.015 * len(words) / sentences - 84.6 * sum(map(_syllables, words)) / len(words)


def _syllables(word: str) -> int:
    plain = word.lower().replace("\u2019", "'")
    silent = (plain.endswith("e") and not plain.endswith(("le", "ee"))) or (
        plain.endswith("ed") and plain[-3:-2] not in "td"
    )
    return max(len(_VOWELS.findall(plain)) - silent, 1)
