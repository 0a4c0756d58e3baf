"""The desk: from a complaint to dates and letters, over a real store."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import putright
from builders import ROOT
from putright.case.case import Case
from putright.case.folding import fold
from putright.casework import Desk

ADA = {"name": "Ada Moss", "address": "1 High Street, Walsall"}


@pytest.fixture
def desk() -> Iterator[Desk]:
    opened = putright.open_desk("sqlite://")
    yield opened
    opened.close()


def _receive(desk: Desk, case_id: str = "W-1", at: str = "2026-03-30T10:00:00+01:00", **more: str) -> putright.Receipt:
    return desk.receive(
        "walsall", at=at, matters=["The bins were missed"], complainant=ADA, channel="website",
        facts={"service": "waste"}, sought="A collection", case_id=case_id, given=more,
    )  # fmt: skip


def _answered(desk: Desk) -> None:
    _receive(desk)
    desk.act("W-1", "acknowledge", at="2026-04-02T10:00:00+01:00")
    desk.act(
        "W-1", "respond", at="2026-04-17T10:00:00+01:00", by="Ann", given={"outcome": "upheld", "reasons": "We did."}
    )


def test_an_organisation_means_its_version_in_force_on_the_day_of_receipt(desk: Desk) -> None:
    assert _receive(desk).case.policy == "walsall/two-stage@2025-10-21"
    with pytest.raises(putright.Refused, match="R231 no policy was in force for walsall on Monday 20 October 2025"):
        _receive(desk, "W-2", at="2025-10-20T10:00:00+01:00")
    with pytest.raises(putright.Refused, match=r'R230 .*Did you mean "walsall"'):
        desk.receive("walsal", at="2026-03-30T10:00:00+01:00")


def test_the_day_of_receipt_is_the_local_day(desk: Desk) -> None:
    """Half past midnight in Walsall on 21 October 2025 is still the 20th in UTC."""
    assert _receive(desk, at="2025-10-20T23:30:00+00:00").case.policy == "walsall/two-stage@2025-10-21"


def test_a_receipt_tells_events_due_dates_and_letters(desk: Desk) -> None:
    receipt = _receive(desk)
    assert {deadline.name: str(deadline.on) for deadline in receipt.due} == {"stage-1.acknowledge": "2026-04-04"}
    receipt = desk.act("W-1", "acknowledge", at="2026-04-02T10:00:00+01:00")
    assert [event.name for event in receipt.events] == ["acknowledged"]
    assert [letter.title for letter in receipt.letters] == ["We have your complaint"]
    assert "Monday 20 April 2026" in receipt.letters[0].markdown
    assert dict(receipt.events[0].letters[0].promised) == {"stage-1.respond": "2026-04-20"}


def test_folding_what_was_stored_gives_the_case_that_was_returned(desk: Desk) -> None:
    _answered(desk)
    receipt = desk.act("W-1", "escalate", at="2026-05-11T10:00:00+01:00")
    with desk.store.reading() as tx:
        assert fold(Case("W-1"), tx.events("W-1")) == receipt.case
        assert tx.verify("W-1") == []


def test_what_fell_due_before_a_command_is_played_first_even_when_the_command_is_refused(desk: Desk) -> None:
    _answered(desk)
    with pytest.raises(putright.Refused, match="R205"):
        desk.act("W-1", "escalate", at="2026-06-30T10:00:00+01:00")
    standing = desk.show("W-1")
    assert standing.case.place == "closed"
    assert str(standing.case.events[-1].happened_at) == "2026-05-22 00:00:00+01:00"
    assert [row.name for row in standing.letters][-1] == "closing"


def test_it_does_not_matter_when_somebody_ticked(desk: Desk) -> None:
    _answered(desk)
    other = putright.open_desk("sqlite://")
    _answered(other)
    for moment in ("2026-05-21T23:00:00+01:00", "2026-05-22T00:00:00+01:00", "2026-07-01T00:00:00+01:00"):
        other.tick(moment)
    desk.tick("2026-12-01T00:00:00+00:00")
    assert desk.show("W-1").case == other.show("W-1").case
    other.close()


def test_a_letter_that_misses_something_refuses_the_command_and_names_it(desk: Desk) -> None:
    desk.receive(
        "walsall",
        at="2026-03-30T10:00:00+01:00",
        matters=["Bins"],
        channel="website",
        facts={"service": "waste"},
        case_id="W-1",
    )
    with pytest.raises(putright.Refused, match=r"L301 .*the complainant's name"):
        desk.act("W-1", "acknowledge", at="2026-04-02T10:00:00+01:00")
    assert desk.show("W-1").case.version == 1
    desk.act("W-1", "acknowledge", at="2026-04-02T10:00:00+01:00", given={"complainant.name": "Ada Moss"})


def test_a_date_past_the_known_bank_holidays_is_promised_as_one_that_may_move(desk: Desk) -> None:
    """Bank holidays are known until the end of 2028."""
    desk.receive(
        "kiwi", at="2028-12-20T10:00:00+00:00", matters=["The course"], complainant=ADA, channel="telephone",
        facts={"subject": "teaching"}, case_id="K-1",
    )  # fmt: skip
    receipt = desk.act("K-1", "acknowledge", at="2028-12-21T10:00:00+00:00")
    assert receipt.due[0].is_provisional
    assert "Friday 5 January 2029 (this day may change" in receipt.letters[0].markdown.replace("\n", " ")


def test_time_is_not_stopped_by_a_letter_that_cannot_be_written(tmp_path: Path) -> None:
    """A closing letter that needs what nobody gave is held with its reason; the case closes all the same."""
    policies = _copied(tmp_path)
    closing = tmp_path / "letters/walsall/closing.md"
    closing.write_text("Dear {{ complainant.email }}")
    desk = putright.open_desk("sqlite://", policies)
    _answered(desk)
    desk.tick("2026-07-01T00:00:00+01:00")
    standing = desk.show("W-1")
    held = standing.letters[-1]
    assert (standing.case.place, held.kind) == ("closed", "held letter")
    assert "the complainant's email address" in held.text
    desk.close()


def test_a_command_with_a_key_is_carried_out_once(desk: Desk) -> None:
    _receive(desk)
    first = desk.act("W-1", "acknowledge", at="2026-04-02T10:00:00+01:00", key="k-1")
    again = desk.act("W-1", "acknowledge", at="2026-04-03T10:00:00+01:00", key="k-1")
    assert again.repeated
    assert again.events == first.events
    assert desk.show("W-1").case.version == 2


def _copied(folder: Path) -> Path:
    """The policies and letters of Walsall in a folder of their own, where they can be edited."""
    shutil.copytree(ROOT / "policies/walsall", folder / "policies/walsall")
    shutil.copytree(ROOT / "letters/walsall", folder / "letters/walsall")
    return folder / "policies"


def _edit(policies: Path, old: str, new: str) -> None:
    file = policies / "walsall/two-stage.yaml"
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


def test_a_published_version_that_was_edited_is_refused(tmp_path: Path) -> None:
    policies, url = _copied(tmp_path), f"sqlite:///{tmp_path}/cases.db"
    desk = putright.open_desk(url, policies)
    _receive(desk)
    desk.close()
    _edit(policies, "within: 10 working days", "within: 15 working days")
    desk = putright.open_desk(url, policies)
    with pytest.raises(putright.StoreError, match="S402"):
        _receive(desk, "W-2")
    assert str(desk.act("W-1", "acknowledge", at="2026-04-02T10:00:00+01:00").due[0].on) == "2026-04-20"
    desk.close()


def test_a_calendar_that_stands_beside_a_policy_is_no_policy(tmp_path: Path) -> None:
    """A policy with a calendar of its own in the same folder: the organisation still has one version."""
    policies = _copied(tmp_path)
    _edit(policies, "calendar: england-and-wales", "calendar: town-hall")
    (policies / "walsall/town-hall.yaml").write_text(
        "name: town-hall\ntitle: The town hall\nsource: Our own list\nbased_on: england-and-wales\n"
        "days_off:\n  - {date: 2026-04-07, name: Town hall day}\n"
    )
    desk = putright.open_desk("sqlite://", policies)
    _receive(desk)
    receipt = desk.act("W-1", "acknowledge", at="2026-04-02T10:00:00+01:00")
    assert str(receipt.due[0].on) == "2026-04-21"
    desk.close()


def test_an_old_case_keeps_the_policy_it_was_opened_under(tmp_path: Path) -> None:
    policies, url = _copied(tmp_path), f"sqlite:///{tmp_path}/cases.db"
    desk = putright.open_desk(url, policies)
    _receive(desk)
    desk.close()
    _edit(policies, "within: 10 working days", "within: 15 working days")
    _edit(policies, 'version: "2025-10-21"', 'version: "2026-01-01"')
    desk = putright.open_desk(url, policies)
    _receive(desk, "W-2")
    dues = [desk.act(case, "acknowledge", at="2026-04-02T10:00:00+01:00").due[0].on for case in ("W-1", "W-2")]
    assert [str(on) for on in dues] == ["2026-04-20", "2026-04-27"]
    desk.close()


def test_a_comment_in_a_published_policy_is_no_change(tmp_path: Path) -> None:
    policies, url = _copied(tmp_path), f"sqlite:///{tmp_path}/cases.db"
    desk = putright.open_desk(url, policies)
    _receive(desk)
    desk.close()
    _edit(policies, "format: 1", "# looked at again in May\nformat:    1")
    desk = putright.open_desk(url, policies)
    _receive(desk, "W-2")
    desk.close()


BAD = [
    ("no offset", {"at": "2026-03-30T10:00:00"}, "R104"),
    ("no moment", {"at": "yesterday"}, "R104"),
    ("a day only", {"at": "2026-03-30"}, "R104"),
    ("a reference that is a path", {"case_id": "../etc"}, "R222"),
    ("a reference that is taken", {"case_id": "W-1"}, "R221"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "changed", "refusal"), BAD, ids=[row[0] for row in BAD])
def test_a_complaint_that_cannot_be_opened_leaves_nothing(
    desk: Desk, why: str, changed: dict[str, str], refusal: str
) -> None:
    _receive(desk)
    with pytest.raises(putright.Refused) as refused:
        _receive(desk, **{"case_id": "W-2", **changed})
    assert refused.value.id == refusal
    assert [row.case_id for row in desk.cases()] == ["W-1"]


def test_nobody_finds_a_case_that_is_not_there(desk: Desk) -> None:
    with pytest.raises(putright.Refused, match='R100 there is no case "W-9"'):
        desk.act("W-9", "acknowledge", at="2026-04-02T10:00:00+01:00")


def test_the_desk_says_why_something_would_be_refused_without_recording_it(desk: Desk) -> None:
    _answered(desk)
    refusal = desk.why_not("W-1", "escalate", at="2026-06-30T10:00:00+01:00")
    assert refusal is not None
    assert refusal.id == "R205"
    assert desk.why_not("W-1", "escalate", at="2026-05-11T10:00:00+01:00") is None
    assert desk.show("W-1").case.place == "stage-1.decide"


def test_a_date_that_holds_no_more_is_taken_back_by_one_letter_and_not_by_two(desk: Desk) -> None:
    """The answer of 17 April told the last day on which to ask for a review, and was never sent."""
    _answered(desk)
    struck = {"corrects": "3", "struck": "yes", "because": "It was never sent."}
    (letter,) = desk.act("W-1", "correct", at="2026-04-20T10:00:00+01:00", given=struck).letters
    assert "That date no longer holds" in letter.markdown
    assert desk.show("W-1").promises == ()
    renamed = {"corrects": "1", "complainant.name": "Bill", "because": "Misheard."}
    assert desk.act("W-1", "correct", at="2026-04-20T11:00:00+01:00", given=renamed).letters == ()


OTHERS = [
    ("another act in the same case", "W-1", "acknowledge"),
    ("the same act in another case", "W-2", "note"),
]


@pytest.mark.parametrize(("why", "case_id", "action"), OTHERS, ids=[row[0] for row in OTHERS])
def test_a_key_is_never_taken_for_another_command(desk: Desk, why: str, case_id: str, action: str) -> None:
    at = "2026-04-01T10:00:00+01:00"
    _receive(desk)
    _receive(desk, "W-2")
    desk.act("W-1", "note", at=at, key="k", given={"note": "They rang."})
    assert desk.act("W-1", "note", at=at, key="k", given={"note": "They rang."}).repeated
    with pytest.raises(putright.Refused, match="R109"):
        desk.act(case_id, action, at=at, key="k", given={"note": "They rang."})
    with pytest.raises(putright.Refused, match="R109"):
        desk.receive("walsall", at=at, matters=["Bins"], channel="website", case_id="W-3", key="k")
