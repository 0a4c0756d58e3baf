"""What a letter must say: it is checked before anyone complains, and once more when a letter is written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from letters.letter_cases import ANSWER, Life, procedure_of, shelf_of, shelf_with
from putright.letters import lacking, letter_problems
from putright.policy.model import Policy
from putright.problems import Refused

POLICY = procedure_of("walsall/two-stage").policy
BARE = "{% extends 'frame' %}{% block body %}{% for matter in matters %}{{ matter.what }}{% endfor %}{% endblock %}"
SOMETIMES = (
    "{% extends 'frame' %}{% block body %}{{ event.stage }}{% for matter in matters %}"
    "{{ matter.what }}{{ matter.outcome }}{% if remedies %}{{ matter.reasons }}{% endif %}{% endfor %}{% endblock %}"
)


def saying(*names: str) -> Policy:
    """Walsall's policy, whose first answer must say other things."""
    letter = replace(POLICY.letters["stage-1-response"], must_say=names)
    return replace(POLICY, letters={**POLICY.letters, letter.id: letter})


def test_a_template_that_never_prints_what_it_must_is_found_beforehand(tmp_path: Path) -> None:
    found = letter_problems(POLICY, shelf_with(tmp_path, stage_1_response=BARE))
    assert {problem.id for problem in found} == {"L307"}
    assert [problem.what.split(",")[0] for problem in found] == [
        "stage-1-response must say event.stage",
        "stage-1-response must say matters[].outcome",
        "stage-1-response must say matters[].reasons",
    ]


UNKNOWN = [("a field that is not there", "decision"), ("a list", "remedies"), ("a flag", "stage.last")]


@pytest.mark.parametrize(("why", "name"), UNKNOWN, ids=[row[0] for row in UNKNOWN])
def test_a_letter_can_be_held_to_fields_of_text_only(why: str, name: str) -> None:
    (problem,) = letter_problems(saying(name), shelf_of("walsall"))
    assert (problem.id, name in problem.what) == ("L301", True)


def test_a_letter_that_leaves_out_what_it_must_say_is_refused(tmp_path: Path) -> None:
    """The template prints the reasons only beside a remedy, so it passes the check and fails without one."""
    shelf = shelf_with(tmp_path, stage_1_response=SOMETIMES)
    assert letter_problems(POLICY, shelf) == ()
    life = Life.begun(shelf=shelf)
    life.then("2026-01-07", "acknowledge")
    with pytest.raises(Refused) as refused:
        life.then("2026-01-14", "respond", **ANSWER)
    assert (refused.value.id, "the reasons" in refused.value.what) == ("L307", True)


def test_the_same_letter_goes_when_it_says_all(tmp_path: Path) -> None:
    life = Life.begun(shelf=shelf_with(tmp_path, stage_1_response=SOMETIMES))
    life.then("2026-01-07", "acknowledge")
    letter = life.then("2026-01-14", "respond", remedy="We will come on Friday.", **ANSWER)
    assert "Nobody sent another one" in letter.markdown


def test_the_stage_of_an_answer_is_the_one_that_gave_it() -> None:
    """At Kiwi the last answer leads on to stage 4 at once; it is still the answer of stage 3."""
    life = Life.begun("2026-01-05", policy="kiwi/four-stage", channel="email", subject="funding")
    life.then("2026-01-06", "acknowledge")
    for day, stage in (("2026-01-12", "Stage 1"), ("2026-01-14", "Stage 2"), ("2026-01-16", "Stage 3")):
        assert stage in life.then(day, "respond", **ANSWER).markdown.partition("Where you are")[0]
        if stage != "Stage 3":
            life.then(day, "escalate")


def test_a_letter_that_was_written_can_be_held_to_its_contents() -> None:
    """By what this very letter printed, and not by what its template could have."""
    contents = ("stage", "decision", "reasons", "remedy", "next-stage", "references")
    life = Life.begun()
    life.then("2026-01-07", "acknowledge")
    bare = life.then("2026-01-14", "respond", **ANSWER)
    assert lacking(contents, "response", bare.told) == ("remedy",), "what no field shows is for a person"
    other = Life.begun()
    other.then("2026-01-07", "acknowledge")
    whole = other.then("2026-01-14", "respond", remedy="We will come on Friday.", **ANSWER)
    assert lacking(contents, "response", whole.told) == ()
