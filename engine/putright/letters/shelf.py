"""The shelf: the templates that an organisation's letters are written from.

A shelf is a value and can be pinned; what its templates may do is said in `templates`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from putright.problems import Place, PolicyError, Problem


@dataclass(frozen=True, slots=True)
class Shelf:
    """Templates by name: an organisation's own, such as `extension`, and the shared ones, such as `shared/frame`.

    A name that the organisation has not written is taken from the shared ones.
    """

    templates: tuple[tuple[str, str], ...]
    organisation: str = field(default="", compare=False)
    folder: str = field(default="letters", compare=False)
    rooms: Mapping[str, str] = field(default_factory=dict, compare=False)
    """The organisation among whose templates each was found."""
    lent: Mapping[str, str] = field(default_factory=dict, compare=False)
    """The folder of each template that comes from elsewhere."""
    _hash: int = field(default=0, init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash(self.templates))

    def __hash__(self) -> int:
        """Worked out once: what is read of a shelf is remembered by it, and every letter asks."""
        return self._hash

    @classmethod
    def read(cls, folder: Path, organisation: str, bases: Sequence[str] = ()) -> Shelf:
        """The shelf of one organisation, from `folder/<organisation>` and `folder/shared`.

        What it has not itself it takes from those that its policy is based on: `bases`, the nearest first.

        Raises:
            PolicyError: L303, a template is not text in UTF-8.
        """
        texts: dict[str, str] = {}
        problems: list[Problem] = []
        lent: dict[str, str] = {}
        rooms = [("shared", "shared/"), *((room, "") for room in (*reversed(bases), organisation) if room)]
        for room, before in rooms:
            for path in sorted((folder / room).glob("*.md")):
                try:
                    texts[before + path.stem] = path.read_text(encoding="utf-8")
                    lent[before + path.stem] = room
                except UnicodeDecodeError:
                    what = "the template is not text in UTF-8"
                    problems.append(Problem("L303", Place(str(path)), what, "save it as UTF-8"))
        if problems:
            raise PolicyError(problems)
        return cls(tuple(sorted(texts.items())), organisation, str(folder), lent)

    @classmethod
    def of(cls, document: Mapping[str, str]) -> Shelf:
        """The shelf that `document()` wrote."""
        return cls(tuple(sorted(document.items())))

    def document(self) -> dict[str, str]:
        """Every template by its name, as it is kept with the cases whose letters it writes."""
        return dict(self.templates)

    def find(self, name: str) -> str | None:
        """The full name of the template that `name` means; None when there is none."""
        texts = dict(self.templates)
        return next((known for known in (name, f"shared/{name}") if known in texts), None)

    def file(self, name: str) -> str:
        """The file in which a template stands."""
        room = (
            "" if name.startswith("shared/") or not self.organisation else f"{self.rooms.get(name, self.organisation)}/"
        )
        return f"{self.lent.get(name, self.folder)}/{room}{name}.md"
