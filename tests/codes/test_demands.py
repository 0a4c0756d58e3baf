"""Letters that are sent are held to just the letters and contents that the questions hold their templates to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from putright.codes import Code, shipped_codes
from putright.codes.demands import Demands, demands_of
from putright.codes.questions import Inquiry, letters
from putright.codes.verdicts import FAILING
from putright.letters import shelf_for
from putright.policy.calendars import find_calendar
from putright.policy.library import looks_like_policy
from putright.policy.loading import load
from putright.shipped import shipped

HOME = shipped("policies")
ELSE = {"bases", "stories", "codes", "calendars"}
POLICIES = [file for file in sorted(HOME.rglob("*.yaml")) if not ELSE & {*file.parts} and looks_like_policy(file)]


def asked(inquiry: Inquiry) -> Iterator[str]:
    """Every letter whose template a question of the code looks at, by its place in the policy."""
    for clause in inquiry.code.clauses:
        for ask in clause.asks:
            if ask.question == "letter-contains" and FAILING[ask.level] != "not-applicable" and inquiry.is_asked(ask):
                for answer in letters.answers(inquiry, ask.given):
                    yield from (f"{clause.id} {place}" for place in answer.evidence)


@pytest.mark.parametrize("file", POLICIES, ids=lambda file: file.stem)
@pytest.mark.parametrize("code", shipped_codes(), ids=lambda code: code.id)
def test_what_a_question_looks_at_is_what_is_looked_at_when_it_is_sent(code: Code, file) -> None:  # type: ignore[no-untyped-def]
    policy = load(file).policy
    inquiry = Inquiry(policy, find_calendar(policy.calendar, file.parent), shelf_for(policy), code)
    demanded = {f"{d.clause.id} {policy.letters[use.letter].place}" for _, use, d in demands_of(inquiry)}
    places = {f"{letter.place}" for letter in policy.letters.values()}
    looked_at = {where for where in asked(inquiry) if where.partition(" ")[2] in places}
    assert looked_at == demanded


def test_a_policy_is_held_to_each_code_that_it_follows_and_says_which_it_does_not_find() -> None:
    loaded = load(HOME / "saha" / "two-stage.yaml")
    policy = replace(loaded.policy, follows=("housing-ombudsman-2024", "no-such-code", "housing-ombudsman-2022"))
    demands = Demands(policy, loaded.calendar, shelf_for(loaded.policy), None)
    assert demands.unknown == ("no-such-code",)
    codes = {demand.code for found in demands._found.values() for _, demand in found}
    assert codes == {"housing-ombudsman-2024", "housing-ombudsman-2022"}
