"""The complaint about a bell: a policy that uses everything a policy can say, and what is given under it."""

from __future__ import annotations

from collections.abc import Mapping

from builders import ROOT, Life, a_procedure
from putright.case.procedure import Procedure

TEXT = (ROOT / "tests/case/everything.yaml").read_text(encoding="utf-8")
EVERYTHING = a_procedure(TEXT)
GIVEN = {"matter": "The bell rings at night", "channel": "email", "subject": "service", "sought": "Quiet"}
ANSWER = {"outcome": "upheld", "reasons": "It rang."}


def a_life(procedure: Procedure = EVERYTHING, **received: str) -> Life:
    return Life(procedure, "2026-03-30 10:00", {**GIVEN, **{n.replace("__", "."): v for n, v in received.items()}})


def acknowledged(life: Life) -> Life:
    life.act("acknowledge", "2026-03-31", by="Bo")
    return life


def answered(given: Mapping[str, str] = GIVEN, **with_it: str) -> Life:
    life = Life(EVERYTHING, "2026-03-30 10:00", given)
    life.act("acknowledge", "2026-03-31")
    life.act("respond", "2026-04-07", by="Ann", **{**ANSWER, **with_it})
    return life
