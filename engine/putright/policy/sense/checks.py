"""The table of checks: each with its id, what it is called, why it matters, and the function that finds its faults.

Rows only; a new check is a new row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from putright.policy.sense import beside, clashes, flow, idle, limits, names, starts, tables, tracks, unfilled
from putright.policy.sense.fault import Fault
from putright.policy.sense.ground import Ground
from putright.problems import Level


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that can be wrong with a policy. Its id never changes; its words may improve."""

    id: str
    title: str
    why: str
    level: Level
    find: Callable[[Ground], Iterator[Fault]]


CHECKS: tuple[Check, ...] = (
    Check(
        "P201",
        "A way that leads nowhere",
        "A step, a choice or a time limit sends the case to a place that is not in the policy, so the case would be stuck.",
        "error",
        names.unknown_goals,
    ),
    Check(
        "P202",
        "An unknown role",
        "Something is to be done or signed by a role that the policy does not have, so nobody would do it.",
        "error",
        names.unknown_roles,
    ),
    Check(
        "P203",
        "A clock that counts from nothing",
        "A time limit counts from an event that the procedure does not make, so the clock would never start.",
        "error",
        starts.unknown_starts,
    ),
    Check(
        "P204",
        "A clock that counts from what comes later",
        "A step counts its time from an event that can only happen after it, so the clock would never start in time.",
        "error",
        starts.not_yet_happened,
    ),
    Check(
        "P205",
        "An unknown letter",
        "A letter is to be sent that does not stand under letters, so there is no title, no signature and no template.",
        "error",
        names.unknown_letters,
    ),
    Check(
        "P207",
        "A stage that nobody reaches",
        "A stage that no step leads to is a promise to the complainant that can never be kept.",
        "error",
        flow.stages_nobody_reaches,
    ),
    Check(
        "P208",
        "A step that nothing leads to",
        "A step that is passed over by every way would never be done, though the policy says it is.",
        "error",
        flow.steps_nothing_leads_to,
    ),
    Check(
        "P209",
        "One name for two things",
        "When a name means two things, a command, a clock or a letter may take the wrong one.",
        "error",
        clashes.names_that_clash,
    ),
    Check(
        "P210",
        "An answer without a time limit",
        "Complainants are told by when they will have an answer; without a limit nobody can say, and nothing is ever late.",
        "warning",
        limits.responses_without_limit,
    ),
    Check(
        "P211",
        "A policy that ends before it begins",
        "No complaint could ever fall under it.",
        "error",
        beside.ends_before_it_begins,
    ),
    Check(
        "P212",
        "A window without a word on silence",
        "When the complainant's time runs out, staff must know whether the case stays open; "
        "and only a complainant's time limit can end in silence.",
        "error",
        limits.windows_and_silence,
    ),
    Check(
        "P213",
        "A table of limits with a gap",
        "A value without a limit leaves a case without a due date, one with two could have either; "
        "a value that is not the fact's is most likely misspelt.",
        "error",
        tables.tables_with_gaps,
    ),
    Check(
        "P214",
        "An unknown fact, value or field",
        "What depends on a fact that no case can have would never apply; what nobody can record would block the step.",
        "error",
        names.unknown_facts,
    ),
    Check(
        "P215",
        "A way to an unknown body",
        "The complainant would be told to go somewhere, and nothing says where that is.",
        "error",
        names.unknown_bodies,
    ),
    Check(
        "P216",
        "A way to a body that has closed",
        "Letters would send people to an office that is no longer there.",
        "warning",
        beside.closed_bodies,
    ),
    Check(
        "P217",
        "A letter that nobody sends",
        "It may be that a step has lost its letter.",
        "warning",
        names.unused_letters,
    ),
    Check(
        "P218",
        "An extension that gives no more time",
        "An extension needs a limit to extend, and a total must be longer than that limit and counted in the same unit.",
        "error",
        limits.extensions_that_give_nothing,
    ),
    Check(
        "P219",
        "An unknown stage",
        "What a policy promises of a stage, such as that somebody else decides there, can only be kept of one that is there.",
        "error",
        names.unknown_stages,
    ),
    Check(
        "P220",
        "A dead end",
        "Every case must be able to come to an end, and the complainant's step must offer something to choose.",
        "error",
        flow.dead_ends,
    ),
    Check(
        "P221",
        "An unknown time zone",
        "Without local time nobody can say on which day something happened.",
        "error",
        beside.unknown_time_zones,
    ),
    Check(
        "P222",
        "Meeting a step that is not earlier",
        "A step can meet only what comes before it in its own stage.",
        "error",
        names.not_earlier,
    ),
    Check(
        "P223",
        "An unknown closure",
        "A limit for a closure that the calendar does not have would never be used.",
        "error",
        names.unknown_closures,
    ),
    Check(
        "P224",
        "A duty adrift",
        "A duty that hangs on events or steps that are not there would never be met, or never end.",
        "error",
        beside.duties_adrift,
    ),
    Check(
        "P225",
        "A role with nothing to do",
        "It may be that a step names the wrong role.",
        "warning",
        names.unused_roles,
    ),
    Check(
        "P226",
        "Hours counted from a day",
        "Hours run from a moment; an event that is known only by its day has none.",
        "error",
        limits.hours_from_a_date,
    ),
    Check(
        "P227",
        "A direct entry without a start",
        "A complaint that enters a stage directly, or by an action, was not escalated, "
        "so a clock that counts from that would never start.",
        "error",
        starts.not_on_direct_entry,
    ),
    Check(
        "P228",
        "A term without effect",
        "Somebody would rely on it, and nothing would ever carry it out.",
        "error",
        idle.without_effect,
    ),
    Check(
        "P240",
        "An unknown kind of remedy",
        "What is paid is put on record as a remedy, and the policy has none of that kind.",
        "error",
        names.unknown_remedies,
    ),
    Check(
        "P241",
        "A target that is not below its limit",
        "A target is what is aimed for before the limit is reached, so it must be shorter on every day of the year.",
        "error",
        limits.targets_beyond,
    ),
    Check(
        "P242",
        "A departure that cannot hold",
        "A limit that differs for a time needs a time that ends after it begins, and a limit from which it departs.",
        "error",
        limits.departures_astray,
    ),
    Check(
        "P245",
        "A track that goes astray",
        "A complaint stays on the stages of its track; a step that leads out of it, or a track that no complaint takes, "
        "is most likely a slip.",
        "error",
        tracks.tracks_astray,
    ),
    Check(
        "P246",
        "A refusal that nobody can challenge",
        "Whoever is turned away is to be told where they can take that, and nothing says where.",
        "warning",
        beside.refusals_for_good,
    ),
    Check(
        "P247",
        "A place that is still to be filled in",
        "It stands between « and », so whoever reads it or gets a letter with it would see that something is missing.",
        "warning",
        unfilled.still_to_be_filled_in,
    ),
    Check(
        "P260",
        "A handler for whom nobody stands in",
        "The policy says who acts in place of some roles when the complaint is about them, and not for this one.",
        "warning",
        names.nobody_stands_in,
    ),
)
"""Every check on sense. P206, an unknown calendar, is found where calendars are looked up."""
