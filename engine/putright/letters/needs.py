"""What a person needs of their letters: larger print, plain text, another form or another language.

What nobody but a person can do is put in words for whoever sends the letter. Nothing is translated here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, Self

Form = Literal["page", "large-print", "plain-text"]

FORMS: Final[Mapping[Form, tuple[str, ...]]] = {
    "page": ("", "letter", "standard", "standard print", "paper", "by post", "print"),
    "large-print": ("large print", "larger print", "large type", "big print"),
    "plain-text": ("plain text", "text", "text only", "plain text email"),
}
"""What people write for the forms that putright makes itself, in small letters and without hyphens."""

BEFORE: Final = "Before this letter goes out:"
_OURS: Final = ("", "english", "british english", "en", "en gb")


@dataclass(frozen=True, slots=True)
class Needs:
    """The form in which a letter is made, and what somebody has to do to it before it goes out."""

    form: Form = "page"
    to_do: tuple[str, ...] = ()

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Self:
        """The needs of a complainant, from `complainant.format` and `complainant.language` of a case.

        A form that holds the words "large print" or "plain text" and more is made so, and the rest is left to a person.
        """
        asked, language = given.get("complainant.format", ""), given.get("complainant.language", "")
        if not asked and not language:
            return cls()
        return cls(_form(_plain(asked)), tuple(_to_do(asked, language)))


PLAIN: Final = Needs()
"""A letter on paper, in English, in the usual size."""


def _form(asked: str) -> Form:
    for form in ("large-print", "plain-text"):
        if asked in FORMS[form] or FORMS[form][0] in asked:
            return form
    return "page"


def _to_do(asked: str, language: str) -> Iterator[str]:
    if _plain(language) not in _OURS:
        yield f"Translate it: the person asked for {_line(language)}."
    if not any(_plain(asked) in known for known in FORMS.values()):
        yield f'Make it in the form that the person asked for: "{_line(asked)}".'


def _plain(words: str) -> str:
    return " ".join(re.sub(r"[-_,.]", " ", words).lower().split())


def _line(words: str) -> str:
    return " ".join(words.split())
