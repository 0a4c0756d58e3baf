"""Printing: lines, tables and JSON, with nothing in them that could steer a terminal.

Answers go to standard output, everything else to standard error. Never decides what is said.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from datetime import datetime

import click

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters (except tab and new line), marks that turn the direction of writing, halves of characters."""


def clean(text: str) -> str:
    """The text with everything that could steer a terminal shown as an escape such as `\\x1b`."""
    return STEERING.sub(lambda found: _escape(found[0]), text.replace("\r\n", "\n"))


def one_line(text: str) -> str:
    """A stranger's text as one line, so that it cannot pass for a line of ours."""
    return " ".join(text.split())


def say(text: str = "", *, bold: bool = False, fg: str | None = None) -> None:
    """Print a part of the answer; colours only on a terminal, and not under NO_COLOR."""
    line = clean(text)
    plain = bool(os.environ.get("NO_COLOR")) or not (bold or fg)
    click.echo(line if plain else click.style(line, bold=bold or None, fg=fg))


def say_inside(text: str, by: int) -> None:
    """Print every line of a text a little to the right, so that none of it can pass for a line of ours."""
    for line in clean(text).split("\n"):
        say(f"{' ' * by}{line}".rstrip())


def complain(text: str) -> None:
    """Print what is no part of the answer, to standard error."""
    click.echo(clean(text), err=True)


def say_json(value: object) -> None:
    """Print the answer as JSON; characters that could steer a terminal are escaped."""
    import json

    text = json.dumps(value, indent=2, ensure_ascii=False)
    click.echo(STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def say_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print columns, each as wide as its widest cell."""
    cells = [[clean(one_line(cell)) for cell in row] for row in (headings, *rows)]
    widths = [max(len(row[number]) for row in cells) for number in range(len(headings))]
    for number, row in enumerate(cells):
        line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        say(line, bold=number == 0)


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: '1 policy', '3 policies'."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def clock_time(moment: datetime) -> str:
    """The time of day, such as '16:30'."""
    return f"{moment:%H:%M}"


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"
