"""`putright case attachment`: a document of a case, written to a file."""

from __future__ import annotations

from pathlib import Path

import click

from putright.cli.codes import FINE
from putright.cli.desks import a_desk
from putright.cli.groups import examples
from putright.cli.options import cases_option, format_option
from putright.cli.printing import counted, one_line, say, say_json


@click.command(
    epilog=examples(
        "putright case attachment walsall-1a2b3c4d 9f86d081 -o photograph.jpg",
        "putright case attachment walsall-1a2b3c4d 9f86d081 --for complainant -o photograph.jpg",
    )
)
@click.argument("case_id", metavar="CASE")
@click.argument("digest", metavar="DIGEST")
@click.option(
    "-o", "--to", "file", required=True, type=click.Path(path_type=Path), metavar="FILE", help="Where it is written."
)
@click.option(
    "--for",
    "reader",
    type=click.Choice(("staff", "complainant")),
    default="staff",
    show_default=True,
    help="Who will be shown it.",
)
@cases_option
@format_option()
def attachment(case_id: str, digest: str, file: Path, reader: str, url: str, form: str) -> int:
    """Write a document of a case to a file.

    DIGEST is what `putright case show` lists, or its beginning. A file that is there is never written over. What is
    shown to nobody, or not to the complainant, is not handed out to them.
    """
    with a_desk(url) as desk:
        one, content = desk.attachment(case_id, digest, reader)
    try:
        with file.open("xb") as out:
            out.write(content)
    except FileExistsError:
        what = f"{file} is there already, and nothing is written over: name another file"
        raise click.BadParameter(what, param_hint="-o") from None
    if form == "json":
        say_json({"case": case_id, "digest": one.digest, "name": one.name, "shown": one.shown, "file": str(file)})
    else:
        say(f"{one_line(one.name)}: {counted(len(content), 'byte')} written to {file}")
    return FINE
