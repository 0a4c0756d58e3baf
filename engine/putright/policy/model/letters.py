"""The letters that a policy names: who signs each, what goes with it, what it must say.

Values only. The templates are files of their own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from putright.policy.model.people import HANDLER
from putright.problems import Place


@dataclass(frozen=True, slots=True)
class Style:
    """How a letter is to be written, as far as that can be measured; what is None or empty is not asked for."""

    words: int | None = None
    """How many words the whole letter has at most, with address and signature."""
    sentence: int | None = None
    """How many words its longest sentence has at most."""
    ease: int | None = None
    """Its reading ease at least, as Flesch figures it."""
    says: tuple[str, ...] = ()
    """Words that it says."""
    never_says: tuple[str, ...] = ()
    """Words that it never says."""


NO_STYLE: Final = Style()
"""Nothing is asked for."""


@dataclass(frozen=True, slots=True)
class LetterTerms:
    """A letter that the policy names: who signs it, what goes with it, which template it is written from."""

    id: str
    title: str
    template: str
    signed_by: str = HANDLER
    encloses: tuple[str, ...] = ()
    must_say: tuple[str, ...] = ()
    """Fields that the letter must have printed whenever it goes out."""
    style: Style = NO_STYLE
    """The limits of style that hold for it: its own, and else those of all letters."""
    place: Place = field(default=Place(""), compare=False)
