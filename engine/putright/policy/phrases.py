"""Phrases: limits, events, conditions and ways of a policy as parts of an English sentence.

Never shows an id where the policy has a title for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from putright.policy.model import (
    ENTERED,
    MATTERS,
    OUTSIDE_ACTS,
    Choice,
    Clock,
    Condition,
    EventRef,
    Limit,
    Policy,
    Stage,
    Step,
    Term,
)
from putright.policy.words import asked_event, declined_event, missed_event
from putright.working_days import Calendar

FIELDS = {
    "definition": "what we understand the complaint to be",
    "sought": "what outcome is sought",
    "reason": "a reason",
    "reasons": "reasons",
    "outcome": "the outcome of every matter",
    "remedy": "what will be done to put things right",
    "outstanding": "what is still to be done",
    "learning": "what we will change so that it does not happen again",
    "late-reason": "why the request came late",
    "note": "a note",
    "until": "the new date",
    "new-information": "what is new",
    "changes-outcome": "whether that would change the outcome",
    "representative.consent": "the day of consent",
    "representative.kind": "what the representative is to them",
}
ENDINGS = {
    "closed": "the case is closed",
    "withdrawn": "the case ends as withdrawn",
    "refused": "the complaint is not taken on",
    "referred": "the case goes to the outside body",
    "handed-over": "the case is handed over",
}
_BESIDE = {
    "received": "receiving the complaint",
    "rejected": "the complaint not being taken on",
    "escalation-refused": "the refusal to take the complaint further",
    "referred": "the referral",
    "withdrawn": "the withdrawal",
    "closed": "the closing of the case",
    "reopened": "the reopening of the case",
    "extended": "the extension",
    "noted": "the note",
    "completed": "carrying out what was promised",
    "staff-told": "telling whoever is complained about",
    "staff-heard": "hearing whoever is complained about",
    "reopening-refused": "the refusal to open the case again",
}


def listed(words: Iterable[str], joint: str = "and") -> str:
    """The words as a sentence has them: 'a, b and c'."""
    *first, last = words
    return f"{', '.join(first)} {joint} {last}" if first else last


def times(number: int) -> str:
    """How often: 'once', 'twice', '3 times'."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def needed(policy: Policy, needs: Sequence[str]) -> str:
    """What must be recorded, in words."""
    facts = policy.facts
    return listed(
        facts[need].title.lower() if need in facts else FIELDS.get(need, need.replace("-", " ").replace(".", "'s "))
        for need in needs
    )


def condition(policy: Policy, applies: Condition) -> str:
    """The facts for which something holds: '"Complexity" is Simple or Complex'."""
    said = []
    for id, values in applies.items():
        words = listed([policy.fact_value(id, value) for value in values], "or")
        said.append(f'"{policy.fact_title(id)}" is {words}')
    return listed(said)


def time_allowed(policy: Policy, calendar: Calendar | None, clock: Clock, stage: Stage | None = None) -> str:
    """A clock in words: 'within 10 working days of the acknowledgement'."""
    said = [_term(policy, calendar, term, stage) for term in clock.terms]
    if len(said) == 1:
        return f"within {said[0]}"
    return f"within the {clock.choose} of {listed(said)}"


def how_often(policy: Policy, calendar: Calendar | None, clock: Clock) -> str:
    """A clock that repeats, in words: 'every 20 working days from receiving the complaint'."""
    term = clock.terms[0]
    start = event(policy, term.start)
    if not term.limit.is_agreed:
        return f"every {_limit(policy, calendar, term.limit).removeprefix('1 ')} from {start}"
    otherwise = f", and until one is agreed every {term.limit.always}" if term.limit.always else ""
    return f'at the interval agreed ("{policy.fact_title(term.limit.fact)}"{otherwise}) from {start}'


def _term(policy: Policy, calendar: Calendar | None, term: Term, stage: Stage | None) -> str:
    start = event(policy, term.start, stage)
    if term.deemed_received:
        start = f"receiving {start}, which counts as received {term.deemed_received} after it was sent"
    return f"{_limit(policy, calendar, term.limit)} of {start}"


def _limit(policy: Policy, calendar: Calendar | None, limit: Limit) -> str:
    count = f"{policy.fact_title(limit.fact)}: " if _in_bands(policy, limit.fact) else ""
    said = [f"{time} ({count}{policy.fact_value(limit.fact, words)})" for words, time in limit.table.items()]
    if limit.is_agreed:
        said.append(f'the time agreed ("{policy.fact_title(limit.fact)}")')
    if limit.always:
        said.append(f"{limit.always} (otherwise)" if said else str(limit.always))
    closures = {closure.id: closure.title for closure in calendar.closures} if calendar else {}
    said += [f"{duration} (in {closures.get(id, id)})" for id, duration in limit.during.items()]
    return listed(said, "or") if said else "a time that is not said"


def _in_bands(policy: Policy, id: str) -> bool:
    """Whether values are numbers, which say nothing without what they are numbers of."""
    return id == MATTERS or (id in policy.facts and policy.facts[id].type == "number")


def event(policy: Policy, ref: EventRef, stage: Stage | None = None) -> str:
    """What a clock counts from, as a noun: 'the acknowledgement', 'the answer at Stage 1'."""
    at = next((other for other in policy.stages if other.id == ref.stage), None)
    if at is None and ref.stage in policy.doors:
        return f"{with_article(policy.bodies[policy.doors[ref.stage].to].title)} {OUTSIDE_ACTS[ref.name]}"
    where = f" at {at.title}" if at and at is not stage else ""
    one = policy.organisation.complainant
    match ref.name:
        case "happened":
            return "what is complained of"
        case "aware":
            return f"the {one} becoming aware of it"
        case name if name == ENTERED:
            return f"the case coming to {at.title if at else 'this stage'}"
        case name if name in policy.facts:
            return f'the date "{policy.facts[name].title}"'
        case name if name in _BESIDE:
            return f"{_BESIDE[name]}{where}"
    return f"{_made(policy, ref.name, at or stage)}{where}"


def _made(policy: Policy, name: str, stage: Stage | None) -> str:
    """The thing done that makes the event, as a noun."""
    for at, step, choice in _choices(policy, stage):
        if choice.event == name:
            return _done(policy, at, step, choice)
        if missed_event(step.id) == name:
            return _run_out(step.title)
    duty = next((duty for duty in policy.duties.values() if missed_event(duty.id) == name), None)
    if duty:
        return _run_out(duty.title)
    titles = {duty.event: duty.title for duty in policy.duties.values()}
    titles |= {asked_event(duty.id): f"{duty.title}: asked for" for duty in policy.duties.values()}
    titles |= {declined_event(duty.id): f"{duty.title}: declined" for duty in policy.duties.values()}
    titles |= {action.event: action.title for action in policy.actions.values()}
    return f'"{titles.get(name, name)}"'


def _run_out(title: str) -> str:
    return f'the time for "{title}" running out'


def _done(policy: Policy, stage: Stage, step: Step, choice: Choice) -> str:
    match step.kind:
        case "acknowledgement":
            return "the acknowledgement"
        case "response":
            return "the answer"
    found = policy.step_at(policy.resolve(stage, step, choice.to))
    if found and found[0] is not stage:
        whose = f"{policy.organisation.complainant}'s request" if step.is_complainants else "decision"
        return f"the {whose} to go to {found[0].title}"
    return f'"{choice.title}"'


def _choices(policy: Policy, here: Stage | None) -> list[tuple[Stage, Step, Choice]]:
    """Every way in which a step can be done: first those that bring a case to the stage, then the stage's own."""
    ways = [(stage, step, choice) for stage in policy.stages for step in stage.steps for choice in step.choices]

    def rank(way: tuple[Stage, Step, Choice]) -> int:
        stage, step, choice = way
        if here is None or stage is here:
            return 1
        return 0 if policy.resolve(stage, step, choice.to).startswith(f"{here.id}.") else 2

    return sorted(ways, key=rank)


def onward(policy: Policy, stage: Stage, step: Step, to: str) -> str:
    """Where a case goes, as a sentence part: 'the case is closed', 'the case goes on to Stage 2'."""
    place = policy.resolve(stage, step, to)
    found = policy.step_at(place)
    if found is None:
        return ENDINGS[place]
    there, inner = found
    if there is stage:
        return f'next comes "{inner.title}"'
    if inner is there.steps[0]:
        return f"the case goes to {there.title}"
    return f'the case goes to {there.title}, to "{inner.title}"'


def with_article(name: str) -> str:
    """A body's name inside a sentence: 'the Housing Ombudsman', but 'Ofqual'."""
    takes_one = " " in name or name.lower().endswith(("ombudsman", "tribunal", "service"))
    return f"the {name.removeprefix('The ').removeprefix('the ')}" if takes_one else name


def with_a(word: str) -> str:
    """A word with its article: 'a friend', 'an advocate'."""
    return f"{'an' if word[:1] in 'aeiou' else 'a'} {word}"
