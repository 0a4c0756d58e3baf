"""How quickly the command line starts: nothing heavy is loaded before a command needs it."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("sqlalchemy", "alembic", "jsonschema", "pendulum", "jinja2", "yaml", "transitions", "rich", "markdown_it")


def loaded_after(code: str) -> set[str]:
    told = f"{code}\nimport sys\nprint(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def test_the_command_line_loads_no_heavy_library_when_it_is_imported() -> None:
    assert not loaded_after("import putright.cli") & set(HEAVY)


def test_help_loads_no_heavy_library() -> None:
    assert not loaded_after("from putright.cli import main\nmain(['case', 'receive', '--help'])") & set(HEAVY)


def test_a_due_date_loads_no_database() -> None:
    asked = "due --from 2026-04-02 --within 5\\ days --calendar scotland --starts day-after"
    code = f"import shlex\nfrom putright.cli import main\nmain(shlex.split({asked!r}))"
    assert not loaded_after(code) & {"sqlalchemy", "alembic", "jinja2", "transitions", "rich"}
