"""Rendering: a letter's Markdown as plain text for the post and for e-mail, and as a page that stands by itself.

Raw HTML in a letter is shown, never used; a page asks for nothing from outside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from textwrap import wrap
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from putright.letters.filling import Letter

WIDTH: Final = 78

_STYLE: Final = """\
:root { color-scheme: light; }
body { margin: 2rem auto; max-width: 38rem; padding: 0 1.25rem; background: #fff; color: #1a1a1a;
  font: 1.0625rem/1.55 "Atkinson Hyperlegible", Verdana, Arial, sans-serif; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 1.5rem 0 1rem; }
h2 { font-size: 1.15rem; margin: 1.5rem 0 .5rem; }
h3 { font-size: 1.0625rem; margin: 1.25rem 0 .5rem; }
p, ul, ol { margin: 0 0 1rem; }
li { margin-bottom: .35rem; }
@media print { body { margin: 0; max-width: none; font-size: 11.5pt; } h2, h3 { break-after: avoid; } }"""

_PAGE: Final = """\
<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
{style}
</style>
</head>
<body>
<main>
{body}</main>
</body>
</html>
"""


def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False})


def to_html(letter: Letter) -> str:
    """A complete page in British English, with its style inside and no scripts."""
    title = f"{letter.title}: {letter.to}" if letter.to else letter.title
    return page_of(title, _reader().render(letter.markdown))


def page_of(title: str, body: str, style: str = "") -> str:
    """A complete page around HTML that is safe, with the style of letters and whatever is asked for beside it."""
    return _PAGE.format(title=escape(title), style=_STYLE + style, body=body)


def to_text(markdown: str) -> str:
    """Plain text, wrapped at 78 characters; list items are marked, headings stand by themselves."""
    tokens = _reader().parse(markdown)
    return "\n\n".join(_blocks(tokens)) + "\n"


def _blocks(tokens: Sequence[Token]) -> Iterator[str]:
    """Each paragraph, heading and list of a letter as wrapped text."""
    marks: list[str] = []
    items: list[str] = []
    mark = ""
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            marks.append("- " if token.type.startswith("bullet") else "1. ")
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            marks.pop()
            if not marks:
                yield "\n".join(items)
                items = []
        elif token.type == "list_item_open":
            mark = f"{token.info}. " if token.info else marks[-1]
        elif token.type == "inline":
            words = _words(token)
            if marks:
                margin = "  " * (len(marks) - 1)
                items.append(_wrapped(words, margin + mark, margin + " " * len(mark)))
                mark = " " * len(mark)
            else:
                yield _wrapped(words)
        elif token.type in ("fence", "code_block"):
            yield token.content.rstrip()


def _words(token: Token) -> str:
    """The text of a paragraph without its marks; a hard break stays a new line."""
    told = {"softbreak": " ", "hardbreak": "\n"}
    return "".join(told.get(child.type, child.content) for child in token.children or ())


def _wrapped(words: str, first: str = "", later: str = "") -> str:
    lines: list[str] = []
    for number, line in enumerate(words.split("\n")):
        before = later if number else first
        lines += wrap(
            line, WIDTH, initial_indent=before, subsequent_indent=later, break_long_words=False, break_on_hyphens=False
        )
    return "\n".join(lines)
