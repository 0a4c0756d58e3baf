"""The preview pack as one page: a table of contents with length, reading ease and approval, then every letter.

Stands by itself: nothing is fetched, nothing runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from putright.letters.pack import Sheet
from putright.letters.rendering import fragment, page_of
from putright.policy.model import Policy
from putright.working_days import in_full

_STYLE: Final = """
body { max-width: 52rem; }
table { border-collapse: collapse; width: 100%; margin: 0 0 2rem; font-size: .95rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid #767676; }
td.figure, th.figure { text-align: right; }
a { color: #0b3d91; }
article { max-width: 38rem; border: 1px solid #767676; padding: 1.5rem 2rem; margin: 0 0 1rem; }
section > h2 { border-top: 4px solid #1a1a1a; padding-top: 1rem; margin-top: 3rem; }
article h3 { font-size: 1.5rem; }
article h4 { font-size: 1.15rem; margin: 1.5rem 0 .5rem; }
.gap { background: #ffe08a; font-weight: bold; }
@media print { section { break-before: page; } article { border: 0; padding: 0; } }"""
_GAP: Final = re.compile(r"«[^«»]*»")


def pack_page(policy: Policy, sheets: Sequence[Sheet]) -> str:
    """All letters of a policy on one page, with contents; what a letter lacks is marked."""
    title = f"The letters of {policy.organisation.name}"
    body = "".join(_parts(policy, title, sheets))
    return page_of(title, body, _STYLE)


def _parts(policy: Policy, title: str, sheets: Sequence[Sheet]) -> Iterator[str]:
    yield f"<h1>{escape(title)}</h1>\n"
    days = f"in force from {in_full(policy.in_force_from)}"
    yield f"<p>{escape(policy.title)} ({escape(policy.name)}), {days}. The people and what they complain about are invented.</p>\n"
    yield (
        "<p>Reading ease is Flesch’s figure: 60 and more is plain English, 70 and more is fairly easy. It is a rule of thumb.</p>\n"
    )
    yield "<h2>Contents</h2>\n<table>\n<thead>\n<tr>"
    for heading, kind in (("Letter", ""), ("Words", "figure"), ("Reading ease", "figure"), ("Approval", "")):
        yield f'<th scope="col"{_class(kind)}>{heading}</th>'
    yield "</tr>\n</thead>\n<tbody>\n"
    for sheet in sheets:
        letter = sheet.sample.letter
        yield f'<tr><th scope="row"><a href="#{escape(letter.id)}">{escape(letter.title)}</a></th>'
        yield f'<td class="figure">{sheet.reads.words}</td>'
        yield f'<td class="figure">{"" if sheet.reads.ease is None else sheet.reads.ease}</td>'
        yield f"<td>{escape(_short(sheet))}</td></tr>\n"
    yield "</tbody>\n</table>\n"
    for sheet in sheets:
        yield from _sheet(sheet)


def _sheet(sheet: Sheet) -> Iterator[str]:
    letter = sheet.sample.letter
    yield f'<section aria-labelledby="{escape(letter.id)}">\n<h2 id="{escape(letter.id)}">{escape(letter.title)}</h2>\n'
    yield f"<p>{escape(sheet.measured)}. Written from {escape(sheet.file)}; {escape(sheet.approved)}.</p>\n"
    if sheet.limits:
        yield f"<p>The policy asks for: {escape(sheet.limits)}.</p>\n"
    if sheet.breaches:
        told = escape("; ".join(f"it {breach}" for breach in sheet.breaches))
        yield f'<p><span class="gap">Not kept to</span>: {told}.</p>\n'
    if sheet.sample.missing:
        yield f'<p><span class="gap">Missing</span>: {escape(", ".join(sheet.sample.missing))}.</p>\n'
    marked = _GAP.sub(lambda gap: f'<span class="gap">{gap[0]}</span>', fragment(letter.markdown, first=3))
    yield f"<article>\n{marked}</article>\n</section>\n"


def _short(sheet: Sheet) -> str:
    if sheet.changed:
        return "changed since it was approved"
    return sheet.approved


def _class(kind: str) -> str:
    return f' class="{kind}"' if kind else ""
