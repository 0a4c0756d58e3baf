"""A report as a page: Markdown, and HTML made of it, that stands by itself and asks for nothing from outside."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final

from markdown_it import MarkdownIt

from putright.codes.telling import heading
from putright.codes.verdicts import VERDICTS, Finding, Report, Verdict

_MARKS: Final = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]<>#|"})

_STYLE: Final = """\
body { margin: 2rem auto; max-width: 64rem; padding: 0 1.25rem; background: #fff; color: #1a1a1a;
  font: 1rem/1.5 Verdana, Arial, sans-serif; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #767676; padding: .4rem .6rem; text-align: left; vertical-align: top; }
thead { display: table-header-group; } tr { break-inside: avoid; }
code { font-size: .9em; overflow-wrap: anywhere; }
@media print { body { margin: 0; max-width: none; font-size: 9pt; } }"""


def to_markdown(report: Report, only: tuple[Verdict, ...] = ()) -> str:
    """The report as a table for each section of the code, under its title, with what has to be known before it is read."""
    columns = ["Clause", "What it asks", "Verdict", "Why, and where"]
    shows_cases = any(finding.practice for finding in report.findings)
    columns += ["What the cases show"] if shows_cases else []
    lines = [f"# {_plain(report.policy)} under {_plain(report.title)}", "", f"{report.summary}.", ""]
    lines += [line for note in report.notes for line in (_plain(note), "")]
    for section, findings in report.by_section(only).items():
        if report.sections:
            lines += [f"## {_plain(heading(report.sections, section))}", ""]
        lines += [_row(columns), _row("---" for _ in columns)]
        lines += [*(_row(_cells(finding, shows_cases)) for finding in findings), ""]
    return "\n".join(lines)


def to_html(markdown: str, title: str) -> str:
    """A complete page in British English, with its style inside and no scripts."""
    body = MarkdownIt("commonmark", {"html": False}).enable("table").render(markdown)
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(title)}</title>\n<style>\n{_STYLE}\n</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )


def _cells(finding: Finding, shows_cases: bool) -> Iterable[str]:
    places = " ".join(f"`{place.file}:{place.line}`" for place in finding.evidence)
    unsure = f" *Not confirmed: {_plain(finding.unconfirmed)}.*" if finding.unconfirmed else ""
    yield finding.clause
    yield f"{_plain(finding.requirement)}{unsure}"
    yield f"**{VERDICTS[finding.verdict]}**"
    yield f"{_plain(finding.why)} {places}".strip()
    if shows_cases:
        yield _plain(finding.practice)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(text: str) -> str:
    return " ".join(text.split()).translate(_MARKS)
