"""Templates see fields and other templates of their shelf, and nothing else."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from jinja2.exceptions import SecurityError

from letters.letter_cases import procedure_of, shelf_of, shelf_with
from putright.letters import letter_problems, preview
from putright.letters.templates import Desk
from putright.policy.calendars import shipped_calendar
from putright.problems import PolicyError

ESCAPES = {
    "the class of a text": "{{ ''.__class__ }}",
    "the class of a field": "{{ complainant.name.__class__ }}",
    "a name between brackets": "{{ complainant['__class__'] }}",
    "a method of a field": "{{ complainant.name.upper() }}",
    "a huge text": "{{ 'a' * 10**9 }}",
    "a huge number": "{{ 10 ** 10 ** 9 }}",
    "a formatted width": "{{ '%1000000000d' % 1 }}",
    "joined texts": "{{ 'a' ~ 'b' }}",
    "a walk through a range": "{% for i in range(10**9) %}x{% endfor %}",
    "a file from outside by include": "{% include '/etc/passwd' %}",
    "a file above the shelf": "{% include '../walsall/closing' %}",
    "a template by a computed name": "{% include letter.title %}",
    "a list of templates": "{% include ['frame', 'help'] %}",
    "an import": "{% import 'frame' as f %}",
    "the attr filter": "{{ complainant.name|attr('__class__') }}",
    "the map filter": "{{ matters|map(attribute='what') }}",
    "a macro": "{% macro x() %}{{ x() }}{% endmacro %}{{ x() }}",
    "a test that calls": "{{ complainant is callable }}",
    "a list that walks itself": "{% for m in matters recursive %}{{ loop(matters) }}{% endfor %}",
    "a cycler": "{{ cycler('a') }}",
    "the loop's own machinery": "{% for m in matters %}{{ loop.cycle('a') }}{% endfor %}",
    "a set variable": "{% set x = 'a' %}",
    "itself": "{% include 'closing' %}",
    "two that include each other": "{% include 'withdrawal' %}",
    "a shower of parts": "{% include 'withdrawal' %}" * 61,
    "a sign before a number": "{{ -1 }}",
    "a slice": "{{ complainant.name[0:3] }}",
    "lists three deep": "{% for a in matters %}{% for b in matters %}{% for c in matters %}{% endfor %}{% endfor %}{% endfor %}",
}

ENGLAND = shipped_calendar("england-and-wales")


@pytest.mark.parametrize("text", ESCAPES.values(), ids=ESCAPES)
def test_an_escape_is_found_before_anything_runs(tmp_path: Path, text: str) -> None:
    other = "{% include 'closing' %}" if "withdrawal" in text and "%}{%" not in text else "Nothing."
    shelf = shelf_with(tmp_path, closing=text, withdrawal=other)
    found = letter_problems(procedure_of("walsall/two-stage").policy, shelf)
    assert {"L301", "L302", "L304"} & {problem.id for problem in found}
    assert all("closing.md" in problem.place.file or "withdrawal.md" in problem.place.file for problem in found)


@pytest.mark.parametrize("text", ["{{ 'a' * 10**9 }}", "{% include '/etc/passwd' %}", "{{ ''.__class__ }}"])
def test_a_shelf_with_an_escape_is_refused_when_a_letter_is_written(tmp_path: Path, text: str) -> None:
    shelf = shelf_with(tmp_path, closing=text)
    with pytest.raises(PolicyError):
        preview(procedure_of("walsall/two-stage").policy, shelf, "closing", ENGLAND)


@pytest.mark.parametrize(
    "text", ["{{ 'a' * 9 }}", "{{ -1 }}", "{{ x.__class__ }}", "{{ x['y'] }}", "{{ x.upper() }}", "{{ ('a', 'b') }}"]
)
def test_the_desk_itself_refuses_what_a_check_might_let_through(text: str) -> None:
    with pytest.raises(SecurityError):
        Desk(shelf_of("walsall")).from_string(text).render(x="text")


def test_parts_that_double_at_each_step_are_counted_and_refused(tmp_path: Path) -> None:
    names = [f"part-{number}" for number in range(30)]
    doubled = {name: f"{{% include '{after}' %}}" * 2 for name, after in pairwise(names)}
    shelf = shelf_with(tmp_path, closing="{% include 'part-0' %}", **doubled, **{names[-1]: "x"})
    found = letter_problems(procedure_of("walsall/two-stage").policy, shelf)
    assert any(problem.id == "L304" and "closing.md" in problem.place.file for problem in found)
