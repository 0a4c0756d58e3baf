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
from putright.cli.codes import FINE
from putright.cli.desks import a_desk, at_or_now
from putright.cli.given import FRIENDLY, gathered
from putright.cli.groups import examples

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
    Act("draft", "Keep a draft of a response.",
        ("--outcome", "--reasons", "--remedy", "--remedy-by"), '--outcome upheld --reasons @draft.txt --by "Bo Field"'),
    Act("review-draft", "Say whether a draft may go.",
        ("--verdict", "--note"), '--verdict changes --note "Say sorry." --by "Rita Vane"'),
    Act("send", "Send a response as it was drafted.", (), '--by "Bo Field"'),
    Act("pause", "Stop a clock, for a reason that the policy names.",
        ("--pause", "--reason"), '--pause waiting-for-papers --reason "The tape is missing."'),
    Act("resume", "Let a clock run again.", ("--pause",), "--pause waiting-for-papers"),
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
    Act("reopen", "Open an ended case again.",
        ("--reason", "--new-information", "--changes-outcome"), '--reason "The remedy was not carried out."'),
    Act("refuse-reopening", "Refuse to open an ended case again, and say why.",
        ("--reason",), '--reason "It is what our last answer was about."'),
    Act("assign", "Give the case to a handler.", ("--handler", "--reason"), '--handler "Bo Field"'),
    Act("declare-conflict", "Record that somebody has a conflict of interest.",
        ("--person", "--note"), '--person "Bo Field" --note "They are neighbours."'),
    Act("tell-staff", "Tell somebody that the complaint is about them.", ("--staff", "--note"), "--staff 1"),
    Act("hear-staff", "Hear somebody whom the complaint is about.",
        ("--staff", "--note"), '--staff 1 --note "She had the wrong address."'),
    Act("review-adjustments", "Look again at what is done differently.",
        ("--review", "--note"), "--review 2027-04-20"),
    Act("warn", "Warn somebody about how they behave.", ("--reason",), '--reason "Shouting on the telephone."'),
    Act("restrict", "Restrict contact until a day of review.",
        ("--reason", "--until"), '--reason "Shouting, after a warning." --until 2026-10-20'),
    Act("lift-restriction", "Lift a restriction.", ("--reason",), '--reason "Contact has been civil."'),
    Act("contact", "Put a contact on record: who said what.",
        ("--contact-channel", "--direction", "--with-whom", "--note"),
        '--contact-channel telephone --direction in --note "She asked how far we are."'),
    Act("link", "Link two cases; both say so.", ("--other", "--relation", "--note"),
        "--other walsall-5e6f7a8b --relation duplicate"),
    Act("merge", "Close a case because another one deals with it.", ("--other", "--reason"), "--other walsall-5e6f7a8b"),
    Act("add-matter", "Add a matter; after the answer, a new complaint.",
        ("--matter", "--note"), '--matter "The green bin was missed, too"'),
    Act("complete", "Record that a promised action was carried out.",
        ("--completes", "--note"), "--completes remedy.1"),
    Act("outside", "Record what the outside body did.", ("--act", "--door", "--note"),
        '--act decided --with "order.1=Pay £100" --with order.1.by=2026-08-01'),
    Act("answer-record", "Answer what is no complaint.", ("--note",), '--note "The bins are emptied on Mondays."'),
    Act("complain", "Open a complaint beside what was none.",
        ("--matter", "--sought", "--note"), '--sought "Empty it" --with service=waste'),
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
