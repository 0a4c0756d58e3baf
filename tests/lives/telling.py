"""Events as the slow count takes them: plain values, public facts and the names of private texts."""

from __future__ import annotations

from datetime import datetime

from lives.slow_record import Happened
from putright.case.case import Case


def told(case: Case) -> list[Happened]:
    """Everything on record in a case, in order; moments as plain datetimes, so that no library counts them."""
    return [
        Happened(
            number,
            event.kind,
            event.name,
            datetime.fromisoformat(event.happened_at.isoformat()),
            datetime.fromisoformat(event.recorded_at.isoformat()),
            event.place,
            event.stage,
            event.step,
            dict(event.data),
            set(event.texts),
            frozenset({*event.data, *event.texts}),
        )
        for number, event in enumerate(case.log, 1)
    ]
