"""Playing the demo: check the policies, play the logs, write what came of it, and say so.

Never prints: whoever calls it hands in how lines are said and how progress is shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from putright.authoring import check_policy
from putright.casework import open_desk, read_log, run_log
from putright.casework.desk import Desk
from putright.casework.moments import moment
from putright.casework.progress import Track, untracked
from putright.casework.receipts import Standing
from putright.demo.counts import Counts, counted, table
from putright.demo.folder import leave_chart, leave_letters, leave_log, leave_pdfs, leave_timeline, make_ready
from putright.demo.readme import read_me
from putright.demo.shows import SHOWS, Show
from putright.demo.timeline import timeline
from putright.letters import has_pdf
from putright.policy.loading import load
from putright.problems import PolicyError, Problem
from putright.working_days.words import listed

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class DemoReport:
    """What the demo brought about: numbers for each organisation, one timeline each, and every line that was refused."""

    folder: Path
    organisations: tuple[Counts, ...]
    timelines: tuple[str, ...]
    refused: tuple[Problem, ...]

    def as_json(self) -> dict[str, object]:
        return {
            "folder": str(self.folder),
            "organisations": [counts.as_json() for counts in self.organisations],
            "timelines": list(self.timelines),
            "refused": [problem.as_json() for problem in self.refused],
        }


def play(folder: Path, say: Say, progress: Track = untracked) -> DemoReport:
    """Check the three shipped policies, play a log of complaints through each, and leave what came of it in `folder`.

    Raises:
        Refused: G510 the folder holds something that no demo made. PolicyError: A policy has errors.
        StoreError or OSError: The folder cannot be written.
    """
    again = make_ready(folder)
    if again:
        say(f"{folder} was made by an earlier demo: what that one left is cleared away, and this one starts afresh.\n")
    _check(say)
    desk = open_desk(f"sqlite:///{folder / 'cases.db'}")
    try:
        report = _played(desk, folder, progress)
    finally:
        desk.close()
    (folder / "read-me.txt").write_text(read_me(report.refused), "utf-8")
    _tell(report, say)
    return report


def _check(say: Say) -> None:
    """Say what is found in each policy, and stop at an error."""
    for show in SHOWS:
        problems = check_policy(show.policy)
        if any(problem.level == "error" for problem in problems):
            raise PolicyError(problems)
        say(f"policies/{show.policy_file}: no errors")
        for problem in problems:
            say(f"  line {problem.place.line}: {problem.id} ({problem.level}) {problem.what}")
    say("")


def _played(desk: Desk, folder: Path, progress: Track) -> DemoReport:
    counts: list[Counts] = []
    timelines: list[str] = []
    refused: list[Problem] = []
    for show in SHOWS:
        leave_chart(folder, show.organisation, load(show.policy))
        problems = _play(desk, show, leave_log(folder, show.log), progress)
        standings = _standings(desk, show)
        for standing in progress(standings, len(standings), f"{show.organisation}: letters"):
            leave_letters(folder, standing)
            leave_timeline(folder, standing.case.id, timeline(standing))
            if standing.case.id == show.told:
                timelines.append(timeline(standing, day_by_day=False))
                if has_pdf():
                    leave_pdfs(folder, standing)
        counts.append(counted(show.organisation, standings, len(problems), moment(show.until)))
        refused += problems
    return DemoReport(folder, tuple(counts), tuple(timelines), tuple(refused))


def _play(desk: Desk, show: Show, log: Path, progress: Track) -> list[Problem]:
    """Carry out a log, then play what falls due up to the end of the show; the lines that were refused."""
    lines = list(read_log(log))
    report = run_log(desk, show.organisation, progress(lines, len(lines), f"{show.organisation}: cases"))
    desk.tick(show.until)
    return report.problems


def _standings(desk: Desk, show: Show) -> list[Standing]:
    return [desk.show(row.case_id) for row in list(desk.cases(organisation=show.organisation))]


def _tell(report: DemoReport, say: Say) -> None:
    for text in report.timelines:
        say(text)
    for line in table(report.organisations):
        say(line)
    received = sum(counts.received for counts in report.organisations)
    letters = sum(counts.letters for counts in report.organisations)
    say("")
    say(f"{received} complaints were played and {letters} letters written. They are in {report.folder}:")
    say(f"  {report.folder}/letters/CASE      each letter as Markdown, text and a page for the browser")
    if has_pdf():
        say(
            f"{' ' * len(str(report.folder))}                   and as PDF for {listed([show.told for show in SHOWS], 'and')}"
        )
    say(f"  {report.folder}/charts            the flow chart and the leaflet of each policy")
    say(f"  {report.folder}/timelines         every case, and the reason for each of its dates, day by day")
    say(f"  {report.folder}/logs              what was played")
    say(f"  {report.folder}/read-me.txt       which lines were refused, and why they are there")
    say(f"Try: putright case show {SHOWS[-1].told} --cases sqlite:///{report.folder}/cases.db")
