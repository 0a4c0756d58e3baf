"""Playing: a story carried out by the handler's own counter, on a store in memory, with its clock handed in.

What comes of it is what `putright run` makes of the same log; nothing is judged here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field

from putright.case.case import Case
from putright.case.deadlines import Deadline
from putright.case.events import Event
from putright.casework import Desk, Receipt, Standing
from putright.problems import Refused
from putright.shipped import shipped
from putright.store import EffectRow, open_store
from putright.stories.model import Moment, Story, StoryFile


@dataclass(frozen=True, slots=True)
class Seen:
    """What was to be seen at one moment of a story."""

    moment: Moment
    events: tuple[Event, ...] = ()
    """What happened since the moment before: what fell due, then what was done."""
    letters: tuple[EffectRow, ...] = ()
    told: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    """What whoever did it is warned of: what a letter lacks that a code asks for, or does not keep to of its style."""
    refused: Refused | None = None
    standing: Standing | None = None
    """How the case stands afterwards; None when none was opened."""
    before: tuple[Deadline, ...] = ()
    """The deadlines as they stood at the moment before."""


@dataclass(frozen=True, slots=True)
class Played:
    """A story that was played: every moment up to the one that went otherwise than told."""

    story: Story
    seen: tuple[Seen, ...]
    unplayed: int = 0
    """How many moments were not reached, because one before them went otherwise."""

    @property
    def case(self) -> Case | None:
        return self.seen[-1].standing.case if self.seen and self.seen[-1].standing else None


@dataclass(slots=True)
class _Player:
    desk: Desk
    policy: str
    case: str
    rows: set[tuple[int, str]] = field(default_factory=set)
    last: Standing | None = None

    def seen(self, moment: Moment) -> Seen:
        before = self.last.deadlines if self.last else ()
        receipts: list[Receipt] = []
        refused: Refused | None = None
        if self.last:
            receipts.append(self.desk.catch_up(self.case, at=moment.recorded))
        try:
            receipts += [self._done(moment)] if moment.action else []
        except Refused as refusal:
            refused = refusal
        if self.last is None and refused:
            return Seen(moment, refused=refused)
        self.last = self.desk.show(self.case)
        new = [row for row in self.last.letters if (row.seq, row.name) not in self.rows]
        notices = [row for row in self.last.notices if (row.seq, row.name) not in self.rows]
        self.rows |= {(row.seq, row.name) for row in (*new, *notices)}
        letters = tuple(row for row in new if ".copy-" not in row.name)
        told = tuple(dict.fromkeys(row.name.removeprefix("notice.") for row in notices))
        events = tuple(event for receipt in receipts for event in receipt.events)
        warnings = tuple(warning for receipt in receipts for warning in receipt.warnings)
        return Seen(moment, events, letters, told, warnings, refused, self.last, before)

    def _done(self, moment: Moment) -> Receipt:
        given = {name: said.text for name, said in moment.given.items()}
        role = moment.role.text if moment.role else ""
        if moment.action == "receive":
            return self.desk.receive(
                self.policy,
                at=moment.recorded,
                happened_at=moment.happened,
                by=moment.by,
                case_id=self.case,
                given=given,
            )
        return self.desk.act(
            self.case,
            moment.action,
            at=moment.recorded,
            happened_at=moment.happened,
            by=moment.by,
            role=role,
            given=given,
        )


@contextmanager
def desk_for(file: StoryFile) -> Iterator[Desk]:
    """A desk on a store in memory, which knows the policy of a file of stories."""
    with closing(Desk(open_store("sqlite://"), shipped("policies"))) as desk:
        desk.library.add(file.policy, file.loaded)
        yield desk


def play(desk: Desk, file: StoryFile, story: Story) -> Played:
    """Play a story to its end, or to the first act that is refused or carried out against its word.

    Raises:
        PolicyError: A letter's template may not be used.
    """
    player = _Player(desk, str(file.policy), f"STORY-{file.stories.index(story) + 1}")
    seen: list[Seen] = []
    for number, moment in enumerate(story.moments, 1):
        seen.append(player.seen(moment))
        if bool(seen[-1].refused) != bool(moment.expect.refused) or seen[-1].standing is None:
            return Played(story, tuple(seen), len(story.moments) - number)
    return Played(story, tuple(seen))
