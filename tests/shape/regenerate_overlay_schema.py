"""Write schemas/overlay.schema.json anew from the schema of a policy: run it whenever that one has changed.

An overlay may say any part of a policy and need say none, so it is the same schema with nothing required.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

SCHEMAS = Path(__file__).parents[2] / "schemas"
ASKING = ("required", "minProperties", "dependentRequired")
"""Keywords that ask for parts to be there."""

BASED_ON = {
    "title": "Based on",
    "description": "The policy file that this one says the differences from: a file of this folder or of one beside it.",
    "type": "string",
    "minLength": 1,
    "maxLength": 200,
    "x-mend": "write the name of a file, such as ../group/base.yaml",
    "examples": ["../group/base.yaml"],
}
WITHOUT = {
    "title": "Without",
    "description": "Parts of the base that do not hold here, each by the names that lead to it. Without it, all of them do.",
    "type": "array",
    "items": {"type": "string", "minLength": 1, "maxLength": 300},
    "minItems": 1,
    "maxItems": 200,
    "examples": [["stages.stage-3", "letters.closing"]],
}


NAMED = ("properties", "$defs", "patternProperties")
"""Keywords under which stand names of parts, not keywords."""

TOGETHER = ("allOf", "not", "if", "then", "else")
"""What may not stand together, and what asks for something else beside it, is asked of the whole policy."""


def loosened(part: Any) -> Any:
    """The same part of a schema, asking for nothing to be there."""
    if isinstance(part, list):
        return [loosened(item) for item in part]
    if not isinstance(part, dict):
        return part
    kept = {key: value for key, value in part.items() if key not in (*ASKING, *TOGETHER)}
    if all(isinstance(item, dict) and set(item) == {"required"} for item in part.get("anyOf", [{}])):
        kept.pop("anyOf", None)
    return {
        key: {name: loosened(child) for name, child in value.items()} if key in NAMED else loosened(value)
        for key, value in kept.items()
    }


def overlay_schema(policy: dict[str, Any]) -> dict[str, Any]:
    """The schema of an overlay, from that of a policy."""
    schema = loosened(policy)
    schema["$id"] = "urn:putright:overlay"
    schema["title"] = "Overlay"
    schema["description"] = "A complaints policy that is written as its differences from another one."
    schema["properties"] = {"based_on": BASED_ON, "without": WITHOUT, **schema["properties"]}
    schema["required"] = ["based_on"]
    return dict(schema)


def text() -> str:
    policy = json.loads((SCHEMAS / "policy.schema.json").read_text(encoding="utf-8"))
    return json.dumps(overlay_schema(policy), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    (SCHEMAS / "overlay.schema.json").write_text(text(), encoding="utf-8")
