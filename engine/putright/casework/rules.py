"""What governs a case: the documents it was opened under, made ready to run and kept for the next case."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pendulum import DateTime

from putright.case.case import Case
from putright.case.procedure import Procedure
from putright.codes.demands import Demands
from putright.letters import Shelf, shelf_for
from putright.policy.calendars import calendar_of, document
from putright.policy.canonical import canonical, digest
from putright.policy.loading import Loaded, pinned
from putright.store import Reading, StoreError, Writing
from putright.working_days import Calendar

SCHEMA_VERSION = "1"


@dataclass(frozen=True, slots=True)
class Rules:
    """A procedure with its letters, and the digests that pin them."""

    procedure: Procedure
    shelf: Shelf
    pins: Mapping[str, str]
    demands: Demands
    """What the codes that the policy follows ask of its letters."""


class RuleBook:
    """The rules of every policy version in use, each made ready once; codes of one's own stand in a folder of policies."""

    def __init__(self, policies: Path | None = None) -> None:
        self._policies = policies
        self._ready: dict[tuple[str, ...], Rules] = {}
        self._longest: dict[str, str] = {}
        """By the digest of a calendar, that of the one it was extended to; looked up once."""
        self._published: dict[int, tuple[Loaded, Rules, Mapping[str, tuple[str, bytes]]]] = {}

    def publish(self, tx: Writing, loaded: Loaded, at: DateTime) -> Rules:
        """Keep the documents of a policy, and record that its name means this content.

        Raises:
            StoreError: S402 the name was published with other content.
        """
        rules, documents = self._documented(loaded)
        name = loaded.policy.name
        for kind, (fingerprint, content) in documents.items():
            tx.keep(kind, name, fingerprint, content)
        tx.publish(name, documents["policy"][0], at)
        return rules

    def ready(self, tx: Reading, loaded: Loaded) -> Rules:
        """The rules under which a case would be opened now; nothing is kept.

        Raises:
            StoreError: S402 the name was published with other content.
        """
        rules, documents = self._documented(loaded)
        name = loaded.policy.name
        if tx.published(name) not in (None, documents["policy"][0]):
            raise StoreError("S402", f"{name} was published with other content", "give it a new version")
        return rules

    def of(self, tx: Reading, case: Case) -> Rules:
        """The rules that a case was opened under or moved to, whatever the files say today.

        Where its calendar has been extended since, by years that it did not know, it is the longer one.
        """
        governing = case.governed_by
        pins = {name: value for name, value in governing.data.items() if name.startswith("pin.")}
        if pins["pin.calendar"] not in self._longest:
            self._longest[pins["pin.calendar"]] = longest_calendar(tx, pins["pin.calendar"])
        pins["pin.calendar"] = self._longest[pins["pin.calendar"]]
        key = _key(pins)
        if key not in self._ready:
            policy = pinned(tx.document(pins["pin.policy"]), governing.data["policy"])
            calendar = calendar_of(json.loads(tx.document(pins["pin.calendar"])))
            shelf = Shelf.of(json.loads(tx.document(pins["pin.letters"])))
            demands = Demands(policy, calendar, shelf, self._policies)
            self._ready[key] = Rules(Procedure.of(policy, calendar), shelf, pins, demands)
        return self._ready[key]

    def drafted(self, loaded: Loaded) -> Rules:
        """The rules of a policy as its file says them now, published or not."""
        return self._documented(loaded)[0]

    def by_calendar(self, rules: Rules, calendar: Calendar) -> Rules:
        """The same rules by another calendar."""
        pins = {**rules.pins, "pin.calendar": digest(canonical(document(calendar)))}
        if _key(pins) not in self._ready:
            procedure = Procedure.of(rules.procedure.policy, calendar)
            self._ready[_key(pins)] = replace(rules, procedure=procedure, pins=pins)
        return self._ready[_key(pins)]

    def extend(self, tx: Writing, old: str, calendar: Calendar, at: DateTime) -> None:
        """Record that cases count by a longer calendar than the one of a digest; no date of theirs moves by it.

        Raises:
            StoreError: S402 it was extended otherwise before.
        """
        content = canonical(document(calendar))
        tx.keep("calendar", calendar.name, digest(content), content)
        tx.publish(_extension(old), digest(content), at)
        self._longest.clear()

    def _documented(self, loaded: Loaded) -> tuple[Rules, Mapping[str, tuple[str, bytes]]]:
        if id(loaded) not in self._published:
            self._published[id(loaded)] = self._prepare(loaded)
        return self._published[id(loaded)][1:]

    def _prepare(self, loaded: Loaded) -> tuple[Loaded, Rules, Mapping[str, tuple[str, bytes]]]:
        shelf = shelf_for(loaded.policy)
        templates = canonical(dict(shelf.document()))
        documents = {**loaded.documents(), "letters": (digest(templates), templates)}
        pins = {f"pin.{kind}": fingerprint for kind, (fingerprint, _) in documents.items()} | {
            "pin.schema": SCHEMA_VERSION
        }
        folder = Path(loaded.policy.file).parent.parent if loaded.policy.file else self._policies
        demands = Demands(loaded.policy, loaded.calendar, shelf, folder)
        fresh = Rules(Procedure.of(loaded.policy, loaded.calendar), shelf, pins, demands)
        return loaded, self._ready.setdefault(_key(pins), fresh), documents


def longest_calendar(tx: Reading, fingerprint: str) -> str:
    """The digest of the calendar that one was extended to, as often as it was."""
    while longer := tx.published(_extension(fingerprint)):
        fingerprint = longer
    return fingerprint


def _extension(fingerprint: str) -> str:
    return f"the calendar after {fingerprint}"


def _key(pins: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(pins[name] for name in sorted(pins))
