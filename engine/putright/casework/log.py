"""Many commands from a file: a CSV table or JSON Lines, each line with its own moment.

A line that cannot be read or is refused is reported with its place; the rest goes on. Every line has a key made of
its content, so that running a log again goes on where it stopped.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from putright.case.commands import Command
from putright.casework.desk import TRIES, Desk
from putright.casework.moments import moment
from putright.casework.receipts import Receipt
from putright.problems import Place, PolicyError, Problem, Refused
from putright.store import StoreError

LARGEST = 64 * 1024 * 1024
"""Bytes that one log may hold."""

AT_ONCE = 200
"""Lines that are kept in one transaction: what was reported as done is on disk."""

OPEN_CASES = 1000
"""Cases that stay in memory from line to line."""

COLUMNS = ("do", "case", "at", "happened", "by", "as", "policy")


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of a log: what to do, in which case, and with what."""

    place: Place
    key: str
    do: str
    case: str
    at: str
    happened: str = ""
    by: str = ""
    role: str = ""
    policy: str = ""
    given: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class LogReport:
    """What became of a log."""

    done: int = 0
    repeated: int = 0
    problems: list[Problem] = field(default_factory=list)
    warnings: Counter[str] = field(default_factory=Counter)
    """What was told of the letters that went, and how often."""


def read_log(path: Path) -> Iterator[LogLine | Problem]:
    """The lines of a log in order; a line that cannot be read is a problem with its place.

    Raises:
        PolicyError: G501 the file cannot be read at all.
    """
    text = _text(path)
    rows = _table(text, str(path)) if path.suffix.lower() == ".csv" else _objects(text, str(path))
    seen: Counter[str] = Counter()
    for place, row in rows:
        yield row if isinstance(row, Problem) else _line(place, row, seen)


def run_log(
    desk: Desk,
    policy: str,
    lines: Iterator[LogLine | Problem],
    told: Callable[[LogLine, Receipt], None] = lambda line, receipt: None,
) -> LogReport:
    """Carry out a log, a batch of lines in one transaction; `told` hears of each line once it is kept."""
    report = LogReport()
    with desk.keeping_open(OPEN_CASES):
        while batch := list(islice(lines, AT_ONCE)):
            kept, problems = _tried_again(desk, policy, batch)
            report.problems += problems
            for line, receipt in kept:
                report.repeated += receipt.repeated
                report.done += not receipt.repeated
                report.warnings.update(receipt.warnings)
                told(line, receipt)
    return report


Batch = Sequence[LogLine | Problem]
Outcome = tuple[list[tuple[LogLine, Receipt]], list[Problem]]


def _tried_again(desk: Desk, policy: str, batch: Batch) -> Outcome:
    """A batch is carried out anew when somebody else recorded something in one of its cases meanwhile."""
    for _ in range(TRIES - 1):
        try:
            return _carried_out(desk, policy, batch)
        except StoreError as error:
            if error.id != "S401":
                raise
    return _carried_out(desk, policy, batch)


def _carried_out(desk: Desk, policy: str, batch: Batch) -> Outcome:
    """The lines of a batch that were kept, and the problems of the others, in one transaction."""
    kept: list[tuple[LogLine, Receipt]] = []
    problems: list[Problem] = []
    with desk.store.writing(in_bulk=True) as tx:
        tx.foresee([line.key for line in batch if isinstance(line, LogLine)])
        for line in batch:
            if isinstance(line, Problem):
                problems.append(line)
                continue
            try:
                command = _command(line)
                if line.do == "receive":
                    receipt = desk.receive_in(tx, line.policy or policy, command, line.case, line.key)
                else:
                    receipt = desk.act_in(tx, line.case, command, line.key)
                kept.append((line, receipt))
            except Refused as refusal:
                what = f"{line.case} {line.do}: {refusal.what}"
                problems.append(Problem(refusal.id, line.place, what, refusal.mend))
            except PolicyError as error:
                problems += error.problems
    return kept, problems


def _command(line: LogLine) -> Command:
    at = moment(line.at)
    happened = moment(line.happened, "happened") if line.happened else at
    return Command(line.do, at, happened, line.by, line.role, line.given)


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise PolicyError(
                [Problem("G501", Place(str(path)), "the log is larger than 64 MiB", "split it into several files")]
            )
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        what = f"the log is no UTF-8 text: byte {error.start + 1} cannot be read"
        raise PolicyError([Problem("G501", Place(str(path)), what, "save it as UTF-8")]) from None
    except OSError as error:
        what = f"the log cannot be read: {error.strerror}"
        raise PolicyError([Problem("G501", Place(str(path)), what, "name another file")]) from None


def _table(text: str, file: str) -> Iterator[tuple[Place, dict[str, str] | Problem]]:
    """The rows of a CSV table: the first line names the columns; empty cells say nothing."""
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    while True:
        before = reader.line_num
        try:
            row = next(reader, None)
        except csv.Error as error:
            yield (
                Place(file, reader.line_num),
                Problem("G502", Place(file, before + 1), f"the table breaks off here: {error}", "close the quotes"),
            )
            return
        if row is None:
            return
        place = Place(file, before + 1 if before else 2)
        if None in row or None in row.values():
            yield (
                place,
                Problem("G502", place, "this line has not as many cells as the first", "quote cells that hold a comma"),
            )
        else:
            yield place, {name.strip(): value for name, value in row.items() if value.strip()}


def _objects(text: str, file: str) -> Iterator[tuple[Place, dict[str, str] | Problem]]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        place = Place(file, number)
        try:
            found = json.loads(line)
        except (ValueError, RecursionError) as error:
            column = getattr(error, "colno", 1)
            yield place, Problem("G502", Place(file, number, column), "this line is no JSON", "mend it, or take it out")
            continue
        yield place, _flat_object(place, found)


def _flat_object(place: Place, found: object) -> dict[str, str] | Problem:
    if not isinstance(found, dict):
        return Problem("G502", place, "this line is no JSON object", 'write one object a line: {"do": "receive", …}')
    flat: dict[str, str] = {}
    try:
        _flatten(found, "", flat)
    except (ValueError, RecursionError) as error:
        return Problem(
            "G502", place, str(error) or "this line is nested too deep", "use text, numbers and plain objects"
        )
    return flat


def _flatten(value: object, name: str, flat: dict[str, str]) -> None:
    """Nested objects and lists as dotted names; a list is numbered from 1; `with` adds no name of its own."""
    if isinstance(value, dict):
        for key, inner in value.items():
            _flatten(inner, name if key == "with" and not name else f"{name}.{key}" if name else str(key), flat)
    elif isinstance(value, list):
        for number, inner in enumerate(value, 1):
            _flatten(inner, f"{name}.{number}", flat)
    elif isinstance(value, bool):
        flat[name] = "yes" if value else "no"
    elif isinstance(value, str | int | float):
        flat[name] = str(value)
    elif value is not None:
        raise ValueError(f"{name} is nothing that can be read")


def _line(place: Place, row: dict[str, str], seen: Counter[str]) -> LogLine | Problem:
    missing = [name for name in ("do", "case", "at") if not row.get(name)]
    if missing:
        return Problem("G503", place, f"this line does not say: {', '.join(missing)}", "every line has do, case and at")
    content = json.dumps(row, sort_keys=True)
    seen[content] += 1
    key = hashlib.sha256(f"{seen[content]} {content}".encode()).hexdigest()
    given = {name: value for name, value in row.items() if name not in COLUMNS}
    return LogLine(
        place, key, row["do"], row["case"], row["at"], row.get("happened", ""), row.get("by", ""), row.get("as", ""),
        row.get("policy", ""), given,
    )  # fmt: skip
