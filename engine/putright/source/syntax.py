"""Syntax: what a YAML parser stumbles over, in plain words, the same for the C parser and the Python one.

Never shows a parser's own message, and never mends the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

import yaml

from putright.problems import Place, Problem

Row: TypeAlias = "tuple[Callable[[_Trouble], bool], bool, str, str]"


class _Trouble:
    """What a parser said, and the line it stopped at."""

    def __init__(self, error: yaml.MarkedYAMLError, text: str) -> None:
        self.lines = re.split("\r\n|\r|\n", text)
        self.said = f"{error.context or ''} {error.problem or ''}"
        self.stop = error.problem_mark or error.context_mark
        self.start = error.context_mark or self.stop
        number = self.stop.line if self.stop else 0
        self.line = self.lines[number] if number < len(self.lines) else ""
        self.is_at_end = not "".join(
            [self.line[self.stop.column :] if self.stop else "", *self.lines[number + 1 :]]
        ).strip()

    def says(self, *parts: str) -> bool:
        return any(part in self.said for part in parts)

    def place(self, file: str, *, is_at_start: bool) -> Place:
        """Where the author would look; at the end of a file that stops too early, its last line with words."""
        mark = self.start if is_at_start else self.stop
        if mark is None:
            return Place(file)
        last = max((number for number, line in enumerate(self.lines) if line.strip()), default=0)
        if mark.line > last:
            return Place(file, last + 1, len(self.lines[last].rstrip()) + 1)
        return Place(file, mark.line + 1, mark.column + 1)

    @property
    def sign(self) -> str:
        column = self.stop.column if self.stop else 0
        return self.line[column : column + 1]


_QUOTE_IT = 'put the whole text in quotes, such as "Stage 1: first answer"'

# when it is so; is the place where the broken part starts, or where the parser stopped; what; the mend
_ROWS: tuple[Row, ...] = (
    (
        lambda t: "\t" in t.line[: len(t.line) - len(t.line.lstrip())] or t.says("tab character") or t.sign == "\t",
        False,
        "a tab stands here, and YAML lines are set in with spaces only",
        "replace the tab with spaces",
    ),
    (
        lambda t: t.says("quoted scalar") and t.says("end of stream", "document separator", "document indicator"),
        True,
        "a quotation mark opens here and is never closed",
        "add the closing quotation mark at the end of this text",
    ),
    (
        lambda t: t.says("unknown escape", "escape sequence", "expected escape"),
        False,
        "a backslash inside double quotes starts a special sign, and this one is none",
        "use single quotes, or write the backslash twice",
    ),
    (
        lambda t: t.says("flow sequence"),
        True,
        'a list opens here with "[", and a comma or the closing "]" is missing',
        'put commas between the items and "]" at the end',
    ),
    (
        lambda t: t.says("flow mapping"),
        True,
        'a group opens here with "{", and a comma or the closing "}" is missing',
        'put commas between the parts and "}" at the end',
    ),
    (
        lambda t: t.says("flow node"),
        False,
        "a value, or a closing bracket, is missing here",
        'write the value, or close what is open with "]" or "}"',
    ),
    (
        lambda t: t.says("mapping values are not allowed"),
        False,
        'a colon stands here where no name can end: a text holds ": ", or this line is set in wrongly',
        f"{_QUOTE_IT}; or bring the line in line with its neighbours",
    ),
    (
        lambda t: t.says("simple key"),
        True,
        'this line has no colon after its name, and its neighbours are of the form "name: value"',
        "add a colon and a space after the name, or set the line in as part of the text above it",
    ),
    (
        lambda t: t.says("scanning an alias", "scanning an anchor"),
        True,
        'a text cannot start with "*" or "&"',
        _QUOTE_IT,
    ),
    (
        lambda t: t.says("block scalar"),
        True,
        "a longer text opens here with | or >, and what follows the sign cannot be read",
        "start the text on the next line, set in by two spaces",
    ),
    (
        lambda t: t.says("parsing a tag", "scanning a tag", "tag handle", "undefined tag"),
        True,
        'a text cannot start with "!"',
        _QUOTE_IT,
    ),
    (
        lambda t: t.says("cannot start any token"),
        False,
        "a text cannot start with this sign",
        _QUOTE_IT,
    ),
    (
        lambda t: t.says("directive", "document start"),
        False,
        "this line does not belong to the parts above it",
        'remove it, or write it as "name: value" in line with them; no line can start with "%"',
    ),
    (
        lambda t: t.says("block collection", "block sequence"),
        False,
        'this line is neither an item of the list above it ("- ...") nor set in as part of one',
        "bring it in line with the list, or with the name that the list belongs to",
    ),
    (
        lambda t: t.says("block mapping"),
        False,
        "this does not fit the lines above it: it is set in differently, or a text before it ends too early",
        "set lines that belong together in by the same number of spaces; look for a stray quotation mark",
    ),
)


_UNKNOWN = (False, "this cannot be read as YAML", 'write it as "name: value", with texts in quotes')


def syntax_problem(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    """The parser's complaint as a problem at the place where an author would look."""
    trouble = _Trouble(error, text)
    is_at_start, what, mend = next((row[1:] for row in _ROWS if row[0](trouble)), _UNKNOWN)
    if trouble.is_at_end and trouble.says("quoted scalar", "flow "):
        what += "; the file ends before it is complete"
    return Problem("P002", trouble.place(file, is_at_start=is_at_start), what, mend)


def directive_problem(text: str, file: str) -> Problem | None:
    """A line such as `%YAML 1.1` before the first part: parsers disagree on it, and no policy needs it."""
    for number, line in enumerate(re.split("\r\n|\r|\n", text), start=1):
        if line.startswith("%"):
            return Problem("P002", Place(file, number), 'a line cannot start with "%"', "remove this line")
        if line.strip() and not line.lstrip().startswith("#"):
            return None
    return None
