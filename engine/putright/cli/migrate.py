"""`putright migrate`: open cases moved to another version, first as a plan to look at, then just as planned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from putright.cli.codes import FINDINGS, FINE
from putright.cli.desks import a_desk, at_or_now
from putright.cli.given import split_pair
from putright.cli.groups import examples
from putright.cli.migration import csv_rows, print_crossing, print_summary
from putright.cli.options import at_option, cases_option, format_option, policies_option
from putright.cli.printing import counted, one_line, say, say_json
from putright.cli.progress import progress

if TYPE_CHECKING:
    from pendulum import DateTime

    from putright.casework import Desk
    from putright.casework.migration import Carried, Choice, Crossing, Plan


@click.command(
    epilog=examples(
        "putright migrate walsall/two-stage@2025-10-21 walsall/two-stage@2026-12-01 --save plan.json",
        "putright migrate walsall/two-stage@2025-10-21 walsall/two-stage@2026-12-01 --apply plan.json"
        ' --by "Jo Field" --reason "The board decided it on 3 November 2026."',
        "putright migrate walsall/two-stage@2025-10-21",
    )
)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="[NEW]", default="")
@click.option("--map", "pairs", multiple=True, metavar="OLD=NEW", help="A stage or step that is called otherwise now.")
@click.option("--accept", "accepted", multiple=True, metavar="CASE", help="Move a case although it is worse off.")
@click.option("--because", default="", metavar="TEXT", help="Why that is accepted.")
@click.option(
    "--choices",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="A CSV table of such choices: case, because, place.",
)
@click.option(
    "--save", type=click.Path(dir_okay=False, path_type=Path), metavar="PLAN", help="Write the plan to a file."
)
@click.option(
    "--apply",
    "paper",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="PLAN",
    help="Carry out just this plan.",
)
@click.option("--by", default="", metavar="NAME", help="With --apply: who moves the cases.")
@click.option("--reason", default="", metavar="TEXT", help="With --apply: why; it stands in every case.")
@at_option
@cases_option
@policies_option
@format_option("text", "json", "csv")
def migrate(
    old: str,
    new: str,
    pairs: tuple[str, ...],
    accepted: tuple[str, ...],
    because: str,
    file: Path | None,
    save: Path | None,
    paper: Path | None,
    by: str,
    reason: str,
    at: str,
    url: str,
    policies: Path | None,
    form: str,
) -> int:
    """Move open cases to another version of their policy.

    A version holds for the cases that were opened under it; nothing moves by itself. The first run records nothing: it
    shows for every open case whether it can move, where it would stand, each date before and after, and which letters
    would be owed. Whoever complained is never worse off unless that is accepted for the case by name, with a reason.
    With --apply, just the plan that was shown is carried out. A run that broke off can simply be run again.

    Without NEW, the cases of OLD are moved to its calendar as it is now.
    """
    now = at_or_now(at)
    _refuse_muddle(paper, by, reason, accepted, because, (*pairs, *accepted, file, save))
    with a_desk(url, policies) as desk:
        if paper:
            return _applied(desk, paper, (old, new or old), now, by, reason, form)
        said = dict(split_pair(pair, "--map") for pair in pairs)
        return _planned(desk, old, new or old, now, said, _choices(accepted, because, file), save, form)


def _refuse_muddle(
    paper: Path | None, by: str, reason: str, accepted: tuple[str, ...], because: str, planning: Iterable[object]
) -> None:
    """Options that do not belong together."""
    if paper and any(planning):
        raise click.UsageError("--apply carries out a plan as it is: make another plan to change anything in it")
    if paper and not (by and reason):
        raise click.UsageError("--apply needs --by and --reason: who moves the cases, and why")
    if not paper and (by or reason):
        raise click.UsageError("--by and --reason belong to --apply; why a case may be worse off is --because")
    if bool(accepted) != bool(because):
        raise click.UsageError("--accept and --because belong together: which case may be worse off, and why")


def _choices(accepted: tuple[str, ...], because: str, file: Path | None) -> dict[str, Choice]:
    from dataclasses import replace

    from putright.casework.migration import Choice, read_choices

    choices = read_choices(file) if file else {}
    for case_id in accepted:
        choices[case_id] = replace(choices.get(case_id, Choice()), because=because)
    return choices


def _planned(
    desk: Desk,
    old: str,
    new: str,
    now: DateTime,
    said: dict[str, str],
    choices: dict[str, Choice],
    save: Path | None,
    form: str,
) -> int:
    from putright.casework.migration import plan_migration, written

    with plan_migration(desk, old, new, now, said, choices) as plan, ExitStack() as stack:
        shown = _shown(plan, plan.crossings(), form)
        if form == "json" or save:
            out = stack.enter_context(save.open("w", encoding="utf-8")) if save else None
            for line in written(plan, shown):
                if out:
                    out.write(f"{line}\n")
                if form == "json":
                    say(line)
        else:
            for _ in shown:
                pass
        if form == "text":
            print_summary(plan, save)
    held = plan.verdicts["needs-choice"] + plan.verdicts["impossible"] + len(plan.strange)
    return FINDINGS if held else FINE


def _shown(plan: Plan, crossings: Iterator[Crossing], form: str) -> Iterator[Crossing]:
    """Each case, printed as it goes by."""
    policy = plan.transfer.destinations.new
    if form == "csv":
        yield from csv_rows(crossings)
        return
    if form == "text":
        is_of_calendar = plan.transfer.is_of_calendar
        to = f"its calendar {policy.calendar} as it is now" if is_of_calendar else policy.name
        say(f"From {plan.transfer.destinations.old.name} to {to}", bold=True)
    for crossing in crossings:
        if form == "text":
            print_crossing(crossing, policy)
        yield crossing


def _applied(desk: Desk, file: Path, versions: tuple[str, str], now: DateTime, by: str, reason: str, form: str) -> int:
    from putright.casework.migration import carry_out, read_plan
    from putright.problems import Refused

    paper = read_plan(file)
    planned = (paper.head["old"], paper.head["new"])
    if tuple(_name(desk, name) for name in versions) != planned:
        what = f"{file} is a plan to move cases from {planned[0]} to {planned[1]}"
        raise Refused("M511", what, "name these two versions, or another plan")
    with progress() as track:
        carried = carry_out(desk, paper, now, by, reason, track=track)
    if form == "json":
        say_json(_carried_as_json(carried, paper.digest))
    else:
        _print_carried(carried)
    return FINDINGS if carried.left else FINE


def _name(desk: Desk, name: str) -> str:
    return desk.library.version(name).policy.name if name.endswith((".yaml", ".yml")) else name


def _print_carried(carried: Carried) -> None:
    for case_id, refused in carried.left.items():
        say(f"{one_line(case_id)}: {refused.id} {refused.what}", fg="red")
        say(f"    mend: {refused.mend}")
    say(
        f"{counted(carried.moved, 'case')} moved"
        + (f", {carried.before} moved before" if carried.before else "")
        + (f", {len(carried.left)} left where they are" if carried.left else "")
    )
    if carried.extended:
        say("the longer calendar counts for every other case; no date of theirs moved")


def _carried_as_json(carried: Carried, digest: str) -> dict[str, object]:
    return {
        "plan": digest,
        "moved": carried.moved,
        "moved_before": carried.before,
        "left": [
            {"case": case_id, "id": no.id, "what": no.what, "mend": no.mend} for case_id, no in carried.left.items()
        ],
        "extended": bool(carried.extended),
    }
