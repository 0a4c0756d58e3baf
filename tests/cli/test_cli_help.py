"""Every command says how it is used, in its help and in docs/commands.md, and both say what the code does."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from putright.case.commands import OURS
from putright.case.fields import FIELDS
from putright.cli.commands import putright as commands

ROOT = Path(__file__).parents[2]
DOCS = (ROOT / "docs" / "commands.md").read_text("utf-8")

DUE_NOW = {
    "demo", "new", "check", "diff", "test", "explain", "draw", "comply", "codes", "due", "run", "import", "migrate", "tick", "letters",
    *(f"case {name}" for name in (
        "receive", "acknowledge", "respond", "draft", "review-draft", "send", "pause", "resume", "extend", "escalate", "accept", "reject", "refer", "withdraw", "close",
        "reopen", "refuse-reopening", "assign", "declare-conflict", "tell-staff", "hear-staff", "review-adjustments",
        "warn", "restrict", "lift-restriction", "contact", "link", "merge", "add-matter", "complete", "outside", "answer-record", "complain", "attach", "attachment",
        "note", "correct", "refuse-escalation", "do", "show", "list", "why",
    )),
}  # fmt: skip


def walk(group: click.Group, before: str = "") -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield f"{before}{name}", command
        if isinstance(command, click.Group):
            yield from walk(command, f"{before}{name} ")


EVERY = dict(walk(commands))
LEAVES = {name: command for name, command in EVERY.items() if not isinstance(command, click.Group)}


def help_of(name: str) -> str:
    context = click.Context(EVERY[name], info_name=f"putright {name}")
    return EVERY[name].get_help(context)


def long_options(command: click.Command) -> set[str]:
    options = (parameter for parameter in command.params if isinstance(parameter, click.Option))
    return {opt for option in options for opt in option.opts if opt.startswith("--")}


def examples() -> list[tuple[str, str]]:
    found = []
    for name, command in {"": commands, **EVERY}.items():
        lines = (command.epilog or "").splitlines()
        found += [(name, line.strip()) for line in lines if line.strip().startswith("putright")]
    return found


def test_the_commands_are_those_that_are_due_and_no_others() -> None:
    assert set(LEAVES) == DUE_NOW


def test_the_table_of_commands_says_what_the_commands_say() -> None:
    for name, _, does in commands.table:
        assert EVERY[name].get_short_help_str(78) == does


@pytest.mark.parametrize("name", sorted(EVERY))
def test_the_help_of_every_command_holds_an_example(name: str) -> None:
    assert f"putright {name}" in help_of(name).partition("Examples:")[2]


@pytest.mark.parametrize("name", sorted(EVERY))
def test_the_first_sentence_of_a_command_is_whole_in_the_list(name: str) -> None:
    before = max(len(other.split()[-1]) for other in EVERY if other.count(" ") == name.count(" "))
    assert not EVERY[name].get_short_help_str(limit=78 - 6 - before).endswith("...")


@pytest.mark.parametrize(("name", "line"), examples())
def test_an_example_can_be_typed_as_it_stands(
    name: str, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "policies").symlink_to(ROOT / "policies")
    for file in (
        "complaints.csv",
        "plan.json",
        "complaints.jsonl",
        "reasons.txt",
        "first.txt",
        "second.txt",
        "letter.txt",
        "call.txt",
        "photograph.jpg",
    ):
        (tmp_path / file).touch()
    monkeypatch.setenv("PUTRIGHT_CASES", "sqlite:///cases.db")
    words = shlex.split(line)[1:]
    command: click.Command = commands
    while isinstance(command, click.Group):
        found = command.get_command(click.Context(command), words.pop(0))
        assert found is not None
        command = found
    assert command.make_context("example", words).params


@pytest.mark.parametrize("name", sorted(LEAVES))
def test_every_command_prints_text_and_json(name: str) -> None:
    form = next(parameter for parameter in LEAVES[name].params if parameter.name == "form")
    assert isinstance(form.type, click.Choice)
    assert list(form.type.choices)[:2] == ["text", "json"]


EVERY_ACT = {"--with", "--by", "--as", "--at", "--happened", "--cases", "--policies", "--format"}


@pytest.mark.parametrize("name", sorted(LEAVES))
def test_the_reference_names_every_option_of_a_command_and_no_other(name: str) -> None:
    row = re.search(rf"^\| `putright {re.escape(name)} .*$", DOCS, re.MULTILINE)
    if row:
        said = set(re.findall(r"--[a-z-]+", row[0])) | EVERY_ACT
    else:
        section = re.search(
            rf"^### `putright {re.escape(name)}(?: [^`]*)?`\n(.*?)(?=^##|\Z)", DOCS, re.MULTILINE | re.DOTALL
        )
        assert section, f"docs/commands.md says nothing of {name}"
        said = set(re.findall(r"`(?:-o DIR`, `)?(--[a-z-]+)", section[1]))
        said |= EVERY_ACT if name in ("case receive", "case do") else set()
    assert said == long_options(LEAVES[name])


def test_the_reference_lists_every_field_that_can_be_given_with_its_meaning() -> None:
    said = set(re.findall(r"^\| `([a-z.*-]+)` \| ([^|]+) \| [^|]+ \| (yes|no) \|$", DOCS, re.MULTILINE))
    fields = (row for row in FIELDS if row.pattern not in OURS)
    assert said == {(row.pattern, row.title, "yes" if row.private else "no") for row in fields}


def test_help_is_a_fine_ending_and_no_words_at_all_are_none(putright) -> None:
    asked, bare = putright("-h"), putright()
    assert (asked.code, bare.code) == (0, 2)
    assert asked.out.strip() == bare.err.strip()
