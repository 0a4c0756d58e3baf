"""The acts of a case's life: a command for each of the usual ones, and `do` for every act that a policy names.

A table of rows: an act more is a row more. What an act needs and does is settled by the policy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from putright.cli.case.acting import acting_options
from putright.cli.case.receipts import print_receipt
from putright.cli.desks import a_desk, at_or_now
from putright.cli.endings import FINE
from putright.cli.given import FRIENDLY, gathered
from putright.cli.options import examples

CASE = "walsall-1a2b3c4d"


@dataclass(frozen=True, slots=True)
class Act:
    """A usual act: what it does, the fields it commonly carries, and an example."""

    name: str
    help: str
    options: tuple[str, ...]
    example: str


TABLE = (
    Act("acknowledge", "Tell the complainant that we have the complaint.",
        ("--definition", "--sought"), '--definition "The bin was missed twice."'),
    Act("respond", "Answer every matter, with its outcome and reasons.",
        ("--outcome", "--reasons", "--remedy", "--remedy-by"), '--outcome upheld --reasons @reasons.txt --by "Bo Field"'),
    Act("extend", "Give a step more time, and say why.",
        ("--reason", "--longer", "--until"), '--reason "The crew is away." --longer "5 working days"'),
    Act("escalate", "The complainant asks to go to the next stage.",
        ("--reason", "--late-reason"), "--happened 2026-04-24T11:00:00+01:00"),
    Act("accept", "The complainant accepts the answer.", (), "--as complainant"),
    Act("reject", "Do not take the complaint on, for a typed reason.",
        ("--exclusion", "--reason"), "--exclusion legal-action"),
    Act("refer", "The complaint goes to an outside body.", ("--door", "--reason"), "--door lgsco"),
    Act("withdraw", "The complainant takes the complaint back.", ("--reason",), "--as complainant"),
    Act("close", "Close the case after an answer.", ("--reason",), '--reason "All that was promised is done."'),
    Act("reopen", "Open an ended case again.", ("--reason",), '--reason "The remedy was not carried out."'),
    Act("note", "Put something on record.", ("--note",), '--note "Rang the complainant; no answer."'),
    Act("correct", "Put an earlier event right, or take it out.",
        ("--event", "--because", "--when", "--struck"),
        '--event 2 --when 2026-03-31T15:00:00+01:00 --because "The post book says so."'),
    Act("refuse-escalation", "Refuse a request for the next stage, and say why.",
        ("--reason",), '--reason "It came four months late."'),
)  # fmt: skip
"""The usual acts, in the order of a case's life."""


def _command(act: Act) -> click.Command:
    @click.command(act.name, help=act.help, epilog=examples(f"putright case {act.name} {CASE} {act.example}".rstrip()))
    @click.argument("case_id", metavar="CASE")
    @acting_options(*act.options)
    def command(case_id: str, **said: Any) -> int:
        return _act(case_id, act.name, said)

    return command


def _act(case_id: str, action: str, said: Mapping[str, Any]) -> int:
    policies: Path | None = said["policies"]
    given = gathered(said, said["pairs"])
    with a_desk(said["url"], policies) as desk:
        receipt = desk.act(
            case_id,
            action,
            at=at_or_now(said["at"]),
            happened_at=said["happened"] or None,
            by=said["by"],
            role=said["role"],
            given=given,
        )
        print_receipt(desk, receipt, said["form"])
    return FINE


ACTS = tuple(_command(act) for act in TABLE)


@click.command(
    epilog=examples(
        f"putright case do {CASE} offer-mediation",
        f"putright case do {CASE} respond --with outcome.1=upheld --with reasons.1=@first.txt"
        " --with outcome.2=not-upheld --with reasons.2=@second.txt",
    )
)
@click.argument("case_id", metavar="CASE")
@click.argument("action", metavar="ACTION")
@acting_options(*FRIENDLY)
def do(case_id: str, action: str, **said: Any) -> int:
    """Do anything else that the case's policy names.

    ACTION is a step, a choice, a duty or an action.     `putright case show` says what can be done now.
    """
    return _act(case_id, action, said)
