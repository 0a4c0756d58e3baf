"""The read-me that the demo leaves in its folder: what is there, and why some lines of the logs were refused.

Text only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from putright.problems import Problem

WHY: Mapping[str, str] = {
    "G502": "a line that breaks off in the middle",
    "G503": "a line that names no case",
    "R100": "the letter O typed for a nought in a case's reference",
    "R101": "a command that was mistyped",
    "R102": "a field that was mistyped",
    "R103": "an outcome in words that the policy does not use",
    "R104": "a moment that does not say which offset from UTC it has",
    "R201": "a complaint that was acknowledged twice",
    "R202": "an acknowledgement at stage 2 that does not set out what is still at issue",
    "R203": "somebody acting in a post that is not theirs",
    "R204": "an answer at the next stage by the person who decided before",
    "R205": "a request that came after the month for it had passed, with no reason given",
    "R206": "more time, asked for after the answer was due",
    "R207": "more time for the second time",
    "R212": "a referral to a body that does not deal with the subject",
    "R213": "a referral to the Education and Skills Funding Agency after it had closed",
    "R214": "a complaint turned away for a reason that the policy does not name",
    "R216": "an answer without its reasons",
    "R220": "a complaint recorded without saying how it came",
}
"""Every refusal that the logs bring about on purpose, by its id."""

INTRODUCTION = """\
What the demo left here
=======================

letters/CASE/NN-letter   each letter that a case sent: .md, .txt and .html; .pdf for the three cases that the demo
                         told in full, where the extra pdf is installed
timelines/CASE.txt       what happened to each case, and the reason for each of its dates, day by day
charts/                  the flow chart of each policy (.svg, and .mmd for Mermaid), and its leaflet
logs/                    the logs that were played; every name, place and complaint in them is invented
cases.db                 the cases: putright case list --cases sqlite:///cases.db

The three organisations and their procedures are real, as far as they are published. Their complaints are not: they
were written for this demo.

Lines that were refused
-----------------------

Real logs hold mistakes, and so do these. A line that is refused changes nothing, and the rest goes on.
"""


def read_me(refused: Iterable[Problem]) -> str:
    """The text: an introduction, then each refused line with its place and what it was meant to show."""
    told = (f"{p.place}\n    {WHY.get(p.id, 'not foreseen')}\n    {p.id} {p.what}" for p in refused)
    return "\n".join([INTRODUCTION, *told]) + "\n"
