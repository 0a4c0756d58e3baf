"""Contents that a code asks of a letter: each is lacking where the letter that was sent does not print it."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework.oak import ALL_MATTERS, ANSWER, DOORS, Oak, clause
from putright.case.events import Lack

REMEDIES = "{% for remedy in remedies %}{{ remedy.what }}{% if remedy.by %} {{ remedy.by }}{% endif %}{% endfor %}"

CONTENTS = [
    ("stage", "response", "{{ event.stage }}", {}),
    ("where-you-are", "acknowledgement", "{{ stage.number }}: {{ stage.title }}", {}),
    ("definition", "acknowledgement", "{{ definition }}", {"definition": "The lift stands."}),
    ("sought", "acknowledgement", "{{ sought }}", {"sought": "Mend it."}),
    ("decision", "response", ALL_MATTERS, {}),
    ("reasons", "response", ALL_MATTERS, {}),
    ("reasons", "extension", "{{ reason }}", {"reason": "A part is missing."}),
    ("reasons", "refusal", "{{ exclusion.explanation }}", {}),
    ("each-point", "response", ALL_MATTERS, {}),
    ("remedy", "response", REMEDIES, {"remedy": "Mend it."}),
    ("remedy-day", "response", REMEDIES, {"remedy": "Mend it.", "remedy__1__by": "2026-04-01"}),
    ("outstanding", "response", "{% for one in outstanding %}{{ one.what }}{% endfor %}", {"outstanding__1": "Ring."}),
    ("learning", "response", "{{ learning }}", {"learning": "We look each week."}),
    ("next-stage", "response", "{% for choice in next.choices %}{{ choice.title }}{% endfor %}", {}),
    ("new-date", "extension", "{{ extension.after }}", {"reason": "A part is missing."}),
    ("time-limit", "acknowledgement", "{{ next.due }}", {}),
    ("ombudsman", "response", DOORS, {}),
    ("refusal-right", "refusal", DOORS, {}),
]  # fmt: skip

DONE_BY = {"response": "respond", "acknowledgement": "acknowledge", "extension": "extend", "refusal": "reject"}


def sent(oak: Oak, letter: str, given: dict[str, str]) -> None:
    oak.receive()
    if letter in ("response", "extension"):
        oak.act("acknowledge", "2026-03-03")
    more = ANSWER if letter == "response" else {"exclusion": "court"} if letter == "refusal" else {}
    oak.act(DONE_BY[letter], "2026-03-04", **more, **given)


@pytest.mark.parametrize(("content", "letter", "prints", "given"), CONTENTS)
def test_a_content_is_lacking_where_the_letter_does_not_print_it(
    tmp_path: Path, content: str, letter: str, prints: str, given: dict[str, str]
) -> None:
    """Where the template cannot print it, the letter goes all the same, and what it lacks is on record."""
    whole = Oak(tmp_path / "whole", clause(content, letter), templates={letter: prints})
    sent(whole, letter, given)
    assert whole.lacks() == []
    bare = Oak(tmp_path / "bare", clause(content, letter))
    sent(bare, letter, given)
    assert bare.lacks() == [Lack("promise", "1", "must", content)]


WHERE_THERE_IS_ANY = [
    ("remedy", "remedies"), ("remedy-day", "remedies"), ("outstanding", "outstanding"), ("learning", "learning")
]  # fmt: skip


@pytest.mark.parametrize(("content", "field"), WHERE_THERE_IS_ANY)
def test_what_there_is_none_of_is_not_lacking(tmp_path: Path, content: str, field: str) -> None:
    prints = next(row[2] for row in CONTENTS if row[0] == content)
    oak = Oak(tmp_path, clause(content), templates={"response": f"{{% if {field} %}}{prints}{{% endif %}}"})
    sent(oak, "response", {})
    assert oak.lacks() == []


def test_a_remedy_without_a_day_promises_none(tmp_path: Path) -> None:
    prints = f"{{% if remedies %}}{REMEDIES}{{% endif %}}"
    oak = Oak(tmp_path, clause("remedy, remedy-day"), templates={"response": prints})
    sent(oak, "response", {"remedy": "We are sorry."})
    assert oak.lacks() == []
