"""Style: a letter held to the limits that its policy sets - length, sentences, reading ease, words to say and never to say.

Measures and tells; nobody's letter is refused for its style.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from putright.letters.filling import Letter
from putright.letters.readability import readability
from putright.letters.rendering import to_text
from putright.letters.sample import sampled
from putright.letters.shelf import Shelf
from putright.policy.model import NO_STYLE, LetterTerms, Policy, Style
from putright.problems import PolicyError, Problem, Refused
from putright.working_days import Calendar


@dataclass(frozen=True, slots=True)
class Breach:
    """One limit of style that a letter does not keep to: what of it, and what would help."""

    id: str
    what: str
    mend: str


def breaches(style: Style, markdown: str) -> Iterator[Breach]:
    """Every limit that the text of a letter does not keep to."""
    if style.words or style.sentence or style.ease:
        yield from _measured(style, markdown)
    if style.says or style.never_says:
        yield from _worded(style, markdown)


def limits_in_words(style: Style) -> tuple[str, ...]:
    """What a policy asks of the style of a letter, one thing each; empty where it asks for nothing."""
    told = []
    if style.words is not None:
        told.append(f"{style.words} words at most")
    if style.sentence is not None:
        told.append(f"{style.sentence} words in a sentence at most")
    if style.ease is not None:
        told.append(f"a reading ease of {style.ease} at least")
    told += [f'says "{words}"' for words in style.says]
    told += [f'never says "{words}"' for words in style.never_says]
    return tuple(told)


def style_problems(policy: Policy, shelf: Shelf, calendar: Calendar) -> Iterator[Problem]:
    """What each letter's sample does not keep to of the policy's limits, as warnings: L313 measures, L314 words."""
    for terms in policy.letters.values():
        if terms.style == NO_STYLE:
            continue
        try:
            sample = sampled(policy, shelf, terms.id, calendar)
        except (Refused, PolicyError):
            continue  # what is wrong with the template is told already
        file = shelf.file(sample.template)
        for breach in breaches(terms.style, sample.letter.markdown):
            what = f"{terms.id}, as {file} prints it with sample words, {breach.what}"
            yield Problem(breach.id, terms.place, what, breach.mend, "warning")


def style_in_words(terms: LetterTerms, letter: Letter) -> Iterator[str]:
    """What a letter that was written does not keep to."""
    for breach in breaches(terms.style, letter.markdown):
        yield f'the letter "{letter.title}" {breach.what}'


def _measured(style: Style, markdown: str) -> Iterator[Breach]:
    reads = readability(markdown)
    if style.words is not None and reads.words > style.words:
        what = f"has {reads.words} words; {style.words} at most are asked for"
        yield Breach("L313", what, "shorten the template; or raise words_at_most")
    if style.sentence is not None and reads.longest > style.sentence:
        what = f"has a sentence of {reads.longest} words; {style.sentence} at most are asked for"
        yield Breach("L313", what, "make two sentences of it; or raise words_in_a_sentence_at_most")
    if style.ease is not None and reads.ease is not None and reads.ease < style.ease:
        what = f"has a reading ease of {reads.ease} ({reads.band}); {style.ease} at least is asked for"
        yield Breach("L313", what, "use shorter words and sentences; or lower reading_ease_at_least")


def _worded(style: Style, markdown: str) -> Iterator[Breach]:
    text = _plain(to_text(markdown))
    for words in style.says:
        if not _stands(words, text):
            yield Breach("L314", f'does not say "{words}"', f'write "{words}" in the template; or take it out of says')
    for words in style.never_says:
        if _stands(words, text):
            mend = "put it in other words; or take it out of never_says"
            yield Breach("L314", f'says "{words}", which a letter should never say', mend)


def _stands(words: str, text: str) -> bool:
    """Whether the words stand in a text as whole words."""
    return f" {_plain(words).strip()} " in text


def _plain(text: str) -> str:
    """A text as words with single spaces around them, in small letters, without what stands between sentences."""
    kept = "".join(
        letter if letter.isalnum() or letter in "-/£" else " " if letter not in "'’" else "" for letter in text
    )
    return f" {' '.join(kept.casefold().split())} "
