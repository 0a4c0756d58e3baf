"""`putright new`: a complete folder to start from."""

from __future__ import annotations

from pathlib import Path

import click

from putright.cli.codes import FINE
from putright.cli.groups import examples
from putright.cli.options import format_option
from putright.cli.printing import say, say_json


@click.command(
    epilog=examples(
        'putright new "Mill Homes" --sector housing',
        'putright new "Anytown Council" --sector council --to .',
    )
)
@click.argument("name", metavar="NAME")
@click.option(
    "--sector",
    type=click.Choice(("housing", "council", "training")),
    required=True,
    help="What kind of organisation it is: the words, the limits and the outside bodies go by it.",
)
@click.option(
    "--to",
    "parent",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    metavar="DIR",
    help="Where the folder is made; without it, here.",
)
@format_option()
def new(name: str, sector: str, parent: Path, form: str) -> int:
    """Make a folder with a policy, letters and stories to start from.

    It is called after the organisation, and runs as it stands. What only you can know stands between « and »; check
    names each such place. Nothing that is there is touched.
    """
    from putright.starters import new_folder

    folder = new_folder(name, sector, parent)
    made = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    policy = next(folder / path for path in made if path.startswith("policies/") and "/stories/" not in path)
    if form == "json":
        say_json({"folder": str(folder), "policy": str(policy), "files": made})
        return FINE
    say(f"{folder} is ready:")
    for path in made:
        say(f"  {path}")
    say("Next:")
    for command in (f"check {folder}", f"test {folder}", f"explain {policy}", f"comply {policy}"):
        say(f"  putright {command}")
    return FINE
