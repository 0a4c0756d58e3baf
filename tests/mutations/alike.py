"""Mutants of questions that answer as the questions do, so that no test can catch them, each with the reason."""

from __future__ import annotations

from typing import Final

ALIKE: Final[dict[tuple[str, str, str], str]] = {
    (
        "questions/deadlines.py",
        "_Told.judged",
        "if search.ordinary and search.ordinary.first_later -> search.ordinary.first_later",
    ): "Ordinary days are looked at wherever any day is later, and where none is, it was answered before.",
}
"""By file, function and change; `python tests/mutations/questions.py` passes over them."""
