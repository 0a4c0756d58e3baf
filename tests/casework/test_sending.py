"""A letter that is really sent is held to the codes that its policy follows: refused, or put on record and told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from casework.oak import ALL_MATTERS, ANSWER, DOORS, Oak, clause
from putright.case.events import Lack, SentLetter
from putright.casework import open_desk
from putright.casework.practice import beside_cases
from putright.codes import find_code
from putright.codes.questions import Inquiry
from putright.codes.verdicts import judged
from putright.letters import shelf_for
from putright.policy.calendars import find_calendar
from putright.policy.loading import load
from putright.problems import Refused
from putright.store.records import body_of, event_of
from store.server import Server

ASKS = "{% if definition %}{{ definition }}{% endif %} {% if sought %}{{ sought }}{% endif %}"


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "SQLite":
        yield f"sqlite:///{tmp_path}/cases.db"
    else:
        running: Server = request.getfixturevalue("server")
        yield running.without_cases()


def test_what_was_not_given_refuses_the_act_and_nothing_is_kept(tmp_path: Path, url: str) -> None:
    asked = clause("definition, sought", "acknowledgement", "seven", confirmed="false", mark="k")
    oak = Oak(tmp_path, asked, templates={"acknowledgement": ASKS}, url=url)
    oak.receive()
    before = oak.on_record()
    with pytest.raises(Refused) as refused:
        oak.act("acknowledge", "2026-03-03", definition="The lift stands.")
    assert (refused.value.id, refused.value.asks) == ("L312", ("sought",))
    assert refused.value.what == (
        'the letter "We have your complaint" (acknowledgement) does not say the outcome that is sought; clause seven of'
        " promise (not confirmed: from general knowledge; its text was not seen) asks for it"
    )
    assert refused.value.mend == "give sought"
    assert oak.on_record() == before
    receipt = oak.act("acknowledge", "2026-03-03", definition="The lift stands.", sought="Mend it.")
    assert (receipt.warnings, oak.lacks()) == ((), [])
    oak.desk.close()


def test_what_was_recorded_before_need_not_be_given_again(tmp_path: Path) -> None:
    oak = Oak(tmp_path, clause("sought", "acknowledgement"), templates={"acknowledgement": ASKS})
    oak.receive(sought="Mend it.")
    assert oak.act("acknowledge", "2026-03-03").warnings == ()


def test_all_that_is_missing_is_told_once(tmp_path: Path) -> None:
    """Two clauses that ask for the same are one refusal; what the letter needs anyway is not asked for once more."""
    oak = Oak(
        tmp_path,
        clause("definition, sought", "acknowledgement", "1"),
        clause("sought", "acknowledgement", "2"),
        templates={"acknowledgement": "{{ definition }} {% if sought %}{{ sought }}{% endif %}"},
    )
    oak.receive()
    with pytest.raises(Refused) as refused:
        oak.act("acknowledge", "2026-03-03")
    needed, asked = refused.value.guards
    assert (needed.id, asked.id) == ("L301", "L312")
    assert "clause 1 of promise and clause 2 of promise ask for it" in asked.what
    assert asked.asks == ("sought",)


def test_what_was_given_and_is_left_out_all_the_same_does_not_keep_the_letter(tmp_path: Path) -> None:
    """Nobody could send it otherwise: giving the field changes nothing where the template leaves it out."""
    hidden = "{% if stage.last %}{% if sought %}{{ sought }}{% endif %}{% endif %}Hello."
    oak = Oak(tmp_path, clause("sought", "acknowledgement"), templates={"acknowledgement": hidden})
    oak.receive()
    with pytest.raises(Refused, match="L312"):
        oak.act("acknowledge", "2026-03-03")
    receipt = oak.act("acknowledge", "2026-03-03", sought="Mend it.")
    assert oak.contents() == ["sought"]
    assert "went without the outcome that is sought" in receipt.warnings[0]


def test_a_should_is_put_on_record_and_told(tmp_path: Path, url: str) -> None:
    asked = clause("sought", "acknowledgement", "7", level="should", confirmed="false", mark="twin")
    oak = Oak(tmp_path, asked, templates={"acknowledgement": ASKS}, url=url)
    oak.receive()
    receipt = oak.act("acknowledge", "2026-03-03")
    assert receipt.warnings == (
        'the letter "We have your complaint" went without the outcome that is sought; clause 7 of promise (not confirmed:'
        " the matching clause of another code or edition was read, and not this one) says that it should be there",
    )
    lack = {"code": "promise", "clause": "7", "level": "should", "content": "sought", "mark": "twin"}
    assert receipt.as_json()["warnings"] == list(receipt.warnings)
    assert receipt.events[0].letters == (SentLetter("acknowledgement", {}, (Lack(**lack),)),)
    oak.desk.close()
    desk = open_desk(url, policies=oak.folder / "policies")
    again = desk.show("C-1")
    assert again.lacks(again.letters[-1]) == (Lack(**lack),)
    assert again.as_json()["letters"][-1]["lacks"] == [lack]  # type: ignore[index]
    desk.close()


def test_a_command_that_is_repeated_is_told_the_same_again(tmp_path: Path) -> None:
    oak = Oak(tmp_path, clause("sought", "acknowledgement", level="should"))
    oak.receive()
    told = [oak.desk.act("C-1", "acknowledge", at="2026-03-03T10:00:00+00:00", key="k").warnings for _ in range(2)]
    assert told[0] == told[1] != ()


def test_a_letter_that_goes_by_itself_goes_whatever_it_lacks(tmp_path: Path) -> None:
    """The answer is late, and the letter that says so has no place for what the code asks of every letter."""
    oak = Oak(tmp_path, clause("definition", "every"), templates={"late": ASKS}).acknowledged()
    assert oak.desk.tick("2026-04-20T10:00:00+00:00") == 1
    standing = oak.desk.show("C-1")
    assert [row.name for row in standing.letters if row.kind == "letter"][-1] == "late"
    assert [lack.content for lack in standing.lacks(standing.letters[-1])] == ["definition"]


def test_what_the_complainant_does_is_never_refused_for_a_letter(tmp_path: Path) -> None:
    every = dict.fromkeys(("receipt", "closing"), ASKS)
    oak = Oak(tmp_path, clause("definition", "every"), templates=every)
    oak.receive()
    oak.act("acknowledge", "2026-03-03")
    oak.act("respond", "2026-03-04", **ANSWER)
    assert oak.act("accept", "2026-03-05").case.has_ended
    assert oak.contents() == ["definition"] * 4


def test_an_extension_is_refused_like_an_answer(tmp_path: Path) -> None:
    asked = clause("reasons, new-date", "extension", stage=1)
    prints = "{{ extension.after }} {% if reason %}{{ reason }}{% endif %}"
    oak = Oak(tmp_path, asked, templates={"extension": prints}).acknowledged()
    with pytest.raises(Refused, match="does not say the reasons"):
        oak.act("extend", "2026-03-04")
    assert oak.act("extend", "2026-03-04", reason="A part is missing.").warnings == ()


def test_a_draft_is_told_what_it_lacks_and_held_to_it_when_it_is_sent(tmp_path: Path) -> None:
    prints = "{{ event.stage }} {% if definition %}{{ definition }}{% endif %}" + ALL_MATTERS
    oak = Oak(tmp_path, clause("stage, definition, reasons"), templates={"response": prints}).acknowledged()
    first = oak.act("draft", "2026-03-04", outcome="upheld")
    assert len(first.warnings) == 2
    assert all(told.startswith("the draft cannot be sent yet: ") for told in first.warnings)
    assert "needs the reasons" in first.warnings[0]
    assert "does not say what the complaint is understood to be" in first.warnings[1]
    assert first.events[0].letters == ()
    second = oak.act("draft", "2026-03-05", reasons="It was broken.")
    assert len(second.warnings) == 1
    with pytest.raises(Refused, match="L312"):
        oak.act("send", "2026-03-06")
    assert oak.act("draft", "2026-03-06", definition="The lift stands.").warnings == ()
    assert oak.act("send", "2026-03-06").warnings == ()


def test_a_draft_that_may_go_is_told_what_it_would_go_without(tmp_path: Path) -> None:
    oak = Oak(tmp_path, clause("stage", level="should")).acknowledged()
    (told,) = oak.act("draft", "2026-03-04", **ANSWER).warnings
    assert told.startswith('if the draft is sent as it is: the letter "Our answer" went without the stage')


def test_a_clause_about_a_stage_is_asked_of_the_way_that_the_case_is_on(tmp_path: Path) -> None:
    """An urgent complaint enters at Stage 2, which is the first round of its way."""
    asked = (clause("stage", id="first", stage=1), clause("stage", id="second", stage=2))
    oak = Oak(tmp_path / "usual", *asked).acknowledged()
    oak.act("respond", "2026-03-04", **ANSWER)
    oak.act("escalate", "2026-03-05")
    oak.act("acknowledge", "2026-03-06")
    oak.act("respond", "2026-03-09", by="Di", **ANSWER)
    assert [lack.clause for lack in oak.lacks()] == ["first", "second"]
    urgent = Oak(tmp_path / "urgent", *asked).acknowledged(fact__urgent="yes")
    urgent.act("respond", "2026-03-04", by="Di", **ANSWER)
    assert [lack.clause for lack in urgent.lacks()] == ["first"]


HARD = "Consequently, responsibility necessitates organisational reconsideration of administrative accountability."
EASE = [("", ["plain-language"], HARD), ("", [], "We will mend the lift."), ("100", [], "Immediately, we will mend the lift for you.")]  # fmt: skip


@pytest.mark.parametrize(("own", "lacks", "text"), EASE)
def test_plain_language_is_measured_and_never_refused(tmp_path: Path, own: str, lacks: list[str], text: str) -> None:
    """The code's own limit is on record; the policy's stricter one is told, and is no lack under the code."""
    style = {"letters:\n": f"style: {{reading_ease_at_least: {own}}}\nletters:\n"} if own else {}
    oak = Oak(tmp_path, clause("plain-language"), templates={"response": text}, changes=style).acknowledged()
    told = oak.act("respond", "2026-03-04", **ANSWER).warnings
    assert oak.contents() == lacks
    assert any("(its reading ease is below 60)" in one for one in told) == bool(lacks)
    assert any("100 at least is asked for" in one for one in told) == bool(own)


def test_another_body_is_not_the_ombudsman(tmp_path: Path) -> None:
    other = {"title: Housing & Home Ombudsman": "title: A body of ours"}
    oak = Oak(tmp_path, clause("ombudsman"), templates={"response": DOORS}, changes=other).acknowledged()
    oak.act("respond", "2026-03-04", **ANSWER)
    assert oak.contents() == ["ombudsman"]


def test_what_nobody_can_read_off_a_letter_is_not_lacking(tmp_path: Path) -> None:
    oak = Oak(tmp_path, clause("fault, references, responsibilities, exhausted")).acknowledged()
    assert oak.act("respond", "2026-03-04", **ANSWER).warnings == ()


def test_a_clause_counts_from_the_day_on_which_it_came_into_force(tmp_path: Path) -> None:
    later = clause("stage", in_force="{from: 2026-03-05}")
    for day, contents in (("2026-03-04", []), ("2026-03-05", ["stage"])):
        oak = Oak(tmp_path / day, later).acknowledged()
        oak.act("respond", day, **ANSWER)
        assert oak.contents() == contents


def test_a_code_that_is_not_there_is_told(tmp_path: Path) -> None:
    oak = Oak(tmp_path)
    (told,) = oak.receive().warnings
    assert told == "nobody has held what was sent to promise, which the policy follows: the code cannot be read here"


def test_a_policy_that_follows_no_code_is_held_to_none(tmp_path: Path) -> None:
    oak = Oak(tmp_path, clause("stage"), changes={"follows: [promise]\n": ""}).acknowledged()
    assert oak.act("respond", "2026-03-04", **ANSWER).warnings == ()


def test_what_cases_lack_is_counted_beside_the_clause(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/cases.db"
    asked = (clause("stage", id="1"), clause("reasons", id="2"), clause("stage", "every", id="3", level="should"))
    oak = Oak(tmp_path, *asked, templates={"response": ALL_MATTERS}, url=url).acknowledged()
    oak.act("respond", "2026-03-04", **ANSWER)
    oak.desk.close()
    loaded = load(oak.file)
    code = find_code("promise", tmp_path / "policies")
    inquiry = Inquiry(loaded.policy, find_calendar("england-and-wales"), shelf_for(loaded.policy), code)
    found = beside_cases(judged(inquiry), code, url, date(2026, 4, 1)).findings
    assert [(one.clause, one.cases) for one in found] == [("1", ("C-1",)), ("2", ()), ("3", ("C-1",))]
    assert "1 of 1 that came to this did otherwise: C-1." in found[0].practice
    assert "what was noted that it lacked" in found[1].practice


def test_a_record_of_before_reads_as_it_always_did(tmp_path: Path) -> None:
    """A letter that lacks nothing says nothing of it: the hash of such a record is what it was."""
    oak = Oak(tmp_path, clause("reasons"), templates={"response": ALL_MATTERS}).acknowledged()
    oak.act("respond", "2026-03-04", **ANSWER)
    for number, event in enumerate(oak.desk.show("C-1").case.log, 1):
        body = body_of("C-1", number, event)
        assert "lacks" not in body
        assert event_of(body, None).letters == event.letters


def test_what_is_on_record_of_a_lack_holds_no_private_text(tmp_path: Path) -> None:
    oak = Oak(tmp_path, clause("definition", "acknowledgement")).acknowledged(definition="She is ill.")
    events = oak.desk.show("C-1").case.log
    assert oak.contents() == ["definition"]
    assert not any("She is ill" in body_of("C-1", number, event) for number, event in enumerate(events, 1))
