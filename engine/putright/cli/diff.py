"""`putright diff`: what changed between two policies, and for whom it is better or worse."""

from __future__ import annotations

import os
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from putright.cli.codes import FINDINGS, FINE
from putright.cli.groups import examples
from putright.cli.options import format_option
from putright.cli.printing import say, say_json

if TYPE_CHECKING:
    from putright.cli.revisions import Opened
    from putright.compare import Diff
    from putright.policy.model import Policy

FAILS: Final[dict[str, tuple[str, ...]]] = {
    "worse": ("worse",),
    "unclear": ("worse", "unclear"),
    "any": ("worse", "unclear", "better", "neutral"),
    "never": (),
}
"""Which effects are findings."""

_LEVELS: Final = {"worse": "error", "unclear": "warning", "better": "notice", "neutral": "notice"}


@click.command(
    epilog=examples(
        "putright diff policies/saha/three-stage.yaml draft.yaml",
        "putright diff HEAD~1:policies/walsall/two-stage.yaml policies/walsall/two-stage.yaml",
        "putright diff old.yaml new.yaml --code housing-ombudsman-2024 --fail-on unclear",
        "putright diff old.yaml new.yaml --cases sqlite:///cases.db",
        "putright diff old.yaml new.yaml --format html",
        "putright diff origin/main:policies/walsall/two-stage.yaml policies/walsall/two-stage.yaml --format github",
    )
)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option(
    "--code", default="", metavar="CODE", help="Also the clauses of this code that are newly met or breached."
)
@click.option(
    "--fail-on",
    type=click.Choice(list(FAILS)),
    default="worse",
    show_default=True,
    help="From which changes on the exit code is 1.",
)
@click.option(
    "--waivers",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Changes that were accepted, each with a reason, who, and until when.",
)
@click.option(
    "--cases",
    "url",
    metavar="URL",
    default="",
    help="Also how many open cases of this store each change touches.",
)
@click.option("--on", metavar="DAY", default="", help="The day on which waivers must still hold; by default today.")
@format_option("text", "json", "markdown", "html", "github")
def diff(old: str, new: str, code: str, fail_on: str, waivers: Path | None, url: str, on: str, form: str) -> int:
    """Tell what changed between two policies, and for whom.

    OLD and NEW are files, or REV:path for a file as it stands in a revision of git. Limits are compared by the dates
    that they bring. The exit code is 1 if something is worse for the complainant.
    """
    from putright.cli.revisions import opened
    from putright.compare import diff as compared
    from putright.compare import elsewhere, waivers_in

    day = _day(on)
    accepted = waivers_in(waivers) if waivers else ()
    if os.devnull in (old, new):
        said = "This policy is new" if old == os.devnull else "This policy is gone"
        say(f"{said}: there is nothing to compare it with.")
        return FINE
    with ExitStack() as open_files:
        before, after = open_files.enter_context(opened(old)), open_files.enter_context(opened(new))
        found = compared(*_both(before, after), code, waivers=accepted, on=day)
        found = elsewhere(found, (before.begins, before.shown), (after.begins, after.shown))
        found = _with_cases(found, url, after.path) if url else found
    _print(found, form)
    return FINDINGS if any(found.of(effect) for effect in found.counts if effect in FAILS[fail_on]) else FINE


def _with_cases(found: Diff, url: str, new: Path) -> Diff:
    """The same with the open cases that it touches; the old version is the one under which they were opened."""
    from dataclasses import replace

    from putright.casework.migration import open_cases_touched
    from putright.cli.desks import a_desk, at_or_now
    from putright.compare import OpenCases

    with a_desk(url) as desk:
        touched = open_cases_touched(desk, found.old.name, str(new), at_or_now(""))
    deadlines = {name: {str(effect): n for effect, n in counts.items()} for name, counts in touched.deadlines.items()}
    verdicts = {str(verdict): number for verdict, number in touched.verdicts.items()}
    counted = OpenCases(touched.cases, deadlines, verdicts, touched.lost, touched.letters)
    return replace(found, open_cases=counted)


def _both(before: Opened, after: Opened) -> tuple[Policy, Policy]:
    """The two policies; all that is wrong with either is told at once."""
    from putright.policy.loading import load
    from putright.problems import PolicyError, Problem

    policies: list[Policy] = []
    problems: list[Problem] = []
    for one in (before, after):
        try:
            policies.append(load(one.path).policy)
        except PolicyError as error:
            problems += one.named(error).problems
    if problems:
        raise PolicyError(problems)
    return policies[0], policies[1]


def _day(on: str) -> date:
    from putright.working_days import day_said

    if not on:
        return date.today()  # noqa: DTZ011 -- the door: the day here, where nobody says another
    try:
        return day_said(on)
    except ValueError as error:
        raise click.BadParameter(f"{error}", param_hint="--on") from None


def _print(found: Diff, form: str) -> None:
    from putright.cli.annotations import annotation
    from putright.compare import telling

    match form:
        case "json":
            say_json(found.as_json())
        case "github":
            for change in found.changes:
                text = f"{change.what}. {change.dates}".strip()
                say(annotation(_LEVELS[change.effect], change.new_place, change.id, text))
        case "markdown":
            say(telling.markdown(found).rstrip("\n"))
        case "html":
            say(telling.html(found).rstrip("\n"))
        case _:
            say(telling.text(found).rstrip("\n"))
