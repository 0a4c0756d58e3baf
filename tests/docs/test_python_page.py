"""docs/python.md is true: its lines are run, and their answers compared."""

from __future__ import annotations

import doctest
import shutil
from pathlib import Path

import pytest

from docs import pages


def test_every_line_of_the_python_page_gives_what_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("policies", "letters"):
        shutil.copytree(pages.ROOT / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    text = "\n".join(block.text for block in pages.blocks("docs/python.md", "python"))
    test = doctest.DocTestParser().get_doctest(text.replace("…", "..."), {}, "docs/python.md", "docs/python.md", 0)
    said: list[str] = []
    result = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=said.append)
    assert result.attempted > 20
    assert not result.failed, "\n".join(said)
