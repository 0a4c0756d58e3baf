"""Attesting: what people answer for, beside the verdicts of a report.

Only what a program left to a person is answered here. What a program decided stays as it is, whatever anybody says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from putright.codes.attestations import Attestation, Attestations
from putright.codes.verdicts import FAILING, Answered, Finding, Report, summed_up
from putright.policy.phrases import listed
from putright.working_days import in_full

LEFT_OPEN: Final = ("needs-person", "warning")
"""What a program has not decided. A warning stays one, whatever is said; the form can then be answered all the same."""


def with_attestations(report: Report, attestations: Attestations, on: date | None) -> Report:
    """The report with what people answer for on that day; `attestations` are those of its policy under its code.

    Without a day nobody knows which of them still count, so none does.
    """
    of = {one.clause: [a for a in attestations.attested if a.clause == one.clause] for one in report.findings}
    idle = [one.clause for one in report.findings if of[one.clause] and not _left_open(one)]
    notes = (_idle(idle),) if idle else ()
    findings = tuple(_finding(one, of[one.clause], on) if _left_open(one) else one for one in report.findings)
    return replace(report, notes=(*report.notes, *notes), findings=findings)


def _idle(clauses: Sequence[str]) -> str:
    whose = "clause" if len(clauses) == 1 else "clauses"
    return f"What people attest of {whose} {listed(clauses)} counts for nothing: that is decided by the policy and its letters."


def _left_open(finding: Finding) -> tuple[Answered, ...]:
    return tuple(answer for answer in finding.answers if answer.verdict in LEFT_OPEN)


def _finding(finding: Finding, of: Sequence[Attestation], on: date | None) -> Finding:
    if not of:
        return finding
    counting = [one for one in of if on is not None and one.counts_on(on)]
    if not counting:
        return _with_why(finding, _why_none(max(of, key=lambda one: one.until), on))
    given = max(counting, key=lambda one: (one.on, one.until))
    asked = sum(answer.verdict == "needs-person" for answer in finding.answers)
    said = f"{given.who} on {in_full(given.on)}, until {in_full(given.until)}"
    if not given.kept:
        answer = Answered("attested", FAILING[finding.level], f"Not kept to, says {_told(said, given)}", (given.place,))
    elif len(given.evidence) < asked:
        told = f"{given.who} attests {len(given.evidence)} of {asked} things that a person is asked for here."
        return _with_why(finding, told)
    else:
        answer = Answered("attested", "met", f"Attested by {_told(said, given)}", (given.place,))
    rest = (one for one in finding.answers if one.verdict != "needs-person")
    return replace(summed_up(finding, (*rest, answer)), attested=said)


def _told(said: str, given: Attestation) -> str:
    return f"{said}: {' '.join(f'{text.rstrip(chr(46))}.' for text in given.evidence)}"


def _why_none(last: Attestation, on: date | None) -> str:
    if on is None:
        return f"{last.who} attests it until {in_full(last.until)}; say for which day you ask, so that it can count."
    if on < last.on:
        return f"What {last.who} attests was said on {in_full(last.on)}, after the day that is asked about."
    return f"What {last.who} attested ran out on {in_full(last.until)}, and has to be given again."


def _with_why(finding: Finding, told: str) -> Finding:
    return replace(finding, why=f"{finding.why} {told}")
