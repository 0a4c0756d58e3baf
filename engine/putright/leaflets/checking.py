"""What is wrong with the leaflets that a policy names: files that are not there, and figures that the policy does not say.

Reads the files; judges nothing but lengths of time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from putright.leaflets.figures import NO_LIMIT, Figure, figures, same
from putright.leaflets.terms import all_times, named_times
from putright.letters import room_of
from putright.policy.model import Policy
from putright.problems import Place, Problem, did_you_mean, in_order, one_of
from putright.working_days import Duration


def leaflet_problems(policy: Policy) -> tuple[Problem, ...]:
    """Everything that is wrong with the leaflets of a policy: L320 to L322."""
    return in_order(
        problem for number, name in enumerate(policy.told.leaflets) for problem in _of(policy, number, name)
    )


def _of(policy: Policy, number: int, name: str) -> Iterator[Problem]:
    file = room_of(policy) / "leaflets" / name
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = "it is no text in UTF-8" if isinstance(error, UnicodeDecodeError) else "there is no such file"
        place = policy.source.place("leaflets", number) if policy.source else Place(policy.file)
        what = f'the leaflet "{name}" cannot be read: {why}'
        yield Problem("L321", place, what, f"write {file}, or take it out of leaflets")
        return
    named, known = named_times(policy), all_times(policy)
    for figure in figures(text):
        problem = _judged(Place(str(file), figure.line, figure.column), figure, named, known)
        if problem:
            yield problem


def _judged(
    place: Place, figure: Figure, named: Mapping[str, tuple[Duration, ...]], known: tuple[Duration, ...]
) -> Problem | None:
    if figure.name == NO_LIMIT:
        return None
    if figure.name and figure.name not in named:
        what = (
            f'the mark "{figure.name}" names nothing of the policy that has a time.{did_you_mean(figure.name, named)}'
        )
        return Problem("L322", place, what, f"use one of {one_of(named)}, or {NO_LIMIT}")
    right = named[figure.name] if figure.name else known
    wrong = [one for one in figure.means if not any(same(one, other) for other in right)]
    if not wrong:
        return None
    if figure.name:
        what = f'the leaflet says "{figure.words}" for {figure.name}, and the policy says {one_of(map(str, right))}'
        return Problem("L320", place, what, f"write {one_of(map(str, right))}, or mend the policy")
    what = f'the leaflet says "{figure.words}", and no time in the policy is {one_of(map(str, wrong))}'
    mend = f"use a time of the policy ({one_of(map(str, known)) or 'it has none'}), or write <!-- putright: {NO_LIMIT} --> behind it"
    return Problem("L320", place, what, mend)
