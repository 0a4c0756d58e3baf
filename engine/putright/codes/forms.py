"""The self-assessment as a page: Markdown, and HTML that stands by itself, prints, and can be read aloud by a screen reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from putright.codes.assessment import COLUMNS, Assessment, Planned, Row, Section
from putright.working_days import in_full

GAP_COLUMNS: Final = ("Provision", "What will be done", "Owner", "By when")
OPEN: Final = (
    "“To be answered” is what no program can decide, or what holds only in part: a person has to look at what the commentary "
    "names, and say. Provisions are put in our own words."
)
NO_GAPS: Final = "No provision was found that is not kept to."
NOBODY: Final = "Nobody is named yet"
NO_DAY: Final = "No day is set yet"

_MARKS: Final = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]<>#|"})

_STYLE: Final = """\
body { margin: 2rem auto; max-width: 72rem; padding: 0 1.25rem; background: #fff; color: #1a1a1a;
  font: 1rem/1.5 Verdana, Arial, sans-serif; }
table { border-collapse: collapse; width: 100%; margin: 0 0 2rem; table-layout: fixed; }
caption { text-align: left; font-weight: bold; padding: .4rem 0; }
th, td { border: 1px solid #767676; padding: .4rem .6rem; text-align: left; vertical-align: top; overflow-wrap: break-word; }
.form th:first-child { width: 6rem; } .form th:nth-child(3) { width: 6.5rem; }
thead { display: table-header-group; } tr { break-inside: avoid; }
td p { margin: 0 0 .4rem; } code { font-size: .85em; overflow-wrap: anywhere; }
@page { size: A4 landscape; margin: 12mm; }
@media print { body { margin: 0; max-width: none; font-size: 9pt; } h2, caption { break-after: avoid; } }"""


def form_in_markdown(form: Assessment) -> str:
    """The form in Markdown: a table for each section, then the plan for what is not kept to."""
    lines = [f"# {_plain(_title(form))}", ""]
    for text in _before(form):
        lines += [_plain(text), ""]
    for section in form.sections:
        lines += [f"## {_plain(section.heading)}", "", _line(COLUMNS), _line("---" for _ in COLUMNS)]
        lines += [_line(_markdown_cells(row)) for row in section.rows] + [""]
    lines += ["## Gap plan", ""]
    if form.gaps:
        lines += [_line(GAP_COLUMNS), _line("---" for _ in GAP_COLUMNS)]
        lines += [_line(_plain(cell) for cell in _gap(gap)) for gap in form.gaps]
    else:
        lines.append(NO_GAPS)
    return "\n".join(lines) + "\n"


def form_in_html(form: Assessment) -> str:
    """The form as a complete page in British English, with its style inside, no scripts, and nothing asked for from outside."""
    body = [f"<h1>{escape(_title(form))}</h1>", *(f"<p>{escape(text)}</p>" for text in _before(form))]
    for section in form.sections:
        body.append(f"<h2>{escape(section.heading)}</h2>")
        body += _table(_caption(section), COLUMNS, (_html_cells(row) for row in section.rows), "form")
    body.append("<h2>Gap plan</h2>")
    if form.gaps:
        cells = ([escape(cell) for cell in _gap(gap)] for gap in form.gaps)
        body += _table("What will be done about provisions that are not kept to", GAP_COLUMNS, cells, "gaps")
    else:
        body.append(f"<p>{NO_GAPS}</p>")
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(_title(form))}</title>\n<style>\n{_STYLE}\n</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(body)
        + "\n</main>\n</body>\n</html>\n"
    )


def _title(form: Assessment) -> str:
    return f"Self-assessment of {form.organisation}: {form.code_title}"


def _before(form: Assessment) -> Iterator[str]:
    if form.preface:
        yield form.preface
    yield f"{form.procedure} ({form.policy}), on {in_full(form.on)}."
    yield f"{form.summary}."
    yield OPEN
    yield from form.notes


def _caption(section: Section) -> str:
    number = f" of section {section.id}" if section.id[:1].isdigit() else ""
    return f"Provisions{number}: whether they are kept to, and what shows it"


def _gap(gap: Planned) -> tuple[str, str, str, str]:
    by = in_full(gap.by) if gap.by else NO_DAY
    return gap.provision, gap.what, gap.owner or NOBODY, f"{by} (this day has passed)" if gap.is_past else by


def _table(caption: str, columns: Iterable[str], rows: Iterable[list[str]], kind: str) -> Iterator[str]:
    yield f'<table class="{kind}">\n<caption>{escape(caption)}</caption>'
    yield "<thead><tr>" + "".join(f'<th scope="col">{column}</th>' for column in columns) + "</tr></thead>\n<tbody>"
    for first, *rest in rows:
        yield f'<tr><th scope="row">{first}</th>' + "".join(f"<td>{cell}</td>" for cell in rest) + "</tr>"
    yield "</tbody>\n</table>"


def _html_cells(row: Row) -> list[str]:
    places = ", ".join(f"<code>{escape(place)}</code>" for place in _places(row))
    evidence = "".join(f"<p>{escape(text)}</p>" for text in row.evidence) + (f"<p>{places}</p>" if places else "")
    commentary = "".join(f"<p>{escape(text)}</p>" for text in row.commentary)
    return [escape(row.provision), escape(row.requirement), row.comply, evidence, commentary]


def _markdown_cells(row: Row) -> Iterator[str]:
    yield row.provision
    yield _plain(row.requirement)
    yield f"**{row.comply}**"
    yield " ".join((*(_plain(text) for text in row.evidence), *(f"`{place}`" for place in _places(row))))
    yield " ".join(_plain(text) for text in row.commentary)


def _places(row: Row) -> tuple[str, ...]:
    return tuple(f"{place.file}:{place.line}" for place in row.places)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(text: str) -> str:
    return " ".join(text.split()).translate(_MARKS)
