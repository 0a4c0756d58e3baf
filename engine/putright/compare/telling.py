"""Telling: a comparison as text, Markdown and HTML, for people who never saw the file.

Pure; the same sentences in every form, first the summary, then what is worse, and the letters last.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from putright.compare.comparing import Diff, until_in_words
from putright.compare.kinds import EFFECTS
from putright.compare.meaning import Change
from putright.problems import Place

HEADINGS: Final = {
    "worse": "For the worse",
    "unclear": "For a person to judge",
    "better": "For the better",
    "neutral": "No difference to the {one}",
}

_STYLE: Final = """
:root{color-scheme:light dark;--worse:#b3261e;--unclear:#8a5a00;--better:#1b6e3c;--neutral:#555;--line:#ccc}
@media(prefers-color-scheme:dark){:root{--worse:#ff8a80;--unclear:#ffca66;--better:#7bd69a;--neutral:#aaa;--line:#444}}
body{font:1rem/1.5 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem;line-height:1.25}h2{font-size:1.15rem;margin-top:2rem;border-bottom:1px solid var(--line)}
.summary{font-size:1.1rem}ol{list-style:none;padding:0}li{border-left:.3rem solid;padding:.1rem 0 .1rem .8rem;margin:1rem 0}
li p{margin:.2rem 0}.worse{border-color:var(--worse)}.unclear{border-color:var(--unclear)}
.better{border-color:var(--better)}.neutral,.waived{border-color:var(--neutral)}
.where{font-size:.85rem;color:var(--neutral);overflow-wrap:anywhere}
@media print{body{margin:0}li{break-inside:avoid}}
"""


def text(found: Diff) -> str:
    """The comparison as plain text, without any mark-up."""
    lines = [_head(found), found.summary]
    for heading, changes in _groups(found):
        lines += ["", heading.upper()]
        for change in changes:
            lines += ["", f"  {_sentence(change)}", *(f"    {line}" for line in _beside(change, found))]
    lines += [
        line
        for part in (_clauses(found), _waived(found), _cases(found), _letters(found))
        if part
        for line in ("", *part)
    ]
    return "\n".join(lines) + "\n"


def markdown(found: Diff) -> str:
    """The comparison as Markdown, as a pull request shows it."""
    lines = [f"## {_mark(_head(found))}", "", f"**{_mark(found.summary)}**"]
    for heading, changes in _groups(found):
        lines += ["", f"### {heading}", ""]
        for change in changes:
            lines += [f"* {_mark(_sentence(change))}", *(f"  <br>{_mark(line)}" for line in _beside(change, found))]
    for part in (_clauses(found), _waived(found), _cases(found), _letters(found)):
        if part:
            lines += ["", f"### {part[0].capitalize()}", "", *(f"* {_mark(line.strip())}" for line in part[1:] if line)]
    return "\n".join(lines) + "\n"


def html(found: Diff) -> str:
    """The comparison as one HTML page that needs nothing else."""
    parts = [
        "<!doctype html>",
        '<html lang="en-GB"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(_head(found))}</title><style>{_STYLE}</style></head><body><main>",
        f"<h1>{escape(_head(found))}</h1>",
        f'<p class="summary">{escape(found.summary)}</p>',
    ]
    for heading, changes in _groups(found):
        parts.append(f"<h2>{escape(heading)}</h2><ol>")
        for change in changes:
            *more, where = _beside(change, found)
            told = "".join(f"<p>{escape(line)}</p>" for line in (_sentence(change), *more))
            parts.append(f'<li class="{change.effect}">{told}<p class="where">{escape(where)}</p></li>')
        parts.append("</ol>")
    for part in (_clauses(found), _waived(found), _cases(found), _letters(found)):
        if part:
            items = "".join(f'<li class="waived">{escape(line.strip())}</li>' for line in part[1:] if line)
            parts.append(f"<h2>{escape(part[0].capitalize())}</h2><ol>{items}</ol>")
    return "\n".join((*parts, "</main></body></html>\n"))


def _head(found: Diff) -> str:
    return f"{found.new.organisation.name}, {found.new.title}: from {found.old.name} to {found.new.name}"


def _groups(found: Diff) -> Iterator[tuple[str, tuple[Change, ...]]]:
    for effect in EFFECTS:
        changes = found.of(effect)
        if changes:
            yield HEADINGS[effect].format(one=found.new.organisation.complainant), changes


def _sentence(change: Change) -> str:
    return f"{change.what}."


def _beside(change: Change, found: Diff) -> list[str]:
    """What stands under a sentence; its id and its places last."""
    dates = [f"{change.dates}."] if change.dates else []
    clauses = [f"The code: {'; '.join(change.clauses)}."] if change.clauses else []
    cases = [told] if found.open_cases and (told := found.open_cases.told(change.deadline)) else []
    where = f"{change.id} {change.fingerprint}  {_at(change.old_place)} -> {_at(change.new_place)}"
    return [*dates, *clauses, *cases, where]


def _at(place: Place) -> str:
    return f"{place.file}:{place.line}"


def _waived(found: Diff) -> list[str]:
    lines = []
    for change, waiver in found.waived:
        lines += ["", f"  {_sentence(change)}", f"    Accepted: {until_in_words(waiver)}"]
    for heading, waivers in (("No longer accepted", found.expired), ("Accepts nothing any more", found.idle)):
        for waiver in waivers:
            lines += ["", f"  {heading}: {waiver.change} {waiver.fingerprint}, {until_in_words(waiver)}"]
    return ["ACCEPTED", *lines] if lines else []


def _clauses(found: Diff) -> list[str]:
    lines = [line for one in found.clauses for line in (f"  {one}: {one.why}",)]
    return ["THE CODE", "", *lines] if lines else []


def _cases(found: Diff) -> list[str]:
    return ["OPEN CASES", "", *found.open_cases.summary()] if found.open_cases else []


def _letters(found: Diff) -> list[str]:
    titles = {**_titles(found.old.letters), **_titles(found.new.letters)}
    named = [f"  {titles.get(id, id)} ({id})" for id in found.letters]
    return ["LETTERS TO LOOK AT", "", *named] if named else []


def _titles(letters: object) -> dict[str, str]:
    assert isinstance(letters, dict)  # noqa: S101 -- the letters of a policy are looked up by id
    return {id: letter.title for id, letter in letters.items()}


def _mark(line: str) -> str:
    """A line in which nothing of a policy can pass for mark-up."""
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>|#" else letter for letter in line)
