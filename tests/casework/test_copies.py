"""Copies of letters: who speaks for a complainant reads along once there is consent, an advocate always."""

from __future__ import annotations

from putright.casework import Desk, open_desk

COMPLAINT = {"fact.service": "waste", "complainant.name": "Tariq Ali", "complainant.address": "4 Mill Lane"}
SPEAKER = {"representative.name": "Wendy *Lomax*", "representative.address": "75 Orchard House\nWalsall"}


def letters_of(desk: Desk, **given: str) -> list[tuple[str, str]]:
    """The letters of a case after its acknowledgement: name and text."""
    told = {**COMPLAINT, **{name.replace("__", "."): value for name, value in given.items()}}
    desk.receive(
        "walsall", at="2026-01-05T10:00:00+00:00", matters=["Bins"], channel="website", case_id="C-1", given=told
    )
    desk.act("C-1", "acknowledge", at="2026-01-06T10:00:00+00:00")
    return [(row.name, row.text) for row in desk.show("C-1").letters]


def spoken_for(**more: str) -> dict[str, str]:
    return {name.replace(".", "__"): value for name, value in {**SPEAKER, **more}.items()}


def test_without_consent_nobody_reads_along() -> None:
    assert [name for name, _ in letters_of(open_desk("sqlite://"), **spoken_for())] == ["stage-1-acknowledgement"]


def test_with_consent_a_copy_goes_to_whoever_speaks_for_the_complainant() -> None:
    (name, letter), (copied, copy) = letters_of(
        open_desk("sqlite://"), **spoken_for(**{"representative.consent": "2026-01-04"})
    )
    assert (name, copied) == ("stage-1-acknowledgement", "stage-1-acknowledgement.copy-1")
    assert copy == f"Copy for Wendy \\*Lomax\\*\\\n75 Orchard House\\\nWalsall\n\n{letter}"


def test_an_advocate_reads_along_always() -> None:
    found = letters_of(open_desk("sqlite://"), advocate__name="Ms Helper", **spoken_for())
    assert [name for name, _ in found] == ["stage-1-acknowledgement", "stage-1-acknowledgement.copy-1"]
    assert found[1][1].startswith("Copy for Ms Helper\n\n")
    assert "Copy to: Ms Helper" in found[0][1]


def test_a_stand_in_is_whose_work_the_case_is() -> None:
    """The list of cases names whoever handles the case, a person before a role."""
    desk = open_desk("sqlite://")
    letters_of(desk)
    assert desk.cases()[0].handler == "service-officer"
    desk.act("C-1", "assign", at="2026-01-07T10:00:00+00:00", given={"handler": "Bo Field"})
    assert desk.cases()[0].handler == "Bo Field"


def test_whoever_the_complaint_turns_out_to_be_about_signs_nothing_and_has_the_case_no_more() -> None:
    for told in ({"about.1": "Bo Field"}, {"person": "bo field"}):
        desk = open_desk("sqlite://")
        letters_of(desk)
        desk.act("C-1", "assign", at="2026-01-07T10:00:00+00:00", given={"handler": "Bo Field"})
        action = "declare-conflict" if "person" in told else "note"
        desk.act("C-1", action, at="2026-01-08T10:00:00+00:00", given={"note": "About Bo.", **told})
        answer = {"outcome": "upheld", "reasons": "He was late."}
        receipt = desk.act("C-1", "respond", at="2026-01-09T10:00:00+00:00", by="Ann", given=answer)
        assert "Bo Field" not in receipt.letters[0].markdown
        assert "Service Officer" in receipt.letters[0].markdown
        assert desk.cases()[0].handler == "service-officer"
