"""The four procedures of decision 0007: complete policies, read from the page itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from putright.policy.calendars import shipped_calendar
from putright.policy.explanation import explain
from putright.policy.model import Policy
from putright.policy.moves import moves_of
from putright.policy.reading import read_policy
from putright.policy.sense import sense_problems
from putright.source import parse

PAGE = Path(__file__).parents[2] / "docs/decisions/0007-four-procedures-on-paper.md"
BLOCKS = re.findall(r"^```yaml\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def on_paper(number: int) -> Policy:
    policy, problems = read_policy(parse(BLOCKS[number], f"block {number + 1}"))
    assert policy is not None, "\n".join(map(str, problems))
    return policy


def test_the_page_holds_four_procedures() -> None:
    assert [on_paper(number).id for number in range(len(BLOCKS))] == [
        "childrens-social-care",
        "dispute-resolution",
        "model-procedure",
        "with-mediation",
    ]


@pytest.mark.parametrize("number", range(4))
def test_each_has_the_right_shape_and_makes_sense(number: int) -> None:
    policy = on_paper(number)
    problems = sense_problems(policy, shipped_calendar(policy.calendar))
    assert not problems, "\n".join(map(str, problems))


@pytest.mark.parametrize("number", range(4))
def test_each_can_be_walked(number: int) -> None:
    assert moves_of(on_paper(number))


WORDS = [
    (0, "no more than 65 working days in total"),
    (0, 'within 5 working days of "Convene the panel"'),
    (1, "We answer within 8 weeks of receiving the complaint"),
    (1, 'directly where "Product" is Payment services'),
    (2, "within the later of 6 months of the customer becoming aware of it and 2 months of the answer"),
    (2, "We answer within 20 working days of the case coming to this stage"),
    (3, 'within 15 working days of "Agree to mediation"'),
]


@pytest.mark.parametrize(("number", "words"), WORDS)
def test_each_can_be_told_in_words(number: int, words: str) -> None:
    policy = on_paper(number)
    told = " ".join(explain(policy, shipped_calendar(policy.calendar)).split())
    assert words in told
