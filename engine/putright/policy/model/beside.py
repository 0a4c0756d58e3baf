"""What stands beside the stages: duties, pauses, and acts of the policy's own.

Values only. Nothing here moves the place of a case.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from putright.policy.model.clocks import Clock
from putright.policy.model.facts import Condition
from putright.policy.model.stages import Missed
from putright.policy.words import declined_event
from putright.problems import Place
from putright.working_days import Duration


@dataclass(frozen=True, slots=True)
class Duty:
    """A promise that runs beside the place: who owes what, from which event, in what time, and what meets it."""

    id: str
    title: str
    who: str
    event: str
    clock: Clock
    repeats: bool = False
    """True when written with `every`: owed again and again, counted from the last time it was done."""
    met_by: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    letter: str = ""
    needs: tuple[str, ...] = ()
    missed: tuple[Missed, ...] = ()
    """What follows when time has run out; the first that fits the facts holds."""
    holds_up: tuple[str, ...] = ()
    applies: Condition = field(default_factory=dict)
    asked_by: str = ""
    """Who may ask for it; it is owed only once it was asked for. Empty: it is owed without that."""
    declined_by: str = ""
    """Who may decline it once it was asked for; empty: nobody."""
    stops: tuple[str, ...] = ()
    """The steps whose clocks stand still from the asking until it is done, declined, or its time has run out."""
    place: Place = field(default=Place(""), compare=False)

    @property
    def endings(self) -> tuple[str, ...]:
        """The events after which it is owed no longer, however it was brought about."""
        return (self.event, *self.met_by, *self.until, declined_event(self.id))


@dataclass(frozen=True, slots=True)
class Pause:
    """A reason for which clocks may stand still: for whom we wait, which steps it stops, and what ends it."""

    id: str
    title: str
    waits_for: str
    """The complainant, a role, or an outside body."""
    stops: tuple[str, ...] = ()
    """The steps whose clocks stand still; empty: those of every step ahead at the stage."""
    begins: tuple[str, ...] = ()
    """Events that start it by themselves; it can always be started by hand."""
    until: tuple[str, ...] = ()
    """Events that end it by themselves; it can always be ended by hand."""
    at_most: Duration | None = None
    """How long it may last before the clock runs again by itself."""
    needs: tuple[str, ...] = ()
    letter: str = ""
    resumed_letter: str = ""
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class Action:
    """Something that may be done beside the steps: what it needs and sends, and where it takes the case, if anywhere."""

    id: str
    title: str
    who: str
    event: str
    letter: str = ""
    needs: tuple[str, ...] = ()
    tells: tuple[str, ...] = ()
    to: str = ""
    """A stage, `stage.step`, or an end; empty: the case stays where it is."""
    at: tuple[str, ...] = ()
    """The stages and steps where it can be done; empty: wherever it leads somewhere else."""
    applies: Condition = field(default_factory=dict)
    body: str = ""
    """The body that it is about, such as the one to which a complaint is handed over."""
    place: Place = field(default=Place(""), compare=False)
