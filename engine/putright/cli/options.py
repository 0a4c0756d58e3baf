"""Options that several commands share.

Only their names, words and types: what they mean is settled by the command.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


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
