"""Letters about a clock that stands still, and about what is no complaint: checked, previewed, and never promising what nobody knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import ROOT
from letters.letter_cases import Life, shelf_of, shelf_with
from putright.case.procedure import Procedure
from putright.letters import fill, letter_problems, preview
from putright.policy.calendars import shipped_calendar
from putright.policy.reading import read_policy
from putright.source import parse

ENGLAND = shipped_calendar("england-and-wales")
MORE = """\
pauses:
  waiting-for-papers:
    title: We wait for papers from you
    waits_for: complainant
    stops: [respond]
    needs: [reason]
    letter: clock-stopped
    resumed_letter: clock-runs-again
records:
  service-request: {letter: on-record}
letters:
  clock-stopped: {title: The clock stands still}
  clock-runs-again: {title: The clock runs again}
  on-record: {title: What you told us}
"""
POLICY, _ = read_policy(
    parse((ROOT / "policies/walsall/two-stage.yaml").read_text().replace("letters:  ", f"{MORE} #", 1), "p.yaml")
)
assert POLICY is not None
PROCEDURE = Procedure.of(POLICY, ENGLAND)


def a_life(monkeypatch: pytest.MonkeyPatch) -> Life:
    monkeypatch.setattr("letters.letter_cases.procedure_of", lambda name: PROCEDURE)
    return Life.begun()


def test_the_shipped_letters_for_them_have_no_problem() -> None:
    assert letter_problems(PROCEDURE.policy, shelf_of("walsall")) == ()


@pytest.mark.parametrize("letter", ["clock-stopped", "clock-runs-again", "on-record"])
def test_a_preview_has_no_gap(letter: str) -> None:
    text = preview(PROCEDURE.policy, shelf_of("walsall"), letter, ENGLAND).markdown
    assert "«" not in text
    assert "{" not in text


FAULTS = {
    "a date that stands still": ("clock_stopped", "You will hear from us by {{ due.respond }}.", "L305"),
    "an outcome": ("clock_stopped", "{% for m in matters %}{{ m.outcome }}{% endfor %}", "L305"),
    "a reason that nobody is asked for": ("clock_runs_again", "{{ reason }}", "L305"),
    "a date of what is no complaint": ("on_record", "{{ due.respond }}", "L305"),
    "a misspelt field": ("on_record", "{{ recieved }}", "L301"),
}


@pytest.mark.parametrize(("template", "text", "problem"), FAULTS.values(), ids=FAULTS)
def test_check_reads_them(tmp_path: Path, template: str, text: str, problem: str) -> None:
    found = letter_problems(PROCEDURE.policy, shelf_with(tmp_path, **{template: text}))
    assert [one.id for one in found] == [problem]


def test_a_letter_promises_no_date_while_the_clock_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Acknowledged on Tuesday 6 January 2026: due on the 20th; stopped from the 8th to the 15th, five working days, it is the 27th."""
    life = a_life(monkeypatch)
    assert "by **Tuesday 20 January 2026**" in life.then("2026-01-06", "acknowledge").markdown
    stopped = life.then("2026-01-08", "pause", pause="waiting-for-papers", reason="The photographs are missing.")
    assert stopped.promised == {}
    assert "This is why: We wait for papers from you." in stopped.markdown
    assert "The time for this stands still for now." in stopped.markdown
    assert "sorry" not in stopped.markdown
    again = life.then("2026-01-15", "resume")
    assert "by **Tuesday 27 January 2026**" in again.markdown
    assert again.promised == {"stage-1.respond": "2026-01-27"}


def test_a_letter_about_what_is_no_complaint_names_no_stage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("letters.letter_cases.procedure_of", lambda name: PROCEDURE)
    life = Life.begun(record__kind="service-request")
    text = fill(PROCEDURE.policy, life.shelf, "on-record", life.case, life.case.received, (), ENGLAND).markdown
    assert "on record as a service request" in text
    assert "stage 1" not in text.partition("Who else can help")[0]


def test_when_clocks_run_again_every_date_that_ran_before_is_told(tmp_path: Path) -> None:
    """Received on Monday 5 January 2026, and still to be acknowledged: five days end on the 10th, and ten working days from
    receipt on the 19th. Stopped from the 8th to the 15th, seven days and five working days, the two are the 17th and the 26th."""
    text = (ROOT / "policies/walsall/two-stage.yaml").read_text().replace("letters:  ", f"{MORE} #", 1)
    text = text.replace("stops: [respond]", "stops: [acknowledge, respond]").replace(
        "from: acknowledged", "from: received", 1
    )
    policy, problems = read_policy(parse(text, "p.yaml"))
    assert policy is not None, problems
    life = Life(Procedure.of(policy, ENGLAND), Life.begun().case, shelf_of("walsall"))
    life.then("2026-01-08", "pause", pause="waiting-for-papers", reason="The photographs are missing.")
    again = life.then("2026-01-15", "resume")
    assert "You will hear from us by **Saturday 17 January 2026**." in again.markdown
    assert "After that, our Service Officer will answer every point of the complaint." in again.markdown
    assert "You will hear from us about that by **Monday 26 January 2026**." in again.markdown
    assert again.promised == {"stage-1.acknowledge": "2026-01-17", "stage-1.respond": "2026-01-26"}
