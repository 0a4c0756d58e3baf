"""Where the files that come with putright stand: beside `engine/` in a checkout, inside the package in a wheel."""

from __future__ import annotations

from pathlib import Path


def shipped(folder: str) -> Path:
    """The shipped folder of that name: `policies`, `schemas` or `letters`."""
    inside = Path(__file__).parent / "data" / folder
    return inside if inside.is_dir() else Path(__file__).parents[2] / folder
