"""Wording: whether a text has one of some phrases, whatever its case and spacing.

Looks for words only; what they mean is for a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable


def has_words(text: str, phrases: Iterable[str]) -> str:
    """The first of the phrases that stands in the text as whole words; empty where none does."""
    plain = _plain(text)
    return next((phrase for phrase in phrases if re.search(_whole(phrase), plain)), "")


def sentences(text: str) -> tuple[str, ...]:
    """The sentences, lines and items of a text."""
    return tuple(part for part in re.split(r"(?<=[.!?;])\s+|\n+", text) if part.strip())


def without(text: str, phrases: Iterable[str]) -> str:
    """The text in plain small letters, without these phrases."""
    plain = _plain(text)
    for phrase in phrases:
        plain = re.sub(_whole(phrase), " ", plain)
    return plain


def _whole(phrase: str) -> str:
    return rf"(?<!\w){re.escape(_plain(phrase))}(?!\w)"


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[\s\-\u2010-\u2015]+", " ", text.replace("\u2019", "'")).casefold().split())
