"""docs/changes.md names every kind of change, with its meaning and its mirror, and its waivers can be read."""

from __future__ import annotations

import re
from pathlib import Path

from docs import pages
from putright.compare import EFFECTS, KINDS, waivers_in
from putright.compare.sentences import SENTENCES

PAGE = pages.page("docs/changes.md")


def test_the_page_lists_every_kind_under_its_effect_and_no_other() -> None:
    for effect in EFFECTS:
        part = PAGE.partition(f"### {effect.capitalize()}\n")[2].partition("\n### ")[0]
        rows = re.findall(r"^\| `([a-z-]+)` \| (.+) \| `([a-z-]+)` \|$", part, re.MULTILINE)
        assert {row[0] for row in rows} == {kind.id for kind in KINDS.values() if kind.effect == effect}
        for id, said, mirror in rows:
            sentence = SENTENCES[id].format(old="A", new="B", one="complainant")
            assert said == f"{sentence[:1].upper()}{sentence[1:]}."
            assert KINDS[id].mirror == mirror


def test_the_waivers_on_the_page_can_be_read(tmp_path: Path) -> None:
    (block,) = pages.blocks("docs/changes.md", "yaml waivers", "yaml")[-1:]
    file = tmp_path / "accepted.yaml"
    file.write_text(block.text, encoding="utf-8")
    (waiver,) = waivers_in(file)
    assert waiver.change in KINDS
