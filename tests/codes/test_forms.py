"""The form that is published: every provision once, nothing filled in that nobody answered, and pages that can be read."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

import putright
from putright.authoring import assess
from putright.codes import find_code
from putright.codes.assessment import COLUMNS, COMPLY, Assessment, assessed
from putright.codes.attestations import Attestations, attestations_from
from putright.codes.attesting import with_attestations
from putright.codes.forms import form_in_html, form_in_markdown
from putright.source import parse

ROOT = Path(__file__).parents[2]
DAY = date(2026, 11, 20)
CODE = "housing-ombudsman-2024"
BOTH = ("saha/three-stage", "saha/two-stage")


@cache
def form(policy: str, code: str = CODE) -> Assessment:
    return assess(putright.load_policy(ROOT / "policies" / f"{policy}.yaml"), code, DAY)


def with_said(policy: str, text: str) -> Assessment:
    loaded, code = putright.load_policy(ROOT / "policies" / f"{policy}.yaml"), find_code(CODE)
    said: Attestations = attestations_from(parse(f"format: 1\n{text}", "attestations.yaml")).of(loaded, CODE)
    return assessed(with_attestations(putright.comply(loaded, CODE, DAY), said, DAY), loaded, code, said, DAY)


class Reader(HTMLParser):
    """What a browser would find: tables by their captions, rows of cells, and what is fetched."""

    def __init__(self) -> None:
        super().__init__()
        self.language = ""
        self.captions: list[str] = []
        self.rows: list[list[str]] = []
        self.scopes: list[str] = []
        self.fetched: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "html":
            self.language = given.get("lang") or ""
        if tag == "th":
            self.scopes.append(given.get("scope") or "")
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
        if tag in ("script", "link", "img", "iframe") or {"src", "href"} & set(given):
            self.fetched.append(tag)
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "caption" in self.open:
            self.captions.append(data)
        elif {"td", "th"} & set(self.open):
            self.rows[-1][-1] += data


@pytest.mark.parametrize("policy", BOTH)
def test_every_clause_stands_once_with_the_answer_of_its_verdict(policy: str) -> None:
    report = putright.comply(putright.load_policy(ROOT / "policies" / f"{policy}.yaml"), CODE, DAY)
    rows = form(policy).rows
    assert [row.provision for row in rows] == [one.clause for one in report.findings]
    assert [row.comply for row in rows] == [COMPLY[one.verdict] for one in report.findings]
    assert all(row.commentary for row in rows if row.comply != "Yes"), "what is not answered with yes is explained"
    assert all(row.evidence for row in rows if row.comply == "Yes"), "what is answered with yes is shown"


def test_the_option_of_the_panel_keeps_to_the_code_and_three_stages_do_not() -> None:
    three, two = (form(policy) for policy in BOTH)
    assert (three.is_met, two.is_met) == (False, True)
    assert {"5.3", "6.10", "6.20"} <= {row.provision for row in three.rows if row.comply == "No"}
    assert [row for row in two.rows if row.comply == "No"] == []
    assert two.gaps == ()


def test_every_no_is_in_the_gap_plan_with_what_would_mend_it() -> None:
    three = form("saha/three-stage")
    assert [gap.provision for gap in three.gaps] == [row.provision for row in three.rows if row.comply == "No"]
    assert all(gap.what and not gap.owner and gap.by is None for gap in three.gaps), "nobody is made up"


GAP = (
    'gaps:\n  - {{code: {code}, clause: "{clause}", why: The board waits., what: Take it out., owner: Ann, by: {by}}}\n'
)


@pytest.mark.parametrize(("by", "past"), [("2026-11-19", True), ("2026-11-20", False)])
def test_what_is_planned_stands_there_and_a_day_that_has_passed_says_so(by: str, past: bool) -> None:
    one = with_said("saha/three-stage", GAP.format(code=CODE, clause="5.3", by=by))
    (gap,) = (gap for gap in one.gaps if gap.provision == "5.3")
    assert (gap.what, gap.owner, gap.by, gap.is_past) == ("Take it out.", "Ann", date.fromisoformat(by), past)
    assert ("this day has passed" in form_in_markdown(one)) == past
    assert "The board waits." in next(row for row in one.rows if row.provision == "5.3").commentary


def test_a_plan_for_what_is_kept_to_is_not_in_the_form() -> None:
    one = with_said("saha/two-stage", GAP.format(code=CODE, clause="5.3", by="2026-12-01"))
    assert one.gaps == ()
    assert "The board waits." not in form_in_html(one)


def test_what_people_attest_is_evidence_and_the_note_stands_above() -> None:
    said = (
        'note: The board stands by it.\nattestations:\n  - {code: housing-ombudsman-2024, clause: "3.3", who: Ann | Head, '
        "when: 2026-05-11, until: 2027-05-10, evidence: <b>The minutes</b>}\n"
    )
    one = with_said("saha/two-stage", said)
    (row,) = (row for row in one.rows if row.provision == "3.3")
    assert row.comply == "Yes"
    assert "until Monday 10 May 2027" in row.evidence[0]
    page = form_in_html(one)
    assert "&lt;b&gt;The minutes" in page
    assert page.index("The board stands by it.") < page.index("<table")
    assert "Ann \\| Head" in form_in_markdown(one)


def test_a_warning_is_open_until_somebody_answers_for_it() -> None:
    (clause, *_) = [row.provision for row in form("saha/three-stage").rows if row.provision == "6.9"]
    said = f'attestations:\n  - {{code: {CODE}, clause: "{clause}", who: Ann, when: 2026-05-11, until: 2027-05-10, evidence: X}}\n'
    plain, given = (
        next(row for row in one.rows if row.provision == clause)
        for one in (form("saha/three-stage"), with_said("saha/three-stage", said))
    )
    assert (plain.comply, given.comply) == ("To be answered", "Yes")
    assert plain.commentary == given.commentary, "the warning is still printed"
    assert any("Attested by Ann" in text for text in given.evidence)


@pytest.mark.parametrize("policy", BOTH)
def test_the_page_is_read_by_a_browser_and_a_screen_reader(policy: str) -> None:
    reader = Reader()
    reader.feed(form_in_html(form(policy)))
    assert reader.open == []
    assert (reader.language, reader.fetched) == ("en-GB", [])
    sections = len(form(policy).sections)
    assert len(reader.captions) == sections + bool(form(policy).gaps)
    assert set(reader.scopes) == {"col", "row"}
    told = [row for row in reader.rows if len(row) == len(COLUMNS) and row != list(COLUMNS)]
    assert [(row[0], row[2]) for row in told] == [(row.provision, row.comply) for row in form(policy).rows]


@pytest.mark.parametrize("policy", BOTH)
def test_the_markdown_is_a_table_of_five_columns_for_each_section(policy: str) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(form_in_markdown(form(policy)))
    assert sum(token.type == "table_open" for token in tokens) == len(form(policy).sections) + bool(form(policy).gaps)
    starts = [number for number, token in enumerate(tokens) if token.type == "tr_open"]
    widths = {sum(t.type in ("td_open", "th_open") for t in tokens[a:b]) for a, b in pairwise(starts)}
    assert widths <= {4, 5}


@pytest.mark.parametrize(
    "code", ["housing-ombudsman-2024", "housing-ombudsman-2022", "star-framework", "complaint-principles"]
)
def test_each_section_stands_under_what_it_is_about(code: str) -> None:
    """What stands in no section comes last; a code without sections has one table of provisions."""
    one = form("saha/two-stage", code)
    titles = find_code(code).sections
    told = [section.heading for section in one.sections]
    numbered = [f"Section {id}: {title}" if id.isdigit() else title for id, title in titles.items()]
    others = {"housing-ombudsman-2022": ["Other provisions"], "complaint-principles": ["Provisions"]}.get(code, [])
    assert told == numbered + others
    assert [line[3:] for line in form_in_markdown(one).splitlines() if line.startswith("## ")] == [*told, "Gap plan"]
    assert re.findall(r"<h2>(.*?)</h2>", form_in_html(one)) == [*told, "Gap plan"]
    sections = one.as_json()["sections"]
    assert sections == [{"section": section.id, "heading": section.heading} for section in one.sections]
    for section in one.sections:
        for row in section.rows:
            assert find_code(code).clause(row.provision).section == section.id


def test_data_says_the_same_as_the_pages() -> None:
    told = form("saha/three-stage").as_json()
    rows, gaps = told["rows"], told["gaps"]
    assert isinstance(rows, list)
    assert isinstance(gaps, list)
    assert [(row["provision"], row["comply"]) for row in rows] == [
        (row.provision, row.comply) for row in form("saha/three-stage").rows
    ]
    assert {"provision", "what", "owner", "by", "past"} == set(gaps[0])
    assert re.fullmatch(r"73 provisions: yes \d+, no \d+, to be answered \d+, does not apply 1", str(told["summary"]))
