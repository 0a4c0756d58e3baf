"""`putright case attach`: a document that belongs to a case."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from putright.cli.case.acting import acting_options
from putright.cli.case.receipts import print_receipt
from putright.cli.codes import FINE
from putright.cli.desks import a_desk, at_or_now
from putright.cli.given import gathered
from putright.cli.groups import examples


@click.command(
    epilog=examples(
        "putright case attach walsall-1a2b3c4d photograph.jpg --shown complainant",
        'putright case attach walsall-1a2b3c4d call.txt --called "Telephone call of 3 April" --shown staff',
    )
)
@click.argument("case_id", metavar="CASE")
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--shown",
    type=click.Choice(("complainant", "staff", "nobody")),
    default="staff",
    show_default=True,
    help="Who is shown it.",
)
@click.option("--called", default="", metavar="TEXT", help="What it is called; without it, as the file is.")
@acting_options("--note")
def attach(
    case_id: str, file: Path, shown: str, called: str,
    url: str, policies: Path | None, at: str, happened: str, by: str, role: str,
    pairs: tuple[str, ...], form: str, **friendly: Any,
) -> int:  # fmt: skip
    """Attach a document to a case.

    FILE is kept whole in the store, at most 25 MiB, and listed by `putright case show`.
    """
    with a_desk(url, policies) as desk:
        receipt = desk.attach(
            case_id,
            file,
            name=called,
            shown=shown,
            at=at_or_now(at),
            happened_at=happened or None,
            by=by,
            role=role,
            given=gathered(friendly, pairs),
        )
        print_receipt(desk, receipt, form)
    return FINE
