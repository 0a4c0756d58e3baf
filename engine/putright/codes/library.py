"""The codes that are known: those that come with putright, and a file of one's own.

Never searches further than the shipped folder and the `codes` folder beside a policy.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Final

from putright.codes.model import Code
from putright.codes.reading import code_from
from putright.problems import Place, PolicyError, Problem, did_you_mean, one_of
from putright.shipped import shipped
from putright.source import read

NOWHERE: Final = Place("code")


def shipped_codes() -> tuple[Code, ...]:
    """Every code that comes with putright, by its id."""
    return tuple(_shipped(path.stem) for path in sorted(_folder().glob("*.yaml")))


def find_code(name: str, folder: Path | None = None, place: Place = NOWHERE) -> Code:
    """The code of that id: a file in the `codes` folder below `folder`, or else one that comes with putright.

    `place` is where the id is written, for the problem that says it is unknown.

    Raises:
        PolicyError: No code has that id (K209), or its file is wrong.
    """
    known = re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) is not None
    own = folder / "codes" / f"{name}.yaml" if folder and known else None
    if own and own.is_file():
        return code_at(own)
    if known and (_folder() / f"{name}.yaml").is_file():
        return _shipped(name)
    beside = sorted(path.stem for path in (folder / "codes").glob("*.yaml")) if folder else []
    choices = tuple(dict.fromkeys((*beside, *(path.stem for path in sorted(_folder().glob("*.yaml"))))))
    what = f'there is no code "{name}".{did_you_mean(name, choices)}'
    raise PolicyError([Problem("K209", place, what, f"name one of {one_of(choices)}; or a file of your own")])


def editions_after(name: str, folder: Path | None = None) -> tuple[Code, ...]:
    """The editions that came after the code of that id, the next one first; what cannot be read is told where it is asked for.

    Looks where `find_code` does. Only a file that says `replaces` with the right id is read as a code.
    """
    own = sorted((folder / "codes").glob("*.yaml")) if folder else []
    found: list[Code] = []
    seen = {name}
    while True:
        says = re.compile(rb"^replaces[ \t]*:[ \t]*[\"']?%s[\"']?[ \t]*(#|\r?$)" % name.encode(), re.MULTILINE)
        after = next((p.stem for p in (*own, *sorted(_folder().glob("*.yaml"))) if says.search(p.read_bytes())), "")
        if not after or after in seen:
            return tuple(found)
        seen.add(after)
        name = after
        try:
            found.append(find_code(after, folder))
        except PolicyError:
            return tuple(found)


def code_at(path: Path) -> Code:
    """The code in that file.

    Raises:
        PolicyError: Everything that is wrong with the file.
    """
    return _read(path, path.as_posix(), path.stat().st_mtime_ns if path.is_file() else 0)


def _shipped(name: str) -> Code:
    return _read(_folder() / f"{name}.yaml", f"policies/codes/{name}.yaml")


@lru_cache(maxsize=64)
def _read(path: Path, file: str, changed: int = 0) -> Code:
    """The code in a file as it was when it was last changed; read once."""
    code = code_from(read(path, file=file))
    if code.id != path.stem:
        what = f"the file is called {path.name}, and the code in it {code.id}"
        raise PolicyError([Problem("K210", code.place, what, f"call the file {code.id}.yaml")])
    return code


def _folder() -> Path:
    return shipped("policies") / "codes"
