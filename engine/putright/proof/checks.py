"""The table of proofs: each with its id, what it is called, why it matters, and the function that finds its flaws.

Rows only; a new proof is a new row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from putright.problems import Level
from putright.proof import bounds, ends, people, signposts, versions, waiting, windows
from putright.proof.flaw import Flaw
from putright.proof.ground import Ground


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is proved of a policy. Its id never changes; its words may improve."""

    id: str
    title: str
    why: str
    level: Level
    find: Callable[[Ground], Iterator[Flaw]]


CHECKS: tuple[Check, ...] = (
    Check(
        "P401",
        "A dead end for some complaints",
        "Their handler would find nothing that can be done, and the complainant would never have an answer.",
        "error",
        ends.dead_ends,
    ),
    Check(
        "P402",
        "A circle that some complaints cannot leave",
        "They would be sent round and round, and only giving up would end it.",
        "error",
        ends.circles,
    ),
    Check(
        "P403",
        "A step that waits for itself",
        "A duty holds the step up and can only be met by it or after it, so neither would ever be done.",
        "error",
        ends.steps_that_wait_for_themselves,
    ),
    Check(
        "P404",
        "A complainant who depends on the organisation",
        "If staff do nothing, nothing happens by itself and no outside body can be asked, however long it lasts.",
        "warning",
        waiting.left_waiting,
    ),
    Check(
        "P405",
        "An end without a way out",
        "Whoever is turned away or disagrees with the end must be able to ask somebody outside to look at it.",
        "warning",
        signposts.ends_without_a_door,
    ),
    Check(
        "P406",
        "A last letter that names no way out",
        "People who are not told where else to go do not go there, or go too late.",
        "warning",
        signposts.letters_without_a_signpost,
    ),
    Check(
        "P407",
        "A door that nothing opens",
        "Complainants would be told of a right that never comes.",
        "error",
        signposts.doors_that_never_open,
    ),
    Check(
        "P408",
        "A door that closes before it opens",
        "There would be no day on which the complainant can go there.",
        "error",
        windows.doors_that_close_first,
    ),
    Check(
        "P409",
        "A step that is done by a door which can have closed",
        "Once the door has closed the step cannot be done, and the case would stay open for ever.",
        "warning",
        waiting.doors_that_close_on_a_step,
    ),
    Check(
        "P410",
        "A limit that a closure swallows",
        "The time begins and ends while nobody is there to act, or to be asked.",
        "warning",
        windows.limits_in_a_closure,
    ),
    Check(
        "P411",
        "A pause that ends only with what it stops",
        "The clock would stand still until there is nothing left to time.",
        "warning",
        windows.pauses_that_wait_for_what_they_stop,
    ),
    Check(
        "P412",
        "A panel that cannot sit",
        "There are more seats than people, so the panel could never decide.",
        "error",
        people.panels_that_cannot_sit,
    ),
    Check(
        "P413",
        "Nobody else to decide",
        "The policy promises that somebody else decides, and everybody who could may have decided before.",
        "error",
        people.nobody_else,
    ),
    Check(
        "P414",
        "Two versions in force on one day",
        "Nobody could say which of them governs a complaint that comes on that day.",
        "error",
        versions.overlaps,
    ),
    Check(
        "P415",
        "Days without a version in force",
        "A complaint that comes on such a day falls under no policy.",
        "warning",
        versions.gaps,
    ),
    Check(
        "P416",
        "A version that is not newer",
        "People take the latest date for the version that holds.",
        "warning",
        versions.not_newer,
    ),
    Check(
        "P417",
        "An answer whose time need never begin",
        "Its limit counts from something that the organisation may put off for as long as it likes.",
        "warning",
        bounds.answers_without_a_date,
    ),
    Check(
        "P418",
        "Time without end",
        "No latest date can be told for what may be put off, gone round or paused without end.",
        "note",
        bounds.time_without_end,
    ),
    Check(
        "P419",
        "A window that can close before it opens",
        "The complainant would be asked on a day when it is too late to answer.",
        "warning",
        windows.windows_that_close_first,
    ),
)
"""Every proof. They are looked at once a policy has no errors of sense."""
