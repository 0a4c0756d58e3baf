"""What governs a case: the documents it was opened under, made ready to run and kept for the next case."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from pendulum import DateTime

from putright.case.case import Case
from putright.case.procedure import Procedure
from putright.letters import Shelf, shelf_for
from putright.policy.calendars import calendar_of
from putright.policy.canonical import canonical, digest
from putright.policy.loading import Loaded, pinned
from putright.store import Reading, StoreError, Writing

SCHEMA_VERSION = "1"


@dataclass(frozen=True, slots=True)
class Rules:
    """A procedure with its letters, and the digests that pin them."""

    procedure: Procedure
    shelf: Shelf
    pins: Mapping[str, str]


class RuleBook:
    """The rules of every policy version in use, each made ready once."""

    def __init__(self) -> None:
        self._ready: dict[tuple[str, ...], Rules] = {}
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
        """The rules that a case was opened under, whatever the files say today."""
        pins = {name: value for name, value in case.received.data.items() if name.startswith("pin.")}
        key = _key(pins)
        if key not in self._ready:
            policy = pinned(tx.document(pins["pin.policy"]), case.policy)
            calendar = calendar_of(json.loads(tx.document(pins["pin.calendar"])))
            shelf = Shelf.of(json.loads(tx.document(pins["pin.letters"])))
            self._ready[key] = Rules(Procedure.of(policy, calendar), shelf, pins)
        return self._ready[key]

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
        rules = self._ready.setdefault(_key(pins), Rules(Procedure.of(loaded.policy, loaded.calendar), shelf, pins))
        return loaded, rules, documents


def _key(pins: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(pins[name] for name in sorted(pins))
