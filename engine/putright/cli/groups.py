"""Groups of commands that load a command only when it is named, and how the examples in a help page are set.

Every start comes through here: nothing is loaded that a help page does not need.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module

import click


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
