"""Reasons: why a case cannot be moved, or not before somebody has chosen.

A table of what the history of a case can rest on; whatever the new version lacks of it is named.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from putright.case.case import Case
from putright.casework.migration.choices import FACT
from putright.casework.migration.crossing import MovedDate
from putright.policy.model import Policy
from putright.policy.tracks import way_for
from putright.problems import Refused, did_you_mean, one_of
from putright.working_days import in_full

RESTS_ON: Mapping[str, tuple[str, Callable[[Policy], Collection[str]]]] = {
    "door": ("went through the door", lambda policy: policy.doors),
    "pause": ("stood still for the reason", lambda policy: policy.pauses),
    "exclusion": ("was not taken on for the reason", lambda policy: policy.exclusions),
    "outcome": ("was given the outcome", lambda policy: policy.outcomes),
    "channel": ("came by the channel", lambda policy: policy.channels),
}
"""What an event can name that the policy must know to tell of it: by the first word of the field."""


def unknown_there(case: Case, new: Policy) -> Iterator[Refused]:
    """What the history of a case rests on and the new version does not have."""
    named: dict[tuple[str, str], None] = {}
    for event in case.events:
        for name, value in event.data.items():
            stem = name.partition(".")[0]
            if stem in RESTS_ON and value not in RESTS_ON[stem][1](new):
                named[stem, value] = None
    if all(stage.id != case.stage for stage in new.stages):
        yield Refused("M522", f"{new.name} has no stage “{case.stage}”", "keep it there, or leave the case where it is")
    for stem, value in named:
        what = f"the case {RESTS_ON[stem][0]} “{value}”, which {new.name} does not have"
        yield Refused("M522", what, "keep it in the new version, or leave the case where it is")


def unknown_values(case: Case, new: Policy) -> Iterator[Refused]:
    """Facts of the case with a value that the new version does not have."""
    for id, value in case.facts.items():
        fact = new.facts.get(id)
        if fact and fact.type == "choice" and value not in fact.values:
            what = f"“{fact.title}” is “{value}” in this case, which {new.name} does not have"
            yield Refused("M523", what, f"choose {FACT}{id}: {one_of(fact.values)}")


def missing_facts(case: Case, new: Policy) -> Iterator[Refused]:
    """Facts that the new version asks of every complaint and that nobody asked of this one."""
    for fact in new.facts.values() if not case.is_record else ():
        if fact.required and not case.facts.get(fact.id):
            what = f"{new.name} asks for “{fact.title}”, which is not known of this case"
            values = one_of(fact.values) if fact.values else "its value"
            yield Refused("M523", what, f"choose {FACT}{fact.id}: {values}")


def nowhere(case: Case, old: Policy, new: Policy, chosen: str) -> Refused:
    """The new version has no such place, or not the one that was chosen."""
    if chosen:
        known = [f"{stage.id}.{step.id}" for stage in new.stages for step in stage.steps]
        what = f'{new.name} has no place "{chosen}".{did_you_mean(chosen, known)}'
        return Refused("M520", what, f"choose one of {one_of(known)}")
    what = f"{new.name} has no place for “{old.place_title(case.place)}” ({case.place})"
    return Refused("M520", what, f"say where such cases go on: --map {case.place}=…")


def off_its_way(before: Case, old: Policy, after: Case, new: Policy) -> Iterator[Refused]:
    """By its facts the case would go along other stages than the one where it would stand."""
    if before.is_record or not _is_on_its_way(before, old) or _is_on_its_way(after, new):
        return
    way = way_for(new, after.meets)
    goes = f"goes along “{way.title}”" if way else "has no track"
    what = f"such a complaint {goes} in {new.name}, and “{new.stage(after.stage).title}” is no part of that"
    yield Refused("M527", what, "choose the place where it goes on (--choices, column place)")


def _is_on_its_way(case: Case, policy: Policy) -> bool:
    way = way_for(policy, case.meets)
    return not policy.tracks or (way is not None and case.stage in way.stages)


def worse_off(policy: Policy, dates: tuple[MovedDate, ...], lost: tuple[str, ...]) -> Iterator[Refused]:
    """Each way in which the complainant would be worse off, or could be."""
    mend = "accept it for this case, with a reason (--accept, --because), or leave the case where it is"
    for moved in dates:
        if moved.effect == "worse":
            yield Refused("M521", f"“{moved.title}”: {_in_words(moved)}", mend)
        if moved.effect == "unclear":
            yield Refused("M521", f"“{moved.title}”: nobody knows yet whether it comes later: {_in_words(moved)}", mend)
    who = policy.organisation.complainant
    for title in lost:
        yield Refused("M521", f"the {who} could do this now, and could do it no more: “{title}”", mend)


def _in_words(moved: MovedDate) -> str:
    if moved.paused:
        return "its clock stands still, and the limit changes"
    before = in_full(moved.before) if moved.before else "no date"
    after = in_full(moved.after) if moved.after else "no date"
    return f"{after} instead of {before}"
