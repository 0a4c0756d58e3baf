"""`putright explain`: a policy in words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from putright.cli.codes import FINE
from putright.cli.groups import examples
from putright.cli.options import format_option, policy_argument
from putright.cli.printing import say, say_json

if TYPE_CHECKING:
    from putright.source import Source


@click.command(
    epilog=examples(
        "putright explain policies/walsall/two-stage.yaml",
        "putright explain policies/saha/three-stage.yaml --format json",
        "putright explain policies/walsall/two-stage.yaml --sources",
    )
)
@policy_argument
@click.option("--sources", is_flag=True, help="Every value with the file and line where it was written.")
@format_option()
def explain(file: Path, sources: bool, form: str) -> int:
    """Tell a procedure in words.

    Its stages, who acts, the limits, the letters, and what the complainant may do when. Where a policy is based on another one,
    it ends with what is different.
    """
    from putright.policy.explanation import explain as in_words
    from putright.policy.loading import load

    loaded = load(file)
    if sources:
        return _sources(loaded.source, form)
    text = in_words(loaded.policy, loaded.calendar)
    if form == "json":
        say_json({"policy": loaded.policy.name, "text": text})
    else:
        say(text.rstrip("\n"))
    return FINE


def _sources(source: Source, form: str) -> int:
    from putright.policy.origins import origins

    found = origins(source)
    if form == "json":
        say_json({"values": [{"name": one.name, "value": one.value, **one.place.as_json()} for one in found]})
    else:
        for one in found:
            say(f"{one.place.file}:{one.place.line}  {one.name} = {one.value}")
    return FINE
