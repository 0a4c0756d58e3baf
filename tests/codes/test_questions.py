"""Every question has a policy that meets it and one that does not, and says why and where."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from codes.procedures import answer
from putright.codes.questions import ANSWERING
from putright.codes.vocabulary import QUESTIONS


class Row(NamedTuple):
    question: str
    given: dict[str, Any]
    changes: dict[str, str]
    standing: str
    says: str = ""
    letters: dict[str, str] | None = None


ACK = {"stage": 1, "of": "acknowledgement", "from": "received", "within": "5 working days"}
FIRST = {"stage": 1, "of": "response", "from": "acknowledged", "within": "10 working days"}
MORE = {"stage": 1, "of": "response", "by": "10 working days", "needs": ["reason"], "notice": True}
WINDOW = {"within": "12 months", "counted_from": "later-of-both", "discretion": True}
COURT = {"court": {"words": ["court"], "must_say": ["filed at court"], "must_not_say": ["threatened"]}}
ELEMENTS = {"dissatisfaction": ["dissatisfaction", "unhappy"], "however made": ["however  MADE", "in any way"]}
ESFA = {"esfa": {"words": ["Made-up Ombudsman"], "closed_on": "2024-06-01", "successor": "Nobody"}}
EXTENSION = "{by: 10 working days, needs: [reason], letter: extension}"
OWN = "within: 10 working days\n          from: acknowledged"
BY_KIND = (
    "within: {by: kind, limits: {simple: 10 working days, complex: 11 working days}}\n          from: acknowledged"
)
THREE = (
    "then: closed, reviewed_by: manager}\ndoors:",
    (
        "reviewed_by: manager}\n      - go: {who: complainant, choices: {accept: {to: closed}, escalate: {to: three}}}\n"
        "  - id: three\n    title: Stage 3\n    handler: director\n    steps:\n"
        "      - respond: {within: 20 working days, from: entered, letter: final, then: closed}\ndoors:"
    ),
)

ROWS = [
    Row("stage-count", {"at_least": 2, "at_most": 2}, {}, "met", "2 stages"),
    Row("stage-count", {"at_most": 2}, dict([THREE]), "fails", "3 stages"),
    Row("stage-count", {"at_most": 3}, dict([THREE]), "met"),
    Row("stage-count", {"at_least": 3}, {}, "fails", "at least 3"),
    Row("stage-count", {"at_least": 2}, {"different_from: one": "different_from: one\n    direct_entry: {for: {kind: complex}}"}, "fails", "enter at Stage 2"),
    Row("no-pre-stage", {"words": ["informal", "stage 0"]}, {}, "met"),
    Row("no-pre-stage", {"words": ["informal"]}, {"title: Stage 1": "title: Informal stage"}, "fails", "informal"),
    Row("no-pre-stage", {"words": ["informal"]}, {"reject: {letter: refusal}": "talk: {title: Informal talk, who: officer}"}, "warning"),
    Row("deadline-at-most", ACK, {}, "met"),
    Row("deadline-at-most", ACK, {"within: 5 working days, from: received": "within: 6 working days, from: received"}, "fails", "later than 5 working days"),
    Row("deadline-at-most", FIRST, {}, "met"),
    Row("deadline-at-most", FIRST, {OWN: OWN.replace("acknowledged", "received")}, "met"),
    Row("deadline-at-most", FIRST, {OWN: BY_KIND}, "fails", "Kind is Complex"),
    Row("deadline-set", {"stage": "every", "of": "response"}, {}, "met"),
    Row("deadline-set", {"stage": 1, "of": "response"}, {f"          {OWN}\n": ""}, "fails", "no time limit"),
    Row("deadline-set", {"stage": 1, "of": "response"}, {EXTENSION: "{open_ended: true}"}, "fails", "without end"),
    Row("extension-at-most", MORE, {}, "met"),
    Row("extension-at-most", MORE, {EXTENSION: EXTENSION.replace("10", "11")}, "fails", "more than 10 working days"),
    Row("extension-at-most", {**MORE, "beyond": "good-reason"}, {EXTENSION: EXTENSION.replace("10", "11")}, "warning", "good one"),
    Row("extension-at-most", {**MORE, "beyond": "good-reason"}, {EXTENSION: "{open_ended: true, needs: [reason], letter: extension}"}, "fails"),
    Row("extension-at-most", MORE, {EXTENSION: "{by: 5 working days, times: 3, needs: [reason], letter: extension}"}, "fails"),
    Row("extension-at-most", MORE, {EXTENSION: "{by: 5 working days, times: 2, needs: [reason], letter: extension}"}, "met"),
    Row("extension-at-most", MORE, {EXTENSION: "{total: 20 working days, needs: [reason], letter: extension}"}, "met"),
    Row("extension-at-most", MORE, {EXTENSION: "{total: 21 working days, needs: [reason], letter: extension}"}, "fails"),
    Row("extension-at-most", MORE, {EXTENSION: "{by: 10 working days, letter: extension}"}, "fails", "without reason"),
    Row("extension-at-most", MORE, {EXTENSION: "{by: 10 working days, needs: [reason]}"}, "fails", "without a letter"),
    Row("extension-at-most", {**MORE, "beyond": "agreement"}, {EXTENSION: "{by: 20 working days, agreed: true, needs: [reason], letter: extension}"}, "met", "agrees"),
    Row("acceptance-window-at-least", WINDOW, {}, "met"),
    Row("acceptance-window-at-least", WINDOW, {"12 months\n    counted": "1 year\n    counted"}, "met"),
    Row("acceptance-window-at-least", WINDOW, {"12 months\n    counted": "11 months\n    counted"}, "fails", "31 days sooner"),
    Row("acceptance-window-at-least", WINDOW, {"12 months\n    counted": "364 days\n    counted"}, "fails"),
    Row("acceptance-window-at-least", WINDOW, {"later-of-both": "happened"}, "fails", "happened alone"),
    Row("acceptance-window-at-least", WINDOW, {"discretion: true": "discretion: false"}, "fails", "no discretion"),
    Row("letter-contains", {"letter": "response", "stage": 1, "contains": ["stage", "decision", "reasons", "next-stage"]}, {}, "met"),
    Row("letter-contains", {"letter": "response", "stage": 1, "contains": ["remedy"]}, {}, "fails", "Our answer"),
    Row("letter-contains", {"letter": "response", "stage": 2, "contains": ["ombudsman", "exhausted"]}, {}, "met"),
    Row("letter-contains", {"letter": "response", "stage": 1, "contains": ["references"]}, {}, "needs-person"),
    Row("letter-contains", {"letter": "acknowledgement", "contains": ["definition", "sought"]}, {}, "met"),
    Row("letter-contains", {"letter": "acknowledgement", "contains": ["definition"]}, {", needs: [definition, sought]": ""}, "warning", "only where", {"acknowledgement": "{% if definition %}{{ definition }}{% endif %}"}),
    Row("letter-contains", {"letter": "refusal", "contains": ["reasons", "refusal-right"]}, {}, "met"),
    Row("letter-contains", {"letter": "refusal", "contains": ["refusal-right"]}, {"opens: any time": "opens: [{from: two.responded}]"}, "fails", "not open"),
    Row("letter-contains", {"letter": "extension", "stage": 1, "contains": ["new-date", "ombudsman"]}, {}, "met"),
    Row("letter-contains", {"letter": "extension", "stage": 2, "contains": ["new-date"]}, {}, "not-applicable"),
    Row("letter-contains", {"letter": "extension", "stage": 1, "contains": ["ombudsman"]}, {"title: Made-up Ombudsman": "title: Somebody else"}, "fails"),
    Row("letter-contains", {"letter": "escalation-refusal", "contains": ["reasons"]}, {}, "met"),
    Row("letter-contains", {"letter": "restriction", "contains": ["reasons"]}, {"restrict: {letter: restriction}": "note: {who: officer}"}, "fails", "no letter goes"),
    Row("definition-covers", {"of": "complaint", "elements": ELEMENTS}, {}, "met"),
    Row("definition-covers", {"of": "complaint", "elements": ELEMENTS}, {", however made,": ""}, "fails", "however made"),
    Row("definition-covers", {"of": "service_request", "elements": {"a request": ["request"]}}, {", service_request: A request.": ""}, "fails", "does not say"),
    Row("exclusions-allowed", {"kinds": COURT, "listed": True, "discretion": True}, {}, "met"),
    Row("exclusions-allowed", {"kinds": COURT}, {"has been filed at court": "is threatened in court"}, "fails", "threatened"),
    Row("exclusions-allowed", {"kinds": COURT}, {"has been filed at court": "is in court"}, "fails", "narrows"),
    Row("exclusions-allowed", {"kinds": COURT}, {"title: Before a court": "title: Before", "A claim form has been filed at court": "No", "  court:": "  other:"}, "needs-person"),
    Row("exclusions-allowed", {"kinds": COURT, "others": "allowed"}, {"title: Before a court": "title: Before", "A claim form has been filed at court": "No", "  court:": "  other:"}, "met"),
    Row("exclusions-allowed", {"discretion": True}, {"A claim form has been filed at court.": "A claim.\n    discretion: false"}, "fails", "without discretion"),
    Row("escalation-needs-no-reason", {"stage": 1}, {}, "met"),
    Row("escalation-needs-no-reason", {"stage": 1}, {"escalate: {to: two}": "escalate: {to: two, needs: [reason]}"}, "fails", "must give reason"),
    Row("escalation-needs-no-reason", {"stage": 1}, {"who: complainant\n          choices": "within: 1 month\n          from: responded\n          silence: stays open\n          who: complainant\n          choices"}, "warning", "last day"),
    Row("escalation-needs-no-reason", {"stage": 1}, {"who: complainant\n          choices": "who: officer\n          choices"}, "fails", "Nothing lets"),
    Row("decided-by-someone-else", {"stage": 2, "than": 1}, {}, "met"),
    Row("decided-by-someone-else", {"stage": 2, "than": 1}, {"    different_from: one\n": ""}, "warning", "one person"),
    Row("decided-by-someone-else", {"stage": 2, "than": 1}, {"    different_from: one\n": "", "handler: director": "handler: officer"}, "fails"),
    Row("stage-is-final", {"stage": 2}, {}, "met"),
    Row("stage-is-final", {"stage": 2}, dict([THREE]), "fails", "Stage 3 follows"),
    Row("stage-is-final", {"stage": 2}, {"who: complainant\n          choices": "who: officer\n          choices"}, "fails", "cannot ask"),
    Row("role-named", {"role": "complaints_officer"}, {}, "met", "Complaints Officer"),
    Row("role-named", {"role": "governing_member"}, {}, "fails"),
    Row("channels-at-least", {"count": 2}, {}, "met"),
    Row("channels-at-least", {"count": 3}, {}, "fails", "names 2 ways"),
    Row("channels-at-least", {"count": 1}, {}, "met"),
    Row("remedy-at-any-stage", {}, {}, "met"),
    Row("remedy-at-any-stage", {}, {"remedies_at: any stage": "remedies_at: [one]"}, "fails", "Stage 2"),
    Row("remedy-at-any-stage", {}, {"remedies_at: any stage\n": ""}, "fails", "does not say"),
    Row("restriction-reviewed", {}, {}, "met"),
    Row("restriction-reviewed", {}, {"behaviour: {about: Threats.}\n": ""}, "fails"),
    Row("restriction-reviewed", {"within": "6 months"}, {"Threats.}": "Threats., longest: 6 months}"}, "met"),
    Row("restriction-reviewed", {"within": "6 months"}, {"Threats.}": "Threats., longest: 7 months}"}, "fails", "after 7 months"),
    Row("report-contains", {"report": "annual", "parts": ["refusals"]}, {}, "needs-person", "not taken on"),
    Row("report-contains", {"report": "board", "parts": ["volume"]}, {}, "fails"),
    Row("told", {"part": "definition.complaint"}, {}, "met"),
    Row("told", {"part": "learning"}, {}, "fails"),
    Row("told", {"part": "behaviour.about", "says": ["threats"]}, {}, "met"),
    Row("told", {"part": "behaviour.about", "says": ["insults"]}, {}, "fails", "insults"),
    Row("attested", {"evidence": "The minutes."}, {}, "needs-person", "The minutes"),
    Row("recorded", {"at": "acknowledgement", "fields": ["definition", "sought"]}, {}, "met"),
    Row("recorded", {"at": "acknowledgement", "stage": 2, "fields": ["learning"]}, {}, "fails"),
    Row("recorded", {"at": "response", "fields": ["reasons"]}, {}, "met"),
    Row("recorded", {"at": "restriction", "fields": ["reason", "until"]}, {}, "met"),
    Row("answer-reviewed", {"stage": "every"}, {}, "met"),
    Row("answer-reviewed", {"stage": 1}, {"          reviewed_by: manager\n": ""}, "fails"),
    Row("answer-reviewed", {"stage": 1}, {"          reviewed_by: manager\n": "          reviewed_by: officer\n"}, "fails"),
    Row("door-to", {"bodies": ["made-up ombudsman"], "opens": "any-time"}, {}, "met"),
    Row("door-to", {"bodies": ["another"]}, {}, "fails"),
    Row("door-to", {"bodies": ["Ombudsman"], "opens": "after-last-stage"}, {"opens: any time": "opens: [{from: two.responded}]"}, "met"),
    Row("door-to", {"bodies": ["Ombudsman"], "opens": "after-last-stage"}, {"opens: any time": "opens: [{from: one.responded}]"}, "fails"),
    Row("door-to", {"bodies": ["Ombudsman"], "opens": "any-time"}, {"opens: any time": "opens: [{from: two.responded}]"}, "fails"),
    Row("door-to", {"bodies": ["Ombudsman"], "opens": "on-refusal"}, {"opens: any time": "opens: [{from: rejected}]"}, "met"),
    Row("door-to", {"bodies": ["Ombudsman"], "closes_at_least": "12 months"}, {}, "met"),
    Row("door-to", {"bodies": ["Ombudsman"], "closes_at_least": "13 months"}, {}, "fails", "sooner"),
    Row("bodies-open", {"closed": ESFA}, {}, "warning", "1 June 2024"),
    Row("bodies-open", {"closed": {"esfa": {**ESFA["esfa"], "closed_on": "2024-03-31"}}}, {}, "fails"),
    Row("bodies-open", {"closed": {"esfa": {**ESFA["esfa"], "closed_on": "2025-03-31"}}}, {}, "met"),
]  # fmt: skip


@pytest.mark.parametrize(
    "row", ROWS, ids=lambda row: f"{row.question}-{row.standing}-{'+'.join(row.changes.values())[:40]}"
)
def test_each_answer(row: Row) -> None:
    found = answer(row.question, row.given, row.changes, row.letters)
    assert found.standing == row.standing, found.why
    assert row.says in found.why, found.why
    assert found.why.endswith("."), found.why
    if row.standing in ("fails", "warning", "met"):
        assert found.evidence, "where it can be read"
        assert all(place.line > 0 for place in found.evidence)


TRACKS = {
    "doors:\n  ombudsman:": "  - id: fast\n    title: Fast stage\n    handler: director\n    steps:\n"
    "      - respond: {within: 30 working days, from: received, letter: final, then: closed}\n"
    "tracks:\n  fast: {title: The fast way, for: {kind: complex}, stages: [fast]}\ndoors:\n  ombudsman:"
}


def test_each_track_is_asked() -> None:
    """What holds on the usual way is no answer for complaints that never take it."""
    counted = answer("stage-count", {"at_least": 2}, TRACKS)
    assert (counted.standing, "The fast way: Kind is Complex" in counted.why) == ("fails", True)
    late = answer("deadline-at-most", {**FIRST, "from": "received", "within": "29 working days"}, TRACKS)
    assert late.standing == "fails"
    assert "Fast stage" in late.why
    assert (
        answer("deadline-at-most", {**FIRST, "from": "received", "within": "30 working days"}, TRACKS).standing == "met"
    )
    assert answer("role-named", {"role": "complaints_officer"}, TRACKS).standing == "met"


def test_the_table_and_the_functions_have_the_same_names() -> None:
    assert set(ANSWERING) == set(QUESTIONS)


def test_every_question_is_met_by_one_policy_and_failed_by_another() -> None:
    """A report a person has to read is never met by a program, and neither is what a person has to attest."""
    by_person = {"attested": {"needs-person"}, "report-contains": {"needs-person", "fails"}}
    for question in QUESTIONS:
        found = {row.standing for row in ROWS if row.question == question}
        assert found >= by_person.get(question, {"met", "fails"}), question
