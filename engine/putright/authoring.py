"""The owner's counter: check a policy with its letters, load one that is fit to be used, hold it to a code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from putright.codes import Code, code_at, find_code
from putright.codes.assessment import Assessment, assessed
from putright.codes.attestations import attestations_beside
from putright.codes.attesting import with_attestations
from putright.codes.currency import currency_problems
from putright.codes.questions import Inquiry
from putright.codes.verdicts import Report, judged
from putright.leaflets import leaflet_problems
from putright.letters import (
    Needs,
    Sheet,
    Standing,
    approval_problems,
    approve,
    letter_problems,
    pack,
    shelf_for,
    style_problems,
    where_used,
)
from putright.policy.calendars import find_calendar
from putright.policy.library import versions_beside
from putright.policy.loading import Loaded, examine, load
from putright.policy.model import Policy
from putright.problems import PolicyError, Problem, Refused, did_you_mean, in_order, one_of
from putright.proof import Ground, Timetable, Track, proof_problems, timetable, untracked


def check_policy(path: Path | str, on: date | None = None) -> tuple[Problem, ...]:
    """Everything that is wrong with a policy file, its calendar, letters, leaflets and attestations, sorted by place.

    Letters are looked at once the policy itself has no errors. With the day `on` also what has gone out of date by then:
    its review, the edition of a code that it follows, what people attest.
    """
    loaded, problems = _examined(path)
    if loaded is None or any(problem.level == "error" for problem in problems):
        return problems
    return in_order((*problems, *currency_problems(loaded.policy, loaded.calendar, on)))


def load_policy(path: Path | str) -> Policy:
    """The policy in a file.

    Raises:
        PolicyError: Everything that is wrong with it, in `.problems`.
    """
    loaded, problems = _examined(path)
    if loaded is None or any(problem.level == "error" for problem in problems):
        raise PolicyError(problems)
    return loaded.policy


def comply(policy: Policy, code: Code | str, on: date | None = None, cases: str = "") -> Report:
    """How a policy stands to a code, clause by clause, each verdict with why and where.

    `code` is the id of a code that comes with putright or stands in the folder `codes` beside the policy's own, the
    path of a code file, or a code. `on` is the day of asking; without it, what the calendar knows last stands for it.
    `cases` is the URL of a store: what its cases show stands beside each finding, and changes no verdict.
    What people attest in `attestations.yaml` beside the policy counts on the day `on`, and never without one.

    Raises:
        PolicyError: There is no such code, or its file is wrong; the policy's calendar, templates or attestations cannot be read.
        StoreError: The store is not there, or cannot be opened.
    """
    folder = Path(policy.file).parent
    calendar, found = find_calendar(policy.calendar, folder), _code(code, folder)
    said = attestations_beside(policy).of(policy, found.id)
    report = with_attestations(judged(Inquiry(policy, calendar, shelf_for(policy), found, on)), said, on)
    if not cases:
        return report
    from putright.casework.practice import beside_cases  # a store is opened only for those who ask for it

    return beside_cases(report, found, cases, on or calendar.known_until)


def assess(policy: Policy, code: Code | str, on: date, cases: str = "") -> Assessment:
    """The self-assessment of a policy under a code on that day, as it is published: pre-filled, and open where it is open.

    Raises:
        PolicyError, StoreError: As `comply` does.
    """
    found = _code(code, Path(policy.file).parent)
    said = attestations_beside(policy).of(policy, found.id)
    return assessed(comply(policy, found, on, cases), policy, found, said, on)


def _code(code: Code | str, folder: Path) -> Code:
    if isinstance(code, Code):
        return code
    return code_at(Path(code)) if code.endswith((".yaml", ".yml")) else find_code(code, folder.parent)


@dataclass(frozen=True, slots=True)
class Pack:
    """A policy and its letters as samples."""

    policy: Policy
    sheets: tuple[Sheet, ...]


def preview_pack(path: Path | str, needs: Mapping[str, str] | None = None) -> Pack:
    """Every letter of a policy as it would read, with invented people and the policy's own limits.

    `needs` may hold `complainant.format` and `complainant.language`, as a case would.

    Raises:
        PolicyError: Everything that is wrong with the policy and its letters.
    """
    loaded, problems = _examined(path)
    if loaded is None or any(problem.level == "error" for problem in problems):
        raise PolicyError(problems)
    return Pack(
        loaded.policy, tuple(pack(loaded.policy, shelf_for(loaded.policy), loaded.calendar, Needs.of(needs or {})))
    )


def approve_letter(path: Path | str, letter: str, by: str, on: date) -> Path:
    """Write down that somebody has approved a letter of a policy as it stands; the file in which that stands now.

    Raises:
        PolicyError: Everything that is wrong with the policy and its letters. Refused: L302, it has no such letter.
        OSError: The file cannot be written.
    """
    policy = load_policy(path)
    if letter not in policy.letters:
        what = f'{policy.name} has no letter "{letter}".{did_you_mean(letter, policy.letters)}'
        raise Refused("L302", what, f"name one of {one_of(policy.letters)}")
    return approve(policy, shelf_for(policy), policy.letters[letter], by, on)


@dataclass(frozen=True, slots=True)
class TemplateUse:
    """A template file, the policies and letters in which it stands, and what is wrong with it for which policies."""

    file: str
    used_in: tuple[Standing, ...]
    problems: Mapping[Problem, tuple[str, ...]]
    """Each problem that stands in the file, and the policies that it breaks."""


def templates_in_use(paths: Iterable[Path]) -> tuple[TemplateUse, ...]:
    """Every template on the shelves of some policies; checked with all of them together.

    Raises:
        PolicyError: What is wrong with a policy itself, so that its letters cannot be looked at.
    """
    read = [(policy := load(path).policy, shelf_for(policy)) for path in paths]
    broken: dict[str, dict[Problem, list[str]]] = {}
    for policy, shelf in read:
        for problem in letter_problems(policy, shelf):
            broken.setdefault(problem.place.file, {}).setdefault(problem, []).append(policy.file)
    return tuple(
        TemplateUse(file, used, {problem: tuple(files) for problem, files in broken.get(file, {}).items()})
        for file, used in where_used(read).items()
    )


def time_table(path: Path | str, year: int, track: Track = untracked) -> Timetable:
    """How long each answer of a policy can take for complaints received in a year, counted from every day of it.

    Raises:
        PolicyError: Everything that is wrong with the policy.
        BeyondCalendar: The calendar does not know that year.
    """
    loaded, problems = _examined(path)
    if loaded is None or any(problem.level == "error" for problem in problems):
        raise PolicyError(problems)
    return timetable(Ground(loaded.policy, loaded.calendar, shelf_for(loaded.policy)), year, track)


def _examined(path: Path | str) -> tuple[Loaded | None, tuple[Problem, ...]]:
    loaded, problems = examine(path)
    if loaded is None or any(problem.level == "error" for problem in problems):
        return loaded, problems  # the letters of a procedure that leads nowhere cannot be asked for
    try:
        shelf = shelf_for(loaded.policy)
        letters = (
            *letter_problems(loaded.policy, shelf),
            *approval_problems(loaded.policy, shelf),
            *style_problems(loaded.policy, shelf, loaded.calendar),
        )
    except PolicyError as error:
        return loaded, in_order((*problems, *error.problems))
    proved = proof_problems(loaded.policy, loaded.calendar, shelf, versions_beside(loaded.policy, path))
    return loaded, in_order((*problems, *letters, *leaflet_problems(loaded.policy), *proved))
