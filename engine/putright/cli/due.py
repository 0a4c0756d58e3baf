"""`putright due`: a due date and the reason for it, day by day."""

from __future__ import annotations

import click

from putright.cli.codes import FINE
from putright.cli.groups import examples
from putright.cli.options import format_option
from putright.cli.printing import say, say_json


@click.command(
    epilog=examples(
        'putright due --from 2026-04-02 --within "10 working days" --calendar england-and-wales --starts day-after',
        'putright due --from 2026-04-03T16:30 --within "5 working days" --calendar scotland'
        ' --starts deemed-working-day --cut-off "16:00"',
        'putright due --from 2026-04-20 --within "2 working days" --calendar england-and-wales'
        " --starts day-after --before",
    )
)
@click.option("--from", "start", required=True, metavar="DAY", help="The day it counts from, or a moment.")
@click.option("--within", required=True, metavar="DURATION", help='How long, such as "10 working days" or "8 weeks".')
@click.option("--calendar", required=True, metavar="NAME", help="A calendar that comes with putright, or a file.")
@click.option("--starts", required=True, metavar="RULE", help="day-after, deemed-working-day or same-day.")
@click.option(
    "--ends",
    default="as-it-falls",
    show_default=True,
    metavar="RULE",
    help="as-it-falls, next-working-day or previous-working-day.",
)
@click.option("--cut-off", metavar="TIME", help='From this time, such as "16:00", an event belongs to the next day.')
@click.option("--before", is_flag=True, help="Count backwards.")
@format_option()
def due(
    start: str,
    within: str,
    calendar: str,
    starts: str,
    ends: str,
    cut_off: str | None,
    before: bool,
    form: str,
) -> int:
    """Work out a due date, and show why it is that day.

    A moment without an offset is local time of the calendar.
    """
    from putright.policy.calendars import due as due_on
    from putright.working_days import in_full

    answer = due_on(start, within, calendar=calendar, starts=starts, ends=ends, cut_off=cut_off, before=before)
    if form == "json":
        say_json(answer.as_json())
        return FINE
    moment = f", {answer.at:%H:%M}" if answer.at else ""
    say(f"{in_full(answer.on)}{moment}{' (provisional)' if answer.provisional else ''}", bold=True)
    say(answer.rule)
    for line in answer.lines():
        say(f"  {line}")
    return FINE
