"""How a command can end badly: each kind of error with its exit code and the words for it.

Findings are answers and stand on standard output; what kept a command from running stands on standard error.
"""

from __future__ import annotations

import os
import traceback

from putright.cli.codes import COULD_NOT_RUN, FINDINGS
from putright.cli.printing import complain, say, say_json
from putright.problems import PolicyError, Refused

UNREADABLE = frozenset({"P011", "G501", "V201", "V202", "V203"})
"""Problems that say a file could not be read at all."""


def told(error: Exception, form: str) -> int:
    """Say how a command ended; the exit code."""
    if isinstance(error, Refused):
        return _refused(error, form)
    if isinstance(error, PolicyError):
        return _problems(error, form)
    complain(_in_words(error))
    if os.environ.get("PUTRIGHT_DEBUG"):
        complain("".join(traceback.format_exception(error)))
    return COULD_NOT_RUN


def _refused(refused: Refused, form: str) -> int:
    if form == "json":
        say_json({"refused": refused.as_json()})
        return FINDINGS
    for guard in refused.guards:
        say(f"{guard.id} {guard.what}", fg="red")
        say(f"    mend: {guard.mend}")
        if guard.asks:
            say(f"    write: {' '.join(map(_option, guard.asks))}")
    return FINDINGS


def _option(name: str) -> str:
    """How something that was not given is written on the command line."""
    own = {"by": "--by NAME", "at": "--at MOMENT", "happened": "--happened MOMENT"}
    return own.get(name, f"--with {name}=…")


def _problems(error: PolicyError, form: str) -> int:
    if all(problem.id in UNREADABLE for problem in error.problems):
        complain("\n".join(str(problem) for problem in error.problems))
        return COULD_NOT_RUN
    if form == "json":
        say_json({"problems": [problem.as_json() for problem in error.problems]})
    else:
        for problem in error.problems:
            say(str(problem))
    return FINDINGS


def _in_words(error: Exception) -> str:
    if isinstance(error, OSError):
        named = f"{error.filename}: " if error.filename else ""
        return f"{named}{error.strerror or error}"
    what, mend = getattr(error, "what", ""), getattr(error, "mend", "")
    if what:
        return f"{getattr(error, 'id', '')} {what}\n    mend: {mend}".lstrip()
    return (
        f"putright made a mistake of its own ({type(error).__name__}: {error})\n"
        "    mend: run it again with PUTRIGHT_DEBUG=1 to see where, and report it"
    )
