"""Whole lives over real stores: whatever is done in whatever order, record, dates and privacy hold.

Many more lives, with a count and a seed: `lead_lives.py`.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from itertools import count
from random import Random

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from lives.governing import EXAMPLES, POLICIES, folder_of, procedure_of
from lives.living import LEANINGS
from lives.saying import PRIVATE_MARK
from lives.twins import Twins
from putright.case.events import KINDS
from putright.casework import Desk, open_desk
from putright.policy.acts import BUILT_IN_ACTIONS
from store.server import Server

NUMBERS = count(1)
LIVES = int(os.environ.get("PUTRIGHT_LIVES", "12"))
"""How many lives are led under each policy; PUTRIGHT_LIVES=1000 leads more, for a night."""

PATIENCE = 200
"""Lives within which every kind of event and every act must have come to be."""


@pytest.fixture
def desks(organisation: str) -> Iterator[tuple[Desk, Desk]]:
    pair = tuple(open_desk("sqlite://", folder_of(organisation)) for _ in range(2))
    yield pair[0], pair[1]
    for desk in pair:
        desk.close()


@pytest.fixture
def in_postgresql(server: Server) -> Iterator[tuple[Desk, Desk]]:
    """A store in memory, and one in PostgreSQL."""
    pair = open_desk("sqlite://", folder_of("mill")), open_desk(server.new_database(), folder_of("mill"))
    yield pair
    for desk in pair:
        desk.close()


def one_life(organisation: str, chance: Random, desks: tuple[Desk, Desk], log: pytest.LogCaptureFixture) -> Twins:
    story: list[object] = []
    try:
        with log.at_level(logging.DEBUG):
            twins = Twins(organisation, chance, desks, f"L-{next(NUMBERS)}", story)
            twins.lead(acts=12)
    except AssertionError:
        for line in story:
            note(str(line))
        raise
    assert PRIVATE_MARK not in log.text
    return twins


@pytest.mark.parametrize("organisation", POLICIES)
@settings(max_examples=LIVES, deadline=None, suppress_health_check=list(HealthCheck))
@given(chance=st.randoms(use_true_random=False))
def test_a_whole_life_keeps_record_dates_and_privacy(
    organisation: str, desks: tuple[Desk, Desk], caplog: pytest.LogCaptureFixture, chance: Random
) -> None:
    """After every act: the stored events fold to the case that was handed back, a slow count gives the same dates,
    no private text is where it does not belong, and it changes nothing when somebody had looked at the clock."""
    one_life(organisation, chance, desks, caplog)


@pytest.mark.parametrize("organisation", EXAMPLES)
@settings(max_examples=max(1, LIVES // 4), deadline=None, suppress_health_check=list(HealthCheck))
@given(chance=st.randoms(use_true_random=False))
def test_so_does_a_life_under_an_example(
    organisation: str, desks: tuple[Desk, Desk], caplog: pytest.LogCaptureFixture, chance: Random
) -> None:
    one_life(organisation, chance, desks, caplog)


@settings(max_examples=LIVES, deadline=None, suppress_health_check=list(HealthCheck))
@given(chance=st.randoms(use_true_random=False))
def test_a_life_is_the_same_in_postgresql(
    in_postgresql: tuple[Desk, Desk], server: Server, caplog: pytest.LogCaptureFixture, chance: Random
) -> None:
    one_life("mill", chance, in_postgresql, caplog)
    assert PRIVATE_MARK not in (server.folder / "log").read_text()


@pytest.mark.parametrize("organisation", ["mill"])
def test_every_kind_of_event_and_every_act_comes_to_be(organisation: str, desks: tuple[Desk, Desk]) -> None:
    """Each life leans to something that is still awaited."""
    policy = procedure_of(organisation).policy
    awaited = {*KINDS, *BUILT_IN_ACTIONS, *policy.actions} | {d.id for d in policy.duties.values() if not d.met_by}
    for number in range(PATIENCE):
        leaning = next((leaning for leaning, acts in LEANINGS.items() if awaited & set(acts)), "")
        life = Twins(organisation, Random(number), desks, f"E-{number}", leaning=leaning).lead(acts=12)  # noqa: S311
        awaited -= life.seen.keys()
        if not awaited:
            return
    assert not awaited


def test_a_life_can_lean_to_every_act_that_is_built_in() -> None:
    leaned = {action for actions in LEANINGS.values() for action in actions}
    assert BUILT_IN_ACTIONS.keys() - leaned == {"receive"}
