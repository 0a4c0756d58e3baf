"""Gaps: what the owner of a policy still has to fill in, and has marked with « and ».

Pure; where a text stands is known elsewhere.
"""

from __future__ import annotations

import re
from typing import Final

_GAP: Final = re.compile(r"«([^«»]*)»")


def gaps_in(text: str) -> tuple[str, ...]:
    """What is to be filled in, in the order of the text; nothing where nothing is."""
    return tuple(" ".join(gap.split()) for gap in _GAP.findall(text))
