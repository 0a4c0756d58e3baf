"""Lives of cases that nobody planned: whatever is asked, in whatever order, what must always hold does hold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pendulum import DateTime

from builders import ROOT, Life, a_moment, a_procedure, a_shipped
from putright.case.case import Case
from putright.case.commands import Command
from putright.case.deadlines import every_deadline
from putright.case.decide import decide, lapse, possible_actions
from putright.case.folding import fold
from putright.case.procedure import Procedure
from putright.policy.moves import places
from putright.problems import Refused

PROCEDURES = {
    "everything": a_procedure((ROOT / "tests/case/everything.yaml").read_text()),
    "saha": a_shipped("saha/three-stage"),
    "kiwi": a_shipped("kiwi/four-stage"),
    "walsall": a_shipped("walsall/two-stage"),
}
RECEIVED = {
    "everything": "2026-03-30 10:00",
    "saha": "2021-12-17 10:00",
    "kiwi": "2024-12-20 10:00",
    "walsall": "2026-03-30 10:00",
}

WORDS = {
    "outcome": st.sampled_from(["upheld", "not-upheld", "nonsense"]),
    "reasons": st.just("Because."),
    "reason": st.just("Holidays."),
    "late-reason": st.just("Ill."),
    "note": st.just("Noted."),
    "definition": st.just("A leak."),
    "sought": st.just("A repair."),
    "door": st.sampled_from(["ombudsman", "lgsco", "housing-ombudsman", "dfe", "esfa", "awarding-body"]),
    "exclusion": st.sampled_from(["too-old", "at-court", "legal-action", "already-answered"]),
    "longer": st.sampled_from(["5 working days", "1 day", "0 days", "30 days"]),
    "until": st.dates().map(str),
    "corrects": st.integers(1, 9).map(str),
    "struck": st.just("yes"),
    "because": st.just("It was wrong."),
    "when": st.sampled_from(["2021-12-18T10:00:00+00:00", "2024-12-21T10:00:00+00:00", "2026-04-01T10:00:00+01:00"]),
    "matter.1.aware": st.sampled_from(["2020-01-01", "2024-01-01", "2026-03-01"]),
}  # fmt: skip


@st.composite
def orders(draw: st.DrawFn, procedure: Procedure) -> tuple[str, int, int, str, dict[str, str]]:
    """An act (a number picks one of those that are possible), hours since the last order, hours it lay before it was recorded, who did it, and what was given."""
    possible = draw(st.sampled_from([0, 0, 0, 0, 0, 1, 1, 1, *range(12)]))
    action = str(possible) if draw(st.integers(0, 4)) else draw(st.sampled_from(sorted(procedure.machine.actions)))
    names = draw(st.sets(st.sampled_from(sorted(WORDS)), max_size=5))
    if draw(st.integers(0, 5)) == 0:
        action, names = "correct", names | {"corrects", "because"}
    given_words = {name: draw(WORDS[name]) for name in sorted(names)}
    if draw(st.integers(0, 3)):
        given_words |= {
            "outcome": "upheld",
            "reasons": "Because.",
            "reason": "Holidays.",
            "note": "n",
            "definition": "A leak.",
            "sought": "A repair.",
        }
    since = draw(st.sampled_from([0, 1, 20, 20, 50, 100, 400, 1500, 9000]))
    return (
        action,
        since,
        draw(st.sampled_from([0, 0, 0, 30, 200])),
        draw(st.sampled_from(["", "Ann", "Ben", "Mo Chaudhry"])),
        given_words,
    )


PLENTY = {
    "outcome": "upheld", "reasons": "Because.", "reason": "Holidays.", "note": "n", "definition": "A leak.", "sought": "A repair.",
}  # fmt: skip


def _opened(name: str, steps: int) -> tuple[Life, DateTime]:
    """A case that has gone so many steps along its procedure, and asked for more wherever it could."""
    procedure, now = PROCEDURES[name], a_moment(RECEIVED[name])
    facts = {fact.id: next(iter(fact.values)) for fact in procedure.policy.facts.values() if fact.required}
    channel = next(iter(procedure.policy.channels))
    life = Life(procedure, RECEIVED[name], {"matter": "A leak", "channel": channel, "sought": "A repair", **facts})
    for number in range(steps):
        now = now + timedelta(hours=20)
        life.case = _caught_up(life, now)
        possible = possible_actions(procedure, life.case)
        action = next(iter({"escalate", "ask-again", "investigate"} & set(possible)), possible[0])
        by = "Mo Chaudhry" if life.place.startswith("second") else f"Officer {number}"
        if action == "draft":  # an answer that somebody else has to see before it goes
            for act, who, given in (("draft", by, PLENTY), ("review-draft", "The reviewer", {"verdict": "approved"})):
                life.case = fold(life.case, [decide(procedure, life.case, Command(act, now, now, who, "", given))])
            action = "send"
        given = {} if action == "send" else PLENTY
        life.case = fold(life.case, [decide(procedure, life.case, Command(action, now, now, by, "", given))])
        if life.case.has_ended:
            break
    return life, now


def _live(name: str, steps: int, wishes: Sequence[tuple[str, int, int, str, dict[str, str]]], ticks: bool) -> Case:
    """Ask everything in turn; with `ticks`, somebody also looks at the clock in between."""
    life, now = _opened(name, steps)
    for action, since, lay, by, words in wishes:
        if ticks:
            life.case = _caught_up(life, now + timedelta(hours=since / 2))
        now = now + timedelta(hours=since)
        life.case = _caught_up(life, now)
        before = life.case
        if action.isdigit():
            possible = possible_actions(life.procedure, before) or ("note",)
            action = possible[int(action) % len(possible)]
        try:
            event = decide(life.procedure, before, Command(action, now, now - timedelta(hours=lay), by, "", words))
        except Refused as refusal:
            told = (refusal.id, refusal.what, refusal.mend)
            assert all(told), told
        else:
            life.case = fold(before, [event])
        _holds(life)
    return life.case


def _caught_up(life: Life, until: DateTime) -> Case:
    case = life.case
    while event := lapse(life.procedure, case, until):
        case = fold(case, [event])
    return case


def _holds(life: Life) -> None:
    """What is true of every case at every moment."""
    case, policy = life.case, life.procedure.policy
    assert case.place in places(policy)
    assert case == fold(Case(case.id), case.log)
    assert all(a.recorded_at <= b.recorded_at for a, b in zip(case.log, case.log[1:], strict=False))
    assert all(event.happened_at <= event.recorded_at for event in case.events)
    assert case.has_ended or possible_actions(life.procedure, case)
    for deadline in every_deadline(policy, life.procedure.calendar, case):
        assert deadline.on is None or deadline.lines()
    if case.has_ended:
        assert lapse(life.procedure, case, a_moment("2040-01-01")) is None


@pytest.mark.parametrize("name", PROCEDURES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_no_sequence_of_orders_breaks_a_case_and_it_does_not_matter_who_looked_at_the_clock(
    name: str, data: st.DataObject
) -> None:
    steps = data.draw(st.integers(0, 9))
    wishes = data.draw(st.lists(orders(PROCEDURES[name]), max_size=10))
    assert _live(name, steps, wishes, ticks=False) == _live(name, steps, wishes, ticks=True)
