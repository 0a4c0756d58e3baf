"""Options that several commands share, and how the examples in a help page are set.

Only their names, words and types: what they mean is settled by the command.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


class InOrder(click.Group):
    """A group that lists its commands in the order in which they were added."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


class Later(InOrder):
    """A group that loads its commands when the first of them is asked for, so that other help pages are quick."""

    load: Callable[[], Iterable[click.Command]] = tuple
    _loaded: dict[str, click.Command]

    @property  # type: ignore[override]
    def commands(self) -> dict[str, click.Command]:
        if not self._loaded:
            self._loaded = {str(command.name): command for command in type(self).load()}
        return self._loaded

    @commands.setter
    def commands(self, given: dict[str, click.Command]) -> None:
        self._loaded = given


class Listed(InOrder):
    """A group that knows what its commands do from a table, and loads one only when it is asked for."""

    table: tuple[tuple[str, str, str], ...] = ()
    """Name, where the command stands as `module:attribute`, and what it does in a sentence."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for name, _, _ in self.table]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        where = next((where for name, where, _ in self.table if name == cmd_name), None)
        if where is None:
            return None
        module, _, attribute = where.partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, does) for name, _, does in self.table])


def examples(*lines: str) -> str:
    """The end of a help page: lines that can be typed as they stand."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def format_option(*forms: str) -> Callable[[Command], Command]:
    """`--format`; the first is what is printed when nothing is said."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(forms or ("text", "json")),
        default=forms[0] if forms else "text",
        show_default=True,
        callback=_remember,
        is_eager=True,
        help="How the answer is printed.",
    )


def _remember(context: click.Context, parameter: click.Parameter, form: str) -> str:
    """Errors are told in the same form."""
    context.meta["format"] = form
    return form


cases_option = click.option(
    "--cases",
    "url",
    envvar="PUTRIGHT_CASES",
    show_envvar=True,
    required=True,
    metavar="URL",
    help="Where the cases are kept, such as sqlite:///cases.db.",
)

policies_option = click.option(
    "--policies",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="The folder of policies; without it, those that come with putright.",
)

at_option = click.option(
    "--at",
    metavar="MOMENT",
    default="",
    help="The moment that counts as now, with its offset; by default it is now.",
)

policy_argument = click.argument("file", metavar="POLICY", type=click.Path(exists=True, dir_okay=False, path_type=Path))
