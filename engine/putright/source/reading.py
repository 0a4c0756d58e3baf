"""Reading: from a file or its text to a Source, or to every problem that can be found in one reading.

Never runs anything that a file says, and never reads more than the size cap.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final, TypeAlias

import yaml

from putright.problems import Place, PolicyError, Problem
from putright.source.building import Builder, EnoughError
from putright.source.encoding import decoded
from putright.source.syntax import directive_problem, syntax_problem
from putright.source.tree import Source

Loader: TypeAlias = "type[yaml.SafeLoader] | type[yaml.CSafeLoader]"

LOADER: Final[Loader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LARGEST_BYTES: Final = 1024 * 1024


class UnsoundError(PolicyError):
    """A file that can be followed to its end and says what may not be said; `source` is what was understood."""

    def __init__(self, problems: Iterable[Problem], source: Source) -> None:
        super().__init__(problems)
        self.source = source


def read(path: Path | str, *, file: str | None = None) -> Source:
    """The source in the file at `path`; problems name it `file`, or `path` as it was given.

    Raises:
        PolicyError: The file is not there, is no ordinary file, is too large, or cannot be parsed.
    """
    name = file or Path(path).as_posix()
    try:
        found = Path(path).stat()
        if Path(path).is_dir():
            raise _refusal("P011", name, "this is a folder, and a file is needed", "name one file in it")
        if not Path(path).is_file():
            raise _refusal("P011", name, "this is no ordinary file", "name a text file")
        if found.st_size > LARGEST_BYTES:
            raise _too_large(name)
        with Path(path).open("rb") as stream:
            content = stream.read(LARGEST_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise _refusal("P011", name, "there is no such file", "check the name and the folder") from None
    except OSError as error:
        why = (error.strerror or "the system refused").lower()
        raise _refusal("P011", name, f"this file cannot be read: {why}", "check who may read it") from None
    return parse(content, name)


def parse(text: str | bytes, file: str, *, loader: Loader = LOADER) -> Source:
    """The source in `text`, as if it stood in `file`.

    Raises:
        PolicyError: With every problem that can be found in one reading.
    """
    if len(text) > LARGEST_BYTES:
        raise _too_large(file)
    words = decoded(text, file)
    builder = Builder(file)
    if directive := directive_problem(words, file):
        raise PolicyError([directive])
    try:
        for event in yaml.parse(words, Loader=loader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        builder.problems.append(syntax_problem(error, words, file))
    except EnoughError:
        pass
    else:
        builder.check_top()
        if builder.spot is not None and isinstance(builder.tree, dict):
            source = Source(file, words, builder.tree, builder.spot)
            if builder.problems:
                raise UnsoundError(builder.problems, source)
            return source
    raise PolicyError(builder.problems)


def _refusal(problem_id: str, file: str, what: str, mend: str) -> PolicyError:
    return PolicyError([Problem(problem_id, Place(file), what, mend)])


def _too_large(file: str) -> PolicyError:
    what = f"the file is larger than {LARGEST_BYTES // 1024} KiB"
    return _refusal("P007", file, what, "name the policy file; no policy is as large as this")
