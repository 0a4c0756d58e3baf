"""Starters: a complete folder to begin with - policy, letters, stories, schemas - for an organisation of a sector.

Writes only into a folder that was not there, and the whole folder or nothing.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from string import Template
from textwrap import indent

from putright.problems import Refused
from putright.shipped import shipped
from putright.source import parse

SECTORS = ("housing", "council", "training")
LETTERS = ("acknowledgement", "response", "review-acknowledgement", "final-response")
"""The letters of which the new folder gets files of its own; the others are written from the shared ones."""

SCHEMAS = ("policy", "overlay", "story", "attestations", "calendar")
_STORY: Mapping[str, tuple[str, str]] = {
    "housing": ("{}", "ombudsman"),
    "council": ("{}", "ombudsman"),
    "training": ("{subject: training}", "funder"),
}
"""What the complaint of a story is about, and the door that is open at its end."""

LONGEST_NAME = 100


def new_folder(name: str, sector: str, parent: Path) -> Path:
    """A folder in `parent`, called after the organisation, with everything that a policy needs.

    Raises:
        Refused: G511 the name cannot name a folder; G512 the folder is there, or cannot be written.
    """
    id = organisation_id(name)
    if not id or len(name) > LONGEST_NAME or not name.isprintable():
        what = f'"{name[:LONGEST_NAME]}" cannot name an organisation'
        raise Refused("G511", what, "give a name with letters in it, of one line, such as Mill Homes")
    target = parent / id
    if target.exists():
        raise Refused("G512", f"there is a folder {target} already", "name another organisation, or move that folder")
    try:
        with tempfile.TemporaryDirectory(dir=parent, prefix=f".{id}-") as made:
            whole = Path(made) / id
            for path, text in _files(name, id, sector):
                file = whole / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8")
            shutil.move(str(whole), str(target))
    except OSError as error:
        why = (error.strerror or "the system refused").lower()
        raise Refused("G512", f"the folder {target} cannot be written: {why}", "choose another place: --to") from None
    return target


def organisation_id(name: str) -> str:
    """The name in small letters, digits and hyphens: 'Mill Homes Ltd.' becomes 'mill-homes-ltd'."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")[:60].strip("-")


def _files(name: str, id: str, sector: str) -> Iterator[tuple[str, str]]:
    facts, door = _STORY[sector]
    values = {
        "name": name,
        "id": id,
        "quoted": json.dumps(name, ensure_ascii=False),
        "sector": sector,
        "facts": facts,
        "door": door,
        **_words(sector),
    }
    yield f"policies/{id}/two-stage.yaml", _filled("two-stage.yaml", values, "../../schemas/policy.schema.json")
    yield f"policies/{id}/stories/two-stage.yaml", _filled("stories.yaml", values, "../../../schemas/story.schema.json")
    yield "README.md", _filled("README.md", values, "")
    for letter in LETTERS:
        yield f"letters/{id}/{letter}.md", (shipped("letters") / "shared" / f"{letter}.md").read_text(encoding="utf-8")
    for schema in SCHEMAS:
        file = f"{schema}.schema.json"
        yield f"schemas/{file}", (shipped("schemas") / file).read_text(encoding="utf-8")


def _filled(file: str, values: Mapping[str, str], schema: str) -> str:
    text = (files("putright.starters") / file).read_text(encoding="utf-8")
    return Template(text).substitute(values, schema=schema)


def _words(sector: str) -> dict[str, str]:
    """What differs in that sector; parts of several lines are set in below their key."""
    row = _sectors()[sector]
    words = {key: str(value).strip() for key, value in row.items()}
    words |= {key: indent(words[key], "  ") for key in ("doors", "bodies", "board", "publicity", "briefings")}
    facts = words.pop("facts", "")
    words["board"] = f"\n{words['board']}" if words["board"] else ""
    words["follows"] = "\n".join(filter(None, (words["follows"], "", facts)))
    return words


@cache
def _sectors() -> Mapping[str, Mapping[str, object]]:
    text = (files("putright.starters") / "sectors.yaml").read_text(encoding="utf-8")
    return {sector: dict(row) for sector, row in parse(text, "sectors.yaml").tree.items() if isinstance(row, dict)}
