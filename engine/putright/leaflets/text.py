"""The text of a leaflet, in Markdown, from the policy alone: how to complain, what happens when, and who else can help.

Says what the policy says and nothing else. Whatever an owner wrote is escaped, and each of the policy's times is followed
by a mark that names it, so that `check` can compare it later.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from putright.leaflets.figures import marked
from putright.leaflets.terms import named_times
from putright.letters.values import escaped
from putright.policy.model import RECORD_KINDS, Policy
from putright.policy.phrases import listed
from putright.policy.picture import Chart, chart_of
from putright.policy.picture.chart import Box
from putright.working_days import Calendar, in_full

BEGIN, END = "\ue000", "\ue001"
"""What stands around the name in a mark until the text has its form."""

CHART = "\ue002"
"""Where the chart goes, in forms that can show it."""


def text_of(policy: Policy, calendar: Calendar | None) -> str:
    """The text, with headings from level 1 on."""
    return "\n".join(_Text(policy, calendar).lines())


class _Text:
    """Writes the leaflet of one policy."""

    def __init__(self, policy: Policy, calendar: Calendar | None) -> None:
        self.policy, self.named = policy, named_times(policy)
        self.chart: Chart = chart_of(policy, calendar)

    def lines(self) -> Iterator[str]:
        for part in (
            self._head(),
            self._definition(),
            self._channels(),
            self._help(),
            self._stages(),
            self._yours(),
            self._outside(),
            self._exclusions(),
            self._remedies(),
            self._foot(),
        ):
            yield from part

    def _head(self) -> Iterator[str]:
        yield from (f"# How to complain to {_safe(self.policy.organisation.name)}", "")
        yield from (f"This is what we do when you complain to us, and by when. {CHART}", "")

    def _definition(self) -> Iterator[str]:
        said = self.policy.told.definition
        if not (said.complaint or said.complaint_examples):
            return
        yield from ("## What a complaint is", "")
        if said.complaint:
            yield from (_safe(said.complaint), "")
        yield from _items(map(_safe, said.complaint_examples))
        if said.service_request:
            yield from (f"This is no complaint, but a request: {_safe(said.service_request)}", "")
        counted = [RECORD_KINDS[kind].lower() for kind, terms in self.policy.records.items() if terms.counts_as]
        if counted:
            yield from (f"We treat each of these as a complaint, too: {listed(counted)}.", "")

    def _channels(self) -> Iterator[str]:
        us = self.policy.organisation
        yield from ("## How to complain", "", "You can complain to us in any of these ways:", "")
        yield from _items(map(_safe, self.policy.channels.values()))
        reach = _reach(us.address, ("Telephone", us.telephone), ("E-mail", us.email), ("Website", us.website))
        hours = [f"When we can be reached: {_safe(us.hours)}"] if us.hours else []
        if found := [*reach, *hours]:
            yield from ("How to reach us:", "", *_items(found))

    def _help(self) -> Iterator[str]:
        said = self.policy.told.access
        helps = (
            ("Somebody to speak for you", said.advocates),
            ("An interpreter", said.interpreting),
            ("Other languages", f"{listed(said.languages)}." if said.languages else ""),
            ("Letters in other forms", f"{listed(said.formats)}." if said.formats else ""),
            ("If you need something to be done differently", said.adjustments),
        )
        if any(words for _, words in helps):
            yield from ("## Help to complain", "")
            yield from _items(f"**{title}:** {_safe(words)}" for title, words in helps if words)

    def _stages(self) -> Iterator[str]:
        yield from ("## What happens to your complaint, and by when", "")
        for block in self.chart.blocks:
            yield from (f"### {_safe(block.title)}", "", _safe(" ".join(block.notes)), "")
            for number, box in enumerate(block.boxes, 1):
                yield from self._step(number, box)
            yield ""
        ours = [note for note in self.chart.beside if not note.words.startswith("You ")]
        if ours:
            yield from ("### Besides", "", *_items(self._timed(note.words, note.name) for note in ours))

    def _step(self, number: int, box: Box) -> Iterator[str]:
        details = [self._timed(detail.words, detail.name) for detail in box.details]
        then = [f"Then: {_safe(box.target.words)}."] if box.target else []
        limit = self._timed(_sentence(box.limit), box.name)
        yield " ".join([f"{number}. **{_safe(box.title)}.**", limit, *details, *then])
        for way in box.ways:
            leads = f": {_safe(way.target.words)}." if way.target else "."
            yield f"    * {_safe(way.words)}{leads}"

    def _yours(self) -> Iterator[str]:
        """What the complainant may do, and when."""
        found = []
        for block in self.chart.blocks:
            for box in block.boxes:
                if box.actor == "you":
                    ways = [_safe(f'"{way.words}"') for way in box.ways if way.actor == "you"]
                    said = f"{_safe(block.title)}, {self._timed(box.limit, box.name)}"
                    found.append(f"**{said}:** {listed(ways, 'or') if ways else _safe(box.title)}.")
        found += [self._timed(note.words, note.name) for note in self.chart.beside if note.words.startswith("You ")]
        if found:
            yield from ("## What you can do, and when", "", *_items(found))

    def _outside(self) -> Iterator[str]:
        if self.chart.outside:
            yield from ("## Who else can look into it", "")
        for one in self.chart.outside:
            body = self.policy.bodies[self.policy.doors[one.name.removeprefix("doors.")].to]
            yield from (
                f"### {_safe(one.title)}",
                "",
                " ".join(self._timed(words, one.name) for words in one.details),
                "",
            )
            ways = (("Telephone", body.telephone), ("E-mail", body.email), ("Website", body.website))
            if not body.closed_on:
                yield from _items(_reach(body.address, *ways))

    def _exclusions(self) -> Iterator[str]:
        if self.policy.exclusions:
            yield from ("## What we may not be able to look into", "")
            found = []
            for one in self.policy.exclusions.values():
                older = f" It is so when it is older than {one.older_than}." if one.older_than else ""
                said = self._timed(f"{one.explanation}{older}".strip(), f"exclusions.{one.id}")
                found.append(f"**{_safe(one.title)}.** {said}".rstrip())
            yield from _items(found)
            yield from ("If we cannot look into it, we tell you the reason.", "")

    def _remedies(self) -> Iterator[str]:
        titles = [remedy.title.lower() for remedy in self.policy.told.remedies.values()]
        if titles:
            yield from ("## How we put things right", "", f"We can offer: {_safe(listed(titles))}.", "")

    def _foot(self) -> Iterator[str]:
        policy = self.policy
        until = f" until {in_full(policy.in_force_until)}" if policy.in_force_until else ""
        yield from ("## About this leaflet", "")
        said = f"{_safe(policy.title)}, version {_safe(policy.version)}. It holds for complaints received from"
        yield f"It tells what stands in this procedure: {said} {in_full(policy.in_force_from)}{until}."
        yield ""

    def _timed(self, words: str, name: str) -> str:
        """Words that may hold times of the policy, each with its mark."""
        return marked(_safe(words), f"{BEGIN}{name}{END}") if name in self.named else _safe(words)


def _reach(address: tuple[str, ...], *ways: tuple[str, str]) -> Iterator[str]:
    if address:
        yield f"Address: {_safe(', '.join(address))}"
    yield from (f"{title}: {_safe(words)}" for title, words in ways if words)


def _items(items: Iterable[str]) -> Iterator[str]:
    lines = [f"* {item}" for item in items]
    if lines:
        yield from (*lines, "")


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def _safe(words: str) -> str:
    """An owner's words as one line of Markdown that shows just them."""
    return escaped("".join(mark for mark in words if mark not in (BEGIN, END, CHART)))
