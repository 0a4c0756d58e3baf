"""The parts of a letter as `page.typ` takes them, in plain values: whom it is to, what stands beside, the text, the close.

Knows no typesetter and makes no markup: every word stays a value of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from markdown_it.token import Token

from putright.letters.filling import Letter
from putright.letters.marked import tokens_of
from putright.letters.needs import BEFORE
from putright.letters.values import visible
from putright.working_days.words import MONTHS, WEEKDAYS

Node: TypeAlias = "dict[str, str | int | bool | list[Node]]"

_LONGEST: Final = 40
"""Characters in a row after which a line may break, so that nothing runs off the page."""
_LONGEST_IN_HEAD: Final = 20
_MOST_MARKS: Final = 4
_DATE: Final = rf"(?:(?:{'|'.join(WEEKDAYS)}) )?\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}}"
_WHOLE: Final = re.compile(rf"\b({_DATE}|0\d{{2,4}} \d{{3,4}} \d{{3,4}})\b", re.IGNORECASE)
"""Dates and telephone numbers: no line ends within one."""
_CLOSE: Final = re.compile(r"Yours (sincerely|faithfully|truly)\b", re.IGNORECASE)


def parts(letter: Letter) -> Mapping[str, object]:
    """The letter in parts, ready for JSON.

    What stands above the first heading is its head. The paragraph there that begins with the complainant's name is
    for the window of the envelope; without one, the letter is text from top to bottom.
    """
    tokens = tokens_of(letter.markdown)
    head, close = _head(tokens), _close(tokens)
    start = _addressee(tokens[:head], letter.to)
    beside = [] if start is None else [*tokens[:start], *tokens[start + 3 : head]]
    return {
        "title": visible(": ".join(filter(None, (letter.title, letter.to)))).strip() or "Letter",
        "to": [] if start is None else _blocks(iter(tokens[start : start + 3]), _LONGEST_IN_HEAD),
        "beside": _blocks(iter(beside), _LONGEST_IN_HEAD),
        "body": _blocks(iter(tokens[0 if start is None else head : close]), _LONGEST),
        "closing": _blocks(iter(tokens[close:]), _LONGEST),
        "is_large": letter.needs.form == "large-print",
        "before": BEFORE,
        "to_do": [_breakable(item, _LONGEST) for item in letter.needs.to_do],
    }


def _head(tokens: Sequence[Token]) -> int:
    """Where the first heading stands; 0 when there is none."""
    return next((at for at, token in enumerate(tokens) if token.type == "heading_open"), 0)


def _addressee(head: Sequence[Token], to: str) -> int | None:
    """Where the paragraph begins whose first line is the complainant's name: the last one, after the sender's own."""
    name = " ".join(visible(to).split())
    lines = [at for at, token in enumerate(head) if token.type == "inline" and _first_line(token) == name]
    return lines[-1] - 1 if name and lines else None


def _first_line(token: Token) -> str:
    words = [child.content if child.type != "hardbreak" else "\n" for child in token.children or ()]
    return "".join(words).partition("\n")[0]


def _close(tokens: Sequence[Token]) -> int:
    """Where the last paragraph begins that says goodbye; the end when there is none."""
    ends = [at for at, token in enumerate(tokens) if token.level == 1 and _CLOSE.match(token.content)]
    return ends[-1] - 1 if ends else len(tokens)


def _blocks(tokens: Iterator[Token], longest: int) -> list[Node]:
    """The blocks up to the end of the one that holds them."""
    found: list[Node] = []
    for token in tokens:
        if token.nesting < 0:
            break
        if token.nesting > 0:
            found.append({**_opened(token), "holds": _blocks(tokens, longest)})
        elif token.type == "inline":
            found.append({"kind": "words", "runs": list(_runs(token, longest)), "holds": []})
        elif token.type == "hr":
            found.append({"kind": "rule", "holds": []})
        else:
            found.append({"kind": "code", "words": _breakable(token.content.rstrip(), longest), "holds": []})
    return found


def _opened(token: Token) -> Node:
    kind = token.type.removesuffix("_open")
    if kind == "heading":
        return {"kind": kind, "level": int(token.tag[1:])}
    if kind == "ordered_list":
        return {"kind": kind, "start": int(token.attrs.get("start", 1))}
    return {"kind": "plain" if token.hidden or kind == "list_item" else kind}


def _runs(token: Token, longest: int) -> Iterator[Node]:
    """The words of a paragraph, each stretch with its emphasis; a hard break stays a new line."""
    inside = {"strong": 0, "em": 0}
    address = ""
    for child in token.children or ():
        kind = child.type.removesuffix("_open").removesuffix("_close")
        words = " " if kind == "softbreak" else child.content
        if kind in inside:
            inside[kind] += child.nesting
        elif kind == "hardbreak":
            yield {"kind": "break"}
        elif kind == "link":
            words = f" ({address})" if child.nesting < 0 and child.info != "auto" else ""
            address = str(child.attrs.get("href", ""))
        strong, em = inside["strong"] > 0, inside["em"] > 0
        for number, piece in enumerate(_WHOLE.split(words)):
            if piece:
                told = _breakable(piece, longest)
                yield {"kind": "words", "words": told, "strong": strong, "em": em, "whole": number % 2 == 1}


def _breakable(words: str, longest: int) -> str:
    return re.sub(rf"(\S{{{longest}}})(?=\S)", "\\1\u200b", "".join(_unstacked(visible(words))))


def _unstacked(words: str) -> Iterator[str]:
    """The words with no more marks on one letter than any language stacks; more would be drawn over the page."""
    stacked = 0
    for letter in words:
        stacked = stacked + 1 if unicodedata.category(letter) in ("Mn", "Me", "Cf") else 0
        if stacked <= _MOST_MARKS:
            yield letter
