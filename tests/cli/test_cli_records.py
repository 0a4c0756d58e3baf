"""Contacts, documents, links and words inside, as they are typed and as `case show` prints them."""

from __future__ import annotations

from pathlib import Path

import pytest

AT = ("--at", "2026-04-07T10:00:00+01:00")
DUE = ("--channel", "telephone", "--fact", "service=waste", "--name", "Ann Other", "--matter", "The bin", "--at", "2026-04-02T10:00:00+01:00")  # fmt: skip


def test_a_document_is_attached_and_listed(putright, received, tmp_path: Path) -> None:
    (tmp_path / "bin.txt").write_text("A bin.")
    attached = putright("case", "attach", received, "bin.txt", "--shown", "complainant", "--called", "Bin", *AT)
    assert attached.code == 0, attached.out + attached.err
    assert "(shown to the customer): sha256:" in putright("case", "show", received).out.partition("Documents")[2]
    (one,) = putright("case", "show", received, "--format", "json").json()["attachments"]
    assert (one["name"], one["shown"]) == ("Bin", "complainant")


SHOWN = [
    ("the complainant is shown it", "complainant", "complainant", 0),
    ("staff see what the complainant sees", "complainant", "staff", 0),
    ("staff are shown it", "staff", "staff", 0),
    ("the complainant is not", "staff", "complainant", 1),
    ("nobody is", "nobody", "staff", 1),
    ("the complainant is not, either", "nobody", "complainant", 1),
]


@pytest.mark.parametrize(("why", "shown", "reader", "code"), SHOWN, ids=[row[0] for row in SHOWN])
def test_a_document_is_written_out_for_whoever_is_shown_it(
    putright, received, tmp_path: Path, why: str, shown: str, reader: str, code: int
) -> None:
    (tmp_path / "bin.txt").write_bytes(b"A b\x00in.")
    putright("case", "attach", received, "bin.txt", "--shown", shown, *AT)
    (one,) = putright("case", "show", received, "--format", "json").json()["attachments"]
    start = one["digest"][7:15]
    answer = putright("case", "attachment", received, start, "--for", reader, "-o", "out.txt")
    assert answer.code == code, answer
    assert (tmp_path / "out.txt").exists() is not bool(code)
    if code:
        assert answer.out.startswith("R287 ")
    else:
        assert answer.out == "bin.txt: 7 bytes written to out.txt\n"
        assert (tmp_path / "out.txt").read_bytes() == b"A b\x00in."


def test_a_document_is_never_written_over_a_file_and_must_be_the_one_that_is_meant(
    putright, received, tmp_path: Path
) -> None:
    (tmp_path / "bin.txt").write_text("A bin.")
    putright("case", "attach", received, "bin.txt", *AT)
    (one,) = putright("case", "show", received, "--format", "json").json()["attachments"]
    over = putright("case", "attachment", received, one["digest"], "-o", "bin.txt")
    assert (over.code, "bin.txt is there already" in over.err) == (2, True)
    assert (tmp_path / "bin.txt").read_text() == "A bin."
    assert putright("case", "attachment", received, "0000", "-o", "out.txt").out.startswith("R281 no document of w-1")
    (tmp_path / "other.txt").write_text("Another.")
    putright("case", "attach", received, "other.txt", *AT)
    assert putright("case", "attachment", received, "sha256:", "-o", "out.txt").out.startswith("R281 2 documents")
    told = putright("case", "attachment", received, one["digest"], "-o", "out.txt", "--format", "json").json()
    assert told == {"case": "w-1", "digest": one["digest"], "name": "bin.txt", "shown": "staff", "file": "out.txt"}


def test_who_is_shown_a_document_can_be_put_right(putright, received, tmp_path: Path) -> None:
    (tmp_path / "bin.txt").write_text("A bin.")
    putright("case", "attach", received, "bin.txt", "--shown", "nobody", *AT)
    (one,) = putright("case", "show", received, "--format", "json").json()["attachments"]
    words = ("--event", "2", "--because", "It was meant for staff.", *AT)
    wrong = putright("case", "correct", received, "--with", "attachment.shown=everybody", *words)
    assert wrong.out.startswith("R103 ")
    assert putright("case", "correct", received, "--with", "attachment.shown=staff", *words).code == 0
    assert putright("case", "attachment", received, one["digest"], "-o", "out.txt").code == 0


def test_two_cases_are_linked_and_both_say_so_in_words(putright, received) -> None:
    assert putright("case", "receive", "walsall", "--id", "w-2", *DUE).code == 0
    linked = putright("case", "link", received, "--other", "w-2", "--relation", "duplicate", *AT)
    assert "recorded: Linked with w-2: a duplicate of this case" in linked.out
    assert "Linked with w-1: the case that deals with the same complaint" in putright("case", "show", "w-2").out


def test_a_promise_that_no_policy_makes_is_explained(putright, received) -> None:
    putright(
        "case", "note", received, "--note", "n", "--with", "remedy=Empty it", "--with", "remedy.1.by=2026-05-01", *AT
    )
    why = putright("case", "why", received, "remedy.1")
    assert "remedy.1: Friday 1 May 2026" in why.out
    assert "line 1 of" not in why.out
    assert putright("case", "complete", received, "--completes", "remedy.1", *AT).code == 0


def test_managers_are_told_inside_and_that_is_no_letter(putright) -> None:
    """Kiwi's Managing Director is told of abusive contact."""
    words = ("--channel", "email", "--fact", "subject=staff", "--name", "Ann Other", "--matter", "x")
    putright("case", "receive", "kiwi", "--id", "k-1", *words, "--at", "2026-04-02T10:00:00+01:00")
    told = putright("case", "do", "k-1", "refer-abusive-contact", "--note", "Shouting", *AT)
    assert told.code == 0, told.out
    inside = putright("case", "show", "k-1").out.partition("Told inside")[2]
    assert "Managing Director" in inside
    assert "Shouting" not in inside.partition("What can be done")[0]
    letters = putright("letters", "k-1")
    assert "notice" not in letters.out + letters.err


def test_a_comment_comes_in_as_a_record(putright) -> None:
    words = (
        "--channel",
        "telephone",
        "--kind",
        "compliment",
        "--matter",
        "Well done",
        "--at",
        "2026-04-02T10:00:00+01:00",
    )
    assert putright("case", "receive", "walsall", "--id", "p-1", *words).out.startswith("p-1: On record\n")
    assert putright("case", "answer-record", "p-1", "--note", "Thank you.", *AT).code == 0
