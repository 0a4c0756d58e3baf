"""What must be true of every file, however it was changed: it is told what is wrong with it, or everything works.

Each rule that is broken is told in a sentence; an exception that comes out is a broken rule, too.
"""

from __future__ import annotations

import json
import re
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from random import Random
from shutil import copyfile

import yaml

from mutations.changes import STRANGE
from mutations.files import LOADER, POLICIES, ROOT, File, Mutation
from putright.authoring import check_policy, time_table
from putright.cli.annotations import github, sarif
from putright.codes import code_at
from putright.leaflets import leaflet_html, month_of, web_html, web_markdown
from putright.letters import preview, shelf_for
from putright.policy.explanation import explain
from putright.policy.loading import load
from putright.policy.origins import origins
from putright.policy.picture import chart_of, to_mermaid, to_svg
from putright.problems import PolicyError, Problem
from putright.proof import in_lines
from putright.stories import begin, junit, tell
from putright.working_days import BeyondCalendar

IDS = frozenset(
    re.findall(r"^\| `([A-Z]\d{3})`", (ROOT / "docs/problems.md").read_text(encoding="utf-8"), re.MULTILINE)
)
OF_THE_TEXT = re.compile(r"P0\d\d")
OUR_INSIDES = re.compile(r"Traceback|<class|<function|object at 0x|PosixPath|datetime\.|NoneType|KeyError|mappingproxy")
LETTER = '{% extends "frame" %}\n{% block body %}\nWe write about your complaint.\n{% endblock %}\n'
CALENDAR = """\
format: 1
policy: on-a-calendar
version: "1"
title: Complaints
organisation: {id: counting, name: Counting House, sector: other}
in_force: {from: 2026-01-01}
calendar: own
counting: {starts: day-after, ends: next-working-day}
channels: {letter: By letter}
roles: {officer: {title: Officer}}
stages:
  - id: stage-1
    handler: officer
    steps:
      - respond: {within: 10 working days, from: received, letter: final-response, then: closed}
doors: {ombudsman: {to: ombudsman, opens: any time}}
bodies: {ombudsman: {title: The Ombudsman}}
letters: {final-response: {title: Our answer}}
"""


class Bench:
    """A folder in the shape of an owner's own, in which changed files are put and tried, one after the other."""

    def __init__(self, folder: Path) -> None:
        self.policies, self.letters = folder / "policies", folder / "letters"
        for name in ("base", "counting/calendars", "member", "stories"):
            (self.policies / name).mkdir(parents=True)
        (self.policies / "counting" / "policy.yaml").write_text(CALENDAR, encoding="utf-8")
        for file in POLICIES:
            self._give_letters(file)
            for calendar in file.path.parent.glob("calendars/*.yaml"):
                own = self.policies / file.path.parent.name / "calendars"
                own.mkdir(parents=True, exist_ok=True)
                copyfile(calendar, own / calendar.name)
                copyfile(calendar, self.policies / "member" / calendar.name)
                copyfile(calendar, self.policies / "base" / calendar.name)

    def faults(self, mutation: Mutation) -> list[str]:
        """Which rules the mutation breaks; none when putright answers it as it should."""
        try:
            return [*_KINDS[mutation.kind](self, mutation)]
        except Exception:  # whatever comes out of it is what is looked for
            return [traceback.format_exc()]

    def policy(self, mutation: Mutation) -> Iterator[str]:
        path = self.policies / mutation.file.path.parent.name / "mutated.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(mutation.content)
        yield from self._policy(mutation, path)
        path.unlink()

    def overlay(self, mutation: Mutation) -> Iterator[str]:
        if mutation.file.kind == "policy":
            copyfile(mutation.file.path, self.policies / "base" / "base.yaml")
            path = self.policies / "member" / "mutated.yaml"
        else:
            for beside in mutation.file.path.parent.parent.rglob("*.yaml"):
                there = self.policies / beside.relative_to(mutation.file.path.parent.parent)
                there.parent.mkdir(parents=True, exist_ok=True)
                copyfile(beside, there)
            path = self.policies / mutation.file.path.relative_to(mutation.file.path.parent.parent)
        path.write_bytes(mutation.content)
        yield from self._policy(mutation, path)

    def _policy(self, mutation: Mutation, path: Path) -> Iterator[str]:
        problems = check_policy(path)
        yield from _told(problems, path)
        yield from nothing_silent(problems, mutation)
        if all(problem.level != "error" for problem in problems):
            self._use(path)
            if mutation.kind == "policy" and Random(mutation.content).random() < 0.1:  # noqa: S311
                self._play(path, mutation.file)

    def story(self, mutation: Mutation) -> Iterator[str]:
        place = next(p for p in (mutation.file.path.parent.parent,))
        for policy in (*place.glob("*.yaml"), *place.glob("calendars/*.yaml")):
            there = self.policies / place.name / policy.relative_to(place)
            there.parent.mkdir(parents=True, exist_ok=True)
            copyfile(policy, there)
        path = self.policies / place.name / "stories" / "mutated.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(mutation.content)
        report = tell([path])
        yield from _told(report.problems, path)
        if not report.failed:  # what nobody can record makes a story fail that expects a refusal
            yield from nothing_silent(report.problems, mutation)
        for failure in (failure for result in report.results for failure in result.failures):
            if failure.id not in IDS or not failure.place.line:
                yield f"a story fails without an id or a place: {failure}"
        json.dumps(report.as_json(), allow_nan=False)
        junit(report)

    def calendar(self, mutation: Mutation) -> Iterator[str]:
        path = self.policies / "counting" / "calendars" / "own.yaml"
        path.write_bytes(mutation.content)
        user = self.policies / "counting" / "policy.yaml"
        problems = check_policy(user)
        yield from _told(problems, path)
        yield from nothing_silent(problems, mutation)
        if all(problem.level != "error" for problem in problems):
            self._use(user)

    def code(self, mutation: Mutation) -> Iterator[str]:
        path = self.policies / "mutated-code.yaml"
        path.write_bytes(mutation.content)
        try:
            code_at(path)
            problems: tuple[Problem, ...] = ()
        except PolicyError as error:
            problems = error.problems
        yield from _told(problems, path)
        yield from nothing_silent(problems, mutation)

    def _use(self, path: Path) -> None:
        """Everything that an owner makes of a policy that was accepted."""
        loaded, dice = load(path), Random(path.read_bytes())  # noqa: S311
        policy, calendar = loaded.policy, loaded.calendar
        explain(policy, calendar)
        origins(loaded.source)
        shelf = shelf_for(policy)
        for name in policy.letters:
            preview(policy, shelf, name, calendar)
        to_mermaid(chart_of(policy, calendar)), web_markdown(policy, calendar)
        if dice.random() < 0.3:
            to_svg(chart_of(policy, calendar)), leaflet_html(policy, calendar), web_html(policy, calendar)
            month_of(policy, calendar, "2026-02").as_json()
        if dice.random() < 0.03:
            with suppress(BeyondCalendar):
                in_lines(time_table(path, 2026))

    def _play(self, path: Path, file: File) -> None:
        """The stories of the policy, which may no longer come true, and the skeletons of what they no longer touch."""
        own = path.parent / "stories"
        own.mkdir(exist_ok=True)
        for story in own.glob("*.yaml"):
            story.unlink()
        for story in (file.path.parent / "stories").glob(f"{file.path.stem}*.yaml"):
            text = story.read_text(encoding="utf-8").replace(f"../{file.path.name}", "../mutated.yaml")
            (own / story.name).write_text(text, encoding="utf-8")
        report = tell([path])
        junit(report)
        for coverage in report.coverage:
            if not report.results:
                continue  # without stories of its own a policy is searched from end to end, which takes its time
            begun = begin(report, coverage)
            if begun.file:
                again = tell([begun.file])
                if again.problems or again.failed:
                    raise AssertionError(f"a skeleton does not come true: {again.problems or again.failed}")

    def _give_letters(self, file: File) -> None:
        """Templates for the letters of policies that come without; those that are shipped are taken as they are."""
        organisation = file.tree["organisation"]["id"]
        for shipped_ones in (ROOT / "letters" / organisation, file.path.parents[2] / "letters" / organisation):
            if shipped_ones.is_dir():
                return
        own = self.letters / organisation
        own.mkdir(parents=True, exist_ok=True)
        for name, letter in (file.tree.get("letters") or {}).items():
            template = own / f"{letter.get('template', name)}.md"
            if not (ROOT / "letters/shared" / template.name).is_file():
                template.write_text(LETTER, encoding="utf-8")


def _told(problems: Iterable[Problem], path: Path) -> Iterator[str]:
    """Every problem has an id that is known, a place inside a file, what is wrong, and how to mend it."""
    problems = list(problems)
    for problem in problems:
        if problem.id not in IDS:
            yield f"an id that docs/problems.md does not list: {problem}"
        if not problem.what.strip() or not problem.mend.strip() or len(problem.what) > 2000:
            yield f"nothing that helps is said, or far too much: {str(problem)[:300]}"
        if (inside := OUR_INSIDES.search(problem.what + problem.mend)) and inside[0] not in path.read_text(
            "utf-8", "replace"
        ):
            yield f"it speaks of our insides: {problem}"
        place = problem.place
        if not Path(place.file).is_file():
            yield f"the place is in no file: {problem}"
            continue
        lines = Path(place.file).read_bytes().decode("utf-8", "replace").splitlines() or [""]
        if not 1 <= place.line <= len(lines) + 1 or place.column < 1:
            yield f"the place is outside of the file of {len(lines)} lines: {problem}"
        elif place.column > len([*lines, ""][place.line - 1]) + 2:
            yield f"the place is outside of its line: {problem}"
        github(problem)
    json.dumps([problem.as_json() for problem in problems], allow_nan=False)
    sarif(problems, {})


def nothing_silent(problems: Iterable[Problem], mutation: Mutation) -> Iterator[str]:
    """A key that nothing knows, and a key that stands twice, are told where they stand, or some part around them is wrong."""
    text = mutation.content.decode("utf-8", "replace")
    errors = [problem for problem in problems if problem.level == "error"]
    if errors and (mutation.kind in ("code", "story") or all(OF_THE_TEXT.fullmatch(problem.id) for problem in errors)):
        return  # what cannot be read cannot be looked into; names are looked up once a story or a code can be read
    told = {problem.place.line for problem in errors}
    for what, line, around in _odd_keys(text):
        if line not in told and not told & set(around) and not any(STRANGE in problem.what for problem in errors):
            yield f"nobody says that a key {what}: {text.splitlines()[line - 1].strip()[:80]} (line {line})"


def _odd_keys(text: str) -> Iterator[tuple[str, int, tuple[int, ...]]]:
    """The keys that must be told: why, the line, and the lines of the keys around them."""
    try:
        nodes: list[tuple[yaml.Node, tuple[int, ...]]] = [(yaml.compose(text, LOADER), ())]
    except (yaml.YAMLError, RecursionError):
        return
    while nodes:
        node, around = nodes.pop()
        if isinstance(node, yaml.SequenceNode):
            nodes.extend((item, (*around, item.start_mark.line + 1)) for item in node.value)
        elif isinstance(node, yaml.MappingNode):
            seen = set()
            for key, value in node.value:
                line, word = key.start_mark.line + 1, key.value if isinstance(key, yaml.ScalarNode) else None
                if word in seen:
                    yield "stands twice", line, ()
                elif word == STRANGE:
                    yield "is not known", line, around
                seen.add(word)
                nodes.append((value, (*around, line, value.start_mark.line + 1)))


_KINDS: dict[str, Callable[[Bench, Mutation], Iterator[str]]] = {
    "policy": Bench.policy,
    "overlay": Bench.overlay,
    "story": Bench.story,
    "calendar": Bench.calendar,
    "code": Bench.code,
}
