"""A letter whose template was joined reads exactly as Jinja itself would write it, part by part."""

from __future__ import annotations

import pytest
from jinja2 import Template

from letters.letter_cases import POLICIES, procedure_of, shelf_of
from putright.letters import Shelf, filling, preview
from putright.letters.joining import compiled
from putright.letters.templates import Desk, checked
from putright.letters.values import Record, wrapped
from putright.policy.calendars import shipped_calendar

ENGLAND = shipped_calendar("england-and-wales")
EVERY_LETTER = [(name, letter) for name in POLICIES for letter in procedure_of(name).policy.letters]

SAID = {
    "reference": "C-1",
    "complainant": {"name": "Ada"},
    "matters": ({"what": "Bins", "number": 1}, {"what": "Noise", "number": 2}),
}
"""What the small letters below can tell."""

FRAME = "Top {{ reference }}\n{% block body %}frame body{% endblock %}\n{% block end %}frame end{% endblock %}\n"

SHELVES = {
    "blocks in a frame": {"x": '{% extends "frame" %}{% block body %}mine{% endblock %}', "frame": FRAME},
    "a frame in a frame": {
        "x": '{% extends "middle" %}{% block inner %}innermost {{ reference }}{% endblock %}',
        "middle": '{% extends "frame" %}{% block body %}[{% block inner %}middle{% endblock %}]{% endblock %}',
        "frame": FRAME,
    },
    "words beside the blocks": {"x": '{% extends "frame" %}lost{% block body %}mine{% endblock %}lost', "frame": FRAME},
    "words before the frame": {"x": 'kept{% extends "frame" %}{% block body %}mine{% endblock %}', "frame": FRAME},
    "a frame on a condition": {
        "x": '{% if reference %}{% extends "frame" %}{% endif %}{% block body %}mine{% endblock %}',
        "frame": FRAME,
    },
    "what stands above, with super": {
        "x": '{% extends "frame" %}{% block body %}mine, {{ super() }}{% endblock %}',
        "frame": FRAME,
    },
    "a part with a frame of its own": {
        "x": '{% extends "frame" %}{% block body %}{% include "part" %}{% endblock %}',
        "part": '{% extends "other" %}{% block body %}of the part{% endblock %}',
        "other": "<{% block body %}other{% endblock %}{% block end %}!{% endblock %}>",
        "frame": FRAME,
    },
    "a part in a list": {
        "x": '{% for matter in matters %}{% include "part" %}, {% endfor %}',
        "part": "{% if matter.number %}{{ matter.number }}: {% endif %}{{ matter.what }} of {{ complainant.name }}",
    },
    "a list in a part in a list": {
        "x": '{% for matter in matters %}{{ loop.index }} {% include "part" %}; {% endfor %}',
        "part": "{% for other in matters %}{{ loop.index }}{{ other.what }}/{{ matter.what }} {% endfor %}",
    },
    "the same name walked twice": {
        "x": '{% for matter in matters %}{% include "part" %}{{ matter.what }}. {% endfor %}',
        "part": "{% for matter in matters %}{{ matter.number }}{% endfor %}",
    },
    "a block in a list": {"x": "{% for matter in matters %}{% block one %}{{ reference }}{% endblock %}{% endfor %}"},
    "branches": {
        "x": "{% for matter in matters %}{% if loop.first %}first{% elif loop.last %}last{% else %}{% endif %}"
        "{% else %}none{% endfor %}{% if nobody %}{% else %} end{% endif %}"
    },
}

APART = {
    "words before the frame",
    "a frame on a condition",
    "what stands above, with super",
    "a list in a part in a list",
    "a block in a list",
}
"""What is left to Jinja, since it would not mean the same as one tree."""


def told(template: Template) -> str:
    names = {name: wrapped(name, raw, Record()) for name, raw in SAID.items()}  # type: ignore[arg-type]
    return template.render(names, nobody=wrapped("channel", None, Record()))


@pytest.mark.parametrize("name", SHELVES)
def test_a_joined_template_means_what_its_parts_mean(name: str) -> None:
    shelf = Shelf(tuple(sorted(SHELVES[name].items())))
    desk = checked(shelf)
    joined, plain = compiled(shelf, desk, "x"), desk.get_template("x")
    assert told(joined) == told(plain)
    assert (joined is plain) == (name in APART)


@pytest.mark.parametrize(("name", "letter"), EVERY_LETTER)
def test_every_shipped_letter_reads_as_jinja_writes_it(name: str, letter: str, monkeypatch: pytest.MonkeyPatch) -> None:
    policy = procedure_of(name).policy
    shelf = shelf_of(policy.organisation.id)
    joined = preview(policy, shelf, letter, ENGLAND)
    monkeypatch.setattr(filling, "compiled", lambda shelf, desk, name: Desk.get_template(desk, name))
    filling._form.cache_clear()
    assert preview(policy, shelf, letter, ENGLAND) == joined
    filling._form.cache_clear()
