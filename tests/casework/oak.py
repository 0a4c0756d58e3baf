"""A small organisation with a policy, letters and a code of its own in a folder, whose letters are really sent."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from putright.case.events import Lack
from putright.casework import Desk, Receipt, open_desk

POLICY = """\
format: 1
policy: care
version: "1"
title: Care policy
organisation: {id: oak, name: Oak Homes, sector: housing}
in_force: {from: 2026-01-01}
follows: [promise]
calendar: england-and-wales
counting: {starts: day-after, ends: as-it-falls}
channels: {telephone: By telephone}
roles: {officer: {title: Officer}, director: {title: Director}}
facts: {urgent: {title: It is urgent, type: yes-no, required: false}}
exclusions: {court: {title: Before a court, explanation: A claim is filed., letter: refusal}}
stages:
  - id: one
    title: Stage 1
    handler: officer
    steps:
      - acknowledge: {within: 5 working days, from: received, letter: acknowledgement}
      - respond:
          within: 10 working days
          from: acknowledged
          letter: response
          extension: {by: 10 working days, letter: extension}
          if_missed: {letter: late}
      - decide: {who: complainant, choices: {accept: {to: closed, letter: closing}, escalate: {to: two}}}
  - id: two
    title: Stage 2
    handler: director
    direct_entry: {for: {urgent: "yes"}}
    steps:
      - acknowledge: {within: 5 working days, from: entered, letter: review}
      - respond: {within: 20 working days, from: acknowledged, letter: final, then: closed}
doors: {ombudsman: {title: Ask the Ombudsman, to: ombudsman, who: complainant, opens: any time}}
bodies: {ombudsman: {title: Housing & Home Ombudsman, telephone: 0300 111 3000}}
letters:
  receipt: {title: It has come}
  acknowledgement: {title: We have your complaint}
  response: {title: Our answer}
  extension: {title: We need more time}
  late: {title: We are late}
  review: {title: We look again}
  final: {title: Our final answer}
  refusal: {title: Why we cannot look into this}
  closing: {title: Closed}
actions:
  receive: {letter: receipt}
  reject: {letter: refusal}
"""

CODE = """\
code: promise
title: The promise
publisher: Housing & Home Ombudsman
edition: "1"
applies_to: [housing]
force: A promise.
text_status: Our own.
source: Here
clauses:
"""

RECEIPT = {"complainant.name": "Ms A", "matter.1.what": "A lift", "channel": "telephone"}
ANSWER = {"outcome": "upheld", "reasons": "It was broken."}
DOORS = "{% for door in doors %}{{ door.body.title }} {{ door.body.telephone }}{% endfor %}"
ALL_MATTERS = "{% for matter in matters %}{{ matter.what }} {{ matter.outcome }} {{ matter.reasons }}{% endfor %}"


def clause(
    contains: str, letter: str = "response", id: str = "1", level: str = "must", stage: object = "every", **more: str
) -> str:
    """A clause that asks this of that letter."""
    of = f", stage: {stage}" if letter in ("acknowledgement", "response", "extension") else ""
    said = "".join(f"\n    {name}: {value}" for name, value in more.items())
    ask = f"{{question: letter-contains, with: {{letter: {letter}{of}, contains: [{contains}]}}}}"
    head = f'  - clause: "{id}"\n    level: {level}\n    requires: It is there.\n    evidence: [letter]{said}\n'
    return f"{head}    asks:\n      - {ask}\n"


class Oak:
    """The organisation, with one case: `templates` are its letters; one that is not given says hello."""

    def __init__(
        self,
        folder: Path,
        *clauses: str,
        templates: Mapping[str, str] | None = None,
        changes: Mapping[str, str] | None = None,
        url: str = "sqlite://",
    ) -> None:
        text = POLICY
        for old, new in (changes or {}).items():
            assert old in text, old
            text = text.replace(old, new)
        home, letters, codes = folder / "policies" / "oak", folder / "letters" / "oak", folder / "policies" / "codes"
        for room in (home, letters, codes):
            room.mkdir(parents=True, exist_ok=True)
        (home / "care.yaml").write_text(text)
        if clauses:
            (codes / "promise.yaml").write_text(CODE + "".join(clauses))
        for name in (
            "receipt",
            "acknowledgement",
            "response",
            "extension",
            "late",
            "review",
            "final",
            "refusal",
            "closing",
        ):
            (letters / f"{name}.md").write_text((templates or {}).get(name, "Hello."))
        self.file, self.folder, self.url = home / "care.yaml", folder, url
        self.desk: Desk = open_desk(url, policies=folder / "policies")

    def receive(self, day: str = "2026-03-02", **given: str) -> Receipt:
        return self.desk.receive("oak", at=_at(day), case_id="C-1", given={**RECEIPT, **_named(given)})

    def act(self, action: str, day: str, by: str = "Bo", **given: str) -> Receipt:
        return self.desk.act("C-1", action, at=_at(day), by=by, given=_named(given))

    def acknowledged(self, **given: str) -> Oak:
        self.receive(**given)
        self.act("acknowledge", "2026-03-03")
        return self

    def lacks(self) -> list[Lack]:
        """What is on record of the letters sent, as it is read back from the store."""
        return [lack for event in self.desk.show("C-1").case.events for sent in event.letters for lack in sent.lacks]

    def contents(self) -> list[str]:
        return [lack.content for lack in self.lacks()]

    def on_record(self) -> Any:
        """Everything that the store holds of the case."""
        standing = self.desk.show("C-1")
        return standing.case.log, standing.letters, standing.notices


def _at(day: str) -> str:
    return f"{day}T10:00:00+00:00"


def _named(given: Mapping[str, str]) -> dict[str, str]:
    return {name.replace("__", "."): value for name, value in given.items()}
