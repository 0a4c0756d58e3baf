"""`putright case why`: the reason for every date of a case, or for a refusal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import click

from putright.cli.case.words import still, who_owes, whole
from putright.cli.codes import FINE
from putright.cli.desks import a_desk, at_or_now
from putright.cli.given import gathered, with_option
from putright.cli.groups import examples
from putright.cli.options import at_option, cases_option, format_option
from putright.cli.printing import one_line, say, say_json
from putright.problems import did_you_mean, one_of

if TYPE_CHECKING:
    from datetime import date

    from putright.case.deadlines import Deadline
    from putright.case.history import GoneBy
    from putright.casework import Desk, Standing
    from putright.policy.model import Door


@click.command(
    epilog=examples(
        "putright case why walsall-1a2b3c4d --cases sqlite:///cases.db",
        "putright case why walsall-1a2b3c4d stage-1.respond",
        "putright case why walsall-1a2b3c4d --action escalate --at 2026-08-03T09:00:00+01:00",
    )
)
@click.argument("case_id", metavar="CASE")
@click.argument("deadline", metavar="[DEADLINE]", required=False)
@click.option("--action", metavar="ACTION", help="Ask about an act instead: who or what would say no to it now.")
@with_option
@click.option("--by", default="", metavar="NAME", help="Who would do it.")
@click.option("--as", "role", default="", metavar="ROLE", help="The role in which they would do it.")
@at_option
@cases_option
@format_option()
def why(
    case_id: str, deadline: str | None, action: str | None, pairs: tuple[str, ...], by: str, role: str,
    at: str, url: str, form: str,
) -> int:  # fmt: skip
    """Explain the dates of a case, or a refusal.

    Each date is explained day by day, with the line of the policy that it rests on.
    DEADLINE is one of them: a step such as stage-1.respond (or just respond), a duty, or a door.
    With --action nothing is done: it tells whether the act would be refused now, by whom and why.
    """
    with a_desk(url) as desk:
        if action:
            return _ask(desk, case_id, action, at, by, role, gathered({}, pairs), form)
        standing = desk.show(case_id, at_or_now(at))
    over = _over(standing)
    every = (*standing.deadlines, *(one.deadline for one in over.values()))
    doors = [door for door in _doors(standing) if deadline in (None, f"door.{door.id}", door.id)]
    found = _named(every, deadline, doors) if deadline else every
    if form == "json":
        ran_out = {name: {"ran_out": one.ran_out} for name, one in over.items()}
        due = [{**d.as_json(), **ran_out.get(d.name, {}), "lines": d.lines()} for d in found]
        say_json({"case": case_id, "due": due, "doors": [_door_as_json(standing, door) for door in doors]})
        return FINE
    for one in found:
        _print(standing, one, over.get(one.name))
    for door in doors:
        _print_door(standing, door)
    _print_corrections(standing)
    if not found and not doors:
        say("no deadline of this case has a date")
    return FINE


def _ask(desk: Desk, case_id: str, action: str, at: str, by: str, role: str, given: dict[str, str], form: str) -> int:
    """Ask without doing. Raises Refused, which ends the command as it would have ended the act."""
    refused = desk.why_not(case_id, action, at=at_or_now(at), by=by, role=role, given=given)
    if refused:
        raise refused
    if form == "json":
        say_json({"case": case_id, "action": action, "refused": None})
    else:
        say(f"nothing stands in the way: {action} would be carried out")
    return FINE


def _over(standing: Standing) -> Mapping[str, GoneBy]:
    """The dates that run no more though nothing met them, by name."""
    from putright.case.history import gone_by

    procedure = standing.procedure
    return {one.deadline.name: one for one in gone_by(procedure.policy, procedure.calendar, standing.case)}


def _doors(standing: Standing) -> Sequence[Door]:
    """The doors that are there for the case."""
    from putright.case.doors import can_use

    policy = standing.procedure.policy
    return [door for door in policy.doors.values() if can_use(policy, standing.case, door)]


def _opening(standing: Standing, door: Door) -> tuple[date | None, list[str]]:
    """The day on which a door opened or will open, and what led to it."""
    from putright.case.doors import door_opening

    procedure = standing.procedure
    opening = door_opening(procedure.policy, procedure.calendar, standing.case, door)
    return (opening.on, [opening.label, *(opening.due.lines() if opening.due else ())]) if opening else (None, [])


def _door_as_json(standing: Standing, door: Door) -> dict[str, object]:
    on, lines = _opening(standing, door)
    opens = on.isoformat() if on else None
    return {"name": f"door.{door.id}", "title": door.title, "opens": opens, "policy": str(door.place), "lines": lines}


def _print_door(standing: Standing, door: Door) -> None:
    from putright.working_days import in_full

    policy, (on, lines) = standing.procedure.policy, _opening(standing, door)
    ahead = [way for way in door.opens if standing.case.moment(way.start) is None]  # what has begun was in vain
    ways = [f"{way.after} after {way.start.words}" if way.after else way.start.words for way in ahead]
    when = in_full(on) if on else f"no date yet: {one_of(ways) or 'nothing that is still to come'} opens it"
    say(f"door.{door.id} opens: {when}", bold=True)
    say(f"  {door.title} ({who_owes(policy, door.who)})")
    say(f"  the policy says so on line {door.place.line} of {door.place.file}")
    for line in lines:
        say(f"    {line}")
    say()


def _named(every: Sequence[Deadline], name: str, doors: Sequence[Door]) -> Sequence[Deadline]:
    """The deadlines of that name; the short name of a step means it at every stage that the case came to."""
    found = [d for d in every if name in (d.name, d.step)]
    if found or doors:
        return found
    names = [d.name for d in every]
    known = one_of(names) or "none: no clock of this case has a limit"
    raise click.UsageError(f'there is no deadline "{name}" in this case.{did_you_mean(name, names)} Use {known}.')


def _print(standing: Standing, deadline: Deadline, over: GoneBy | None) -> None:
    from putright.case.history import told_dates
    from putright.working_days import in_full

    policy = standing.procedure.policy
    when = in_full(deadline.on) if deadline.on else f"no date yet: the clock starts with {deadline.counts_from}"
    done = f", done on {in_full(deadline.met_at.in_timezone(policy.time_zone).date())}" if deadline.met_at else ""
    left = (", when its time ran out" if over.ran_out else ", but the case went on or ended before") if over else ""
    say(f"{deadline.name}: {when}{done}{left}", bold=True)
    say(f"  {deadline.title} ({who_owes(policy, deadline.who)})")
    if deadline.place.file:
        say(f"  the policy says so on line {deadline.place.line} of {deadline.place.file}")
    for line in deadline.lines():
        say(f"    {line}")
    if since := still(policy, deadline):
        say(f"    {since}: this is the date if the clock ran again now; it moves on with every day until then")
    for told in told_dates(standing.case, deadline.name):
        wrong = "" if told.on == deadline.on else ", which is not the date any more"
        say(f"  the letter {told.letter} of {whole(told.at, policy)} said {in_full(told.on)}{wrong}")
    say()


def _print_corrections(standing: Standing) -> None:
    """What was put right on record: the reason why a date is not the one that was told."""
    from putright.case.history import corrections

    policy = standing.procedure.policy
    for one in corrections(standing.case):
        what = f"event {one.number} ({one.name.replace('-', ' ')})"
        say(f"{whole(one.at, policy)}: {what} was {'taken out' if one.struck else 'put right'}", bold=True)
        if one.is_at != one.was_at:
            say(f"  it happened {whole(one.is_at, policy)}, and not {whole(one.was_at, policy)}")
        if one.facts:
            say(f"  put right: {', '.join(one.facts)}")
        for name in one.voids:
            say(f"  taken out with it, because it rested on it: {name.replace('-', ' ')}")
        say(f"  because: {one_line(one.because)}")
        say()
