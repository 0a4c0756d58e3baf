"""Sources: YAML text as a plain tree in which every value and every key knows its file, line and column.

Never guesses: what YAML could read in two ways is refused with its place, and nothing in a file can run code.
"""

from __future__ import annotations

from putright.source.reading import UnsoundError, parse, read
from putright.source.tree import Plain, Source, in_words

__all__ = ["Plain", "Source", "UnsoundError", "in_words", "parse", "read"]
