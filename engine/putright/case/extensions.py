"""More time: which step it is for, what it comes to, and when it is refused."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from putright.case.case import Case
from putright.case.commands import Command
from putright.case.deadlines import Deadline, extended, step_deadline, total_from_start
from putright.case.fields import lacking
from putright.case.reckoning import local_day
from putright.policy.model import Extension, Policy, Stage, Step
from putright.policy.phrases import condition
from putright.problems import Refused
from putright.working_days import Calendar, in_full


def extension_of(case: Case, step: Step) -> Extension | None:
    """The terms on which a step can be given more time with the facts of this case."""
    return next((extension for extension in step.extensions if case.meets(extension.applies)), None)


def step_to_extend(policy: Policy, case: Case, given: Mapping[str, str]) -> tuple[Stage, Step] | None:
    """The step that is given more time: the one named, else the next one ahead that can have it."""
    found = policy.step_at(case.place)
    if found is None:
        return None
    stage, here = found
    ahead = stage.steps[stage.steps.index(here) :]
    named = given.get("of")
    chosen = (s for s in ahead if (s.id == named if named else extension_of(case, s)))
    step = next(chosen, None)
    return (stage, step) if step else None


def extension_data(
    policy: Policy, calendar: Calendar, case: Case, stage: Stage, step: Step, given: Mapping[str, str], day: date
) -> dict[str, str]:
    """The facts of an extension: of which step, by how much or until when; by default all that the policy allows."""
    extension = extension_of(case, step)
    if extension is None:
        return {}
    if "until" in given:
        return {"of": step.id, "until": given["until"]}
    longer = given.get("longer") or (str(extension.by) if extension.by else "")
    if longer:
        counted = {"counted-from": day.isoformat()} if extension.counts_from == "today" else {}
        return {"of": step.id, "longer": longer, **counted}
    if extension.total:
        ceiling = total_from_start(policy, calendar, case, stage, step, extension.total)
        return {"of": step.id, "until": ceiling.on.isoformat()} if ceiling.on else {}
    return {}


def refuse_where(policy: Policy, case: Case, given: Mapping[str, str]) -> Refused | None:
    """Why nothing here can be given more time; None when the policy allows it for a step that is ahead."""
    found = step_to_extend(policy, case, given)
    if found and extension_of(case, found[1]):
        return None
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


def refuse_extension(policy: Policy, calendar: Calendar, case: Case, command: Command) -> Refused | None:
    """Why more time cannot be given now, in this way; None when it can."""
    found = step_to_extend(policy, case, command.given)
    extension = extension_of(case, found[1]) if found else None
    if found is None or extension is None:
        return None  # the other guard has said so
    stage, step = found
    now = step_deadline(policy, calendar, case, stage, step)
    if now.on is None:
        return Refused(
            "R209",
            f"the time for “{step.title}” has not begun, so it cannot be extended",
            f"it begins with: {now.counts_from}",
        )
    day = local_day(command.happened_at, policy.time_zone)
    data = extension_data(policy, calendar, case, stage, step, command.given, day)
    if not data:
        return Refused(
            "R202",
            "extend needs the new date, or how much longer",
            "give until, such as 2026-04-20, or longer, such as 10 working days",
        )
    return _not_allowed(policy, calendar, case, stage, step, extension, now, data, command)


def _not_allowed(
    policy: Policy, calendar: Calendar, case: Case, stage: Stage, step: Step, extension: Extension,
    now: Deadline, data: Mapping[str, str], command: Command,
) -> Refused | None:  # fmt: skip
    """The limits that the policy sets on extensions, one after another."""
    promised = now.on or date.max
    missing = lacking(extension.needs, command.given, case.values)
    if missing:
        named = " and ".join(f'"{need}"' for need in missing)
        return Refused.asking("R202", f"extend needs {named}", missing)
    if extension.agreed and command.given.get("agreed") != "yes":
        one = policy.organisation.complainant
        return Refused(
            "R256",
            f"more time for “{step.title}” can be given only where the {one} agreed to it",
            "put their agreement on record, or keep the date",
            asks=("agreed",),
        )
    given_before = sum(1 for e in case.visit(stage.id) if e.kind == "extended" and e.data.get("of") == step.id)
    if given_before >= extension.times:
        times = "once" if extension.times == 1 else f"{extension.times} times"
        return Refused(
            "R207",
            f"“{step.title}” can be extended {times}, and was",
            "keep the date; if it cannot be kept, tell the complainant why and what they can do",
        )
    day = local_day(command.happened_at, policy.time_zone)
    if day > promised and not extension.after_due:
        return Refused(
            "R206",
            f"it was due on {in_full(promised)}: an extension must be given by then",
            "answer as soon as you can; the complainant can go to the outside body",
        )
    if now.at is None and "hour" in data.get("longer", ""):
        return Refused(
            "R209", f"“{step.title}” is due on a day, not at a moment", "say how many days more, or the new date"
        )
    then = extended(policy, calendar, case, step, now, data).on
    if then <= promised:
        return Refused(
            "R209",
            f"{in_full(then)} is not later than {in_full(promised)}, which is promised already",
            "give a later date",
        )
    if extension.open_ended and then < day:
        return Refused("R209", f"{in_full(then)} has passed", "give a date to come")
    most = _latest(policy, calendar, case, stage, step, extension, now, day)
    if most and then > most:
        return Refused(
            "R209",
            f"{in_full(then)} is later than the policy allows: {in_full(most)}",
            f"give a date up to {in_full(most)}",
        )
    return None


def _latest(
    policy: Policy,
    calendar: Calendar,
    case: Case,
    stage: Stage,
    step: Step,
    extension: Extension,
    now: Deadline,
    day: date,
) -> date | None:
    """The last date that one more extension may bring; None when the policy sets none."""
    if extension.total:
        return total_from_start(policy, calendar, case, stage, step, extension.total).on
    if extension.by and (now.at or extension.by.unit != "hours"):
        all_of_it = extension_data(policy, calendar, case, stage, step, {}, day)
        return extended(policy, calendar, case, step, now, all_of_it).on
    return None
