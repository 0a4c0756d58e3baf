"""More time: which step it is for, what it comes to, and when it is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pendulum import DateTime

from putright.case.case import Case
from putright.case.commands import Command
from putright.case.deadlines import Deadline, extended, if_it_ran_again, step_deadline, total_from_start
from putright.case.fields import lacking
from putright.case.moments import local_day
from putright.case.reckoning import Reckoning
from putright.policy.model import Extension, Policy, Stage, Step
from putright.policy.phrases import condition
from putright.problems import Refused
from putright.working_days import BeyondCalendar, Calendar, Duration, in_full


@dataclass(slots=True)
class Proposal:
    """More time that is asked for: the step, the terms on which the facts let it have more, and what it would come to."""

    policy: Policy
    calendar: Calendar
    case: Case
    given: Mapping[str, str]
    moment: DateTime
    stage: Stage
    step: Step
    terms: Extension
    now: Deadline = field(init=False)
    """The deadline as it stands, or would if its clock ran again at that moment."""
    facts: dict[str, str] = field(init=False)
    """The facts of what is asked for; empty where it is not said, and the policy says nothing either."""
    to: Reckoning | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        now = step_deadline(self.policy, self.calendar, self.case, self.stage, self.step)
        self.now = if_it_ran_again(self.policy, self.calendar, self.case, now, self.moment)
        self.facts = self.data(self.given)

    @property
    def day(self) -> date:
        """The local day on which it is asked for."""
        return local_day(self.moment, self.policy.time_zone)

    def data(self, given: Mapping[str, str]) -> dict[str, str]:
        """The facts of more time: of which step, by how much or until when; by default all that the policy allows."""
        step, terms = self.step, self.terms
        if "until" in given:
            return {"of": step.id, "until": given["until"]}
        longer = given.get("longer") or (str(terms.by) if terms.by else "")
        if longer:
            counted = {"counted-from": self.day.isoformat()} if terms.counts_from == "today" else {}
            return {"of": step.id, "longer": longer, **counted}
        if terms.total:
            ceiling = self.ceiling(terms.total)
            return {"of": step.id, "until": ceiling.isoformat()} if ceiling else {}
        return {}

    def then(self) -> Reckoning:
        """What the deadline would become; it has a date."""
        if self.to is None:
            self.to = extended(self.policy, self.calendar, self.case, self.step, self.now, self.facts)
        return self.to

    def ceiling(self, total: Duration) -> date | None:
        """The last day of a limit that runs from the same start."""
        return total_from_start(self.policy, self.calendar, self.case, self.stage, self.step, total, self.moment).on


def proposal(policy: Policy, calendar: Calendar, case: Case, command: Command) -> Proposal | None:
    """What is asked for; None where the policy gives no more time."""
    found = step_to_extend(policy, case, command.given)
    terms = extension_of(case, found[1]) if found else None
    if found is None or terms is None:
        return None
    return Proposal(policy, calendar, case, command.given, command.happened_at, *found, terms)


def extension_of(case: Case, step: Step) -> Extension | None:
    """The terms on which a step can be given more time with the facts of this case."""
    for extension in step.extensions:
        if case.meets(extension.applies):
            return extension
    return None


def step_to_extend(policy: Policy, case: Case, given: Mapping[str, str]) -> tuple[Stage, Step] | None:
    """The step that is given more time: the one named, else the next one ahead that can have it."""
    found = policy.step_at(case.place)
    if found is None:
        return None
    stage, here = found
    named, passed = given.get("of"), True
    for step in stage.steps:
        passed = passed and step is not here
        if not passed and (step.id == named if named else extension_of(case, step)):
            return stage, step
    return None


def refuse_where(policy: Policy, case: Case, given: Mapping[str, str]) -> Refused:
    """Why nothing here can be given more time: the policy does not allow it for a step that is ahead."""
    found = step_to_extend(policy, case, given)
    title = found[1].title if found else policy.place_title(case.place)
    if found and found[1].extensions:
        where = "; or ".join(condition(policy, extension.applies) for extension in found[1].extensions)
        return Refused(
            "R209", f"the policy gives “{title}” more time only where {where}", "keep the date, or correct the fact"
        )
    return Refused(
        "R209",
        f"the policy gives no extension here: “{title}”",
        "keep the date, and tell the complainant what is happening",
    )


def refuse_extension(asked: Proposal) -> Refused | None:
    """Why more time cannot be given now, in this way; None when it can."""
    promised = asked.now.on
    if promised is None:
        return Refused(
            "R209",
            f"the time for “{asked.step.title}” has not begun, so it cannot be extended",
            f"it begins with: {asked.now.counts_from}",
        )
    data = asked.facts
    if not data:
        return Refused(
            "R202",
            "extend needs the new date, or how much longer",
            "give until, such as 2026-04-20, or longer, such as 10 working days",
        )
    try:
        return _not_allowed(asked, data, promised)
    except BeyondCalendar as beyond:
        return Refused("R209", f"so much more time cannot be counted: {beyond}", "give the new date (until)")


def _not_allowed(asked: Proposal, data: Mapping[str, str], promised: date) -> Refused | None:
    """The limits that the policy sets on extensions, one after another."""
    terms, step, case, day = asked.terms, asked.step, asked.case, asked.day
    missing = lacking(terms.needs, asked.given, case.values)
    if missing:
        named = " and ".join(f'"{need}"' for need in missing)
        return Refused.asking("R202", f"extend needs {named}", missing)
    if terms.agreed and asked.given.get("agreed") != "yes":
        one = asked.policy.organisation.complainant
        return Refused(
            "R256",
            f"more time for “{step.title}” can be given only where the {one} agreed to it",
            "put their agreement on record, or keep the date",
            asks=("agreed",),
        )
    extended_before = case.visit(asked.stage.id) if "extended" in case.kinds else ()
    given_before = [e for e in extended_before if e.kind == "extended" and e.data.get("of") == step.id]
    if len(given_before) >= terms.times:
        times = "once" if terms.times == 1 else f"{terms.times} times"
        return Refused(
            "R207",
            f"“{step.title}” can be extended {times}, and was",
            "keep the date; if it cannot be kept, tell the complainant why and what they can do",
        )
    if day > promised and not terms.after_due:
        return Refused(
            "R206",
            f"it was due on {in_full(promised)}: an extension must be given by then",
            "answer as soon as you can; the complainant can go to the outside body",
        )
    if asked.now.at is None and "hour" in data.get("longer", ""):
        return Refused(
            "R209", f"“{step.title}” is due on a day, not at a moment", "say how many days more, or the new date"
        )
    then = asked.then().on
    if then <= promised:
        return Refused(
            "R209",
            f"{in_full(then)} is not later than {in_full(promised)}, which is promised already",
            "give a later date",
        )
    if terms.open_ended and then < day:
        return Refused("R209", f"{in_full(then)} has passed", "give a date to come")
    most = _latest(asked)
    if most and then > most:
        return Refused(
            "R209",
            f"{in_full(then)} is later than the policy allows: {in_full(most)}",
            f"give a date up to {in_full(most)}",
        )
    return None


def _latest(asked: Proposal) -> date | None:
    """The last date that one more extension may bring; None when the policy sets none."""
    terms, now = asked.terms, asked.now
    if terms.total:
        return asked.ceiling(terms.total)
    if terms.by and (now.at or terms.by.unit != "hours"):
        if asked.given.keys().isdisjoint(("until", "longer")):
            return asked.then().on  # all of it
        all_of_it = asked.data({})
        return extended(asked.policy, asked.calendar, asked.case, asked.step, now, all_of_it).on
    return None
