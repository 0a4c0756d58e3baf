"""docs/problems.md names every id that putright can say, and none that it cannot."""

from __future__ import annotations

import re

import pytest

from docs import pages
from putright.policy.sense.checks import CHECKS, Check
from putright.proof import CHECKS as PROOFS
from putright.proof import Check as Proof

PAGE = pages.page("docs/problems.md")


def test_the_page_lists_exactly_the_ids_that_stand_in_the_code() -> None:
    code = "".join(file.read_text(encoding="utf-8") for file in sorted((pages.ROOT / "engine").rglob("*.py")))
    said = set(re.findall(r'"([A-Z]\d{3})"', code))
    assert sorted(re.findall(r"^\| `([A-Z]\d{3})` \|", PAGE, re.MULTILINE)) == sorted(said)


@pytest.mark.parametrize("check", [*CHECKS, *PROOFS], ids=lambda check: check.id)
def test_a_check_is_told_in_its_own_words(check: Check | Proof) -> None:
    warning = "" if check.level == "error" else f" ({check.level})"
    assert f"| `{check.id}` | **{check.title}{warning}.** {check.why} |" in PAGE
