"""Leaflets: how to complain, from the policy alone, for print and for web pages; and what own leaflets say otherwise."""

from putright.leaflets.checking import leaflet_problems
from putright.leaflets.forms import leaflet_html, leaflet_pdf, web_html, web_markdown
from putright.leaflets.months import Month, month_of

__all__ = [
    "Month",
    "leaflet_html",
    "leaflet_pdf",
    "leaflet_problems",
    "month_of",
    "web_html",
    "web_markdown",
]
