"""Reading: from the text of a code file to the code as a value, or everything that is wrong with it.

Never looks for files, and asks no question of a policy: it only sees to it that each question can be asked.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from typing import Any, cast

from putright.codes.model import Ask, Clause, Code, Evidence, Level, Mark, Span
from putright.codes.values import example_of, read_as
from putright.codes.vocabulary import QUESTIONS, Question
from putright.policy.reading.node import Node
from putright.policy.shape import shape_problems
from putright.problems import Place, PolicyError, Problem, did_you_mean, in_order, one_of
from putright.source import Source


def code_from(source: Source) -> Code:
    """The code that the file describes.

    Raises:
        PolicyError: Everything that is wrong with the file, each with its place.
    """
    if problems := shape_problems(source, "code"):
        raise PolicyError(problems)
    root = Node(source, (), source.tree)
    if found := in_order(_problems(root)):
        raise PolicyError(found)
    return _code(root)


def _code(root: Node) -> Code:
    return Code(
        id=root.text("code"),
        title=root.text("title"),
        publisher=root.text("publisher"),
        edition=root.text("edition"),
        applies_to=root.texts("applies_to"),
        force=root.text("force"),
        text_status=root.text("text_status"),
        whole=root.flag("whole", True),
        clauses=tuple(_clause(node, root.text("source")) for node in root.at("clauses").items()),
        source=root.text("source"),
        in_force=_span(root.at("in_force")),
        comply_by=root.day("comply_by"),
        replaces=root.text("replaces"),
        sections={id: str(part.value) for id, part in root.at("sections").parts()},
        note=root.text("note"),
        place=root.key_place,
    )


def _clause(node: Node, source: str) -> Clause:
    level = cast(Level, node.text("level"))
    return Clause(
        id=node.text("clause"),
        level=level,
        requirement=node.text("requires"),
        evidence=cast(tuple[Evidence, ...], node.texts("evidence")),
        asks=tuple(_ask(ask, level) for ask in node.at("asks").items()),
        source=node.text("source", source),
        advice=node.text("advice"),
        mark=cast(Mark, node.text("mark")),
        unsure=node.text("unsure"),
        note=node.text("note"),
        section=_section(node),
        in_force=_span(node.at("in_force")),
        place=node.at("clause").place,
    )


def _section(node: Node) -> str:
    """The section that a clause names, or else the part of its number before the first dot."""
    number, dot, _ = node.text("clause").partition(".")
    return node.text("section", number if dot else "")


def _ask(node: Node, level: Level) -> Ask:
    question = QUESTIONS[node.text("question")]
    given: dict[str, Any] = {}
    for name, part in node.at("with").parts():
        row = question.parameter(name)
        if row:
            given[name] = read_as(row.kind, part.value)
    stage = node.at("where_stage").value
    own = cast(Level, node.text("level", level))
    return Ask(question.name, given, own, stage if isinstance(stage, int) else None, node.place)


def _span(node: Node) -> Span:
    first = node.text("from")
    return Span(_day(first), _day(node.text("until"), at_end=True), not first or first.count("-") == 2)


def _day(written: str, *, at_end: bool = False) -> date | None:
    """The day that is written, or the first or last day of the month that is; None where nothing is.

    Raises:
        ValueError: There is no such day.
    """
    if not written:
        return None
    if written.count("-") == 2:
        return date.fromisoformat(written)
    year, month = map(int, written.split("-"))
    return date(year, month, calendar.monthrange(year, month)[1] if at_end else 1)


def _problems(root: Node) -> Iterator[Problem]:
    yield from _span_problems(root.at("in_force"))
    yield from _section_problems(root)
    seen: dict[str, Place] = {}
    for node in root.at("clauses").items():
        id, place = node.text("clause"), node.at("clause").place
        if id in seen:
            what = f"clause {id} stands twice, first at {seen[id]}"
            yield Problem("K205", place, what, "give each clause its own number, or join the two")
        seen.setdefault(id, place)
        yield from _clause_problems(node, f"clause {id}")
        yield from _span_problems(node.at("in_force"))


def _section_problems(root: Node) -> Iterator[Problem]:
    """Sections that a clause stands in and nobody gives a title, and titles of sections in which no clause stands."""
    titled = [id for id, _ in root.at("sections").parts()]
    told: dict[str, Node] = {}
    for node in root.at("clauses").items():
        told.setdefault(_section(node), node)
    for section, node in told.items():
        if section and section not in titled:
            what = f"clause {node.text('clause')} stands in section {section}, and sections does not say what that is about"
            place = node.at("section" if node.has("section") else "clause").place
            yield Problem("K216", place, what, f'write it under sections: "{section}": and a few words of your own')
    for section, part in root.at("sections").parts():
        if section not in told:
            what = f"section {section} has a title, and no clause stands in it"
            yield Problem("K216", part.key_place, what, "take it out, or say in a clause that it stands there")


def _clause_problems(node: Node, subject: str) -> Iterator[Problem]:
    asks = tuple(node.at("asks").items())
    place = node.at("clause").place
    if node.text("level") == "info":
        if asks:
            what = f"{subject} only explains (level: info), and yet asks {one_of(a.text('question') for a in asks)}"
            yield Problem(
                "K206", node.at("asks").key_place, what, "take out asks, or write must, should or may as its level"
            )
    elif not asks:
        what = f"{subject} sets a duty and asks nothing, so nothing could ever fail it"
        yield Problem(
            "K206", place, what, "add asks; where only a person can say: {question: attested, with: {evidence: …}}"
        )
    if node.flag("confirmed", True) == node.has("mark"):
        what = (
            "is not confirmed, and no mark says why"
            if not node.has("mark")
            else "has a mark, and is not said to be unconfirmed"
        )
        yield Problem("K207", place, f"{subject} {what}", "write confirmed: false and a mark together, or neither")
    if node.has("unsure") and not node.has("mark"):
        what = f"{subject} says what is unsure, and counts as confirmed"
        yield Problem(
            "K207", node.at("unsure").key_place, what, "write confirmed: false and a mark, or take out unsure"
        )
    for ask in asks:
        yield from _ask_problems(ask, subject)


def _ask_problems(ask: Node, subject: str) -> Iterator[Problem]:
    name = ask.text("question")
    question = QUESTIONS.get(name)
    if question is None:
        what = f'{subject} asks "{name}", and there is no such question.{did_you_mean(name, QUESTIONS)}'
        yield Problem("K201", ask.at("question").place, what, f"ask one of {one_of(QUESTIONS)}")
        return
    given = ask.at("with")
    misspelt = _meant(question, given)
    for row in question.parameters:
        if not row.optional and not given.has(row.name) and row.name not in misspelt:
            what = f"{subject} asks {name}, and does not say {row.name}"
            yield Problem("K203", ask.at("question").place, what, f"add {row.name} under with")
    if name == "stage-count" and not given.has("at_least") and not given.has("at_most"):
        what = f"{subject} asks {name}, and says neither at_least nor at_most"
        yield Problem("K203", ask.at("question").place, what, "add at_least or at_most under with")
    for key, part in given.parts():
        yield from _value_problems(question, key, part, subject)


def _meant(question: Question, given: Node) -> set[str]:
    """What unknown names were likely meant to be: a misspelt name is not also a missing one."""
    known = [row.name for row in question.parameters]
    unknown = [key for key, _ in given.parts() if key not in known]
    return {close for key in unknown for close in get_close_matches(key, known, n=1, cutoff=0.6)}


def _value_problems(question: Question, key: str, part: Node, subject: str) -> Iterator[Problem]:
    row = question.parameter(key)
    if row is None:
        known = [one.name for one in question.parameters]
        what = f'{subject}: {question.name} knows no "{key}".{did_you_mean(key, known)}'
        mend = f"write one of {one_of(known)}; or remove it" if known else "remove it"
        yield Problem("K202", part.key_place, what.rstrip("."), mend)
        return
    try:
        read_as(row.kind, part.value)
    except ValueError as error:
        what = f"{subject}: {key} of {question.name} must be {error}"
        yield Problem("K204", part.place, what.rstrip("."), f"write it as {key}: {example_of(row.kind)}")


def _span_problems(node: Node) -> Iterator[Problem]:
    days: dict[str, date | None] = {}
    for key in ("from", "until"):
        try:
            days[key] = _day(node.text(key), at_end=key == "until")
        except ValueError:
            what = f"{node.text(key)} is no day of the calendar"
            yield Problem("K208", node.at(key).place, what, "write a day that is in the calendar")
    first, last = days.get("from"), days.get("until")
    if first and last and last < first:
        what = f"it is in force until {last}, before it begins on {first}"
        yield Problem("K208", node.at("until").place, what, "set until to a day on or after from")
