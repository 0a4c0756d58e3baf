"""What is wrong with a template is found before a letter is written, with its place and its mend."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from letters.letter_cases import procedure_of, shelf_of, shelf_with
from putright.letters import Shelf, letter_problems
from putright.letters.fields import FIELDS, field_of, title_of
from putright.problems import PolicyError, Problem

POLICY = procedure_of("walsall/two-stage").policy
FREE = replace(POLICY, letters={id: replace(letter, must_say=()) for id, letter in POLICY.letters.items()})
"""The policy without what its letters must say, which the templates of these tests do not."""


def problems_of(folder: Path, **templates: str) -> tuple[Problem, ...]:
    return letter_problems(FREE, shelf_with(folder, **templates))


MISTAKES = {
    "a misspelt field": ("closing", "Dear {{ complainant.nmae }}", "L301", 'Did you mean "complainant.name"?'),
    "a name that is nothing": ("closing", "{{ weather }}", "L301", "nothing has that name"),
    "a misspelt part of an item": (
        "closing",
        "{% for m in matters %}{{ m.waht }}{% endfor %}",
        "L301",
        "m.waht",
    ),
    "a block that is written twice": (
        "closing",
        "{% block a %}x{% endblock %}\n{% block a %}y{% endblock %}",
        "L303",
        "the block a is written twice",
    ),
    "a group that is printed": ("closing", "{{ complainant }}", "L301", "several parts"),
    "a list that is printed": ("closing", "{{ matters }}", "L301", "several parts"),
    "a text that is walked through": ("closing", "{% for a in sought %}{% endfor %}", "L301", "not a list"),
    "a step that does not exist": ("closing", "{{ due.respnd }}", "L301", 'Did you mean "due.respond"?'),
    "a fact that the policy does not have": ("closing", "{{ facts.servce }}", "L301", 'Did you mean "facts.service"?'),
    "a syntax error": ("closing", "{% if reason %}\nnever closed", "L303", "cannot be read"),
    "an outcome in an acknowledgement": (
        "stage_1_acknowledgement",
        "{% for m in matters %}{{ m.outcome }}{% endfor %}",
        "L305",
        "stage-1-acknowledgement of walsall/two-stage@2025-10-21 is sent at Stage 1, step acknowledge (acknowledgement), without it",
    ),
    "a reason that nobody has to give": ("withdrawal", "{{ reason }}", "L305", "for withdraw (withdrawal)"),
    "a new date in a refusal": ("refusal", "{{ extension.after }}", "L305", "extension.after"),
    "a due date of another stage": ("stage_2_response", "{{ due['stage-1.respond'] }}", "L305", "stage-2-response"),
    "a template that is not there": ("closing", "{% include 'hepl' %}", "L302", '"hepl"'),
}


@pytest.mark.parametrize(("letter", "text", "id", "words"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_in_a_template_is_one_problem(tmp_path: Path, letter: str, text: str, id: str, words: str) -> None:
    found = problems_of(tmp_path, **{letter: text})
    assert [problem.id for problem in found] == [id]
    assert words in f"{found[0].what} {found[0].mend}"
    assert found[0].place.file.endswith(f"walsall/{letter.replace('_', '-')}.md")


def test_a_problem_names_the_line_and_column_of_the_field(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, closing="One\n\nDear {{ complainant.nmae }}")
    assert (problem.place.line, problem.place.column) == (3, 9)


def test_a_field_inside_its_own_if_may_be_missing(tmp_path: Path) -> None:
    text = "{% if reason %}{{ reason }}{% endif %}{{ extension.after if extension.after else 'no date' }}"
    assert problems_of(tmp_path, withdrawal=text) == ()


def test_an_if_not_guards_nothing(tmp_path: Path) -> None:
    found = problems_of(tmp_path, withdrawal="{% if not reason %}{{ reason }}{% endif %}")
    assert [problem.id for problem in found] == ["L305"]


def test_a_mistake_in_a_shared_part_is_told_once_for_all_its_letters() -> None:
    own = shelf_of("walsall")
    shelf = replace(own, templates=tuple(sorted({**own.document(), "shared/outside": "{{ doros }}"}.items())))
    (problem,) = letter_problems(POLICY, shelf)
    assert problem.place.file.endswith("shared/outside.md")


def test_a_letter_without_a_template_is_told_at_its_place_in_the_policy() -> None:
    document = shelf_of("walsall").document()
    document.pop("shared/closing")
    problem = next(p for p in letter_problems(POLICY, Shelf.of(document)) if p.id == "L302")
    assert problem.place == POLICY.letters["closing"].place
    assert 'written from the template "closing"' in problem.what


def test_a_block_that_a_letter_writes_anew_replaces_the_one_in_the_frame(tmp_path: Path) -> None:
    text = '{% extends "final-response" %}{% block next %}{{ weather }}{{ super() }}{% endblock %}'
    assert [problem.id for problem in problems_of(tmp_path, stage_2_response=text)] == ["L301"]


def test_a_template_that_is_not_text_is_refused_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "walsall").mkdir()
    (tmp_path / "walsall" / "closing.md").write_bytes(b"\xff\xfe")
    with pytest.raises(PolicyError, match="not text in UTF-8"):
        Shelf.read(tmp_path, "walsall")


def test_every_field_has_a_title_and_is_found_by_its_name() -> None:
    for field in FIELDS:
        assert field.title
        assert field_of(field.name.replace("[]", "[2]").replace("*", "x")) == field
    assert title_of("matters[2].outcome") == "the outcome of matter 2"
