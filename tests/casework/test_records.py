"""The desk and what belongs to more than one case: links, late matters, documents, and words inside."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from builders import ROOT
from putright.casework import Desk, open_desk
from putright.problems import Refused
from putright.store import StoreError

TEXT = (ROOT / "tests/case/everything.yaml").read_text().replace("  close: {needs: [reason]}", "  close: {needs: [reason]}\n  contact: {tells: [manager, handler, officer]}")  # fmt: skip
AT = "2026-03-30T10:00:00+01:00"
LATER = "2026-04-02T10:00:00+01:00"
GIVEN = {"subject": "service", "complainant.name": "Ada Field", "complainant.email": "ada@example.org"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    folder = tmp_path / "policies" / "mill"
    folder.mkdir(parents=True)
    (folder / "everything.yaml").write_text(TEXT, "utf-8")
    letters = tmp_path / "letters" / "mill"
    letters.mkdir(parents=True)
    for name in ("acknowledgement", "answer", "more-time", "closing", "refusal", "progress", "long-wait", "referral", "pause", "resumed"):  # fmt: skip
        (letters / f"{name}.md").write_text("Dear {{ complainant.name }}\n", "utf-8")
    desk = open_desk("sqlite://", tmp_path / "policies")
    for case_id in ("c-1", "c-2", "c-3"):
        desk.receive(
            "mill", at=AT, matters=["The bell rings"], channel="email", sought="Quiet", case_id=case_id, given=GIVEN
        )
    yield desk
    desk.close()


def data_of(desk: Desk, case_id: str) -> dict[str, str]:
    return dict(desk.show(case_id).case.events[-1].data)


def test_a_link_is_recorded_in_both_cases(desk: Desk) -> None:
    desk.link("c-1", "c-2", "duplicate", at=LATER)
    assert data_of(desk, "c-1") == {"link.case": "c-2", "link.kind": "duplicate"}
    assert data_of(desk, "c-2") == {"link.case": "c-1", "link.kind": "original"}


def test_a_group_is_whatever_is_linked_as_one(desk: Desk) -> None:
    desk.link("c-1", "c-2", "group", at=LATER)
    desk.link("c-2", "c-3", "group", at=LATER)
    assert desk.group("c-3") == ("c-1", "c-2", "c-3")


def test_a_merged_case_is_closed_and_the_other_one_says_so(desk: Desk) -> None:
    desk.act("c-1", "merge", at=LATER, given={"link.case": "c-2"})
    assert desk.show("c-1").case.place == "closed"
    assert data_of(desk, "c-2") == {"link.case": "c-1", "link.kind": "duplicate"}
    with pytest.raises(Refused, match="R282 c-1 was itself merged with c-2"):
        desk.act("c-3", "merge", at=LATER, given={"link.case": "c-1"})


def test_two_cases_are_never_merged_with_each_other_whatever_was_noted_since(desk: Desk) -> None:
    desk.act("c-1", "merge", at=LATER, given={"link.case": "c-2"})
    desk.act("c-1", "note", at=LATER, given={"note": "They rang."})
    with pytest.raises(Refused, match="R282 c-1 was itself merged with c-2"):
        desk.act("c-2", "merge", at=LATER, given={"link.case": "c-1"})
    desk.act("c-1", "reopen", at=LATER, given={"reason": "It is something else."})
    desk.act("c-2", "merge", at=LATER, given={"link.case": "c-1"})
    assert desk.show("c-2").case.place == "closed"


def test_a_complaint_is_never_merged_with_what_nobody_deals_with(desk: Desk) -> None:
    desk.act("c-1", "withdraw", at=LATER)
    with pytest.raises(Refused, match="R282 c-1 has ended"):
        desk.act("c-2", "merge", at=LATER, given={"link.case": "c-1"})
    asked = {**GIVEN, "record.kind": "service-request"}
    desk.receive("mill", at=LATER, matters=["A bulb is out"], channel="email", case_id="s-1", given=asked)
    with pytest.raises(Refused, match="R282 s-1 is no complaint"):
        desk.act("c-2", "merge", at=LATER, given={"link.case": "s-1"})
    desk.act("s-1", "merge", at=LATER, given={"link.case": "c-2"})
    assert (desk.show("s-1").case.place, desk.show("c-2").case.place) == ("closed", "first.acknowledge")


def test_no_merge_loses_the_dates_of_the_complaint_that_came_first(desk: Desk) -> None:
    younger = {"matters": ["The bell rings"], "channel": "email", "sought": "Quiet", "given": GIVEN}
    desk.receive("mill", at="2026-03-31T09:00:00+01:00", case_id="y-1", **younger)
    desk.receive(
        "mill", at="2026-04-01T09:00:00+01:00", happened_at="2026-03-30T16:00:00+01:00", case_id="y-2", **younger
    )
    with pytest.raises(Refused, match="R282 c-1 came on Monday 30 March 2026, and y-1 only on Tuesday 31") as refused:
        desk.act("c-1", "merge", at=LATER, given={"link.case": "y-1"})
    assert refused.value.mend.startswith("merge y-1 with c-1")
    for one, other in (("y-1", "c-1"), ("c-2", "y-2")):
        desk.act(one, "merge", at=LATER, given={"link.case": other})
        assert desk.show(one).case.place == "closed", "what came later, or came on that day and was logged later"
    asked = {**GIVEN, "record.kind": "service-request"}
    desk.receive("mill", at=AT, matters=["A bulb is out"], channel="email", case_id="s-1", given=asked)
    desk.receive("mill", at="2026-04-01T09:00:00+01:00", case_id="y-3", **younger)
    desk.act("s-1", "merge", at=LATER, given={"link.case": "y-3"})
    assert desk.show("s-1").case.place == "closed", "what is no complaint has no dates to lose"


def test_no_case_is_merged_with_one_of_another_organisation(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "policies" / "weir"
    folder.mkdir()
    (folder / "everything.yaml").write_text(TEXT.replace("id: mill,", "id: weir,").replace("name: The Mill", "name: The Weir"), "utf-8")  # fmt: skip
    (tmp_path / "letters" / "weir").symlink_to(tmp_path / "letters" / "mill")
    said = {"matters": ["The bell rings"], "channel": "email", "sought": "Quiet", "given": GIVEN}
    Desk(desk.store, tmp_path / "policies").receive("weir", at=AT, case_id="w-1", **said)
    with pytest.raises(Refused, match="R282 w-1 is a case of The Weir, not of") as refused:
        desk.act("c-1", "merge", at=LATER, given={"link.case": "w-1"})
    assert refused.value.mend.startswith("link them instead")
    desk.link("c-1", "w-1", at=LATER)


def test_what_was_promised_in_a_case_that_was_merged_is_shown_where_the_complaint_is_dealt_with(desk: Desk) -> None:
    """c-1 was merged with c-2, and that with c-3: whoever opens c-3 sees what is owed, and where it is put on record."""
    desk.act("c-1", "note", at=LATER, given={"remedy.1": "A letter of apology", "remedy.1.by": "2026-05-01"})
    for one, other in (("c-1", "c-2"), ("c-2", "c-3")):
        desk.act(one, "merge", at=LATER, given={"link.case": other})
    for case_id in ("c-2", "c-3"):
        (told,) = desk.show(case_id).inherited
        assert (told.case_id, told.deadline.name, str(told.deadline.on)) == ("c-1", "remedy.1", "2026-05-01")
    assert desk.show("c-1").inherited == ()
    desk.act("c-1", "complete", at=LATER, given={"completes": "remedy.1"})
    assert desk.show("c-3").inherited == ()
    desk.act("c-2", "reopen", at=LATER, given={"reason": "It is something else."})
    assert desk.show("c-3").inherited == ()


@pytest.mark.parametrize("action", ["link", "merge"])
def test_a_link_with_a_case_that_is_not_there_leaves_nothing(desk: Desk, action: str) -> None:
    with pytest.raises(Refused, match="R282"):
        desk.act("c-1", action, at=LATER, given={"link.case": "c-9"})
    assert desk.show("c-1").case.version == 1


def test_a_link_that_the_other_case_cannot_record_leaves_nothing_in_either(desk: Desk) -> None:
    """The other case holds something that was recorded later."""
    desk.act("c-2", "note", at="2026-04-03T10:00:00+01:00", given={"note": "n"})
    with pytest.raises(Refused, match="R106"):
        desk.link("c-1", "c-2", at="2026-04-01T09:00:00+01:00")
    assert (desk.show("c-1").case.version, desk.show("c-2").case.version) == (1, 2)


def test_a_matter_that_comes_after_the_answer_opens_a_linked_complaint(desk: Desk) -> None:
    desk.act("c-1", "respond", at=LATER, by="Ann", given={"outcome": "upheld", "reasons": "It rang."})
    receipt = desk.act(
        "c-1", "add-matter", at=LATER, by="Ann", given={"matter": "The clock is slow", "note": "By telephone"}
    )
    assert receipt.events[-1].data == {"link.case": "c-1-2", "link.kind": "split"}
    opened = desk.show("c-1-2").case
    assert [matter.what for matter in opened.matters] == ["The clock is slow"]
    assert opened.values["complainant.name"] == "Ada Field"
    assert (opened.values["channel"], opened.place) == ("email", "first.acknowledge")
    assert opened.events[-1].data == {"link.case": "c-1", "link.kind": "origin"}
    assert len(desk.show("c-1").case.matters) == 1


def _elsewhere(desk: Desk, tmp_path: Path, until: str = "") -> tuple[Desk, Path]:
    """The mill's policy in a folder that has another name; and a desk that looks for policies where the mill has none."""
    (tmp_path / "policies" / "mill").rename(tmp_path / "policies" / "procedures")
    file = tmp_path / "policies" / "procedures" / "everything.yaml"
    head, rest = TEXT.split("in_force:", 1)
    span = f"in_force: {{from: 2025-01-01{f', until: {until}' if until else ''}}}\n"
    file.write_text(f"{head}{span}{rest.partition(chr(10))[2]}".replace("version:", 'version: "own" #', 1), "utf-8")
    return open_desk("sqlite://", ROOT / "policies"), file


def _answered(desk: Desk, policy: Path | str) -> None:
    said = {"matters": ["The bell rings"], "channel": "email", "sought": "Quiet", "given": GIVEN}
    desk.receive(str(policy), at=AT, case_id="e-1", **said)
    desk.act("e-1", "respond", at=LATER, by="Ann", given={"outcome": "upheld", "reasons": "It rang."})


def test_a_late_matter_is_governed_by_the_policy_of_the_case_wherever_that_stands(desk: Desk, tmp_path: Path) -> None:
    other, file = _elsewhere(desk, tmp_path)
    _answered(other, file)
    other.act("e-1", "add-matter", at=LATER, given={"matter": "The clock is slow"})
    assert other.show("e-1-2").case.policy == other.show("e-1").case.policy
    asked = {**GIVEN, "record.kind": "service-request"}
    other.receive(str(file), at=AT, matters=["When?"], channel="email", case_id="q-1", given=asked)
    other.act("q-1", "complain", at=LATER, given={"sought": "An apology"})
    assert other.show("q-1-2").case.policy == other.show("e-1").case.policy


def test_after_its_policy_a_late_matter_is_governed_by_the_one_in_force(desk: Desk, tmp_path: Path) -> None:
    """Also where the folder has another name than the organisation; and it is refused where there is none."""
    other, file = _elsewhere(desk, tmp_path, until="2026-03-31")
    _answered(other, file)
    with pytest.raises(Refused, match='R230 no organisation is called "mill"'):
        other.act("e-1", "add-matter", at=LATER, given={"matter": "The clock is slow"})
    newer = file.read_text().replace('version: "own"', 'version: "new"').replace("from: 2025-01-01, until: 2026-03-31", "from: 2026-04-01")  # fmt: skip
    file.with_name("newer.yaml").write_text(newer, "utf-8")
    Desk(other.store, tmp_path / "policies").act("e-1", "add-matter", at=LATER, given={"matter": "The clock is slow"})
    assert other.show("e-1-2").case.policy.endswith("@new")
    other.close()


def test_a_late_matter_that_cannot_be_opened_leaves_nothing(desk: Desk) -> None:
    desk.act("c-1", "withdraw", at=LATER)
    with pytest.raises(Refused, match="R103"):
        desk.act("c-1", "add-matter", at=LATER, given={"matter": "The clock is slow", "channel": "pigeon"})
    assert desk.show("c-1").case.version == 2


def test_whoever_is_not_content_with_an_answer_has_a_complaint_and_both_stay_open(desk: Desk) -> None:
    desk.receive(
        "mill",
        at=AT,
        matters=["When is the mill open?"],
        channel="email",
        case_id="q-1",
        given={"record.kind": "service-request"},
    )
    desk.act("q-1", "answer-record", at=LATER, given={"note": "On Mondays."})
    desk.act(
        "q-1", "complain", at=LATER, given={"sought": "An apology", "subject": "service", "complainant.name": "Bo"}
    )
    record, complaint = desk.show("q-1").case, desk.show("q-1-2").case
    assert (record.place, complaint.place) == ("answered", "first.acknowledge")
    assert [matter.what for matter in complaint.matters] == ["When is the mill open?"]
    assert (data_of(desk, "q-1")["link.kind"], data_of(desk, "q-1-2")["link.kind"]) == ("complaint", "record")
    assert {row.case_id for row in desk.due()} == {"c-1", "c-2", "c-3", "q-1-2"}


# Documents


def test_a_document_is_kept_whole_and_its_name_is_private(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "The bell.txt"
    file.write_bytes(b"Ding\x00dong")
    event = desk.attach("c-1", file, shown="complainant", at=LATER).events[-1]
    assert event.texts == {"attachment.name": "The bell.txt"}
    assert "bell" not in str(event.data)
    (one,) = desk.show("c-1").attachments
    assert (one.name, one.shown) == ("The bell.txt", "complainant")
    assert desk.attachment("c-1", one.digest) == (one, b"Ding\x00dong")
    with pytest.raises(Refused, match="R281"):
        desk.attachment("c-2", one.digest)


BAD_DOCUMENTS = [
    ("too large", b"x" * (25 * 1024 * 1024 + 1)),
    ("empty", b""),
    ("not there", "no such file"),
]


@pytest.mark.parametrize(("why", "document"), BAD_DOCUMENTS, ids=[row[0] for row in BAD_DOCUMENTS])
def test_a_document_is_refused(desk: Desk, why: str, document: bytes | str) -> None:
    with pytest.raises(Refused, match="R281"):
        desk.attach("c-1", document, name="a.txt", at=LATER)


def test_a_document_that_is_not_in_the_store_is_not_attached(desk: Desk) -> None:
    given = {"attachment.digest": f"sha256:{'0' * 64}", "attachment.name": "a", "attachment.shown": "staff"}
    with pytest.raises(Refused, match="R281"):
        desk.act("c-1", "attach", at=LATER, given=given)
    assert desk.show("c-1").case.version == 1


# Words inside


def test_roles_are_told_inside_in_the_same_transaction_and_without_private_text(desk: Desk) -> None:
    contact = {"contact.channel": "email", "contact.direction": "in", "note": "She swore."}
    desk.act("c-1", "contact", at=LATER, given=contact)
    standing = desk.show("c-1")
    assert [row.name for row in standing.notices] == ["notice.manager", "notice.officer"]
    assert (
        standing.notices[0].text
        == "Contacted on Thursday 2 April 2026, in case c-1. The case is at: First look: Acknowledge."
    )
    assert not [row for row in standing.letters if row.name.startswith("notice")]
    with desk.store.reading() as tx:
        assert tx.verify("c-1") == []


TOLD = [
    ("nobody is named yet: the role", {}, "notice.officer"),
    ("a handler is named: the person", {"handler": "Bo Field"}, "notice.Bo Field"),
    ("the complaint is about them: the role", {"handler": "Bo Field", "about.1": "bo field"}, "notice.officer"),
]


@pytest.mark.parametrize(("why", "given", "told"), TOLD, ids=[row[0] for row in TOLD])
def test_the_handler_is_told_by_name_or_else_by_role(desk: Desk, why: str, given: dict[str, str], told: str) -> None:
    for name in given:
        desk.act("c-1", "note", at=LATER, given={name: given[name], "note": "n"})
    contact = {"contact.channel": "email", "contact.direction": "in", "note": "She rang."}
    desk.act("c-1", "contact", at=LATER, given=contact)
    names = dict.fromkeys(["notice.manager", told, "notice.officer"])
    assert [row.name for row in desk.show("c-1").notices] == sorted(names)


def test_a_document_that_is_refused_is_not_kept(desk: Desk) -> None:
    """A case that is not there: the private bytes are in the store no more than the act is."""
    with pytest.raises(Refused, match="R100"):
        desk.attach("c-9", b"a private photograph", name="photo.txt", at=LATER)
    digest = "sha256:" + hashlib.sha256(b"a private photograph").hexdigest()
    with desk.store.reading() as tx, pytest.raises(StoreError, match="S406"):
        tx.document(digest)
