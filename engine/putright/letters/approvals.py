"""Approvals: who has agreed to the words of a letter, on which day, and whether those words have changed since.

They stand beside the templates, in `letters/<organisation>/approvals.yaml`, and are no part of a policy: a panel may agree
to a letter while its policy is in force. Each part of a letter is known by a fingerprint of its text.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import yaml

from putright.letters.asking import parts_of_letter
from putright.letters.beside import room_of
from putright.letters.shelf import Shelf
from putright.policy.model import LetterTerms, Policy
from putright.problems import Place, PolicyError, Problem, in_order
from putright.shipped import shipped
from putright.source import Plain, Source, read
from putright.working_days import day_said, in_full

FILE: Final = "approvals.yaml"
_HEAD: Final = """\
# Who has agreed to the words of which letter. Written by `putright letters POLICY --approve LETTER`.
# `parts` are fingerprints of the templates that the letter was made of on that day.
"""


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved a letter, when, and the fingerprint of each part that it was made of on that day."""

    by: str
    on: date
    parts: Mapping[str, str]
    place: Place

    def changed(self, shelf: Shelf, template: str) -> tuple[str, ...]:
        """The parts that are not as they were approved: changed, new or gone; empty when nothing is."""
        now = fingerprints(shelf, template)
        return tuple(sorted(name for name in {*now, *self.parts} if now.get(name) != self.parts.get(name)))


def fingerprints(shelf: Shelf, template: str) -> dict[str, str]:
    """Each part of a letter by its name, with a fingerprint of its text; ends of lines and of the file do not matter."""
    texts = shelf.document()
    found = {}
    for name in parts_of_letter(shelf, template):
        text = "\n".join(line.rstrip() for line in texts[name].splitlines()).strip()
        found[name] = f"sha256-{hashlib.sha256(text.encode()).hexdigest()[:16]}"
    return found


def approvals_file(policy: Policy) -> Path:
    """Where the approvals of a policy's organisation stand, or will."""
    room = room_of(policy)
    if room.parent == shipped("letters") and not room.is_dir():
        room = (
            Path(policy.file).parent / "letters" / policy.organisation.id
        )  # those that come with putright are not the owner's
    return room / FILE


def read_approvals(policy: Policy) -> dict[str, Approval]:
    """The approvals of an organisation's letters, by letter; none where nobody has approved anything.

    Raises:
        PolicyError: L309, or what is wrong with the file as YAML; every problem of it.
    """
    file = approvals_file(policy)
    if not file.is_file():
        return {}
    source = read(file)
    found: dict[str, Approval] = {}
    problems: list[Problem] = []
    for letter, written in source.tree.items():
        read_one = _approval(source, letter, written)
        if isinstance(read_one, Problem):
            problems.append(read_one)
        else:
            found[letter] = read_one
    if problems:
        raise PolicyError(in_order(problems))
    return found


def approval_problems(policy: Policy, shelf: Shelf) -> tuple[Problem, ...]:
    """Letters whose words have changed since they were approved (L308, warnings), or a file that cannot be read (L309)."""
    try:
        approvals = read_approvals(policy)
    except PolicyError as error:
        return error.problems
    return in_order(_stale(policy, shelf, approvals))


def _stale(policy: Policy, shelf: Shelf, approvals: Mapping[str, Approval]) -> Iterator[Problem]:
    for id, approval in approvals.items():
        letter = policy.letters.get(id)
        changed = approval.changed(shelf, letter.template) if letter else ()
        if letter and changed:
            files = ", ".join(shelf.file(name) for name in changed)
            what = (
                f"{approval.by} approved the letter {id} on {in_full(approval.on)}, and this has changed since: {files}"
            )
            mend = f"let them read it again, then: putright letters {policy.file} --approve {id} --by … --on …"
            yield Problem("L308", approval.place, what, mend, "warning")


def approve(policy: Policy, shelf: Shelf, letter: LetterTerms, by: str, on: date) -> Path:
    """Write down that somebody has approved a letter as it stands; an older approval of it is replaced.

    Raises:
        PolicyError: L309, the file that is there cannot be read. OSError: It cannot be written.
    """
    approvals = {id: _written(approval) for id, approval in read_approvals(policy).items()}
    given = Approval(by, on, fingerprints(shelf, letter.template), letter.place)
    approvals[letter.id] = _written(given)
    file = approvals_file(policy)
    file.parent.mkdir(parents=True, exist_ok=True)
    told = yaml.dump(approvals, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=4096)
    file.write_text(f"{_HEAD}\n{told}", encoding="utf-8")
    return file


class _Dumper(yaml.SafeDumper):
    """Writes text so that no reader can take it for a number: all but plain ids in quotes."""


_Dumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style=None if re.fullmatch(r"[a-z][a-z0-9_/-]*", text) else '"'
    ),
)


def _written(approval: Approval) -> dict[str, object]:
    return {"approved_by": approval.by, "approved_on": approval.on, "parts": dict(approval.parts)}


def _approval(source: Source, letter: str, written: Plain) -> Approval | Problem:
    """One entry of the file, or what is wrong with it."""
    place = source.key_place(letter)
    said = written if isinstance(written, dict) else {}
    by, parts = said.get("approved_by"), said.get("parts")
    mend = "write it again with putright letters POLICY --approve LETTER --by NAME --on DAY, or take it out"
    if not (isinstance(by, str) and by.strip() and isinstance(parts, dict) and parts):
        return Problem("L309", place, f"the approval of {letter} does not say by whom it is, and of what parts", mend)
    try:
        on = day_said(source.written(letter, "approved_on") or "")
    except ValueError as error:
        return Problem(
            "L309", source.place(letter, "approved_on"), f"the approval of {letter} has no day: {error}", mend
        )
    marks = {name: source.written(letter, "parts", name) or "" for name in parts}
    return Approval(by.strip(), on, marks, place)
