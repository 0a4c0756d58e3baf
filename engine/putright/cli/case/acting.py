"""The options that every act in a case takes."""

from __future__ import annotations

from collections.abc import Callable

import click

from putright.cli.given import friendly_options, with_option
from putright.cli.options import Command, at_option, cases_option, format_option, policies_option

happened_option = click.option(
    "--happened", default="", metavar="MOMENT", help="When it happened, if that was earlier than --at."
)
by_option = click.option("--by", default="", metavar="NAME", help="Who did it.")
as_option = click.option("--as", "role", default="", metavar="ROLE", help="The role in which they did it.")


def acting_options(*friendly: str) -> Callable[[Command], Command]:
    """The friendly options of these names, and those that say when, who, with what, and in which store."""

    def decorated(command: Command) -> Command:
        standing = (
            with_option,
            by_option,
            as_option,
            at_option,
            happened_option,
            cases_option,
            policies_option,
        )
        for option in reversed((friendly_options(friendly), *standing, format_option())):
            command = option(command)
        return command

    return decorated
