"""The handler's list: what is due when, what is late and what is not, page by page; and the same as a calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pendulum
import pytest

import putright
from builders import a_moment
from putright.casework import Desk
from putright.casework.calendar_feed import Entry, calendar_feed
from putright.casework.worklist import Item, Page, Wanted, WorkList


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    """Four complaints to Walsall; the second is answered, so that the complainant's time runs; the fourth has ended."""
    opened = putright.open_desk("sqlite://")
    for number, day in enumerate(("2026-04-20", "2026-03-30", "2026-04-13", "2026-04-13"), 1):
        opened.receive(
            "walsall", at=f"{day}T10:00:00+01:00", matters=["The bins"], complainant={"name": "Ada Moss"},
            channel="website", facts={"service": "waste"}, case_id=f"W-{number}",
        )  # fmt: skip
    opened.act("W-2", "acknowledge", at="2026-03-31T10:00:00+01:00")
    answer = {"outcome": "upheld", "reasons": "We did."}
    opened.act("W-2", "respond", at="2026-04-10T10:00:00+01:00", by="Ann", given=answer)
    opened.act("W-4", "withdraw", at="2026-04-14T10:00:00+01:00")
    yield opened
    opened.close()


def _page(desk: Desk, at: str, limit: int | None = None, why: bool = False, **wanted: str) -> Page:
    with desk.store.reading() as tx:
        return WorkList(desk, tx, a_moment(at)).page(Wanted(**wanted), limit, None, why)


def _names(page: Page) -> list[str]:
    return [f"{item.row.case_id} {item.row.on:%d.%m} {item.standing}".strip() for item in page.items]


LISTS = [
    ("everything, the earliest first", "2026-04-18", {}, ["W-3 18.04", "W-1 25.04", "W-2 14.05"]),
    ("a due day lasts until its end", "2026-04-18 23:59", {"span": "today"}, ["W-3 18.04"]),
    ("the next day it is late, and no longer due today", "2026-04-19 00:00", {"span": "today"}, []),
    ("what is late", "2026-04-19 00:00", {"span": "late"}, ["W-3 18.04 late"]),
    ("the seventh day belongs to the week", "2026-04-19", {"span": "week"}, ["W-1 25.04"]),
    ("the eighth does not", "2026-04-17", {"span": "week"}, ["W-3 18.04"]),
    ("the complainant's time passes and is not late", "2026-05-20", {}, ["W-3 18.04 late", "W-1 25.04 late", "W-2 14.05 passed"]),
    ("nor among what is late", "2026-05-20", {"span": "late"}, ["W-3 18.04 late", "W-1 25.04 late"]),
    ("what one team owes", "2026-04-18", {"role": "customer-experience-centre"}, ["W-3 18.04", "W-1 25.04"]),
    ("what one team does not", "2026-04-18", {"role": "service-officer"}, []),
    ("a role's cases", "2026-04-18", {"handler": "service-officer", "span": "week"}, ["W-3 18.04"]),
    ("one stage", "2026-04-18", {"stage": "stage-2"}, []),
    ("another organisation", "2026-04-18", {"organisation": "kiwi"}, []),
]  # fmt: skip


@pytest.mark.parametrize(("why", "at", "wanted", "found"), LISTS, ids=[row[0] for row in LISTS])
def test_the_list_holds_what_is_asked_for(
    desk: Desk, why: str, at: str, wanted: dict[str, str], found: list[str]
) -> None:
    assert _names(_page(desk, at, **wanted)) == found


def test_the_day_is_that_of_the_policy(desk: Desk) -> None:
    """Half past midnight in Walsall on 19 April is still the 18th in UTC."""
    with desk.store.reading() as tx:
        page = WorkList(desk, tx, pendulum.datetime(2026, 4, 18, 23, 30, tz="UTC")).page(Wanted("late"))
    assert _names(page) == ["W-3 18.04 late"]


def test_the_reason_for_a_date_is_told_in_a_few_words(desk: Desk) -> None:
    reasons = {item.row.case_id: item.why for item in _page(desk, "2026-04-18", why=True).items}
    assert reasons["W-3"] == "5 days from received"
    assert reasons["W-2"].startswith("1 month from responded")


def test_pages_follow_each_other_and_say_whether_there_are_more(desk: Desk) -> None:
    whole, found, after = _page(desk, "2026-05-20"), list[Item](), None
    with desk.store.reading() as tx:
        for more in (True, True, False):
            page = WorkList(desk, tx, a_moment("2026-05-20")).page(Wanted(), 1, after)
            assert page.has_more is more
            found += page.items
            after = page.items[-1].row
    assert tuple(item.row for item in found) == tuple(item.row for item in whole.items)


def test_a_page_is_full_although_rows_of_its_edges_fall_out(desk: Desk) -> None:
    """On the 19th the statement looks from the 18th on, and what was due then is not due this week."""
    page = _page(desk, "2026-04-19", limit=1, span="week")
    assert (_names(page), page.has_more) == (["W-1 25.04"], False)


def test_cases_without_a_date_are_not_lost(desk: Desk) -> None:
    with desk.store.reading() as tx:
        rows = WorkList(desk, tx, a_moment("2026-05-20")).undated(Wanted())
    assert [(row.case_id, row.ended) for row in rows] == [("W-4", True)]


def test_a_name_that_no_case_knows_is_told_with_those_that_there_are(desk: Desk) -> None:
    with desk.store.reading() as tx:
        work = WorkList(desk, tx, a_moment("2026-05-20"))
        assert work.strangers(Wanted(handler="Service Officer")) == {"handler": ["service-officer"]}
        assert work.strangers(Wanted(role="complainant", stage="stage-1", organisation="walsall")) == {}


PAUSING = """\
format: 1
policy: small
version: "1"
title: A small procedure
organisation: {id: mill, name: The Mill, sector: other}
in_force: {from: 2020-01-01}
calendar: england-and-wales
counting: {starts: day-after}
channels: {email: By email}
roles: {officer: {title: Officer}}
stages:
  - id: only
    title: The only stage
    handler: officer
    steps:
      - respond: {within: 48 hours, from: received, then: closed}
pauses: {papers: {title: We wait for papers, waits_for: complainant}}
"""


def test_a_clock_that_stands_still_is_paused_and_not_late(tmp_path: Path) -> None:
    (tmp_path / "small.yaml").write_text(PAUSING)
    desk = putright.open_desk("sqlite://")
    desk.receive(
        f"{tmp_path}/small.yaml", at="2026-04-13T10:00:00+01:00", matters=["x"], channel="email", case_id="M-1"
    )
    desk.act("M-1", "pause", at="2026-04-14T09:00:00+01:00", given={"pause": "papers"})
    (item,) = _page(desk, "2026-06-01").items
    assert (item.standing, item.row.paused_since) == ("paused", a_moment("2026-04-14 09:00"))
    assert _names(_page(desk, "2026-06-01", span="late")) == []
    desk.act("M-1", "resume", at="2026-06-01T09:00:00+01:00")
    assert _names(_page(desk, "2026-06-02 09:59")) == ["M-1 02.06"]
    assert _names(_page(desk, "2026-06-02 10:00")) == ["M-1 02.06 late"]
    desk.close()


STAMP = pendulum.datetime(2026, 4, 18, 9, 30, tz="Europe/London")


def test_a_calendar_is_one_that_a_strict_reader_takes() -> None:
    entries = [
        Entry("W-1/stage-1.respond@walsall.putright", date(2026, 4, 25), "W-1: Answer; all, \\ and\nmore", "5 days"),
        Entry("W-2/stage-1.acknowledge@mill.putright", date(2026, 4, 26), "é" * 200, "", STAMP),
    ]
    first, second = read_calendar(calendar_feed(entries, STAMP))
    assert first == {
        "UID": "W-1/stage-1.respond@walsall.putright",
        "DTSTAMP": "20260418T083000Z",
        "DTSTART;VALUE=DATE": "20260425",
        "SUMMARY": "W-1: Answer; all, \\ and\nmore",
        "DESCRIPTION": "5 days",
        "TRANSP": "TRANSPARENT",
    }
    assert (second["DTSTART"], second["SUMMARY"]) == ("20260418T083000Z", "é" * 200)


def test_a_calendar_without_dates_is_still_a_calendar() -> None:
    assert read_calendar(calendar_feed([], STAMP)) == []


def test_control_characters_cannot_begin_a_line_of_their_own() -> None:
    (event,) = read_calendar(calendar_feed([Entry("u", date(2026, 4, 1), "a\rEND:VEVENT\x00b")], STAMP))
    assert event["SUMMARY"] == "aEND:VEVENTb"


def read_calendar(text: str) -> list[dict[str, str]]:
    """The events of a calendar, read by the letter of RFC 5545 and by nothing of ours; every fault is an error."""
    octets = text.encode()
    assert octets.endswith(b"\r\n")
    assert b"\n" not in octets.replace(b"\r\n", b"")
    raw = octets.split(b"\r\n")[:-1]
    assert all(0 < len(line) <= 75 for line in raw)
    for line in raw:
        line.decode()  # no line is cut inside a character
    lines = octets.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    assert {"VERSION:2.0"} < set(lines[1:4])
    events: list[dict[str, str]] = []
    inside: list[str] = []
    parts = 0
    for line in lines:
        name, colon, value = line.partition(":")
        assert colon, line
        if name == "BEGIN":
            inside.append(value)
            parts += len(inside) == 2
            if value == "VEVENT":
                events.append({})
        elif name == "END":
            assert inside.pop() == value
        elif inside[-1] == "VEVENT":
            assert name not in events[-1], f"{name} stands twice"
            events[-1][name] = _plain(value) if name in ("SUMMARY", "DESCRIPTION", "UID") else value
    assert inside == []
    assert parts, "a calendar has at least one part"
    assert all({"UID", "DTSTAMP"} < set(event) for event in events)
    return events


def _plain(value: str) -> str:
    found, escaped = "", False
    for character in value:
        if escaped:
            assert character in "\\;,nN"
            found += "\n" if character in "nN" else character
            escaped = False
        elif character == "\\":
            escaped = True
        else:
            assert character not in ",;"
            found += character
    assert not escaped
    return found
