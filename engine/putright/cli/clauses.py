"""`putright codes`: the codes that are known, and the clauses of one of them."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import click

from putright.cli.codes import FINDINGS, FINE
from putright.cli.groups import examples
from putright.cli.options import format_option
from putright.cli.printing import counted, say, say_json, say_table

if TYPE_CHECKING:
    from putright.codes import Clause, Code
    from putright.codes.verdicts import Finding

WIDE = 100


@click.command(
    epilog=examples(
        "putright codes",
        "putright codes housing-ombudsman-2024",
        "putright codes lgsco-2024 --format json",
        "putright codes policies/codes/training-funder.yaml",
        "putright codes diff housing-ombudsman-2022 housing-ombudsman-2024",
    )
)
@click.argument("words", metavar="[CODE | diff CODE CODE]", nargs=-1)
@click.option(
    "--policy",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="POLICY",
    help="With diff: also what must move in this policy, to keep to the newer code.",
)
@format_option()
def codes(words: tuple[str, ...], policy: Path | None, form: str) -> int:
    """List the codes that are known, or the clauses of one.

    CODE is the id of a code, shipped or in the folder codes/ here, or a code file. Clauses are in our own words. Where one was not compared with the text of
    its code, it says so. With diff and two codes: what changed from the one to the other.
    """
    from putright.codes import shipped_codes

    if words[:1] == ("diff",):
        if len(words) != 3:
            raise click.UsageError("name two codes: putright codes diff housing-ombudsman-2022 housing-ombudsman-2024")
        return _diff(_found(words[1]), _found(words[2]), policy, form)
    if policy:
        raise click.UsageError("--policy belongs to putright codes diff; one code is asked by putright comply")
    if len(words) > 1:
        raise click.UsageError(f"name one code, not {len(words)}; two are compared by putright codes diff")
    if words:
        return _one(_found(words[0]), form)
    known = shipped_codes()
    if form == "json":
        from putright.codes.telling import code_as_json

        say_json({"codes": [code_as_json(one) for one in known]})
    else:
        _list(known)
    return FINE


def _diff(old: Code, new: Code, policy: Path | None, form: str) -> int:
    from putright.compare import edition_changes

    changes = edition_changes(old, new)
    moves = _must_move(policy, new) if policy else ()
    if form == "json":
        told = {"must_move": [finding.as_json() for finding in moves]} if policy else {}
        say_json({"old": old.id, "new": new.id, "changes": [change.as_json() for change in changes], **told})
        return FINDINGS if moves else FINE
    say(f"From {old.title} to {new.title}", bold=True)
    for code in (old, new):
        if not code.whole:
            say(f"Not every clause of {code.id} is known here: what seems new or gone may have stood there all along.")
    for change in changes:
        say("")
        for number, line in enumerate(textwrap.wrap(change.what, WIDE)):
            say(f"{'  ' if number else ''}{line}")
    say("")
    say(counted(len(changes), "change"))
    if policy:
        say("")
        say(f"What must move in {policy}" if moves else f"Nothing is found that must move in {policy}", bold=True)
        for finding in moves:
            place = f" ({finding.evidence[0].file}:{finding.evidence[0].line})" if finding.evidence else ""
            say(f"  {finding.clause} {finding.verdict}: {finding.why}{place}")
    return FINDINGS if moves else FINE


def _must_move(policy: Path, code: Code) -> tuple[Finding, ...]:
    """What the policy does not keep to in the newer code."""
    from putright.authoring import comply, load_policy

    findings = comply(load_policy(policy), code).findings
    return tuple(finding for finding in findings if finding.verdict in ("not-met", "departs"))


def _found(name: str) -> Code:
    from putright.codes import code_at, find_code
    from putright.problems import PolicyError

    path = Path(name)
    if path.suffix in (".yaml", ".yml"):
        return code_at(path)
    try:
        return find_code(name, Path())
    except PolicyError as error:
        unknown = next((problem for problem in error.problems if problem.id == "K209"), None)
        if unknown is None:
            raise
        raise click.UsageError(f"{unknown.what}\n    mend: {unknown.mend}") from error


def _list(known: tuple[Code, ...]) -> None:
    from putright.codes.telling import force_in_words

    rows = []
    for code in known:
        unsure = sum(not clause.confirmed for clause in code.clauses)
        told = str(len(code.clauses)) + ("" if code.whole else " (not all)")
        rows.append((code.id, ", ".join(code.applies_to) or "all", told, str(unsure), force_in_words(code)))
    say_table(("Code", "For", "Clauses", "Not confirmed", "In force"), rows)


def _one(code: Code, form: str) -> int:
    from putright.codes.telling import clause_as_json, code_as_json, force_in_words, heading

    if form == "json":
        say_json({"code": code_as_json(code), "clauses": [clause_as_json(clause) for clause in code.clauses]})
        return FINE
    say(code.title, bold=True)
    _paragraph("Published by", code.publisher)
    _paragraph("For", ", ".join(code.applies_to) or "every sector")
    _paragraph("In force", force_in_words(code))
    _paragraph("What binds to it", code.force)
    _paragraph("This text", code.text_status)
    if not code.whole:
        _paragraph("Not whole", "Not every clause of this edition stands here.")
    if code.note:
        _paragraph("Note", code.note)
    for section in sorted(dict.fromkeys(clause.section for clause in code.clauses), key=lambda section: not section):
        if code.sections:
            say()
            say(heading(code.sections, section), bold=True)
        for clause in code.clauses:
            if clause.section == section:
                _clause(clause)
    unsure = sum(not clause.confirmed for clause in code.clauses)
    say()
    say(f"{counted(len(code.clauses), 'clause')}, {unsure} of them not confirmed")
    return FINE


def _clause(clause: Clause) -> None:
    from putright.codes.telling import ask_in_words, mark_in_words

    say()
    say(f"{clause.id}  {clause.level}", bold=True)
    _inside(clause.requirement)
    for ask in clause.asks:
        other = f" [{ask.level}]" if ask.level != clause.level else ""
        _inside(f"asks {ask_in_words(ask)}{other}")
    if clause.evidence:
        _inside(f"shown by {', '.join(clause.evidence)}")
    for text in (mark_in_words(clause), f"Note: {clause.note}" if clause.note else ""):
        if text:
            _inside(text)
    _inside(f"{clause.place.file}:{clause.place.line}")


def _paragraph(name: str, text: str) -> None:
    say(textwrap.fill(f"{name}: {text}", WIDE, subsequent_indent="  ", break_on_hyphens=False))


def _inside(text: str) -> None:
    say(textwrap.fill(text, WIDE, initial_indent="    ", subsequent_indent="      ", break_on_hyphens=False))
