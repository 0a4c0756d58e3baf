"""The tables are whole: every property has its kinds, every kind its sentence and its mirror."""

from __future__ import annotations

import string

from putright.compare.differences import schema_properties
from putright.compare.judges import Otherwise
from putright.compare.kinds import KINDS, OPPOSITE
from putright.compare.meaning import MOVED
from putright.compare.nests import CLOCKS, INSIDE, NESTS
from putright.compare.properties import PROPERTIES
from putright.compare.sentences import SENTENCES

CLOCK_KINDS = (
    *("deadline-removed", "deadline-added", "deadline-longer", "deadline-shorter", "deadline-changed"),
    *("clock-start-later", "clock-start-earlier", "clock-start-changed", "time-rewritten"),
    *("window-added", "window-removed", "window-shorter", "window-longer", "window-changed"),
    *("window-start-earlier", "window-start-later", "update-rarer", "update-more-often"),
)
COUNTING_KINDS = ("counting-later", "counting-earlier", "counting-changed", "time-rewritten")
CALENDAR_KINDS = ("days-off-added", "days-off-removed", "calendar-changed")

TIMED = {f"{owner}.{name}" for owner, names in CLOCKS.items() for name in names}
KNOWN = set(PROPERTIES) | set(NESTS) | TIMED


def test_every_property_of_the_schema_has_its_kinds_or_is_listed_as_wording() -> None:
    asked = {key for key in schema_properties() if key.partition(".")[0] not in INSIDE}
    assert asked - KNOWN == set()


def test_the_table_names_no_property_that_the_schema_has_not() -> None:
    assert KNOWN - set(schema_properties()) == set()


def test_every_part_that_can_come_and_go_says_what_that_is() -> None:
    assert {key for key, nest in NESTS.items() if nest.form != "one" and not nest.always} <= set(PROPERTIES)


def test_every_kind_can_be_named_and_every_name_is_a_kind() -> None:
    named = {kind for judge in PROPERTIES.values() for kind in judge.kinds}
    named |= {*CLOCK_KINDS, *COUNTING_KINDS, *CALENDAR_KINDS, *MOVED.values(), "renamed"}
    assert named == set(KINDS)


def test_every_shorter_has_its_longer() -> None:
    for kind in KINDS.values():
        mirror = KINDS[kind.mirror]
        assert mirror.mirror == kind.id
        assert mirror.effect == OPPOSITE[kind.effect]
        assert mirror.weight == kind.weight


def test_what_is_better_or_worse_is_never_its_own_mirror() -> None:
    assert {kind.effect for kind in KINDS.values() if kind.mirror == kind.id} <= {"neutral", "unclear"}


def test_every_kind_has_a_sentence_that_needs_only_what_there_is() -> None:
    assert set(SENTENCES) == set(KINDS)
    for sentence in SENTENCES.values():
        assert {name for _, name, _, _ in string.Formatter().parse(sentence) if name} <= {"old", "new", "one"}


def test_a_judge_that_sees_no_direction_claims_none() -> None:
    for key, judge in PROPERTIES.items():
        if isinstance(judge, Otherwise):
            assert KINDS[judge.kind].effect in ("neutral", "unclear"), key
