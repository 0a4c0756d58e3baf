"""docs/how-to.md: every example, put into the policy that `putright new` makes, checks and is explained as it says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

import putright
from docs import pages
from putright.policy.explanation import explain
from putright.policy.loading import load
from putright.starters import new_folder

PAGE = pages.page("docs/how-to.md")
NEWS = "{% extends 'frame' %}\n{% block body %}\nWe write to tell you how it is going.\n{% endblock %}\n"
"""The text of the letter that two examples say you write yourself."""


@dataclass(frozen=True)
class HowTo:
    title: str
    part: str
    told: str

    def __str__(self) -> str:
        return self.title


FOUND = re.findall(r"^### ([^\n]+)\n(?:(?!^##).)*?```yaml\n(.*?)```\n\nExplained: ([^\n]+)$", PAGE, re.M | re.S)
HOW_TOS = [HowTo(*found) for found in FOUND]


def test_every_example_says_how_it_is_explained() -> None:
    assert len(HOW_TOS) == len(pages.blocks("docs/how-to.md", "yaml")) > 20


@pytest.mark.parametrize("how_to", HOW_TOS, ids=str)
def test_an_example_checks_and_is_explained_as_it_says(how_to: HowTo, tmp_path: Path) -> None:
    folder = new_folder("Mill Homes", "housing", tmp_path)
    base = folder / "policies" / "mill-homes" / "two-stage.yaml"
    (folder / "letters" / "mill-homes" / "extension-news.md").write_text(NEWS, encoding="utf-8")
    version = "" if "version:" in how_to.part else 'version: "2"\n'
    changed = base.with_name("changed.yaml")
    changed.write_text(f"based_on: two-stage.yaml\n{version}{how_to.part}", encoding="utf-8")
    found = [
        problem for problem in putright.check_policy(changed) if problem.id not in ("P247", "P414", "P415", "P416")
    ]
    assert not found, "\n".join(map(str, found))
    loaded = load(changed)
    assert how_to.told in " ".join(explain(loaded.policy, loaded.calendar).split())
