"""The templates of a folder of policies: where each stands, and which policies break where one is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from putright.cli.codes import FINDINGS, FINE
from putright.cli.printing import counted, say, say_json, say_table

if TYPE_CHECKING:
    from putright.authoring import TemplateUse


def tell_uses(files: list[Path], form: str) -> int:
    """Print every template with the letters it stands in, and what is wrong with it for whom; findings where something is.

    Raises:
        PolicyError: What is wrong with a policy itself.
    """
    from putright.authoring import templates_in_use

    uses = templates_in_use(files)
    if form == "json":
        say_json({"templates": [_as_json(use) for use in uses]})
    else:
        _print(uses, len(files))
    return FINDINGS if any(use.problems for use in uses) else FINE


def _print(uses: tuple[TemplateUse, ...], policies: int) -> None:
    rows: list[tuple[str, str, str]] = []
    for use in uses:
        standings = [(one.policy, counted(len(one.letters), "letter")) for one in use.used_in]
        for number, (policy, letters) in enumerate(standings or [("no policy", "")]):
            rows.append(("" if number else use.file, policy, letters))
    say_table(("Template", "Stands in", ""), rows)
    broken = [(problem, files) for use in uses for problem, files in use.problems.items()]
    for problem, files in broken:
        say()
        say(str(problem), fg="red")
        say(f"    breaks: {', '.join(files)}")
    say()
    say(
        f"{counted(len(uses), 'template')}, {counted(policies, 'policy', 'policies')}, {counted(len(broken), 'problem')}"
    )


def _as_json(use: TemplateUse) -> dict[str, object]:
    return {
        "template": use.file,
        "used_in": [{"policy": one.policy, "letters": list(one.letters)} for one in use.used_in],
        "problems": [{**problem.as_json(), "breaks": list(files)} for problem, files in use.problems.items()],
    }
