"""Sense: whether what a story names is in its policy, and whether its moments follow one another.

Looks only; what a policy does with a story is found by playing it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from putright.case.commands import read_given
from putright.policy.model import ANYONE, COMPLAINANT, HANDLER, Policy
from putright.policy.moves import moves_of, places
from putright.problems import Problem, Refused, did_you_mean, in_order, one_of
from putright.stories.model import Moment, Said, Story, StoryFile
from putright.working_days import in_full

PROMISED = ("remedy.", "outstanding.", "order.", "tell-staff-", "adjustments-review", "restriction-review")
"""How the names of dates begin that no step, duty or door of the policy sets."""


def sense_of(file: StoryFile) -> tuple[Problem, ...]:
    """Everything in a file of stories that its policy does not know, sorted by place."""
    policy = file.loaded.policy
    acts = frozenset({"receive", *(move.action for move in moves_of(policy) if not move.is_automatic)})
    return in_order(
        (*_twice(file.stories), *(found for story in file.stories for found in _problems(policy, acts, story)))
    )


def _twice(stories: tuple[Story, ...]) -> Iterator[Problem]:
    seen: dict[str, Story] = {}
    for story in stories:
        if story.title in seen:
            what = f'two stories are called "{story.title}"; the first is at {seen[story.title].place}'
            yield Problem("T210", story.place, what, "give each story a name of its own")
        seen.setdefault(story.title, story)


def _problems(policy: Policy, acts: frozenset[str], story: Story) -> Iterator[Problem]:
    before: Moment | None = None
    matters = tuple(name.partition(".")[2] for name in story.moments[0].given if name.startswith("matter."))
    for moment in story.moments:
        yield from _order(moment, before)
        yield from _act(policy, acts, moment, matters)
        yield from _expected(policy, acts, moment)
        before = moment


def _order(moment: Moment, before: Moment | None) -> Iterator[Problem]:
    if moment.recorded < moment.happened:
        yield Problem("T209", moment.place, "it is logged before it happens", "correct one of the two days")
    elif before and moment.recorded < before.recorded:
        what = f"this comes before the moment above it, which is on {in_full(before.recorded.date())}"
        mend = "put the moments in order; what was logged later stands where it was logged, with `logged`"
        yield Problem("T209", moment.place, what, mend)


def _act(policy: Policy, acts: frozenset[str], moment: Moment, matters: tuple[str, ...]) -> Iterator[Problem]:
    """What is done, by whom and with what; a story that expects a refusal may do what cannot be done."""
    expect = moment.expect
    if expect.refused and not moment.action:
        yield Problem("T211", expect.at, "nothing is done here, so nothing can be refused", "say what is done: do")
    if not moment.action or expect.refused:
        return
    if moment.action not in acts:
        yield _unknown("T202", Said(moment.action, moment.place), "act", acts)
    if moment.role:
        yield from _roles(policy, (moment.role,), (COMPLAINANT, "representative"))
    for name, said in moment.given.items():
        is_blank = not said.text.strip()
        try:
            read_given(policy, {name: "-" if is_blank else said.text}, matters)
        except Refused as refusal:
            if not is_blank or refusal.id == "R102":  # a name that nobody knows is wrong without a value, too
                yield Problem(refusal.id, said.place, refusal.what, refusal.mend)


def _expected(policy: Policy, acts: frozenset[str], moment: Moment) -> Iterator[Problem]:
    expect = moment.expect
    if expect.place and expect.place.text not in places(policy):
        yield _unknown("T205", expect.place, "place", places(policy))
    for due in expect.due:
        known = dates_of(policy)
        if due.name.text not in known and not due.name.text.startswith(PROMISED):
            yield _unknown("T203", due.name, "date", known)
        yield from _roles(policy, (due.who,) if due.who else (), (COMPLAINANT,))
    for name in expect.late or ():
        if name.text not in dates_of(policy) and not name.text.startswith(PROMISED):
            yield _unknown("T203", name, "date", dates_of(policy))
    for letter in expect.letters or ():
        if letter.name.text not in policy.letters:
            yield _unknown("T204", letter.name, "letter", policy.letters)
    for door, _ in expect.doors:
        if door.text not in policy.doors:
            yield _unknown("T207", door, "door", policy.doors)
    yield from _roles(policy, expect.told or (), ())
    for name in (*expect.can, *expect.cannot):
        if name.text not in acts:
            yield _unknown("T202", name, "act", acts)


def dates_of(policy: Policy) -> tuple[str, ...]:
    """The names of every date that a policy sets; a step of the stage where the case is has a short one."""
    steps = [(f"{stage.id}.{step.id}", step.id) for stage in policy.stages for step in stage.steps if step.clock]
    doors = [f"door.{door.id}" for door in policy.doors.values() if door.closes]
    return tuple(dict.fromkeys((*(long for long, _ in steps), *(short for _, short in steps), *policy.duties, *doors)))


def _roles(policy: Policy, names: Iterable[Said], more: tuple[str, ...]) -> Iterator[Problem]:
    known = (*policy.roles, *more)
    for name in names:
        if name.text not in (*known, HANDLER, ANYONE):
            yield _unknown("T206", name, "role", known)


def _unknown(id: str, said: Said, kind: str, known: Iterable[str]) -> Problem:
    names = sorted(known) if kind == "act" else list(known)
    hint = did_you_mean(said.text, names)
    what = f'the policy has no {kind} "{said.text[:60]}".{hint}'
    return Problem(id, said.place, what, f"name one of {one_of(names)}" if names else "take it out: there is none")
