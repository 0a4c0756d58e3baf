"""Leaflets and web texts: what they say, that nothing breaks out of them, and that the same policy gives the same bytes."""

from __future__ import annotations

import re

import pytest
from markdown_it import MarkdownIt

from builders import a_procedure
from letters.pdf_reading import Pdf
from picture.policies import NAMES, ROOT
from picture.test_chart_words import SENT_BACK
from putright.leaflets import leaflet_html, leaflet_pdf, web_html, web_markdown
from putright.leaflets.figures import figures
from putright.leaflets.terms import named_times
from putright.policy.loading import Loaded, load

WALSALL = load(ROOT / "policies/walsall/two-stage.yaml")
SAHA = load(ROOT / "policies/saha/three-stage.yaml")


def words_of(html: str) -> str:
    return " ".join(re.sub(r"<!--.*?-->|<[^>]+>", " ", html).split())


@pytest.mark.parametrize("name", NAMES)
def test_every_limit_of_the_procedure_is_told_and_named(name: str) -> None:
    loaded = load(ROOT / name)
    told = {
        (figure.name, one) for figure in figures(web_markdown(loaded.policy, loaded.calendar)) for one in figure.means
    }
    steps = {f"{stage.id}.{step.id}" for stage in loaded.policy.stages for step in stage.steps}
    for part, times in named_times(loaded.policy).items():
        if part in steps:
            assert {(part, one) for one in times} <= told


def test_it_says_how_to_complain_who_helps_and_where_else_to_turn() -> None:
    text = web_markdown(SAHA.policy, SAHA.calendar)
    assert "* By telephone to the Customer Service Centre\n" in text
    assert "* **An interpreter:** An interpreter on the telephone, through Language Line.\n" in text
    assert "* **Somebody to speak for you:** An advocate may support you throughout" in text
    assert "### Housing Ombudsman Service\n" in text
    assert "* Telephone: 0300 111 3000\n" in text


def test_a_page_holds_the_chart_and_asks_for_nothing_from_outside() -> None:
    page = leaflet_html(WALSALL.policy, WALSALL.calendar)
    assert page.startswith("<!DOCTYPE html>")
    assert page.count("<svg ") == 1
    assert "Answer every point of the complaint" in words_of(page)
    assert not re.findall(r"\b(?:src|href)=|url\(|@import|<script", page)
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_the_piece_for_a_web_page_is_ascii_and_whole() -> None:
    piece = web_html(WALSALL.policy, WALSALL.calendar)
    assert piece.isascii()
    assert piece.startswith('<article lang="en-GB">')
    assert piece.endswith("</article>\n")


def hostile() -> Loaded:
    procedure = a_procedure(SENT_BACK)
    assert procedure.policy.source is not None
    return Loaded(procedure.policy, procedure.calendar, procedure.policy.source)


def test_nothing_that_a_policy_says_breaks_out() -> None:
    loaded = hostile()
    for page in (leaflet_html(loaded.policy, loaded.calendar), web_html(loaded.policy, loaded.calendar)):
        assert "<script" not in page
        assert "<b>" not in page
        assert "A &amp; B &lt;b&gt;" in page
    read = MarkdownIt("commonmark").render(web_markdown(loaded.policy, loaded.calendar))
    assert "<script" not in read
    assert "&lt;script&gt;" in read


def test_the_pdf_is_tagged_has_the_chart_and_is_the_same_each_time() -> None:
    data = leaflet_pdf(WALSALL.policy, WALSALL.calendar)
    assert data == leaflet_pdf(WALSALL.policy, WALSALL.calendar)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data
    pdf = Pdf(data)
    assert "Figure" in pdf.tags
    assert pdf.tags.count("H1") == 1
    assert "Within 10 working days of the acknowledgement" in " ".join(pdf.text.split())
