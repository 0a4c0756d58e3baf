"""`putright demo`: three real procedures, checked and played, with everything that came of it left in a folder."""

from __future__ import annotations

from pathlib import Path

import click

from putright.cli.codes import FINE
from putright.cli.groups import examples
from putright.cli.options import format_option
from putright.cli.printing import complain, say, say_json
from putright.cli.progress import progress


@click.command(epilog=examples("putright demo", "putright demo --to /tmp/putright-demo"))
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("demo"),
    show_default=True,
    metavar="DIR",
    help="Where letters, timelines and the cases are left.",
)
@format_option()
def demo(folder: Path, form: str) -> int:
    """Play a log of complaints through three real procedures.

    The policies of three organisations are checked first. Nothing needs to be set up. A timeline of one case for each policy is printed with the reasons for its dates;
    letters, flow charts, timelines and the store of cases are left in the folder, which is made afresh each time.
    """
    from putright.demo import play

    with progress() as track:
        report = play(folder, complain if form == "json" else say, track)
    if form == "json":
        say_json(report.as_json())
    return FINE
