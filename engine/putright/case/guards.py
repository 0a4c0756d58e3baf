"""Guards: each asks one question of a move and, when it says no, says why and what can be done instead.

A table of rows. Guards look and answer; they change nothing and never raise for a plain no.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from putright.case.case import Case
from putright.case.commands import Command
from putright.case.corrections import refuse_correction
from putright.case.deadlines import Deadline, every_deadline, step_deadline
from putright.case.doors import refuse_door
from putright.case.drafts import refuse_review, refuse_unreviewed, refuse_without_draft
from putright.case.exclusions import refuse_exclusion
from putright.case.extensions import refuse_extension, refuse_where
from putright.case.fields import numbered
from putright.case.pauses import refuse_pause, refuse_resumption
from putright.case.reckoning import local_day
from putright.policy.model import ANYONE, COMPLAINANT, HANDLER, Policy, Step
from putright.policy.moves import Move
from putright.problems import Refused, did_you_mean, one_of
from putright.working_days import Calendar, in_full


@dataclass(slots=True)
class Question:
    """A command put to a case under its policy, and the answers its guards gave."""

    policy: Policy
    calendar: Calendar
    case: Case
    command: Command
    answers: dict[tuple[str, Move], Refused | None] = field(default_factory=dict)

    def ask(self, guard: str, move: Move) -> Refused | None:
        """What a guard says to a move, asked once: None is yes."""
        key = (guard, move)
        if key not in self.answers:
            self.answers[key] = GUARDS[guard](self, move)
        return self.answers[key]

    def refusals(self, move: Move) -> list[Refused]:
        """What every guard of a move that says no has to say; all are asked."""
        return [no for guard in move.guards if (no := self.ask(guard, move))]

    def step(self, move: Move) -> Step:
        return self.policy.stage(move.stage).step(move.step)

    @property
    def day(self) -> date:
        """The local day on which what is commanded happened."""
        return local_day(self.command.happened_at, self.policy.time_zone)

    def window(self, move: Move) -> Deadline:
        """The deadline of the step that a move does."""
        return step_deadline(self.policy, self.calendar, self.case, self.policy.stage(move.stage), self.step(move))


def _order(question: Question, move: Move) -> Refused | None:
    """What happens cannot have happened before what brought the case to where it stands."""
    moved = [e for e in question.case.events if e.kind in ("received", "done", "reopened")]
    before, zone = moved[-1], question.policy.time_zone
    if move.kind == "noted" or local_day(before.happened_at, zone) <= question.day:
        return None
    day = in_full(local_day(before.happened_at, zone))
    return Refused(
        "R107",
        f"{move.event} on {in_full(question.day)} would come before {before.name}, which happened on {day}",
        f"give the day on which it happened: {day} or later",
    )


def _who(question: Question, move: Move) -> Refused | None:
    """The role that acts is the one that the policy gives the act to, and the person holds it."""
    command, policy = question.command, question.policy
    who = move.who
    if who == HANDLER:
        found = policy.step_at(move.source)
        who = policy.stage(move.stage).handler if move.stage else found[0].handler if found else ANYONE
    if not who or who == ANYONE or not command.role:
        return None
    allowed = ("complainant", "representative") if who == COMPLAINANT else (who,)
    if command.role not in allowed:
        known = [*policy.roles, "complainant", "representative"]
        hint = "" if command.role in known else did_you_mean(command.role, known)
        return Refused(
            "R203",
            f'{policy.role_title(who)} does this, not "{command.role}".{hint}',
            f"act as {one_of(allowed)}, or ask the {policy.role_title(who)}",
        )
    holders = policy.roles[who].holders if who in policy.roles else ()
    if holders and command.by not in holders:
        return Refused(
            "R203",
            f'"{command.by or "nobody named"}" does not hold the post {policy.role_title(who)}',
            f"name one of its holders: {one_of(holders)}",
        )
    return None


def _applies(question: Question, move: Move) -> Refused | None:
    """What is meant for some facts only is done only with them."""
    if question.case.meets(move.applies):
        return None
    facts = question.policy.facts
    wanted = "; ".join(
        f"{facts[id].title}: {one_of(facts[id].values.get(v, v) for v in values)}"
        for id, values in move.applies.items()
    )
    return Refused("R208", f"{move.action} is only for cases with {wanted}", "choose another way, or correct the fact")


def _held_up(question: Question, move: Move) -> Refused | None:
    """A duty that holds up a step has been met."""
    holding = {
        d.id: d for d in question.policy.duties.values() if {move.step, f"{move.stage}.{move.step}"} & set(d.holds_up)
    }
    for deadline in every_deadline(question.policy, question.calendar, question.case) if holding else ():
        duty = holding.get(deadline.name)
        if duty and deadline.met_at is None and deadline.reckonings:
            return Refused("R219", f'"{duty.title}" is still owed and holds this up', f"do {duty.id} first")
    return None


def _needs(question: Question, move: Move) -> Refused | None:
    """Everything that the act must carry was given, or is known from before."""
    given, known = question.command.given, question.case.values
    missing = []
    for need in move.needs:
        names = (need, f"fact.{need}")
        if not any(n in given or n in known for n in names) and not numbered(given, need):
            missing.append(need)
    if not missing:
        return None
    named = " and ".join(f'"{need}"' for need in missing)
    return Refused(
        "R202",
        f"{move.action} needs {named}",
        f"give it: --with {' --with '.join(f'{n}=…' for n in missing)}",
    )


def _outcomes(question: Question, move: Move) -> Refused | None:
    """A response says for every matter what was decided, and why."""
    if question.step(move).kind != "response":
        return None
    given = question.command.given
    missing = [
        f"{stem}.{matter.number}"
        for matter in question.case.matters
        for stem in ("outcome", "reasons")
        if f"{stem}.{matter.number}" not in given
    ]
    if not missing:
        return None
    return Refused(
        "R216",
        f"a response decides every matter and gives its reasons; missing: {', '.join(missing)}",
        f"give each outcome ({one_of(question.policy.outcomes)}) and the reasons that a person wrote",
    )


def _independence(question: Question, move: Move) -> Refused | None:
    """Where the policy asks for it, whoever decides now did not decide before."""
    stage = question.policy.stage(move.stage)
    if not stage.different_from or question.step(move).kind != "response":
        return None
    by = question.command.by
    if not by:
        return Refused(
            "R204",
            f"{stage.title} is decided by somebody who did not decide before, and nobody is named",
            "say who decides: --by NAME",
        )
    for earlier in stage.different_from:
        for event in question.case.visit(earlier):
            decided = (
                event.stage == earlier
                and event.step
                and question.policy.stage(earlier).step(event.step).kind == "response"
            )
            if decided and event.by.casefold() == by.casefold():
                title = question.policy.stage(earlier).title
                return Refused(
                    "R204",
                    f"{by} decided at {title}, so somebody else must decide at {stage.title}",
                    "name another person with --by",
                )
    return None


def _window(question: Question, move: Move) -> Refused | None:
    """A request to go on came inside the complainant's window, or the policy allows it late."""
    window = question.window(move)
    if window.on is None or question.day <= window.on or move.dest.startswith(f"{move.stage}.") or "." not in move.dest:
        return None
    late = question.step(move).late
    if late == "accepted" or (late == "with-reason" and question.command.given.get("late-reason")):
        return None
    closed = f"the time to ask ended on {in_full(window.on)}, and the request came on {in_full(question.day)}"
    if late == "with-reason":
        return Refused(
            "R205",
            closed,
            "take it all the same and say why (late-reason), or refuse it by letter (refuse-escalation);"
            " if it came earlier, say when (--happened)",
        )
    return Refused(
        "R205",
        f"{closed}; the policy takes no late requests",
        "refuse it by letter (refuse-escalation), or say when it came (--happened)",
    )


def _ended_by_silence(question: Question, move: Move) -> Refused | None:
    """The case ended because nobody answered at that very step."""
    last = next((e for e in reversed(question.case.events) if e.kind != "noted"), None)
    if last and last.kind == "missed" and last.data.get("missed") == f"{move.stage}.{move.step}":
        return None
    return _not_possible(question, move.action)


def _was_here(question: Question, move: Move) -> Refused | None:
    """A case is reopened at the place where it ended."""
    places = [event.place for event in question.case.events if "." in event.place]
    if places[-1] == move.dest:
        return None
    return _not_possible(question, move.action)


def _not_possible(question: Question, action: str) -> Refused:
    title = question.policy.place_title(question.case.place)
    return Refused(
        "R201", f"cannot {action}: the case is at “{title}”", "see what can be done with: putright case show"
    )


def _answered(question: Question, move: Move) -> Refused | None:
    """Staff close a case only after an answer."""
    if any(
        event.kind == "done" and numbered(event.data, "outcome") for event in question.case.visit(question.case.stage)
    ):
        return None
    return Refused(
        "R215",
        "cannot close: the complaint has not been answered at this stage",
        "respond first; or withdraw, if the complainant asks for that",
    )


def _unanswered(question: Question, move: Move) -> Refused | None:
    """A complaint is turned away before it is answered, not after."""
    if not any(event.kind == "done" and numbered(event.data, "outcome") for event in question.case.events):
        return None
    return Refused(
        "R217",
        "cannot reject: the complaint was taken on and answered",
        "to refuse a further stage use refuse-escalation",
    )


def _exclusion(question: Question, move: Move) -> Refused | None:
    """A complaint is turned away only for a reason that the policy names and the facts bear out."""
    given = question.command.given.get("exclusion", "")
    return refuse_exclusion(question.policy, question.calendar, question.case, given)


def _door(question: Question, move: Move) -> Refused | None:
    """A door that leads outside is named, is meant for this case, is open, and somebody is behind it."""
    through = question.step(move).through if move.stage else ()
    door = question.command.given.get("door", "")
    return refuse_door(question.policy, question.calendar, question.case, door, question.day, through)


def _pausable(question: Question, move: Move) -> Refused | None:
    """A clock is stopped only for a reason that the policy names, and once at a time."""
    return refuse_pause(question.policy, question.case, question.command.given)


def _paused(question: Question, move: Move) -> Refused | None:
    """Only a clock that stands still is set going again."""
    return refuse_resumption(question.policy, question.case, question.command.given)


def _drafted(question: Question, move: Move) -> Refused | None:
    """There is a draft to review or to send."""
    return refuse_without_draft(question.case, question.policy.stage(move.stage), question.step(move))


def _verdict(question: Question, move: Move) -> Refused | None:
    """A review says whether the draft may go, and is not made by its writer."""
    stage, step = question.policy.stage(move.stage), question.step(move)
    return refuse_review(question.case, stage, step, question.command)


def _reviewed(question: Question, move: Move) -> Refused | None:
    """Where the policy asks for a review, what is sent is what was approved."""
    stage, step = question.policy.stage(move.stage), question.step(move)
    return refuse_unreviewed(question.policy, question.case, stage, step, question.command.given)


def _correction(question: Question, move: Move) -> Refused | None:
    """A correction names an event of the record, what is right, and why."""
    return refuse_correction(question.policy, question.case, question.command.given)


def _extendable(question: Question, move: Move) -> Refused | None:
    """The policy gives more time for a step that is ahead."""
    return refuse_where(question.policy, question.case, question.command.given)


def _extension(question: Question, move: Move) -> Refused | None:
    """More time is given as the policy allows: in time, so often, so much, with what it needs."""
    return refuse_extension(question.policy, question.calendar, question.case, question.command)


GUARDS: Mapping[str, Callable[[Question, Move], Refused | None]] = {
    "order": _order,
    "who": _who,
    "applies": _applies,
    "held-up": _held_up,
    "needs": _needs,
    "outcomes": _outcomes,
    "independence": _independence,
    "window": _window,
    "ended-by-silence": _ended_by_silence,
    "was-here": _was_here,
    "answered": _answered,
    "unanswered": _unanswered,
    "exclusion": _exclusion,
    "door": _door,
    "pausable": _pausable,
    "paused": _paused,
    "drafted": _drafted,
    "verdict": _verdict,
    "reviewed": _reviewed,
    "correction": _correction,
    "extendable": _extendable,
    "extension": _extension,
}
"""Every guard that a move can name."""

ABOUT_THE_CASE = frozenset(
    {"drafted", "applies", "held-up", "ended-by-silence", "was-here", "answered", "unanswered", "extendable"}
)
"""The guards that look at the case alone: what they refuse is not possible now, whoever asks and with whatever."""
