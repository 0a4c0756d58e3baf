"""The command line as a test uses it: in a folder of its own, with a store of its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from putright.cli import main

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


Putright = Callable[..., Answer]


@pytest.fixture
def putright(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Putright:
    """Runs a command in an empty folder; cases are kept in `cases.db` there."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PUTRIGHT_CASES", "sqlite:///cases.db")
    for name in ("NO_COLOR", "PUTRIGHT_DEBUG"):
        monkeypatch.delenv(name, raising=False)

    def run(*words: str | Path) -> Answer:
        capsys.readouterr()
        code = main([str(word) for word in words])
        printed = capsys.readouterr()
        return Answer(code, printed.out, printed.err)

    return run


@pytest.fixture
def walsall() -> Path:
    """The shipped policy of a council."""
    return ROOT / "policies" / "walsall" / "two-stage.yaml"


@pytest.fixture
def received(putright: Putright) -> str:
    """A complaint that came on the Thursday before Easter, and its case's id."""
    answer = putright(
        "case", "receive", "walsall", "--id", "w-1", "--at", "2026-04-02T10:00:00+01:00",
        "--channel", "telephone", "--fact", "service=waste", "--name", "Ann Other", "--address", "1 High Street",
        "--matter", "The brown bin was not emptied",
    )  # fmt: skip
    assert answer.code == 0, answer
    return "w-1"


@pytest.fixture
def answered(putright: Putright, received: str) -> str:
    """The same complaint, acknowledged on the Tuesday after Easter and answered a week later."""
    acknowledged = putright(
        "case", "acknowledge", received, "--at", "2026-04-07T09:00:00+01:00", "--definition", "The bin was missed."
    )
    assert acknowledged.code == 0, acknowledged
    responded = putright(
        "case", "respond", received, "--at", "2026-04-14T15:00:00+01:00", "--by", "Bo Field",
        "--outcome", "upheld", "--reasons", "The crew missed the street.",
    )  # fmt: skip
    assert responded.code == 0, responded
    return received
