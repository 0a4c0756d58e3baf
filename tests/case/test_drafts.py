"""Draft, review, send: the text that a handler writes, who looked at it, and what went out."""

from __future__ import annotations

import pytest

from builders import ROOT, Life, a_procedure
from case.bell import EVERYTHING, GIVEN, TEXT
from putright.problems import Refused

REVIEWED = a_procedure(TEXT.replace("          also_meets: [acknowledge]", "          reviewed_by: manager", 1))


def a_life(reviewed: bool = True) -> Life:
    life = Life(REVIEWED if reviewed else EVERYTHING, "2026-03-30 10:00", GIVEN)
    life.act("acknowledge", "2026-03-31")
    return life


def test_a_draft_is_kept_beside_what_was_sent() -> None:
    """The reasons were changed when the answer was sent; both stand on record."""
    life = a_life(reviewed=False)
    life.act("draft", "2026-04-01", by="Ann", outcome="upheld", reasons="It rang.")
    life.act("draft", "2026-04-02", by="Ann", reasons="It rang at 3 o'clock.")
    life.act("send", "2026-04-07", by="Ann", reasons="It rang at three.")
    assert life.place == "first.decide"
    assert life.case.events[-1].data["outcome.1"] == "upheld"
    assert [event.texts.get("reasons.1") for event in life.case.events[2:]] == [
        "It rang.",
        "It rang at 3 o'clock.",
        "It rang at three.",
    ]
    assert life.case.events[-1].name == "responded"


def test_a_reviewed_draft_goes_as_it_was_approved() -> None:
    life = a_life()
    life.act("draft", "2026-04-01", by="Ann", outcome="upheld", reasons="It rang.")
    life.act("review-draft", "2026-04-02", by="Iris Bell", role="manager", verdict="approved")
    life.act("send", "2026-04-07", by="Ann")
    assert life.place == "first.decide"
    assert life.case.events[-1].by == "Ann"


def test_a_draft_that_was_sent_does_not_serve_again() -> None:
    life = a_life(reviewed=False)
    life.act("draft", "2026-04-01", by="Ann", outcome="upheld", reasons="It rang.")
    life.act("send", "2026-04-07", by="Ann")
    life.act("escalate", "2026-04-08")
    life.act("investigate", "2026-04-09", note="n")
    with pytest.raises(Refused, match="R253"):
        life.act("send", "2026-04-10", by="Mo Chaudhry")


DRAFT = ("draft", {"by": "Ann", "outcome": "upheld", "reasons": "r"})
APPROVE = ("review-draft", {"by": "Iris Bell", "verdict": "approved"})
REFUSED = [
    ("nothing was drafted", [], ("send", {"by": "Ann"}), "R253"),
    ("nothing to review", [], ("review-draft", {"by": "Iris Bell", "verdict": "approved"}), "R253"),
    ("not reviewed", [DRAFT], ("send", {"by": "Ann"}), "R255"),
    ("not even drafted", [], ("respond", {"by": "Ann", "outcome": "upheld", "reasons": "r"}), "R255"),
    ("changes were asked for", [DRAFT, ("review-draft", {"by": "Iris Bell", "verdict": "changes", "note": "Warmer."})], ("send", {"by": "Ann"}), "R255"),
    ("changed after it was approved", [DRAFT, APPROVE], ("send", {"by": "Ann", "reasons": "other"}), "R255"),
    ("drafted again after it was approved", [DRAFT, APPROVE, ("draft", {"by": "Ann", "reasons": "other"})], ("send", {"by": "Ann"}), "R255"),
    ("reviewed by its writer", [("draft", {"by": "Iris Bell", "outcome": "upheld", "reasons": "r"})], APPROVE, "R254"),
    ("a review that says nothing", [DRAFT], ("review-draft", {"by": "Iris Bell"}), "R254"),
    ("changes asked for without saying which", [DRAFT], ("review-draft", {"by": "Iris Bell", "verdict": "changes"}), "R202"),
    ("reviewed in another role", [DRAFT], ("review-draft", {"by": "Iris Bell", "role": "officer", "verdict": "approved"}), "R203"),
    ("a draft that decides nothing is not sent", [("draft", {"by": "Ann", "outcome": "upheld"}), APPROVE], ("send", {"by": "Ann"}), "R216"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "before", "act", "refusal"), REFUSED, ids=[row[0] for row in REFUSED])
def test_a_draft_or_its_review_is_refused(
    why: str, before: list[tuple[str, dict[str, str]]], act: tuple[str, dict[str, str]], refusal: str
) -> None:
    life = a_life()
    for action, given in before:
        life.act(action, "2026-04-01", **given)
    with pytest.raises(Refused) as refused:
        life.act(act[0], "2026-04-07", **act[1])
    assert refused.value.id == refusal


CHAIN = a_procedure((ROOT / "tests/policy/good/ways.yaml").read_text(encoding="utf-8"))


def drafted() -> Life:
    life = Life(CHAIN, "2026-03-30 10:00", {"matter": "Noise", "channel": "letter", "seriousness": "serious"})
    life.act("raise", "2026-04-07", reason="Somebody was hurt.")
    life.act("draft", "2026-04-08", by="Ann", outcome="upheld", reasons="It rang.")
    return life


def refused_in(life: Life, action: str, **said: str) -> Refused:
    with pytest.raises(Refused) as refusal:
        life.act(action, "2026-04-09", **said)
    return refusal.value


def test_each_of_a_chain_approves_the_same_text_in_order() -> None:
    life = drafted()
    refusal = refused_in(life, "review-draft", by="Dee", role="director", verdict="approved")
    assert refusal.id in ("R203", "R254")
    assert "Complaints Manager" in refusal.what
    life.act("review-draft", "2026-04-09", by="Mo", role="manager", verdict="approved")
    assert "the Director has not approved" in refused_in(life, "send", by="Ann").what
    assert refused_in(life, "review-draft", by="Mo", verdict="approved").id == "R254"
    life.act("review-draft", "2026-04-09", by="Dee", role="director", verdict="approved")
    assert refused_in(life, "send", by="Ann", reasons="It rang twice.").id == "R255"
    life.act("send", "2026-04-10", by="Ann")
    assert life.place == "closed"


@pytest.mark.parametrize("how", ["a wish for changes", "a changed draft"])
def test_what_changes_a_draft_makes_every_approval_void(how: str) -> None:
    life = drafted()
    life.act("review-draft", "2026-04-09", by="Mo", role="manager", verdict="approved")
    if how == "a wish for changes":
        life.act("review-draft", "2026-04-09", by="Dee", role="director", verdict="changes", note="Say sorry.")
    else:
        life.act("draft", "2026-04-09", by="Ann", reasons="It rang. We are sorry.")
    assert "Complaints Manager has not approved" in refused_in(life, "send", by="Ann").what
    life.act("review-draft", "2026-04-10", by="Mo", role="manager", verdict="approved")
    life.act("review-draft", "2026-04-10", by="Dee", role="director", verdict="approved")
    life.act("send", "2026-04-10", by="Ann")
