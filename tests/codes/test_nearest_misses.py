"""For every clause that a shipped policy meets, the nearest policy that does not do what the clause asks: it must be told.

The policies are those that an officer would publish, with one thing changed as somebody might who wants a "yes".
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

import putright
from putright.codes import find_code
from putright.codes.verdicts import Finding

ROOT = Path(__file__).parents[2]
TWO, THREE, COUNCIL = "saha/two-stage", "saha/three-stage", "walsall/two-stage"

MORE_TIME = "extension-at-most"
"""Clauses that ask this are always there: what they look at, the clauses on limits leave to them."""

Findings = Callable[..., Mapping[str, Finding]]


class Miss(NamedTuple):
    clause: str
    edits: Mapping[str, str]
    verdict: str
    says: str
    letters: Mapping[str, str] = {}


ACKNOWLEDGE = "      - acknowledge:\n          title: Acknowledge, define and log the complaint\n"
HURDLE = "      - talk: {title: Talk it over with your housing officer, who: complaints-officer}\n"
FINAL = "          extension: {by: 20 working days, needs: [reason], letter: extension}      # assumed\n          then: closed\n"
ONWARD = (
    "          extension: {by: 20 working days, needs: [reason], letter: extension}\n"
    "      - settle: {who: complainant, choices: {accept: {to: closed}, go: {to: stage-3}}}\n"
    "  - id: stage-3\n    title: Review panel\n    handler: director\n    steps:\n"
    "      - review: {title: The panel reviews it, then: closed}\n"
)
AGAIN = (
    "          extension: {by: 20 working days, needs: [reason], letter: extension}\n"
    "      - settle: {who: complainant, choices: {accept: {to: closed}, go: {to: answer-again}}}\n"
    "      - answer-again: {title: Look at it again, kind: response, letter: stage-2-response, then: closed}\n"
)
AGE = "    older_than: 12 months\n    counted_from: later-of-both\n    discretion: true\n"
ESCALATE = "escalate: {title: Ask for a review at stage 2, to: stage-2}"
NO_HELP = '{% extends "frame" %}{% block body %}{{ reason }} {{ extension.after }}{% endblock %}{% block help %}{% endblock %}'
NO_REASON = (
    '{% extends "frame" %}{% block body %}{% if reason %}{{ reason }}{% endif %} {{ extension.after }}{% endblock %}'
)
NO_WAY_ON = '{% extends "response" %}{% block next %}We hope that this settles it.{% endblock %}'
NO_MATTERS = '{% extends "frame" %}{% block body %}{{ event.stage }} We have looked into it.{% endblock %}'
NOT_THE_END = '{% extends "response" %}{% block thanks %}This is not the end of our procedure. {{ event.stage }}{% endblock %}{% block next %}Ask us again.{% endblock %}'
NO_WAY_OUT = (
    '{% extends "response" %}{% block next %}This is our final answer.{% endblock %}{% block help %}{% endblock %}'
)
FINAL_DECISION = (
    "This decision is final, and you cannot take it anywhere.{% if doors %}{% for door in doors %}"
    " {{ door.body.title }}{% endfor %}{% endif %}\n"
)
NOTHING_TO_DO = '{% extends "frame" %}{% block body %}{{ event.stage }} {{ definition }} {% for matter in matters %}{{ matter.what }} {{ matter.outcome }} {{ matter.reasons }}{% endfor %}{% endblock %}'
CLOSES = "closes: {within: 12 months, from: stage-2.responded}"
GATE = (
    "      - weigh:\n          title: Decide whether to look at it again\n"
    "          choices: {take: {to: next}, decline: {to: closed, letter: closing}}\n"
)
STAGE_2 = "    different_from: stage-1                   # assumed: the 2024 code asks for it\n    steps:\n"

HOUSING = [
    Miss("1.2", {"however made, ": ""}, "not-met", "however it is made"),
    Miss("1.2", {"group of residents. Nobody": "group of residents, except where rent is owed. Nobody"}, "needs-person", '"except"'),
    Miss("1.2", {"An expression of dissatisfaction, however made,": "An expression of dissatisfaction, however made, only once a request has been closed,"}, "needs-person", '"only"'),
    Miss("2.3", {"older_than: 12 months": "older_than: 11 months"}, "not-met", "before 12 months have gone by"),
    Miss("2.3", {"counted_from: later-of-both": "counted_from: happened"}, "not-met", "happened alone"),
    Miss("2.3", {"discretion: true": "discretion: false"}, "not-met", "no discretion"),
    Miss("2.3", {AGE: "", "More than twelve months ago": "More than three months ago"}, "needs-person", '"More than three months ago" says "ago"'),
    Miss("2.2", {"older_than: 12 months": "older_than: 6 months"}, "not-met", "after 6 months"),
    Miss("2.4", {}, "warning", "keep people from it", {"shared/challenge": FINAL_DECISION}),
    Miss("2.4", {}, "warning", "not in so many words", {"shared/challenge": "{% for door in doors %}{{ door.body.title }}{% endfor %}\n"}),
    Miss("2.4", {"opens: any time ": "opens: [{from: stage-2.responded}] "}, "not-met", "is not open when the complaint is not taken on"),
    Miss("3.5", {"code: [On the website with our self-assessment]": "code: [Not published]"}, "needs-person", '"Not published"'),
    Miss("3.5", {"  code: [On the website with our self-assessment]           # assumed\n": ""}, "not-met", "publicity.code"),
    Miss("3.7", {CLOSES: "closes: {within: 1 month, from: received}"}, "warning", "closes some time after received"),
    Miss("3.7", {CLOSES: "closes: {within: 1 month, from: stage-1.responded}"}, "warning", "closes some time after stage 1: responded"),
    Miss("3.7", {"opens: any time ": "opens: [{from: stage-2.responded, after: 8 weeks}] "}, "not-met", "not open once"),
    Miss("5.2", {ACKNOWLEDGE: HURDLE + ACKNOWLEDGE}, "warning", '"Talk it over with your housing officer" comes before the complaint is acknowledged'),
    Miss("5.2", {"title: Acknowledge, define and log the complaint": "title: Informal acknowledgement"}, "not-met", '"informal"'),
    Miss("5.3", {FINAL: ONWARD}, "needs-person", "Review panel has no step that is known to be an answer"),
    Miss("5.3", {FINAL: ONWARD.replace("- review: {title: The panel reviews it,", "- respond: {letter: stage-2-response,")}, "not-met", "3 stages"),
    Miss("5.3", {FINAL: AGAIN}, "needs-person", 'a second answer, "Look at it again"'),
    Miss("5.6", {"needs: [definition, sought]         # assumed: the 2024": "needs: [definition]         # assumed: the 2024"}, "not-met", "what outcome is sought. Write needs: [sought]"),
    Miss("5.13", {"remedies_at: any stage": "remedies_at: [stage-2]"}, "not-met", "at Stage 1"),
    Miss("6.2", {"within: 5 working days              # assumed\n          from: received": "within: 6 working days\n          from: received"}, "not-met", "later than 5 working days"),
    Miss("6.2", {"needs: [definition, sought]         # assumed: the 2024": "needs: [sought]         # assumed: the 2024"}, "not-met", "Write needs: [definition]"),
    Miss("6.3", {"within: 10 working days             # assumed\n          from: acknowledged": "within: 15 working days\n          from: received"}, "not-met", "The earliest case"),
    Miss("6.4", {"{by: 10 working days, needs": "{by: 11 working days, needs"}, "warning", "a person has to see"),
    Miss("6.4", {"{by: 10 working days, needs: [reason], ": "{by: 10 working days, "}, "not-met", "without reason", {"shared/extension": NO_REASON}),
    Miss("6.4", {"{by: 10 working days, needs: [reason], letter: extension}": "{by: 10 working days, needs: [reason]}"}, "not-met", "without a letter"),
    Miss("6.5", {}, "not-met", "how to reach the Ombudsman", {"shared/extension": NO_HELP}),
    Miss("6.9", {}, "not-met", "how to go on to the next stage", {"saha/stage-1-response": NO_WAY_ON}),
    Miss("6.9", {}, "not-met", "actions still to be done", {"saha/stage-1-response": NOTHING_TO_DO}),
    Miss("6.10", {ESCALATE: f"{ESCALATE[:-1]}, for: {{complexity: complex}}}}"}, "not-met", "Only some complainants can ask for Stage 2"),
    Miss("6.10", {"title: Say whether the answer settles it\n          who: complainant": "title: Say whether the answer settles it\n          who: complaints-officer", "  refuse-escalation: {needs: [reason], letter: escalation-refusal}\n": ""}, "not-met", "cannot ask for Stage 2"),
    Miss("6.10", {FINAL: ONWARD}, "needs-person", "After Stage 2 comes Review panel"),
    Miss("6.12", {STAGE_2: STAGE_2 + GATE}, "needs-person", "nobody needs leave to go on"),
    Miss("6.12", {"complexity: {title: How complex it is,": "grounds: {title: Why our answer is wrong, values: {facts: The facts, law: The law}, required: false}\n  complexity: {title: How complex it is,", ESCALATE: f"{ESCALATE[:-1]}, needs: [grounds]}}"}, "needs-person", "must give why our answer is wrong"),
    Miss("6.11", {"within: 5 working days              # assumed\n          from: escalated": "within: 6 working days\n          from: escalated"}, "not-met", "asked for"),
    Miss("6.13", {"    different_from: stage-1                   # assumed: the 2024 code asks for it\n": ""}, "warning", "nothing keeps one person from doing both"),
    Miss("6.14", {"within: 20 working days             # assumed\n          from: acknowledged": "within: 25 working days\n          from: escalated"}, "not-met", "The earliest case"),
    Miss("6.15", {"{by: 20 working days, needs": "{by: 21 working days, needs"}, "warning", "a person has to see"),
    Miss("6.15", {"{by: 20 working days, needs: [reason]": "{open_ended: true, needs: [reason]"}, "not-met", "no end"),
    Miss("6.16", {}, "not-met", "how to reach the Ombudsman", {"shared/extension": NO_HELP}),
    Miss("6.19", {}, "not-met", "how to reach the Ombudsman", {"shared/final-response": NO_WAY_OUT}),
    Miss("9.5", {"governing_member: board-member": "governing_member: complaints-officer"}, "needs-person", "who also answers for handling complaints"),
    Miss("9.5", {"governing_member: board-member": "governing_member: head-of-department"}, "needs-person", "handles complaints at Stage 1"),
    Miss("9.5", {", governing_member: board-member": ""}, "not-met", "Write responsible.governing_member"),
]  # fmt: skip


REQUEST = (
    "  service_request: >-\n    A first report of a fault. To get in touch again because nothing was done, or because it was done slowly or\n"
    "    badly, is a complaint.\n"
)
OPEN_AT_ONCE = "      - {from: rejected}                      # assumed: whoever is turned away is told where else to go\n      - {from: escalation-refused}            # assumed\n"

COUNCILS = [
    Miss("1.6", {REQUEST: "  service_request: We do not tell requests from complaints.\n"}, "needs-person", "We do not tell"),
    Miss("1.6", {REQUEST: ""}, "departs", "does not say what a request for service is"),
    Miss("2.2", {"older_than: 1 year": "older_than: 364 days"}, "departs", "before 12 months"),
    Miss("2.4", {}, "warning", "keep people from it", {"shared/challenge": FINAL_DECISION}),
    Miss("3.7", {CLOSES: "closes: {within: 12 months, from: received}"}, "warning", "closes some time after received"),
    Miss("5.2", {"      - acknowledge:\n          title: Acknowledge and log the complaint\n": HURDLE.replace("complaints-officer", "service-officer") + "      - acknowledge:\n          title: Acknowledge and log the complaint\n"}, "warning", "comes before the complaint is acknowledged"),
    Miss("5.5", {}, "departs", "the new date", {"shared/extension": '{% extends "frame" %}{% block body %}{{ reason }}{% endblock %}{% block next %}Please wait.{% endblock %}'}),
    Miss("5.9", {"remedies_at: any stage": "remedies_at: [stage-2]"}, "departs", "at Stage 1"),
    Miss("5.10", {"behaviour:\n  about: >-\n    The council has an Unreasonable, Unreasonably Persistent and Vexatious Complaints Procedure and Guidance. Each\n    person is looked at by themselves before contact with them is restricted.\n": ""}, "departs", "Write behaviour.about"),
    Miss("6.2", {"within: 5 days                      # as printed": "within: 8 days                      # as printed"}, "departs", "later than 5 working days"),
    Miss("6.3", {"within: 10 working days\n          from: acknowledged": "within: 15 working days\n          from: received"}, "departs", "The earliest case"),
    Miss("6.4", {"{by: 10 working days, needs": "{by: 11 working days, needs"}, "warning", "a person has to see"),
    Miss("6.5", {}, "departs", "how to reach the Ombudsman", {"shared/extension": NO_HELP}),
    Miss("6.8", {}, "departs", "how to go on to the next stage", {"walsall/stage-1-response": NO_WAY_ON}),
    Miss("6.10", {ESCALATE: f"{ESCALATE[:-1]}, for: {{service: waste}}}}"}, "departs", "Only some complainants"),
    Miss("6.11", {"needs: [definition, sought]         # the council": "needs: [definition]         # the council"}, "warning", "nothing sees to it"),
    Miss("6.13", {"    different_from: stage-1                   # assumed: the copy breaks off before it says who reviews\n": ""}, "warning", "one person"),
    Miss("6.14", {"within: 20 working days             # assumed: to be confirmed\n          from: acknowledged": "within: 25 working days\n          from: escalated"}, "departs", "The earliest case"),
    Miss("6.15", {"{by: 20 working days, needs: [reason]": "{open_ended: true, needs: [reason]"}, "departs", "no end"),
    Miss("6.16", {}, "departs", "how to reach the Ombudsman", {"shared/extension": NO_HELP}),
    Miss("6.18", {"must_say: [event.stage, matters, outcome, reasons]}\n  extension": "}\n  extension"}, "departs", "every point", {"walsall/stage-2-response": '{% extends "frame" %}{% block body %}We have looked again.{% endblock %}'}),
]  # fmt: skip

IN_2022 = [
    Miss("5.1", {"within: 10 working days             # assumed\n          from: received ": "within: 11 working days             # assumed\n          from: acknowledged "}, "not-met", "The earliest case"),
    Miss("5.3", {}, "departs", "how to reach the Ombudsman", {"shared/extension": NO_HELP}),
    Miss("5.8", {}, "not-met", "how to go on to the next stage", {"saha/stage-1-response": NO_WAY_ON}),
    Miss("5.9", {}, "warning", "keep people from it", {"shared/challenge": FINAL_DECISION}),
    Miss("5.12", {"    different_from: stage-1                   # public: the 2020 code\n": ""}, "warning", "one person"),
    Miss("5.13", {"within: 20 working days             # assumed\n          from: escalated                     # assumed: in": "within: 21 working days             # assumed\n          from: escalated                     # assumed: in"}, "not-met", "The earliest case"),
    Miss("5.18", {"title: Say whether the answer settles it\n          who: complainant\n          choices:\n            accept: {title: Accept the answer, to: closed, letter: closing}\n            escalate: {title: Ask for a review at stage 3": "title: See whether the panel is needed\n          who: senior-manager\n          choices:\n            accept: {title: Accept the answer, to: closed, letter: closing}\n            escalate: {title: Ask for a review at stage 3"}, "not-met", "cannot ask for Stage 3"),
    Miss("definition", {"however made": "in writing"}, "not-met", "however it is made"),
    Miss("time-bar", {"older_than: 6 months": "older_than: 5 months"}, "not-met", "before 6 months"),
    Miss("every-point", {"must_say: [event.stage, matters, outcome, reasons]}\n  stage-2-ack": "}\n  stage-2-ack"}, "not-met", "every point", {"saha/stage-1-response": NO_MATTERS}),
]  # fmt: skip

IN_2020 = [
    Miss("definition", {"however made": "in writing"}, "departs", "however it is made"),
    Miss("time-bar", {"older_than: 6 months": "older_than: 5 months"}, "departs", "before 6 months"),
    Miss("informal-stage", {"title: Log and acknowledge the complaint": "title: Informal talk"}, "departs", '"informal"'),
    Miss("acknowledge", {"within: 5 working days ": "within: 6 working days "}, "departs", "later than 5"),
    Miss("stage-1-answer", {"from: received                      # assumed: in 2020 the clock ran from receipt": "from: acknowledged"}, "departs", "The earliest case"),
    Miss("stage-1-more-time", {"{by: 10 working days": "{by: 11 working days"}, "departs", "more than 10 working days"),
    Miss("stage-2-answer", {"from: escalated                     # assumed: in 2020 the clock ran from the request": "from: acknowledged"}, "departs", "The earliest case"),
    Miss("stage-2-more-time", {"extension: {by: 10 working days, needs: [reason], letter: extension}      # assumed\n      - decide:\n          title: Say whether the answer settles it\n          who: complainant\n": "extension: {by: 11 working days, needs: [reason], letter: extension}      # assumed\n      - decide:\n          title: Say whether the answer settles it\n          who: complainant\n"}, "departs", "more than 10 working days"),
    Miss("different-person", {"    different_from: stage-1                   # public: the 2020 code\n": ""}, "warning", "one person"),
]  # fmt: skip

FUNDERS = [
    Miss("final-letter", {}, "needs-person", "Somebody has to look", {"kiwi/stage-3-response": NOT_THE_END}),
]  # fmt: skip

TABLES = [
    (TWO, "housing-ombudsman-2024", HOUSING),
    (COUNCIL, "lgsco-2024", COUNCILS),
    (THREE, "housing-ombudsman-2022", IN_2022),
    (THREE, "housing-ombudsman-2020", IN_2020),
    ("kiwi/four-stage", "training-funder", FUNDERS),
]
MISSES = [(policy, code, miss) for policy, code, misses in TABLES for miss in misses]


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    """The findings for a shipped policy and its letters with some of their text replaced."""

    def found(
        name: str, code: str, edits: Mapping[str, str], letters: Mapping[str, str] | None = None, clause: str = ""
    ) -> Mapping[str, Finding]:
        folder = tmp_path_factory.mktemp("officer")
        shutil.copytree(ROOT / "letters", folder / "letters")
        file = folder / "policies" / f"{name}.yaml"
        file.parent.mkdir(parents=True)
        text = (ROOT / "policies" / f"{name}.yaml").read_text("utf-8")
        for old, new in edits.items():
            assert old in text, old
            text = text.replace(old, new, 1)
        file.write_text(text, encoding="utf-8")
        for letter, template in (letters or {}).items():
            (folder / "letters" / f"{letter}.md").write_text(template, encoding="utf-8")
        whole = find_code(code)
        kept = (
            one for one in whole.clauses if clause in ("", one.id) or any(a.question == MORE_TIME for a in one.asks)
        )
        report = putright.comply(putright.load_policy(file), replace(whole, clauses=tuple(kept)))
        return {one.clause: one for one in report.findings}

    return found


@pytest.mark.parametrize(
    ("policy", "code", "miss"), MISSES, ids=[f"{code} {miss.clause} {miss.says}" for _, code, miss in MISSES]
)
def test_what_does_not_do_what_the_code_asks_is_told(policy: str, code: str, miss: Miss, findings: Findings) -> None:
    one = findings(policy, code, miss.edits, miss.letters, miss.clause)[miss.clause]
    assert (one.verdict, miss.says in one.why) == (miss.verdict, True), one.why
    assert one.evidence


@pytest.mark.parametrize(("policy", "code", "misses"), TABLES, ids=[code for _, code, _ in TABLES])
def test_every_clause_that_is_met_has_its_nearest_miss(
    policy: str, code: str, misses: list[Miss], findings: Findings
) -> None:
    plain = findings(policy, code, {})
    assert {clause for clause, one in plain.items() if one.verdict == "met"} <= {miss.clause for miss in misses}
