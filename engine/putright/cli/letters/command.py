"""The command itself: what was named - a case, a policy or a folder of policies - and what is told of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from putright.cli.check import policies_in
from putright.cli.codes import FINE
from putright.cli.desks import a_desk
from putright.cli.groups import examples
from putright.cli.letters.copies import AS_NEEDED, Copy, print_copies, write_copies
from putright.cli.letters.uses import tell_uses
from putright.cli.options import format_option
from putright.cli.printing import complain, say, say_json, say_table

if TYPE_CHECKING:
    from putright.authoring import Pack


@click.command(
    epilog=examples(
        "putright letters policies/walsall/two-stage.yaml",
        "putright letters policies/walsall/two-stage.yaml --format html -o pack",
        'putright letters policies/walsall/two-stage.yaml --format pdf -o samples --reads "large print"',
        'putright letters policies/walsall/two-stage.yaml --approve closing --by "Residents\' panel" --on 2026-11-20',
        "putright letters policies/",
        "putright letters walsall-1a2b3c4d --cases sqlite:///cases.db",
    )
)
@click.argument("what", metavar="POLICY|FOLDER|CASE")
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
    help="Write a file for each letter into this folder; for a policy as HTML, also index.html with all of them.",
)  # fmt: skip
@click.option(
    "--reads", metavar="FORM", default="", help='Samples for somebody who reads "large print" or "plain text".'
)
@click.option("--language", metavar="LANGUAGE", default="", help="Samples for somebody who asked for this language.")
@click.option("--approve", "approved", metavar="LETTER", help="Write down that this letter of the policy is approved.")
@click.option("--by", metavar="NAME", help="Who approved it.")
@click.option("--on", metavar="DAY", help="On which day, such as 2026-11-20.")
@format_option("text", "json", "md", "txt", "html", "pdf", AS_NEEDED)
def letters(
    what: str,
    url: str | None,
    folder: Path | None,
    reads: str,
    language: str,
    approved: str | None,
    by: str | None,
    on: str | None,
    form: str,
) -> int:
    """Print or write the letters of a case or of a policy.

    A policy is named by its file. Every letter of it is shown as a preview, filled with invented people and dates, and what a letter would
    lack is marked «so». Its length, its reading ease and its approval stand above it. For a folder of policies, every template is listed with the letters it stands in.
    """
    is_folder, is_policy = Path(what).is_dir(), _is_policy(what)
    if (approved or by or on) and not (is_policy and approved and by and by.strip() and on):
        raise click.UsageError("an approval needs a policy and all of --approve LETTER, --by NAME and --on DAY")
    if (reads or language) and not is_policy:
        raise click.UsageError(
            "--reads and --language are for the samples of a policy; a case knows what its people need"
        )
    if form in ("pdf", AS_NEEDED) and not folder and not is_folder:
        raise click.UsageError(f"{_a(form)} is written to a file: say into which folder, with -o DIR")
    if is_folder:
        if folder or form not in ("text", "json"):
            raise click.UsageError("the templates of a folder are listed as text or json; for letters name one policy")
        return tell_uses(policies_in(Path(what)), form)
    if approved and by and on:
        return _approve(Path(what), approved, by.strip(), _day(on), form)
    if is_policy:
        _tell_policy(Path(what), {"complainant.format": reads, "complainant.language": language}, folder, form)
    else:
        _tell(list(_of_case(what, url)), folder, form)
    return FINE


def _a(form: str) -> str:
    return "a PDF" if form == "pdf" else "a letter as it is needed"


def _day(said: str) -> date:
    from putright.working_days import day_said

    try:
        return day_said(said)
    except ValueError as error:
        raise click.UsageError(f"--on: {error}; write it as 2026-11-20") from error


def _is_policy(what: str) -> bool:
    if not what.endswith((".yaml", ".yml")):
        return False
    if not Path(what).is_file():
        raise click.UsageError(f"there is no file {what}")
    return True


def _approve(file: Path, letter: str, by: str, on: date, form: str) -> int:
    from putright.authoring import approve_letter
    from putright.working_days import in_full

    written = approve_letter(file, letter, by, on)
    if form == "json":
        say_json({"letter": letter, "approved_by": by, "approved_on": on.isoformat(), "file": str(written)})
    else:
        say(f"{letter}: approved by {by} on {in_full(on)}, written in {written}")
    return FINE


def _tell(copies: list[Copy], folder: Path | None, form: str) -> None:
    if folder:
        write_copies(copies, folder, form)
    elif form == "json":
        say_json({"letters": [copy.as_json() for copy in copies]})
    else:
        print_copies(copies, form)


def _tell_policy(file: Path, needs: dict[str, str], folder: Path | None, form: str) -> None:
    from putright.authoring import preview_pack
    from putright.letters import pack_page

    pack = preview_pack(file, needs)
    copies = list(_of_pack(pack))
    if form == "html" and folder:
        write_copies(copies, folder, form, {"index.html": pack_page(pack.policy, pack.sheets)})
    elif form == "html":
        say(pack_page(pack.policy, pack.sheets).rstrip("\n"))
    else:
        _tell(copies, folder, form)
        if form == "text" and not folder:
            _print_table(pack)


def _of_pack(pack: Pack) -> Iterator[Copy]:
    for sheet in pack.sheets:
        missing = f"\nmissing: {', '.join(sheet.sample.missing)}" if sheet.sample.missing else ""
        asked = f"\nthe policy asks for: {sheet.limits}" if sheet.limits else ""
        broken = "".join(f"\nnot kept to: it {breach}" for breach in sheet.breaches)
        head = f"{sheet.measured}; {sheet.approved}{asked}{broken}\nwritten from {sheet.file}{missing}"
        yield Copy(sheet.sample.letter, pack.policy.in_force_from, head=head, said=sheet.as_json())


def _print_table(pack: Pack) -> None:
    say()
    rows = [
        (
            s.sample.letter.id,
            str(s.reads.words),
            "" if s.reads.ease is None else f"{s.reads.ease} {s.reads.band}",
            s.approved,
        )
        for s in pack.sheets
    ]
    say_table(("Letter", "Words", "Reading ease", "Approval"), rows)


def _of_case(case_id: str, url: str | None) -> Iterator[Copy]:
    from putright.case.moments import local_day
    from putright.codes.demands import lacks_in_words

    if not url:
        raise click.UsageError("say where the cases are kept: --cases URL (or name a policy by its file, *.yaml)")
    with a_desk(url) as desk:
        standing = desk.show(case_id)
    for row in standing.letters:
        if row.kind != "letter":
            complain(f"{row.name} is owed, and could not be written: {row.text}")
            continue
        on = local_day(row.owed_at, standing.procedure.policy.time_zone)
        lacks = standing.lacks(row)
        head = "\n".join(lacks_in_words(row.title, lacks))
        said = {"lacks": [asdict(lack) for lack in lacks]}
        yield Copy(standing.letter(row), on, row.owed_at.isoformat(), head, said)
