"""Checks on names: does every word that names a part of the policy name one that is there?

Finds faults only; each row of the table says what a fault of its kind is called.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from putright.policy.model import ALWAYS_KNOWN, ANYONE, COMPLAINANT, ENDS, HANDLER, Stage, band_of
from putright.policy.sense.fault import Fault
from putright.policy.sense.ground import Ground
from putright.policy.sense.mentions import Mention, terms
from putright.policy.sense.tables import is_number, values_of
from putright.policy.sense.ways import goal
from putright.problems import did_you_mean, one_of

USUAL_FIELDS = ("definition", "sought", "reason", "remedy", "learning", "note")
FIELDS = (
    *("definition", "sought", "outcome", "reasons", "remedy", "outstanding", "learning", "reason", "late-reason"),
    *("matters", "completes", "note", "channel", "handler", "until", "exclusion"),
    *("complainant.name", "complainant.address", "complainant.email", "complainant.telephone", "complainant.needs"),
    *(
        "representative.name",
        "representative.address",
        "representative.consent",
        "representative.kind",
        "advocate.name",
        "advocate.address",
    ),
    *("complainant.language", "complainant.format", "complainant.adjustments", "adjustments.review"),
    *("new-information", "changes-outcome", "agreed"),
)
"""What an act can be asked to carry, beside the policy's own facts."""


def unknown_goals(ground: Ground) -> Iterator[Fault]:
    ids = [stage.id for stage in ground.policy.stages]
    for mention in ground.named("goal"):
        if mention.word == "next" and mention.step:
            continue
        if not goal(ground.policy, mention.word, mention.stage, mention.step):
            own = [step.id for step in mention.stage.steps] if mention.stage else []
            places = (*(["next"] if mention.step else []), *own, *ids, *ENDS)
            inner = [f"{stage.id}.{step.id}" for stage in ground.policy.stages for step in stage.steps]
            yield unknown(ground, mention, "place", (*places, *inner), places)


def unknown_roles(ground: Ground) -> Iterator[Fault]:
    roles = list(ground.policy.roles)
    for mention in ground.named("role"):
        if mention.word not in roles and mention.word not in _special_roles(mention):
            yield unknown(ground, mention, "role", roles)


def _special_roles(mention: Mention) -> tuple[str, ...]:
    """The words that may stand for a role there."""
    if mention.path[0] == "roles":
        return ()
    match mention.path[-1]:
        case "handler":
            return ()
        case _ if mention.path[0] in ("responsible", "learning", "standards", "briefings"):
            return ()
        case "signed_by":
            return (HANDLER,)
        case "asked_by" | "declined_by":
            return (HANDLER, COMPLAINANT, ANYONE)
        case _ if "tells" in mention.path:
            return (HANDLER,)
        case _ if mention.path[0] in ("actions", "doors"):
            return (HANDLER, COMPLAINANT, ANYONE)
    return (HANDLER, COMPLAINANT)


def unknown_letters(ground: Ground) -> Iterator[Fault]:
    for mention in ground.named("letter"):
        if mention.word not in ground.policy.letters:
            yield unknown(ground, mention, "letter", list(ground.policy.letters), add="letters")


def unknown_facts(ground: Ground) -> Iterator[Fault]:
    facts = ground.policy.facts
    for mention in ground.named("need"):
        if mention.word not in facts and mention.word not in FIELDS:
            yield unknown(ground, mention, "field or fact", (*facts, *FIELDS), (*facts, *USUAL_FIELDS))
    for mention in ground.named("fact"):
        if mention.word not in facts and mention.word not in ALWAYS_KNOWN:
            yield unknown(ground, mention, "fact", [*facts, *ALWAYS_KNOWN], add="facts")
        elif mention.path[-1] == "by" and mention.word in facts and facts[mention.word].type == "date":
            others = [fact.id for fact in facts.values() if fact.type != "date"]
            what = f'names "{mention.word}", which is a date, and no limit can depend on that'
            yield misused(ground, mention, what, [*others, *ALWAYS_KNOWN])
    for mention in ground.named("value"):
        if mention.fact in facts or mention.fact in ALWAYS_KNOWN:
            yield from _unknown_value(ground, mention, mention.fact)


def _unknown_value(ground: Ground, mention: Mention, fact: str) -> Iterator[Fault]:
    values, band = values_of(ground.policy, fact), band_of(mention.word)
    if values is not None and mention.word not in values:
        yield unknown(ground, mention, f"value of {fact}", list(values))
    elif values is None and not is_number(ground.policy, fact):
        kind = ground.policy.facts[fact].type
        what = f"depends on {fact}, which is a {kind}; only a choice, a number or a yes-or-no fact can be asked for"
        yield misused(ground, mention, what, ())
    elif values is None and (band is None or (band.high is not None and band.high < band.low)):
        yield misused(ground, mention, f'asks for "{mention.word}", and no number is that', ("1 to 3", "4 or more"))


def unknown_remedies(ground: Ground) -> Iterator[Fault]:
    for mention in ground.named("remedy"):
        if mention.word not in ground.policy.remedies:
            yield unknown(ground, mention, "kind of remedy", list(ground.policy.remedies), add="remedies")


def unknown_bodies(ground: Ground) -> Iterator[Fault]:
    policy = ground.policy
    for mention in ground.named("body"):
        if mention.word not in policy.bodies:
            yield unknown(ground, mention, "body", list(policy.bodies), add="bodies")
    for mention in ground.named("door"):
        if mention.word not in policy.doors:
            yield unknown(ground, mention, "door", list(policy.doors), add="doors")


def unknown_stages(ground: Ground) -> Iterator[Fault]:
    ids = [stage.id for stage in ground.policy.stages]
    for mention in ground.named("stage"):
        others = [id for id in ids if mention.stage is None or id != mention.stage.id]
        if mention.stage and mention.word == mention.stage.id:
            yield misused(ground, mention, f"names {mention.word} itself, and nobody differs from themselves", others)
        elif mention.word not in ids:
            yield unknown(ground, mention, "stage", others)

    inner = [f"{stage.id}.{step.id}" for stage in ground.policy.stages for step in stage.steps]
    for mention in ground.named("at"):
        if mention.word not in (*ids, *inner):
            yield unknown(ground, mention, "stage or step of a stage", (*ids, *inner), ids)


def not_earlier(ground: Ground) -> Iterator[Fault]:
    for mention in ground.named("step"):
        if mention.stage is None or mention.step is None:
            continue
        earlier = _before(mention.stage, mention)
        if mention.word not in earlier:
            yield unknown(ground, mention, "earlier step of this stage", earlier)


def _before(stage: Stage, mention: Mention) -> list[str]:
    ids = [step.id for step in stage.steps]
    return ids[: next(n for n, step in enumerate(stage.steps) if step is mention.step)]


def unknown_closures(ground: Ground) -> Iterator[Fault]:
    if ground.calendar is None:
        return
    known = [closure.id for closure in ground.calendar.closures]
    for timed in terms(ground.policy):
        for closure in timed.term.limit.during:
            if closure not in known:
                at = (*timed.path, "during", closure)
                hint = ending(did_you_mean(closure, known))
                where = ground.subject(at[:-1])
                what = f'{where} names "{closure}", and the calendar {ground.calendar.name} has no such closure{hint}'
                mend = (
                    f"name one of {one_of(known)}" if known else f"add a closure to the calendar, or remove {closure}"
                )
                yield Fault(ground.key_place(at), what, mend)


def unused_letters(ground: Ground) -> Iterator[Fault]:
    named = {mention.word for mention in ground.named("letter")}
    if named <= ground.policy.letters.keys():
        for id in ground.policy.letters.keys() - named:
            at = ("letters", id)
            yield Fault(
                ground.key_place(at), f"the letter {id} is never sent", "name it where it is sent, or remove it"
            )


def unused_roles(ground: Ground) -> Iterator[Fault]:
    named = {mention.word for mention in ground.named("role")}
    if not any(unknown_roles(ground)):
        for id in ground.policy.roles.keys() - named:
            at = ("roles", id)
            yield Fault(ground.key_place(at), f"the role {id} has nothing to do", "name it where it acts, or remove it")


def nobody_stands_in(ground: Ground) -> Iterator[Fault]:
    """Handlers for whom nobody stands in, or they themselves, in a policy that names a stand-in for another."""
    roles = ground.policy.roles
    others = {id: {s.role for s in role.stands_in if s.when_complained_about} for id, role in roles.items()}
    if not any(others.values()):
        return
    for id in dict.fromkeys(stage.handler for stage in ground.policy.stages):
        if id in roles and not roles[id].seats and not others[id] - {id}:  # a panel is asked about each of its members
            what = f"{id} handles a stage, and no other role stands in where the complaint is about it"
            mend = f"add stands_in: and one of {one_of([other for other in roles if other != id])}"
            yield Fault(ground.key_place(("roles", id)), what, mend)


def unknown(
    ground: Ground, mention: Mention, noun: str, known: Collection[str], show: Collection[str] = (), add: str = ""
) -> Fault:
    """The fault that a word names no part of that sort; `add` is where such a part could be added."""
    hint = did_you_mean(mention.word, known)
    what = f'{ground.subject(mention.path)} names "{mention.word}", and no {noun} is called that{ending(hint)}'
    choices = list(show or known)
    ways = [_name(choices)] if choices else []
    if add:
        ways.append(f"add {mention.word} under {add}")
    return Fault(ground.place(mention.path), what, "; or ".join(ways) or "remove it")


def misused(ground: Ground, mention: Mention, what: str, choices: Collection[str]) -> Fault:
    """The fault that a word names something that cannot stand there; `choices` is what can."""
    mend = f"write {one_of(choices)}" if choices else "remove it"
    return Fault(ground.place(mention.path), f"{ground.subject(mention.path)} {what}", mend)


def ending(hint: str) -> str:
    """The end of a sentence that may be followed by a hint."""
    return f".{hint}" if hint else ""


def _name(choices: list[str]) -> str:
    return f"name one of {one_of(choices)}" if len(choices) > 1 else f"name {choices[0]}"
