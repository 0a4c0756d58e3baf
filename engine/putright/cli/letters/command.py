"""`putright letters`: the letters of a case, or every letter of a policy with sample data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from putright.cli.codes import FINE
from putright.cli.desks import a_desk
from putright.cli.groups import examples
from putright.cli.options import format_option
from putright.cli.printing import complain, counted, say, say_json

if TYPE_CHECKING:
    from putright.letters import Letter

ENDINGS = {"md": ".md", "html": ".html", "text": ".txt", "txt": ".txt", "json": ".json", "pdf": ".pdf"}


@dataclass(frozen=True, slots=True)
class Copy:
    """A letter, its day, and when it came to be owed; a sample has no moment."""

    letter: Letter
    on: date
    owed_at: str = ""

    def as_json(self) -> dict[str, object]:
        letter = self.letter
        return {
            "name": letter.id,
            "title": letter.title,
            "owed_at": self.owed_at or None,
            "text": letter.markdown,
        }

    def printed(self, form: str) -> str:
        """The letter as it stands in a file of that form."""
        import json

        from putright.letters import to_html, to_text

        if form == "json":
            return json.dumps(self.as_json(), indent=2, ensure_ascii=False) + "\n"
        if form == "html":
            return to_html(self.letter)
        return self.letter.markdown if form == "md" else to_text(self.letter.markdown)

    def as_file(self, form: str) -> bytes:
        """What a file of that form holds."""
        from putright.letters import to_pdf

        return to_pdf(self.letter, on=self.on) if form == "pdf" else self.printed(form).encode()


@click.command(
    epilog=examples(
        "putright letters policies/walsall/two-stage.yaml",
        "putright letters policies/walsall/two-stage.yaml --format pdf -o samples",
        "putright letters walsall-1a2b3c4d --cases sqlite:///cases.db",
    )
)
@click.argument("what", metavar="POLICY|CASE")
@click.option(
    "--cases",
    "url",
    envvar="PUTRIGHT_CASES",
    show_envvar=True,
    metavar="URL",
    help="Where the cases are kept.",
)
@click.option(
    "-o", "--to", "folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
    help="Write a file for each letter into this folder.",
)  # fmt: skip
@format_option("text", "json", "md", "txt", "html", "pdf")
def letters(what: str, url: str | None, folder: Path | None, form: str) -> int:
    """Print or write the letters of a case or of a policy.

    A policy is named by its file. Every letter of it is shown as a preview, filled with invented people and dates, and what a letter would
    lack is marked «so».
    """
    if form == "pdf" and not folder:
        raise click.UsageError("a PDF is written to a file: say into which folder, with -o DIR")
    copies = list(_of_policy(Path(what)) if _is_policy(what) else _of_case(what, url))
    if folder:
        _write(copies, folder, form)
    elif form == "json":
        say_json({"letters": [copy.as_json() for copy in copies]})
    else:
        _print(copies, form)
    return FINE


def _is_policy(what: str) -> bool:
    if not what.endswith((".yaml", ".yml")):
        return False
    if not Path(what).is_file():
        raise click.UsageError(f"there is no file {what}")
    return True


def _of_policy(file: Path) -> Iterator[Copy]:
    from putright.authoring import load_policy, preview_letters

    on = load_policy(file).in_force_from
    for letter in preview_letters(file):
        yield Copy(letter, on)


def _of_case(case_id: str, url: str | None) -> Iterator[Copy]:
    from putright.case.reckoning import local_day
    from putright.letters import Letter

    if not url:
        raise click.UsageError("say where the cases are kept: --cases URL (or name a policy by its file, *.yaml)")
    with a_desk(url) as desk:
        standing = desk.show(case_id)
    to = standing.case.values.get("complainant.name", "")
    for row in standing.letters:
        if row.kind != "letter":
            complain(f"{row.name} is owed, and could not be written: {row.text}")
            continue
        on = local_day(row.owed_at, standing.procedure.policy.time_zone)
        yield Copy(Letter(row.name, row.title, to, row.text), on, row.owed_at.isoformat())


def _print(copies: list[Copy], form: str) -> None:
    for number, copy in enumerate(copies):
        if number:
            say()
        if form in ("text", "txt"):
            said = f"{copy.letter.id}: {copy.letter.title}"
            say(f"{said}\n{'=' * min(len(said), 78)}", bold=True)
        say(copy.printed(form).rstrip("\n"))
    if not copies and form in ("text", "txt"):
        say("no letters")


def _write(copies: list[Copy], folder: Path, form: str) -> None:
    """Numbered files, in the order of the letters."""
    files = [copy.as_file(form) for copy in copies]
    folder.mkdir(parents=True, exist_ok=True)
    for number, (copy, held) in enumerate(zip(copies, files, strict=True), 1):
        name = re.sub(r"[^a-z0-9-]", "-", copy.letter.id)
        file = folder / f"{number:02d}-{name}{ENDINGS[form]}"
        file.write_bytes(held)
        if form != "json":
            say(str(file))
    if form == "json":
        say_json({"letters": [copy.as_json() for copy in copies]})
    else:
        say(f"{counted(len(copies), 'letter')} written")
