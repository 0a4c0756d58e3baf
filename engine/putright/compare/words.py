"""Words: the values of a policy as a sentence has them.

Pure; the titles of what a value names are put in by `values`.
"""

from __future__ import annotations

from putright.source import Plain


def said(value: Plain) -> str:
    """A value in words: names without hyphens, lists as a sentence has them."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case list():
            return ", ".join(said(item) for item in value)
        case dict():
            return "; ".join(f"{plain(key)}: {said(item)}" for key, item in value.items())
    return str(value)


def plain(name: str) -> str:
    """A name in a policy as words."""
    return name.replace("_", " ")
