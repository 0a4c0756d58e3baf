"""Shape: has a file the parts its schema asks for, each of the right kind; and if not, how is it mended.

Never shows a schema's own words: problems name things as their author does, one mistake being one problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from jsonschema.protocols import Validator

from putright.policy.faults import Fault, Path, faults, fitting, listed, nearest
from putright.policy.schemas import DATE, Schema, about, example, first, shipped_validator, validator
from putright.policy.wording import FORMATS, KINDS, LIMITS, in_yaml, kebab, no_such_day, quoted, subject
from putright.problems import Place, Problem, did_you_mean, in_order, one_of
from putright.source import Source, in_words

# of several problems with one value, the first of these is the mistake and the others follow from it
_RANK = ("P108", "P103", "P106", "P104", "P105", "P107", "P109")


def shape_problems(source: Source, schema: str) -> tuple[Problem, ...]:
    """What in `source` has not the shape that the shipped schema of that name asks for, sorted by place."""
    return _problems(source, *shipped_validator(schema))


def problems_against(source: Source, schema: Schema) -> tuple[Problem, ...]:
    """The same for a schema that is handed in."""
    return _problems(source, schema, validator(schema))


def _problems(source: Source, schema: Schema, checker: Validator) -> tuple[Problem, ...]:
    translator = _Translator(source, schema)
    findings = [found for fault in faults(checker, source.tree) for found in translator.translate(fault)]
    return in_order(found.problem for found in _one_for_each_mistake(findings))


@dataclass(frozen=True, slots=True)
class _Finding:
    path: Path
    problem: Problem
    keys: tuple[str, ...] = ()  # of a missing part: its names; of an unknown one: what it was likely meant to be
    is_name: bool = False


def _one_for_each_mistake(findings: list[_Finding]) -> Iterator[_Finding]:
    """The findings without those that only follow from another: a misspelt name is not also a missing one."""
    values: dict[tuple[Path, bool], _Finding] = {}  # a bad name with a bad value is two mistakes
    misspelt = {(one.path, key) for one in findings if one.problem.id == "P101" for key in one.keys}
    wrong = {one.path for one in findings if one.problem.id in ("P103", "P108")}
    for one in findings:
        if one.problem.id == "P101":
            yield one
        elif one.problem.id == "P102":
            if not any((one.path, key) in misspelt for key in one.keys):
                yield one
        elif one.problem.id == "P109" and any(one.path[:end] in wrong for end in range(len(one.path))):
            continue
        elif (there := (one.path, one.is_name)) not in values or _rank(one) < _rank(values[there]):
            values[there] = one
    yield from values.values()


def _rank(finding: _Finding) -> int:
    return _RANK.index(finding.problem.id)


class _Translator:
    """Turns the faults of one source into findings."""

    def __init__(self, source: Source, root: Schema) -> None:
        self.source, self.root = source, root

    def translate(self, fault: Fault) -> Iterator[_Finding]:
        if fault.is_name:
            yield self._bad_name(fault, str(fault.found))
            return
        match fault.keyword:
            case "additionalProperties" | "unevaluatedProperties":
                yield from self._unknown_keys(fault)
            case "required" | "dependentRequired":
                yield from self._missing(fault)
            case "oneOf" | "anyOf":
                yield from self._branches(fault)
            case "type":
                yield self._wrong_type(fault)
            case "enum" | "const":
                yield self._no_choice(fault, fault.choices)
            case "format" | "pattern":
                yield self._bad_text(fault)
            case "uniqueItems":
                yield self._finding("P107", fault, "names the same item twice", "keep each item once")
            case None:
                yield self._out_of_place(fault)
            case limit if limit in LIMITS:
                yield self._limit(fault, limit)
            case _:
                yield self._other(fault)

    def _unknown_keys(self, fault: Fault) -> Iterator[_Finding]:
        is_closed = fault.keyword == "additionalProperties"
        parts = (fault.schema,) if is_closed else about(self.root, fault.path)
        known = list(dict.fromkeys(key for part in parts for key in part.get("properties", {})))
        patterns = [pattern for part in parts for pattern in part.get("patternProperties", {})]
        for key in fault.found:
            if key in known or any(re.search(pattern, key) for pattern in patterns):
                continue
            yield (self._bad_name(fault, key) if patterns and not known else self._unknown_key(fault, key, known))

    def _unknown_key(self, fault: Fault, key: str, known: list[str]) -> _Finding:
        free = [name for name in known if name not in fault.found]
        close = get_close_matches(key, free, n=1, cutoff=0.6)
        where = f"{self._subject(fault).replace(': ', ', ')}: " if fault.path else ""
        what = f'{where}"{key[:60]}" is not a part that can stand here.{did_you_mean(key, free)}'
        mend = f"write one of {one_of(known)}; or remove it" if known else "remove it"
        problem = Problem("P101", self.source.key_place(*fault.path, key), what.rstrip("."), mend)
        return _Finding(fault.path, problem, tuple(close))

    def _missing(self, fault: Fault) -> Iterator[_Finding]:
        asked = fault.asked
        if fault.keyword == "dependentRequired":
            asked = [key for known, keys in asked.items() if known in fault.found for key in keys]
        for key in asked:
            if key not in fault.found:
                own = fault.schema.get("properties", {}).get(key, {})
                parts = (*([own] if own else []), *about(self.root, (*fault.path, key)))
                yield self._lacks(fault, [key], first(parts, "x-mend") or f"add {_line(key, parts)}")

    def _lacks(self, fault: Fault, keys: list[str], mend: str) -> _Finding:
        what = f"{self._subject(fault)} has no {one_of(keys)}"
        problem = Problem("P102", self.source.key_place(*fault.path), what, mend)
        return _Finding(fault.path, problem, tuple(keys))

    def _branches(self, fault: Fault) -> Iterator[_Finding]:
        """The findings of the branch that the author most likely meant."""
        close = fitting(fault)
        choosing = [b for b in close if b[0].choices and not b[0].inside]
        choices = [choice for b in choosing for choice in b[0].choices]
        if not fault.branches:
            yield self._clash(fault)
        elif not close:
            yield self._wrong_type(fault)
        elif len(close) > 1 and all(_asks_for_one_part(b) for b in close):
            keys = list(dict.fromkeys(key for b in close for key in b[0].asked if key not in fault.found))
            yield self._lacks(fault, keys, f"add one of {one_of(keys)}")
        elif choosing and (len(choosing) == len(close) or did_you_mean(str(fault.found), map(str, choices))):
            yield self._no_choice(fault, choices)
        else:
            for one in nearest(b for b in close if b not in choosing):
                yield from self.translate(one)

    def _clash(self, fault: Fault) -> _Finding:
        branches = [branch for branch in fault.asked if isinstance(branch, dict)]
        here = fault.found if isinstance(fault.found, dict) else {}
        keys = list(dict.fromkeys(key for b in branches for key in b.get("required", ()) if key in here))
        if len(keys) < 2:
            return self._finding("P109", fault, "can be read in two ways", "write it in one of its forms only")
        places = [self.source.key_place(*fault.path, key) for key in keys]
        what = f"has both {' and '.join(keys)}, and only one can stand; the first is at {places[0]}"
        return self._finding("P109", fault, what, f"keep one of {one_of(keys)}", places[1])

    def _wrong_type(self, fault: Fault) -> _Finding:
        if fault.found is None:
            return self._empty(fault)
        parts, kinds, written = self._parts(fault), fault.kinds, self.source.written(*fault.path)
        noun = first(parts, "x-what") or one_of(KINDS[kind] for kind in kinds)
        sample = example(parts)
        such = "" if sample is None or isinstance(sample, bool) else f" such as {quoted(sample)}"
        mend = self._mend(fault)
        if "array" in kinds and not isinstance(fault.found, list | dict):
            mend = f"write {_line(_key(fault), [{'const': [fault.found]}])}"
        elif "string" in kinds and isinstance(fault.found, int | float) and not first(parts, *_NARROW):
            mend = f'put it in quotes: "{written}"'
        what = f"must be {noun}{such}, found {in_words(fault.found, written)}"
        return self._finding("P103", fault, what, first(parts, "x-mend") or mend)

    def _no_choice(self, fault: Fault, choices: list[Any]) -> _Finding:
        if fault.found is None:
            return self._empty(fault)
        words = [in_yaml(choice) for choice in choices]
        found = in_words(fault.found, self.source.written(*fault.path))
        hint = did_you_mean(str(fault.found), words)
        what = f"must be {one_of(words)}, found {found}{'.' if hint else ''}{hint}"
        mend = f"write one of {one_of(words)}" if len(words) > 1 else f"write {_key(fault)}: {words[0]}"
        return self._finding("P104", fault, what, first(self._parts(fault), "x-mend") or mend)

    def _bad_text(self, fault: Fault) -> _Finding:
        text, form, parts = str(fault.found), str(fault.schema.get("format")), self._parts(fault)
        mend = self._mend(fault)
        if not text.strip():
            return self._empty(fault)
        if form == "date" and DATE.fullmatch(text):
            return self._finding("P106", fault, no_such_day(text), "write a day that is in the calendar")
        if form == "day-said":
            mend = "write it as 2026-04-20, or as Monday 20 April 2026 with its true day of the week"
            return self._finding("P106", fault, f"names no day: {fault.why}", mend)
        if form == "duration-words":
            return self._finding("P105", fault, f"cannot be read; {fault.why}", mend)
        if form == "kebab-id" and kebab(text):
            mend = f"write {kebab(text)}"
        noun = first(parts, "x-what") or FORMATS.get(form, ("text of another form", ""))[0]
        return self._finding("P105", fault, f'must be {noun}, found "{text[:60]}"', first(parts, "x-mend") or mend)

    def _bad_name(self, fault: Fault, key: str) -> _Finding:
        noun = fault.schema.get("x-what", FORMATS["kebab-id"][0])
        mend = fault.schema.get("x-mend", f"write {kebab(key) or 'stage-1'}")
        what = f'{self._subject(fault)}: the name "{key[:60]}" must be {noun}'
        problem = Problem("P105", self.source.key_place(*fault.path, key), what, mend)
        return _Finding((*fault.path, key), problem, is_name=True)

    def _limit(self, fault: Fault, limit: str) -> _Finding:
        is_number = isinstance(fault.found, int | float)
        if limit.startswith("min") and not is_number and not fault.found:
            return self._empty(fault)
        what = f"{LIMITS[limit].format(fault.asked)}, found {fault.found if is_number else len(fault.found)}"
        shorter = "shorten it" if limit.startswith("max") else "add to it"
        mend = "write a number within the limit" if is_number else shorter
        return self._finding("P107", fault, what, first(self._parts(fault), "x-mend") or mend)

    def _empty(self, fault: Fault) -> _Finding:
        return self._finding("P108", fault, "is empty", self._mend(fault))

    def _out_of_place(self, fault: Fault) -> _Finding:
        what = f"{self._subject(fault)} cannot stand here"
        return _Finding(fault.path[:-1], Problem("P101", self.source.key_place(*fault.path), what, "remove it"))

    def _other(self, fault: Fault) -> _Finding:
        together = fault.asked.get("required", ()) if isinstance(fault.asked, dict) else ()
        mend = first([fault.schema], "x-mend")
        if fault.keyword != "not" or not together:
            return self._finding("P109", fault, "has not the form it needs", mend or self._mend(fault))
        what = f"{self._subject(fault)} cannot have {' and '.join(together)}{' together' if together[1:] else ' here'}"
        place = max(self.source.key_place(*fault.path, key) for key in together)
        problem = Problem("P109", place, what, mend or f"remove {one_of(together)}")
        return _Finding((*fault.path, *together), problem)

    def _finding(self, problem_id: str, fault: Fault, what: str, mend: str, at: Place | None = None) -> _Finding:
        where = at or self.source.place(*fault.path)
        return _Finding(fault.path, Problem(problem_id, where, f"{self._subject(fault)} {what}", mend))

    def _subject(self, fault: Fault) -> str:
        return subject(self.source.tree, fault.path)

    def _parts(self, fault: Fault) -> tuple[Schema, ...]:
        return (fault.schema, *about(self.root, fault.path))

    def _mend(self, fault: Fault) -> str:
        parts = self._parts(fault)
        if mend := first(parts, "x-mend"):
            return str(mend)
        if fault.path and isinstance(fault.path[-1], int):
            parts = about(self.root, fault.path[:-1])
        if example(parts) is None and first(parts, "format") not in FORMATS:
            kinds = one_of(KINDS[kind] for kind in listed(first(parts, "type")) if kind in KINDS)
            return f"give {_key(fault)} {kinds or 'the form it needs'}"
        return f"write {_line(_key(fault), parts)}"


_NARROW = ("format", "pattern", "enum", "const")


def _asks_for_one_part(branch: tuple[Fault, ...]) -> bool:
    return len(branch) == 1 and branch[0].keyword == "required" and not branch[0].inside


def _key(fault: Fault) -> str:
    return next((step for step in reversed(fault.path) if isinstance(step, str)), "it")


def _line(key: str, parts: Iterable[Schema]) -> str:
    """A line of YAML that would be right: 'within: 10 working days'."""
    known = tuple(parts)
    sample = example(known)
    if sample is None:
        sample = FORMATS.get(str(first(known, "format")), (None, None))[1]
    return key if sample is None else f"{key}: {in_yaml(sample)}"
