"""`play`: what the demo leaves in its folder, what it counts, and whose folder it touches."""

from __future__ import annotations

from pathlib import Path

import pytest

from putright.demo import DemoReport, play
from putright.demo.shows import SHOWS
from putright.problems import Refused


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[DemoReport, list[str]]:
    said: list[str] = []
    report = play(tmp_path_factory.mktemp("demo"), said.append)
    return report, said


def test_every_letter_stands_there_as_markdown_text_and_a_page(
    demo: tuple[DemoReport, list[str]],
) -> None:
    report, _ = demo
    letters = sum(counts.letters for counts in report.organisations)
    for ending in (".md", ".txt", ".html"):
        assert len(list(report.folder.glob(f"letters/*/[0-9][0-9]-*{ending}"))) == letters > 500


def test_every_letter_of_the_told_cases_stands_there_as_pdf(demo: tuple[DemoReport, list[str]]) -> None:
    for show in SHOWS:
        room = demo[0].folder / "letters" / show.told
        pages = {file.stem for file in room.glob("*.pdf") if file.read_bytes().startswith(b"%PDF-")}
        assert pages == {file.stem for file in room.glob("*.md")} != set()


def test_every_policy_has_its_flow_chart_and_its_leaflet(demo: tuple[DemoReport, list[str]]) -> None:
    left = {file.name for file in (demo[0].folder / "charts").iterdir() if file.stat().st_size > 1000}
    assert left == {f"{show.organisation}{ending}" for show in SHOWS for ending in (".svg", ".mmd", "-leaflet.html")}


def test_every_case_has_a_timeline_and_three_are_told(demo: tuple[DemoReport, list[str]]) -> None:
    report, said = demo
    received = sum(counts.received for counts in report.organisations)
    assert len(list(report.folder.glob("timelines/*.txt"))) == received >= 200
    assert len(report.timelines) == len(SHOWS)
    assert all(text in said for text in report.timelines)


def test_a_told_timeline_names_what_was_not_counted(demo: tuple[DemoReport, list[str]]) -> None:
    text = demo[0].timelines[0]
    assert (
        "not counted: Good Friday (Friday 2 April 2021), Easter Monday (Monday 5 April 2021), 6 days of weekends"
        in text
    )


def test_a_timeline_on_disk_tells_day_by_day(demo: tuple[DemoReport, list[str]]) -> None:
    text = (demo[0].folder / "timelines/SAHA-21-009.txt").read_text("utf-8")
    assert "Friday 2 April 2021 — not counted: Good Friday" in text


def test_every_open_or_closed_case_is_counted_once(demo: tuple[DemoReport, list[str]]) -> None:
    for counts in demo[0].organisations:
        assert counts.open + counts.closed == counts.received
        assert 0 < counts.late_answers < counts.answered < counts.received


def test_the_report_as_json_holds_the_counts_under_their_names(
    demo: tuple[DemoReport, list[str]],
) -> None:
    told = demo[0].as_json()
    assert list(told) == ["folder", "organisations", "timelines", "refused"]


def test_letters_hold_no_gap_and_no_half_filled_field(demo: tuple[DemoReport, list[str]]) -> None:
    texts = [letter.read_text("utf-8") for letter in demo[0].folder.glob("letters/*/*.md")]
    assert not [text for text in texts if any(mark in text for mark in ("{{", "}}", "«", "»"))]


def test_a_second_demo_starts_afresh_says_so_and_leaves_what_is_not_its_own(tmp_path: Path) -> None:
    """In a folder with a strange name, which is as good as any."""
    folder = tmp_path / "Größe 100% #1"
    said: list[str] = []
    first = play(folder, said.append)
    assert "starts afresh" not in said[0]
    (folder / "my-notes.txt").write_text("mine")
    (folder / "letters" / "OLD").mkdir()
    said.clear()
    second = play(folder, said.append)
    assert "starts afresh" in said[0]
    assert (folder / "my-notes.txt").read_text() == "mine"
    assert not (folder / "letters" / "OLD").exists()
    assert second == first


def test_a_strangers_folder_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(Refused) as refused:
        play(tmp_path, print)
    assert refused.value.id == "G510"
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
