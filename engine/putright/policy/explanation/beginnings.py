"""Where a policy comes from in words: what it is based on, and what it says otherwise.

Says nothing of a policy that stands by itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.policy.explanation.voice import Voice, item, paragraph
from putright.policy.origins import Difference, differences


class OriginTeller(Voice):
    """Tells what a policy takes from another one and what it does not."""

    def based_on(self) -> Iterator[str]:
        source = self.policy.source
        if source is None or source.base is None:
            return
        found = differences(source)
        yield "## What is different here"
        yield ""
        yield from paragraph(
            f"This procedure is based on {source.base.file}.",
            "What is not listed here stands there." if found else "It says nothing otherwise.",
        )
        yield from (item(_told(difference)) for difference in found)
        yield ""


def _told(one: Difference) -> str:
    if not one.value:
        return f"{one.name} does not hold here (there: {one.base}; {one.place.file}, line {one.place.line})."
    before = f"there: {one.base}" if one.base else "not there"
    return f"{one.name}: {one.value} ({before}; {one.place.file}, line {one.place.line})."
