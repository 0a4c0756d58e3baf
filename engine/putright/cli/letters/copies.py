"""Copies: letters as files and lines, in the form that was asked for or that the person needs."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from putright.cli.printing import counted, say, say_json

if TYPE_CHECKING:
    from putright.letters import Letter

ENDINGS = {"md": ".md", "html": ".html", "text": ".txt", "txt": ".txt", "json": ".json", "pdf": ".pdf"}
AS_NEEDED = "as-needed"


@dataclass(frozen=True, slots=True)
class Copy:
    """A letter, its day, and when it came to be owed; a sample has no moment, and `said` of it instead."""

    letter: Letter
    on: date
    owed_at: str = ""
    head: str = ""
    """What is told of it above its text."""
    said: Mapping[str, object] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        letter = self.letter
        return {
            "name": letter.id,
            "title": letter.title,
            "owed_at": self.owed_at or None,
            "text": letter.markdown,
            "form": letter.needs.form,
            "to_do": list(letter.needs.to_do),
            **self.said,
        }

    def form(self, asked: str) -> str:
        """The form of the file: the one that was asked for, or the one that the person needs."""
        from putright.letters import has_pdf

        if asked != AS_NEEDED:
            return asked
        return "txt" if self.letter.needs.form == "plain-text" else "pdf" if has_pdf() else "html"

    def printed(self, form: str) -> str:
        """The letter as it stands in a file of that form."""
        from putright.letters import as_text, to_html

        if form == "json":
            return json.dumps(self.as_json(), indent=2, ensure_ascii=False) + "\n"
        if form == "html":
            return to_html(self.letter)
        return self.letter.markdown if form == "md" else as_text(self.letter)

    def as_file(self, form: str) -> bytes:
        """What a file of that form holds."""
        from putright.letters import to_pdf

        return to_pdf(self.letter, on=self.on) if form == "pdf" else self.printed(form).encode()


def print_copies(copies: list[Copy], form: str) -> None:
    """Print letters one after the other."""
    for number, copy in enumerate(copies):
        if number:
            say()
        if form in ("text", "txt"):
            said = f"{copy.letter.id}: {copy.letter.title}"
            say(f"{said}\n{'=' * min(len(said), 78)}", bold=True)
            if copy.head:
                say(f"{copy.head}\n")
        say(copy.printed(form).rstrip("\n"))
    if not copies and form in ("text", "txt"):
        say("no letters")


def write_copies(copies: list[Copy], folder: Path, form: str, beside: Mapping[str, str] | None = None) -> None:
    """Numbered files, in the order of the letters, and other pages that belong to them; all are made before any is written."""
    files = [(copy.form(form), copy) for copy in copies]
    made = [(form_of, copy, copy.as_file(form_of)) for form_of, copy in files]
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (beside or {}).items():
        (folder / name).write_text(text, encoding="utf-8")
    written = [folder / name for name in beside or {}]
    for number, (form_of, copy, held) in enumerate(made, 1):
        name = re.sub(r"[^a-z0-9-]", "-", copy.letter.id)
        file = folder / f"{number:02d}-{name}{ENDINGS[form_of]}"
        file.write_bytes(held)
        written.append(file)
    if form == "json":
        say_json({"letters": [copy.as_json() for copy in copies]})
        return
    for file in written:
        say(str(file))
    say(f"{counted(len(copies), 'letter')} written")
