"""What is said with a command: friendly options for common fields, `--with` for every other, `@file` for long texts.

Only gathers names and values; whether they mean anything is settled by the case's policy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from putright.cli.options import Command


@dataclass(frozen=True, slots=True)
class FriendlyOption:
    """An option that stands for one field."""

    option: str
    field: str
    help: str
    alone: str | None = None
    """What it says when it is given without a value; without this it needs one."""

    @property
    def parameter(self) -> str:
        return self.option.removeprefix("--").replace("-", "_")


FRIENDLY: Mapping[str, FriendlyOption] = {
    row.option: row
    for row in (
        FriendlyOption("--name", "complainant.name", "The complainant's name."),
        FriendlyOption("--address", "complainant.address", "The complainant's address."),
        FriendlyOption("--email", "complainant.email", "The complainant's email address."),
        FriendlyOption("--telephone", "complainant.telephone", "The complainant's telephone number."),
        FriendlyOption("--needs", "complainant.needs", "What the complainant needs from us, such as large print."),
        FriendlyOption("--channel", "channel", "How the complaint came: one of the policy's channels."),
        FriendlyOption("--sought", "sought", "The outcome that the complainant seeks."),
        FriendlyOption("--definition", "definition", "What we understand the complaint to be."),
        FriendlyOption("--outcome", "outcome", "The outcome, of every matter that has none of its own."),
        FriendlyOption("--reasons", "reasons", "The reasons for the outcome, as a person wrote them."),
        FriendlyOption("--remedy", "remedy", "What is done to put things right."),
        FriendlyOption("--remedy-by", "remedy.1.by", "The day by which the remedy will be done."),
        FriendlyOption("--reason", "reason", "The reason."),
        FriendlyOption("--late-reason", "late-reason", "Why a request that came late is taken all the same."),
        FriendlyOption("--verdict", "verdict", "What a reviewer says of a draft: approved or changes."),
        FriendlyOption("--pause", "pause", "The policy's reason for which the clock stands still."),
        FriendlyOption("--longer", "longer", 'How much more time, such as "10 working days".'),
        FriendlyOption("--until", "until", "The new date, such as 2026-04-20."),
        FriendlyOption("--door", "door", "The policy's door to an outside body."),
        FriendlyOption("--exclusion", "exclusion", "The policy's reason for not taking a complaint on."),
        FriendlyOption("--new-information", "new-information", "What is new since the case ended."),
        FriendlyOption("--changes-outcome", "changes-outcome", "Whether that would change the outcome: yes or no."),
        FriendlyOption("--handler", "handler", "Who deals with the case."),
        FriendlyOption("--person", "person", "Who has a conflict of interest."),
        FriendlyOption("--staff", "staff", "The number of the person complained about: 1 is that of about.1."),
        FriendlyOption("--review", "adjustments.review", "The day on which adjustments are looked at again."),
        FriendlyOption("--note", "note", "What is put on record."),
        FriendlyOption("--kind", "record.kind", "What came in: complaint, service-request, comment or compliment."),
        FriendlyOption("--matter", "matter", "What it is about."),
        FriendlyOption(
            "--contact-channel", "contact.channel", "How the contact was made: one of the policy's channels."
        ),
        FriendlyOption(
            "--direction", "contact.direction", "Who made the contact: they with us (in) or we with them (out)."
        ),
        FriendlyOption("--with-whom", "contact.with", "With whom the contact was."),
        FriendlyOption("--other", "link.case", "The other case, by its reference."),
        FriendlyOption(
            "--relation",
            "link.kind",
            "What the other case is to this one: related, duplicate, original, group or split.",
        ),
        FriendlyOption("--completes", "completes", "What was carried out, such as remedy.1."),
        FriendlyOption("--act", "outside.act", "What the outside body did: premature, accepted, decided or complied."),
        FriendlyOption("--event", "corrects", "The number of the event that is wrong, as `case show` prints it."),
        FriendlyOption("--because", "because", "Why a correction is made."),
        FriendlyOption(
            "--when", "when", "When the corrected event really happened, such as 2026-03-31T15:00:00+01:00."
        ),
        FriendlyOption("--struck", "struck", "Takes the event out: it never happened.", alone="yes"),
    )
}

with_option = click.option(
    "--with",
    "pairs",
    multiple=True,
    metavar="FIELD=VALUE",
    help="Any field, such as outcome.2=upheld; @FILE as the value reads a text from a file. May be repeated.",
)


def friendly_options(names: Iterable[str]) -> Callable[[Command], Command]:
    """The options of these names."""

    def decorated(command: Command) -> Command:
        for row in reversed([FRIENDLY[name] for name in names]):
            alone: dict[str, Any] = {"is_flag": False, "flag_value": row.alone} if row.alone else {}
            command = click.option(row.option, row.parameter, metavar="TEXT", help=row.help, **alone)(command)
        return command

    return decorated


def gathered(friendly: Mapping[str, Any], pairs: Iterable[str], more: Iterable[tuple[str, str]] = ()) -> dict[str, str]:
    """Every field that was given, once each, with texts read from the files they name."""
    said = [
        (row.field, friendly[row.parameter]) for row in FRIENDLY.values() if friendly.get(row.parameter) is not None
    ]
    given: dict[str, str] = {}
    for name, value in (*said, *more, *(split_pair(pair, "--with") for pair in pairs)):
        if name in given:
            raise click.UsageError(f"{name} is given twice")
        given[name] = _text(value)
    return given


def split_pair(pair: str, option: str) -> tuple[str, str]:
    """`service=housing` as name and value."""
    name, equals, value = pair.partition("=")
    if not equals or not name.strip():
        raise click.BadParameter(f'"{pair}" says no value: write NAME=VALUE', param_hint=option)
    return name.strip(), value


def _text(value: str) -> str:
    """The value; that of `@file` is what the file holds, and `@@` begins a text with a plain @."""
    if value.startswith("@@") or not value.startswith("@"):
        return value.removeprefix("@") if value.startswith("@@") else value
    path = Path(value[1:])
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{path} is no UTF-8 text") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise click.UsageError(f"{path} cannot be read: {reason} (a text that begins with @ is written @@…)") from error
