"""What comes in beside complaints: its kinds, where it stands, and what holds for it.

Values only. It puts nothing on record.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from putright.problems import Place

COMPLAINT = "complaint"

RECORD_KINDS: Mapping[str, str] = {
    "service-request": "Service request",
    "comment": "Comment",
    "compliment": "Compliment",
}
"""What can come in beside complaints."""

RECORDS: Mapping[str, str] = {"recorded": "On record", "answered": "On record, and answered"}
"""The places, outside all stages, of what came in and is no complaint, and what people call them."""


@dataclass(frozen=True, slots=True)
class RecordTerms:
    """What holds for one kind of what comes in and is no complaint: the letter at receipt, and whether it is one."""

    counts_as: str = ""
    """`complaint` where it opens as a complaint at once; else it stands on record."""
    letter: str = ""
    place: Place = field(default=Place(""), compare=False)
