"""Verdicts: how strongly a clause is put decides what a failure means, the worst answer holds, nothing unasked is met."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import putright
from codes.procedures import given, inquiry
from putright.codes.model import Ask, Clause, Level, Span
from putright.codes.questions.answer import ORDER, fails, met, needs_person, not_applicable, warning, worst
from putright.codes.verdicts import WORST, Finding, judged

ROOT = Path(__file__).parents[2]

PASSING = ("channels-at-least", {"count": 2})
FAILING = ("channels-at-least", {"count": 3})
PERSON = ("attested", {"evidence": "Minutes."})
WARNING = ("decided-by-someone-else", {"stage": 2, "than": 1})


def clause(*asks: tuple[str, dict[str, object]], level: Level = "must", where: int | None = None) -> Clause:
    asked = tuple(Ask(question, given(question, values), level, where) for question, values in asks)  # type: ignore[arg-type]
    return Clause("1", level, "Do it.", ("policy",), asked, "Nowhere")


def finding(*asks: tuple[str, dict[str, object]], level: Level = "must", where: int | None = None) -> Finding:
    changes = {"    different_from: one\n": ""}
    return judged(inquiry(changes, clauses=(clause(*asks, level=level, where=where),))).findings[0]


@pytest.mark.parametrize(("level", "verdict"), [("must", "not-met"), ("should", "departs"), ("may", "not-applicable")])
def test_what_a_failure_means(level: Level, verdict: str) -> None:
    assert finding(FAILING, level=level).verdict == verdict


def test_an_ask_of_another_level_is_weighed_by_its_own() -> None:
    asks = (Ask(*_read(FAILING), "should"), Ask(*_read(PASSING), "must"))
    one = replace(clause(PASSING), asks=asks)
    assert judged(inquiry(clauses=(one,))).findings[0].verdict == "departs"


@pytest.mark.parametrize(
    ("asks", "verdict"),
    [
        ((PASSING,), "met"),
        ((PASSING, WARNING), "warning"),
        ((WARNING, PERSON), "needs-person"),
        ((PERSON, FAILING, PASSING), "not-met"),
    ],
)
def test_the_worst_answer_is_the_verdict(asks: tuple[tuple[str, dict[str, object]], ...], verdict: str) -> None:
    found = finding(*asks)
    assert found.verdict == verdict
    assert {answer.verdict for answer in found.answers} >= {verdict}


def test_a_clause_that_asks_nothing_is_never_met() -> None:
    assert finding(level="info").verdict == "not-applicable"
    assert finding(PASSING, level="info").verdict == "not-applicable"
    assert finding(PASSING, where=3).verdict == "not-applicable"
    with pytest.raises(ValueError, match="asked of nothing"):
        worst([])


def test_the_order_of_the_answers_is_that_of_the_verdicts() -> None:
    answers = [make("Because.") for make in (met, not_applicable, warning, needs_person, fails)]
    for number, standing in enumerate(ORDER):
        left = [answer for answer in answers if answer.standing in ORDER[number:]]
        assert worst(left).standing == standing
    assert WORST == ("not-met", "departs", "needs-person", "warning", "met", "not-applicable")


def test_why_names_everything_that_is_still_open() -> None:
    found = finding(FAILING, PERSON)
    assert "names 2 ways" in found.why
    assert "Minutes" in found.why


def test_a_code_that_was_never_in_force_with_the_policy_is_said_at_the_head() -> None:
    asked = inquiry(clauses=(clause(PASSING),))
    later = replace(asked, code=replace(asked.code, in_force=Span(date(2026, 1, 1), None)))
    assert "never together" in judged(later).notes[0]
    assert later.days.first == date(2026, 1, 1), "limits are then looked at over the code's own days"
    assert not any("never together" in note for note in judged(asked).notes)


def test_a_mark_is_shown_with_the_verdict() -> None:
    marked = replace(clause(PASSING), mark="k")
    report = judged(inquiry(clauses=(marked, replace(clause(FAILING), id="2"))))
    assert report.findings[0].unconfirmed == "from general knowledge; its text was not seen"
    assert report.findings[1].unconfirmed == ""
    assert report.summary == "2 clauses: 1 not met, 1 met"
    assert not report.is_met


def test_a_code_of_ones_own_is_asked_as_those_that_are_shipped(tmp_path: Path) -> None:
    """A new edition is a file: no line of Python knows it."""
    own = tmp_path / "village-2031.yaml"
    own.write_text(
        "code: village-2031\ntitle: Village Code\npublisher: The Village\nedition: '2031'\nin_force: {from: 2025-01-01}\n"
        "applies_to: [council]\nforce: None.\ntext_status: Ours.\nsource: The Village\nclauses:\n"
        "  - clause: A\n    level: must\n    requires: Answer in 3 days.\n    evidence: [policy]\n    asks:\n"
        "      - {question: deadline-at-most, with: {stage: 1, of: response, from: received, within: 3 days}}\n",
        encoding="utf-8",
    )
    policy = putright.load_policy(ROOT / "policies" / "walsall" / "two-stage.yaml")
    report = putright.comply(policy, str(own))
    (found,) = report.findings
    assert (found.clause, found.verdict) == ("A", "not-met")
    assert found.counterexample
    assert found.evidence[0].file.endswith("two-stage.yaml")


@pytest.mark.parametrize("policy", ["saha/three-stage", "walsall/two-stage", "kiwi/four-stage"])
@pytest.mark.parametrize("code", sorted(path.stem for path in (ROOT / "policies" / "codes").glob("*.yaml")))
def test_every_shipped_code_over_every_shipped_policy(policy: str, code: str) -> None:
    loaded = putright.load_policy(ROOT / "policies" / f"{policy}.yaml")
    report = putright.comply(loaded, code, date(2026, 11, 20))
    for found in report.findings:
        assert found.why, found.clause
        if found.verdict in ("met", "not-met", "departs", "warning"):
            assert found.evidence, found.clause
        if found.verdict == "met":
            assert all(answer.verdict in ("met", "not-applicable") for answer in found.answers)


def _read(ask: tuple[str, dict[str, object]]) -> tuple[str, dict[str, object]]:
    return ask[0], given(ask[0], ask[1])  # type: ignore[arg-type]
