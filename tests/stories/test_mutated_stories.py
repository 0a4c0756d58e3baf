"""Whatever somebody writes into a story, it is told with its place or it is played: it never breaks the program."""

from __future__ import annotations

import random
import re

from putright.stories import junit
from stories.conftest import HEAD, Told

STORY = """\
  - story: A bin
    because: By the calendar on the wall.
    received:
      day: Thursday 2 April 2026
      at: "10:15"
      channel: telephone
      about: [A bin, A lid]
      from: Jo Reed
      with: {service: waste, happened: 2026-04-01}
      expect: {place: stage-1.acknowledge, due: {acknowledge: {day: Tuesday 7 April 2026, at: "10:00", who: complainant}}}
    then:
      - day: Tuesday 7 April 2026
        logged: Wednesday 8 April 2026
        do: acknowledge
        by: Bo Field
        as: customer-experience-centre
        expect: {due: {respond: Tuesday 21 April 2026}, letters: {stage-1-acknowledgement: [by Tuesday]}, late: []}
      - nothing_until: Wednesday 22 April 2026
        expect: {late: [respond], told: [service-officer], can: [respond], cannot: [reject], doors: {lgsco: open}}
      - {day: Wednesday 22 April 2026, do: escalate, expect: {refused: [R201, cannot]}}
"""
WORDS = (
    *("", "[]", "{}", "null", "true", "no", "-1", "1e400", "2026-04-20", "0001-01-01", "9999-12-31", "Monday 31 June 2026"),
    *('"\\x00"', "'25:00'", "nothing", "stage-1", "stage-9.respond", ".", "..", "door.", "remedy.1", "*a", "&a x", "[[[", "{a: b"),
    *("receive", "lapse stage-1.respond", "withdraw", "reopen", "merge", "attach", "correct", "pause", "tell-staff", "€", "x" * 400),
)  # fmt: skip
SIMPLE = re.compile(r"(?<=: )[^,{}\[\]\n]+|(?<=\[)[^,\]\n]+|[a-z_-]+(?=:)")


def mutated(dice: random.Random) -> str:
    """A story with one to three words, keys or lines changed, doubled, moved or gone."""
    text = STORY
    for _ in range(dice.randint(1, 3)):
        lines = text.splitlines(keepends=True)
        number = dice.randrange(len(lines))
        match dice.randrange(4):
            case 0:
                lines[number] = ""
            case 1:
                lines.insert(dice.randrange(len(lines)), lines[number])
            case _:
                spots = list(SIMPLE.finditer(text))
                if spots:
                    spot = dice.choice(spots)
                    text = text[: spot.start()] + dice.choice(WORDS) + text[spot.end() :]
                continue
        text = "".join(lines)
    return HEAD + text


def test_no_mutation_of_a_story_breaks_the_program(told: Told) -> None:
    dice = random.Random(4)  # noqa: S311
    for _ in range(150):
        text = mutated(dice)
        report = told(text)
        assert report.problems or report.results, text
        for problem in report.problems:
            assert problem.place.line >= 1, text
            assert problem.mend, text
        assert junit(report)
