"""Problems: what is wrong in what a person wrote, where it stands, and how to mend it.

Values only. Problems are gathered and shown all at once, sorted by place; they are never printed here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in a file; lines and columns are counted from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    def as_json(self) -> dict[str, object]:
        return {"file": self.file, "line": self.line, "column": self.column}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, in the author's own words."""

    id: str
    place: Place
    what: str
    mend: str
    level: Level = "error"
    story: tuple[str, ...] = ()
    """How a complaint comes to it, in sentences with dates; empty where there is no story to tell."""

    def __str__(self) -> str:
        word = "" if self.level == "error" else f" ({self.level})"
        told = "".join(f"\n    | {sentence}" for sentence in self.story)
        return f"{self.place}: {self.id}{word} {self.what}{told}\n    mend: {self.mend}"

    def as_json(self) -> dict[str, object]:
        told: dict[str, object] = {"story": list(self.story)} if self.story else {}
        return {
            "id": self.id,
            "level": self.level,
            **self.place.as_json(),
            "what": self.what,
            "mend": self.mend,
            **told,
        }


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems sorted by place, each once."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda p: (p.place, p.id, p.what)))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint such as ' Did you mean "acknowledge"?', or nothing when no known word is close."""
    from difflib import get_close_matches

    close = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f' Did you mean "{close[0]}"?' if close else ""


def one_of(known: Iterable[str]) -> str:
    """The choices as words: 'a, b or c'."""
    names = list(known)
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} or {names[-1]}"


def _in_a_row(said: Iterable[str]) -> str:
    """What was said, each once, as one text: a whole sentence is left whole, and the next one follows it."""
    first, *others = dict.fromkeys(said)
    text = first
    for other in others:
        text += f" And {other}" if text.endswith((".", "?", "!")) else f"; and {other}"
    return text


class PolicyError(Exception):
    """A policy, or a file it needs, cannot be used; `problems` says everything that is wrong with it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class Refused(Exception):
    """A command that was not carried out: which guards said no, and what can be done instead.

    `id` is the first guard's stable id; `guards` holds every guard that said no, in order; `asks` names what was not
    given and would have been enough: fields, or `by`, `happened` and `at` of the command itself.
    """

    def __init__(self, id: str, what: str, mend: str, guards: Iterable[Refused] = (), asks: Iterable[str] = ()) -> None:
        self.id, self.what, self.mend = id, what, mend
        self.asks = tuple(asks)
        self.guards: tuple[Refused, ...] = tuple(guards) or (self,)
        super().__init__(f"{id} {what}\n    mend: {mend}")

    @classmethod
    def of(cls, guards: Iterable[Refused]) -> Refused:
        """One refusal that names every guard that said no."""
        said_no = tuple(guards)
        first = said_no[0]
        if len(said_no) == 1:
            return first
        what = _in_a_row(guard.what for guard in said_no)
        mend = _in_a_row(guard.mend for guard in said_no)
        return cls(first.id, what, mend, said_no, dict.fromkeys(name for guard in said_no for name in guard.asks))

    @classmethod
    def asking(cls, id: str, what: str, names: Iterable[str]) -> Refused:
        """The refusal that something was not given, where to give it is enough."""
        asked = tuple(names)
        return cls(id, what, f"give {one_of(asked).replace(' or ', ' and ')}", asks=asked)

    def as_json(self) -> Mapping[str, object]:
        return {
            "id": self.id,
            "what": self.what,
            "mend": self.mend,
            "asks": list(self.asks),
            "guards": [{"id": g.id, "what": g.what, "mend": g.mend, "asks": list(g.asks)} for g in self.guards],
        }
