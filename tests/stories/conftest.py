"""Stories as a test writes them: beside a copy of a shipped policy, in a folder of their own."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from putright.stories import Report, tell

ROOT = Path(__file__).parents[2]
Told = Callable[[str], Report]

HEAD = """\
policy: ../two-stage.yaml
stories:
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the council's policy and its letters, and no stories."""
    for name in ("policies", "letters"):
        shutil.copytree(ROOT / name / "walsall", tmp_path / name / "walsall", ignore=shutil.ignore_patterns("stories"))
    shutil.copytree(ROOT / "letters" / "shared", tmp_path / "letters" / "shared")
    return tmp_path


@pytest.fixture
def told(folder: Path) -> Told:
    """Plays stories that are about the council's policy."""

    def tells(text: str) -> Report:
        file = folder / "policies" / "walsall" / "stories" / "some.yaml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(HEAD + text if text.startswith("  - ") else text, encoding="utf-8")
        return tell([file])

    return tells
