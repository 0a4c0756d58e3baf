"""`putright check`: what is wrong with policies, with the place of each problem and how to mend it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from putright.cli.annotations import github, sarif
from putright.cli.codes import FINDINGS, FINE
from putright.cli.desks import at_or_now
from putright.cli.groups import examples
from putright.cli.options import format_option
from putright.cli.printing import counted, say, say_json

if TYPE_CHECKING:
    from putright.problems import Problem
    from putright.proof import Timetable

HERE = "Europe/London"
"""Where today is asked for, when no day is named."""

COLOURS = {"error": "red", "warning": "yellow", "note": "blue"}


@click.command(
    epilog=examples(
        "putright check policies/walsall/two-stage.yaml",
        "putright check policies/ --strict",
        "putright check policies/ --format json",
        "putright check policies/ --format sarif",
        "putright check policies/walsall/two-stage.yaml --time 2026",
    )
)
@click.argument("paths", metavar="PATH…", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--strict", is_flag=True, help="Warnings count as findings, too.")
@click.option(
    "--time",
    "year",
    type=click.IntRange(1900, 9999),
    metavar="YEAR",
    help="How long each answer can take for complaints received in that year, on the best and the worst day of it.",
)
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day of asking; by default it is today.")
@format_option("text", "json", "sarif", "github")
def check(paths: tuple[Path, ...], strict: bool, year: int | None, day: datetime | None, form: str) -> int:
    """Find what is wrong with policies and how to mend it.

    Calendars and letters are checked with them, and every path of the procedure is walked. PATH is a policy file, or a folder: then every policy in it is checked. All problems are shown at once.
    The exit code is 1 when there is an error; warnings alone leave it at 0.
    """
    from putright.authoring import check_policy, time_table
    from putright.cli.progress import progress

    if year is not None and form not in ("text", "json"):
        raise click.UsageError(f"--format {form} is for problems only; ask for --time with text or json")
    today = (day or at_or_now("").in_timezone(HERE)).date()
    files = list(dict.fromkeys(file for path in paths for file in policies_in(path)))
    with progress() as track:
        by_file = {file: check_policy(file, today) for file in track(files, len(files), "policies")}
        sound = [file for file, problems in by_file.items() if all(p.level != "error" for p in problems)]
        tables = [time_table(file, year, track) for file in sound] if year is not None else []
    breaks: dict[Problem, list[str]] = {}
    for file, problems in by_file.items():
        for problem in problems:
            breaks.setdefault(problem, []).append(file.as_posix())
    found = list(breaks)
    shared = {problem: files for problem, files in breaks.items() if problem.place.file not in files}
    counts = {level: sum(problem.level == level for problem in found) for level in COLOURS}
    if form == "json":
        told = {"policies": len(files), "errors": counts["error"], "warnings": counts["warning"]}
        times = {"time": [table.as_json() for table in tables]} if year is not None else {}
        say_json({"problems": [_as_json(problem, shared) for problem in found], **told, **times})
    elif form == "sarif":
        say_json(sarif(found, _titles()))
    elif form == "github":
        for problem in found:
            say(github(problem))
    else:
        _print_times(tables)
        _print(found, shared, len(files), counts)
    return FINDINGS if counts["error"] or (strict and counts["warning"]) else FINE


def _print_times(tables: list[Timetable]) -> None:
    from putright.proof import in_lines

    for table in tables:
        for line in in_lines(table):
            say(line)
        say("")


def _as_json(problem: Problem, shared: Mapping[Problem, list[str]]) -> dict[str, object]:
    """A problem; one that stands in a file of several policies names those that it breaks."""
    return problem.as_json() | ({"breaks": shared[problem]} if problem in shared else {})


def _print(found: list[Problem], shared: Mapping[Problem, list[str]], policies: int, counts: dict[str, int]) -> None:
    for problem in found:
        first, _, rest = str(problem).partition("\n")
        say(first, fg=COLOURS[problem.level])
        say(rest)
        if problem in shared and policies > 1:
            say(f"    breaks: {', '.join(shared[problem])}")
    closing = [counted(policies, "policy", "policies"), counted(counts["error"], "error")]
    closing.append(counted(counts["warning"], "warning"))
    closing += [counted(counts["note"], "note")] if counts["note"] else []
    say(", ".join(closing))


def _titles() -> dict[str, str]:
    """What the problems are called that have a name of their own."""
    from putright.policy.sense import CHECKS
    from putright.proof import CHECKS as PROOFS

    return {check.id: check.title for check in CHECKS} | {proof.id: proof.title for proof in PROOFS}


def policies_in(path: Path) -> list[Path]:
    """The file itself, or every policy in a folder."""
    if not path.is_dir():
        return [path]
    found = list(_looking_like_policies(path))
    if not found:
        raise click.UsageError(f"there is no policy in {path}: no YAML file in it says policy: or stages:")
    return found


def _looking_like_policies(folder: Path) -> Iterator[Path]:
    from putright.policy.library import NO_POLICIES, looks_like_policy

    for path in sorted((*folder.rglob("*.yaml"), *folder.rglob("*.yml"))):
        folders = path.relative_to(folder).parts[:-1]
        beside = any(part.startswith(".") or part in NO_POLICIES for part in folders)
        if not beside and looks_like_policy(path):
            yield path
