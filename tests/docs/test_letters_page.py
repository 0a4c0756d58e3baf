"""docs/letters.md tells the length and the reading ease of each letter that ships, as they are."""

from __future__ import annotations

import re

import pytest

from docs import pages
from putright.authoring import Pack, preview_pack
from putright.policy.library import NO_POLICIES, looks_like_policy
from putright.shipped import shipped

PAGE = pages.page("docs/letters.md")
ROW = re.compile(r"^\| `([a-z0-9-]+)` (.+?) \| (\d+) \| (\d+) \|$", re.MULTILINE)


def packs() -> list[Pack]:
    home = shipped("policies")
    own = (file for file in sorted(home.rglob("*.yaml")) if not {*file.relative_to(home).parts} & {*NO_POLICIES})
    return [preview_pack(file) for file in own if looks_like_policy(file)]


@pytest.mark.parametrize("pack", packs(), ids=lambda pack: pack.policy.name)
def test_the_table_of_a_policy_is_true(pack: Pack) -> None:
    policy = pack.policy
    heading = f"### {policy.organisation.name}: {policy.title}"
    told = PAGE.partition(f"\n{heading}\n")[2].partition("\n### ")[0]
    sheets = [(s.sample.letter.id, s.sample.letter.title, str(s.reads.words), str(s.reads.ease)) for s in pack.sheets]
    rows = "\n".join(f"| `{id}` {title} | {words} | {ease} |" for id, title, words, ease in sheets)
    assert ROW.findall(told) == sheets, f"docs/letters.md, {heading}, must say:\n{rows}"


def test_the_parts_of_the_frame_are_those_of_the_template() -> None:
    frame = pages.page("letters/shared/frame.md")
    for part in ("letterhead", "where", "next", "help", "sign-off"):
        assert f'"{part}"' in frame
        assert f"`{part}`" in PAGE
