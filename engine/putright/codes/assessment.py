"""The self-assessment that is published: for each provision of a code whether it is kept to, what shows it, and what is to be said.

A value made of a report and of what people attest and plan. What nobody has answered stays open: it is never filled in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from putright.codes.attestations import Attestations, Gap
from putright.codes.model import Code
from putright.codes.telling import heading
from putright.codes.verdicts import Finding, Report, Verdict
from putright.policy.model import Policy
from putright.problems import Place

Comply = Literal["Yes", "No", "To be answered", "Does not apply"]

COMPLY: Final[Mapping[Verdict, Comply]] = {
    "met": "Yes",
    "not-met": "No",
    "departs": "No",
    "needs-person": "To be answered",
    "warning": "To be answered",
    "not-applicable": "Does not apply",
}
"""What stands in the form for each verdict. What holds only with a warning is for a person to answer, who then attests it."""

COLUMNS: Final = ("Provision", "Requirement", "Comply", "Evidence", "Commentary")


@dataclass(frozen=True, slots=True)
class Row:
    """One provision: what it asks in our words, whether it is kept to, what shows it, and what is said of it."""

    provision: str
    requirement: str
    comply: Comply
    evidence: tuple[str, ...]
    places: tuple[Place, ...]
    commentary: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        return {
            "provision": self.provision,
            "requirement": self.requirement,
            "comply": self.comply,
            "evidence": list(self.evidence),
            "places": [place.as_json() for place in self.places],
            "commentary": list(self.commentary),
        }


@dataclass(frozen=True, slots=True)
class Section:
    """The provisions of one section of the code, with what stands above them."""

    id: str
    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Planned:
    """What is done about one provision that is not kept to; without an owner and a day it is only proposed."""

    provision: str
    what: str
    owner: str = ""
    by: date | None = None
    is_past: bool = False
    """Whether that day has gone by."""

    def as_json(self) -> dict[str, object]:
        by = self.by.isoformat() if self.by else None
        return {"provision": self.provision, "what": self.what, "owner": self.owner, "by": by, "past": self.is_past}


@dataclass(frozen=True, slots=True)
class Assessment:
    """A self-assessment: whose it is, under which code, of which day, its rows by section, and the plan for its gaps."""

    organisation: str
    procedure: str
    policy: str
    code: str
    code_title: str
    on: date
    preface: str
    """What the organisation says above it; empty: nothing."""
    notes: tuple[str, ...]
    is_met: bool
    """Whether no provision that must be kept to is found not to be."""
    sections: tuple[Section, ...]
    """In the order of the code; last the provisions that stand in none."""
    gaps: tuple[Planned, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for section in self.sections for row in section.rows)

    @property
    def summary(self) -> str:
        """One line for people."""
        of = {word: sum(row.comply == word for row in self.rows) for word in dict.fromkeys(COMPLY.values())}
        return f"{len(self.rows)} provisions: {', '.join(f'{word.lower()} {number}' for word, number in of.items() if number)}"

    def as_json(self) -> dict[str, object]:
        return {
            "organisation": self.organisation,
            "policy": self.policy,
            "code": self.code,
            "title": self.code_title,
            "on": self.on.isoformat(),
            "preface": self.preface,
            "notes": list(self.notes),
            "summary": self.summary,
            "sections": [{"section": one.id, "heading": one.heading} for one in self.sections],
            "rows": [{"section": one.id, **row.as_json()} for one in self.sections for row in one.rows],
            "gaps": [gap.as_json() for gap in self.gaps],
        }


def assessed(report: Report, policy: Policy, code: Code, said: Attestations, on: date) -> Assessment:
    """The form for a report; `said` is what people attest and plan for this policy under this code."""
    plans = {finding.clause: [gap for gap in said.gaps if gap.clause == finding.clause] for finding in report.findings}
    sections = tuple(
        Section(id, heading(report.sections, id), tuple(_row(finding, plans[finding.clause]) for finding in findings))
        for id, findings in report.by_section().items()
    )
    planned = tuple(one for finding in report.findings for one in _planned(finding, plans[finding.clause], on))
    return Assessment(
        organisation=policy.organisation.name,
        procedure=policy.title,
        policy=report.policy,
        code=code.id,
        code_title=code.title,
        on=on,
        preface=said.note,
        notes=report.notes,
        is_met=report.is_met,
        sections=sections,
        gaps=planned,
    )


def _row(finding: Finding, plans: Sequence[Gap]) -> Row:
    shown = [answer for answer in finding.answers if answer.verdict == "met"]
    places = dict.fromkeys(place for answer in finding.answers if answer.question for place in answer.evidence)
    return Row(
        provision=finding.clause,
        requirement=finding.requirement,
        comply="Yes" if finding.verdict == "warning" and finding.attested else COMPLY[finding.verdict],
        evidence=tuple(dict.fromkeys(answer.why for answer in shown)),
        places=tuple(places),
        commentary=tuple(_commentary(finding, plans)),
    )


def _commentary(finding: Finding, plans: Sequence[Gap]) -> Iterator[str]:
    if finding.verdict != "met":
        yield finding.why
    if finding.verdict == "departs":
        yield "The code says should here, and not must."
    yield from (plan.why for plan in plans if plan.why and finding.verdict != "met")
    if finding.practice:
        yield f"What the cases show: {finding.practice}"
    if finding.unconfirmed:
        yield f"Our words of this provision are not confirmed: {finding.unconfirmed}."


def _planned(finding: Finding, plans: Sequence[Gap], on: date) -> Iterator[Planned]:
    """What is planned for a provision that is not kept to, or else what the code's file advises."""
    if finding.verdict not in ("not-met", "departs"):
        return
    for plan in plans:
        yield Planned(finding.clause, plan.what, plan.owner, plan.by, plan.by < on)
    if not plans:
        yield Planned(finding.clause, finding.advice or "Decide what is to be done.")
