"""The table of commands: every one there is, in the order of the help page."""

from __future__ import annotations

import click

from putright.cli.case import case
from putright.cli.check import check
from putright.cli.demo import demo
from putright.cli.due import due
from putright.cli.explain import explain
from putright.cli.golive import import_cases
from putright.cli.letters import letters
from putright.cli.options import InOrder, examples
from putright.cli.run import run
from putright.cli.tick import tick

COMMANDS = (demo, check, explain, due, case, run, import_cases, tick, letters)


@click.group(
    cls=InOrder,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=examples(
        "putright demo",
        "putright check policies/",
        'putright due --from 2026-04-02 --within "10 working days" --calendar england-and-wales --starts day-after',
    ),
)
@click.version_option(package_name="putright", message="putright %(version)s")
def putright() -> None:
    """Run a complaints procedure that its owner wrote as YAML.

    Answers go to standard output, everything else to standard error. The exit code is 0 when all is fine, 1 when
    there are findings (problems, refusals), and 2 when the command could not run.
    """


for command in COMMANDS:
    putright.add_command(command)
