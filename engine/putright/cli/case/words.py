"""A case in words: what happened, what is due and who owes it, as the policy calls it.

Takes values, gives lines; prints nothing and decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from textwrap import indent
from typing import TYPE_CHECKING

from putright.cli.printing import clock_time, one_line

if TYPE_CHECKING:
    from pendulum import DateTime

    from putright.case.deadlines import Deadline
    from putright.case.events import Event
    from putright.policy.model import Policy

OURS = (
    *("policy", "pin.", "due.", "missed", "duty", "action", "of", "longer", "counted-from", "tells", "link."),
    *("outside.act", "renames", "renamed-events", "moved.", "kept."),
)
"""Fields that are told in the event's own sentence, or that only programs need."""

PROMISED = {"remedy": "Remedy", "outstanding": "Outstanding action", "order": "Order"}

UNDATED = {
    "order.*": "if there is one, record the decision again with it: outside",
    "outstanding.*": "if there is one, record it: note",
}
"""What was promised or ordered without a day, and how it comes to have one."""

LINKED = {
    "related": "a related case",
    "group": "a case of the same group",
    "duplicate": "a duplicate of this case",
    "original": "the case that deals with the same complaint",
    "split": "a new complaint, about what came too late to join this one",
    "origin": "the case from which this one was split off",
    "complaint": "the complaint that came of it",
    "record": "the record that this complaint came of",
}
"""What another case is to this one."""

ACTED = {
    "premature": "sent it back, since it came too early",
    "accepted": "took it up",
    "decided": "decided",
    "complied": "is satisfied",
    "handed-on": "handed it on",
}
"""What an outside body did."""


def whole(moment: DateTime, policy: Policy) -> str:
    """The day and the time of day of a moment where the policy is: 'Monday 20 April 2026, 10:15'."""
    from putright.working_days import in_full

    local = moment.in_timezone(policy.time_zone)
    return f"{in_full(local.date())}, {clock_time(local)}"


def happened(event: Event, policy: Policy) -> str:
    """What happened, in a sentence: 'Extended “Answer the complaint”: from … to …'."""
    from putright.working_days import in_full

    words = event.name.replace("-", " ").capitalize()
    if event.kind == "missed":
        due = f" on {in_full(date.fromisoformat(event.data['due.before']))}" if "due.before" in event.data else ""
        return f"Time ran out{due}: {deadline_title(policy, event.data['missed'])}"
    if event.kind == "pause-ended":
        return f"The clock runs again, as it stood still as long as it may: {policy.pauses[event.data['pause']].title}"
    if event.kind == "outside-acted":
        body = policy.bodies[policy.doors[event.data["door"]].to].title
        return f"{body}: {ACTED[event.data['outside.act']]}"
    if event.kind == "linked" and event.name == "complained":
        return f"A complaint was opened: {one_line(event.data['link.case'])}"
    if event.kind in ("linked", "merged"):
        return f"{words} with {one_line(event.data['link.case'])}: {LINKED[event.data.get('link.kind', 'related')]}"
    if event.kind == "migrated":
        before, after = event.data.get("policy.before", ""), event.data["policy"]
        return (
            f"Moved from {before} to {after}" if before != after else f"Moved to the calendar of {after} as it is now"
        )
    if event.kind == "extended":
        before, after = event.data.get("due.before", ""), event.data.get("until") or event.data.get("due.after", "")
        moved = f", from {in_full(date.fromisoformat(before))}" if before else ""
        moved += f" to {in_full(date.fromisoformat(after))}" if after else ""
        of = deadline_title(policy, f"{event.stage or event.place.partition('.')[0]}.{event.data['of']}")
        return f"More time for “{of}”{moved}"
    action = policy.actions.get(event.data.get("action", ""))
    return f"{words}: {policy.bodies[action.body].title}" if action and action.body else words


def told_with(event: Event, policy: Policy) -> Iterator[str]:
    """What was recorded with an event, a line or paragraph for each field; lasting facts of the case are left out."""
    from putright.case.fields import field_row

    yield from _moved(event, policy)
    for name, value in in_order({**event.data, **event.texts}):
        row = field_row(name)
        if name == "until" and event.kind == "extended":
            continue
        if not name.startswith(OURS) and not (row and row.lasting and event.kind == "received"):
            yield field_line(policy, name, value)
        if row and row.pattern in UNDATED and f"{name}.by" not in event.data:
            yield f"no day is set ({name}.by), so it never falls due; {UNDATED[row.pattern]}"


def _moved(event: Event, policy: Policy) -> Iterator[str]:
    """Each date that a migration moved."""
    from putright.working_days import in_full

    def day(name: str) -> str:
        return in_full(date.fromisoformat(event.data[name])) if name in event.data else "no date"

    number = 1
    while name := event.data.get(f"moved.{number}"):
        title = deadline_title(policy, name)
        yield f"{title}: {day(f'moved.{number}.before')} → {day(f'moved.{number}.after')}"
        number += 1


def in_order(fields: Mapping[str, str]) -> list[tuple[str, str]]:
    """Named values in the order of the table of fields."""
    from putright.case.fields import FIELDS, field_row

    def rank(item: tuple[str, str]) -> tuple[int, int, str]:
        row = field_row(item[0])
        return (FIELDS.index(row) if row else len(FIELDS), len(item[0]), item[0])

    return sorted(fields.items(), key=rank)


def field_line(policy: Policy, name: str, value: str) -> str:
    """A field and its value; a long text stands below its name."""
    words = value_in_words(policy, name, value)
    if "\n" in words.strip():
        return f"{name}:\n{indent(words.strip(), '  ')}"
    return f"{name}: {one_line(words)}"


def value_in_words(policy: Policy, name: str, value: str) -> str:
    """A value as people say it: the title of an outcome, channel or fact, a date in full."""
    import pendulum

    from putright.case.fields import field_row
    from putright.working_days import in_full

    stem, _, rest = name.partition(".")
    titles = _titles(policy, stem, rest)
    if value in titles:
        return titles[value]
    fact = policy.facts.get(rest) if stem == "fact" else None
    row = field_row(name)
    if row and row.kind == "moment":
        return whole(pendulum.instance(datetime.fromisoformat(value)), policy)
    if (row and row.kind == "date") or (fact and fact.type == "date"):
        return in_full(date.fromisoformat(value))
    return value


def _titles(policy: Policy, stem: str, rest: str) -> Mapping[str, str]:
    if stem == "outcome":
        return policy.outcomes
    if stem == "remedy" and rest.endswith(".kind"):
        return policy.remedies
    if stem == "channel" or (stem == "contact" and rest == "channel"):
        return policy.channels
    if stem == "exclusion":
        return {id: exclusion.title for id, exclusion in policy.exclusions.items()}
    if stem == "pause":
        return {id: pause.title for id, pause in policy.pauses.items()}
    if stem == "door":
        return {id: door.title for id, door in policy.doors.items()}
    return policy.facts[rest].values if stem == "fact" and rest in policy.facts else {}


def deadline_title(policy: Policy, name: str) -> str:
    """What the policy calls a deadline: a step, a duty or a door by its title."""
    if name.startswith("door."):
        door = policy.doors.get(name.removeprefix("door."))
        return f"{door.title} (last day)" if door else name
    if name in policy.duties:
        return policy.duties[name].title
    stem, _, number = name.partition(".")
    if stem in PROMISED and number.partition(".")[0].isdecimal():
        return f"{PROMISED[stem]} {number.partition('.')[0]}"
    stage, _, step = name.partition(".")
    found = (s.title for g in policy.stages if g.id == stage for s in g.steps if s.id == step)
    return next(found, name.replace("-", " ").replace(".", " ").capitalize())


def who_owes(policy: Policy, who: str) -> str:
    """Who has to do something: a post by its title, or 'the customer'."""
    title = policy.role_title(who)
    return f"the {title}" if who == "complainant" else title


def due_lines(policy: Policy, deadlines: Iterable[Deadline], at: DateTime) -> Iterator[tuple[str, str, str, str]]:
    """For each deadline: the date in full, what, who, and whether it has passed."""
    from putright.working_days import in_full

    for deadline in deadlines:
        if deadline.on is None:
            continue
        moment = f", {clock_time(deadline.at.in_timezone(policy.time_zone))}" if deadline.at else ""
        title = f"{deadline.title} (last day)" if deadline.kind == "door" else deadline.title
        marks = [
            passed(policy, deadline, at),
            "provisional" if deadline.is_provisional else "",
            still(policy, deadline),
            *beside(policy, deadline, at),
        ]
        yield (
            in_full(deadline.on) + moment,
            title,
            who_owes(policy, deadline.who),
            ", ".join(filter(None, marks)),
        )


def beside(policy: Policy, deadline: Deadline, at: DateTime) -> Iterator[str]:
    """What is said beside a date: the target, what may make it earlier, why it differs."""
    from putright.working_days import in_full

    if deadline.aim:
        has_passed = deadline.aim.on < at.in_timezone(policy.time_zone).date()
        yield f"{'we aimed' if has_passed else 'we aim'} for {in_full(deadline.aim.on)}"
    yield from (f"it may become earlier: {other} is not known yet" for other in deadline.unknown)
    if deadline.departure:
        yield f"another limit until {in_full(deadline.departure.until)}: {one_line(deadline.departure.reason).rstrip('.')}"


def still(policy: Policy, deadline: Deadline) -> str:
    """Since when the clock of a deadline stands still: until it runs again, nobody knows its date."""
    from putright.working_days import in_full

    if deadline.paused_since is None:
        return ""
    return f"paused since {in_full(deadline.paused_since.in_timezone(policy.time_zone).date())}"


def passed(policy: Policy, deadline: Deadline, at: DateTime) -> str:
    """'late' for what we owe and have not done, 'passed' for a time that was the complainant's."""
    if not deadline.is_late(at, policy.time_zone):
        return ""
    return "passed" if deadline.kind == "door" or deadline.who == "complainant" else "late"
