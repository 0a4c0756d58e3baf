"""Problems in the forms that code hosts read: SARIF 2.1.0, and the annotations of GitHub's workflow commands.

Only writes; it finds nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from putright.problems import Place, Problem

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
"""The name by which readers know the form; nothing is fetched from there."""

_GITHUB = {"error": "error", "warning": "warning", "note": "notice"}


def sarif(problems: Iterable[Problem], titles: Mapping[str, str]) -> dict[str, Any]:
    """The problems as a SARIF log with one run; `titles` says what the problem of an id is called."""
    from putright import __version__

    found = list(problems)
    ids = sorted({problem.id for problem in found})
    driver = {
        "name": "putright",
        "version": __version__,
        "rules": [{"id": id, "shortDescription": {"text": titles.get(id, id)}} for id in ids],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, ids.index(problem.id)) for problem in found],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _result(problem: Problem, rule: int) -> dict[str, Any]:
    return {
        "ruleId": problem.id,
        "ruleIndex": rule,
        "level": problem.level,
        "message": {"text": f"{problem.what}. To mend it: {problem.mend}."},
        "locations": [{"physicalLocation": _location(problem.place)}],
    }


def _location(place: Place) -> dict[str, Any]:
    path = Path(place.file)
    uri = path.as_uri() if path.is_absolute() else quote(path.as_posix())
    return {"artifactLocation": {"uri": uri}, "region": {"startLine": place.line, "startColumn": place.column}}


def github(problem: Problem) -> str:
    """The problem as a line that GitHub shows beside the file in a pull request."""
    return annotation(_GITHUB[problem.level], problem.place, problem.id, f"{problem.what}. To mend it: {problem.mend}.")


def annotation(level: str, place: Place, title: str, text: str) -> str:
    """A line that GitHub shows beside a file in a pull request; the level is `error`, `warning` or `notice`."""
    where = f"file={_property(place.file)},line={place.line},col={place.column},title={_property(title)}"
    return f"::{level} {where}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
