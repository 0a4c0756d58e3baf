"""What is said with an act in a random life: what it needs, now and then more, seldom nothing.

Every private text begins with one mark, so that it can be looked for where it does not belong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from putright.case.case import Case
from putright.case.fields import field_row
from putright.case.procedure import Procedure
from putright.case.records import DIRECTIONS, LINKS, SHOWN_TO
from putright.policy.model import RECORD_KINDS

PRIVATE_MARK = "Qz7"
"""How every private text of these lives begins, and nothing else anywhere."""

STAFF = ("Ann", "Bo", "Cy", "Di")
COMPLAINANT = ("name", "address", "email", "telephone", "needs", "language", "format", "adjustments")
OUTSIDE = ("accepted", "decided", "decided", "complied", "premature", "premature")
NUMBERS = ("1", "2")
AGREED = ("15 working days", "10 days", "6 weeks", "1 month", "30 business days")
"""Times on which people agree."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where somebody speaks: the case, the moment, the references of other cases, and the dice."""

    chance: Random
    procedure: Procedure
    case: Case
    at: datetime
    others: tuple[str, ...] = ()

    def one_in(self, number: int) -> bool:
        return self.chance.randrange(number) == number - 1

    def day(self, earliest: int, latest: int) -> str:
        """A day, so many days from the moment."""
        return (self.at + timedelta(days=self.chance.randint(earliest, latest))).date().isoformat()


def secret(name: str) -> str:
    return f"{PRIVATE_MARK} text of {name}"


def complaint(setting: Setting) -> dict[str, str]:
    """What somebody says who comes for the first time."""
    policy, chance = setting.procedure.policy, setting.chance
    given = {f"complainant.{part}": secret(part) for part in COMPLAINANT}
    given |= {"matter": secret("matter"), "sought": secret("sought"), "channel": next(iter(policy.channels))}
    for day in ("happened", "aware"):
        if setting.one_in(2):
            given[day] = setting.day(-400, 0)
    for fact in policy.facts.values():
        if fact.required or setting.one_in(2):
            given[fact.id] = a_fact(setting, fact.id)
    for lasting in ("representative.", "advocate.", "about.1", "about.2", "adjustments.review", "handler", "matter.2"):
        if setting.one_in(4):
            given |= {n: v for n, v in _lasting(setting).items() if n.startswith(lasting)}
    for number in range(3, chance.choice([3, 3, 4, 6])):
        given[f"matter.{number}.what"] = secret("matter")
    if setting.one_in(5):
        given["record.kind"] = chance.choice(list(RECORD_KINDS))
    return given


def said_with(setting: Setting, action: str) -> dict[str, str]:
    """What is given with an act: what its moves need, what acts of its kind say, and sometimes something more."""
    if setting.one_in(10) or (action == "send" and not setting.one_in(4)):
        return {}  # an approved draft goes just as it is
    machine = setting.procedure.machine
    given = {}
    for move in machine.moves_at(setting.case.place, action):
        given |= {need: _needed(setting, need) for need in move.needs}
        if move.step and move.stage and setting.procedure.policy.stage(move.stage).step(move.step).kind == "response":
            given |= _answer(setting)
        if move.step and "." in move.dest and not move.dest.startswith(f"{move.stage}.") and setting.one_in(3):
            going = [m.number for m in setting.case.considered if setting.one_in(2)]
            given |= {"matters": ", ".join(going)} if going else {}
    given |= {"reason": secret("reason"), "late-reason": secret("late-reason"), "note": secret("note")}
    given |= _panel(setting)
    says = SAYS.get(action)
    given |= says(setting) if says else {}
    if setting.one_in(5):
        name, value = setting.chance.choice(list({**_lasting(setting), **_promise(setting)}.items()))
        given[name] = value
    return given


def a_fact(setting: Setting, id: str) -> str:
    fact, chance = setting.procedure.policy.facts[id], setting.chance
    if fact.type == "choice":
        return chance.choice(list(fact.values))
    if fact.type == "date":
        return setting.day(-30, 0)
    if fact.type == "duration":
        return chance.choice(AGREED)
    return chance.choice(["yes", "no"]) if fact.type == "yes-no" else str(chance.randint(0, 9))


def _needed(setting: Setting, need: str) -> str:
    if need in setting.procedure.policy.facts:
        return a_fact(setting, need)
    row = field_row(need)
    if row and row.kind == "date":
        return setting.day(-5, 60)
    if row and row.kind == "yes-no":
        return setting.chance.choice(["yes", "yes", "no"])
    return secret(need)


def _lasting(setting: Setting) -> dict[str, str]:
    """What can be told at any time and stays true: of people, matters and facts."""
    chance, policy = setting.chance, setting.procedure.policy
    told = {f"{who}.{part}": secret(who) for who in ("representative", "advocate") for part in ("name", "address")}
    told |= {
        "representative.consent": setting.day(-20, 0),
        "adjustments.review": setting.day(1, 90),
        "about.1": chance.choice([secret("staff"), "Di"]),
        "about.2": secret("more staff"),
        "about.2.role": chance.choice(list(policy.roles)),
        "handler": chance.choice(STAFF),
        "definition": secret("definition"),
        "matter.1.aware": setting.day(-200, 0),
        "matter.2.what": secret("matter 2"),
        "matter.2.happened": setting.day(-200, 0),
    }
    return told | {fact: a_fact(setting, fact) for fact in policy.facts}


def _promise(setting: Setting) -> dict[str, str]:
    stem, number = setting.chance.choice(["remedy", "outstanding"]), setting.chance.choice(NUMBERS)
    return {f"{stem}.{number}": secret(stem), f"{stem}.{number}.by": setting.day(1, 120)}


def _answer(setting: Setting) -> dict[str, str]:
    given = {"outcome": setting.chance.choice(list(setting.procedure.policy.outcomes)), "reasons": secret("reasons")}
    if setting.one_in(2):
        given |= {**_promise(setting), "learning": secret("learning"), "remedy.1.sum": "150.00"}
        given |= {"remedy.1": secret("remedy"), "remedy.1.factors": secret("factors")}
    return given


def _panel(setting: Setting) -> dict[str, str]:
    found = setting.procedure.policy.step_at(setting.case.place)
    role = setting.procedure.policy.roles.get(found[1].who) if found else None
    seats = range(1, role.seats + 1) if role and role.seats else range(0)
    names = setting.chance.sample(STAFF, len(seats))
    return {f"panel.{n}": name for n, name in zip(seats, names, strict=True)} | ({"chair": names[0]} if names else {})


def _more_time(setting: Setting) -> dict[str, str]:
    longer = setting.chance.choice(["1 working day", "3 working days", "10 days", "2 weeks", "24 hours", "1 month"])
    found = setting.procedure.policy.step_at(setting.case.place)
    step = setting.chance.choice([each.id for each in found[0].steps]) if found else "respond"
    ways: list[dict[str, str]] = [
        {},
        {"until": setting.day(-5, 60)},
        {"longer": longer},
        {"of": step},
        {"of": step, "longer": longer},
    ]
    return setting.chance.choice(ways)


def _correction(setting: Setting) -> dict[str, str]:
    """Some event of the record, and what was wrong: that it happened, when, or something that it says."""
    chance, case = setting.chance, setting.case
    number = chance.randint(1, case.version)
    given = {"because": secret("because"), "corrects": str(number)}
    how = chance.randrange(4)
    if how == 0:
        return {**given, "struck": "yes"}
    if how == 1:
        return {**given, "when": (setting.at - timedelta(hours=chance.randint(0, 40 * 24))).isoformat()}
    wrong = {**case.log[number - 1].data, **case.log[number - 1].texts}
    days = [name for name in wrong if (row := field_row(name)) and row.kind == "date" and not name.startswith("due.")]
    if how == 2 and days:
        return {**given, chance.choice(days): setting.day(-20, 90)}
    name, value = chance.choice(list(_lasting(setting).items()))
    return {**given, name: value}


def _note(setting: Setting) -> dict[str, str]:
    """A note can bring a fact, a promise, a day; what is about a matter needs another act, and is refused."""
    more = {**_lasting(setting), **_promise(setting)}
    names = [name for name in more if setting.one_in(5) and not name.endswith(".what")]
    return {name: more[name] for name in names}


def _outside(setting: Setting) -> dict[str, str]:
    used = [event.data["door"] for event in setting.case.events if event.kind == "referred"]
    act = setting.chance.choice(OUTSIDE)
    given = {"outside.act": act} | ({"door": setting.chance.choice(used)} if used else {})
    if act == "decided":
        number = setting.chance.choice(NUMBERS)
        given |= {f"order.{number}": secret("order"), f"order.{number}.by": setting.day(1, 60)}
    return given


def _completion(setting: Setting) -> dict[str, str]:
    """One of the promises on record, by its number or with that of its event."""
    names = []
    for number, event in zip(setting.case.numbers, setting.case.events, strict=True):
        stems = [name.removesuffix(".by") for name in event.data if name.endswith(".by")]
        names += [name for stem in stems for name in (stem, stem, f"{stem}.{number}")]
    return {"completes": setting.chance.choice(names)} if names else {}


def _document(setting: Setting) -> dict[str, str]:
    """Who is shown a document, and its name; its digest is given where nobody hands in the document itself."""
    given = {"attachment.name": f"{PRIVATE_MARK}.pdf", "attachment.shown": setting.chance.choice(SHOWN_TO)}
    return given | ({"attachment.digest": f"sha256:{'0' * 64}"} if setting.one_in(4) else {})


def _other_case(setting: Setting) -> dict[str, str]:
    kind = setting.chance.choice(["", "", *LINKS])
    other = setting.chance.choice([*setting.others, *setting.others, setting.case.id, "nobody"])
    return {"link.case": other} | ({"link.kind": kind} if kind else {})


def _new_matter(setting: Setting) -> dict[str, str]:
    return {"matter": secret("new matter")} | ({"aware": setting.day(-60, 0)} if setting.one_in(2) else {})


def _one_of(field: str, known: Callable[[Procedure], Mapping[str, object]]) -> Callable[[Setting], dict[str, str]]:
    def said(setting: Setting) -> dict[str, str]:
        names = list(known(setting.procedure))
        return {field: setting.chance.choice(names)} if names else {}

    return said


SAYS: Mapping[str, Callable[[Setting], dict[str, str]]] = {
    "extend": lambda setting: {"agreed": "yes", **_more_time(setting)},
    "refer": _one_of("door", lambda procedure: procedure.policy.doors),
    "go-outside": _one_of("door", lambda procedure: procedure.policy.doors),
    "reject": _one_of("exclusion", lambda procedure: procedure.policy.exclusions),
    "pause": _one_of("pause", lambda procedure: procedure.policy.pauses),
    "resume": lambda setting: SAYS["pause"](setting) if setting.one_in(2) else {},
    "draft": _answer,
    "review-draft": lambda setting: {"verdict": setting.chance.choice(["approved", "approved", "changes"])},
    "note": _note,
    "correct": _correction,
    "contact": lambda setting: {
        "contact.channel": next(iter(setting.procedure.policy.channels)),
        "contact.direction": setting.chance.choice(DIRECTIONS),
        "contact.with": secret("with whom"),
    },
    "attach": _document,
    "link": _other_case,
    "merge": lambda setting: {"link.case": setting.chance.choice([*setting.others, "nobody"])},
    "add-matter": _new_matter,
    "complete": _completion,
    "outside": _outside,
    "assign": lambda setting: {"handler": setting.chance.choice(STAFF)},
    "declare-conflict": lambda setting: {"person": setting.chance.choice([secret("person"), "Cy"])},
    "tell-staff": lambda setting: {"staff": setting.chance.choice(NUMBERS)},
    "hear-staff": lambda setting: {"staff": setting.chance.choice(NUMBERS)},
    "review-adjustments": lambda setting: {"adjustments.review": setting.day(1, 60)} if setting.one_in(2) else {},
    "restrict": lambda setting: {"until": setting.day(1, 90)},
}
"""What is given with each act beside its needs, the reasons and a note; other acts say no more."""
