"""`putright tick`: what fell due is played, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from putright.cli.case.words import happened, whole
from putright.cli.codes import FINE
from putright.cli.desks import a_desk, at_or_now
from putright.cli.groups import examples
from putright.cli.options import at_option, cases_option, format_option
from putright.cli.printing import counted, one_line, say, say_json

if TYPE_CHECKING:
    from putright.casework import Desk, Receipt


@click.command(
    epilog=examples(
        "putright tick --cases sqlite:///cases.db",
        "putright tick --cases sqlite:///cases.db --at 2026-05-05T09:00:00+01:00",
    )
)
@at_option
@cases_option
@format_option()
def tick(at: str, url: str, form: str) -> int:
    """Play everything that fell due, and tell what happened.

    What fell due up to --at counts, or up to now. Each thing is recorded at its own moment, so it does not matter how often this is run.
    """
    receipts: list[Receipt] = []
    with a_desk(url) as desk:
        touched = desk.tick(at_or_now(at), receipts.append)
        if form == "json":
            say_json({"cases": touched, "receipts": [receipt.as_json() for receipt in receipts]})
            return FINE
        for receipt in receipts:
            _print(desk, receipt)
    say(f"something fell due in {counted(touched, 'case')}" if touched else "nothing fell due")
    return FINE


def _print(desk: Desk, receipt: Receipt) -> None:
    policy = desk.show(receipt.case.id).procedure.policy
    say(f"{one_line(receipt.case.id)}: {policy.place_title(receipt.case.place)}", bold=True)
    for event in receipt.events:
        say(f"  {whole(event.happened_at, policy)}: {happened(event, policy)}")
        for letter in event.letters:
            say(f"      letter: {letter.name}")
    for told in receipt.warnings:
        say(f"  warning: {one_line(told)}", fg="yellow")
