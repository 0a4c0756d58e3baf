"""Rendering: a letter's Markdown as plain text for the post and for e-mail, and as a page that stands by itself.

Raw HTML in a letter is shown, never used; a page asks for nothing from outside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from textwrap import wrap
from typing import Final

from markdown_it.token import Token

from putright.letters.filling import Letter
from putright.letters.marked import reader, tokens_of
from putright.letters.needs import BEFORE

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
aside { border: 2px solid #1a1a1a; padding: .75rem 1rem; margin: 0 0 1.5rem; }
aside :last-child { margin-bottom: 0; }
@media print { body { margin: 0; max-width: none; font-size: 11.5pt; } h1, h2, h3 { break-after: avoid; } }"""

_LARGE: Final = """
html { font-size: 24px; }
body { max-width: 34rem; font-size: 1rem; }
h1 { font-size: 1.4rem; }
h2, h3 { font-size: 1.15rem; }
@media print { body { font-size: 18pt; } }"""
"""18 points on the screen and on paper, and headings above that."""

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
{before}<main>
{body}</main>
</body>
</html>
"""


def page_of(title: str, body: str, style: str = "", before: str = "") -> str:
    """A complete page in British English around HTML that is ready, with its style inside and no scripts."""
    return _PAGE.format(title=escape(title), style=_STYLE + style, body=body, before=before)


def to_html(letter: Letter) -> str:
    """A complete page in British English, with its style inside and no scripts; in large print where that is needed."""
    title = f"{letter.title}: {letter.to}" if letter.to else letter.title
    style = _LARGE if letter.needs.form == "large-print" else ""
    return page_of(title, fragment(letter.markdown), style, _slip(letter))


def fragment(markdown: str, first: int = 1) -> str:
    """The HTML of a letter, to stand in a page; its main heading has the level `first`."""
    text = reader()
    return str(text.renderer.render(tokens_of(markdown, first), text.options, {}))


def _slip(letter: Letter) -> str:
    """What is still to be done, before the letter itself."""
    items = "".join(f"<li>{escape(item)}</li>\n" for item in letter.needs.to_do)
    return f"<aside>\n<p><strong>{BEFORE}</strong></p>\n<ul>\n{items}</ul>\n</aside>\n" if items else ""


def as_text(letter: Letter) -> str:
    """The letter as plain text, after what is still to be done to it."""
    items = "".join(f"{_wrapped(item, '- ', '  ')}\n" for item in letter.needs.to_do)
    return f"{BEFORE}\n\n{items}\n{'-' * WIDTH}\n\n{to_text(letter.markdown)}" if items else to_text(letter.markdown)


def to_text(markdown: str) -> str:
    """Plain text, wrapped at 78 characters; list items are marked, headings stand by themselves."""
    return "\n\n".join(_blocks(tokens_of(markdown))) + "\n"


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
            words = words_of(token)
            if marks:
                margin = "  " * (len(marks) - 1)
                items.append(_wrapped(words, margin + mark, margin + " " * len(mark)))
                mark = " " * len(mark)
            else:
                yield _wrapped(words)
        elif token.type in ("fence", "code_block"):
            yield token.content.rstrip()


def words_of(token: Token) -> str:
    """The text of a paragraph without its marks; a hard break stays a new line, and a link's address follows it."""
    told = {"softbreak": " ", "hardbreak": "\n"}
    words: list[str] = []
    address = ""
    for child in token.children or ():
        if child.type == "link_open":
            address = "" if child.info == "auto" else str(child.attrs.get("href", ""))
        words.append(f" ({address})" if child.type == "link_close" and address else told.get(child.type, child.content))
    return "".join(words)


def _wrapped(words: str, first: str = "", later: str = "") -> str:
    lines: list[str] = []
    for number, line in enumerate(words.split("\n")):
        before = later if number else first
        lines += wrap(
            line, WIDTH, initial_indent=before, subsequent_indent=later, break_long_words=False, break_on_hyphens=False
        )
    return "\n".join(lines)
