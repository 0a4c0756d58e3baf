"""A time table in words: for each answer how long it takes, with the day of receipt that makes it so.

Tells what was worked out and adds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from putright.proof.timetable import MANNERS, Span, Timetable
from putright.working_days import in_full
from putright.working_days.words import listed


def in_lines(table: Timetable) -> Iterator[str]:
    """The table as lines for people."""
    yield f"Time to each answer under {table.policy}, for complaints received in {table.year}"
    yield "The organisation is taken to use the whole of every limit. Where nothing else is said the complainant acts on the"
    yield "same day, and no more time is given. Pauses are left out, and no circle is gone round a second time."
    if not table.answers:
        yield ""
        yield "There is nothing to tell: no complaint of that year falls under this version, or it gives no answer."
    for answer in table.answers:
        yield ""
        yield f"{answer.title}{' (the last answer)' if answer.is_final else ''}"
        for name, span in answer.spans.items():
            yield f"  {MANNERS[name][0]}: {_said(span)}"
    if table.without_end:
        yield ""
        yield "Without end:"
        yield from (f"  {what}" for what in table.without_end)


def _said(span: Span) -> str:
    days = f"{span.days} {'day' if span.days == 1 else 'days'}"
    worked = f"{span.working_days} working {'day' if span.working_days == 1 else 'days'}"
    when = f"received on {in_full(span.received)}, answered by {in_full(span.answered)}"
    doubt = " (provisional: bank holidays are not known so far ahead)" if span.provisional else ""
    if span.loose:
        return f"no latest date, as {listed(span.loose, 'and')} {'has' if len(span.loose) == 1 else 'have'} no limit; without that {days} ({worked}): {when}{doubt}"
    return f"{days} ({worked}): {when}{doubt}"
