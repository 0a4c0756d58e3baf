"""Changes that people, editors and mergers make to a file, and worse ones: some to its tree, some to its text.

Each is a function of a dice and what it changes; the tables at the end say which there are and how often each is taken.
"""

from __future__ import annotations

import copy
import datetime
import json
import re
from collections.abc import Callable, Iterator
from random import Random
from typing import Any, NamedTuple

from putright.shipped import shipped

STRANGE = "Zz_odd"
"""A key that no schema has, and that cannot be an id either: wherever it stands, it must be told at its line."""


class Spot(NamedTuple):
    """A place in a tree: the mapping or list that holds a value, and the value's key or index there."""

    holder: Any
    key: Any

    @property
    def value(self) -> Any:
        return self.holder[self.key]


def spots(tree: Any) -> Iterator[Spot]:
    """Every value of a tree, from the outside in."""
    pairs = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in list(pairs):
        yield Spot(tree, key)
        yield from spots(value)


def _schema_keys(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        yield from part.get("properties", ())
        part = list(part.values())
    if isinstance(part, list):
        for inner in part:
            yield from _schema_keys(inner)


KEYS = sorted({*_schema_keys(json.loads((shipped("schemas") / "policy.schema.json").read_text(encoding="utf-8")))})
DURATIONS = (
    *("0 days", "0 working days", "1 day", "1 working day", "10 working days", "3 weeks", "13 months", "99 years", "48 hours"),
    *("0 hours", "-3 days", "10 workingdays", "ten days", "1.5 weeks", "99999999999999999999 days", "10000 months", "10  days"),
    *("10 working hours", "1 days", "2 day", "10", "days", "10 Working Days", "١٠ days", "10 working days ", "9999 years"),
)  # fmt: skip
DATES = (
    *(datetime.date(2026, 2, 28), datetime.date(2028, 2, 29), datetime.date(1, 1, 1), datetime.date(9999, 12, 31)),
    *("2026-02-30", "2027-02-29", "2026-13-01", "0000-00-00", "10000-01-01", "2026-4-1", "1 April 2026", "2026-W01-1"),
    *(datetime.datetime(2026, 4, 1, 12, 30), "2026-04-01T25:00:00Z", "25:00", "24:00", "16:00", "9:5", "٢٠٢٦-٠٤-٠١"),
)  # fmt: skip
WORDS = (
    *("", " ", "\x00", "\x07", "\u202eevil", "\ufeff", "\u2028", "e\u0301", "ﬁ", "İ", "😀", "𐌀", "a\nb", "a\tb", "{{ x }}", "{% raw %}"),
    *("None", "null", "true", "nothing", "next", "closed", "received", "entered", "any time", "handler", "complainant", "anyone"),
    *("stage-1", "stage-9", "stage-1.respond", "stage-9.respond", ".", "..", "a.b.c", "respond", "responded", "matters", "channel"),
    *("../../../etc/passwd", "/dev/null", "CON", "a/b", "-", "--help", "up to 3", "3 to 1", "4 or more", "1 to 3", "-1", "up to", "x" * 5000),
    *("missed", "respond-missed", "escalated", "referred", "handed-over", "withdrawn", "refused", "stays open", "next-working-day", "<b>&amp;"),
)  # fmt: skip
ODD = (
    *(None, True, False, 0, -1, 1, 2, 10**30, -(10**30), 0.5, float("inf"), float("nan"), [], {}, [[]], [{}], {"": ""}, [None]),
    *({"from": "received"}, {"within": "3 days"}, {"for": {}}, ["received"], b"\x00\xff", {"a": {"b": {"c": 1}}}, {1: 2}, {None: 1}),
)  # fmt: skip

Change = Callable[[Random, Any, list[Any]], None]


def _one(dice: Random, tree: Any) -> Spot:
    """A value anywhere: near the root as often as deep inside, though most values are deep inside."""
    holder, key = tree, dice.choice(list(tree))
    while isinstance(holder[key], dict | list) and holder[key] and dice.random() < 0.8:
        holder = holder[key]
        key = dice.choice(list(holder)) if isinstance(holder, dict) else dice.randrange(len(holder))
    return Spot(holder, key)


def _words_of(tree: Any) -> list[Spot]:
    return [spot for spot in spots(tree) if isinstance(spot.value, str)]


def _mapping(dice: Random, tree: Any) -> dict[Any, Any]:
    found: list[dict[Any, Any]] = [spot.value for spot in spots(tree) if isinstance(spot.value, dict)]
    return dice.choice([tree, *found])


def _renamed(holder: dict[Any, Any], old: Any, new: Any) -> None:
    """A key called otherwise, in its old place."""
    held = {(new if key == old else key): value for key, value in holder.items()}
    holder.clear()
    holder.update(held)


def drop(dice: Random, tree: Any, others: list[Any]) -> None:
    spot = _one(dice, tree)
    del spot.holder[spot.key]


def double(dice: Random, tree: Any, others: list[Any]) -> None:
    spot = _one(dice, tree)
    again = copy.deepcopy(spot.value)
    if isinstance(spot.holder, list):
        spot.holder.insert(dice.randrange(len(spot.holder) + 1), again)
    else:
        spot.holder[f"{spot.key}-2"] = again


def rename(dice: Random, tree: Any, others: list[Any]) -> None:
    holder = _mapping(dice, tree)
    if not holder:
        return
    old = dice.choice(list(holder))
    word = str(old)
    cut = dice.randrange(len(word)) if word else 0
    new = dice.choice(
        (word[:cut] + word[cut + 1 :], word + "s", word.upper(), word.replace("_", "-"), dice.choice(KEYS))
    )
    _renamed(holder, old, new)


def strange_key(dice: Random, tree: Any, others: list[Any]) -> None:
    holder = _mapping(dice, tree)
    if holder and dice.random() < 0.5:
        _renamed(holder, dice.choice(list(holder)), STRANGE)
    else:
        holder[STRANGE] = dice.choice((*ODD, *WORDS, *DURATIONS))


def known_key(dice: Random, tree: Any, others: list[Any]) -> None:
    """A key of the language where it may not belong, with something that stands under that name elsewhere."""
    key = dice.choice(KEYS)
    there = [spot.value for one in (tree, *others) for spot in spots(one) if spot.key == key]
    _mapping(dice, tree)[key] = copy.deepcopy(dice.choice(there or [*ODD]))


def swap(dice: Random, tree: Any, others: list[Any]) -> None:
    one, other = _one(dice, tree), _one(dice, tree)
    first, second = copy.deepcopy(one.value), copy.deepcopy(other.value)
    one.holder[one.key], other.holder[other.key] = second, first


def shuffle(dice: Random, tree: Any, others: list[Any]) -> None:
    lists = [spot.value for spot in spots(tree) if isinstance(spot.value, list) and len(spot.value) > 1]
    if lists:
        dice.shuffle(dice.choice(lists))


def retype(dice: Random, tree: Any, others: list[Any]) -> None:
    spot = _one(dice, tree)
    wrapped = ([spot.value], {"title": spot.value}, str(spot.value), {str(spot.value): {}})
    spot.holder[spot.key] = copy.deepcopy(dice.choice((*ODD, *wrapped)))


def splice(dice: Random, tree: Any, others: list[Any]) -> None:
    """A part of another file, where a part of the same name stands or anywhere."""
    spot, other = _one(dice, tree), dice.choice(others)
    there = list(spots(other))
    alike = [one for one in there if one.key == spot.key]
    taken = dice.choice(alike if alike and dice.random() < 0.7 else there)
    spot.holder[spot.key] = copy.deepcopy(taken.value)


def deepen(dice: Random, tree: Any, others: list[Any]) -> None:
    spot = _one(dice, tree)
    for _ in range(dice.choice((1, 2, 10, 60, 150))):
        spot.holder[spot.key] = [spot.value] if dice.random() < 0.5 else {"for": spot.value}


def lengthen(dice: Random, tree: Any, others: list[Any]) -> None:
    spot = _one(dice, tree)
    held = spot.value
    if isinstance(held, str):
        spot.holder[spot.key] = held * dice.choice((2, 100, 3000))
    elif isinstance(held, list):
        spot.holder[spot.key] = held * dice.choice((2, 40))
    elif isinstance(held, dict):
        spot.holder[spot.key] = held | {f"{key}-{n}": value for key, value in list(held.items())[:2] for n in range(30)}


def reword(dice: Random, tree: Any, others: list[Any]) -> None:
    spot = dice.choice(_words_of(tree))
    spot.holder[spot.key] = dice.choice(
        (dice.choice(WORDS), spot.value + dice.choice(WORDS), dice.choice(WORDS) + spot.value)
    )


def redate(dice: Random, tree: Any, others: list[Any]) -> None:
    there = [spot for spot in spots(tree) if isinstance(spot.value, datetime.date)]
    spot = dice.choice(there) if there and dice.random() < 0.7 else _one(dice, tree)
    spot.holder[spot.key] = dice.choice(DATES)


LASTS = re.compile(r"\d+ (working )?(hour|day|week|month|year)s?")


def last(dice: Random, tree: Any, others: list[Any]) -> None:
    """Another duration: such as one that no longer fits the ones around it."""
    there = [spot for spot in _words_of(tree) if LASTS.fullmatch(spot.value)]
    spot = dice.choice(there) if there and dice.random() < 0.8 else _one(dice, tree)
    spot.holder[spot.key] = dice.choice(DURATIONS)


def misname(dice: Random, tree: Any, others: list[Any]) -> None:
    """The name of something else of this file: a role for a step, an event for a letter."""
    names = [spot for spot in _words_of(tree) if re.fullmatch(r"[a-z0-9]+([-.][a-z0-9]+)*", spot.value)]
    if names:
        keys = [spot.key for spot in spots(tree) if isinstance(spot.key, str)]
        spot = dice.choice(names)
        spot.holder[spot.key] = dice.choice((dice.choice(names).value, dice.choice(keys), spot.value + "s"))


OF_THE_TREE: dict[Change, int] = {
    drop: 3,
    double: 2,
    rename: 3,
    strange_key: 3,
    known_key: 4,
    swap: 2,
    shuffle: 1,
    retype: 3,
    splice: 4,
    deepen: 1,
    lengthen: 1,
    reword: 2,
    redate: 1,
    last: 3,
    misname: 6,
}
"""Each change of the tree, and how often it is taken beside the others."""

SIGNS = (
    *("\t", '"', "'", "[", "{", "}", "]", ": ", "- ", "*", "*a", "&a ", "!!x ", "!x ", "|", ">", "\n", "%", "\0", "<<: ", "#", ", ", "? "),
    *("---\n", "...\n", "\ufeff", "\r", "\x85", "\u2028", "\u00a0", "é", "~", "no", "0x1F", "1_000", "12:30", "010", "@", "`", "\\"),
)  # fmt: skip
SIMPLE = re.compile(r"(?<=: )[^,{}\[\]\n#]+|(?<=\[)[^,\]\n]+|[a-z_-]+(?=:)")


def line_gone(dice: Random, lines: list[str]) -> None:
    del lines[dice.randrange(len(lines))]


def line_twice(dice: Random, lines: list[str]) -> None:
    lines.insert(dice.randrange(len(lines)), dice.choice(lines))


def lines_swapped(dice: Random, lines: list[str]) -> None:
    one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]


def line_indented(dice: Random, lines: list[str]) -> None:
    at = dice.randrange(len(lines))
    lines[at] = dice.choice((" ", "  ", "\t")) + lines[at] if dice.random() < 0.6 else lines[at].lstrip()


def sign_put_in(dice: Random, lines: list[str]) -> None:
    at = dice.randrange(len(lines))
    where = dice.randrange(len(lines[at]) + 1)
    lines[at] = lines[at][:where] + dice.choice(SIGNS) + lines[at][where:]


def sign_gone(dice: Random, lines: list[str]) -> None:
    at = dice.randrange(len(lines))
    where = dice.randrange(len(lines[at]) + 1)
    lines[at] = lines[at][:where] + lines[at][where + 1 :]


def word_replaced(dice: Random, lines: list[str]) -> None:
    at = dice.randrange(len(lines))
    found = list(SIMPLE.finditer(lines[at]))
    if found:
        spot = dice.choice(found)
        word = str(dice.choice((*WORDS[5:], *DURATIONS, *DATES)))
        lines[at] = lines[at][: spot.start()] + word + lines[at][spot.end() :]


def cut_off(dice: Random, lines: list[str]) -> None:
    del lines[dice.randrange(1, len(lines) + 1) :]
    lines[-1] = lines[-1][: dice.randrange(len(lines[-1]) + 1)]


OF_THE_TEXT: dict[Callable[[Random, list[str]], None], int] = {
    line_gone: 4,
    line_twice: 4,
    lines_swapped: 4,
    line_indented: 4,
    sign_put_in: 4,
    sign_gone: 3,
    word_replaced: 8,
    cut_off: 1,
}
"""Each change of the text, line by line, and how often it is taken beside the others."""
