"""A wrong comparison is found out: each of these mistakes changes what is found of some policy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from codes.procedures import answer
from codes.test_boundaries import response
from codes.test_questions import FIRST
from putright.codes.questions import clocks, deadlines, extensions, grounds
from putright.codes.questions.clocks import Promised
from putright.policy import clock_search
from putright.working_days import Duration


def at_once(after: str) -> Promised:
    return Promised((clock_search.Promise(after, Duration(0, "days"), clocks.PLAIN),))


def _later_is_fine(whole: Any) -> Any:
    return replace(whole, later=0, first_later=None)


MUTATIONS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "nothing is ever later": lambda patch: patch.setattr(
        clocks, "compared", lambda *a, **k: _later_is_fine(clock_search.compared(*a, **k))
    ),
    "the same day counts as later": lambda patch: patch.setattr(
        clock_search.Instance, "later_by", property(lambda one: (one.ours - one.theirs).days + 1)
    ),
    "every clock starts at receipt": lambda patch: patch.setattr(
        deadlines, "code_event", lambda one, name: clocks.begins(one)
    ),
    "the events between are forgotten": lambda patch: patch.setattr(
        deadlines,
        "between",
        lambda *a: tuple(replace(one, by=at_once(one.after)) for one in clocks.between(*a)),
    ),
    "more time is forgotten": lambda patch: patch.setattr(extensions, "with_more", lambda limited, extension: limited),
    "a window is compared the other way round": lambda patch: patch.setattr(
        grounds, "compared", lambda ours, theirs, *a: clock_search.compared(theirs, ours, *a)
    ),
}

ASKED: list[tuple[str, dict[str, Any], dict[str, str]]] = [
    ("deadline-at-most", {**FIRST, "from": "received", "within": "14 working days"}, {}),
    ("deadline-at-most", FIRST, response(1, "received", "10 working days")),
    ("deadline-at-most", FIRST, response(1, "received", "15 working days")),
    ("deadline-at-most", FIRST, response(1, "received", "11 working days")),
    ("extension-at-most", {"stage": 1, "of": "response", "by": "5 working days"}, {}),
    (
        "acceptance-window-at-least",
        {"within": "12 months", "counted_from": "happened"},
        {"12 months\n    c": "6 months\n    c"},
    ),
]


def found_of_all() -> list[tuple[str, Any]]:
    answers = [answer(question, values, changes) for question, values, changes in ASKED]
    return [(one.standing, one.counterexample) for one in answers]


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_a_wrong_comparison_is_found_out(mutation: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of these mistakes changes what is found of some policy whose answer stands above."""
    right = found_of_all()
    MUTATIONS[mutation](monkeypatch)
    assert found_of_all() != right
