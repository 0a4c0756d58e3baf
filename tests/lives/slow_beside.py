"""What runs beside the steps, worked out slowly: duties, doors, promised actions, and what is owed because of people.

Shares nothing with the engine: it reads the policy's own YAML and what is stored of each event.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from lives.slow_days import Found, Tree, count, local
from lives.slow_record import Happened
from lives.slow_terms import clocks_of

if TYPE_CHECKING:
    from lives.slow_dates import SlowCase

PROMISES = ("remedy", "outstanding", "order")
DRAFTS = ("drafted", "draft-reviewed")


def duties(case: SlowCase) -> Iterator[tuple[str, Found | None]]:
    for id, terms in case.policy.get("duties", {}).items():
        repeats, asked = "every" in terms, [e for e in case.events if e.name == f"{id}-asked-for"]
        if "asked_by" in terms and not asked:
            continue
        written = {"from": f"{id}-asked-for", **terms, **({"within": terms["every"]} if repeats else {})}
        since = case.after(asked[-1]) if "asked_by" in terms else None
        done = _since(case, written, [terms.get("event", f"{id}-done"), *terms.get("met_by", ())], since)
        over = case.has_ended or _since(case, written, [*terms.get("until", ()), f"{id}-declined"], since)
        if case.meant(terms) and not over and (repeats or not done):
            found = case.clock(written, "", max(done) if done else None)
            case.met |= {(kind, id) for kind in found.met} if found else set()
            case.met |= {("optional duties", id)} if found and since is not None else set()
            yield id, found.found if found else None


def doors(case: SlowCase) -> Iterator[tuple[str, Found | None]]:
    """A door stays open until somebody went through, unless the body sent the complaint back as premature."""
    for id, door in case.policy.get("doors", {}).items():
        away = False
        for event in case.events:
            if event.data.get("door") == id and (event.kind == "referred" or _is_premature(event)):
                away = event.kind == "referred"
        gone = case.policy["bodies"][door["to"]].get("closed_on", date.max)
        if "closes" in door and case.meant(door) and not away and gone >= local(case.events[0].at):
            found = case.clock(door["closes"], "", None)
            on = found.found if found else None
            yield f"door.{id}", (min(on[0], gone), on[1] if on[0] <= gone else None) if on else None


def promises(case: SlowCase) -> Iterator[tuple[str, Found]]:
    """What was promised for a day, until it is recorded as carried out, also once the case has ended.

    A number that was used before goes with the number of its event, whatever became of the promise before it.
    """
    for event in case.events:
        for name in event.data if event.kind not in (*DRAFTS, "corrected") else ():
            stem, _, number = name.removesuffix(".by").partition(".")
            if stem in PROMISES and name.endswith(".by"):
                called = f"{stem}.{number}" if case.first_said(name) == event.number else f"{name[:-3]}.{event.number}"
                if not any(_carried_out(later, called, stem, event) for later in case.after(event)):
                    yield called, (date.fromisoformat(event.data[name]), None)


def _carried_out(later: Happened, called: str, stem: str, promise: Happened) -> bool:
    satisfied = later.data.get("outside.act") == "complied" and stem == "order"
    return later.data.get("completes") == called or (satisfied and later.data["door"] == promise.data.get("door"))


def people(case: SlowCase) -> Iterator[tuple[str, Found | None]]:
    """Staff who must be told, adjustments and a restriction that must be looked at again."""
    yield from _staff(case)
    told = [event for event in case.events if event.kind != "corrected"]
    days = [event for event in told if "adjustments.review" in event.data]
    looked = days and any(event.kind == "adjustments-reviewed" for event in case.after(days[-1]))
    if days and not looked and not case.has_ended:
        yield "adjustments-review", (date.fromisoformat(days[-1].data["adjustments.review"]), None)
    turns = [event for event in case.events if event.kind in ("restricted", "restriction-lifted")]
    if turns and turns[-1].kind == "restricted":
        yield "restriction-review", (date.fromisoformat(turns[-1].data["until"]), None)


def _staff(case: SlowCase) -> Iterator[tuple[str, Found | None]]:
    within = case.policy.get("staff", {}).get("told_within")
    known: dict[str, Happened] = {}
    for event in case.events:
        vain = event.kind == "corrected" and all(str(e.number) != event.data["corrects"] for e in case.events)
        for name in event.recorded_names if not vain else ():
            if name.startswith("about."):
                known.setdefault(name.split(".")[1], event)
    known = {n: e for n, e in known.items() if any(_says(told, n) for told in case.events)}
    for number, event in known.items() if within else ():
        told = any(e.kind == "staff-told" and e.data["staff"] == number for e in case.events)
        if not told and not case.has_ended:
            receipt = event is case.events[0]
            yield f"tell-staff-{number}", count(event.at, within, case.policy["counting"], case.days, receipt)


def _says(event: Happened, number: str) -> bool:
    return event.kind != "corrected" and bool({f"about.{number}", f"about.{number}.role"} & {*event.data, *event.said})


def _is_premature(event: Happened) -> bool:
    return event.data.get("outside.act") == "premature"


def _since(
    case: SlowCase, terms: Tree, names: Sequence[str], since: Sequence[Happened] | None = None
) -> list[datetime]:
    """When something of those names happened: since it was asked for, or from the day on which the clock started."""
    if since is not None:
        return [event.at for event in since if event.name in names]
    starts = [start for term in clocks_of(terms) if (start := case.moment(term["from"], ""))]
    first = min((local(start) for start in starts), default=date.max)
    return [event.at for event in case.events if event.name in names and local(event.at) >= first]
