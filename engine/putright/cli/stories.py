"""`putright test`: a policy's own tests, told as stories, and what of the policy no story touches."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from putright.cli.codes import COULD_NOT_RUN, FINDINGS, FINE
from putright.cli.groups import examples
from putright.cli.options import format_option
from putright.cli.printing import complain, counted, say, say_json, say_table
from putright.cli.progress import progress

if TYPE_CHECKING:
    from putright.casework.progress import Track
    from putright.stories import Begun, Coverage, Report


@click.command(
    epilog=examples(
        "putright test policies/walsall/two-stage.yaml",
        "putright test policies/ --coverage --minimum 100",
        "putright test policies/walsall/two-stage.yaml --format junit",
    )
)
@click.argument("paths", metavar="PATH…", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--coverage", is_flag=True, help="Show how much of each policy the stories reach, and what none touches.")
@click.option(
    "--minimum",
    type=click.FloatRange(0, 100),
    metavar="PERCENT",
    help="Less coverage than this is a finding.",
)
@click.option("--skeletons", is_flag=True, help="Write stories for what none touches, to be confirmed by a person.")
@format_option("text", "json", "junit")
def test(paths: tuple[Path, ...], coverage: bool, minimum: float | None, skeletons: bool, form: str) -> int:
    """Play the stories of policies, and show what none touches.

    PATH is a policy (its stories stand in the folder `stories` beside it), a file of stories, or a folder with all
    that is in it. Where something comes out otherwise than a story says, both are shown, with the reason day by day.
    """
    from putright.stories import junit, tell

    with progress() as track:
        report = tell(paths, track)
        begun = _begun(report, track) if skeletons else []
    written = [one for one in begun if one.file]
    if not (report.results or report.problems or written):
        complain(f"there are no stories in {', '.join(map(str, paths))}")
        complain("    mend: write one (see docs/stories.md), or let them be begun: --skeletons")
    thin = [one for one in report.coverage if minimum is not None and one.percent < minimum]
    if form == "json":
        say_json({**report.as_json(), "skeletons": [str(one.file) for one in written]})
    elif form == "junit":
        click.echo(junit(report), nl=False)
    else:
        _print(report)
        for covered in report.coverage if coverage else thin:
            _print_coverage(covered)
        for one in begun:
            _print_begun(one)
        _close(report, thin, minimum)
    if report.problems or report.failed or thin:
        return FINDINGS
    return FINE if report.results or written else COULD_NOT_RUN


def _begun(report: Report, track: Track) -> list[Begun]:
    """Stories for what nothing touches in each policy, in a new file beside its other stories."""
    from putright.stories import begin

    return [] if report.problems else [begin(report, one, track) for one in report.coverage]


def _print_begun(begun: Begun) -> None:
    if begun.file:
        say(f"{begun.file}: {counted(begun.stories, 'story', 'stories')} written, to be confirmed by a person")
    for part in begun.unreached:
        say(f"{part.place}: no way was found to {part.kind} {part.name}")


def _print(report: Report) -> None:
    for problem in report.problems:
        first, _, mend = str(problem).partition("\n")
        say(first, fg="red")
        say(mend)
    for result in report.failed:
        say(f"“{result.story.title}” did not come true", bold=True)
        for failure in result.failures:
            first, _, rest = str(failure).partition("\n")
            say(first, fg="red")
            say(rest)


def _print_coverage(coverage: Coverage) -> None:
    from putright.stories.edges import EDGE

    say(f"{coverage.policy.name}: {coverage.percent:.0f}% of what it says is touched by a story", bold=True)
    rows = [(row.kind, f"{row.reached} of {row.parts}") for row in coverage.counts]
    say_table(("Kind", "Touched"), rows)
    for part in coverage.untouched:
        say(f"{part.place}: no story {'stands on' if part.kind == EDGE else 'touches'} {part.kind} {part.name}")
    say()


def _close(report: Report, thin: list[Coverage], minimum: float | None) -> None:
    failed = len(report.failed)
    came_true = len(report.results) - failed
    words = [f"{counted(came_true, 'story', 'stories')} came true"] if report.results else []
    words += [f"{failed} did not"] if failed else []
    words += [counted(len(report.problems), "problem")] if report.problems else []
    if words:
        say(", ".join(words))
    if report.to_be_confirmed:
        number = len(report.to_be_confirmed)
        say(
            f"{number} of them {'is' if number == 1 else 'are'} to be confirmed by a person, and not counted as coverage"
        )
    for one in thin:
        say(f"{one.policy.name} is touched by stories to {one.percent:.0f}%, and {minimum:g}% is asked for", fg="red")
