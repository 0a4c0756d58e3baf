"""`putright case show`: a case as it stands, with its history, what is due, its letters and what can be done."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from putright.cli.case.words import due_lines, field_line, happened, in_order, passed, told_with, who_owes, whole
from putright.cli.codes import FINE
from putright.cli.desks import a_desk, at_or_now
from putright.cli.groups import examples
from putright.cli.options import at_option, cases_option, format_option
from putright.cli.printing import one_line, say, say_inside, say_json

if TYPE_CHECKING:
    from pendulum import DateTime

    from putright.case.events import Event, SentLetter
    from putright.casework import Standing


@click.command(
    epilog=examples(
        "putright case show walsall-1a2b3c4d --cases sqlite:///cases.db",
        "putright case show walsall-1a2b3c4d --at 2026-05-05T09:00:00+01:00 --format json",
    )
)
@click.argument("case_id", metavar="CASE")
@at_option
@cases_option
@format_option()
def show(case_id: str, at: str, url: str, form: str) -> int:
    """Show a case as it stands.

    What happened and when, what is due and who owes it, its letters, and what can be done.
    What is late is marked against --at, or now. Nothing is played that fell due since: `tick` does that.
    """
    now = at_or_now(at)
    with a_desk(url) as desk:
        standing = desk.show(case_id, now)
    if form == "json":
        say_json(_as_json(standing, now))
    else:
        _print(standing, now)
    return FINE


def _as_json(standing: Standing, now: DateTime) -> dict[str, object]:
    policy = standing.procedure.policy
    due = [{**d.as_json(), "late": passed(policy, d, now) == "late"} for d in standing.deadlines]
    return {**standing.as_json(), "due": due, "at": now.isoformat()}


def _print(standing: Standing, now: DateTime) -> None:
    from putright.codes.demands import lacks_in_words

    case, policy = standing.case, standing.procedure.policy
    say(f"{one_line(case.id)}: {policy.place_title(case.place)}", bold=True)
    say(f"{policy.title}, {policy.organisation.name} ({case.policy})")
    if standing.track:
        say(f"Track: {one_line(standing.track.title)}")
    for name, value in in_order(case.values):
        say_inside(field_line(policy, name, value), 2)
    say("\nWhat happened", bold=True)
    for number, event in zip(case.numbers, case.events, strict=True):
        _print_event(standing, number, event)
    _print_due(standing, now)
    _print_promises(standing)
    _print_kept(standing)
    if standing.letters:
        say("\nLetters", bold=True)
        for letter in standing.letters:
            say(f"  {whole(letter.owed_at, policy)}: {letter.name}: {one_line(letter.title)}")
            for told in lacks_in_words(letter.title, standing.lacks(letter)):
                say(f"      {one_line(told)}", fg="yellow")
    say("\nWhat can be done", bold=True)
    say(f"  {', '.join(standing.possible) or 'nothing more'}")


def _print_kept(standing: Standing) -> None:
    """The documents of the case, and who was told inside."""
    policy = standing.procedure.policy
    if standing.attachments:
        say("\nDocuments", bold=True)
    for one in standing.attachments:
        shown = "nobody" if one.shown == "nobody" else f"the {policy.role_title(one.shown)}"
        say(f"  {whole(one.attached_at, policy)}: {one_line(one.name)} (shown to {shown}): {one.digest}")
    if standing.notices:
        say("\nTold inside", bold=True)
    for notice in standing.notices:
        who = policy.role_title(notice.name.removeprefix("notice."))
        say(f"  {whole(notice.owed_at, policy)}: {who}: {one_line(notice.title)}")


def _print_event(standing: Standing, number: int, event: Event) -> None:
    policy = standing.procedure.policy
    say(f"  {number:>2}. {whole(event.happened_at, policy)}: {happened(event, policy)}{_by(standing, event)}")
    if event.recorded_at != event.happened_at:
        say(f"        recorded {whole(event.recorded_at, policy)}")
    for line in told_with(event, policy):
        say_inside(line, 8)
    for letter in event.letters:
        say(f"        {_told_before(letter) or f'letter: {letter.name}'}")


def _told_before(letter: SentLetter) -> str:
    """What the complainant was told before the case came here; empty for a letter of ours."""
    from putright.case.events import TOLD_BEFORE
    from putright.working_days import in_full

    if letter.name != TOLD_BEFORE:
        return ""
    days = (in_full(date.fromisoformat(on)) for on in letter.promised.values())
    return f"told before the case came here: {', '.join(days)}"


def _by(standing: Standing, event: Event) -> str:
    role = who_owes(standing.procedure.policy, event.role) if event.role else ""
    said = ", ".join(filter(None, (one_line(event.by), role)))
    return f" ({said})" if said else ""


def _print_due(standing: Standing, now: DateTime) -> None:
    running = [d for d in standing.deadlines if d.on and d.met_at is None]
    if running or standing.inherited:
        say("\nDue", bold=True)
    ordered = sorted(running, key=lambda d: (d.on, d.name))
    for day, what, who, mark in due_lines(standing.procedure.policy, ordered, now):
        say(f"  {day}: {what} ({who}){f' [{mark}]' if mark else ''}", fg="red" if "late" in mark else None)
    for one in standing.inherited:
        for day, what, who, mark in due_lines(standing.procedure.policy, [one.deadline], now):
            told = ", ".join(filter(None, (mark, f"promised in {one.case_id}, which was merged with this case")))
            say(f"  {day}: {what} ({who}) [{told}]", fg="red" if "late" in mark else None)


def _print_promises(standing: Standing) -> None:
    """Dates that a letter told and that are wrong now, with both dates."""
    from putright.working_days import in_full

    if standing.promises:
        say("\nPromised otherwise: the complainant must be told", bold=True)
    for promise in standing.promises:
        now = in_full(promise.now) if promise.now else "no date any more"
        told = f"the letter {promise.letter} of {in_full(promise.told_on)} said {in_full(promise.promised)}"
        say(f"  {one_line(promise.title)}: {told}; it is {now}", fg="red")
