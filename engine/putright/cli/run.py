"""`putright run`: many commands from a file, each with its own moment."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from putright.cli.codes import FINDINGS, FINE
from putright.cli.desks import a_desk
from putright.cli.groups import examples
from putright.cli.options import cases_option, format_option, policies_option
from putright.cli.printing import counted, one_line, say, say_json
from putright.cli.progress import progress

if TYPE_CHECKING:
    from putright.casework import LogReport

MOST_WARNINGS = 20
"""Warnings of letters that are printed."""


@click.command(
    epilog=examples(
        "putright run walsall complaints.csv --cases sqlite:///cases.db",
        "putright run policies/walsall/two-stage.yaml complaints.jsonl --cases sqlite:///cases.db --format json",
    )
)
@click.argument("policy", metavar="POLICY")
@click.argument("log", metavar="LOG", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@cases_option
@policies_option
@format_option()
def run(policy: str, log: Path, url: str, policies: Path | None, form: str) -> int:
    """Carry out the commands of a log.

    A log is a CSV table, or JSON Lines. Every line has `do`, `case` and `at`; it may have `happened`, `by`, `as`, `policy` and any field. A line that
    is refused is reported, and the rest goes on. A line that was carried out before is not done again, so that a
    log that was broken off can simply be run again. POLICY governs the complaints that the log receives: an
    organisation, one version, or a file.
    """
    from putright.casework import read_log, run_log

    with a_desk(url, policies, create=True) as desk, progress() as track:
        report = run_log(desk, policy, track(read_log(log), _lines(log), log.name))
    if form == "json":
        problems = [problem.as_json() for problem in report.problems]
        warnings = [{"what": what, "times": number} for what, number in report.warnings.most_common()]
        say_json({"done": report.done, "repeated": report.repeated, "problems": problems, "warnings": warnings})
    else:
        _print(report)
    return FINDINGS if report.problems else FINE


def _print(report: LogReport) -> None:
    for problem in report.problems:
        say(str(problem))
    for what, number in report.warnings.most_common(MOST_WARNINGS):
        say(f"warning: {one_line(what)}{f' ({number} times)' if number > 1 else ''}", fg="yellow")
    if len(report.warnings) > MOST_WARNINGS:
        say(f"and {len(report.warnings) - MOST_WARNINGS} more warnings; --format json tells them all", fg="yellow")
    repeated = f", {report.repeated} done before" if report.repeated else ""
    say(f"{counted(report.done, 'line')} done{repeated}, {len(report.problems)} refused")


def _lines(log: Path) -> int:
    with log.open("rb") as file:
        return sum(1 for _ in file)
