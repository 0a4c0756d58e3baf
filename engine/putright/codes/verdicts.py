"""Verdicts: a policy under a code, clause by clause, with why and where; what nobody asked is never met.

Pure; files are read elsewhere.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, Literal

from putright.codes.model import MARKS, Ask, Clause, Level
from putright.codes.questions import ANSWERING, Answer, Counterexample, Inquiry, Standing
from putright.problems import Place
from putright.working_days import in_full

Verdict = Literal["not-met", "departs", "needs-person", "warning", "met", "not-applicable"]

VERDICTS: Final[Mapping[Verdict, str]] = {
    "not-met": "not met",
    "departs": "departs",
    "needs-person": "needs a person",
    "warning": "warning",
    "met": "met",
    "not-applicable": "does not apply",
}
"""In words; the worst first."""

WORST: Final = tuple(VERDICTS)

FAILING: Final[Mapping[Level, Verdict]] = {
    "must": "not-met",
    "should": "departs",
    "may": "not-applicable",
    "info": "not-applicable",
}
"""What it means that a policy fails what a clause asks, by how strongly the clause puts it."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One ask of a clause, and how the policy stands to it."""

    question: str
    verdict: Verdict
    why: str
    evidence: tuple[Place, ...] = ()
    counterexample: Counterexample | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One clause: its verdict, why, and where in the policy or the letters that can be read."""

    clause: str
    level: Level
    requirement: str
    verdict: Verdict
    why: str
    evidence: tuple[Place, ...]
    counterexample: Counterexample | None
    answers: tuple[Answered, ...]
    unconfirmed: str = ""
    """Why our words of the clause are not confirmed against the code's text; empty: they are."""
    advice: str = ""
    practice: str = ""
    """What the cases show, apart from what the policy says; empty: nothing was looked at, or there is nothing to say."""
    cases: tuple[str, ...] = ()
    """The cases that show it."""
    attested: str = ""
    """Who answers for what no program can decide, since when and until when; empty: nobody does, or nobody need."""
    section: str = ""
    """The section of the code in which the clause stands."""

    def as_json(self) -> dict[str, object]:
        return {
            "clause": self.clause,
            "section": self.section,
            "level": self.level,
            "requirement": self.requirement,
            "verdict": self.verdict,
            "why": self.why,
            "evidence": [place.as_json() for place in self.evidence],
            "counterexample": self.counterexample.as_json() if self.counterexample else None,
            "unconfirmed": self.unconfirmed,
            "advice": self.advice,
            "practice": self.practice,
            "cases": list(self.cases),
            "attested": self.attested,
            "answers": [
                {
                    "question": a.question,
                    "verdict": a.verdict,
                    "why": a.why,
                    "evidence": [p.as_json() for p in a.evidence],
                }
                for a in self.answers
            ],
        }


@dataclass(frozen=True, slots=True)
class Report:
    """A policy under a code: a finding for each clause, and what has to be said before them."""

    policy: str
    code: str
    title: str
    """The code's title."""
    notes: tuple[str, ...]
    findings: tuple[Finding, ...]
    file: str = ""
    """The policy's file."""
    sections: Mapping[str, str] = field(default_factory=dict)
    """What each section of the code is about."""

    @property
    def counts(self) -> Mapping[Verdict, int]:
        return {verdict: sum(finding.verdict == verdict for finding in self.findings) for verdict in VERDICTS}

    @property
    def is_met(self) -> bool:
        """Whether no clause is found not to be met; a person may still have to say more."""
        return not self.counts["not-met"]

    @property
    def summary(self) -> str:
        """One line for people."""
        told = [f"{number} {VERDICTS[verdict]}" for verdict, number in self.counts.items() if number]
        return f"{len(self.findings)} clauses: {', '.join(told)}"

    def shown(self, only: Collection[Verdict] = ()) -> tuple[Finding, ...]:
        """The findings with one of those verdicts; all where none is named."""
        return tuple(finding for finding in self.findings if not only or finding.verdict in only)

    def by_section(self, only: Collection[Verdict] = ()) -> Mapping[str, tuple[Finding, ...]]:
        """The findings with one of those verdicts by their section; last those that stand in none."""
        found = self.shown(only)
        ids = sorted(dict.fromkeys(finding.section for finding in found), key=lambda section: not section)
        return {id: tuple(finding for finding in found if finding.section == id) for id in ids}

    def as_json(self, only: Collection[Verdict] = ()) -> dict[str, object]:
        return {
            "policy": self.policy,
            "code": self.code,
            "title": self.title,
            "sections": dict(self.sections),
            "notes": list(self.notes),
            "summary": dict(self.counts),
            "findings": [finding.as_json() for finding in self.shown(only)],
        }


def judged(inquiry: Inquiry) -> Report:
    """The policy under the code, clause by clause."""
    findings = tuple(_finding(inquiry, clause) for clause in inquiry.code.clauses)
    policy, code = inquiry.policy, inquiry.code
    return Report(policy.name, code.id, code.title, tuple(_notes(inquiry)), findings, policy.file, code.sections)


def _finding(inquiry: Inquiry, clause: Clause) -> Finding:
    answers = tuple(_answered(inquiry, ask) for ask in clause.asks)
    if clause.level == "info" or not answers:
        answers = (Answered("", "not-applicable", "It explains, and sets no duty.", (clause.place,)),)
    blank = Finding(clause.id, clause.level, clause.requirement, "not-applicable", "", (), None, ())
    blank = replace(blank, unconfirmed=MARKS.get(clause.mark, ""), advice=clause.advice, section=clause.section)
    return summed_up(blank, answers)


def summed_up(finding: Finding, answers: tuple[Answered, ...]) -> Finding:
    """The finding with these answers: the worst of them is its verdict, and what is open is told before what is met."""
    verdict = min((answer.verdict for answer in answers), key=WORST.index)
    open_ones = [a for a in answers if a.verdict not in ("met", "not-applicable")]
    told = sorted(open_ones or [a for a in answers if a.verdict == verdict], key=lambda a: WORST.index(a.verdict))
    return replace(
        finding,
        verdict=verdict,
        why=" ".join(dict.fromkeys(answer.why for answer in told)),
        evidence=tuple(dict.fromkeys(place for answer in told for place in answer.evidence)),
        counterexample=next((answer.counterexample for answer in told if answer.counterexample), None),
        answers=answers,
    )


def _answered(inquiry: Inquiry, ask: Ask) -> Answered:
    if not inquiry.is_asked(ask):
        why = f"The policy has no stage {ask.where_stage}."
        return Answered(ask.question, "not-applicable", why, (inquiry.place("stages"),))
    answer = ANSWERING[ask.question](inquiry, ask.given)
    return Answered(
        ask.question, _verdict(answer, ask.level), _why(answer, ask.level), answer.evidence, answer.counterexample
    )


def _verdict(answer: Answer, level: Level) -> Verdict:
    standing: Standing = answer.standing
    return FAILING[level] if standing == "fails" else standing


def _why(answer: Answer, level: Level) -> str:
    if answer.standing == "fails" and level == "may":
        return f"{answer.why} The code allows it and does not ask for it."
    return answer.why


def _notes(inquiry: Inquiry) -> Iterator[str]:
    """What must be known before the verdicts are read."""
    policy, code = inquiry.policy, inquiry.code
    if inquiry.overlap.is_empty:
        span = _span(code.in_force.first, code.in_force.last)
        yield (
            f"{code.title} was in force {span}, and this policy {_span(policy.in_force_from, policy.in_force_until)}: "
            f"never together. The verdicts say how the policy would stand to it."
        )
    elif policy.follows and code.id not in policy.follows:
        yield f"This policy does not say that it follows {code.title}; it names {', '.join(policy.follows)}."
    if not code.is_for(policy.organisation.sector):
        yield f"{code.title} is written for {' and '.join(code.applies_to)}, and this is a policy of another kind of organisation."
    if not code.whole:
        yield f"Only some clauses of {code.title} are known here."
    if any(clause.mark for clause in code.clauses):
        number = sum(bool(clause.mark) for clause in code.clauses)
        yield f"{number} of {len(code.clauses)} clauses are not confirmed against the text of the code; each says so."


def _span(first: date | None, last: date | None) -> str:
    if first is None:
        return f"until {in_full(last)}" if last else "at all times"
    return f"from {in_full(first)} until {in_full(last)}" if last else f"from {in_full(first)}"
