"""The forms of a leaflet: Markdown and HTML for web pages, a page to print, and tagged PDF, each with the same text.

A page asks for nothing from outside. The same policy gives the same bytes.
"""

from __future__ import annotations

import re
from html import escape

from markdown_it import MarkdownIt

from putright.leaflets.text import BEGIN, CHART, END, text_of
from putright.letters import Letter, page_of, to_pdf
from putright.policy.model import Policy
from putright.policy.picture import chart_of, page_svgs
from putright.working_days import Calendar

_MARK = re.compile(f" ?{BEGIN}([^{END}]*){END}")
_PRINTED = """
@page { size: A4 portrait; margin: 15mm; }
@page chart { margin: 0; }
figure { margin: 1rem 0; }
figure svg { width: 100%; height: auto; max-width: 50rem; }
@media print {
  section h2 { display: none; }
  figure { margin: 0; page: chart; break-before: page; break-inside: avoid; }
  figure svg { display: block; width: 210mm; height: 296.9mm; max-width: none; }
}"""


def web_markdown(policy: Policy, calendar: Calendar | None) -> str:
    """The text for the organisation's own pages, as Markdown; each time is followed by a comment that names it."""
    return _commented(text_of(policy, calendar).replace(f" {CHART}", "").rstrip()) + "\n"


def web_html(policy: Policy, calendar: Calendar | None) -> str:
    """The same text with the chart, as a piece of HTML to put into a page; in ASCII, so that no page can garble it."""
    piece = f'<article lang="en-GB">\n{_body(policy, calendar)}</article>\n'
    return piece.encode("ascii", "xmlcharrefreplace").decode("ascii")


def leaflet_html(policy: Policy, calendar: Calendar | None) -> str:
    """The leaflet as a page that stands by itself, with the chart, to read or to print."""
    return page_of(_title(policy), _body(policy, calendar), _PRINTED)


def leaflet_pdf(policy: Policy, calendar: Calendar | None) -> bytes:
    """The leaflet on A4 pages, tagged, with the chart on pages of its own.

    Raises:
        PdfError: L310, the extra `pdf` is not installed; L311, no font has some of the characters.
    """
    text = _MARK.sub("", text_of(policy, calendar)).replace(CHART, "The chart is on the last pages.")
    chart = chart_of(policy, calendar)
    said = [(svg, f"{chart.title}, as a flow chart. The text before it says the same.") for svg in page_svgs(chart)]
    return to_pdf(Letter("leaflet", _title(policy), "", text), on=policy.in_force_from, pictures=said)


def _body(policy: Policy, calendar: Calendar | None) -> str:
    text = text_of(policy, calendar).replace(CHART, "The chart below shows it, and the text says the same.")
    html = _commented(MarkdownIt("commonmark", {"html": False}).render(text))
    drawings = "\n".join(f"<figure>\n{_inline(svg)}</figure>" for svg in page_svgs(chart_of(policy, calendar)))
    return f"{html}<section>\n<h2>The way of a complaint</h2>\n{drawings}\n</section>\n"


def _inline(svg: str) -> str:
    """A drawing inside a page, whose paper is the page's own affair."""
    return re.sub(r"<style>.*?</style>\n", "", svg)


def _commented(text: str) -> str:
    """The marks as comments, which nobody sees."""
    return _MARK.sub(lambda found: f"<!-- putright: {escape(found[1])} -->", text)


def _title(policy: Policy) -> str:
    return f"How to complain to {policy.organisation.name}"
