"""Every question has a policy that meets it and one that does not, and says why."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from codes.procedures import POLICY, answer, part_of_policy
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
EXCLUSIONS = POLICY[POLICY.index("exclusions:\n") : POLICY.index("stages:\n")]
COURT_REASON = EXCLUSIONS[EXCLUSIONS.index("  court:\n") :]
AGE = "    older_than: 12 months\n    counted_from: later-of-both\n    discretion: true\n"
LETTER_OF_REFUSAL = "  reject: {letter: refusal}\n"
CLAIM = "A claim form has been filed at court."
TOO_OLD = "It is long ago."
ANY_TIME = "opens: any time"
LATE = "opens: [{from: two.responded}]"
REFUSAL_RIGHT = {"letter": "refusal", "contains": ["refusal-right"]}
REFUSED_FOR_GOOD = (
    "{{ exclusion.explanation }} This decision is final. "
    "{% for door in doors %}{{ door.body.title }} {{ door.body.telephone }}{% endfor %}"
)
NOT_FINAL = "{{ event.stage }} This is not our final answer."
BEFORE = "stages:\n  - id: zero\n    title: First contact\n    handler: officer\n    steps:\n      - talk: {who: officer, then: one}\n"
ONE_STAGE = {
    ", escalate: {to: two}": "",
    POLICY[POLICY.index("  - id: two\n") : POLICY.index("doors:\n")]: "",
    "closes: {within: 12 months, from: two.responded}": "closes: {within: 12 months, from: one.responded}",
}
THREE = (
    "then: closed, reviewed_by: manager}\ndoors:",
    (
        "reviewed_by: manager}\n      - go: {who: complainant, choices: {accept: {to: closed}, escalate: {to: three}}}\n"
        "  - id: three\n    title: Stage 3\n    handler: director\n    steps:\n"
        "      - respond: {within: 20 working days, from: entered, letter: final, then: closed}\ndoors:"
    ),
)

OFFICER, DIRECTOR = "officer: {title: Complaints Officer}", "director: {title: Director}"


def held(*people: str) -> str:
    """The role of the officer or the director, by who holds it."""
    return f"{'officer' if 'Ann' in people else 'director'}: {{title: Held, holders: [{', '.join(people)}]}}"


ROWS = [
    Row("stage-count", {"at_least": 2, "at_most": 2}, {}, "met", "2 stages"),
    Row("stage-count", {"at_most": 2}, dict([THREE]), "fails", "3 stages"),
    Row("stage-count", {"at_most": 3}, dict([THREE]), "met"),
    Row("stage-count", {"at_least": 3}, {}, "fails", "at least 3"),
    Row("stage-count", {"at_least": 2}, {"different_from: one": "different_from: one\n    direct_entry: {for: {kind: complex}}"}, "fails", "enter at Stage 2"),
    Row("no-pre-stage", {"words": ["informal", "stage 0"]}, {}, "met"),
    Row("no-pre-stage", {"words": ["informal"]}, {"title: Stage 1": "title: Informal stage"}, "fails", "informal"),
    Row("no-pre-stage", {"words": ["informal"]}, {"- acknowledge: {within: 5 working days, from: received": "- talk: {title: Informal talk, who: officer}\n      - acknowledge: {within: 5 working days, from: received"}, "fails", 'a step "Informal talk"'),
    Row("no-pre-stage", {"words": ["informal"]}, {"stages:\n": BEFORE}, "warning", "First contact comes before the first stage"),
    Row("no-pre-stage", {"words": ["informal"]}, {"reject: {letter: refusal}": "talk: {title: Informal talk, who: officer}"}, "warning"),
    Row("deadline-at-most", ACK, {}, "met"),
    Row("deadline-at-most", ACK, {"within: 5 working days, from: received": "within: 6 working days, from: received"}, "fails", "later than 5 working days"),
    Row("deadline-at-most", FIRST, {}, "met"),
    Row("deadline-at-most", FIRST, {OWN: OWN.replace("acknowledged", "received")}, "met"),
    Row("deadline-at-most", FIRST, {OWN: BY_KIND}, "fails", "Kind is Complex"),
    Row("deadline-at-most", {**ACK, "stage": 3}, {}, "fails", "does not have a stage 3"),
    Row("deadline-at-most", FIRST, {f"          {OWN}\n": ""}, "fails", "no time limit"),
    Row("deadline-at-most", ACK, {"      - acknowledge: {within: 5 working days, from: received, letter: acknowledgement, needs: [definition, sought]}\n": "", "from: acknowledged\n": "from: received\n"}, "fails", "no step for the acknowledgement. Write acknowledge"),
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
    Row("extension-at-most", {"stage": 1, "of": "response", "by": "10 working days"}, {EXTENSION: "{by: 10 working days}"}, "met"),
    Row("extension-at-most", MORE, {EXTENSION: "{by: 9 working days, needs: [reason], letter: extension}"}, "met"),
    Row("extension-at-most", {**MORE, "stage": 2}, {}, "met", "gives no more time"),
    Row("extension-at-most", MORE, {EXTENSION: "{by: 1 working day, counts_from: today, after_due: true, needs: [reason], letter: extension}"}, "fails", "no end"),
    Row("extension-at-most", MORE, {EXTENSION: "{by: 10 working days, counts_from: today, needs: [reason], letter: extension}"}, "met"),
    Row("extension-at-most", MORE, {EXTENSION: "{by: 10 working days, after_due: true, needs: [reason], letter: extension}"}, "met"),
    Row("extension-at-most", MORE, {EXTENSION: f"[{EXTENSION[:-1]}, for: {{kind: simple}}}}, {EXTENSION.replace('10', '11')}]"}, "fails"),
    Row("deadline-set", {"stage": 1, "of": "response"}, {EXTENSION: "{by: 1 working day, counts_from: today, after_due: true}"}, "fails", "without end"),
    Row("deadline-set", {"stage": "last", "of": "response"}, {}, "met"),
    Row("deadline-set", {"stage": 3, "of": "response"}, {}, "fails"),
    Row("deadline-set", {"stage": 1, "of": "response"}, {"remedies_at:": "pauses:\n  waits: {title: Waiting, waits_for: complainant}\nremedies_at:"}, "fails", "no last day"),
    Row("extension-at-most", {**MORE, "stage": 3}, {}, "fails", "does not have a stage 3"),
    Row("extension-at-most", {**MORE, "beyond": "good-reason"}, {EXTENSION: "{by: 20 working days, agreed: true, needs: [reason], letter: extension}"}, "warning", "asks for a good reason"),
    Row("extension-at-most", {**MORE, "needs": ["note"], "beyond": "good-reason"}, {EXTENSION: "{by: 11 working days, needs: [note], letter: extension}"}, "fails"),
    Row("extension-at-most", {**MORE, "beyond": "never"}, {EXTENSION: "{by: 11 working days, agreed: true, needs: [reason], letter: extension}"}, "fails"),
    Row("extension-at-most", MORE, {EXTENSION: "{by: 14 days, needs: [reason], letter: extension}"}, "met"),
    Row("extension-at-most", MORE, {EXTENSION: "{total: 21 working days, needs: [reason], letter: extension}"}, "fails"),
    Row("extension-at-most", MORE, {EXTENSION: "{by: 10 working days, letter: extension}"}, "fails", "without reason"),
    Row("extension-at-most", MORE, {EXTENSION: "{by: 10 working days, needs: [reason]}"}, "fails", "without a letter"),
    Row("extension-at-most", {**MORE, "beyond": "agreement"}, {EXTENSION: "{by: 20 working days, agreed: true, needs: [reason], letter: extension}"}, "met", "agrees"),
    Row("acceptance-window-at-least", WINDOW, {}, "met"),
    Row("acceptance-window-at-least", WINDOW, {AGE: ""}, "needs-person", "Write older_than."),
    Row("acceptance-window-at-least", WINDOW, {AGE: "", "More than a year ago": "Somebody else's", "It is long ago.": "It is not ours."}, "met", "because of its age"),
    Row("acceptance-window-at-least", {**WINDOW, "counted_from": "aware"}, {"later-of-both": "happened"}, "fails", "happened alone"),
    Row("acceptance-window-at-least", {**WINDOW, "counted_from": "aware"}, {"later-of-both": "aware"}, "met"),
    Row("acceptance-window-at-least", {**WINDOW, "counted_from": "happened"}, {"later-of-both": "happened"}, "met"),
    Row("acceptance-window-at-least", {**WINDOW, "discretion": False}, {"discretion: true": "discretion: false"}, "met"),
    Row("acceptance-window-at-least", WINDOW, {"12 months\n    counted": "13 months\n    counted"}, "met"),
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
    Row("letter-contains", REFUSAL_RIGHT, {ANY_TIME: LATE, CLAIM: f"{CLAIM}\n    challenge: ombudsman", TOO_OLD: f"{TOO_OLD}\n    challenge: ombudsman"}, "met", "Said in"),
    Row("letter-contains", REFUSAL_RIGHT, {ANY_TIME: LATE, CLAIM: f"{CLAIM}\n    challenge: ombudsman"}, "fails", "not open"),
    Row("letter-contains", REFUSAL_RIGHT, {}, "warning", "may keep people from it", {"refusal": REFUSED_FOR_GOOD}),
    Row("letter-contains", REFUSAL_RIGHT, {}, "warning", "not in so many words", {"refusal": REFUSED_FOR_GOOD.replace("This decision is final.", "Write to:")}),
    Row("letter-contains", {"letter": "response", "stage": 2, "contains": ["exhausted"]}, {}, "needs-person", "", {"final": NOT_FINAL}),
    Row("letter-contains", {"letter": "response", "stage": 1, "contains": ["stage"]}, {"          letter: response\n": "          choices: {upheld: {to: next, letter: response}, dismissed: {title: No fault, to: next}}\n"}, "fails", 'ends in "No fault", no letter goes'),
    Row("letter-contains", {"letter": "extension", "stage": 1, "contains": ["new-date", "ombudsman"]}, {}, "met"),
    Row("letter-contains", {"letter": "extension", "stage": 2, "contains": ["new-date"]}, {}, "not-applicable"),
    Row("letter-contains", {"letter": "extension", "stage": 1, "contains": ["ombudsman"]}, {"title: Made-up Ombudsman": "title: Somebody else"}, "fails"),
    Row("letter-contains", {"letter": "escalation-refusal", "contains": ["reasons"]}, {}, "met"),
    Row("letter-contains", {"letter": "restriction", "contains": ["reasons"]}, {"restrict: {letter: restriction}": "note: {who: officer}"}, "fails", "no letter goes"),
    Row("definition-covers", {"of": "complaint", "elements": ELEMENTS}, {}, "met"),
    Row("definition-covers", {"of": "complaint", "elements": ELEMENTS}, {", however made,": ""}, "fails", "however made"),
    Row("definition-covers", {"of": "service_request", "elements": {"a request": ["request"]}}, {", service_request: A request.": ""}, "fails", "does not say what a request for service is. Write definition.service_request."),
    Row("definition-covers", {"of": "complaint", "elements": ELEMENTS}, {part_of_policy("definition"): ""}, "fails", "does not say what a complaint is. Write definition.complaint."),
    Row("exclusions-allowed", {"kinds": COURT, "listed": True, "discretion": True}, {}, "met"),
    Row("exclusions-allowed", {"kinds": COURT}, {"has been filed at court": "is threatened in court"}, "fails", "threatened"),
    Row("exclusions-allowed", {"kinds": COURT}, {"has been filed at court": "is in court"}, "fails", "narrows"),
    Row("exclusions-allowed", {"kinds": COURT}, {"title: Before a court": "title: Before", "A claim form has been filed at court": "No", "  court:": "  other:"}, "needs-person"),
    Row("exclusions-allowed", {"kinds": COURT, "others": "allowed"}, {"title: Before a court": "title: Before", "A claim form has been filed at court": "No", "  court:": "  other:"}, "met"),
    Row("exclusions-allowed", {"listed": True}, {EXCLUSIONS: "", LETTER_OF_REFUSAL: ""}, "fails", "Write exclusions."),
    Row("exclusions-allowed", {"discretion": True}, {EXCLUSIONS: "", LETTER_OF_REFUSAL: ""}, "met", "lists no reason"),
    Row("exclusions-allowed", {"others": "person"}, {}, "needs-person", '"Before a court" is a reason of the organisation'),
    Row("exclusions-allowed", {"others": "allowed"}, {}, "met"),
    Row("exclusions-allowed", {"kinds": COURT}, {COURT_REASON: ""}, "met", "Nothing else in the list"),
    Row("exclusions-allowed", {"listed": True}, {}, "met", "lists 2 reasons"),
    Row("exclusions-allowed", {"kinds": COURT}, {CLAIM: "A claim is in court.\n    unless: {kind: complex}"}, "needs-person", "has no words that narrow it, but is no reason where Kind is Complex"),
    Row("exclusions-allowed", {"kinds": COURT}, {CLAIM: f"{CLAIM}\n    discretion: false"}, "met"),
    Row("exclusions-allowed", {"kinds": {"age": {"words": ["age"]}}}, {}, "needs-person", "none of the reasons that the code names: somebody"),
    Row("exclusions-allowed", {"kinds": COURT}, {CLAIM: "It is threatened in court.\n    unless: {kind: complex}"}, "needs-person", 'says "threatened"'),
    Row("exclusions-allowed", {"kinds": COURT}, {CLAIM: f"{CLAIM}\n    unless: {{kind: complex}}"}, "met"),
    Row("exclusions-allowed", {"kinds": COURT}, {CLAIM: "It was filed at court, as was threatened."}, "needs-person", "too wide"),
    Row("exclusions-allowed", {"kinds": {"age": {"words": ["age"]}}}, {CLAIM: f"{CLAIM}\n    instead: ombudsman"}, "needs-person", "sends people to Made-up Ombudsman"),
    Row("exclusions-allowed", {"discretion": True}, {CLAIM: "A claim.\n    discretion: false\n    unless: {kind: complex}"}, "fails", "away except where Kind is Complex, without discretion"),
    Row("exclusions-allowed", {"discretion": True}, {"A claim form has been filed at court.": "A claim.\n    discretion: false"}, "fails", "complaint away, without discretion"),
    Row("escalation-needs-no-reason", {"stage": 1}, {}, "met"),
    Row("escalation-needs-no-reason", {"stage": 1}, {"escalate: {to: two}": "escalate: {to: two, needs: [reason]}"}, "fails", "must give reason"),
    Row("escalation-needs-no-reason", {"stage": 1}, {"who: complainant\n          choices": "within: 1 month\n          from: responded\n          silence: stays open\n          who: complainant\n          choices"}, "warning", "last day"),
    Row("escalation-needs-no-reason", {"stage": 1}, {"escalate: {to: two}": "escalate: {to: two, for: {kind: complex}}, again: {to: closed}"}, "fails", "Only some complainants"),
    Row("escalation-needs-no-reason", {"stage": 1}, {"escalate: {to: two}": "escalate: {to: two, needs: [sought]}"}, "met"),
    Row("escalation-needs-no-reason", {"stage": 1}, {"who: complainant\n          choices": "within: 1 month\n          from: responded\n          silence: stays open\n          late: refused\n          who: complainant\n          choices"}, "warning", "a later request is refused"),
    Row("escalation-needs-no-reason", {"stage": 1}, {"      - decide:\n": "      - look: {who: officer, choices: {up: {to: two, needs: [reason]}, leave: {to: one.decide}}}\n      - decide:\n"}, "met", "at any time, without reasons"),
    Row("escalation-needs-no-reason", {"stage": 2}, {}, "fails", "no stage 3 to go on to"),
    Row("escalation-needs-no-reason", {"stage": 1}, {"who: complainant\n          choices": "who: officer\n          choices"}, "fails", "Nothing lets"),
    Row("decided-by-someone-else", {"stage": 2, "than": 1}, {}, "met"),
    Row("decided-by-someone-else", {"stage": 2, "than": 1}, {"    different_from: one\n": ""}, "warning", "one person"),
    Row("decided-by-someone-else", {"stage": 2, "than": 1}, {"    different_from: one\n": "", "handler: director": "handler: officer"}, "fails", "nothing asks for another person"),
    Row("decided-by-someone-else", {"stage": 2, "than": 1}, {"    different_from: one\n": "", OFFICER: held("Ann", "Bo"), DIRECTOR: held("Cy")}, "met", "other people"),
    Row("decided-by-someone-else", {"stage": 2, "than": 1}, {"    different_from: one\n": "", OFFICER: held("Ann", "Bo"), DIRECTOR: held("Bo")}, "fails", "Bo can decide"),
    Row("decided-by-someone-else", {"stage": 2, "than": 1}, {"    different_from: one\n": "", DIRECTOR: held("Bo")}, "warning", "one person"),
    Row("decided-by-someone-else", {"stage": "every", "than": 1}, {}, "met"),
    Row("decided-by-someone-else", {"stage": "every", "than": 1}, ONE_STAGE, "not-applicable", "one stage only"),
    Row("decided-by-someone-else", {"stage": 2, "than": 1}, {"- respond: {within: 20 working days, from: acknowledged, letter: final, then: closed, reviewed_by: manager}": "- decide: {kind: act, within: 20 working days, from: acknowledged, letter: final, then: closed}", "from: two.responded": "from: two.decided"}, "warning", "write kind: response"),
    Row("escalation-needs-no-reason", {"stage": 1}, {"escalate: {to: two}": "escalate: {to: two, needs: [kind]}"}, "needs-person", "must give kind"),
    Row("role-named", {"role": "governing_member"}, {"complaints_officer: officer": "complaints_officer: officer, governing_member: officer"}, "needs-person", "answers for handling complaints"),
    Row("role-named", {"role": "governing_member"}, {"complaints_officer: officer": "complaints_officer: manager, governing_member: director"}, "needs-person", "handles complaints at Stage 2"),
    Row("role-named", {"role": "governing_member"}, {"complaints_officer: officer": "governing_member: manager"}, "met", "Complaints Manager"),
    Row("told", {"part": "access.adjustments"}, {"behaviour:": "access: {adjustments: None.}\nbehaviour:"}, "needs-person", '"None."'),
    Row("told", {"part": "access.adjustments"}, {"behaviour:": "access: {adjustments: We do not make any.}\nbehaviour:"}, "needs-person", "We do not make any"),
    Row("told", {"part": "access.adjustments"}, {"behaviour:": "access: {adjustments: Nobody is left alone with a form.}\nbehaviour:"}, "needs-person"),
    Row("told", {"part": "access.adjustments"}, {"behaviour:": "access: {adjustments: We ask what helps.}\nbehaviour:"}, "met"),
    Row("exclusions-allowed", {"kinds": COURT}, {CLAIM: "It was filed at court, or your solicitor has written to us."}, "needs-person", '("your solicitor has written to us")'),
    Row("exclusions-allowed", {"kinds": COURT}, {CLAIM: "A claim was filed at court or particulars were filed at court."}, "met"),
    Row("definition-covers", {"of": "complaint", "elements": ELEMENTS}, {"about a service": "about a service, only in writing"}, "needs-person", '"only"'),
    Row("definition-covers", {"of": "complaint", "elements": ELEMENTS}, {"about a service.": "about a service, whether or not it is right. Only residents can complain."}, "met"),
    Row("door-to", {"bodies": ["Ombudsman"], "opens": "on-refusal"}, {"from: two.responded": "from: received"}, "warning", "after received"),
    Row("door-to", {"bodies": ["Ombudsman"], "opens": "on-refusal"}, {"from: two.responded": "from: one.responded"}, "met"),
    Row("door-to", {"bodies": ["Ombudsman"], "opens": "after-last-stage"}, {"from: two.responded": "from: one.responded"}, "warning", "one: responded"),
    Row("recorded", {"at": "acknowledgement", "stage": 2, "fields": ["definition", "learning"]}, {}, "fails", "Write needs: [learning]."),
    Row("decided-by-someone-else", {"stage": 2, "than": 3}, {}, "fails", "There is no stage 3"),
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
    Row("report-contains", {"report": "board", "parts": ["volume"]}, {}, "fails", "does not name the report to the board"),
    Row("report-contains", {"report": "learning", "parts": ["volume"]}, {}, "fails"),
    Row("report-contains", {"report": "learning", "parts": ["volume"]}, {"briefings:": "learning: {published: [What we learnt]}\nbriefings:"}, "needs-person", "how many complaints"),
    Row("report-contains", {"report": "learning", "parts": ["volume"]}, {"briefings:": "learning: {published: [A yearly report]}\nbriefings:"}, "fails"),
    Row("report-contains", {"report": "annual", "parts": ["volume"]}, {part_of_policy("briefings"): "learning: {published: [A yearly report]}\n"}, "needs-person"),
    Row("report-contains", {"report": "board", "parts": ["volume"]}, {part_of_policy("briefings"): "learning: {published: [A yearly report]}\n"}, "fails"),
    Row("told", {"part": "definition.complaint"}, {}, "met"),
    Row("told", {"part": "learning"}, {}, "fails", "Write learning."),
    Row("told", {"part": "remedies"}, {}, "met", "names no remedies of its own"),
    Row("told", {"part": "remedies"}, {"remedies_at:": "remedies: {apology: An apology}\nremedies_at:"}, "met", "says which remedies"),
    Row("told", {"part": "access.advocates"}, {}, "fails", "Write access.advocates."),
    Row("told", {"part": "access.advocates"}, {"behaviour:": "access: {advocates: A friend may.}\nbehaviour:"}, "met"),
    Row("told", {"part": "access.advocates"}, {"behaviour:": "representatives: {who: [student-union, parent]}\nbehaviour:"}, "warning", "student union and parent"),
    Row("told", {"part": "access.advocates"}, {"behaviour:": "representatives: {who: [parent], unless: {kind: complex}}\naccess: {advocates: A friend may.}\nbehaviour:"}, "warning", "parent, except where Kind is Complex"),
    Row("told", {"part": "access.advocates"}, {"behaviour:": "representatives: {needs: [representative.consent]}\naccess: {advocates: A friend may.}\nbehaviour:"}, "met"),
    Row("told", {"part": "access.advocates"}, {"behaviour:": "representatives: {needs: [representative.consent]}\nbehaviour:"}, "fails"),
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
    Row("answer-reviewed", {"stage": 1}, {"      - respond:\n          within": "      - respond:\n          who: manager\n          within"}, "fails"),
    Row("door-to", {"bodies": ["made-up ombudsman"], "opens": "any-time"}, {}, "met"),
    Row("door-to", {"bodies": ["another"]}, {}, "fails"),
    Row("door-to", {"bodies": ["Ombudsman"]}, {"who: complainant\n    opens": "who: officer\n    opens"}, "fails", "not the complainant's own"),
    Row("door-to", {"bodies": ["Ombudsman"]}, {ANY_TIME: "for: {kind: complex}\n    opens: any time"}, "warning", "some complainants only"),
    Row("door-to", {"bodies": ["Ombudsman"], "opens": "after-last-stage"}, {ANY_TIME: "opens: [{from: two.responded, after: 8 weeks}]"}, "fails", "not open once"),
    Row("door-to", {"bodies": ["Ombudsman"], "opens": "after-last-stage"}, {}, "met", "once the last answer is there"),
    Row("door-to", {"bodies": ["Ombudsman"], "closes_at_least": "99 years"}, {"    closes: {within: 12 months, from: two.responded}\n": ""}, "met"),
    Row("door-to", {"bodies": ["Ombudsman"], "closes_at_least": "11 months"}, {}, "met"),
    Row("door-to", {"bodies": ["Ombudsman"], "opens": "after-last-stage"}, {"opens: any time": "opens: [{from: two.responded}]"}, "met"),
    Row("door-to", {"bodies": ["Ombudsman"], "opens": "after-last-stage"}, {"opens: any time": "opens: [{from: one.responded}]"}, "fails"),
    Row("door-to", {"bodies": ["Ombudsman"], "opens": "any-time"}, {"opens: any time": "opens: [{from: two.responded}]"}, "fails"),
    Row("door-to", {"bodies": ["Ombudsman"], "opens": "on-refusal"}, {"opens: any time": "opens: [{from: rejected}]"}, "met"),
    Row("door-to", {"bodies": ["Ombudsman"], "opens": "on-refusal"}, {ANY_TIME: LATE, CLAIM: f"{CLAIM}\n    challenge: ombudsman", TOO_OLD: f"{TOO_OLD}\n    challenge: ombudsman"}, "met", "not taken on"),
    Row("door-to", {"bodies": ["Ombudsman"], "opens": "on-refusal"}, {ANY_TIME: LATE, CLAIM: f"{CLAIM}\n    challenge: ombudsman"}, "fails", "not open when"),
    Row("door-to", {"bodies": ["Ombudsman"], "opens": "on-refusal"}, {ANY_TIME: LATE, EXCLUSIONS: "", LETTER_OF_REFUSAL: ""}, "fails"),
    Row("door-to", {"bodies": ["Ombudsman"], "opens": "on-refusal"}, {ANY_TIME: "opens: [{from: rejected, after: 8 weeks}]"}, "fails"),
    Row("door-to", {"bodies": ["Ombudsman"], "closes_at_least": "12 months"}, {}, "met"),
    Row("door-to", {"bodies": ["Ombudsman"], "closes_at_least": "13 months"}, {}, "fails", "sooner"),
    Row("bodies-open", {"closed": ESFA}, {}, "warning", "1 June 2024"),
    Row("bodies-open", {"closed": {"old": {**ESFA["esfa"], "words": ["Old Body"]}}}, {CLAIM: f"{CLAIM}\n    instead: old", "bodies:\n": "bodies:\n  old: {title: Old Body}\n"}, "warning", '"Before a court" sends people to "Old Body"'),
    Row("bodies-open", {"closed": {"esfa": {**ESFA["esfa"], "closed_on": "2024-03-31"}}}, {}, "fails", "31 March 2024"),
    Row("bodies-open", {"closed": {"esfa": {**ESFA["esfa"], "closed_on": "2024-04-01"}}}, {}, "warning"),
    Row("bodies-open", {"closed": {"esfa": {**ESFA["esfa"], "closed_on": "2025-03-30"}}}, {}, "warning"),
    Row("bodies-open", {"closed": {"esfa": {**ESFA["esfa"], "words": ["Stage 2"]}}}, {}, "warning", 'Stage 2 names "Stage 2"'),
    Row("bodies-open", {"closed": {"esfa": {**ESFA["esfa"], "words": ["Old Agency"]}}}, {}, "warning", 'A letter names "Old Agency"', {"closing": "Ask the Old Agency."}),
    Row("bodies-open", {"closed": {"esfa": {**ESFA["esfa"], "words": ["Old Agency"]}}}, {}, "met"),
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
