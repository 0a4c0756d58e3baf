"""What is printed after a command: what was recorded, where the case is now, what is due, and which letters went out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from putright.cli.case.words import due_lines, happened, told_with, whole
from putright.cli.printing import one_line, say, say_inside, say_json

if TYPE_CHECKING:
    from putright.casework import Desk, Receipt


def print_receipt(desk: Desk, receipt: Receipt, form: str) -> None:
    """Print the answer to a command."""
    if form == "json":
        say_json(receipt.as_json())
        return
    policy = desk.show(receipt.case.id).procedure.policy
    say(f"{one_line(receipt.case.id)}: {policy.place_title(receipt.case.place)}", bold=True)
    for event in receipt.events:
        say(f"recorded: {happened(event, policy)}, on {whole(event.happened_at, policy)}")
        for line in told_with(event, policy):
            say_inside(line, 2)
    for day, what, who, mark in due_lines(policy, receipt.due, receipt.case.events[-1].recorded_at):
        say(f"due: {day}: {what} ({who}){f' [{mark}]' if mark else ''}")
    for letter in receipt.letters:
        say(f"letter: {letter.id}: {letter.title}")
    for told in receipt.warnings:
        say(f"warning: {one_line(told)}", fg="yellow")
