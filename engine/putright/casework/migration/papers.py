"""Plans on paper: a JSON document with one case a line, written and read a line at a time, sealed by its digest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from putright.casework.migration.crossing import Crossing
from putright.casework.migration.plan import Plan
from putright.policy.canonical import canonical
from putright.problems import Refused

OPENS, CLOSES = '"cases": [', "],"


def written(plan: Plan, crossings: Iterable[Crossing]) -> Iterator[str]:
    """The lines of a plan, as its cases are worked out: one JSON document with a case in each line."""
    seal = hashlib.sha256(canonical(plan.head))
    yield f'{{"plan": {_line(plan.head)},'
    yield OPENS
    last = ""
    for crossing in crossings:
        if last:
            yield f"{last},"
        told = crossing.as_json()
        seal.update(canonical(told))
        last = _line(told)
    if last:
        yield last
    yield CLOSES
    yield f'"summary": {_line(plan.summary)},'
    yield f'"digest": "sha256:{seal.hexdigest()}"}}'


@dataclass(frozen=True, slots=True)
class PlanPaper:
    """A plan that was written down: what it is of, its digest, its figures. Its cases are read as they are needed."""

    file: Path
    head: Mapping[str, Any]
    summary: Mapping[str, Any]
    digest: str

    def cases(self) -> Iterator[dict[str, Any]]:
        """Each case as it was shown."""
        with self.file.open(encoding="utf-8") as lines:
            yield from _cases(lines)


def read_plan(file: Path) -> PlanPaper:
    """A plan from its file, after every line was laid beside the digest.

    Raises:
        Refused: M510 it is no plan, or not as it was written.
    """
    try:
        with file.open(encoding="utf-8") as lines:
            head = json.loads(next(lines, "").rstrip().removesuffix(",") + "}")["plan"]
            seal = hashlib.sha256(canonical(head))
            for case in _cases(lines):
                seal.update(canonical(case))
            end = json.loads("{" + "".join(lines))
        summary, digest = end["summary"], end["digest"]
    except (ValueError, KeyError, TypeError) as error:
        raise _no_plan(file, "it is no plan of a migration, or only a part of one") from error
    if digest != f"sha256:{seal.hexdigest()}":
        raise _no_plan(file, "it was changed after it was written")
    return PlanPaper(file, head, summary, digest)


def _cases(lines: Iterator[str]) -> Iterator[dict[str, Any]]:
    """The cases among the lines, up to the end of their list."""
    inside = False
    for line in lines:
        text = line.strip()
        if inside and text == CLOSES:
            return
        if inside:
            yield json.loads(text.removesuffix(","))
        inside = inside or text == OPENS
    raise ValueError("the list of cases has no end")


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=True)


def _no_plan(file: Path, what: str) -> Refused:
    return Refused("M510", f"{file}: {what}", "make the plan again, look at it, and carry out that one")
