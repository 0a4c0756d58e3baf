"""`putright draw`: the flow chart of a policy, its leaflet, its web text, and what is due when in a month."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from putright.cli.codes import FINE
from putright.cli.groups import examples
from putright.cli.options import format_option, policy_argument
from putright.cli.printing import say, say_json, say_table

if TYPE_CHECKING:
    from putright.leaflets import Month
    from putright.policy.model import Policy
    from putright.working_days import Calendar

Made = Mapping[str, Callable[["Policy", "Calendar"], str | bytes]]
FILE = click.Path(dir_okay=False, path_type=Path)


@click.command(
    epilog=examples(
        "putright draw policies/walsall/two-stage.yaml -o chart.svg",
        "putright draw policies/saha/three-stage.yaml --leaflet leaflet.pdf --web web-page.html",
        "putright draw policies/kiwi/four-stage.yaml --calendar 2026-04",
    )
)
@policy_argument
@click.option("-o", "--to", "chart", type=FILE, metavar="FILE", help="Write the flow chart: .svg or .mmd (Mermaid).")
@click.option("--leaflet", type=FILE, metavar="FILE", help="Write the leaflet with the chart: .html or .pdf.")
@click.option("--web", type=FILE, metavar="FILE", help="Write the text for your own web pages: .md or .html.")
@click.option("--calendar", "month", metavar="MONTH", help="Print what is due when for each day of a month: 2026-04.")
@format_option()
def draw(file: Path, chart: Path | None, leaflet: Path | None, web: Path | None, month: str | None, form: str) -> int:
    """Draw a procedure as a flow chart, and write its leaflet.

    Everything is made from the policy alone. Without an option, the chart is printed as text for Mermaid.
    """
    from putright import leaflets
    from putright.policy.loading import load
    from putright.policy.picture import chart_of, to_mermaid, to_svg

    loaded = load(file)
    policy, calendar = loaded.policy, loaded.calendar
    charts: Made = {
        ".svg": lambda policy, calendar: to_svg(chart_of(policy, calendar)),
        ".mmd": lambda policy, calendar: to_mermaid(chart_of(policy, calendar)),
    }
    asked: list[tuple[Path | None, str, Made]] = [
        (chart, "the chart", charts),
        (leaflet, "the leaflet", {".html": leaflets.leaflet_html, ".pdf": leaflets.leaflet_pdf}),
        (web, "the web text", {".md": leaflets.web_markdown, ".html": leaflets.web_html}),
    ]
    wanted = [(path, _maker(path, what, makers)) for path, what, makers in asked if path]
    made = [(path, make(policy, calendar)) for path, make in wanted]
    table = leaflets.month_of(policy, calendar, month) if month else None
    for path, held in made:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(held if isinstance(held, bytes) else held.encode())
    if form == "json":
        said = {"policy": policy.name, "files": [str(path) for path, _ in made]}
        chart_text = {} if made or table else {"chart": to_mermaid(chart_of(policy, calendar))}
        say_json({**said, **chart_text, **({"days": table.as_json()} if table else {})})
        return FINE
    for path, _ in made:
        say(str(path))
    if table:
        _print(table)
    elif not made:
        say(to_mermaid(chart_of(policy, calendar)).rstrip("\n"))
    return FINE


def _maker(path: Path, what: str, makers: Made) -> Callable[[Policy, Calendar], str | bytes]:
    maker = makers.get(path.suffix.lower())
    if maker is None:
        raise click.UsageError(f"{what} is written as {' or '.join(makers)}: name the file so, and not {path.name}")
    return maker


def _print(table: Month) -> None:
    from putright.working_days import in_full

    rows = ((f"{in_full(row.on)}{f' ({row.off})' if row.off else ''}", *row.due) for row in table.rows)
    say_table(("Received, or asked for, on", *table.titles), rows)
    say()
    say("Each step is taken to be done on its last day; nothing is extended, and no clock stands still.")
