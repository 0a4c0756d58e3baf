"""The letters command: the preview pack of a policy, approvals, templates in use, and letters as people need them."""

from __future__ import annotations

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The shipped policies and letters, in a folder where a test may write."""
    for name in ("policies", "letters"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("stories"))
    return tmp_path


def add(file: Path, text: str) -> None:
    with file.open("a", encoding="utf-8") as opened:
        opened.write(text)


class Page(HTMLParser):
    """The headings of a page, its links within itself, and what they lead to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.add(tag)
        if re.fullmatch(r"h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag == "a":
            self.links.append(given["href"] or "")
        if "id" in given:
            self.ids.append(given["id"] or "")


def test_the_pack_is_one_page_with_contents_and_every_letter(putright, own: Path) -> None:
    answer = putright("letters", "policies/saha/three-stage.yaml", "--format", "html", "-o", "pack")
    assert answer.out.splitlines()[0] == "pack/index.html"
    text = (own / "pack/index.html").read_text("utf-8")
    page = Page(text)
    names = [
        letter["name"]
        for letter in putright("letters", "policies/saha/three-stage.yaml", "--format", "json").json()["letters"]
    ]
    assert page.ids == names
    assert page.links == [f"#{name}" for name in names]
    assert page.levels[0] == 1
    assert page.levels.count(1) == 1
    assert all(later - former <= 1 for former, later in zip(page.levels, page.levels[1:], strict=False))
    assert not {"script", "link", "img", "iframe"} & page.tags
    assert text.count("not approved yet") == 2 * len(names)
    assert len(list((own / "pack").iterdir())) == len(names) + 1


def test_what_a_letter_lacks_is_marked_and_named(putright, own: Path) -> None:
    add(own / "letters/shared/closing.md", "{% block help %}{{ handler.name }}{% endblock %}")
    (letter,) = (
        one for one in putright("letters", "policies/saha/three-stage.yaml", "--format", "json").json()["letters"]
        if one["name"] == "closing"
    )  # fmt: skip
    assert letter["missing"] == ["who deals with the case"]
    assert "«who deals with the case»" in letter["text"]
    page = putright("letters", "policies/saha/three-stage.yaml", "--format", "html").out
    assert page.count('<span class="gap">«who deals with the case»</span>') == 1


def test_each_letter_is_told_with_its_length_its_ease_and_its_template(putright, walsall: Path) -> None:
    told = putright("letters", walsall, "--format", "json").json()["letters"]
    printed = putright("letters", walsall).out
    for letter in told:
        assert f"{letter['words']} words, reading ease {letter['reading_ease']} (" in printed
        assert letter["template"] in printed
    assert printed.splitlines()[-len(told) - 1].split() == ["Letter", "Words", "Reading", "ease", "Approval"]


def test_the_limits_of_style_stand_beside_what_a_letter_measures(putright, own: Path) -> None:
    policy = own / "policies/saha/three-stage.yaml"
    asked = "words_at_most: 250, says: [thank you, welcome your feedback]"
    text = policy.read_text("utf-8")
    assert asked in text
    policy.write_text(text.replace(asked, "words_at_most: 20, says: [thank you, hooray]"), "utf-8")
    told = {row["name"]: row for row in putright("letters", policy, "--format", "json").json()["letters"]}
    letter = told["stage-1-acknowledgement"]
    assert letter["limits"][0] == "20 words at most"
    assert 'says "hooray"' in letter["limits"]
    assert [breach.partition("; ")[2] for breach in letter["breaches"]] == ["20 at most are asked for", ""]
    assert letter["breaches"][1] == 'does not say "hooray"'
    assert told["closing"]["breaches"] == []
    for form in ("text", "html"):
        shown = putright("letters", policy, "--format", form).out.replace("&quot;", '"')
        assert "he policy asks for: 20 words at most; " in shown
        assert 'it does not say "hooray"' in shown
    walsall = putright("letters", "policies/walsall/two-stage.yaml").out
    assert "the policy asks for" not in walsall, "it sets no limits"


def test_an_approved_letter_is_called_stale_once_a_part_of_it_has_changed(putright, own: Path) -> None:
    policy = "policies/saha/three-stage.yaml"
    answer = putright("letters", policy, "--approve", "closing", "--by", "The panel", "--on", "2026-11-20")
    file = "letters/saha/approvals.yaml"
    assert answer.out == f"closing: approved by The panel on Friday 20 November 2026, written in {file}\n"
    assert "L308" not in putright("check", policy).out
    assert "approved by The panel on Friday 20 November 2026\n" in putright("letters", policy).out
    add(own / "letters/shared/where.md", "Where else?\n")
    assert f"{file}:4:1: L308 (warning)" in putright("check", policy).out
    told = {letter["name"]: letter for letter in putright("letters", policy, "--format", "json").json()["letters"]}
    assert told["closing"]["changed_since"] == ["letters/shared/where.md"]
    assert (told["closing"]["approved_by"], told["closing"]["approved_on"]) == ("The panel", "2026-11-20")
    assert told["refusal"]["approved_by"] is None
    assert "changed since it was approved" in putright("letters", policy, "--format", "html").out


@pytest.mark.parametrize("left_out", ["--approve", "--by", "--on"])
def test_an_approval_needs_a_letter_a_name_and_a_day(left_out: str, putright, own: Path) -> None:
    given = {"--approve": "closing", "--by": "The panel", "--on": "2026-11-20"}
    words = [word for option, value in given.items() if option != left_out for word in (option, value)]
    answer = putright("letters", "policies/saha/three-stage.yaml", *words)
    assert (answer.code, answer.out) == (2, "")
    assert "--approve LETTER, --by NAME and --on DAY" in answer.err
    assert not (own / "letters/saha/approvals.yaml").exists()


def test_a_letter_that_is_not_there_cannot_be_approved(putright, own: Path) -> None:
    answer = putright(
        "letters", "policies/saha/three-stage.yaml", "--approve", "closng", "--by", "x", "--on", "2026-11-20"
    )
    assert answer.code == 1
    assert 'no letter "closng". Did you mean "closing"?' in answer.out


def test_a_day_that_cannot_be_read_is_said(putright, own: Path) -> None:
    answer = putright(
        "letters", "policies/saha/three-stage.yaml", "--approve", "closing", "--by", "x", "--on", "20/11/2026"
    )
    assert answer.code == 2
    assert '--on: "20/11/2026" is no day that can be read; write it as 2026-11-20' in answer.err


def test_a_part_that_comes_with_putright_is_named_where_it_stands(putright, own: Path) -> None:
    shutil.rmtree(own / "letters/shared")
    answer = putright("letters", "policies/saha", "--format", "json")
    files = [row["template"] for row in answer.json()["templates"]]
    assert "letters/saha/help.md" in files
    assert all(Path(file).is_file() for file in files)
    assert f"{ROOT}/letters/shared/frame.md" in files


def test_a_folder_tells_where_each_template_stands(putright, own: Path) -> None:
    answer = putright("letters", "policies", "--format", "json")
    assert answer.code == 0
    told = {row["template"]: row["used_in"] for row in answer.json()["templates"]}
    assert [row["policy"].split("/")[1] for row in told["letters/shared/frame.md"]] == [
        "kiwi",
        "saha",
        "saha",
        "walsall",
    ]
    assert told["letters/kiwi/progress.md"] == [{"policy": "policies/kiwi/four-stage.yaml", "letters": ["progress"]}]
    assert "letters/shared/frame.md" in putright("letters", "policies").out


def test_a_mistake_in_a_shared_template_names_the_policies_that_it_breaks(putright, own: Path) -> None:
    add(own / "letters/shared/escalation-refusal.md", "{% block help %}{{ complainant.nam }}{% endblock %}")
    breaks = ["policies/saha/three-stage.yaml", "policies/saha/two-stage.yaml", "policies/walsall/two-stage.yaml"]
    for words in (["check", "policies"], ["letters", "policies"]):
        answer = putright(*words)
        assert answer.code == 1
        assert answer.out.count("L301") == 1
        assert f"    breaks: {', '.join(breaks)}\n" in answer.out
    (problem,) = (p for p in putright("check", "policies", "--format", "json").json()["problems"] if p["id"] == "L301")
    assert problem["breaks"] == breaks


CASE = (
    "case", "receive", "walsall", "--id", "w-1", "--at", "2026-04-02T10:00:00+01:00", "--channel", "telephone",
    "--name", "Ann Other", "--address", "1 High Street", "--matter", "The bin", "--fact", "kind=not-done",
)  # fmt: skip


def acknowledged(putright, *given: str) -> None:
    assert putright(*CASE, *(word for one in given for word in ("--with", one))).code == 0
    assert putright("case", "acknowledge", "w-1", "--at", "2026-04-07T10:00:00+01:00", "--by", "Ali").code == 0


FORMS = {"complainant.format=plain text": ".txt", "complainant.format=large print": ".pdf"}


@pytest.mark.parametrize(("said", "ending"), FORMS.items())
def test_a_letter_is_written_in_the_form_that_the_person_needs(
    said: str, ending: str, putright, tmp_path: Path
) -> None:
    acknowledged(putright, said)
    assert putright("letters", "w-1", "--format", "as-needed", "-o", "post").code == 0
    assert [file.suffix for file in (tmp_path / "post").iterdir()] == [ending]


def test_what_a_person_must_do_to_a_letter_is_said_with_it(putright) -> None:
    acknowledged(putright, "complainant.language=Urdu")
    assert "- Translate it: the person asked for Urdu." in putright("letters", "w-1").out
    (letter,) = putright("letters", "w-1", "--format", "json").json()["letters"]
    assert letter["to_do"] == ["Translate it: the person asked for Urdu."]
    assert "Urdu" not in letter["text"]


def test_a_copy_is_headed_with_the_name_of_whom_it_goes_to_and_not_made_for_another(putright, tmp_path: Path) -> None:
    acknowledged(
        putright, "advocate.name=Bea Friend", "advocate.address=7 Low Road", "complainant.format=plain text"
    )  # fmt: skip
    putright("letters", "w-1", "--format", "as-needed", "-o", "post")
    first, copy = sorted((tmp_path / "post").iterdir())
    assert (first.suffix, copy.suffix) == (".txt", ".pdf")
    putright("letters", "w-1", "--format", "html", "-o", "html")
    *_, page = sorted((tmp_path / "html").iterdir())
    assert "<title>We have your complaint (copy): Copy for Bea Friend</title>" in page.read_text("utf-8")


def test_needs_are_said_of_samples_and_recorded_of_people(putright, walsall: Path) -> None:
    answer = putright("letters", "w-1", "--reads", "large print")
    assert answer.code == 2
    assert "a case knows what its people need" in answer.err
    told = putright("letters", walsall, "--language", "Welsh", "--format", "json").json()["letters"]
    assert all(letter["to_do"] == ["Translate it: the person asked for Welsh."] for letter in told)


def test_the_templates_of_a_folder_are_no_letters_to_write(putright, own: Path) -> None:
    assert putright("letters", "policies", "--format", "pdf", "-o", "x").code == 2
    assert putright("letters", "policies", "-o", "x").code == 2
    assert not (own / "x").exists()
