"""`putright explain`: a policy in words."""

from __future__ import annotations

from pathlib import Path

import click

from putright.cli.codes import FINE
from putright.cli.options import examples, format_option, policy_argument
from putright.cli.printing import say, say_json


@click.command(
    epilog=examples(
        "putright explain policies/walsall/two-stage.yaml",
        "putright explain policies/saha/three-stage.yaml --format json",
    )
)
@policy_argument
@format_option()
def explain(file: Path, form: str) -> int:
    """Tell a procedure in words.

    Its stages, who acts, the limits, the letters, and what the complainant may do when.
    """
    from putright.policy.explanation import explain as in_words
    from putright.policy.loading import load

    loaded = load(file)
    text = in_words(loaded.policy, loaded.calendar)
    if form == "json":
        say_json({"policy": loaded.policy.name, "text": text})
    else:
        say(text.rstrip("\n"))
    return FINE
