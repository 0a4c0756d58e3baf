"""A folder of policies: which organisations and versions stand in it, and which was in force on a day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from pendulum import DateTime

from putright.policy.loading import Loaded, load
from putright.policy.model import CHANNEL, MATTERS, Policy, possible_spans
from putright.policy.overlay import BASED_ON, whole
from putright.policy.phrases import condition
from putright.problems import PolicyError, Refused, did_you_mean, one_of
from putright.source import UnsoundError, read
from putright.working_days import in_full

NO_POLICIES = ("calendars", "codes", "stories", "examples", "bases")
"""Folders beside the organisations' own that hold no procedure in force."""


LOOKS_LIKE_A_POLICY = re.compile(rb"^((policy|stages)[ \t]*:|based_on[ \t]*:.*\.ya?ml)", re.MULTILINE)


def looks_like_policy(path: Path) -> bool:
    """Whether a file means to be a policy; calendars and other YAML files may stand beside it."""
    try:
        return path.is_file() and bool(LOOKS_LIKE_A_POLICY.search(path.read_bytes()))
    except OSError:
        return True  # reading it as a policy will say what is wrong


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a procedure as its file names it: its name, its days in force, and where they stand."""

    file: str
    version: str
    first: date
    last: date | None


def versions_beside(policy: Policy, path: Path | str) -> tuple[Version, ...]:
    """The other versions of a procedure that stand in its folder; what cannot be read is told where it is checked."""
    own = Path(path)
    files = sorted((*own.parent.glob("*.yaml"), *own.parent.glob("*.yml")))
    others = (file for file in files if file.resolve() != own.resolve() and _names(file, policy.id))
    found = (_version(policy, file) for file in others)
    return tuple(version for version in found if version)


def _version(policy: Policy, file: Path) -> Version | None:
    """Only the head of the file is asked: its shape and sense are not this policy's business."""
    try:
        tree: Any = whole(read(file), file).tree
        if (tree["organisation"]["id"], tree["policy"]) != (policy.organisation.id, policy.id):
            return None
        last = tree["in_force"].get("until")
        first = date.fromisoformat(str(tree["in_force"]["from"]))
        return Version(file.name, str(tree["version"]), first, date.fromisoformat(str(last)) if last else None)
    except (PolicyError, UnsoundError, KeyError, TypeError, AttributeError, ValueError):
        return None


def _names(file: Path, id: str) -> bool:
    """Whether a file may be a version of that procedure, before it is read as one."""
    try:
        text = file.read_bytes()
        return looks_like_policy(file) and (id.encode() in text or BASED_ON.encode() in text)
    except OSError:
        return False


class Library:
    """The policies in a folder, each organisation in a folder of its own. Files are read when they are asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._loaded: dict[Path, Loaded] = {}

    @cached_property
    def files(self) -> tuple[Path, ...]:
        found = sorted((*self.folder.glob("*/*.yaml"), *self.folder.glob("*/*.yml")))
        return tuple(path for path in found if path.parent.name not in NO_POLICIES and looks_like_policy(path))

    def find(self, name: str, received: DateTime, given: Mapping[str, str] | None = None) -> Loaded:
        """The policy that `name` means for a complaint received at that moment, which is a day in the policy's time zone.

        A version may come into force on another day for complaints with some facts; `given` is what is said of this one.

        An organisation's id (`walsall`) means its version in force that day; `walsall/two-stage@2025-10-21` or a
        path to a file names one.

        Raises:
            PolicyError: The policy file has errors.
            Refused: R230 no such policy; R231 none is in force on that day, more than one is, or that is not known.
        """
        asked = _Asked(received, given or {})
        if name.endswith((".yaml", ".yml")):
            return self._in_force(self._load(Path(name)), asked)
        organisation, _, version = name.partition("/")
        versions = list(self._of(organisation))
        if not versions:
            raise self._unknown(name)
        if version:
            return self._named(name, versions, asked)
        return self._one_in_force(name, versions, asked)

    def version(self, name: str) -> Loaded:
        """The one version that `name` means, whether or not it is in force: its full name, or a path to its file.

        Raises:
            PolicyError: The policy file has errors. Refused: R230 no such policy.
        """
        if name.endswith((".yaml", ".yml")):
            return self._load(Path(name))
        versions = list(self._of(name.partition("/")[0]))
        if not versions:
            raise self._unknown(name)
        found = next((loaded for loaded in versions if loaded.policy.name == name), None)
        if found is None:
            names = [loaded.policy.name for loaded in versions]
            raise Refused("R230", f'there is no policy "{name}".{did_you_mean(name, names)}', f"use {one_of(names)}")
        return found

    def add(self, path: Path, loaded: Loaded) -> None:
        """Take a policy that was loaded before, so that its file is not read again."""
        self._loaded[path] = loaded

    def _of(self, organisation: str) -> Iterator[Loaded]:
        own = [path for path in self.files if path.parent.name == organisation]
        for path in own or [path for path in self.files if _organisation(path) == organisation]:
            yield self._load(path)

    def _load(self, path: Path) -> Loaded:
        if path not in self._loaded:
            self._loaded[path] = load(path)
        return self._loaded[path]

    def _named(self, name: str, versions: list[Loaded], asked: _Asked) -> Loaded:
        for loaded in versions:
            if name in (loaded.policy.name, loaded.policy.name.partition("@")[0]):
                return self._in_force(loaded, asked)
        names = [loaded.policy.name for loaded in versions]
        raise Refused("R230", f'there is no policy "{name}".{did_you_mean(name, names)}', f"use {one_of(names)}")

    def _in_force(self, loaded: Loaded, asked: _Asked) -> Loaded:
        if asked.falls_under(loaded.policy):
            return loaded
        came = in_full(asked.received.date())
        raise Refused("R231", f"{_span(loaded)}; the complaint came on {came}", "use the version of that day")

    def _one_in_force(self, name: str, versions: list[Loaded], asked: _Asked) -> Loaded:
        current = [loaded for loaded in versions if asked.falls_under(loaded.policy)]
        if len(current) == 1:
            return current[0]
        spans = "; ".join(_span(loaded) for loaded in current or versions)
        said = "more than one policy is" if current else "no policy was"
        raise Refused(
            "R231",
            f"{said} in force for {name} on {in_full(asked.received.date())}: {spans}",
            "name one version, or mend the in-force dates",
        )

    def _unknown(self, name: str) -> Refused:
        known = sorted({path.parent.name for path in self.files})
        hint = did_you_mean(name, known)
        return Refused(
            "R230",
            f'no organisation is called "{name}" in {self.folder}.{hint}',
            f"use {one_of(known)}, or name the folder that has it" if known else "name the folder that has it",
        )


@dataclass(frozen=True, slots=True)
class _Asked:
    """A complaint for which a version is sought: when it came, and what is said of it."""

    received: DateTime
    given: Mapping[str, str]

    def falls_under(self, policy: Policy) -> bool:
        """Whether the policy is in force for it.

        Raises:
            Refused: R231 that depends on a fact that is not given.
        """
        day = self.received.in_timezone(policy.time_zone).date()
        known = {id: self.given.get(f"fact.{id}", self.given.get(id, "")) for id in policy.facts}
        known |= {CHANNEL: self.given.get("channel", ""), MATTERS: str(_matters(self.given))}
        spans = possible_spans(policy.in_force, known)
        if len({span.covers(day) for span in spans}) == 1:
            return spans[0].covers(day)
        missing = dict.fromkeys(id for span in spans for id in span.applies if not known.get(id))
        titles = " and ".join(f"“{policy.fact_title(id)}”" for id in missing)
        what = f"whether {policy.name} is in force on {in_full(day)} depends on {titles}"
        raise Refused.asking("R231", what, missing)


def is_in_force(policy: Policy, received: DateTime, given: Mapping[str, str]) -> bool:
    """Whether a policy is in force for a complaint of that moment.

    Raises:
        Refused: R231 that depends on a fact that is not given.
    """
    return _Asked(received, given).falls_under(policy)


def _organisation(path: Path) -> str:
    """Whose policy a file is, where its folder has another name; nobody's where that cannot be read."""
    try:
        tree: Any = whole(read(path), path).tree
        return str(tree["organisation"]["id"])
    except (PolicyError, UnsoundError, KeyError, TypeError):
        return ""


def _matters(given: Mapping[str, str]) -> int:
    """How many matters are given, under their full names or their short ones."""
    return len(
        {
            "1" if name == "matter" else name.split(".")[1]
            for name in given
            if re.match(r"matter(\.[^.]+(\.what)?)?$", name)
        }
    )


def _span(loaded: Loaded) -> str:
    policy = loaded.policy
    until = f" until {in_full(policy.in_force_until)}" if policy.in_force_until else ""
    others = "".join(
        f"; where {condition(policy, span.applies)}, from {in_full(span.start)}"
        + (f" until {in_full(span.until)}" if span.until else "")
        for span in policy.phases
    )
    return f"{policy.name} is in force from {in_full(policy.in_force_from)}{until}{others}"
