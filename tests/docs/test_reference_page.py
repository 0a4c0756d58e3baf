"""docs/reference.md is what the schemas and tables of the program say."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from docs import pages


def test_the_reference_is_what_the_schemas_and_tables_say() -> None:
    path = Path(__file__).parent / "regenerate_reference.py"
    spec = importlib.util.spec_from_file_location("regenerate_reference", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert pages.page("docs/reference.md") == module.page(), "run python tests/docs/regenerate_reference.py"
