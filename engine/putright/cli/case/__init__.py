"""`putright case`: a case's life, from receipt to its end, and the questions that can be asked about it."""

from __future__ import annotations

import click

from putright.cli.groups import Later, examples


def _commands() -> tuple[click.Command, ...]:
    from putright.cli.case.acts import ACTS, do
    from putright.cli.case.attach import attach
    from putright.cli.case.attachment import attachment
    from putright.cli.case.listing import list_cases
    from putright.cli.case.receive import receive
    from putright.cli.case.show import show
    from putright.cli.case.why import why

    return (receive, *ACTS, attach, attachment, do, show, list_cases, why)


class _Case(Later):
    load = staticmethod(_commands)


@click.group(
    cls=_Case,
    epilog=examples(
        "putright case receive walsall --cases sqlite:///cases.db --channel telephone --fact service=waste"
        ' --name "Ann Other" --matter "The brown bin was not emptied"',
        "putright case list --cases sqlite:///cases.db --due week",
        "putright case acknowledge walsall-1a2b3c4d --cases sqlite:///cases.db",
    ),
)
def case() -> None:
    """Open, move, answer, close and look at cases.

    What can be done in a case stands in its policy: the commands here are short words for the usual acts, and
    `do` reaches every act.
    """
