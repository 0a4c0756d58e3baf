"""What a counter hands back: a receipt for a command, and how a case stands."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from putright.case.case import Case
from putright.case.corrections import BrokenPromise
from putright.case.deadlines import Deadline
from putright.case.events import Event, Lack
from putright.case.moments import local_day
from putright.case.procedure import Procedure
from putright.casework.attachments import Attachment, attachments_of
from putright.letters import Letter, Needs
from putright.policy.model import Track
from putright.policy.tracks import way_at
from putright.store import EffectRow


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a command brought about: new events, what is due now, and the letters that went out."""

    case: Case
    events: tuple[Event, ...]
    due: tuple[Deadline, ...]
    letters: tuple[Letter, ...]
    repeated: bool = False
    """True when this very command had been carried out before, so that nothing happened now."""
    warnings: tuple[str, ...] = ()
    """What whoever gave the command should know of its letters: what they went without, or a draft still lacks."""

    def as_json(self) -> dict[str, object]:
        return {
            "case": self.case.id,
            "policy": self.case.policy,
            "place": self.case.place,
            "events": [event_as_json(event) for event in self.events],
            "due": [deadline.as_json() for deadline in self.due],
            "letters": [{"name": letter.id, "title": letter.title, "text": letter.markdown} for letter in self.letters],
            "repeated": self.repeated,
            "warnings": list(self.warnings),
        }


def is_copy(row: EffectRow) -> bool:
    """Whether a letter went to whoever speaks for the complainant, or helps them."""
    return ".copy-" in row.name


@dataclass(frozen=True, slots=True)
class Inherited:
    """What was promised in a case that was merged with this one; it is carried out, and put on record, there."""

    case_id: str
    deadline: Deadline

    def as_json(self) -> dict[str, object]:
        return {"case": self.case_id, **self.deadline.as_json()}


@dataclass(frozen=True, slots=True)
class Standing:
    """A case as it stands at a moment: its history, every deadline, its letters, and what can be done."""

    case: Case
    procedure: Procedure
    deadlines: tuple[Deadline, ...]
    letters: tuple[EffectRow, ...]
    possible: tuple[str, ...]
    promises: tuple[BrokenPromise, ...] = ()
    """Dates that letters told and that are wrong now: a correcting letter is owed for each."""
    notices: tuple[EffectRow, ...] = ()
    """What roles inside were told."""
    inherited: tuple[Inherited, ...] = ()
    """What was promised in cases that were merged with this one, and is still to be done."""

    def letter(self, row: EffectRow) -> Letter:
        """A letter that was sent, as it is made for whoever gets it: a copy is for its own reader, and needs nothing else."""
        values = self.case.values
        on = local_day(row.owed_at, self.procedure.policy.time_zone)
        if is_copy(row):
            return Letter(row.name, row.title, row.text.partition("\n")[0].rstrip("\\"), row.text, on=on)
        to = values.get("complainant.name", "")
        return Letter(row.name, row.title, to, row.text, on=on, needs=Needs.of(values))

    def lacks(self, row: EffectRow) -> tuple[Lack, ...]:
        """What a letter went without that a clause of a code asks for; a copy is no letter of its own."""
        event = self.case.log[row.seq - 1]
        return next((sent.lacks for sent in event.letters if sent.name == row.name), ())

    @property
    def track(self) -> Track | None:
        """The track that it is on, which may be the usual way; None where the policy has no tracks, or it is a record."""
        policy, case = self.procedure.policy, self.case
        return way_at(policy, case.stage, case.meets) if policy.tracks and not case.is_record else None

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        return attachments_of(self.case)

    def as_json(self) -> dict[str, object]:
        return {
            "case": self.case.id,
            "policy": self.case.policy,
            "place": self.case.place,
            "title": self.procedure.policy.place_title(self.case.place),
            "track": self.track.id if self.track else None,
            "values": dict(self.case.values),
            "events": [
                {"number": number, **event_as_json(event)}
                for number, event in zip(self.case.numbers, self.case.events, strict=True)
            ],
            "due": [deadline.as_json() for deadline in self.deadlines],
            "letters": [
                {
                    "name": row.name,
                    "title": row.title,
                    "owed_at": row.owed_at.isoformat(),
                    "lacks": [asdict(lack) for lack in self.lacks(row)],
                }
                for row in self.letters
            ],
            "attachments": [
                {
                    "digest": one.digest,
                    "name": one.name,
                    "shown": one.shown,
                    "attached_at": one.attached_at.isoformat(),
                }
                for one in self.attachments
            ],
            "told": [
                {"role": row.name.removeprefix("notice."), "text": row.text, "owed_at": row.owed_at.isoformat()}
                for row in self.notices
            ],
            "possible": list(self.possible),
            "promises": [promise.as_json() for promise in self.promises],
            "inherited": [one.as_json() for one in self.inherited],
        }


def event_as_json(event: Event) -> dict[str, object]:
    """An event as plain data, private text included: for whoever may see the case."""
    return {
        "kind": event.kind,
        "name": event.name,
        "happened_at": event.happened_at.isoformat(),
        "recorded_at": event.recorded_at.isoformat(),
        "place": event.place,
        "by": event.by,
        "role": event.role,
        "data": dict(event.data),
        "texts": dict(event.texts),
        "letters": [
            {"name": sent.name, "promised": dict(sent.promised), "lacks": [asdict(lack) for lack in sent.lacks]}
            for sent in event.letters
        ],
    }
