"""Marked text: a letter's Markdown as tokens that every rendering reads alike.

Raw HTML and pictures are no marks here, so nothing is fetched; headings begin at one level and leave none out.
"""

from __future__ import annotations

from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

_DEEPEST: Final = 6


def reader() -> MarkdownIt:
    """Markdown without raw HTML and without pictures."""
    return MarkdownIt("commonmark", {"html": False}).disable("image")


def tokens_of(markdown: str, first: int = 1) -> list[Token]:
    """The parts of a text; its highest heading has the level `first`, and a heading without words is left out."""
    tokens = reader().parse(markdown)
    kept: list[Token] = []
    deepest = 0
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.type == "heading_open":
            opened, inside, closed = tokens[at : at + 3]
            at += 3
            if not inside.content:
                continue
            deepest = min(int(opened.tag[1:]), deepest + 1)
            opened.tag = closed.tag = f"h{min(deepest + first - 1, _DEEPEST)}"
            kept += (opened, inside, closed)
        else:
            kept.append(token)
            at += 1
    return kept
