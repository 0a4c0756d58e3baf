"""`putright case list`: the cases by what is due next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from putright.cli.case.words import deadline_title, who_owes
from putright.cli.desks import a_desk, at_or_now
from putright.cli.endings import FINE
from putright.cli.options import at_option, cases_option, examples, format_option
from putright.cli.printing import counted, say, say_json, say_table

if TYPE_CHECKING:
    from pendulum import DateTime

    from putright.casework import Desk
    from putright.policy.model import Policy
    from putright.store import CaseRow, DueRow


@dataclass(frozen=True, slots=True)
class Listed:
    """A case in a list, with what is due next in it."""

    row: CaseRow
    policy: Policy
    next: DueRow | None
    is_late: bool

    @property
    def handler(self) -> str:
        return who_owes(self.policy, self.row.handler)

    def cells(self) -> tuple[str, ...]:
        from putright.working_days import in_full

        place = self.policy.place_title(self.row.place)
        if self.next is None:
            return self.row.case_id, "", "", "", place, self.handler
        day = in_full(self.next.on) + (" [late]" if self.is_late else "")
        what = deadline_title(self.policy, self.next.name)
        return self.row.case_id, day, what, who_owes(self.policy, self.next.who), place, self.handler

    def as_json(self) -> dict[str, object]:
        row, due = self.row, self.next
        return {
            "case": row.case_id,
            "policy": row.policy,
            "place": row.place,
            "stage": row.stage,
            "handler": row.handler,
            "opened_at": row.opened_at.isoformat(),
            "ended": row.ended,
            "next": {"name": due.name, "on": due.on.isoformat(), "who": due.who} if due else None,
            "late": self.is_late,
        }


@click.command(
    "list",
    epilog=examples(
        "putright case list --cases sqlite:///cases.db --open",
        "putright case list --organisation walsall --late --format json",
    ),
)
@click.option("--handler", metavar="NAME", help="Only the cases of this handler: a name, a role, or its title.")
@click.option("--stage", metavar="STAGE", help="Only the cases at this stage.")
@click.option("--organisation", metavar="ID", help="Only the cases of this organisation.")
@click.option("--open", "open_only", is_flag=True, help="Only the cases that have not ended.")
@click.option("--late", is_flag=True, help="Only the cases in which we owe something whose day has passed.")
@at_option
@cases_option
@format_option()
def list_cases(
    handler: str | None, stage: str | None, organisation: str | None, open_only: bool, late: bool,
    at: str, url: str, form: str,
) -> int:  # fmt: skip
    """List cases, the earliest due date first.

    What is late is marked against --at, or now.
    """
    now = at_or_now(at)
    with a_desk(url) as desk:
        found = [
            listed
            for listed in _listed(desk, organisation, open_only, now)
            if (not late or listed.is_late)
            and (not stage or listed.row.stage == stage)
            and (not handler or handler.casefold() in (listed.row.handler.casefold(), listed.handler.casefold()))
        ]
    found.sort(key=lambda listed: (listed.next is None, listed.next and listed.next.on, listed.row.case_id))
    if form == "json":
        say_json({"cases": [listed.as_json() for listed in found]})
        return FINE
    if found:
        say_table(
            ("Case", "Next due", "What", "Who", "Where it is", "Handler"),
            (listed.cells() for listed in found),
        )
    say(counted(len(found), "case"))
    return FINE


def _listed(desk: Desk, organisation: str | None, open_only: bool, now: DateTime) -> Iterator[Listed]:
    due: dict[str, list[DueRow]] = defaultdict(list)
    for row in desk.due():
        if not row.name.startswith("door."):
            due[row.case_id].append(row)
    policies: dict[str, Policy] = {}
    for case in list(desk.cases(open_only=open_only, organisation=organisation)):
        if case.policy not in policies:
            policies[case.policy] = desk.show(case.case_id).procedure.policy
        policy, waiting = policies[case.policy], due[case.case_id]
        late = [row for row in waiting if row.who != "complainant" and _has_passed(row, policy, now)]
        yield Listed(case, policy, min(late or waiting, key=lambda row: row.on, default=None), bool(late))


def _has_passed(row: DueRow, policy: Policy, now: DateTime) -> bool:
    """A due day lasts until its end, where the policy is; a limit in hours until its moment."""
    return now >= row.at if row.at else now.in_timezone(policy.time_zone).date() > row.on
