"""Attestations: what people answer for where no program can decide, and what is planned where a code is not kept to.

They stand beside the policies of an organisation, in `attestations.yaml`, and are no part of a policy: they run out, and
are given again, while the policy stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from putright.codes.library import find_code
from putright.codes.model import Code
from putright.policy.model import Policy
from putright.policy.reading.node import Node
from putright.policy.shape import shape_problems
from putright.problems import Place, PolicyError, Problem, did_you_mean, in_order, one_of
from putright.source import Source, read
from putright.working_days import in_full

FILE: Final = "attestations.yaml"
"""What the file is called, in the folder of an organisation's policies."""


@dataclass(frozen=True, slots=True)
class Attestation:
    """What a person says of one clause, with what shows it, from one day until another."""

    code: str
    clause: str
    policy: str
    """The procedure that it is about; empty: each in the folder."""
    who: str
    on: date
    until: date
    evidence: tuple[str, ...]
    place: Place
    kept: bool = True

    def counts_on(self, day: date) -> bool:
        return self.on <= day <= self.until


@dataclass(frozen=True, slots=True)
class Gap:
    """What is done about one clause that is not kept to, by whom and by when."""

    code: str
    clause: str
    policy: str
    what: str
    owner: str
    by: date
    place: Place
    why: str = ""


@dataclass(frozen=True, slots=True)
class Attestations:
    """Everything that people say and plan beside an organisation's policies."""

    attested: tuple[Attestation, ...] = ()
    gaps: tuple[Gap, ...] = ()
    note: str = ""
    """What is printed above the published form."""

    def of(self, policy: Policy, code: str) -> Attestations:
        """Only what is about this policy under this code."""
        return Attestations(
            tuple(one for one in self.attested if one.code == code and one.policy in ("", policy.id)),
            tuple(one for one in self.gaps if one.code == code and one.policy in ("", policy.id)),
            self.note,
        )


def attestations_beside(policy: Policy) -> Attestations:
    """What stands beside a policy; nothing where there is no such file.

    Raises:
        PolicyError: Everything that is wrong with the file, each with its place.
    """
    file = Path(policy.file).parent / FILE
    if not policy.file or not file.is_file():
        return Attestations()
    return attestations_from(read(file), file.parent.parent)


def attestations_from(source: Source, folder: Path | None = None) -> Attestations:
    """What the file says; `folder` is where a folder `codes` of one's own may stand.

    Raises:
        PolicyError: Everything that is wrong with the file: its shape, K208 a day, K209 a code, K211 a clause.
    """
    if problems := shape_problems(source, "attestations"):
        raise PolicyError(problems)
    root = Node(source, (), source.tree)
    if found := in_order(_problems(root, folder)):
        raise PolicyError(found)
    return Attestations(
        tuple(_attestation(node) for node in root.at("attestations").items()),
        tuple(_gap(node) for node in root.at("gaps").items()),
        root.text("note"),
    )


def _attestation(node: Node) -> Attestation:
    return Attestation(
        *_about(node),
        who=node.text("who"),
        on=_day(node, "when"),
        until=_day(node, "until"),
        evidence=node.texts("evidence"),
        place=node.at("clause").place,
        kept=node.flag("kept", True),
    )


def _gap(node: Node) -> Gap:
    return Gap(
        *_about(node),
        what=node.text("what"),
        owner=node.text("owner"),
        by=_day(node, "by"),
        place=node.at("clause").place,
        why=node.text("why"),
    )


def _about(node: Node) -> tuple[str, str, str]:
    return node.text("code"), node.text("clause"), node.text("policy")


def _day(node: Node, key: str) -> date:
    return date.fromisoformat(node.text(key))


def _problems(root: Node, folder: Path | None) -> Iterator[Problem]:
    known = _codes(folder)
    for part in ("attestations", "gaps"):
        for node in root.at(part).items():
            yield from _unknown(node, known)
            if node.has("until") and _day(node, "until") < _day(node, "when"):
                told = f"it counts until {in_full(_day(node, 'until'))}, before the day on which it was given"
                yield Problem("K208", node.at("until").place, told, "set until to a day on or after when")


def _unknown(node: Node, code_of: Callable[[str, Place], Code]) -> Iterator[Problem]:
    try:
        code = code_of(node.text("code"), node.at("code").place)
    except PolicyError as error:
        yield from error.problems
        return
    clause, ids = node.text("clause"), [one.id for one in code.clauses]
    if clause not in ids:
        what = f"{code.id} has no clause {clause}.{did_you_mean(clause, ids)}".rstrip(".")
        yield Problem("K211", node.at("clause").place, what, f"name one of {one_of(ids)}")


def _codes(folder: Path | None) -> Callable[[str, Place], Code]:
    read_before: dict[str, Code] = {}

    def find(id: str, place: Place) -> Code:
        if id not in read_before:
            read_before[id] = find_code(id, folder, place)
        return read_before[id]

    return find
