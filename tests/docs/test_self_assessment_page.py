"""docs/self-assessment.md keeps up with the file of attestations and the form: every key, every answer, a true example."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from docs import pages
from putright.codes.assessment import COMPLY
from putright.codes.attestations import attestations_from
from putright.source import parse

PAGE = pages.page("docs/self-assessment.md")
SCHEMA: dict[str, Any] = json.loads(pages.page("schemas/attestations.schema.json"))
KEYS = {
    "Keys of the file": SCHEMA,
    "Keys of an attestation": SCHEMA["$defs"]["attestation"],
    "Keys of a gap": SCHEMA["$defs"]["gap"],
}


def rows(title: str) -> dict[str, str]:
    found = re.search(rf"^### {re.escape(title)}\n(.*?)(?=^#+ |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert found, f"the page has no heading {title}"
    return dict(re.findall(r"^\| `([^`]+)` \|.*\| ([^|]+) \|$", found[1], re.MULTILINE))


@pytest.mark.parametrize("title", KEYS)
def test_the_page_tells_every_key_and_which_are_required(title: str) -> None:
    told = rows(title)
    assert sorted(told) == sorted(KEYS[title]["properties"])
    assert sorted(key for key, without in told.items() if without == "It is required.") == sorted(
        KEYS[title]["required"]
    )


def test_the_page_tells_every_answer_of_the_form() -> None:
    assert [word for word in dict.fromkeys(COMPLY.values()) if f"| {word} |" not in PAGE] == []


def test_the_example_is_right() -> None:
    (text,) = re.findall(r"^```yaml attestations\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    said = attestations_from(parse(text, "attestations.yaml"))
    assert [one.clause for one in said.attested] == ["3.3", "4.3", "6.7"]
    assert [one.kept for one in said.attested] == [True, True, False]
    assert said.gaps[0].clause == "6.7"
