"""A letter as PDF: what is printed, where it stands, and what nobody's words can do to it."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from letters.letter_cases import POLICIES, Life, procedure_of, shelf_of
from letters.pdf_reading import Pdf
from putright.cli import main
from putright.letters import Letter, PdfError, preview, to_pdf, to_text
from putright.letters.templates import LARGEST
from putright.shipped import shipped

ON = date(2026, 1, 7)
WALSALL = str(shipped("policies") / "walsall/two-stage.yaml")

EVERY_LETTER = [
    pytest.param(name, letter, id=f"{name.partition('/')[0]}-{letter}")
    for name in POLICIES
    for letter in procedure_of(name).policy.letters
]


def sample(name: str, letter: str) -> Letter:
    procedure = procedure_of(name)
    return preview(procedure.policy, shelf_of(procedure.policy.organisation.id), letter, procedure.calendar)


def acknowledgement(**given: str) -> Letter:
    return Life.begun(**given).then("2026-01-07", "acknowledge")


def pdf_of(letter: Letter) -> Pdf:
    return Pdf(to_pdf(letter, on=ON))


def words(text: str) -> Counter[str]:
    return Counter(word for word in text.split() if word not in ("-", "•"))


@pytest.mark.parametrize(("name", "letter"), EVERY_LETTER)
def test_every_letter_prints_all_its_words_and_no_others(name: str, letter: str) -> None:
    written = sample(name, letter)
    pdf = pdf_of(written)
    count = len(pdf.pages)
    footers = "".join(f" Page {number} of {count}" for number in range(1, count + 1)) if count > 1 else ""
    assert words(pdf.text.replace("-\n", "-")) == words(to_text(written.markdown) + footers)


def test_a_due_date_is_printed_in_full_on_one_line() -> None:
    lines = pdf_of(acknowledgement()).text.splitlines()
    assert any("Wednesday 21 January 2026" in line for line in lines)


def test_a_pdf_is_tagged_and_says_its_title_its_language_and_its_standard() -> None:
    data = to_pdf(acknowledgement(), on=ON)
    pdf = Pdf(data)
    assert data.startswith(b"%PDF-")
    assert b"/Lang(en-GB)" in data
    assert b"/Title(We have your complaint: Mr Tariq Ali)" in data
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data
    assert b"/CreationDate(D:20260107000000Z)" in data
    assert pdf.tags.count("H1") == pdf.tags.count("Document") == 1
    assert {"H2", "P", "L", "LI", "LBody"} <= set(pdf.tags)


def test_the_same_letter_gives_the_same_bytes_in_another_process() -> None:
    program = (
        "import hashlib, sys; from datetime import date; from putright.letters import Letter, to_pdf\n"
        "letter = Letter('x', 'A title', 'Ann', sys.stdin.read())\n"
        "print(hashlib.sha256(to_pdf(letter, on=date(2026, 1, 7))).hexdigest())"
    )
    markdown = acknowledgement().markdown
    ran = subprocess.run([sys.executable, "-c", program], input=markdown, capture_output=True, text=True, check=True)
    here = hashlib.sha256(to_pdf(Letter("x", "A title", "Ann", markdown), on=ON)).hexdigest()
    assert ran.stdout.strip() == here


def test_in_the_window_of_an_envelope_stands_the_address_and_nothing_else() -> None:
    lines = ("12 Upper Mill Lane", "Bloxwich", "Walsall", "WS3 2XX")
    runs = pdf_of(acknowledgement(complainant__address="\n".join(lines))).runs
    seen = [run for run in runs if run.page == 0 and 46 < run.baseline < 97 and run.left < 110]
    *address, heading = seen
    assert [run.words for run in address] == ["Mr Tariq Ali", *lines]
    assert all(57 < run.baseline < 81 and 20 < run.left < 30 for run in address)
    assert heading.words == "We have your complaint"
    assert heading.baseline - 0.68 * heading.size * 25.4 / 72 > 91.9


def test_pages_are_numbered_when_there_is_more_than_one() -> None:
    long = Letter("x", "A long letter", "", "# A long letter\n\n" + "\n\n".join(["One more paragraph."] * 60))
    pdf = pdf_of(long)
    assert len(pdf.pages) == 2
    assert [run.words for run in pdf.runs if run.words.startswith("Page ")] == ["Page 1 of 2", "Page 2 of 2"]
    assert "Page" not in pdf_of(acknowledgement()).text


def test_the_signature_is_not_parted_from_what_stands_before_it() -> None:
    for lines in range(20, 50):
        text = "# A\n\n" + "\n\n".join(["A line."] * lines) + "\n\nThe last word.\n\nYours sincerely\n\nAnn Other\n"
        runs = pdf_of(Letter("x", "A", "", text)).runs
        pages = {run.page for run in runs if run.words in ("The last word.", "Yours sincerely", "Ann Other")}
        assert len(pages) == 1


HOSTILE = {
    "code": '#read("/etc/passwd") #eval("1") #panic()',
    "a formula": "$x$ $ x $ $",
    "marks": "*bold* _em_ `raw` = h - i + j / k: l",
    "a reference and a label": "@ref <label> [content] {code}",
    "a comment": "// not /* this */",
    "backslashes and quotes": '\\ \\u{41} \\n \\" "double" \'single\'',
    "a way out of a string": '") #read("page.typ") #text("',
    "a way out of JSON": '", "runs": [], "x": "',
    "an unclosed bracket": "((( ]]] }}} )",
    "dashes and dots": "a -- b --- c ... ~ d",
    "a link": "https://example.org/a?b=c#d",
    "the sender's name": "Walsall Council",
    "a farewell": "Yours sincerely",
}


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_name_is_printed_as_it_is_and_changes_nothing(name: str) -> None:
    plain, pdf = pdf_of(acknowledgement(complainant__name="Alex")), pdf_of(acknowledgement(complainant__name=name))
    assert pdf.tags == plain.tags
    assert len(pdf.pages) == len(plain.pages)
    assert f"Dear {name}" in " ".join(pdf.text.split())


@pytest.mark.parametrize("letter", ["W", "ẞ", "Щ"])
def test_a_word_without_an_end_stays_on_the_page(letter: str) -> None:
    pdf = pdf_of(acknowledgement(complainant__name=letter * 300, matter=letter * 300))
    assert pdf.text.count(letter) >= 900
    for run in pdf.runs:
        as_wide_as_high = run.words.count(letter) * run.size * 25.4 / 72
        assert run.left + as_wide_as_high < 220
        assert run.baseline < 297


@pytest.mark.parametrize("mark", ["\u0301", "\u200d"], ids=["an accent", "a joiner"])
def test_no_more_marks_than_four_are_stacked_on_a_letter(mark: str) -> None:
    four, more = (Letter("x", "A title", "", "a" + mark * number) for number in (4, 60_000))
    assert to_pdf(more, on=ON) == to_pdf(four, on=ON)


def test_a_long_address_goes_on_rather_than_off_the_page() -> None:
    lines = [f"Line {number} of the address" for number in range(80)]
    text = pdf_of(acknowledgement(complainant__address="\n".join(lines))).text
    assert all(line in text for line in lines)


@pytest.mark.parametrize("name", ["Łukasz Žižka", "Văn Đạt", "Ольга", "Γιώργος", "ÅÉÎÕÜ ½ £5 €7 “so” – no…"])
def test_names_in_the_alphabets_of_europe_are_printed(name: str) -> None:
    assert name in pdf_of(acknowledgement(complainant__name=name)).text


SYMBOLS = {
    "a face": ("\U0001f600", "[grinning face]"),
    "with a tone of skin": ("\U0001f44d\U0001f3fd", "[thumbs up sign]"),
    "joined": ("\U0001f469\u200d\U0001f4bb", "[woman][personal computer]"),
    "a flag": ("\U0001f1ec\U0001f1e7", "[regional indicator symbol letter g][regional indicator symbol letter b]"),
}


@pytest.mark.parametrize(("symbol", "told"), SYMBOLS.values(), ids=SYMBOLS)
def test_a_symbol_that_no_font_has_is_told_by_its_name(symbol: str, told: str) -> None:
    text = " ".join(pdf_of(acknowledgement(matter=f"You wrote {symbol} to me")).text.split())
    assert f"You wrote {told} to me" in text


def test_letters_that_no_font_has_are_named_all_at_once() -> None:
    with pytest.raises(PdfError) as refused:
        pdf_of(acknowledgement(complainant__name="李小 😀"))
    assert refused.value.id == "L311"
    assert '"We have your complaint": 李 (cjk unified ideograph-674e), 小 (cjk' in refused.value.what
    assert "font package" in refused.value.mend


MARKDOWN = {
    "nothing": ("", ["Document"]),
    "an empty heading": ("#\n\ntext", ["P", "Document"]),
    "headings that leave out a level": ("## a\n\n#### b", ["H1", "H2", "Document"]),
    "numbers from three": ("3. a\n4. b", ["Lbl", "LBody", "LI", "Lbl", "LBody", "LI", "L", "Document"]),
    "emphasis without end": ("**" * 3000 + "x" + "**" * 3000, ["Strong", "P", "Document"]),
    "HTML": ("<b>x</b> <script>", ["P", "Document"]),
}


@pytest.mark.parametrize(("markdown", "tags"), MARKDOWN.values(), ids=MARKDOWN)
def test_odd_markdown_still_makes_an_accessible_page(markdown: str, tags: list[str]) -> None:
    assert pdf_of(Letter("x", "A title", "", markdown)).tags == tags


@pytest.mark.parametrize("mark", ["> ", "- ", "1. "])
def test_lists_and_quotations_within_each_other_are_printed(mark: str) -> None:
    assert "deep" in pdf_of(Letter("x", "A title", "", mark * 9 + "deep")).text


def test_rules_code_links_and_pictures_are_printed_as_words() -> None:
    markdown = "`one`\n\n```\ntwo\n```\n\n---\n\n[three](http://a.org) <http://b.org> ![four](x.png)\n\n- five\n\n  six"
    text = pdf_of(Letter("x", "A title", "", markdown)).text
    assert text.split() == ["one", "two", "three", "(http://a.org)", "http://b.org", "four", "•", "five", "six"]


def test_the_longest_letter_there_can_be_is_set() -> None:
    markdown = "# A title\n\n" + "A sentence of six words or so. " * (LARGEST // 31)
    assert len(pdf_of(Letter("x", "A title", "", markdown)).pages) > 10


def files_in(folder: Path) -> Iterator[bytes]:
    return (file.read_bytes() for file in sorted(folder.glob("[0-9][0-9]-*.pdf")))


def test_the_command_writes_a_pdf_for_each_letter(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        assert main(["letters", WALSALL, "--format", "pdf", "-o", str(folder)]) == 0
    one, two = (list(files_in(folder)) for folder in folders)
    assert one == two
    assert len(one) == len(procedure_of("walsall/two-stage").policy.letters)
    assert capsys.readouterr().out.splitlines()[-1] == f"{len(one)} letters written"


def test_the_command_asks_where_to_write_a_pdf(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["letters", WALSALL, "--format", "pdf"]) == 2
    assert "-o DIR" in capsys.readouterr().err


@pytest.mark.parametrize("package", ["typst", "fontpkg"])
def test_without_the_extra_the_command_says_how_to_install_it(package: str, tmp_path: Path) -> None:
    program = (
        "import sys\n"
        f"sys.modules['{package}'] = None\n"
        "from putright.cli import main\n"
        f"sys.exit(main(['letters', {WALSALL!r}, '--format', 'pdf', '-o', 'samples']))"
    )
    ran = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True)
    assert ran.returncode == 2
    assert "L310" in ran.stderr
    assert "pip install 'putright[pdf]'" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert not (tmp_path / "samples").exists()
