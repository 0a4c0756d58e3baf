"""Revisions: a policy as it stood in git, `REV:path`, laid out in a folder of its own with what stands near it.

Asks git only to read; what it is handed is never taken for an option.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from putright.problems import Place, PolicyError, Problem, did_you_mean

NEAR: Final = (".yaml", ".yml", ".md")
MOST_FILES: Final = 2000
LARGEST: Final = 1024 * 1024
SECONDS: Final = 60


@dataclass(frozen=True, slots=True)
class Opened:
    """A policy file to read, and how its name begins there and is to be shown."""

    path: Path
    begins: str = ""
    shown: str = ""

    def named(self, error: PolicyError) -> PolicyError:
        """The same problems with the names that the reader knows."""
        if not self.begins:
            return error
        return PolicyError(
            Problem(
                one.id,
                Place(self.name(one.place.file), one.place.line, one.place.column),
                one.what,
                one.mend,
                one.level,
            )
            for one in error.problems
        )

    def name(self, file: str) -> str:
        return f"{self.shown}{file.removeprefix(self.begins)}" if self.begins and file.startswith(self.begins) else file


@contextmanager
def opened(named: str) -> Iterator[Opened]:
    """The policy that a name means: a file, or `REV:path` as it stood in that revision of the repository here.

    Raises:
        PolicyError: V201 git cannot be asked; V202 there is no such revision; V203 it has no such file.
    """
    revision, colon, path = named.partition(":")
    if Path(named).exists() or not colon or not revision:
        yield Opened(Path(named))
        return
    with tempfile.TemporaryDirectory(prefix="putright-") as folder:
        found = _laid_out(named, revision, path, Path(folder))
        yield Opened(Path(folder) / found, f"{Path(folder).as_posix()}/", f"{revision}:")


def _laid_out(named: str, revision: str, path: str, folder: Path) -> str:
    commit = _commit(named, revision)
    blobs = _blobs(named, commit)
    found = _found(named, path, blobs)
    top = PurePosixPath(found).parent.parent
    near = [file for file in blobs if PurePosixPath(file).suffix in NEAR and _is_below(file, top)][:MOST_FILES]
    wanted = list(dict.fromkeys((found, *near)))
    for file, content in zip(wanted, _contents(named, [blobs[file] for file in wanted]), strict=True):
        if content is not None and ".." not in PurePosixPath(file).parts:
            target = folder / file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    return found


def _commit(named: str, revision: str) -> str:
    _git(named, "rev-parse", "--git-dir")
    asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    try:
        return _git(named, *asked).decode().strip()
    except PolicyError:
        what = f'git knows no revision "{revision}" here'
        raise _refusal(
            "V202", named, what, "name a branch, a tag or a commit, such as HEAD~1:policies/policy.yaml"
        ) from None


def _blobs(named: str, commit: str) -> dict[str, str]:
    """The ordinary files of a commit by their paths; a link leads nowhere here."""
    found = {}
    for line in _git(named, "ls-tree", "-r", "-z", "--full-tree", commit).decode(errors="surrogateescape").split("\0"):
        about, tab, file = line.partition("\t")
        if tab and about.split()[0] in ("100644", "100755"):
            found[file] = about.split()[2]
    return found


def _found(named: str, path: str, blobs: dict[str, str]) -> str:
    """The file by its path from the top of the repository, or from where we are."""
    here = _git(named, "rev-parse", "--show-prefix").decode().strip()
    for one in (path, f"{here}{path.removeprefix('./')}"):
        if one in blobs:
            return one
    what = f'that revision has no file "{path}".{did_you_mean(path, blobs)}'
    raise _refusal("V203", named, what, "write the path from the top of the repository")


def _is_below(file: str, top: PurePosixPath) -> bool:
    return top in PurePosixPath(file).parents


def _contents(named: str, blobs: list[str]) -> Iterator[bytes | None]:
    """The bytes of each blob; None for one that is too large to be a policy."""
    answer = _git(named, "cat-file", "--batch", given="".join(f"{blob}\n" for blob in blobs).encode())
    at = 0
    for _ in blobs:
        line = answer.index(b"\n", at)
        size = int(answer[at:line].split()[2])
        yield answer[line + 1 : line + 1 + size] if size <= LARGEST else None
        at = line + 1 + size + 1


def _git(named: str, *words: str, given: bytes = b"") -> bytes:
    try:
        done = subprocess.run(["git", *words], input=given, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603, S607
    except (OSError, subprocess.TimeoutExpired):
        raise _refusal("V201", named, "git cannot be run", "install git, or name two files") from None
    if done.returncode:
        what = "git cannot read this: there is no repository here, or it is not ours to read"
        raise _refusal("V201", named, what, "go to the folder of the repository, or name two files")
    return done.stdout


def _refusal(id: str, named: str, what: str, mend: str) -> PolicyError:
    return PolicyError([Problem(id, Place(named), what, mend)])
