"""Where something comes out otherwise than a story says, both are shown, at their place, with the engine's reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from stories.conftest import HEAD, Told

START = """\
  - story: A bin
    received: {day: Thursday 2 April 2026, channel: telephone, about: A bin}
    then:
      - day: Tuesday 7 April 2026
        do: acknowledge
"""
BARE = "{{ event.stage }} {% for matter in matters %}{{ matter.what }} {{ matter.outcome }} {{ matter.reasons }}{% endfor %}\n"
SOME = "        expect: {expect}\n"
ROWS = [  # what is expected of the acknowledgement of 7 April; id, expected, found, words of the reason
    ("{place: stage-1.decide}", "T301", "stage-1.decide (Stage 1: Say whether the answer settles it)", "stage-1.respond (Stage 1: Answer every point of the complaint)", "acknowledged, on Tuesday 7 April 2026"),
    ("{due: {respond: Monday 20 April 2026}}", "T302", "Monday 20 April 2026", "Tuesday 21 April 2026", "Saturday 11 April 2026 — not counted: Saturday"),
    ("{due: {respond: Monday 20 April 2026}}", "T302", "Monday 20 April 2026", "Tuesday 21 April 2026", "the policy says so at "),
    ("{due: {respond: nothing}}", "T302", "no such date runs", "Tuesday 21 April 2026", "10 working days from acknowledged"),
    ("{due: {acknowledge: Tuesday 7 April 2026}}", "T302", "Tuesday 7 April 2026", "no such date runs", "it was done on Tuesday 7 April 2026; it was due on Tuesday 7 April 2026"),
    ("{due: {stage-2.respond: 2026-05-01}}", "T302", "Friday 1 May 2026", "no such date runs", "what runs: stage-1.respond on Tuesday 21 April 2026"),
    ("{due: {respond: {day: 2026-04-21, who: reviewing-officer}}}", "T302", "Tuesday 21 April 2026, owed by the Reviewing Officer", "Tuesday 21 April 2026, owed by the Service Officer", "day 10"),
    ("{letters: []}", "T303", "nothing", "stage-1-acknowledgement", "acknowledged"),
    ("{letters: [closing]}", "T303", "closing", "stage-1-acknowledgement", "acknowledged"),
    ("{letters: {stage-1-acknowledgement: [by Monday 20 April 2026]}}", "T304", "by Monday 20 April 2026", "You will hear from us by Tuesday 21 April 2026.", ""),
    ("{refused: R201}", "T305", "refused: R201", "acknowledge was carried out", ""),
    ("{doors: {lgsco: shut}}", "T306", "shut", "open", "can be used on Tuesday 7 April 2026"),
    ("{told: [reviewing-officer]}", "T307", "reviewing-officer", "nothing", ""),
    ("{can: [escalate]}", "T308", "escalate can be done", "possible: respond, ", ""),
    ("{cannot: [respond]}", "T308", "respond cannot be done", "possible: respond, ", ""),
    ("{warnings: [has a sentence]}", "T311", "has a sentence", "nobody is warned of anything", ""),
    ("{late: [respond]}", "T309", "stage-1.respond", "nothing", ""),
]  # fmt: skip


@pytest.mark.parametrize(("expect", "id", "expected", "found", "why"), ROWS, ids=[f"{r[1]} {r[0]}" for r in ROWS])
def test_a_difference_is_shown_with_its_reason(
    told: Told, expect: str, id: str, expected: str, found: str, why: str
) -> None:
    report = told(START + SOME.format(expect=expect))
    (failure,) = report.results[0].failures
    assert (failure.id, failure.expected) == (id, expected)
    assert failure.found.startswith(found)
    assert why in "\n".join(failure.why)
    assert failure.place.line == (HEAD + START + SOME).count("\n")
    assert str(failure).startswith(f"{failure.place}: {id} ")


def test_an_act_that_is_refused_against_its_word_breaks_the_story_off_there(told: Told) -> None:
    more = "      - {day: 2026-04-08, do: escalate}\n      - {nothing_until: 2026-05-01, expect: {place: closed}}\n"
    (failure,) = told(START + more).results[0].failures
    assert (failure.id, failure.place.line) == ("T305", 8)
    assert failure.found.startswith("R201 ")
    assert "the moment after this one was not played" in failure.why


def test_a_refusal_for_another_reason_is_told(told: Told) -> None:
    more = "      - {day: 2026-04-08, do: escalate, expect: {refused: [R205, the case is at]}}\n"
    (failure,) = told(START + more).results[0].failures
    assert (failure.id, failure.expected) == ("T305", "R205")


def test_a_receipt_that_is_refused_is_told(told: Told) -> None:
    story = "  - {story: x, received: {day: 2024-04-02, channel: telephone, about: A bin}}\n"
    (failure,) = told(story).results[0].failures
    assert failure.id == "T305"
    assert failure.found.startswith("R231 ")
    expected = story.replace("about: A bin", "about: A bin, expect: {refused: R231}")
    assert not told(expected).failed


def test_a_letter_that_could_not_be_written_is_always_told(told: Told, folder: Path) -> None:
    """When time runs out a letter with a gap is held; the story does not ask, and is told all the same."""
    closing = folder / "letters" / "shared" / "closing.md"
    closing.write_text(closing.read_text("utf-8") + "{% block where %}{{ sought }}{% endblock %}\n", "utf-8")
    answer = "      - {day: 2026-04-08, do: respond, by: Bo, with: {outcome: upheld, reasons: x}}\n"
    report = told(START + answer + "      - nothing_until: Friday 12 June 2026\n")
    (failure,) = report.results[0].failures
    assert (failure.id, failure.place.line) == ("T310", 9)
    assert "closing" in failure.what
    assert "the outcome" in failure.found


def test_a_story_can_say_what_is_warned_of(told: Told, folder: Path) -> None:
    """All of it, each by words of it."""
    policy = folder / "policies" / "walsall" / "two-stage.yaml"
    policy.write_text(policy.read_text("utf-8") + "\nstyle: {words_at_most: 20, says: [hooray]}\n", "utf-8")
    good = START + SOME.format(expect="{warnings: [20 at most are asked for, 'does not say \"HOORAY\"']}")
    assert not told(good).failed
    (failure,) = told(START + SOME.format(expect="{warnings: [20 at most are asked for]}")).results[0].failures
    assert (failure.id, failure.expected) == ("T311", "20 at most are asked for")
    assert 'does not say "hooray"' in failure.found
    both = told(START + SOME.format(expect="{warnings: []}")).results[0].failures
    assert [(one.id, one.expected) for one in both] == [("T311", "no warning")] * 2


def test_a_letter_that_goes_without_what_a_code_asks_for_is_warned_of(told: Told, folder: Path) -> None:
    answer = folder / "letters" / "walsall" / "stage-1-response.md"
    answer.write_text(BARE, "utf-8")
    more = "      - {day: 2026-04-08, do: respond, by: Bo, with: {outcome: upheld, reasons: x}, expect: {warnings: [how to go on]}}\n"
    assert not told(START + more).failed
    (failure, *_) = told(START + more.replace("[how to go on]", "[]")).results[0].failures
    assert (failure.id, "how to go on" in failure.found) == ("T311", True)


def test_every_difference_of_every_story_comes_at_once(told: Told) -> None:
    one = START + SOME.format(expect="{place: closed, due: {respond: 2026-04-20}, letters: []}")
    report = told(one + one.replace("A bin", "Another bin"))
    assert [[failure.id for failure in result.failures] for result in report.results] == [["T301", "T302", "T303"]] * 2
