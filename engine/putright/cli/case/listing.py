"""`putright case list`: what is due when, in which case, and who owes it; as a table, for programs, or for a calendar."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, cast

import click

from putright.cli.case.words import deadline_title, who_owes
from putright.cli.codes import FINE
from putright.cli.desks import a_desk, at_or_now
from putright.cli.groups import examples
from putright.cli.options import at_option, cases_option, format_option
from putright.cli.printing import clean, clock_time, complain, counted, one_line, say, say_json, say_table

if TYPE_CHECKING:
    from pendulum import DateTime

    from putright.casework.worklist import Item, Page, Span, Wanted, WorkList
    from putright.store import CaseRow, DueRow, Known

OPTIONS: Mapping[Known, str] = {
    "handler": "--handler", "who": "--role", "stage": "--stage", "organisation": "--organisation",
}  # fmt: skip

NONE = "none"
"""What is asked for to see the cases that wait for no date."""


@click.command(
    "list",
    epilog=examples(
        "putright case list --cases sqlite:///cases.db",
        'putright case list --due week --handler "Bo Field" --why',
        "putright case list --due late --role service-officer --limit 20",
        "putright case list --group walsall-1a2b3c4d",
        "putright case list --due all --format ics",
    ),
)
@click.option(
    "--due",
    "span",
    type=click.Choice(("today", "week", "late", "all", NONE)),
    default="all",
    show_default=True,
    help="What is due today, today or in the six days after it, what we owe and its day has passed, or everything;"
    " none: the cases that wait for no date, ended or not.",
)
@click.option("--handler", default="", metavar="NAME", help="Only the cases of this handler: a name, or a role's id.")
@click.option("--role", default="", metavar="ROLE", help="Only what this role owes: a team's list.")
@click.option("--stage", default="", metavar="STAGE", help="Only the cases at this stage.")
@click.option("--organisation", default="", metavar="ID", help="Only the cases of this organisation.")
@click.option("--group", "of_group", default="", metavar="CASE", help="Only the cases of one group: that of this case.")
@click.option("--why", is_flag=True, help="Say in a few words why each date is that day.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most so many.")
@click.option("--after", default="", metavar="ROW", help="Go on after this row, as the page before says.")
@at_option
@cases_option
@format_option("text", "json", "csv", "ics")
def list_cases(
    span: str, handler: str, role: str, stage: str, organisation: str, of_group: str, why: bool, limit: int | None, after: str,
    at: str, url: str, form: str,
) -> int:  # fmt: skip
    """List what is due, the earliest date first.

    What is late is marked against --at, or now. A clock that stands still is paused and never late, and a time that
    was the complainant's is not late but passed. The days on which doors to outside bodies close are left out:
    `case show` has them.
    """
    from putright.casework.worklist import Wanted, WorkList

    now = at_or_now(at)
    if span == NONE and (form == "ics" or role):
        raise click.UsageError("--due none lists cases without a date: neither --format ics nor --role fits it")
    with a_desk(url) as desk:
        group = desk.group(of_group) if of_group else ()
        wanted = Wanted("all" if span == NONE else cast("Span", span), handler, role, stage, organisation, group)
        with desk.store.reading() as tx:
            work = WorkList(desk, tx, now)
            if span == NONE:
                rows = work.undated(wanted, limit, after or None)
                _print_undated(work, rows, group, form)
                found = bool(rows)
            else:
                page = work.page(wanted, limit, _row_named(after) if after else None, why)
                _print_page(page, group, now, why, form)
                found = bool(page.items)
            if not found:
                _hint(work, wanted)
    if form == "text" and group:
        say(f"the group: {', '.join(group)}")
    if len(group) == 1:
        complain(f"no case is linked with {of_group} as its group")
    return FINE


def _print_page(page: Page, group: tuple[str, ...], now: DateTime, why: bool, form: str) -> None:
    following = _named(page.items[-1].row) if page.has_more else ""
    if form == "json":
        of_group = {"group": list(group)} if group else {}
        say_json({"due": [_as_json(item) for item in page.items], "next": following or None, **of_group})
    elif form == "ics":
        _print_calendar(page, now)
    elif form == "csv":
        cells = ((*_values(item), item.aim.isoformat() if item.aim else "", item.why) for item in page.items)
        _say_csv((*HEADINGS, "aim", "why"), cells)
    else:
        _print_table(page, why, following)


def _print_table(page: Page, why: bool, following: str) -> None:
    headings = ("Case", "Due", "What", "Who", "Stage", "Handler", *(("Why",) if why else ()))
    if page.items:
        say_table(headings, ((*_cells(item), *((item.why,) if why else ())) for item in page.items))
    say(counted(len(page.items), "date") + (f"; for more: --after {following}" if following else ""))


def _cells(item: Item) -> tuple[str, ...]:
    from putright.working_days import in_full

    row, policy = item.row, item.policy
    moment = f", {clock_time(row.at.in_timezone(policy.time_zone))}" if row.at else ""
    mark = f" [{item.standing}]" if item.standing else ""
    mark += f" (aim: {in_full(item.aim)})" if item.aim else ""
    stage = next((stage.title for stage in policy.stages if stage.id == row.stage), row.stage)
    what, who = deadline_title(policy, row.name), who_owes(policy, row.who)
    return row.case_id, f"{in_full(row.on)}{moment}{mark}", what, who, stage, who_owes(policy, row.handler)


HEADINGS = ("case", "on", "at", "name", "title", "who", "standing", "stage", "handler", "organisation", "policy")


def _values(item: Item) -> tuple[str, ...]:
    row = item.row
    title = deadline_title(item.policy, row.name)
    return (
        row.case_id, row.on.isoformat(), row.at.isoformat() if row.at else "", row.name, title, row.who,
        item.standing, row.stage, row.handler, row.organisation, row.policy,
    )  # fmt: skip


def _as_json(item: Item) -> dict[str, object]:
    values = dict(zip(HEADINGS, _values(item), strict=True))
    paused = item.row.paused_since
    return {
        **values,
        "at": values["at"] or None,
        "paused_since": paused.isoformat() if paused else None,
        "aim": item.aim.isoformat() if item.aim else None,
        "why": item.why or None,
    }


def _print_calendar(page: Page, now: DateTime) -> None:
    """No name and no word of a complaint: calendars are shared, and kept by others."""
    from putright.casework.calendar_feed import Entry, calendar_feed

    def entry(item: Item) -> Entry:
        row, mark = item.row, f" [{item.standing}]" if item.standing else ""
        what = f"{row.case_id}: {deadline_title(item.policy, row.name)}{mark}"
        return Entry(f"{row.case_id}/{row.name}@{row.organisation}.putright", row.on, what, item.why, row.at)

    click.echo(calendar_feed(map(entry, page.items), now), nl=False)


def _print_undated(work: WorkList, rows: list[CaseRow], group: tuple[str, ...], form: str) -> None:
    headings = ("case", "place", "stage", "handler", "ended", "organisation", "policy")
    values = [(r.case_id, r.place, r.stage, r.handler, r.ended, r.organisation, r.policy) for r in rows]
    if form == "json":
        of_group = {"group": list(group)} if group else {}
        say_json({"cases": [dict(zip(headings, one, strict=True)) for one in values], **of_group})
    elif form == "csv":
        _say_csv(headings, ([str(cell) for cell in one] for one in values))
    else:
        if rows:
            say_table(("Case", "Where it is", "Handler"), (_undated_cells(work, row) for row in rows))
        say(counted(len(rows), "case"))


def _undated_cells(work: WorkList, row: CaseRow) -> tuple[str, ...]:
    policy = work.policy(row.policy)
    return row.case_id, policy.place_title(row.place), who_owes(policy, row.handler)


def _say_csv(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows([_no_formula(one_line(cell)) for cell in row] for row in rows)
    click.echo(clean(table.getvalue()), nl=False)


def _no_formula(cell: str) -> str:
    """A cell that a spreadsheet would take for a formula is quoted as that program asks."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell


def _named(row: DueRow) -> str:
    return f"{row.on.isoformat()}/{row.case_id}/{row.name}"


def _row_named(words: str) -> DueRow:
    from putright.store import DueRow

    day, _, rest = words.partition("/")
    case_id, _, name = rest.partition("/")
    try:
        return DueRow(case_id, name, date.fromisoformat(day))
    except ValueError:
        raise click.BadParameter(
            f'"{words}" is no row: write it as the page before says', param_hint="--after"
        ) from None


def _hint(work: WorkList, wanted: Wanted) -> None:
    """An empty list may come from a misspelt name, and must not pass for a quiet week."""
    from putright.problems import did_you_mean, one_of

    for name, known in work.strangers(wanted).items():
        value = wanted.filters()[name]
        there = f"there are {one_of(known[:20])}" if known else "there are none"
        complain(f'no case has {OPTIONS[name]} "{value}".{did_you_mean(value, known)} {there}')
