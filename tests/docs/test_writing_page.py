"""docs/writing.md and the hook for pre-commit name what is there."""

from __future__ import annotations

import shlex

import yaml
from click import Context

from docs import pages
from putright.cli.check import check

PAGE = pages.page("docs/writing.md")
HOOK = yaml.safe_load(pages.page(".pre-commit-hooks.yaml"))[0]


def test_the_hook_calls_a_command_that_takes_what_it_gives() -> None:
    program, command, *rest = [*shlex.split(HOOK["entry"]), *HOOK["args"]]
    assert (program, command) == ("putright", check.name)
    assert check.make_context("check", rest, resilient_parsing=True).args == []


def test_the_page_names_the_hook_and_gives_it_what_the_command_takes() -> None:
    block = next(b for b in pages.blocks("docs/writing.md", "yaml") if "repos:" in b.text)
    hook = yaml.safe_load(block.text)["repos"][0]["hooks"][0]
    assert hook["id"] == HOOK["id"]
    assert isinstance(check.make_context("check", list(hook["args"]), resilient_parsing=True), Context)


def test_every_schema_that_the_page_names_is_there() -> None:
    for name in ("policy", "overlay", "calendar"):
        assert f"{name}.schema.json" in PAGE
        assert (pages.ROOT / "schemas" / f"{name}.schema.json").is_file()
