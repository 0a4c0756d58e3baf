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
from putright.case.events import ABOUT_PEOPLE
from putright.case.exclusions import refuse_exclusion
from putright.case.extensions import refuse_extension, refuse_where
from putright.case.fields import numbered
from putright.case.matters import refuse_matters, refuse_new_matter
from putright.case.outside import refuse_outside, refuse_way_back, refuse_without_referral
from putright.case.panels import panel_role, refuse_panel
from putright.case.pauses import refuse_pause, refuse_resumption
from putright.case.people import (
    THEIRS,
    acting_role,
    deciders,
    refuse_assignment,
    refuse_person,
    refuse_reopening,
    refuse_restriction,
    refuse_staff,
    refuse_unheard,
    refuse_unrestricted,
    refuse_without_adjustments,
    refuse_without_staff,
    stage_role,
)
from putright.case.promised import refuse_completion, refuse_without_promise
from putright.case.reckoning import local_day
from putright.case.records import refuse_answer, refuse_attachment, refuse_contact, refuse_link
from putright.policy.model import ANYONE, COMPLAINANT, ENDS, HANDLER, Policy, Step
from putright.policy.moves import Move
from putright.problems import Refused, did_you_mean, one_of
from putright.working_days import Calendar, in_full

QUIET = frozenset({"noted", "contacted", "attached", "linked", "completed"}) | ABOUT_PEOPLE
"""Kinds of event that change nothing of how a case ended."""


@dataclass(slots=True)
class Question:
    """A command put to a case under its policy, and the answers its guards gave."""

    policy: Policy
    calendar: Calendar
    case: Case
    command: Command
    answers: dict[tuple[str, int], Refused | None] = field(default_factory=dict)

    def ask(self, guard: str, move: Move) -> Refused | None:
        """What a guard says to a move, asked once: None is yes."""
        key = (guard, id(move))  # a machine keeps its moves, and their own hash is slow
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
    who = _acts(question, move)
    if command.role and command.role not in (*policy.roles, *THEIRS):
        known = [*policy.roles, *sorted(THEIRS)]
        what = f'there is no role "{command.role}".{did_you_mean(command.role, known)}'
        return Refused("R203", what, f"act as {one_of(known)}")
    if not who or who == ANYONE:
        return None
    allowed = ("complainant", "representative") if who == COMPLAINANT else (who,)
    if command.role and command.role not in allowed:
        return Refused(
            "R203",
            f'{policy.role_title(who)} does this, not "{command.role}".',
            f"act as {one_of(allowed)}, or ask the {policy.role_title(who)}",
        )
    holders = policy.roles[who].holders if who in policy.roles else ()
    if (command.role or command.by) and holders and command.by.casefold() not in {h.casefold() for h in holders}:
        return Refused(
            "R203",
            f'"{command.by or "nobody named"}" does not hold the post {policy.role_title(who)}',
            f"name one of its holders: {one_of(holders)}",
        )
    return None


def _acts(question: Question, move: Move) -> str:
    """The role to which a move is given, or the one that stands in for it."""
    policy, case = question.policy, question.case
    found = policy.step_at(move.source)
    stage = policy.stage(move.stage) if move.stage else found[0] if found else None
    if move.who == HANDLER and stage is None:
        return ANYONE
    return stage_role(policy, case, stage, move.who) if stage else acting_role(policy, case, move.who)


def _people(question: Question, move: Move) -> Refused | None:
    """Nobody acts, or is given the case, whom the complaint is about; nobody with a conflict of interest decides."""
    decides = "outcomes" in move.guards or move.action in ("draft", "review-draft")
    decides = decides and question.step(move).kind == "response"
    return refuse_person(question.policy, question.case, question.command, decides=decides)


def _panel(question: Question, move: Move) -> Refused | None:
    """Where a panel decides, its seats are filled by people who may sit."""
    stage, step = question.policy.stage(move.stage), question.step(move)
    return refuse_panel(question.policy, question.case, stage, step, question.command.given)


def _heard(question: Question, move: Move) -> Refused | None:
    """Where the policy asks for it, whoever is complained about is heard before the answer."""
    return refuse_unheard(question.case)


def _assignment(question: Question, move: Move) -> Refused | None:
    """It is said who is to deal with the case."""
    return refuse_assignment(question.case, question.command.given)


def _has_staff(question: Question, move: Move) -> Refused | None:
    """Somebody is complained about."""
    return refuse_without_staff(question.case)


def _staff(question: Question, move: Move) -> Refused | None:
    """It is clear who was told or heard."""
    return refuse_staff(question.case, question.command.given)


def _adjusted(question: Question, move: Move) -> Refused | None:
    """A day was set on which adjustments are looked at again."""
    return refuse_without_adjustments(question.case)


def _restriction(question: Question, move: Move) -> Refused | None:
    """A restriction is looked at again on a day to come."""
    return refuse_restriction(question.command.given, question.day)


def _restricted(question: Question, move: Move) -> Refused | None:
    """A restriction is in force."""
    return refuse_unrestricted(question.case)


def _reopening(question: Question, move: Move) -> Refused | None:
    """What is new would change the outcome, where that was asked."""
    return refuse_reopening(question.command.given)


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
        for matter in question.case.considered
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
    if panel_role(question.policy, question.case, stage, question.step(move)):
        return None  # each of its members is asked about
    by = question.command.by
    if not by:
        return Refused(
            "R204",
            f"{stage.title} is decided by somebody who did not decide before, and nobody is named",
            "say who decides: --by NAME",
        )
    for earlier in stage.different_from:
        if by.casefold() in deciders(question.policy, question.case, earlier):
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
    last = next((e for e in reversed(question.case.events) if e.kind not in QUIET), None)
    if last and last.kind == "missed" and last.data.get("missed") == f"{move.stage}.{move.step}":
        return None
    return _not_possible(question, move.action)


def _was_here(question: Question, move: Move) -> Refused | None:
    """A case is reopened at the place where it ended."""
    places = [event.place for event in question.case.events if event.place not in ENDS]
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


def _contact(question: Question, move: Move) -> Refused | None:
    """A contact says by which channel, in which direction, and what was said."""
    return refuse_contact(question.policy, question.command.given)


def _record_answer(question: Question, move: Move) -> Refused | None:
    """An answer to what is no complaint says what was answered."""
    return refuse_answer(question.command.given)


def _attachment(question: Question, move: Move) -> Refused | None:
    """An attached document has its digest, its name, and is shown to somebody or nobody."""
    return refuse_attachment(question.command.given)


def _linkable(question: Question, move: Move) -> Refused | None:
    """Another case is named, and what it is to this one."""
    return refuse_link(question.case, move.action, question.command.given)


def _new_matter(question: Question, move: Move) -> Refused | None:
    """A new matter says what it is about, and changes none that is there."""
    return refuse_new_matter(question.case, question.command.given, question.day)


def _matters(question: Question, move: Move) -> Refused | None:
    """The matters that go on are among those that are looked at."""
    return refuse_matters(question.case, question.command.given, leads_on=_leads_on(move))


def _leads_on(move: Move) -> bool:
    return "." in move.dest and not move.dest.startswith(f"{move.stage}.")


def _promised(question: Question, move: Move) -> Refused | None:
    """An action was promised, or ordered, and is still to be carried out."""
    return refuse_without_promise(question.policy, question.case)


def _completes(question: Question, move: Move) -> Refused | None:
    """It is said which promised action was carried out."""
    return refuse_completion(question.policy, question.case, question.command.given)


def _was_referred(question: Question, move: Move) -> Refused | None:
    """Only a body to which the complaint went can act on it."""
    return refuse_without_referral(question.case)


def _outside(question: Question, move: Move) -> Refused | None:
    """It is said which outside body did what."""
    return refuse_outside(question.case, question.command.given)


def _premature(question: Question, move: Move) -> Refused | None:
    """Only a complaint that came to the body too early goes back, and to where it was."""
    return refuse_way_back(question.case, question.command.given, move.dest)


def _stays(question: Question, move: Move) -> Refused | None:
    """What else an outside body does leaves the case where it is."""
    return refuse_way_back(question.case, question.command.given, move.dest, stays=True)


GUARDS: Mapping[str, Callable[[Question, Move], Refused | None]] = {
    "order": _order,
    "who": _who,
    "people": _people,
    "panel": _panel,
    "heard": _heard,
    "assignment": _assignment,
    "has-staff": _has_staff,
    "staff": _staff,
    "adjusted": _adjusted,
    "restriction": _restriction,
    "restricted": _restricted,
    "reopening": _reopening,
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
    "contact": _contact,
    "record-answer": _record_answer,
    "attachment": _attachment,
    "linkable": _linkable,
    "new-matter": _new_matter,
    "matters": _matters,
    "promised": _promised,
    "completes": _completes,
    "was-referred": _was_referred,
    "outside": _outside,
    "premature": _premature,
    "stays": _stays,
}
"""Every guard that a move can name."""

ABOUT_THE_CASE = frozenset(
    {
        "has-staff",
        "adjusted",
        "restricted",
        "drafted",
        "applies",
        "held-up",
        "ended-by-silence",
        "was-here",
        "answered",
        "unanswered",
        "extendable",
        "promised",
        "was-referred",
    }
)
"""The guards that look at the case alone: what they refuse is not possible now, whoever asks and with whatever."""
