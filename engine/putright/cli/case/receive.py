"""`putright case receive`: a complaint has come."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from putright.cli.case.acting import acting_options
from putright.cli.case.receipts import print_receipt
from putright.cli.codes import FINE
from putright.cli.desks import a_desk, at_or_now
from putright.cli.given import gathered, split_pair
from putright.cli.groups import examples


@click.command(
    epilog=examples(
        'putright case receive walsall --channel telephone --fact service=waste --name "Ann Other"'
        ' --matter "The brown bin was not emptied" --sought "Empty it"',
        "putright case receive walsall/two-stage@2025-10-21 --at 2026-04-07T09:15:00+01:00"
        " --happened 2026-04-03T16:30:00+01:00 --channel writing --fact service=waste --matter @letter.txt",
    )
)
@click.argument("policy", metavar="POLICY")
@click.option("--matter", "matters", multiple=True, metavar="TEXT", help="What it is about. May be repeated.")
@click.option(
    "--fact",
    "facts",
    multiple=True,
    metavar="FACT=VALUE",
    help="A fact that the policy names. May be repeated.",
)
@click.option("--id", "case_id", default="", metavar="ID", help="The case's reference; without it, one is made.")
@acting_options(
    "--name", "--address", "--email", "--telephone", "--needs", "--channel", "--sought", "--definition", "--kind"
)
def receive(
    policy: str, matters: tuple[str, ...], facts: tuple[str, ...], case_id: str,
    url: str, policies: Path | None, at: str, happened: str, by: str, role: str,
    pairs: tuple[str, ...], form: str, **friendly: Any,
) -> int:  # fmt: skip
    """Open a case for a complaint.

    POLICY is an organisation, and then its version in force on the day of receipt is taken; or one version, such
    as walsall/two-stage@2025-10-21; or a policy file.
    """
    more = [(f"matter.{number}.what", text) for number, text in enumerate(matters, 1)]
    more += [(f"fact.{name}", value) for name, value in (split_pair(pair, "--fact") for pair in facts)]
    given = gathered(friendly, pairs, more)
    with a_desk(url, policies, create=True) as desk:
        receipt = desk.receive(
            policy,
            at=at_or_now(at),
            happened_at=happened or None,
            by=by,
            role=role,
            case_id=case_id,
            given=given,
        )
        print_receipt(desk, receipt, form)
    return FINE
