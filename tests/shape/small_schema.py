"""A small schema with every kind of part, which the mistakes in a shape are tried on."""

from __future__ import annotations

from typing import Any

DURATION = {"type": "string", "format": "duration-words", "examples": ["10 working days"]}

STEP = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "within": {"$ref": "#/$defs/limit", "examples": ["10 working days"]},
        "every": DURATION,
        "from": {"type": "string", "examples": ["received"]},
        "needs": {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 2, "uniqueItems": True},
        "who": {"enum": ["complainant", "handler", "panel"]},
        "times": {"type": "integer", "minimum": 1, "maximum": 5, "default": 1},
        "letter": {"type": "string", "x-what": "the name of a letter", "x-mend": "name a letter, such as extension"},
        "track": {
            "oneOf": [
                {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["kind", "days"],
                    "properties": {"kind": {"const": "short"}, "days": {"type": "integer", "examples": [5]}},
                },
                {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["kind", "panel"],
                    "properties": {"kind": {"const": "panel"}, "panel": {"type": "string", "examples": ["review"]}},
                },
            ]
        },
    },
    "dependentRequired": {"every": ["from"]},
    "not": {"required": ["within", "every"]},
}

SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["format"],
    "properties": {
        "format": {"const": 1},
        "title": {"type": "string", "minLength": 1, "maxLength": 20, "examples": ["Complaints policy"]},
        "version": {"type": "string"},
        "open": {"type": "boolean", "examples": [True]},
        "from": {"type": "string", "format": "date"},
        "cut_off": {"type": "string", "format": "local-time"},
        "roles": {"type": "object", "minProperties": 1, "propertyNames": {"format": "kebab-id"}},
        "silence": {"anyOf": [{"enum": ["accept", "escalate"]}, {"const": "stays open"}]},
        "applies": {"oneOf": [{"required": ["to"]}, {"required": ["not_to"]}], "type": "object"},
        "stages": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["id"],
                "properties": {
                    "id": {"type": "string", "format": "kebab-id"},
                    "steps": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "additionalProperties": False,
                            "minProperties": 1,
                            "maxProperties": 1,
                            "properties": {
                                "respond": {"$ref": "#/$defs/step"},
                                "acknowledge": {"$ref": "#/$defs/step"},
                            },
                        },
                    },
                },
            },
        },
    },
    "$defs": {
        "step": STEP,
        "limit": {
            "anyOf": [
                DURATION,
                {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["by"],
                    "properties": {"by": {"type": "string", "examples": ["complexity"]}, "otherwise": DURATION},
                },
            ]
        },
    },
}

ALL = "format, title, version, open, from, cut_off, roles, silence, applies or stages"

R = "stages: [{id: stage-1, steps: [{respond: {%s}}]}]"
