"""Choices: what somebody decides for one case of a migration, with the reason; read from a table, too."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from putright.problems import Place, PolicyError, Problem, did_you_mean, one_of

COLUMNS = ("case", "because", "place")
FACT = "fact."


@dataclass(frozen=True, slots=True)
class Choice:
    """For one case: why it may be worse off, the place where it goes on, facts that the new version asks for."""

    because: str = ""
    place: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        told: dict[str, object] = {"because": self.because, "place": self.place, "facts": dict(self.facts)}
        return {name: value for name, value in told.items() if value}


def read_choices(path: Path) -> dict[str, Choice]:
    """The choices of a CSV table: case, because, place, and a column `fact.…` for each fact.

    Raises:
        PolicyError: M504 each line that cannot be read.
    """
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise _wrong(path, 1, "it is no UTF-8 text", "save it as CSV with UTF-8") from None
    rows = csv.DictReader(io.StringIO(text, newline=""))
    found: dict[str, Choice] = {}
    problems = list(_strange_columns(path, rows.fieldnames or ()))
    for row in rows if not problems else ():
        said = {name: (value or "").strip() for name, value in row.items() if isinstance(name, str)}
        case_id = said.get("case", "")
        if not case_id or case_id in found or None in row:
            what = (
                f"{case_id} stands there twice" if case_id in found else "the line names no case, or has too many cells"
            )
            problems += _wrong(path, rows.line_num, what, "write one line for each case").problems
            continue
        facts = {name: value for name, value in said.items() if name.startswith(FACT) and value}
        found[case_id] = Choice(said.get("because", ""), said.get("place", ""), facts)
    if problems:
        raise PolicyError(problems)
    return found


def _strange_columns(path: Path, names: object) -> Iterator[Problem]:
    columns = [str(name) for name in names] if isinstance(names, list) else []
    if "case" not in columns:
        yield from _wrong(path, 1, "there is no column case", f"begin with a line of names: {one_of(COLUMNS)}").problems
    for name in columns:
        if name not in COLUMNS and not name.startswith(FACT):
            hint = did_you_mean(name, COLUMNS)
            yield from _wrong(
                path, 1, f'"{name}" is no column of it.{hint}', f"use {one_of(COLUMNS)}, or fact.…"
            ).problems


def _wrong(path: Path, line: int, what: str, mend: str) -> PolicyError:
    return PolicyError([Problem("M504", Place(str(path), line), what, mend)])
