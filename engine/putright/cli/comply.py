"""`putright comply`: how a policy stands to a code, clause by clause, with why and where."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from putright.cli.annotations import sarif
from putright.cli.codes import FINDINGS, FINE
from putright.cli.desks import at_or_now
from putright.cli.groups import examples
from putright.cli.options import format_option, policy_argument
from putright.cli.printing import say, say_inside, say_json

if TYPE_CHECKING:
    from putright.codes.verdicts import Finding, Report, Verdict
    from putright.policy.model import Policy
    from putright.problems import Problem

COLOURS = {"not-met": "red", "departs": "magenta", "needs-person": "cyan", "warning": "yellow", "met": "green"}

LEVELS = {"not-met": "error", "departs": "warning", "warning": "warning", "needs-person": "note"}
"""How a code host shows each verdict; the others are not shown there."""


@click.command(
    epilog=examples(
        "putright comply policies/walsall/two-stage.yaml",
        "putright comply policies/saha/three-stage.yaml --code housing-ombudsman-2024 --only not-met",
        "putright comply policies/saha/three-stage.yaml --code housing-ombudsman-2020 --format html",
        "putright comply policies/saha/two-stage.yaml --form self-assessment.html",
    )
)
@policy_argument
@click.option(
    "--code",
    "codes",
    multiple=True,
    metavar="CODE",
    help="A code's id or file; without it, those that the policy follows.",
)
@click.option(
    "--only",
    multiple=True,
    type=click.Choice(["not-met", "departs", "needs-person", "warning", "met", "not-applicable"]),
    help="Show these verdicts only; the exit code does not change.",
)
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day of asking; by default it is today.")
@click.option(
    "--cases",
    "url",
    envvar="PUTRIGHT_CASES",
    show_envvar=True,
    metavar="URL",
    help="A store; shows what its cases do, too.",
)
@click.option(
    "--form",
    "sheet",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the self-assessment that is published, for one code; .html, .md or .json.",
)
@format_option("text", "json", "markdown", "html", "sarif")
def comply(
    file: Path,
    codes: tuple[str, ...],
    only: tuple[Verdict, ...],
    day: datetime | None,
    url: str | None,
    sheet: Path | None,
    form: str,
) -> int:
    """Hold a policy and its letters to a code, clause by clause.

    Each clause is met, not met, departed from, or needs a person; with the reason, the line, and for a limit that is
    not kept a case with its dates. The exit code is 1 when a clause is not met.
    """
    from putright.authoring import comply as held_to
    from putright.authoring import load_policy

    policy = load_policy(file)
    named = codes or policy.follows
    if not named:
        raise click.UsageError("this policy follows no code: name one with --code")
    today = day.date() if day else at_or_now("").in_timezone(policy.time_zone).date()
    if sheet:
        return _write(sheet, policy, named, today, url or "")
    reports = [held_to(policy, code, today, url or "") for code in named]
    _print(reports, only, form)
    return FINDINGS if any(not report.is_met for report in reports) else FINE


def _write(sheet: Path, policy: Policy, codes: Sequence[str], today: date, url: str) -> int:
    from putright.authoring import assess
    from putright.codes.forms import form_in_html, form_in_markdown

    if len(codes) > 1:
        raise click.UsageError("a form is for one code: name it with --code")
    if sheet.suffix not in (".html", ".md", ".json"):
        raise click.UsageError(f"{sheet} is no form that can be written: end its name with .html, .md or .json")
    told = assess(policy, codes[0], today, url)
    if sheet.suffix == ".json":
        text = f"{json.dumps(told.as_json(), indent=2, ensure_ascii=False)}\n"
    else:
        text = form_in_html(told) if sheet.suffix == ".html" else form_in_markdown(told)
    sheet.parent.mkdir(parents=True, exist_ok=True)
    sheet.write_text(text, encoding="utf-8")
    say(f"{sheet}: {told.summary}")
    return FINE if told.is_met else FINDINGS


def _print(reports: Sequence[Report], only: tuple[Verdict, ...], form: str) -> None:
    if form == "json":
        told = [report.as_json(only) for report in reports]
        say_json(told[0] if len(told) == 1 else {"reports": told})
    elif form == "sarif":
        say_json(sarif([p for r in reports for p in _problems(r, only)], _titles(reports)))
    elif form in ("markdown", "html"):
        from putright.codes.pages import to_html, to_markdown

        text = "\n".join(to_markdown(report, only) for report in reports)
        click.echo(to_html(text, reports[0].title) if form == "html" else text, nl=False)
    else:
        for report in reports:
            _show(report, only)


def _show(report: Report, only: tuple[Verdict, ...]) -> None:
    from putright.codes.telling import heading

    say(f"{report.policy} under {report.title}", bold=True)
    for note in report.notes:
        say(f"Note: {note}")
    for section, findings in report.by_section(only).items():
        if report.sections:
            say()
            say(heading(report.sections, section), bold=True)
        for finding in findings:
            _show_finding(finding)
    say()
    say(report.summary, bold=True)


def _show_finding(finding: Finding) -> None:
    from putright.codes.verdicts import VERDICTS

    say()
    say(f"{finding.clause}  {VERDICTS[finding.verdict]}", fg=COLOURS.get(finding.verdict), bold=True)
    say_inside(finding.requirement, 4)
    say_inside(f"Why: {finding.why}", 4)
    for place in finding.evidence:
        say(f"    {place}")
    if finding.advice and finding.verdict in ("not-met", "departs"):
        say_inside(f"To mend it: {finding.advice}", 4)
    if finding.unconfirmed:
        say_inside(f"Not confirmed: {finding.unconfirmed}.", 4)
    if finding.practice:
        say_inside(f"The cases: {finding.practice}", 4)


def _problems(report: Report, only: tuple[Verdict, ...]) -> Iterator[Problem]:
    """What is not met or unsure, as problems that code hosts can show beside the file."""
    from putright.problems import Place, Problem

    for finding in report.shown(only):
        level = LEVELS.get(finding.verdict)
        if level:
            place = next(iter(finding.evidence), Place(report.file))
            mend = (finding.advice or "ask the person who answers for it").rstrip(".")
            yield Problem(f"{report.code}/{finding.clause}", place, finding.why.rstrip("."), mend, level)  # type: ignore[arg-type]


def _titles(reports: Sequence[Report]) -> dict[str, str]:
    return {_id(report, finding): finding.requirement for report in reports for finding in report.findings}


def _id(report: Report, finding: Finding) -> str:
    return f"{report.code}/{finding.clause}"
