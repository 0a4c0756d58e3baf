"""Currency: what has gone out of date by a day although nobody changed a word: a review, an edition, an attestation, a plan.

The day is handed in. A policy that is not in force on it is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from putright.codes.attestations import Attestations, attestations_beside
from putright.codes.library import editions_after
from putright.codes.telling import force_in_words
from putright.policy.model import Policy
from putright.problems import Place, PolicyError, Problem, in_order
from putright.working_days import BeyondCalendar, Calendar, Counting, count, in_full


def currency_problems(policy: Policy, calendar: Calendar, on: date | None) -> tuple[Problem, ...]:
    """What is wrong with the attestations beside a policy, and what has gone out of date by that day, as warnings.

    Without a day nothing is asked that depends on one.
    """
    try:
        attestations = attestations_beside(policy)
    except PolicyError as error:
        return error.problems
    if on is None or not any(span.covers(on) for span in policy.in_force):
        return ()
    return in_order((*_review(policy, calendar, on), *_editions(policy, on), *_run_out(policy, attestations, on)))


def _review(policy: Policy, calendar: Calendar, on: date) -> Iterator[Problem]:
    review = policy.told.review
    if review is None:
        return
    try:
        due = count(review.last, review.every, Counting("day-after"), calendar).on
    except BeyondCalendar:
        return  # counted in working days from before the calendar begins: nobody knows the day
    if due < on:
        what = f"this policy is reviewed every {review.every}, was last reviewed on {in_full(review.last)}, and has been due since {in_full(due)}"
        yield Problem(
            "K212", review.place, what, "review it, and write the day of the review under review: last", "warning"
        )


def _editions(policy: Policy, on: date) -> Iterator[Problem]:
    for number, id in enumerate(policy.follows):
        newer = [code for code in editions_after(id, Path(policy.file).parent.parent) if code.in_force.holds_on(on)]
        if not newer or newer[-1].id in policy.follows:
            continue
        code = newer[-1]
        place = policy.source.place("follows", number) if policy.source else Place(policy.file)
        what = f"this policy follows {id}, and {code.title} has taken its place: in force {force_in_words(code)}"
        mend = f"see what it asks: putright comply {policy.file} --code {code.id}; then name it under follows"
        yield Problem("K213", place, what, mend, "warning")


def _run_out(policy: Policy, attestations: Attestations, on: date) -> Iterator[Problem]:
    codes = [*(one.code for one in attestations.attested), *(gap.code for gap in attestations.gaps)]
    for code in dict.fromkeys(codes):
        of = attestations.of(policy, code)
        last = {one.clause: max(a.until for a in of.attested if a.clause == one.clause) for one in of.attested}
        for one in of.attested:
            if one.until < on and one.until == last[one.clause]:
                what = f"what {one.who} attested of clause {one.clause} of {code} ran out on {in_full(one.until)}"
                mend = "have it attested again with a new when and until, or take it out; until then it counts as not given"
                yield Problem("K214", one.place, what, mend, "warning")
        for gap in of.gaps:
            if gap.by < on:
                what = f"{gap.owner} was to mend clause {gap.clause} of {code} by {in_full(gap.by)}"
                yield Problem(
                    "K215", gap.place, what, "take the gap out once it is closed, or give it a new day", "warning"
                )
