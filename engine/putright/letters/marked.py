"""Marked text: a letter's Markdown as tokens that every rendering reads alike.

Raw HTML is text, and a picture is its words, so that nothing is fetched; headings begin at one level and leave none out.
"""

from __future__ import annotations

from html import escape
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

_DEEPEST: Final = 6


def reader() -> MarkdownIt:
    """Markdown without raw HTML, which tells the words for a picture and does not show it."""
    markdown = MarkdownIt("commonmark", {"html": False})
    markdown.add_render_rule("image", lambda self, tokens, at, options, env: escape(tokens[at].content))
    return markdown


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
