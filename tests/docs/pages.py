"""The pages of the documentation and their fenced blocks, for the tests that hold the pages to the truth.

Reads files only; it knows nothing of what the blocks mean.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
FENCE = re.compile(r"^```(?P<info>[^\n`]+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block: where it stands, what it says it is, and its text."""

    file: str
    line: int
    info: str
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


def page(name: str) -> str:
    """The text of a page, by its path from the top of the project."""
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name: str, *infos: str) -> list[Block]:
    """The fenced blocks of a page, in order: those whose first line says one of `infos`, or all."""
    text = page(name)
    found = (
        Block(name, text.count("\n", 0, m.start()) + 1, m["info"].strip(), m["text"]) for m in FENCE.finditer(text)
    )
    return [block for block in found if not infos or block.info.partition(" ")[0] in infos]
