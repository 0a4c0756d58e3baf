"""What every store promises: its rows, what can be read from it, what can be written, and how it refuses.

Values and protocols only; no SQL.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import Literal, NamedTuple, Protocol, TypeAlias

from pendulum import DateTime

from putright.case.events import Event

Extent = Literal["all", "work", "owed"]
"""Which dates: all; without the days on which doors close; or only what the organisation owes, with a running clock."""

Known = Literal["handler", "organisation", "policy", "stage", "who"]
"""What lists of dates can be asked for, whose values a store can name."""


Head: TypeAlias = tuple[int, str, bytes | None]
"""How many events a case holds, the hash of the last one, and the salt of its private text while that is there.

Two heads that are equal stand for the same records.
"""


class StoreError(Exception):
    """The store cannot do what was asked: a stable id, what happened, and how to mend it."""

    def __init__(self, id: str, what: str, mend: str) -> None:
        self.id, self.what, self.mend = id, what, mend
        super().__init__(f"{id} {what}\n    mend: {mend}")


class CaseRow(NamedTuple):
    """What lists and ticks need to know of a case. Derived from its events; can be rebuilt from them.

    The store itself fills in `version` (how many events there are) and `head_hash` (the last event's hash).
    """

    case_id: str
    policy: str
    organisation: str
    place: str
    stage: str
    handler: str
    opened_at: DateTime
    next_wake: DateTime | None = None
    ended: bool = False
    version: int = 0
    head_hash: str = ""


class DueRow(NamedTuple):
    """One date that a case is waiting for, and who owes what is due then; names are unique within the case.

    What stands below `who` is the case's own, and the store fills it in.
    """

    case_id: str
    name: str
    on: date
    at: DateTime | None = None
    paused_since: DateTime | None = None
    """While its clock stands still: since when."""
    who: str = ""
    policy: str = ""
    organisation: str = ""
    stage: str = ""
    handler: str = ""


class EffectRow(NamedTuple):
    """Something owed to the outside by one event, such as a letter; `title` and `text` are private."""

    case_id: str
    seq: int
    name: str
    title: str
    text: str
    owed_at: DateTime
    kind: str = "letter"
    delivered_at: DateTime | None = None
    digest: str = ""


class Reading(Protocol):
    """One steady view of the store. What it iterates over must be used before the view is left."""

    def events(self, case_id: str) -> tuple[Event, ...]:
        """Everything that happened to a case, in order; empty when there is no such case.

        Private text that was forgotten is missing from the events. Raises S405 when a record cannot be read.
        """

    def head(self, case_id: str) -> Head | None:
        """With what the records of a case end now; None when there is no such case."""

    def row(self, case_id: str) -> CaseRow | None:
        """The row of a case; None when there is no such case."""

    def document(self, digest: str) -> bytes:
        """The bytes kept under `digest`. Raises S406 when there are none."""

    def published(self, name: str) -> str | None:
        """The digest that was published under `name`; None when nothing was."""

    def cases(
        self,
        organisation: str | None = None,
        place: str | None = None,
        stage: str | None = None,
        handler: str | None = None,
        open_only: bool = False,
        after: str | None = None,
        limit: int | None = None,
        *,
        policy: str | None = None,
        undated_only: bool = False,
    ) -> Iterator[CaseRow]:
        """The cases in the order of their ids, from the one that follows `after`.

        `undated_only`: those that wait for no date, other than that on which a door closes.
        """

    def waking(self, until: DateTime, limit: int | None = None) -> list[tuple[str, DateTime]]:
        """The cases in which something falls due up to and including `until`, earliest first.

        A writer keeps them to itself until it ends: others who write to them wait.
        """

    def dues(
        self,
        until_on: date | None = None,
        case_id: str | None = None,
        *,
        since_on: date | None = None,
        handler: str | None = None,
        organisation: str | None = None,
        stage: str | None = None,
        who: str | None = None,
        extent: Extent = "all",
        after: DueRow | None = None,
        limit: int | None = None,
    ) -> Iterator[DueRow]:
        """The dates that cases wait for, `since_on` to `until_on` with both days, earliest first.

        `handler` is the person or role that the case's row names, `who` the role that owes what is due. `after` is
        the last row of the page before: its day, case and name count.
        """

    def known(self, what: Known) -> list[str]:
        """Every handler, organisation, policy or stage of a case, or everybody who owes something, in order."""

    def effects(self, case_id: str | None = None, owed_only: bool = False) -> Iterator[EffectRow]:
        """What is or was owed to the outside, in the order in which it came to be owed."""

    def done(self, command_key: str) -> tuple[str, int, int] | None:
        """The case, first event and last event of a command that was already carried out; else None."""

    def verify(self, case_id: str) -> list[str]:
        """What is wrong with a case's records, in words; empty when all is well.

        Text that was forgotten is named as such: it is not a broken record.
        """


class Writing(Reading, Protocol):
    """One transaction: all of it is kept when it ends well, nothing when it does not."""

    def hold(self, case_id: str) -> None:
        """Keep a case to oneself until the end: others who would hold it or write to it wait, and read it after us."""

    def foresee(self, command_keys: Sequence[str]) -> None:
        """Say which commands `done` will be asked for, so that they are looked up at once where that is safe."""

    def keep(self, kind: str, name: str, digest: str, content: bytes) -> None:
        """Keep a document under its digest; keeping it again changes nothing."""

    def publish(self, name: str, digest: str, at: DateTime) -> None:
        """Record that `name` means the document `digest`; again is no change.

        Raises S402 when the name was published with another digest, S406 when there is no such document.
        """

    def append(
        self,
        case_id: str,
        expected_version: int,
        events: Iterable[Event],
        row: CaseRow,
        dues: Iterable[DueRow],
        effects: Iterable[EffectRow],
        command_key: str | None = None,
    ) -> None:
        """Add events to a case, with its new row, *all* the dates it now waits for, and what the events owe.

        Events are numbered from `expected_version + 1`; an effect names its event by that number. Raises S401 when
        the case does not hold `expected_version` events, or when the command was already carried out; S407 when a
        text cannot be stored; S408 when the case's private text was forgotten.
        """

    def delivered(self, case_id: str, seq: int, name: str, at: DateTime) -> None:
        """Record that an effect was delivered; the first time counts. Raises S406 when it is not owed."""


class Store(Protocol):
    """A place for cases. `close` it when done."""

    def reading(self) -> AbstractContextManager[Reading]:
        """A steady view of what is kept now."""

    def writing(self, in_bulk: bool = False) -> AbstractContextManager[Writing]:
        """One transaction: committed when the block ends well, rolled back on any exception.

        `in_bulk`: what many appends add is written at once, at the end or when it is asked for; then only, too, is
        refused what another writer has made impossible. Of two that add to one case, one wins and the other is refused (S401). SQLite lets one writer in at a time.
        """

    def close(self) -> None:
        """Let go of the store's files and connections."""
