"""Dates in the demo's cases, each worked out by hand with a wall calendar and the list of bank holidays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from putright.demo.timeline import timeline
from putright.working_days import in_full

if TYPE_CHECKING:
    from conftest import Played

DATES = [
    # saha, one case through all three stages: received by post on Friday 19 March 2021, recorded on the Monday
    ("post counts from the Friday it came, not the Monday it was recorded", "SAHA-21-009", "stage-1.acknowledge", "2021-03-26"),
    ("ten working days over Good Friday 2 and Easter Monday 5 April end on 6 April; ten more on 20 April", "SAHA-21-009", "stage-1.respond", "2021-04-20"),
    ("stage 2 counts from the request of 5 May, not from the later one of 15 June", "SAHA-21-009", "stage-2.acknowledge", "2021-05-12"),
    ("twenty working days from 5 May over the bank holiday of 31 May", "SAHA-21-009", "stage-2.respond", "2021-06-03"),
    ("stage 3 counts from the second request, Tuesday 15 June", "SAHA-21-009", "stage-3.acknowledge", "2021-06-22"),
    ("twenty working days from 15 June, no holiday in the way", "SAHA-21-009", "stage-3.respond", "2021-07-13"),
    ("twelve months from the final answer of 12 July 2021", "SAHA-21-009", "door.housing-ombudsman", "2022-07-12"),
    # saha, holidays of those two years
    ("Christmas 2021 was kept on 27 and 28 December, New Year on 3 January", "SAHA-21-035", "stage-1.respond", "2022-01-06"),
    ("Easter 2022: Friday 15 and Monday 18 April", "SAHA-22-011", "stage-1.respond", "2022-04-27"),
    ("received on a Sunday; the Jubilee took 2 and 3 June 2022", "SAHA-22-017", "stage-1.respond", "2022-06-14"),
    ("the State Funeral of 19 September 2022 was no working day", "SAHA-22-026", "stage-1.respond", "2022-09-28"),
    # kiwi, one case through all four stages: received on Monday 20 January 2025
    ("two working days from a Monday", "KIWI-25-003", "stage-1.acknowledge", "2025-01-22"),
    ("ten working days end on 3 February; eight more, to a revised timescale, on 13 February", "KIWI-25-003", "stage-1.respond", "2025-02-13"),
    ("stage 2 counts from the referral of 18 February, not from the later one of 6 March", "KIWI-25-003", "stage-2.respond", "2025-03-04"),
    ("two working days over a weekend", "KIWI-24-034", "stage-1.acknowledge", "2024-12-23"),
    ("ten working days over 25 and 26 December and 1 January", "KIWI-24-034", "stage-1.respond", "2025-01-07"),
    # walsall, one case through both stages: received on Friday 2 January 2026
    ("five days as printed, the weekend counted", "WMBC-26-0001", "stage-1.acknowledge", "2026-01-07"),
    ("ten working days from the acknowledgement of 5 January end on 19 January; ten more on 2 February", "WMBC-26-0001", "stage-1.respond", "2026-02-02"),
    ("the answer of Friday 30 January counts as received on Tuesday 3 February; a month from then", "WMBC-26-0001", "stage-1.decide", "2026-03-03"),
    ("asked for on Saturday 14 February; five working days, Monday to Friday", "WMBC-26-0001", "stage-2.acknowledge", "2026-02-20"),
    ("twenty working days from 18 February, no holiday in the way", "WMBC-26-0001", "stage-2.respond", "2026-03-18"),
    ("twelve months from 13 March 2026 end on a Saturday, as it falls", "WMBC-26-0001", "door.lgsco", "2027-03-13"),
    ("five days from Monday 22 December are Saturday 27 December, Christmas or not", "WMBC-25-0014", "stage-1.acknowledge", "2025-12-27"),
    ("ten working days from 30 December over New Year's Day", "WMBC-25-0014", "stage-1.respond", "2026-01-14"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "case_id", "name", "on"), DATES, ids=[f"{row[1]} {row[2]}" for row in DATES])
def test_a_date_is_the_one_worked_out_by_hand(why: str, case_id: str, name: str, on: str, played: Played) -> None:
    standing = played.desk.show(case_id)
    found = {deadline.name: deadline.on for deadline in standing.deadlines}
    assert f"{found[name]}" == on
    assert in_full(next(d.on for d in standing.deadlines if d.name == name and d.on)) in timeline(standing)


def test_a_date_that_a_letter_told_is_the_date_that_was_due(played: Played) -> None:
    """Nothing moved after a letter had promised it, but for extensions and reopened cases."""
    for row in list(played.desk.cases()):
        standing = played.desk.show(row.case_id)
        moved = {
            f"{event.place.partition('.')[0]}.{event.data['of']}"
            for event in standing.case.events
            if event.kind == "extended"
        }
        if any(event.kind == "reopened" for event in standing.case.events):
            continue
        due = {d.name: f"{d.on}" for d in standing.deadlines if d.on}
        for event in standing.case.events:
            for letter in event.letters:
                told = {name: on for name, on in letter.promised.items() if name in due and name not in moved}
                assert told == {name: due[name] for name in told}, row.case_id
