"""Telling: codes, clauses and questions as data for programs, and a question as words for people.

Never prints, and judges nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from datetime import date
from typing import Any

from putright.codes.model import MARKS, Ask, Clause, Code, Span
from putright.working_days import Duration, in_full


def code_as_json(code: Code) -> Mapping[str, object]:
    """What a code is, without its clauses."""
    return {
        "id": code.id,
        "title": code.title,
        "publisher": code.publisher,
        "edition": code.edition,
        "replaces": code.replaces,
        "in_force": _span(code.in_force),
        "comply_by": _plain(code.comply_by),
        "applies_to": list(code.applies_to),
        "force": code.force,
        "text_status": code.text_status,
        "whole": code.whole,
        "sections": dict(code.sections),
        "source": code.source,
        "note": code.note,
        "number_of_clauses": len(code.clauses),
        "unconfirmed": sum(not clause.confirmed for clause in code.clauses),
    }


def clause_as_json(clause: Clause) -> Mapping[str, object]:
    """A clause with its questions, its mark and its place."""
    return {
        "clause": clause.id,
        "section": clause.section,
        "level": clause.level,
        "requirement": clause.requirement,
        "evidence": list(clause.evidence),
        "asks": [_ask(ask) for ask in clause.asks],
        "advice": clause.advice,
        "source": clause.source,
        "confirmed": clause.confirmed,
        "mark": clause.mark,
        "unsure": clause.unsure,
        "note": clause.note,
        "in_force": _span(clause.in_force),
        "file": clause.place.file,
        "line": clause.place.line,
    }


def ask_in_words(ask: Ask) -> str:
    """A question with its numbers and names: 'deadline-at-most: stage 1, of response, within 10 working days'."""
    given = ", ".join(_named(name, value) for name, value in ask.given.items())
    where = f" (where there is a stage {ask.where_stage})" if ask.where_stage else ""
    return f"{ask.question}: {given}{where}" if given else f"{ask.question}{where}"


def mark_in_words(clause: Clause) -> str:
    """Why a clause is not confirmed, and which part of it; empty for one that is."""
    if clause.confirmed:
        return ""
    unsure = f" Not sure: {clause.unsure}" if clause.unsure else ""
    return f"Not confirmed ({clause.mark}): {MARKS[clause.mark]}.{unsure}"


def heading(sections: Mapping[str, str], section: str) -> str:
    """What stands above the clauses of a section: its number, where it has one, and what it is about."""
    if section not in sections:
        return "Other provisions" if sections else "Provisions"
    return f"Section {section}: {sections[section]}" if section[:1].isdigit() else sections[section]


def force_in_words(code: Code) -> str:
    """From when until when a code is in force: 'from Monday 1 April 2024', 'from July 2020 until …'."""
    span = code.in_force
    if not span.first and not span.last:
        return "no dates are known"
    known = in_full if span.day_known else _month
    first = f"from {known(span.first)}" if span.first else ""
    last = f"until {in_full(span.last)}" if span.last else ""
    by = f"; to be kept to by {in_full(code.comply_by)}" if code.comply_by else ""
    return f"{first} {last}".strip() + by


def _month(day: date) -> str:
    return f"{day:%B %Y}"


def _ask(ask: Ask) -> Mapping[str, object]:
    return {
        "question": ask.question,
        "with": _plain(ask.given),
        "level": ask.level,
        "where_stage": ask.where_stage,
        "line": ask.place.line,
    }


def _span(span: Span) -> Mapping[str, object]:
    first = f"{span.first:%Y-%m}" if span.first and not span.day_known else _plain(span.first)
    return {"from": first, "until": _plain(span.last)}


def _plain(value: Any) -> Any:
    match value:
        case date():
            return value.isoformat()
        case Duration():
            return str(value)
        case Mapping():
            return {name: _plain(part) for name, part in value.items()}
        case tuple():
            return [_plain(part) for part in value]
        case _ if is_dataclass(value) and not isinstance(value, type):
            return _plain(asdict(value))
        case _:
            return value


def _named(name: str, value: Any) -> str:
    return str(value) if name == "evidence" else f"{name.replace('_', ' ')} {_in_words(value)}"


def _in_words(value: Any) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case tuple():
            return " + ".join(map(str, value))
        case Mapping():
            return " + ".join(value)
        case _:
            return str(value)
