"""What people write cannot change a letter's structure, whatever it looks like."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from letters.letter_cases import Life
from putright.letters import to_html, to_text
from putright.letters.values import escaped, in_paragraphs, visible

HOSTILE = {
    "a heading, a link, a tag and a template": "# x [a](javascript:b) <script> {{7*7}}",
    "a list item": "- one",
    "a numbered item": "1. one",
    "a bare number": "1",
    "a quotation": "> said",
    "an underline that makes a heading": "===",
    "a rule": "---",
    "a code fence": "```sh",
    "a tilde fence": "~~~",
    "emphasis": "**bold** _and_ *more*",
    "an image": "![x](http://example.org/x.png)",
    "an automatic link": "<http://example.org>",
    "an entity": "&lt;b&gt; &#60;",
    "a link definition": "[a]: http://example.org",
    "a hard break": "x\\",
    "a table": "| a | b |",
    "code by indent": "    four spaces",
    "new lines": "one\n\n# two\n\n- three",
    "an address": "2 Road.\n) and +",
}


def structure(markdown: str) -> list[str]:
    """The shape of a text: block by block and mark by mark, without its words."""
    tokens = MarkdownIt("commonmark").parse(markdown)
    return [token.type for token in tokens] + [
        child.type for token in tokens for child in token.children or () if child.type not in ("text", "text_special")
    ]


def words(markdown: str) -> str:
    return "".join(
        child.content for token in MarkdownIt("commonmark").parse(markdown) for child in token.children or ()
    )


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_name_leaves_the_letter_as_it_is(name: str) -> None:
    plain = Life.begun(complainant__name="Alex").then("2026-01-07", "acknowledge")
    letter = Life.begun(complainant__name=name).then("2026-01-07", "acknowledge")
    assert structure(letter.markdown) == structure(plain.markdown)
    assert " ".join(name.split()) in to_text(letter.markdown)
    assert "<script" not in to_html(letter)


@given(st.text(max_size=60))
def test_any_text_is_one_paragraph_that_reads_as_it_was_written(text: str) -> None:
    told = escaped(text)
    tokens = MarkdownIt("commonmark").parse(told)
    assert [token.type for token in tokens] in ([], ["paragraph_open", "inline", "paragraph_close"])
    assert words(told) == escaped_words(text)


def escaped_words(text: str) -> str:
    """The text on one line, without the marks that cannot be seen: what must come back."""
    return " ".join(visible(text).split())


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_two_values_side_by_side_are_still_one_paragraph(one: str, two: str) -> None:
    shape = structure(f"{escaped(one)}{escaped(two)}. After")
    assert shape[:3] == ["paragraph_open", "inline", "paragraph_close"]
    assert len(shape) == 3


@given(st.lists(st.text(max_size=30), max_size=4))
def test_reasons_keep_their_paragraphs_and_nothing_else(paragraphs: list[str]) -> None:
    shape = {token.type for token in MarkdownIt("commonmark").parse(in_paragraphs("\n\n".join(paragraphs)))}
    assert shape <= {"paragraph_open", "inline", "paragraph_close"}
