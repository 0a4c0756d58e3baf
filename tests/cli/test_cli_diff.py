"""What a policy owner asks of a draft: who is worse off, since which revision, and what was accepted."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

HEAD = "HEAD:policies/walsall/two-stage.yaml"
GIT = ("git", "-c", "user.name=Ann", "-c", "user.email=ann@example.org", "-c", "commit.gpgsign=false")


@pytest.fixture
def draft(tmp_path: Path, walsall: Path) -> Path:
    """The council's policy with a longer limit and a new way to complain, where the policy stands in a repository."""
    file = tmp_path / "policies" / "walsall" / "two-stage.yaml"
    file.parent.mkdir(parents=True)
    text = walsall.read_text("utf-8")
    file.write_text(text, encoding="utf-8")
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "The policy in force")):
        subprocess.run([*GIT, *words], cwd=tmp_path, check=True, capture_output=True)
    text = text.replace("within: 10 working days", "within: 15 working days", 1)
    assert "\nchannels:\n" in text
    file.write_text(text.replace("\nchannels:\n", "\nchannels:\n  fax: By fax\n"), encoding="utf-8")
    return file


def test_a_draft_is_compared_with_a_revision_of_git(putright, draft: Path) -> None:
    answer = putright("diff", HEAD, "policies/walsall/two-stage.yaml")
    assert (answer.code, answer.err) == (1, "")
    assert "1 change for the worse for the customer; 1 change for the better." in answer.out
    assert "FOR THE WORSE" in answer.out
    assert re.search(rf"deadline-longer [0-9a-f]{{12}}  {HEAD}:\d+ -> policies/walsall/two-stage.yaml:\d+", answer.out)
    assert "Our answer to your complaint (stage-1-response)" in answer.out


def test_a_path_counts_from_where_one_stands(putright, draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(draft.parent)
    assert putright("diff", "HEAD:two-stage.yaml", "two-stage.yaml", "--fail-on", "never").code == 0


def test_a_policy_beside_itself_has_not_changed(putright, walsall: Path) -> None:
    answer = putright("diff", walsall, walsall, "--fail-on", "any")
    assert answer.code == 0
    assert "Nothing changed." in answer.out


@pytest.mark.parametrize(("fail_on", "code"), [("worse", 0), ("unclear", 0), ("any", 1), ("never", 0)])
def test_the_exit_code_says_what_was_asked_for(putright, draft: Path, fail_on: str, code: int) -> None:
    draft.write_text(draft.read_text("utf-8").replace("within: 15 working days", "within: 10 working days", 1))
    assert putright("diff", HEAD, draft, "--fail-on", fail_on).code == code


def test_the_same_stands_in_json(putright, draft: Path) -> None:
    told = putright("diff", HEAD, draft, "--format", "json").json()
    assert {change["id"]: change["effect"] for change in told["changes"]} == {
        "deadline-longer": "worse",
        "channel-added": "better",
    }
    first = told["changes"][0]
    assert first["old"]["file"] == HEAD
    assert first["old"]["value"] == "within 10 working days of the acknowledgement"
    assert told["summary"]["worse"] == 1
    assert "stage-1-response" in told["summary"]["letters"]


def test_a_pull_request_shows_each_change_beside_its_line(putright, draft: Path) -> None:
    lines = putright("diff", HEAD, "policies/walsall/two-stage.yaml", "--format", "github").out.splitlines()
    assert [line.partition(" ")[0] for line in lines] == ["::error", "::notice"]
    assert "file=policies/walsall/two-stage.yaml,line=" in lines[0]


def test_what_a_policy_says_is_no_mark_up(putright, draft: Path) -> None:
    draft.write_text(draft.read_text("utf-8").replace("By fax", '"<img src=x> [click](https://x)"'))
    page = putright("diff", HEAD, draft, "--format", "html").out
    assert page.startswith("<!doctype html>")
    assert "&lt;img src=x&gt;" in page
    assert "<img" not in page
    markdown = putright("diff", HEAD, draft, "--format", "markdown").out
    assert "\\<img src=x\\> \\[click\\]" in markdown


def waivers(draft: Path, until: str, fingerprint: str, change: str = "deadline-longer") -> Path:
    file = draft.parents[2] / "accepted.yaml"
    text = f'waivers:\n  - change: {change}\n    fingerprint: "{fingerprint}"\n'
    file.write_text(
        f"{text}    reason: The board agreed.\n    who: Ann Example\n    until: {until}\n", encoding="utf-8"
    )
    return file


def fingerprint(putright, draft: Path) -> str:
    return str(putright("diff", HEAD, draft, "--format", "json").json()["changes"][0]["fingerprint"])


def test_an_accepted_change_is_counted_and_shown_apart(putright, draft: Path) -> None:
    file = waivers(draft, "2026-12-31", fingerprint(putright, draft))
    answer = putright("diff", HEAD, draft, "--waivers", file, "--on", "2026-12-31")
    assert answer.code == 0
    assert "1 change for the better; 1 change that was accepted." in answer.out
    assert "Accepted: The board agreed. (Ann Example, until Thursday 31 December 2026)" in answer.out


def test_a_waiver_that_has_ended_counts_no_longer(putright, draft: Path) -> None:
    file = waivers(draft, "2026-12-31", fingerprint(putright, draft))
    answer = putright("diff", HEAD, draft, "--waivers", file, "--on", "2027-01-01")
    assert answer.code == 1
    assert "No longer accepted: deadline-longer" in answer.out


def test_a_waiver_of_another_number_accepts_nothing(putright, draft: Path) -> None:
    file = waivers(draft, "2026-12-31", fingerprint(putright, draft))
    draft.write_text(draft.read_text("utf-8").replace("within: 15 working days", "within: 16 working days", 1))
    answer = putright("diff", HEAD, draft, "--waivers", file, "--on", "2026-12-31")
    assert answer.code == 1
    assert "Accepts nothing any more: deadline-longer" in answer.out


def test_a_waiver_of_a_kind_that_there_is_not_is_a_mistake(putright, draft: Path) -> None:
    answer = putright("diff", HEAD, draft, "--waivers", waivers(draft, "2026-12-31", "0" * 12, "deadline-loner"))
    assert answer.code == 1
    assert 'V301 there is no kind of change called "deadline-loner". Did you mean "deadline-longer"?' in answer.out


@pytest.mark.parametrize(
    ("named", "id"),
    [
        ("no-such-branch:policies/walsall/two-stage.yaml", "V202"),
        ("--output=x:policies/walsall/two-stage.yaml", "V202"),
        ("HEAD:policies/walsall/three-stage.yaml", "V203"),
        ("nowhere.yaml", "P011"),
    ],
)
def test_what_cannot_be_had_is_said(putright, draft: Path, named: str, id: str) -> None:
    answer = putright("diff", "--", named, draft)
    assert answer.code == 2
    assert f"{id} " in answer.err
    assert not (draft.parents[2] / "x").exists()


def test_outside_a_repository_git_cannot_be_asked(putright, walsall: Path) -> None:
    answer = putright("diff", HEAD, walsall)
    assert answer.code == 2
    assert "V201 " in answer.err


def test_two_organisations_are_not_compared(putright, walsall: Path) -> None:
    saha = walsall.parents[1] / "saha" / "three-stage.yaml"
    answer = putright("diff", walsall, saha)
    assert answer.code == 1
    assert "V101 the one policy is Walsall Council's (walsall)" in answer.out


def test_what_is_wrong_with_both_files_is_told_at_once_and_by_the_names_that_were_given(putright, draft: Path) -> None:
    draft.write_text(draft.read_text("utf-8").replace("calendar:", "kalendar:", 1))
    subprocess.run([*GIT, "commit", "-qam", "Broken"], cwd=draft.parents[2], check=True, capture_output=True)
    draft.write_bytes(b"\x00\xff\xfe")
    answer = putright("diff", HEAD, "policies/walsall/two-stage.yaml")
    assert answer.code == 1
    assert f"{HEAD}:" in answer.out
    assert "policies/walsall/two-stage.yaml:1:" in answer.out
    assert "P101" in answer.out


def test_an_overlay_is_compared_with_its_base(putright, draft: Path) -> None:
    overlay = draft.with_name("later.yaml")
    overlay.write_text('based_on: two-stage.yaml\nversion: "2099"\nin_force: {from: 2027-01-01}\n', encoding="utf-8")
    told = putright("diff", draft, overlay, "--format", "json").json()
    assert {change["id"] for change in told["changes"]} <= {"version-changed", "in-force-changed"}
    assert any(change["new"]["file"].endswith("later.yaml") for change in told["changes"])


def test_a_new_file_is_nothing_to_compare_for_gits_driver(putright, walsall: Path) -> None:
    answer = putright("diff", "/dev/null", walsall)
    assert (answer.code, answer.out) == (0, "This policy is new: there is nothing to compare it with.\n")


def test_git_diff_itself_says_what_changed(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the driver as docs/changes.md has it."""
    import sys

    top = draft.parents[2]
    (top / ".gitattributes").write_text("policies/*/*.yaml diff=policy\n")
    command = f'f() {{ {sys.executable} -m putright diff --fail-on never "$2" "$5"; }}; f'
    done = subprocess.run(
        [*GIT, "-c", f"diff.policy.command={command}", "diff"], cwd=top, check=True, capture_output=True, text=True
    )
    assert "deadline-longer" in done.stdout


def test_two_editions_of_a_code_are_compared(putright) -> None:
    answer = putright("codes", "diff", "housing-ombudsman-2022", "housing-ombudsman-2024")
    assert answer.code == 0
    assert "6.3: the same as 5.1 before" in answer.out
    told = putright("codes", "diff", "lgsco-2024", "lgsco-2024", "--format", "json").json()
    assert told == {"old": "lgsco-2024", "new": "lgsco-2024", "changes": []}
    assert putright("codes", "diff", "lgsco-2024").code == 2


def test_with_a_code_the_clauses_that_are_newly_breached_stand_at_the_change(putright, draft: Path) -> None:
    told = putright("diff", HEAD, draft, "--code", "lgsco-2024", "--on", "2026-11-20", "--format", "json").json()
    breached = [one["clause"] for one in told["clauses"] if one["how"] == "newly breached"]
    longer = next(change for change in told["changes"] if change["id"] == "deadline-longer")
    assert breached
    assert any(f"{clause} newly breached" in longer["clauses"] for clause in breached)
    back = putright("diff", draft, HEAD, "--code", "lgsco-2024", "--on", "2026-11-20", "--format", "json").json()
    assert {one["clause"] for one in back["clauses"] if one["how"] == "newly met"} == set(breached)


def test_what_must_move_in_a_policy_for_a_newer_code_is_said(putright, walsall: Path) -> None:
    saha = walsall.parents[1] / "saha" / "three-stage.yaml"
    words = ("codes", "diff", "housing-ombudsman-2020", "housing-ombudsman-2024", "--policy", saha)
    answer = putright(*words)
    assert answer.code == 1
    assert f"What must move in {saha}" in answer.out
    moves = {one["clause"]: one["verdict"] for one in putright(*words, "--format", "json").json()["must_move"]}
    assert moves["5.3"] == "not-met", "three stages are one too many"
    assert putright("codes", "lgsco-2024", "--policy", saha).code == 2
