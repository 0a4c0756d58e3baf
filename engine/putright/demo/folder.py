"""The demo's folder: making it ready, and writing what the demo leaves there.

Clears only a folder that a demo made, and in it only what a demo writes.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from putright.case.moments import local_day
from putright.casework.receipts import Standing
from putright.leaflets import leaflet_html
from putright.letters import Letter, as_text, to_html, to_pdf
from putright.policy.loading import Loaded
from putright.policy.picture import chart_of, to_mermaid, to_svg
from putright.problems import Refused

MARK = ".made-by-putright-demo"
ROOMS = ("letters", "timelines", "logs", "charts")
FILES = ("cases.db", "cases.db-wal", "cases.db-shm", "read-me.txt")


def make_ready(folder: Path) -> bool:
    """An empty folder with the demo's mark; True when what an earlier demo left was cleared away.

    Raises:
        Refused: G510 the folder holds something, and no demo made it. OSError: It cannot be made.
    """
    again = (folder / MARK).is_file()
    if again:
        _clear(folder)
    elif folder.is_dir() and any(folder.iterdir()):
        raise Refused("G510", f"{folder} is not empty, and no demo made it", "name another folder: --to DIR")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).write_text("The next demo clears what this one left here.\n", "utf-8")
    return again


def leave_letters(folder: Path, standing: Standing) -> None:
    """Write every letter of a case as Markdown, text and a page, numbered in order."""
    letters = [standing.letter(row) for row in standing.letters if row.kind == "letter"]
    room = folder / "letters" / standing.case.id
    if letters:
        room.mkdir(parents=True, exist_ok=True)
    for number, letter in enumerate(letters, 1):
        stem = _stem(number, letter)
        (room / f"{stem}.md").write_text(letter.markdown, "utf-8")
        (room / f"{stem}.txt").write_text(as_text(letter), "utf-8")
        (room / f"{stem}.html").write_text(to_html(letter), "utf-8")


def leave_pdfs(folder: Path, standing: Standing) -> None:
    """Write every letter of a case as pages to print, beside its other forms."""
    for number, row in enumerate((row for row in standing.letters if row.kind == "letter"), 1):
        letter = standing.letter(row)
        on = local_day(row.owed_at, standing.procedure.policy.time_zone)
        (folder / "letters" / standing.case.id / f"{_stem(number, letter)}.pdf").write_bytes(to_pdf(letter, on=on))


def leave_timeline(folder: Path, case_id: str, text: str) -> None:
    """Write the timeline of a case."""
    (folder / "timelines").mkdir(exist_ok=True)
    (folder / "timelines" / f"{case_id}.txt").write_text(text, "utf-8")


def leave_chart(folder: Path, organisation: str, loaded: Loaded) -> None:
    """Write the flow chart of a policy as a drawing and as text for Mermaid, and its leaflet as a page."""
    policy, calendar = loaded.policy, loaded.calendar
    room = folder / "charts"
    room.mkdir(exist_ok=True)
    chart = chart_of(policy, calendar)
    (room / f"{organisation}.svg").write_text(to_svg(chart), "utf-8")
    (room / f"{organisation}.mmd").write_text(to_mermaid(chart), "utf-8")
    (room / f"{organisation}-leaflet.html").write_text(leaflet_html(policy, calendar), "utf-8")


def leave_log(folder: Path, log: Path) -> Path:
    """Copy a log, so that it can be read and played again; where the copy stands."""
    (folder / "logs").mkdir(exist_ok=True)
    return Path(shutil.copyfile(log, folder / "logs" / log.name))


def _clear(folder: Path) -> None:
    for room in ROOMS:
        if (folder / room).is_dir():
            shutil.rmtree(folder / room)
    for file in FILES:
        (folder / file).unlink(missing_ok=True)


def _stem(number: int, letter: Letter) -> str:
    return f"{number:02d}-{re.sub(r'[^a-z0-9-]', '-', letter.id)}"
