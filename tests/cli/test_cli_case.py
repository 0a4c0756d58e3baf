"""A case's life from the command line: what each command answers, and how a case is looked at."""

from __future__ import annotations

from pathlib import Path

AT = ("--at", "2026-04-08T09:00:00+01:00")

RECEIVED = """\
w-1: Stage 1: Acknowledge and log the complaint
recorded: Received, on Thursday 2 April 2026, 10:00
due: Tuesday 7 April 2026: Acknowledge and log the complaint (Customer Experience Centre)
"""

RESPONDED = """\
w-1: Stage 1: Say whether the answer settles it
recorded: Responded, on Monday 20 April 2026, 15:00
  outcome.1: Upheld
  reasons.1:
    The crew missed the street.

    Twice, in fact.
  remedy.1: We will empty it
  remedy.1.by: Friday 24 April 2026
due: Friday 24 April 2026: Remedy 1 (Service Officer)
due: Friday 22 May 2026: Say whether the answer settles it (the customer)
letter: stage-1-response: Our answer to your complaint
"""


def receive(putright, *more: str):
    words = ("--channel", "telephone", "--fact", "service=waste", "--matter", "The brown bin was not emptied")
    name = () if "--name" in more else ("--name", "Ann Other")
    at = ("--at", "2026-04-02T10:00:00+01:00")
    return putright("case", "receive", "walsall", "--id", "w-1", *at, *words, *name, *more)


def test_a_command_answers_with_what_was_recorded_where_the_case_is_and_what_is_due(putright) -> None:
    answer = receive(putright)
    assert (answer.code, answer.out, answer.err) == (0, RECEIVED, "")


def test_a_response_tells_outcomes_remedies_and_the_letter_that_went_out(putright, received, tmp_path: Path) -> None:
    (tmp_path / "reasons.txt").write_text("The crew missed the street.\n\nTwice, in fact.\n")
    putright("case", "acknowledge", received, *AT, "--definition", "The bin was missed.")
    answer = putright(
        "case", "respond", received, "--at", "2026-04-20T15:00:00+01:00", "--by", "Bo Field", "--outcome", "upheld",
        "--reasons", "@reasons.txt", "--remedy", "We will empty it", "--remedy-by", "2026-04-24",
    )  # fmt: skip
    assert answer.out == RESPONDED


def test_the_json_of_a_command_is_the_receipt(putright) -> None:
    receipt = receive(putright, "--format", "json").json()
    assert set(receipt) == {"case", "policy", "place", "events", "due", "letters", "repeated", "warnings"}
    assert receipt["due"][0]["on"] == "2026-04-07"


def test_a_case_without_a_reference_is_given_one(putright) -> None:
    words = ("--channel", "telephone", "--fact", "service=waste", "--matter", "x", "--format", "json")
    made = putright("case", "receive", "walsall", "--at", "2026-04-02T10:00:00+01:00", *words).json()["case"]
    assert made.startswith("walsall-")
    assert putright("case", "show", made).code == 0


def test_what_came_on_friday_and_is_recorded_on_tuesday_counts_from_friday(putright) -> None:
    answer = putright(
        "case", "receive", "walsall", "--at", "2026-04-07T09:00:00+01:00", "--happened", "2026-04-03T16:30:00+01:00",
        "--channel", "writing", "--fact", "service=waste", "--matter", "x", "--format", "json",
    )  # fmt: skip
    assert answer.json()["due"][0]["on"] == "2026-04-08"


def test_several_matters_have_outcomes_of_their_own(putright) -> None:
    receive(putright, "--matter", "Nobody rang back")
    putright("case", "acknowledge", "w-1", *AT, "--definition", "Both.")
    answer = putright(
        "case", "respond", "w-1", "--at", "2026-04-09T09:00:00+01:00", "--outcome", "upheld", "--reasons", "We looked.",
        "--with", "outcome.2=not-upheld", "--format", "json",
    )  # fmt: skip
    data = answer.json()["events"][0]["data"]
    assert (data["outcome.1"], data["outcome.2"]) == ("upheld", "not-upheld")


def test_do_reaches_what_a_short_command_does_not(putright, received) -> None:
    answer = putright("case", "do", received, "acknowledge", *AT, "--with", "definition=The bin was missed.")
    assert answer.code == 0
    assert answer.out.startswith("w-1: Stage 1: Answer every point of the complaint\n")


def test_a_text_that_begins_with_an_at_sign_is_written_with_two(putright, received) -> None:
    putright("case", "note", received, *AT, "--note", "@@home when we rang")
    assert "note: @home when we rang" in putright("case", "show", received).out


def test_every_guard_that_says_no_is_told(putright, received) -> None:
    putright("case", "acknowledge", received, *AT, "--definition", "The bin was missed.")
    answer = putright("case", "respond", received, "--at", "2026-04-09T09:00:00+01:00", "--as", "reviewing-officer")
    assert answer.code == 1
    assert {line.split()[0] for line in answer.out.splitlines() if not line.startswith(" ")} == {"R203", "R216"}


def test_show_tells_the_whole_story(putright, answered) -> None:
    out = putright("case", "show", answered, "--at", "2026-04-15T09:00:00+01:00").out
    for line in (
        "  complainant.name: Ann Other",
        "  fact.service: Bins and recycling",
        "   2. Tuesday 7 April 2026, 09:00: Acknowledged",
        "   3. Tuesday 14 April 2026, 15:00: Responded (Bo Field)",
        "        outcome.1: Upheld",
        "  Saturday 16 May 2026: Say whether the answer settles it (the customer)",
        "  Tuesday 14 April 2026, 15:00: stage-1-response: Our answer to your complaint",
    ):
        assert line in out.splitlines()
    assert "escalate" in out.splitlines()[-1]


def test_show_says_when_something_was_recorded_later_than_it_happened(putright, received) -> None:
    putright(
        "case", "acknowledge", received, *AT, "--happened", "2026-04-07T12:00:00+01:00", "--definition", "The bin."
    )
    lines = putright("case", "show", received).out.splitlines()
    there = lines.index("   2. Tuesday 7 April 2026, 12:00: Acknowledged")
    assert lines[there + 1] == "        recorded Wednesday 8 April 2026, 09:00"


def test_a_correction_is_told_with_the_promise_that_it_breaks(putright, received) -> None:
    """Acknowledged a day earlier than recorded: the answer is due a day earlier than the letter said."""
    putright("case", "acknowledge", received, *AT, "--definition", "The bin.")
    putright(
        "case", "correct", received, "--at", "2026-04-09T09:00:00+01:00", "--event", "2",
        "--when", "2026-04-07T12:00:00+01:00", "--because", "The post book says so.",
    )  # fmt: skip
    out = putright("case", "show", received).out
    assert "   2. Tuesday 7 April 2026, 12:00: Acknowledged" in out
    assert "because: The post book says so." in out
    assert "        letter: correction" in out
    letters = putright("letters", received).out
    assert "we said Wednesday 22 April 2026. The right date is Tuesday 21 April" in " ".join(letters.split())


def test_show_marks_what_is_late_at_the_moment_it_is_asked_for(putright, received) -> None:
    def on(moment: str) -> str:
        return putright("case", "show", received, "--at", moment).out

    assert "[late]" not in on("2026-04-07T23:59:00+01:00")
    assert "(Customer Experience Centre) [late]" in on("2026-04-08T00:00:00+01:00")


def test_show_in_json_says_what_is_late(putright, received) -> None:
    due = putright("case", "show", received, *AT, "--format", "json").json()["due"]
    assert {one["name"]: one["late"] for one in due}["stage-1.acknowledge"] is True


def test_time_that_was_the_complainants_has_passed_and_is_not_late(putright, answered) -> None:
    assert "(the customer) [passed]" in putright("case", "show", answered, "--at", "2026-06-01T09:00:00+01:00").out


def test_tick_plays_what_fell_due_at_its_own_moment(putright, answered) -> None:
    early = putright("tick", "--at", "2026-05-16T23:59:00+01:00")
    assert (early.code, early.out) == (0, "nothing fell due\n")
    late = putright("tick", "--at", "2026-06-01T09:00:00+01:00")
    assert late.out.splitlines() == [
        "w-1: Closed",
        "  Sunday 17 May 2026, 00:00: Time ran out on Saturday 16 May 2026: Say whether the answer settles it",
        "      letter: closing",
        "something fell due in 1 case",
    ]


def test_tick_in_json_counts_cases_and_holds_their_receipts(putright, answered) -> None:
    told = putright("tick", "--at", "2026-06-01T09:00:00+01:00", "--format", "json").json()
    assert (told["cases"], told["receipts"][0]["place"]) == (1, "closed")


def test_why_explains_a_date_and_names_the_line_of_the_policy(putright, answered) -> None:
    lines = putright("case", "why", answered, "respond").out.splitlines()
    assert lines[0] == "stage-1.respond: Tuesday 21 April 2026, done on Tuesday 14 April 2026"
    assert lines[2].endswith(" of walsall/two-stage@2025-10-21")
    assert "    Wednesday 8 April 2026 — day 1" in lines


def test_why_explains_every_date_when_none_is_named(putright, answered) -> None:
    told = putright("case", "why", answered, "--format", "json").json()["due"]
    assert {"stage-1.acknowledge", "stage-1.respond", "stage-1.decide"} <= {one["name"] for one in told}
    assert all(one["lines"] for one in told if one["on"])


ANN_OTHER = ["--channel", "telephone", "--matter", "Bins", "--name", "Ann", "--at", "2026-04-02T10:00:00+01:00"]


def test_why_explains_a_time_that_ran_out_and_one_that_the_case_left_behind(putright, answered) -> None:
    assert putright("case", "receive", "walsall", "--id", "w-2", *ANN_OTHER).code == 0
    assert putright("case", "withdraw", "w-2", "--at", "2026-04-03T10:00:00+01:00").code == 0
    left = putright("case", "why", "w-2", "acknowledge").out.splitlines()
    assert left[0] == "stage-1.acknowledge: Tuesday 7 April 2026, but the case went on or ended before"
    putright("tick", "--at", "2026-06-01T09:00:00+01:00")
    told = putright("case", "why", answered, "decide").out.splitlines()
    assert told[0] == "stage-1.decide: Saturday 16 May 2026, when its time ran out"
    assert "    due on Saturday 16 May 2026" in told
    (in_json,) = putright("case", "why", answered, "decide", "--format", "json").json()["due"]
    assert (in_json["on"], in_json["ran_out"]) == ("2026-05-16", True)


def test_why_explains_when_a_door_opens_and_what_opens_one_that_is_shut(putright, answered) -> None:
    told = putright("case", "why", answered, "lgsco").out.splitlines()
    at_any_time = told.index("door.lgsco opens: Thursday 2 April 2026")
    assert told[at_any_time + 3] == "    it is open at any time, from the day on which the complaint came"
    words = ("--channel", "email", "--matter", "A lesson", "--at", "2026-04-02T10:00:00+01:00")
    assert putright("case", "receive", "kiwi", "--id", "k-1", *words, "--fact", "subject=assessment").code == 0
    shut = putright("case", "why", "k-1", "door.awarding-body").out.splitlines()
    assert shut[0] == "door.awarding-body opens: no date yet: stage 3: responded opens it"
    (door,) = putright("case", "why", "k-1", "--format", "json").json()["doors"]
    assert (door["name"], door["opens"], door["lines"]) == ("door.awarding-body", None, [])


def test_a_correction_takes_an_event_out_or_puts_its_date_right_where_history_tells_it(putright, answered) -> None:
    putright("case", "receive", "walsall", "--id", "w-2", *ANN_OTHER)
    putright("case", "acknowledge", "w-2", "--at", "2026-04-07T10:00:00+01:00")
    putright("case", "extend", "w-2", "--until", "2026-04-30", "--reason", "Snow.", "--at", "2026-04-08T10:00:00+01:00")
    later = ("--because", "Misread.", "--at", "2026-04-09T10:00:00+01:00")
    assert putright("case", "correct", "w-2", "--event", "3", "--with", "until=2026-04-29", *later).code == 0
    assert "from Tuesday 21 April 2026 to Wednesday 29 April 2026" in putright("case", "show", "w-2").out
    kept = putright("case", "correct", "w-2", "--event", "3", "--struck", "no", *later)
    assert (kept.code, kept.out[:4]) == (1, "R103")
    out = putright("case", "correct", "w-2", "--event", "3", "--struck", *later)
    assert "due: Tuesday 21 April 2026: Answer every point" in out.out


def test_why_says_which_deadlines_there_are_when_it_knows_none_of_that_name(putright, answered) -> None:
    answer = putright("case", "why", answered, "respnd")
    assert answer.code == 2
    assert "stage-1.respond" in answer.err


def test_why_asks_the_guards_of_an_act_without_doing_it(putright, answered) -> None:
    late = putright("case", "why", answered, "--action", "escalate", "--at", "2026-06-01T09:00:00+01:00")
    assert late.code == 1
    assert late.out.startswith("R205 ")
    in_time = putright("case", "why", answered, "--action", "escalate", "--at", "2026-05-01T09:00:00+01:00")
    assert (in_time.code, in_time.out) == (0, "nothing stands in the way: escalate would be carried out\n")
    assert "Stage 1" in putright("case", "show", answered).out.splitlines()[0]


def test_letters_of_a_case_are_those_that_were_sent(putright, answered) -> None:
    letters = putright("letters", answered, "--format", "json").json()["letters"]
    assert [letter["name"] for letter in letters] == ["stage-1-acknowledgement", "stage-1-response"]
    printed = putright("letters", answered)
    assert "Dear Ann Other" in printed.out
    assert "\x1b" not in printed.out


HOSTILE = "Ann\x1b[2J\x9b31m\u202e Other\nDue\n  Monday: nothing"


def test_a_strangers_words_can_neither_steer_the_terminal_nor_pass_for_ours(putright) -> None:
    receive(putright, "--name", HOSTILE)
    out = putright("case", "show", "w-1").out
    assert not {"\x1b", "\x9b", "\u202e"} & set(out)
    assert "\\x1b[2J" in out
    assert out.splitlines().count("Due") == 1


def test_a_strangers_words_come_through_json_unchanged_but_escaped(putright) -> None:
    receive(putright, "--name", HOSTILE)
    answer = putright("case", "show", "w-1", "--format", "json")
    assert not {"\x1b", "\x9b", "\u202e"} & set(answer.out)
    assert answer.json()["values"]["complainant.name"] == HOSTILE
