"""Telling: which files hold stories, and what came of playing them, policy by policy.

Finds and gathers; how it is printed is settled by whoever asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeVar

from putright.policy.library import NO_POLICIES, looks_like_policy
from putright.policy.loading import Loaded, load
from putright.problems import PolicyError, Problem, in_order
from putright.stories.coverage import Coverage, covered
from putright.stories.judging import Failure, judged
from putright.stories.model import Story, StoryFile
from putright.stories.playing import Played, desk_for, play
from putright.stories.reading import policy_named_in, read_stories
from putright.stories.sense import sense_of

FOLDER = "stories"
"""The folder beside a policy in which its stories stand."""

Item = TypeVar("Item")


class Track(Protocol):
    """Hands on each item of `items` and shows under a title how far it has come; `total` is how many there are."""

    def __call__(self, items: Iterable[Item], total: int, title: str) -> Iterator[Item]: ...


def untracked(items: Iterable[Item], total: int, title: str) -> Iterator[Item]:
    """Progress that nobody watches."""
    yield from items


@dataclass(frozen=True, slots=True)
class StoryResult:
    """What came of one story."""

    file: StoryFile
    played: Played
    failures: tuple[Failure, ...]

    @property
    def story(self) -> Story:
        return self.played.story

    def as_json(self) -> dict[str, object]:
        return {
            "story": self.story.title,
            "file": self.story.place.file,
            "line": self.story.place.line,
            "to_be_confirmed": self.story.to_be_confirmed,
            "failures": [failure.as_json() for failure in self.failures],
        }


@dataclass(slots=True)
class Report:
    """What came of all stories: each result, what is wrong with the files, and what of each policy was reached."""

    results: list[StoryResult] = field(default_factory=list)
    problems: tuple[Problem, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    policies: dict[Path, Loaded] = field(default_factory=dict)
    """The policies that the stories are about, by their files."""

    @property
    def failed(self) -> list[StoryResult]:
        return [result for result in self.results if result.failures]

    @property
    def to_be_confirmed(self) -> list[StoryResult]:
        return [result for result in self.results if result.story.to_be_confirmed]

    def as_json(self) -> dict[str, object]:
        return {
            "stories": [result.as_json() for result in self.results],
            "problems": [problem.as_json() for problem in self.problems],
            "coverage": [coverage.as_json() for coverage in self.coverage],
        }


def story_files(paths: Iterable[Path]) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """The files of stories and the policies that some paths mean, each once and in order.

    A policy file means itself and its stories; a file of stories, those alone; a folder, all that is in it.
    """
    stories: dict[Path, None] = {}
    policies: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            files = [file for file in sorted((*path.rglob("*.yaml"), *path.rglob("*.yml"))) if _open(file, path)]
            found = [file for file in files if file.parent.name == FOLDER]
            stories.update(dict.fromkeys(found))
            policies.update(dict.fromkeys(file for file in files if _is_policy(file, path)))
        elif path.parent.name == FOLDER or not looks_like_policy(path) or _holds_stories(path):
            stories[path] = None
        else:
            policies[path] = None
            stories.update(dict.fromkeys(_of(path)))
    return tuple(stories), tuple(policies)


def _open(file: Path, folder: Path) -> bool:
    return not any(part.startswith(".") for part in file.relative_to(folder).parts)


def _is_policy(file: Path, folder: Path) -> bool:
    beside = any(part in NO_POLICIES for part in file.relative_to(folder).parts[:-1])
    return not beside and file.parent.name != FOLDER and looks_like_policy(file)


def _holds_stories(file: Path) -> bool:
    return b"\nstories:" in file.read_bytes()


def _of(policy: Path) -> Iterator[Path]:
    """The files of stories beside a policy that name it, or that name none, so that it is told what is wrong."""
    folder = policy.parent / FOLDER
    for file in sorted((*folder.glob("*.yaml"), *folder.glob("*.yml"))):
        if policy_named_in(file) in (policy.resolve(), None):
            yield file


def tell(paths: Iterable[Path], track: Track = untracked, told: Callable[[StoryResult], None] | None = None) -> Report:
    """Play every story that the paths mean; `told` hears of each as soon as it was played."""
    found, alone = story_files(paths)
    files: list[StoryFile] = []
    report = Report()
    policies = report.policies
    problems: list[Problem] = []
    for path in (*alone, *found):
        try:
            if path in alone:
                policies[path] = load(path)
                continue
            file = read_stories(path, policies)
        except PolicyError as error:
            problems += error.problems
            continue
        wrong = sense_of(file)
        problems += wrong
        files += [] if wrong else [file]
    report.problems = in_order(problem for problem in problems if problem.level == "error")
    stories = [(file, story) for file in files for story in file.stories]
    report.results = list(_played(files, track, len(stories), told))
    report.coverage = tuple(
        covered(loaded.policy, (r.played for r in report.results if r.file.policy == path))
        for path, loaded in policies.items()
    )
    return report


def _played(
    files: list[StoryFile], track: Track, total: int, told: Callable[[StoryResult], None] | None
) -> Iterator[StoryResult]:
    def each() -> Iterator[StoryResult]:
        for file in files:
            with desk_for(file) as desk:
                for story in file.stories:
                    played = play(desk, file, story)
                    yield StoryResult(file, played, judged(played))

    for result in track(each(), total, "stories"):
        if told:
            told(result)
        yield result
