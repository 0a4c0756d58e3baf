"""A letter as text and as a page: readable by everyone, with nothing from outside."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from letters.letter_cases import POLICIES, procedure_of, shelf_of
from putright.letters import Letter, preview, to_html, to_text
from putright.policy.calendars import shipped_calendar

ENGLAND = shipped_calendar("england-and-wales")


class Reader(HTMLParser):
    """Gathers the tags of a page and checks that each is closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def page_of(letter: Letter) -> Reader:
    reader = Reader()
    reader.feed(to_html(letter))
    assert reader.open == []
    return reader


def test_every_letter_is_a_whole_page_with_a_language_a_title_and_one_main_heading() -> None:
    for name in POLICIES:
        policy = procedure_of(name).policy
        for letter in policy.letters:
            tags = page_of(preview(policy, shelf_of(policy.organisation.id), letter, ENGLAND)).tags
            names = [tag for tag, _ in tags]
            assert dict(tags)["html"] == {"lang": "en-GB"}
            assert names.count("h1") == names.count("title") == names.count("main") == 1


def test_a_page_asks_for_nothing_from_outside() -> None:
    policy = procedure_of("walsall/two-stage").policy
    tags = page_of(preview(policy, shelf_of("walsall"), "closing", ENGLAND)).tags
    assert not {"script", "link", "img", "iframe", "object"} & {tag for tag, _ in tags}
    assert not any({"src", "href", "onclick"} & set(attributes) for _, attributes in tags)


def test_raw_html_in_a_letter_is_shown_and_not_used() -> None:
    page = to_html(Letter("x", "A <b> title", "M & N", "<script>alert(1)</script>"))
    assert "<title>A &lt;b&gt; title: M &amp; N</title>" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_plain_text_is_wrapped_at_78_characters() -> None:
    policy = procedure_of("walsall/two-stage").policy
    for letter in policy.letters:
        text = to_text(preview(policy, shelf_of("walsall"), letter, ENGLAND).markdown)
        assert max(map(len, text.splitlines())) <= 78
        assert not re.search(r"\*\*|\\$|^#", text, re.MULTILINE)


def test_plain_text_keeps_address_lines_lists_and_numbers() -> None:
    markdown = "One\\\nTwo\n\n- first\n- second **thing**\n\n1. a\n2. b\n   - c\n"
    assert to_text(markdown) == "One\nTwo\n\n- first\n- second thing\n\n1. a\n2. b\n  - c\n"


def test_a_picture_is_never_fetched_and_a_link_is_told_in_text() -> None:
    letter = Letter("x", "A", "", "![our logo](https://example.org/a.png) and [our page](https://example.org/b)\n")
    assert "<img" not in to_html(letter)
    assert "<p>our logo and" in to_html(letter)
    assert "our page (https://example.org/b)" in to_text(letter.markdown)


def test_headings_on_a_page_begin_at_the_top_and_leave_no_level_out() -> None:
    page = to_html(Letter("x", "A", "", "### Deep\n\n# \n\n## Next\n\n###### Deeper\n"))
    assert re.findall(r"<(h\d)>(.*?)</h\d>", page) == [("h1", "Deep"), ("h2", "Next"), ("h3", "Deeper")]
