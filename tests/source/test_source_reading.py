"""What YAML text becomes, where its parts stand, and what is refused; with the C parser and without it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

from putright.problems import Place, PolicyError
from putright.source import Source, in_words, parse, read

LOADERS = [yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)]
BOTH = pytest.mark.parametrize("loader", LOADERS, ids=["python", "c"])

ROOT = Path(__file__).parents[2]
SHIPPED = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in ("policies", "schemas", "engine", "tests")
    for path in (ROOT / folder).rglob("*.y*ml")
    if b"\n$follows\n" not in path.read_bytes()  # the pattern of new policies is no YAML yet
)
"""Every YAML file that comes with putright, and those that the tests read."""

GOOD = """\
# a policy
format: 1
title: 'Complaints'
cut_off: 16:00
from: 2026-02-30
rate: 1.10
open: true
nothing:
stages:
  - id: stage-1
    steps:
      - respond: {within: 10 working days}
"""

WORDS = [
    ("a number", "10", 10),
    ("a negative number", "-3", -3),
    ("a decimal number", "1.10", 1.1),
    ("an exponent", "1e3", 1000.0),
    ("true", "true", True),
    ("FALSE", "FALSE", False),
    ("nothing", "~", None),
    ("a time of day is text, not 750", "12:30", "12:30"),
    ("a date is text, also one that does not exist", "2026-02-30", "2026-02-30"),
    ("a quoted no is text", "'no'", "no"),
    ("a quoted leading nought is text", '"010"', "010"),
    ("a sentence that starts with no is text", "no reply in 28 days", "no reply in 28 days"),
    ("a telephone number with spaces is text", "01922 650000", "01922 650000"),
    ("infinity is text", ".inf", ".inf"),
    ("a block of text keeps a no", "|-\n  no", "no"),
]

# why; the text; every problem as id:line:column
BAD = [
    ("a control character", "a: \x07b", ["P001:1:4"]),
    ("a NUL", "a: b\0", ["P001:1:5"]),
    ("bytes that are not UTF-8", b"t: \xc3\xa9\nb: caf\xe9", ["P001:2:7"]),
    ("UTF-16", "a: 1".encode("utf-16"), ["P001:1:1"]),
    ("half a surrogate pair", "a: \ud800", ["P001:1:4"]),
    ("a line separator pasted from a web page", "a: 1\nb: x\u2028y", ["P001:2:5"]),
    ("a no-break space that sets a line in", "a:\n \xa0b: 1", ["P001:2:2"]),
    ("a tab sets a line in", "a:\n\tb: 1", ["P002:2:1"]),
    ("a quotation mark never closed", "a: 1\nb: 'x\nc: 1\n", ["P002:2:4"]),
    ("a list cut off", "a: [1, 2", ["P002:1:4"]),
    ("a group cut off", "a: {b: 1", ["P002:1:4"]),
    ("a colon inside a text", "title: Stage 1: answer", ["P002:1:15"]),
    ("a line without a colon", "a: 1\nb\nc: 2", ["P002:2:1"]),
    ("a line set in wrongly", "a:\n  - b\n c: 1\n", ["P002:3:2"]),
    ("a name after a list", "- a\nb: 1", ["P002:2:1"]),
    ("a text that starts with @", "a: @x", ["P002:1:4"]),
    ("a lone star", "a: *\n", ["P002:1:4"]),
    ("a directive", "# c\n%YAML 1.1\n---\na: 1", ["P002:2:1"]),
    ("the same name twice", "a: 1\nb: 2\na: 3\n", ["P003:3:1"]),
    ("the same name twice, once in quotes", 'a: 1\n"a": 3\n', ["P003:2:1"]),
    ("no as a value", "a: no", ["P004:1:4"]),
    ("Yes in a list", "a: [x, Yes]", ["P004:1:8"]),
    ("on as a name", "on: 1", ["P004:1:1"]),
    ("a leading nought", "a: 010", ["P004:1:4"]),
    ("a telephone number without spaces", "a: 03001113000", ["P004:1:4"]),
    ("an underscored number", "a: 1_000", ["P004:1:4"]),
    ("a hexadecimal number", "a: 0x1F", ["P004:1:4"]),
    ("a number too long to be exact", "a: " + "9" * 5000, ["P004:1:4"]),
    ("a number beyond all numbers", "a: 1e999", ["P004:1:4"]),
    ("an alias of nothing", "a: *b", ["P005:1:4"]),
    ("an alias of what it stands in", "a: &b [*b]", ["P005:1:8"]),
    ("one name for two parts", "a: &b 1\nc: &b 2", ["P005:2:4"]),
    ("lists inside lists", "a: " + "[" * 100_000, ["P006:1:53"]),
    ("groups inside groups", "a: " + "{a: " * 20_000, ["P006:1:200"]),
    ("a program in a tag", "a: !!python/object/apply:os.system [ls]", ["P008:1:4"]),
    ("a tag, be it harmless", "a: !!str 1", ["P008:1:4"]),
    ("two documents", "a: 1\n---\nb: 1", ["P009:2:1"]),
    ("an empty file", "", ["P010:1:1"]),
    ("only a comment", "# later\n", ["P010:1:1"]),
    ("a list at the top", "- a\n", ["P010:1:1"]),
    ("a text at the top", "\nhello\n", ["P010:2:1"]),
    ("a merge", "a: &a {x: 1}\nb:\n  <<: *a\n", ["P012:3:3"]),
    ("a number as a name", "2026: 1", ["P013:1:1"]),
    ("nothing as a name", "~: 1", ["P013:1:1"]),
    ("a list as a name", "? [a]\n: 1", ["P013:1:3"]),
    (
        "many at once, and the syntax error that ends the reading",
        "a: no\na: !x 1\n1: 2\nb: *q\n<<: 1\nc: [",
        ["P002:6:5", "P003:2:1", "P004:1:4", "P005:4:4", "P008:2:4", "P012:5:1", "P013:3:1"],
    ),
]


def refused(text: str | bytes, loader: type[yaml.SafeLoader] = yaml.SafeLoader) -> PolicyError:
    with pytest.raises(PolicyError) as caught:
        parse(text, "p.yaml", loader=loader)
    return caught.value


def sample() -> Source:
    return parse(GOOD, "p.yaml")


@BOTH
@pytest.mark.parametrize(("why", "word", "value"), WORDS, ids=[row[0] for row in WORDS])
def test_a_word_is_read_by_the_core_schema_of_yaml_1_2(why: str, word: str, value: object, loader: type) -> None:
    found = parse(f"a: {word}\n", "p.yaml", loader=loader).tree["a"]
    assert found == value, why
    assert type(found) is type(value), why


@BOTH
@pytest.mark.parametrize(("why", "text", "expected"), BAD, ids=[row[0] for row in BAD])
def test_a_bad_text_is_refused_with_every_problem_in_its_place(
    why: str, text: str | bytes, expected: list[str], loader: type[yaml.SafeLoader]
) -> None:
    found = [f"{one.id}:{one.place.line}:{one.place.column}" for one in refused(text, loader).problems]
    assert sorted(found) == expected, why


@BOTH
def test_every_value_and_every_key_knows_its_place(loader: type[yaml.SafeLoader]) -> None:
    source = parse(GOOD, "p.yaml", loader=loader)
    assert source.place("title") == Place("p.yaml", 3, 8)
    assert source.key_place("title") == Place("p.yaml", 3, 1)
    assert source.place("stages", 0, "steps", 0, "respond", "within") == Place("p.yaml", 12, 27)
    assert source.key_place("stages", 0, "steps", 0, "respond", "within") == Place("p.yaml", 12, 19)
    assert source.place("stages", 0) == source.key_place("stages", 0) == Place("p.yaml", 10, 5)


def test_a_path_that_is_not_there_has_the_place_of_its_nearest_ancestor() -> None:
    assert sample().place("stages", 0, "steps", 7, "respond") == sample().place("stages", 0, "steps")
    assert sample().place() == Place("p.yaml", 2, 1)


def test_an_empty_value_has_the_place_of_its_key() -> None:
    assert sample().tree["nothing"] is None
    assert sample().place("nothing") == Place("p.yaml", 8, 1)


def test_a_number_can_be_shown_as_it_was_written() -> None:
    assert in_words(sample().tree["rate"], sample().written("rate")) == "1.10 (a number)"


@BOTH
def test_a_few_aliases_are_read_and_stand_where_they_are_used(loader: type[yaml.SafeLoader]) -> None:
    source = parse("a: &a {x: 1}\nb:\n  c: *a\n", "p.yaml", loader=loader)
    assert source.tree == {"a": {"x": 1}, "b": {"c": {"x": 1}}}
    assert source.place("b", "c") == Place("p.yaml", 3, 6)
    assert source.place("b", "c", "x") == Place("p.yaml", 1, 11)


@BOTH
def test_an_alias_bomb_is_refused_without_expanding_it(loader: type[yaml.SafeLoader]) -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    bomb += "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
    assert [one.id for one in refused(bomb, loader).problems] == ["P005"]


@BOTH
def test_aliases_cannot_build_a_depth_that_no_one_wrote(loader: type[yaml.SafeLoader]) -> None:
    chain = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 60))
    assert [one.id for one in refused(chain, loader).problems] == ["P006"]


def test_a_duplicate_names_both_places() -> None:
    (problem,) = refused("a: 1\nb: 2\na: 3\n").problems
    assert problem.what == '"a" stands here twice; first at p.yaml:1:1'


def test_a_surprise_says_how_to_mend_it() -> None:
    (problem,) = refused("silence: no\n").problems
    assert problem.mend == 'write false for a yes-or-no value, or "no" in quotes for the word'


def test_a_byte_order_mark_and_windows_lines_move_no_column() -> None:
    source = parse("\ufeffa: 1\r\nb: 2\r\n".encode(), "p.yaml")
    assert source.tree == {"a": 1, "b": 2}
    assert source.key_place("a") == Place("p.yaml", 1, 1)
    assert source.key_place("b") == Place("p.yaml", 2, 1)


def test_the_text_of_a_source_is_what_stood_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text(GOOD, encoding="utf-8")
    assert read(path) == parse(GOOD, path.as_posix())
    assert read(path, file="mine.yaml").place("title").file == "mine.yaml"


def test_a_file_of_more_than_a_mebibyte_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    path.write_bytes(b"")
    os.truncate(path, 5 * 1024 * 1024 * 1024)
    with pytest.raises(PolicyError) as caught:
        read(path)
    assert [one.id for one in caught.value.problems] == ["P007"]
    assert [one.id for one in refused("a: " + "x" * 1024 * 1024).problems] == ["P007"]


@BOTH
def test_a_file_of_too_many_values_is_refused(loader: type[yaml.SafeLoader]) -> None:
    assert [one.id for one in refused(f"a: [{'x,' * 200_000}]", loader).problems] == ["P007"]


def test_a_file_that_is_not_there_a_folder_and_a_device_are_refused_in_words(tmp_path: Path) -> None:
    for path in (
        tmp_path / "none.yaml",
        tmp_path,
        Path(os.devnull),
        tmp_path / "a\0b",
        tmp_path / ("x" * 5000),
    ):
        with pytest.raises(PolicyError) as caught:
            read(path)
        assert [one.id for one in caught.value.problems] == ["P011"]


@pytest.mark.parametrize("file", SHIPPED)
def test_a_shipped_file_is_read_alike_with_the_c_parser_and_without_it(file: str) -> None:
    """Where PyYAML has no C parser, the same words must come out, at the same places."""
    words = (ROOT / file).read_bytes()
    first, second = (parse(words, file, loader=loader) for loader in LOADERS)
    assert (first, first.spot) == (second, second.spot)
    assert first.tree
