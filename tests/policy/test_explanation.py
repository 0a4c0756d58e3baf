"""A policy in words: what people are told, and what they are not shown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from putright.policy.calendars import find_calendar
from putright.policy.explanation import explain
from putright.policy.library import NO_POLICIES, looks_like_policy
from putright.policy.reading import read_policy
from putright.source import parse, read

ROOT = Path(__file__).parents[2]
POLICIES = [Path(__file__).parent / "good/everything.yaml", *sorted((ROOT / "policies").glob("*/*.yaml"))]
POLICIES = [path for path in POLICIES if path.parent.name not in NO_POLICIES and looks_like_policy(path)]


def told(path: Path) -> str:
    policy, problems = read_policy(read(path))
    assert policy is not None, "\n".join(map(str, problems))
    return explain(policy, find_calendar(policy.calendar, path.parent))


SAID = [
    ("whose it is, and when it holds", "the complaints procedure of Example Homes, version 1. It holds for complaints"),
    ("dates in full", "from Thursday 1 January 2026 until Sunday 31 December 2028"),
    ("how days are counted", "The first counted day after the event is day 1."),
    ("the cut-off", "What comes at or after 16:00 belongs to the next day."),
    ("a limit", "We acknowledge within 48 hours of receiving the complaint."),
    (
        "a limit by a fact",
        "We answer within 10 working days (Simple) or 20 working days (otherwise) of the acknowledgement.",
    ),
    ("an extension", "We may take up to 10 more working days twice, if we give a reason and say so in a letter"),
    ("an open extension", "We may take longer, to a new date that we name"),
    (
        "what follows lateness",
        'If we miss that date and "Complexity" is Complex, the case goes to Stage 2 and we write: "We are late".',
    ),
    (
        "the complainant's window",
        "The resident may choose, within 1 month of receiving the answer, which counts as received",
    ),
    ("what silence means", "No word in time: the case is closed."),
    ("independence", "Whoever decided at Stage 1 may not decide here."),
    ("direct entry", 'A complaint starts here directly where "Complexity" is Complex.'),
    (
        "the later of two",
        "the later of 20 working days of the case coming to this stage and 10 working days of the date",
    ),
    ("a duty that repeats", "every 20 working days from receiving the complaint"),
    (
        "a door",
        "Anyone may go to the Ombudsman after the answer at Stage 2 or 8 weeks after receiving the complaint, unless",
    ),
    ("an exclusion", "more than 12 months after the resident became aware of it"),
    ("a letter and what goes with it", '"We have received your complaint" (with Leaflet: how we deal with complaints)'),
]


@pytest.mark.parametrize(("why", "words"), SAID, ids=[row[0] for row in SAID])
def test_the_procedure_is_told_in_words(why: str, words: str) -> None:
    assert words in " ".join(told(POLICIES[0]).split())


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_no_id_is_shown_where_there_is_a_title(path: Path) -> None:
    policy, _ = read_policy(read(path))
    assert policy is not None
    ids = {*policy.letters, *policy.roles, *policy.facts, *policy.doors, *(stage.id for stage in policy.stages)}
    shown = set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+(?!\.\w)\b", told(path)))
    assert not {id for id in ids if "-" in id} & shown


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_lines_fit_a_page(path: Path) -> None:
    assert max(map(len, told(path).splitlines())) <= 88


WAYS = Path(__file__).parent / "good/ways.yaml"
TOLD_OF_WAYS = [
    ("a move by force", "Take a serious complaint to stage 2: the case goes to Stage 2. This is for the Director."),
    ("for whom it is", 'Only where "Seriousness" is Serious. For this we need a reason.'),
    ("sending back", 'Send it back to stage 1: the case goes to Stage 1, to "Respond". This is for the Director.'),
    ("where it is done", "Only at Stage 2."),
    ("a step where it is done", 'Ask again. Only at Stage 1, "Respond" or Stage 1, "Decide".'),
    (
        "who stands in",
        'Where the complaint is about them, the Director acts instead. Where "Seriousness" is Serious, the Complaints Manager',
    ),
    (
        "who stands in for both reasons",
        'Where the complaint is about them and "Service" is Housing, the Officer of another team',
    ),
    ("who signs off", "The Complaints Manager, then the Director reviews a draft before it is sent."),
    ("where a reason is none", 'It is no reason where "Needs protection" is yes.'),
    ("another route", "The Tribunal can deal with it instead. Reach it here: tribunal.example.org."),
    ("a challenge", "Whoever is refused for this may take that to the Ombudsman."),
    (
        "a chain of bodies",
        "The complainant may go to the Regulator after the Ombudsman deciding or after the Ombudsman handing it on.",
    ),
    ("through whom", "They go there through a Member of Parliament."),
    ("who sits", "The Director and the Resident sit on it and decide jointly, one of whom chairs it; each is named."),
    (
        "who may act",
        "A friend or an advocate may act for the complainant. * Before they do we need the day of consent.",
    ),
    ("where that is not asked", 'None of this is asked where "It is about a child" is yes.'),
    ("which of several", "the Complaints Manager acts instead. The first of these that fits holds."),
    ("a track", 'Statutory procedure, where "Service" is Children: Local resolution then Investigation.'),
    ("the usual way", "The usual way, for every other complaint: Stage 1 then Stage 2."),
    ("handing over", "Hand the complaint over: the case is handed over, to the Other Council."),
]


@pytest.mark.parametrize(("why", "words"), TOLD_OF_WAYS, ids=[row[0] for row in TOLD_OF_WAYS])
def test_the_ways_of_a_procedure_are_told_in_words(why: str, words: str) -> None:
    assert words in " ".join(told(WAYS).split())


def test_other_days_for_some_complaints_are_told() -> None:
    later = "in_force: {from: 2026-01-01, later: [{for: {service: children}, from: 2026-04-01, until: 2026-12-31}]}"
    policy, _ = read_policy(parse(WAYS.read_text(encoding="utf-8").replace("in_force: {from: 2026-01-01}", later), ""))
    assert policy is not None
    words = 'Where "Service" is Children, it holds from Wednesday 1 April 2026 until Thursday 31 December 2026.'
    assert words in " ".join(explain(policy, None).split())
