"""A small procedure for tests, that meets what codes ask, and changes of it that do not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from putright.codes.model import Ask, Clause, Code, Span
from putright.codes.questions import ANSWERING, Answer, Inquiry
from putright.codes.values import read_as
from putright.codes.vocabulary import QUESTIONS
from putright.letters.shelf import Shelf
from putright.policy.calendars import shipped_calendar
from putright.policy.reading import read_policy
from putright.source import Plain, parse
from putright.working_days import Duration

POLICY = """\
format: 1
policy: example
version: "1"
title: Example policy
organisation: {id: example, name: Example Homes, sector: housing}
in_force: {from: 2024-04-01, until: 2025-03-31}
follows: [made-up]
calendar: england-and-wales
counting: {starts: day-after, ends: as-it-falls}
definition: {complaint: "An expression of dissatisfaction, however made, about a service.", service_request: A request.}
channels: {telephone: By telephone, writing: In writing}
roles:
  officer: {title: Complaints Officer}
  director: {title: Director}
  manager: {title: Complaints Manager}
facts:
  kind: {title: Kind, values: {simple: Simple, complex: Complex}}
exclusions:
  too-old:
    title: More than a year ago
    explanation: It is long ago.
    older_than: 12 months
    counted_from: later-of-both
    discretion: true
    letter: refusal
  court:
    title: Before a court
    explanation: A claim form has been filed at court.
    letter: refusal
stages:
  - id: one
    title: Stage 1
    handler: officer
    steps:
      - acknowledge: {within: 5 working days, from: received, letter: acknowledgement, needs: [definition, sought]}
      - respond:
          within: 10 working days
          from: acknowledged
          letter: response
          reviewed_by: manager
          extension: {by: 10 working days, needs: [reason], letter: extension}
      - decide:
          who: complainant
          choices: {accept: {to: closed, letter: closing}, escalate: {to: two}}
  - id: two
    title: Stage 2
    handler: director
    different_from: one
    steps:
      - acknowledge: {within: 5 working days, from: escalated, letter: acknowledgement, needs: [definition, sought]}
      - respond: {within: 20 working days, from: acknowledged, letter: final, then: closed, reviewed_by: manager}
doors:
  ombudsman:
    title: Ask the Ombudsman
    to: ombudsman
    who: complainant
    opens: any time
    closes: {within: 12 months, from: two.responded}
bodies:
  ombudsman: {title: Made-up Ombudsman, telephone: 01632 960001, website: ombudsman.example}
letters:
  acknowledgement: {title: We have your complaint}
  response: {title: Our answer}
  final: {title: Our final answer}
  extension: {title: We need more time}
  refusal: {title: Why we cannot look into this}
  escalation-refusal: {title: Why we will not review this}
  closing: {title: Closed}
  restriction: {title: How you can reach us}
actions:
  reject: {letter: refusal}
  refuse-escalation: {needs: [reason], letter: escalation-refusal}
  restrict: {letter: restriction}
remedies_at: any stage
behaviour: {about: Threats.}
responsible: {complaints_officer: officer}
briefings:
  - {who: director, report: annual, every: 1 year}
"""

LETTERS: Mapping[str, str] = {
    "acknowledgement": "{{ stage.title }} {{ definition }} {{ sought }} {% if next.due %}{{ next.due }}{% endif %}",
    "response": "{{ event.stage }} {% for matter in matters %}{{ matter.what }} {{ matter.outcome }} {{ matter.reasons }}"
    "{% endfor %}{% for choice in next.choices %}{{ choice.title }}{% endfor %}",
    "final": "{{ event.stage }} {% for matter in matters %}{{ matter.outcome }} {{ matter.reasons }}{% endfor %}"
    "{% for door in doors %}{{ door.body.title }} {{ door.body.telephone }}{% endfor %} This is our final answer.",
    "extension": "{{ extension.after }} {{ reason }} {% for door in doors %}{{ door.body.title }} {{ door.body.website }}{% endfor %}",
    "refusal": "{{ exclusion.explanation }} You can take this decision to: "
    "{% for door in doors %}{{ door.body.title }} {{ door.body.telephone }}{% endfor %}",
    "escalation-refusal": "{{ reason }}",
    "closing": "We have closed your complaint.",
    "restriction": "{{ reason }} {{ restriction.until }}",
}

MORE_TIME = Clause(
    id="more-time", level="must", requirement="", evidence=("policy",), source="",
    asks=(Ask("extension-at-most", {"stage": "every", "of": "response", "by": Duration(10, "working days")}, "must"),),
)  # fmt: skip
"""A clause of its own for more time, so that a limit is looked at without it."""

CODE = Code(
    id="made-up", title="Made-up Code", publisher="Made-up Ombudsman", edition="1", applies_to=(), force="", text_status="",
    whole=True, clauses=(), source="", in_force=Span(date(2024, 4, 1), date(2025, 3, 31)),
)  # fmt: skip


def inquiry(
    changes: Mapping[str, str] | None = None,
    letters: Mapping[str, str] | None = None,
    clauses: tuple[Clause, ...] = (MORE_TIME,),
    on: date | None = None,
) -> Inquiry:
    """The example under the made-up code, with some of its text replaced."""
    text = POLICY
    for old, new in (changes or {}).items():
        assert old in text, old
        text = text.replace(old, new)
    policy, problems = read_policy(parse(text, "policy.yaml"))
    assert policy is not None, problems
    shelf = Shelf(tuple(sorted({**LETTERS, **(letters or {})}.items())))
    return Inquiry(policy, shipped_calendar("england-and-wales"), shelf, replace(CODE, clauses=clauses), on)


def given(question: str, values: Mapping[str, Plain]) -> dict[str, Any]:
    """What a clause gives a question, read as its kinds say."""
    rows = QUESTIONS[question]
    found: dict[str, Any] = {}
    for name, value in values.items():
        row = rows.parameter(name)
        assert row, name
        found[name] = read_as(row.kind, value)
    return found


def answer(
    question: str,
    values: Mapping[str, Plain],
    changes: Mapping[str, str] | None = None,
    letters: Mapping[str, str] | None = None,
    clauses: tuple[Clause, ...] = (MORE_TIME,),
) -> Answer:
    return ANSWERING[question](inquiry(changes, letters, clauses), given(question, values))


def part_of_policy(key: str) -> str:
    """What the example says under one of its keys."""
    found = re.search(rf"^{key}:.*\n(?: .*\n)*", POLICY, re.MULTILINE)
    assert found
    return found[0]
