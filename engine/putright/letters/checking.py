"""Checks of letters: every field a template asks for must exist, and be there when the letter is written.

Finds problems and says how to mend them; fills nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from putright.letters.asking import DEEPEST, Ask, asked
from putright.letters.fields import FIELDS, SHORT, field_of, given_as, is_group, parts_of, plain
from putright.letters.shelf import Shelf
from putright.letters.templates import read_templates
from putright.letters.uses import Use, uses
from putright.policy.model import LetterTerms, Policy
from putright.problems import Problem, did_you_mean, in_order, one_of


def letter_problems(policy: Policy, shelf: Shelf) -> tuple[Problem, ...]:
    """Everything that is wrong with a policy's letters and their templates: L301 to L305, and L307."""
    _, problems = read_templates(shelf)
    found = list(problems)
    if any(problem.id == "L304" for problem in problems):
        return in_order(found)  # what may not run is not followed either
    occasions = uses(policy)
    for letter in policy.letters.values():
        template = shelf.find(letter.template)
        if template is None:
            known = [name.removeprefix("shared/") for name, _ in shelf.templates]
            what = f'the letter {letter.id} is written from the template "{letter.template}", and there is none'
            what = f"{what}.{did_you_mean(letter.template, known)}".rstrip(".")
            mend = f"write {shelf.file(letter.template)}; or name one that is there, with template"
            found.append(Problem("L302", letter.place, what, mend))
            continue
        own = tuple(use for use in occasions if use.letter == letter.id)
        asks = tuple(asked(shelf, template))
        for ask in asks:
            found += _judged(policy, letter.id, own, ask)
        found += _left_out(letter, asks)
    return in_order(found)


def _left_out(letter: LetterTerms, asks: tuple[Ask, ...]) -> Iterator[Problem]:
    """What a letter must say and its template never prints, or what no letter can say."""
    printed = {ask.name for ask in asks if ask.printed}
    for name in letter.must_say:
        row = field_of(plain(name))
        if row is None or row.kind in ("list", "flag", "number"):
            known = (*SHORT, *(field.name for field in FIELDS if field.kind not in ("list", "flag", "number")))
            what = f'{letter.id} must say "{name}", and no field of text has that name.{did_you_mean(name, known)}'
            yield Problem("L301", letter.place, what, f"use one of {one_of(_nearest(name, known))}")
        elif plain(name) not in printed:
            what = f"{letter.id} must say {plain(name)}, and its template {letter.template} never prints it"
            yield Problem(
                "L307", letter.place, what, f"print {plain(name)} in the template, or take it out of must_say"
            )


def _judged(policy: Policy, letter: str, own: tuple[Use, ...], ask: Ask) -> Iterator[Problem]:
    """What is wrong with one field that a letter asks for."""
    problem = _unknown(policy, ask) or _misused(ask)
    if problem:
        yield problem
    elif not ask.guarded:
        use = next((use for use in own if not _has(policy, use, ask.name)), None)
        if use:
            what = f"the letter asks for {ask.written}, and {letter} of {policy.name} is sent {_occasion(policy, use)}, without it"
            mend = f"keep it inside {{% if {ask.written} %}}, or leave it to letters that have it"
            yield Problem("L305", ask.place, what, mend)


def _unknown(policy: Policy, ask: Ask) -> Problem | None:
    top, _, rest = ask.name.partition(".")
    known: tuple[str, ...] = ()
    if top == "due" and rest:
        known = tuple(f"due.{name}" for name in _due_names(policy))
    elif top == "facts" and rest:
        known = tuple(f"facts.{id}" for id in policy.facts)
    elif field_of(ask.name) or is_group(ask.name):
        return None
    else:
        above = ask.name.rpartition(".")[0]
        known = parts_of(above) or tuple(f.name for f in FIELDS if "[]" not in f.name and "*" not in f.name)
    if ask.name in known:
        return None
    what = f"the letter asks for {ask.written}, and nothing has that name.{did_you_mean(ask.name, known)}"
    return Problem(
        "L301", ask.place, what, f"use {one_of(_nearest(ask.name, known)) or 'another field: the policy names none'}"
    )


def _nearest(word: str, known: tuple[str, ...]) -> list[str]:
    """The names that a template may have meant: all of a few, else the eight that are most like it."""
    return list(known) if len(known) <= 8 else get_close_matches(word, known, n=8, cutoff=0.0)


def _misused(ask: Ask) -> Problem | None:
    """A group that is printed, a list that is printed, a single value that is walked through, lists too deep."""
    row = field_of(ask.name)
    if ask.walked:
        if row is None or row.kind != "list":
            what = f"the letter walks through {ask.written}, which is not a list"
            return Problem("L301", ask.place, what, "walk through a list such as matters, remedies or doors")
        if ask.depth >= DEEPEST:
            what = f"the letter walks lists within lists more than {DEEPEST} deep"
            return Problem("L304", ask.place, what, "walk them one after the other")
        return None
    if ask.guarded or (row and row.kind != "list"):
        return None
    what = f"the letter prints {ask.written}, which has several parts"
    return Problem("L301", ask.place, what, f"ask for one of {one_of(parts_of(ask.name))}")


def _has(policy: Policy, use: Use, name: str) -> bool:
    """Whether a field that is needed can be there on this occasion."""
    if name.startswith("due."):
        return name.removeprefix("due.") in _running(policy, use)
    row = field_of(name)
    if row is None or not row.when or use.kind in row.when:
        return True
    return given_as(name) in use.needs


def _due_names(policy: Policy) -> tuple[str, ...]:
    steps = [(stage.id, step.id) for stage in policy.stages for step in stage.steps]
    return (*dict.fromkeys(step for _, step in steps), *(f"{a}.{b}" for a, b in steps), *policy.duties)


def _running(policy: Policy, use: Use) -> set[str]:
    """The names under `due` that may have a date once the letter is written."""
    at_any_time = use.kind in ("action", "duty", "reopening", "escalation-refusal", "missed")
    reached = use.place.partition(".")[0] if "." in use.place else use.stage
    if use.kind == "record":
        return set()
    stops = policy.pauses[use.what].stops if use.kind == "pause" else None
    found = set(policy.duties)
    for stage in policy.stages:
        for step in stage.steps:
            stands_still = stops is not None and (not stops or step.id in stops)
            if step.clock and not stands_still and (stage.id == reached or at_any_time):
                found |= {step.id, f"{stage.id}.{step.id}"}
    return found


def _occasion(policy: Policy, use: Use) -> str:
    if use.step:
        return f"at {policy.stage(use.stage).title}, step {use.step} ({use.kind})"
    return f"for {use.what} ({use.kind})" if use.what else f"as a {use.kind}"
