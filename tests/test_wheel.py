"""The wheel works where the checkout is not: installed elsewhere, run from elsewhere, with its own data."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from builders import ROOT


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with nothing in it but what the wheel brings."""
    built, site = tmp_path_factory.mktemp("dist"), tmp_path_factory.mktemp("site")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]
    build = [*pip, "wheel", "--no-deps", "--no-build-isolation", "--no-index", "-w", str(built), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = built.glob("putright-*.whl")
    subprocess.run(
        [*pip, "install", "--no-deps", "--no-index", "--target", str(site), str(wheel)], check=True, capture_output=True
    )
    return site


def _run(site: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(site), "NO_COLOR": "1"}
    return subprocess.run(
        [sys.executable, "-m", "putright", *arguments], cwd=folder, env=environment, capture_output=True, text=True
    )


def test_the_wheel_brings_policies_schemas_letters_and_migrations(installed: Path, tmp_path: Path) -> None:
    where = _run(
        installed,
        tmp_path,
        "due",
        "--from",
        "2026-04-02",
        "--within",
        "10 working days",
        "--calendar",
        "england-and-wales",
        "--starts",
        "day-after",
    )
    assert where.stdout.startswith("Monday 20 April 2026"), where.stderr
    shown = subprocess.run(
        [sys.executable, "-c", "import putright; print(putright.__file__)"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(installed)}, capture_output=True, text=True,
    )  # fmt: skip
    assert shown.stdout.startswith(str(installed))
    for folder in ("policies/walsall/two-stage.yaml", "schemas/policy.schema.json", "letters/shared/frame.md"):
        assert (installed / "putright/data" / folder).is_file()


def test_a_case_lives_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    cases = ("--cases", "sqlite:///cases.db")
    opened = _run(
        installed, tmp_path, "case", "receive", "walsall", *cases, "--id", "W-1", "--at", "2026-03-30T10:00:00+01:00",
        "--matter", "Bins", "--name", "Ada Moss", "--channel", "website", "--fact", "service=waste",
    )  # fmt: skip
    assert opened.returncode == 0, opened.stderr
    acknowledged = _run(installed, tmp_path, "case", "acknowledge", "W-1", *cases, "--at", "2026-04-02T10:00:00+01:00")
    assert "Monday 20 April 2026" in acknowledged.stdout, acknowledged.stderr
