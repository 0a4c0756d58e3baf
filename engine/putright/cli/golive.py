"""`putright import`: open cases with their history, first as a plan to look at, then recorded as planned."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from putright.cli.case.words import happened, passed, who_owes
from putright.cli.codes import FINDINGS, FINE
from putright.cli.desks import a_desk, at_or_now
from putright.cli.groups import examples
from putright.cli.options import at_option, cases_option, format_option, policies_option
from putright.cli.printing import clock_time, counted, one_line, say, say_json
from putright.cli.progress import progress

if TYPE_CHECKING:
    from pendulum import DateTime

    from putright.case.deadlines import Deadline
    from putright.casework.golive import Plan, Planned


@click.command(
    "import",
    epilog=examples(
        "putright import walsall complaints.csv --cases sqlite:///cases.db",
        "putright import walsall complaints.csv --cases sqlite:///cases.db --apply --plan 0123456789abcdef",
    ),
)
@click.argument("policy", metavar="POLICY")
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--apply", is_flag=True, help="Record the cases, as the plan that was looked at says.")
@click.option("--plan", "approved", default="", metavar="DIGEST", help="The plan that was looked at.")
@at_option
@cases_option
@policies_option
@format_option()
def import_cases(
    policy: str, file: Path, apply: bool, approved: str, at: str, url: str, policies: Path | None, form: str
) -> int:
    """Bring open cases here with their history.

    FILE is a log as `run` takes it: a line for each thing that happened, in order. The first run records nothing: it
    shows for every case where it would stand, what would be due and why, and what is late, and names the plan. Run
    again with --apply and --plan, just that is recorded. No letter is sent for what happened before. A case with a
    line that is refused is left out. An import that broke off can simply be run again.
    """
    from putright.casework.golive import apply_import, plan_import

    if apply != bool(approved):
        raise click.UsageError(
            "--apply and --plan belong together: first look at the plan, then apply it by its digest"
        )
    now = at_or_now(at)
    with a_desk(url, policies, create=True) as desk, progress() as track:
        plan = plan_import(desk, policy, file, now, track)
        done = apply_import(desk, plan, approved, now, track=track) if apply else 0
    if form == "json":
        say_json(_as_json(plan, now, done if apply else None))
    elif apply:
        _print_problems(plan)
        before = len(plan.cases) - done
        say(f"{counted(done, 'case')} imported{f', {before} imported before' if before else ''}")
    else:
        _print(plan, now)
        if plan.digest and plan.new:
            say(f"to record just this: putright import … --apply --plan {plan.digest}")
    return FINDINGS if plan.problems else FINE


def _print(plan: Plan, now: DateTime) -> None:
    for planned in plan.new:
        _print_case(planned, now)
    _print_problems(plan)
    late = sum(_is_late(planned, now) for planned in plan.new)
    before = len(plan.cases) - len(plan.new)
    counts = [counted(len(plan.new), "case") + " to import", f"{late} late"]
    counts += [f"{before} imported before"] if before else []
    say(f"{', '.join(counts)}, {counted(len(plan.problems), 'problem')}; nothing is recorded yet")


def _print_problems(plan: Plan) -> None:
    for problem in plan.problems:
        say(str(problem), fg="red")


def _print_case(planned: Planned, now: DateTime) -> None:
    from putright.working_days import in_full

    policy = planned.rules.procedure.policy
    say(f"{one_line(planned.case.id)}: {policy.place_title(planned.case.place)}", bold=True)
    for event in planned.by_itself:
        unsent = "".join(f"; the letter {letter.name} is not sent" for letter in event.letters)
        say(f"  by itself: {happened(event, policy)}{unsent}")
    for deadline in planned.due:
        if deadline.on and deadline.kind != "door":
            mark = _mark(planned, deadline, now)
            day = in_full(deadline.on) + (
                f", {clock_time(deadline.at.in_timezone(policy.time_zone))}" if deadline.at else ""
            )
            owed = f"{one_line(deadline.title)} ({who_owes(policy, deadline.who)}): {_why(deadline)}"
            say(f"  due: {day}: {owed}{f' [{mark}]' if mark else ''}", fg="red" if mark == "late" else None)
    for promise in planned.promises:
        right = in_full(promise.now) if promise.now else "no date"
        say(f"  told otherwise: {one_line(promise.title)}: {in_full(promise.promised)}, and it is {right}", fg="red")


def _why(deadline: Deadline) -> str:
    return "; ".join(reckoning.label for reckoning in deadline.reckonings)


def _mark(planned: Planned, deadline: Deadline, now: DateTime) -> str:
    policy = planned.rules.procedure.policy
    return "paused" if deadline.paused_since else passed(policy, deadline, now)


def _is_late(planned: Planned, now: DateTime) -> bool:
    return any(_mark(planned, deadline, now) == "late" for deadline in planned.due)


def _as_json(plan: Plan, now: DateTime, done: int | None) -> dict[str, object]:
    return {
        "plan": plan.digest or None,
        "imported": done,
        "cases": [_case_as_json(planned, now) for planned in plan.cases],
        "problems": [problem.as_json() for problem in plan.problems],
    }


def _case_as_json(planned: Planned, now: DateTime) -> dict[str, object]:
    from putright.casework.receipts import event_as_json

    return {
        "case": planned.case.id,
        "policy": planned.case.policy,
        "place": planned.case.place,
        "imported_before": planned.is_there,
        "late": _is_late(planned, now),
        "due": [{**d.as_json(), "why": _why(d), "standing": _mark(planned, d, now)} for d in planned.due],
        "by_itself": [event_as_json(event) for event in planned.by_itself],
        "promises": [promise.as_json() for promise in planned.promises],
    }
