"""A migration in words and as a table: each case with its dates before and after, and what it comes to.

Prints values; decides nothing.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from putright.cli.case.words import who_owes
from putright.cli.printing import clean, counted, one_line, say

if TYPE_CHECKING:
    from putright.casework.migration import Crossing, MovedDate, Plan
    from putright.policy.model import Policy

VERDICTS = {
    "safe": "can move",
    "accepted": "can move, as was accepted",
    "needs-choice": "needs a choice",
    "impossible": "cannot move",
    "stays": "stays as it is",
}

SEVERAL = {"needs-choice": "need a choice", "stays": "stay as they are"}

EFFECTS = {"better": "better", "same": "", "worse": "worse", "unclear": "unclear"}

COLUMNS = (
    "case", "verdict", "place_before", "place_after", "date", "title", "before", "after", "effect", "letter_owed",
    "told", "why",
)  # fmt: skip


def print_crossing(crossing: Crossing, policy: Policy) -> None:
    """One case: its verdict, where it goes on, its dates, what it would lose, the letters that would be owed."""
    held = crossing.verdict in ("needs-choice", "impossible")
    say(f"{one_line(crossing.case)}: {VERDICTS[crossing.verdict]}", bold=True, fg="red" if held else None)
    if crossing.title_before != crossing.title_after:
        say(f"  goes from “{crossing.title_before}” to “{crossing.title_after}”")
    else:
        say(f"  at “{crossing.title_before}”")
    for moved in crossing.dates:
        say(f"  {_date_line(moved, policy)}", fg="red" if moved.effect == "worse" else None)
    for name in crossing.by_itself:
        say(f"  at once, by itself: {name.replace('-', ' ')}")
    for letter in crossing.letters:
        say(f"  letter owed: {one_line(letter.title)}: {letter.letter} said {_day(letter.promised)}")
    for reason in crossing.why:
        if reason.id not in ("M521", "M528") or crossing.verdict == "needs-choice":
            say(f"  {reason.id} {reason.what}")
    for mend in dict.fromkeys(reason.mend for reason in crossing.why if held):
        say(f"      mend: {mend}")


def print_summary(plan: Plan, save: Path | None) -> None:
    """What the plan comes to, and how to carry it out."""
    for refused in plan.strange:
        say(f"{refused.id} {refused.what}\n    mend: {refused.mend}", fg="red")
    counts = {verdict: plan.verdicts[verdict] for verdict in VERDICTS}
    found = [
        f"{number} {SEVERAL.get(verdict, VERDICTS[verdict]) if number > 1 else VERDICTS[verdict]}"
        for verdict, number in counts.items()
        if number
    ]
    total = plan.verdicts.total()
    say(f"{counted(total, 'open case')}{': ' if found else ''}{', '.join(found)}", bold=True)
    dates = [f"{plan.dates[effect]} {effect}" for effect in EFFECTS if plan.dates[effect]]
    if dates:
        say(f"dates: {', '.join(dates)}; letters owed: {plan.letters}")
    say("nothing is recorded yet" if total else "nothing has to be done")
    if not (plan.verdicts["safe"] or plan.verdicts["accepted"] or plan.verdicts["stays"]):
        return
    if save:
        say(f"to do just this: putright migrate … --apply {save} --by NAME --reason TEXT")
    else:
        say("to carry it out, first write the plan to a file: --save plan.json")


def csv_rows(crossings: Iterable[Crossing]) -> Iterator[Crossing]:
    """Each case, written as a line for each of its dates as it goes by."""
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(COLUMNS)
    for crossing in crossings:
        for row in _csv_rows(crossing):
            table.writerow([_cell(cell) for cell in row])
        yield crossing


def _csv_rows(crossing: Crossing) -> Iterator[tuple[str, ...]]:
    start = (crossing.case, crossing.verdict, crossing.place_before, crossing.place_after)
    why = "; ".join(reason.what for reason in crossing.why)
    owed = {letter.deadline: letter for letter in crossing.letters}
    for moved in crossing.dates:
        letter = owed.get(moved.name)
        told = (letter.letter, letter.promised.isoformat()) if letter else ("", "")
        before, after = (day.isoformat() if day else "" for day in (moved.before, moved.after))
        yield (*start, moved.name, moved.title, before, after, moved.effect, *told, why)
    if not crossing.dates:
        yield (*start, "", "", "", "", "", "", "", why)


def _cell(text: str) -> str:
    """A cell that no table program takes for a formula."""
    plain = clean(one_line(text))
    return f"'{plain}" if plain.startswith(("=", "+", "-", "@")) else plain


def _date_line(moved: MovedDate, policy: Policy) -> str:
    of = f"{one_line(moved.title)} ({who_owes(policy, moved.who)})"
    mark = f" [{EFFECTS[moved.effect]}]" if EFFECTS[moved.effect] else ""
    if moved.paused:
        return f"{of}: its clock stands still{mark}"
    if moved.before == moved.after:
        return f"{of}: {_day(moved.after)}, as before{mark}"
    return f"{of}: {_day(moved.before)} → {_day(moved.after)}{mark}"


def _day(day: object) -> str:
    from datetime import date

    from putright.working_days import in_full

    return in_full(day) if isinstance(day, date) else "no date"
