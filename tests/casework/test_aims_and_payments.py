"""What a desk makes of targets and payments: a list with what is aimed for, and a letter that tells what is paid."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import putright
from builders import a_moment, a_small
from putright.casework import Desk
from putright.casework.worklist import Wanted, WorkList

STEPS = """
- respond:
    within: 20 working days
    target: 10 working days
    from: received
    if_missed: {letter: late, pays: {sum: "25.00", within: 10 working days}}
    then: closed
"""
REST = """
duties: {update: {who: officer, within: 15 working days, from: received}}
doors:
  ombudsman:
    to: ombudsman
    closes: {earlier_of: [{within: 12 months, from: received}, {within: 6 months, from: stage-1.responded}]}
bodies: {ombudsman: {title: Ombudsman}}
letters: {late: {title: We are late}}
"""
LATE = """
{% extends "frame" %}
{% block body %}
{% for remedy in remedies %}
{{ remedy.what }} You have it by {{ remedy.by }}.
{% endfor %}
{% for door in doors %}
{% include "door" %}
{% endfor %}
{% endblock %}
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A complaint of Monday 2 March 2026: the answer is aimed for on 16 March, and due on 30 March."""
    policy = tmp_path / "small.yaml"
    policy.write_text(a_small(STEPS, REST), encoding="utf-8")
    letters = tmp_path / "letters" / "mill"
    letters.mkdir(parents=True)
    (letters / "late.md").write_text(LATE.strip(), encoding="utf-8")
    opened = putright.open_desk("sqlite://")
    opened.receive(
        str(policy), at="2026-03-02T10:00:00+00:00", matters=["A leak"], complainant={"name": "Ada Moss"},
        channel="email", case_id="C-1",
    )  # fmt: skip
    yield opened
    opened.close()


def test_a_list_shows_what_is_aimed_for_beside_the_date_and_calls_nothing_late_for_it(desk: Desk) -> None:
    with desk.store.reading() as tx:
        items = WorkList(desk, tx, a_moment("2026-03-20")).page(Wanted()).items
    assert [(item.row.name, item.row.on, item.aim, item.standing) for item in items] == [
        ("update", date(2026, 3, 23), None, ""),
        ("stage-1.respond", date(2026, 3, 30), date(2026, 3, 16), ""),
    ]


def test_the_letter_tells_what_is_paid_and_by_when_and_that_a_date_may_become_earlier(desk: Desk) -> None:
    """Ten working days after Monday 30 March, over Good Friday and Easter Monday, end on Wednesday 15 April."""
    desk.tick(at="2026-03-31T00:00:00+01:00")
    text = " ".join(desk.show("C-1").letters[-1].text.split())
    assert "We pay £25.00, because our time for “Respond” ran out on Monday 30 March 2026." in text
    assert "You have it by Wednesday 15 April 2026." in text
    assert "until Tuesday 2 March 2027 (it can still become earlier) at the latest" in text
