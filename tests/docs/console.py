"""A reader who does what a page says: runs its console blocks, makes its edits, and compares what comes out.

`…` alone on a line stands for any number of lines, inside a line for any words.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from docs.pages import ROOT, Block

SETTING = re.compile(r"export (?P<name>\w+)=(?P<value>\S+)")


@dataclass(frozen=True, slots=True)
class Said:
    """A command of a page, and the output that the page says it has."""

    command: str
    expected: str

    def comes_true_in(self, output: str) -> bool:
        lines = (
            r"(?:.*\n)*?" if line.strip() == "…" else re.escape(line).replace("…", ".*") + r"\n"
            for line in self.expected.splitlines()
        )
        return re.fullmatch("".join(lines), output) is not None


def commands(block: Block) -> Iterator[Said]:
    """The commands of a console block; a line that ends with a backslash goes on in the next."""
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        command = re.match(r"(?:[^\n]*\\\n)*[^\n]*\n", part)
        assert command, f"{block} breaks off"
        yield Said(command[0].strip(), part[command.end() :])


class Reader:
    """Somebody in a folder with the shipped policies and letters, who has switched on the project's environment."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("policies", "letters", "schemas"):
            shutil.copytree(ROOT / name, folder / name)
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PUTRIGHT")}
        path = f"{Path(sys.executable).parent}{os.pathsep}{kept.get('PATH', '')}"
        self.settings = {**kept, "PATH": path, "NO_COLOR": "1", "PYTHONUTF8": "1"}

    def type(self, command: str) -> str:
        """What a command prints, both streams together, without spaces at the ends of lines."""
        if setting := SETTING.fullmatch(command):
            self.settings[setting["name"]] = setting["value"]
            return ""
        done = subprocess.run(
            ["sh", "-c", command], cwd=self.folder, env=self.settings,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", timeout=120, check=False,
        )  # fmt: skip
        return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())

    def write(self, block: Block) -> None:
        """Make the file that a block shows; its name stands behind the block's first word."""
        (self.folder / block.info.split()[1]).write_text(block.text, encoding="utf-8")

    def edit(self, block: Block) -> None:
        """Change a file as a diff block says: each run of - lines stands there once, and gives way to the + lines."""
        file = self.folder / block.info.split()[1]
        text = file.read_text(encoding="utf-8")
        for old, new in hunks(block):
            assert text.count(old) == 1, f"{block}: found {text.count(old)} times in {file.name}:\n{old}"
            text = text.replace(old, new)
        file.write_text(text, encoding="utf-8")


def hunks(block: Block) -> Iterator[tuple[str, str]]:
    """The old and the new lines of each change in a diff block; a line that stays belongs to the change beside it."""
    for is_gap, lines in groupby(block.text.splitlines(), key=lambda line: not line.strip()):
        if not is_gap:
            kept = list(lines)
            old = "".join(f"{line[1:]}\n" for line in kept if line[0] in " -")
            yield old, "".join(f"{line[1:]}\n" for line in kept if line[0] in " +")
