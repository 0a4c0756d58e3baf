"""README.md and docs/tutorial.md are true: what they say is typed, in order, and what comes out is compared."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from docs import pages
from docs.console import Reader, commands
from putright.source import Plain, parse


@pytest.mark.parametrize("name", ["README.md", "docs/tutorial.md"])
def test_every_command_prints_what_the_page_says(name: str, tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    typed = 0
    for block in pages.blocks(name, "console", "diff", "csv", "yaml"):
        if block.info == "console":
            for said in commands(block):
                output = reader.type(said.command)
                assert said.comes_true_in(output), f"{block}: {said.command}\n{output}"
                typed += 1
        elif block.info.startswith("diff"):
            reader.edit(block)
        elif " " in block.info:
            reader.write(block)
    assert typed


def test_the_policy_in_the_readme_is_the_heart_of_a_real_one() -> None:
    """Every step it shows stands in the council's policy, with the same terms."""
    (block,) = pages.blocks("README.md", "yaml")
    shown = parse(f"steps:\n{block.text}", str(block)).tree["steps"]
    stages = parse(pages.page("policies/walsall/two-stage.yaml"), "two-stage.yaml").tree["stages"]
    assert isinstance(stages, list)
    assert isinstance(stages[0], dict)
    assert _stands_in(shown, stages[0]["steps"])


def _stands_in(shown: Plain, real: Plain) -> bool:
    """Whether a shorter tree says nothing that a longer one does not say."""
    match shown, real:
        case dict(), dict():
            return all(key in real and _stands_in(value, real[key]) for key, value in shown.items())
        case list(), list():
            return all(any(_stands_in(one, other) for other in real) for one in shown)
        case _:
            return shown == real


PAGES = [
    "README.md",
    "CHANGELOG.md",
    *(file.relative_to(pages.ROOT).as_posix() for file in sorted((pages.ROOT / "docs").rglob("*.md"))),
]


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_to_a_file_or_heading_of_ours(name: str) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", pages.page(name)):
        if not target.startswith(("http://", "https://")):
            path, _, heading = target.partition("#")
            found = os.path.normpath(Path(name).parent / path) if path else name
            assert (pages.ROOT / found).exists(), f"{name} links to {target}"
            assert not heading or heading in _headings(found), f"{name} links to {target}"


def _headings(name: str) -> set[str]:
    """The headings of a page as links name them."""
    titles = re.findall(r"^#+ (.+)$", pages.page(name), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_every_decision_stands_in_the_list_of_decisions() -> None:
    listed = pages.page("docs/decisions/README.md")
    for file in (pages.ROOT / "docs/decisions").glob("[0-9]*.md"):
        assert f"({file.name})" in listed
