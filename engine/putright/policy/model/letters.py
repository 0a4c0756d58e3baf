"""The letters that a policy names: who signs each, what goes with it, what it must say.

Values only. The templates are files of their own.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from putright.policy.model.people import HANDLER
from putright.problems import Place


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
    place: Place = field(default=Place(""), compare=False)
