"""For each kind of change a pair of small policies: the set of ids is exactly this, and the other way round its mirror."""

from __future__ import annotations

from typing import Any

import pytest

from compare.changing import ABSENT, changed, policy, tree
from putright.compare import KINDS, diff

ANSWER = "stages.0.steps.2.respond"
CHOICE = "stages.0.steps.3.decide"
TEN, FIFTEEN, TWENTY = "10 working days", "15 working days", "20 working days"
LISTED = {"from": "stage-2.responded"}
AGREED = {"who": "officer", "within": {"by": "interval", "otherwise": TEN}, "from": "received"}
PAYS = {"sum": "30.00", "within": TEN, "kind": "payment"}

# Where, the old value, the new one, and what that is.
CHANGES: list[tuple[str, Any, Any, set[str]]] = [
    # Times
    ("duties.stage-2-answer.within", "40 working days", "45 working days", {"deadline-longer"}),
    ("duties.stage-2-answer.within", "2 weeks", TEN, {"deadline-changed"}),  # later over Christmas, earlier for a Saturday
    ("duties.stage-2-answer.within", "8 days", "5 working days", {"deadline-changed"}),
    ("stages.0.steps.1", {"reconsider": {"then": "respond"}}, {"reconsider": {"then": "respond", "within": TEN, "from": "stage-2.sent-back"}}, {"deadline-added"}),
    ("stages.0.steps.0.acknowledge.within", "2 days", "0 days", {"deadline-shorter"}),
    (f"{ANSWER}.within", TEN, {"by": "complexity", "limits": {"simple": TEN}, "otherwise": TWENTY}, {"deadline-longer"}),
    (f"{ANSWER}.within", TEN, {"by": "complexity", "limits": {"simple": "5 working days"}, "otherwise": TWENTY}, {"deadline-changed"}),
    (f"{ANSWER}.from", "received", "acknowledged", {"clock-start-later"}),
    (f"{ANSWER}.from", "stage-2.sent-back", "acknowledged", {"clock-start-changed"}),
    (f"{ANSWER}.counting", {"starts": "same-day"}, {"starts": "day-after"}, {"counting-later"}),
    ("duties.stage-2-answer", {**AGREED, "counting": {"starts": "same-day"}}, {**AGREED, "counting": {"starts": "day-after"}}, {"counting-changed"}),
    ("counting", {"starts": "same-day"}, {"starts": "day-after"}, {"counting-later"}),
    ("counting", {"starts": "day-after", "ends": "previous-working-day"}, {"starts": "day-after", "ends": "next-working-day"}, {"counting-later", "window-longer"}),
    ("counting.ends", "as-it-falls", ABSENT, set()),
    ("duties.stage-2-answer.counting", ABSENT, {"ends": "as-it-falls"}, {"time-rewritten"}),
    (f"{ANSWER}.target", ABSENT, "5 working days", {"target-added"}),
    (f"{ANSWER}.target", "5 working days", "6 working days", {"target-longer"}),
    (f"{ANSWER}.target", "5 working days", "6 days", {"target-changed"}),
    ("duties.update.every", TEN, TWENTY, {"update-rarer"}),
    (f"{CHOICE}.within", "1 month", "2 months", {"window-longer"}),
    (f"{CHOICE}.within", "1 month", "21 working days", {"window-changed"}),
    ("doors.ombudsman.closes", ABSENT, {"within": "12 months", "from": "stage-2.responded"}, {"window-added"}),
    ("doors.ombudsman.closes.within", "12 months", "6 months", {"window-shorter"}),
    (f"{CHOICE}.deemed_received", "2 working days", ABSENT, {"window-shorter"}),
    ("calendar", "england-and-wales", "any-part-of-the-uk", {"days-off-added"}),
    ("calendar", "england-and-wales", "scotland", {"calendar-changed"}),
    ("time_zone", "Europe/London", "Europe/Paris", {"time-zone-changed"}),
    ("departures", ABSENT, [{"step": "respond", "within": "30 working days", "from": "2026-12-20", "until": "2027-01-03", "reason": "Closed."}], {"departure-added"}),
    ("departures.0.within", "72 hours", "48 hours", {"departure-shorter"}),
    ("departures.0.until", "2026-09-30", "2026-10-30", {"departure-changed"}),
    ("departures.0.reason", "Two officers are away.", "Three are.", {"wording-only"}),
    # More time
    (f"{ANSWER}.extension", ABSENT, {"by": TEN}, {"extension-added"}),
    (f"{ANSWER}.extension.by", TEN, FIFTEEN, {"extension-longer"}),
    (f"{ANSWER}.extension", {"by": TEN}, {"total": "30 working days"}, {"extension-changed"}),
    (f"{ANSWER}.extension", {"by": TEN}, {"open_ended": True}, {"extension-uncapped"}),
    (f"{ANSWER}.extension.times", 2, 3, {"extension-more-often"}),
    (f"{ANSWER}.extension.times", ABSENT, 1, set()),
    (f"{ANSWER}.extension.after_due", True, False, {"extension-before-due-only"}),
    (f"{ANSWER}.extension.agreed", True, False, {"extension-without-consent"}),
    (f"{ANSWER}.extension.for", ABSENT, {"complexity": "complex"}, {"extension-for-fewer"}),
    (f"{ANSWER}.extension.needs", ["reason"], ["reason", "note"], {"must-record-more"}),
    ("pauses.papers", ABSENT, {"title": "Papers", "waits_for": "complainant"}, {"pause-added"}),
    ("pauses.waiting.at_most", TEN, FIFTEEN, {"pause-longer"}),
    ("pauses.waiting.at_most", TEN, ABSENT, {"pause-uncapped"}),
    ("pauses.waiting.stops", ["respond"], ABSENT, {"pause-stops-more"}),
    ("pauses.waiting.stops", ["respond"], ["respond", "consider"], {"pause-stops-more"}),
    ("pauses.waiting.from", ["mediation-offered"], ABSENT, {"pause-not-by-itself"}),
    ("pauses.waiting.until", ["mediation-declined"], ABSENT, {"pause-ends-less-easily"}),
    ("duties.mediation.stops", ["respond"], ["respond", "consider"], {"clock-stopped"}),
    # Rights
    ("doors.tribunal", ABSENT, {"title": "Tribunal", "to": "old-ombudsman", "opens": [{"from": "rejected"}]}, {"referral-door-opened"}),
    ("doors.ombudsman.opens", [LISTED, {"from": "rejected"}], [LISTED], {"referral-way-removed"}),
    ("doors.ombudsman.opens", "any time", [LISTED], {"referral-not-at-any-time"}),
    ("doors.ombudsman.opens", ABSENT, "any time", set()),
    ("doors.ombudsman.opens.1.after", "8 weeks", "10 weeks", {"referral-opens-later"}),
    ("doors.ombudsman.opens.1.unless", ["responded"], ABSENT, {"referral-way-unlimited"}),
    ("doors.ombudsman.opens.1.counting", ABSENT, {"starts": "same-day"}, {"counting-changed"}),
    ("doors.ombudsman.to", "ombudsman", "old-ombudsman", {"referral-body-changed"}),
    ("doors.ombudsman.for", ABSENT, {"is-tenant": True}, {"applies-to-fewer"}),
    ("doors.ombudsman.for", {"is-tenant": True}, {"is-tenant": False}, {"condition-changed"}),
    ("doors.ombudsman.who", "complainant", "anyone", {"actor-changed"}),
    ("doors.ombudsman.who", ABSENT, "complainant", set()),
    ("doors.ombudsman.via", ABSENT, "a Member of Parliament", {"condition-changed"}),
    ("stages.1.different_from", "stage-1", ABSENT, {"independence-lost"}),
    ("stages.1.different_from", "stage-1", ["stage-1"], set()),
    ("stages.1.direct_entry", {"for": {"complexity": "complex"}}, ABSENT, {"direct-entry-removed"}),
    ("stages.1.direct_entry.for", {"complexity": "complex"}, {"complexity": "simple"}, {"condition-changed"}),
    ("stages.1.handler", "director", "officer", {"role-changed"}),
    ("stages.0.steps.0", {"acknowledge": {"from": "received", "within": "2 days"}}, {"note": {"title": "Write a note"}}, {"acknowledgement-removed", "step-added"}),
    ("stages.1.steps.1", {"respond": {"letter": "response"}}, {"note": {"title": "Write a note"}}, {"answer-removed", "step-added"}),
    (CHOICE.removesuffix(".decide"), {"decide": {"who": "complainant", "choices": {"accept": {"to": "closed"}}}}, {"note": {"title": "A note"}}, {"right-to-choose-removed", "step-added"}),
    ("stages.0.steps.0.acknowledge.kind", "acknowledgement", "act", {"step-kind-changed"}),
    ("stages.2", ABSENT, {"id": "stage-3", "handler": "director", "steps": [{"respond": {"then": "closed"}}]}, {"stage-added"}),
    (f"{CHOICE}.choices.talk", ABSENT, {"to": "respond"}, {"choice-added"}),
    (f"{CHOICE}.choices.escalate.needs", ["reason"], ABSENT, {"reason-no-longer-required"}),
    (f"{CHOICE}.choices.escalate.for", ABSENT, {"is-tenant": True}, {"applies-to-fewer"}),
    (f"{CHOICE}.choices.accept.to", "closed", "stage-2", {"goal-changed"}),
    (f"{CHOICE}.silence", "stays open", {"to": "closed", "letter": "closing"}, {"silence-now-decides"}),
    (f"{CHOICE}.silence", ABSENT, "stays open", set()),
    (f"{CHOICE}.late", "with-reason", "refused", {"late-request-stricter"}),
    (f"{CHOICE}.late", ABSENT, "with-reason", set()),
    ("stages.1.steps.0.consider.choices.drop", ABSENT, {"to": "closed"}, {"way-added"}),
    ("exclusions.court", ABSENT, {"title": "At court"}, {"exclusion-added"}),
    ("exclusions.too-old.older_than", "12 months", "6 months", {"exclusion-wider"}),
    ("exclusions.too-old", {"title": "Old"}, {"title": "Old", "older_than": "6 months"}, {"age-limit-added"}),
    ("exclusions.too-old.counted_from", "aware", "happened", {"exclusion-wider"}),
    ("exclusions.too-old.discretion", ABSENT, False, {"discretion-lost"}),
    ("exclusions.too-old.discretion", ABSENT, True, set()),
    ("exclusions.too-old.challenge", ABSENT, "ombudsman", {"challenge-gained"}),
    ("exclusions.too-old.instead", ABSENT, "ombudsman", {"signpost-added"}),
    ("exclusions.too-old.unless", ABSENT, {"is-tenant": True}, {"exclusion-narrower"}),
    ("records", ABSENT, {"comment": {"counts_as": "complaint"}}, {"record-now-complaint"}),
    ("representatives", {"who": ["friend"]}, {"who": ["friend", "relative"]}, {"representative-allowed"}),
    ("representatives", ABSENT, {"who": ["friend"]}, {"representative-refused"}),
    ("representatives", {"who": ["friend"]}, {"who": ["friend"], "needs": ["representative.consent"]}, {"reason-now-required"}),
    ("channels.email", ABSENT, "By email", {"channel-added"}),
    ("channels.letter", "By letter", "By post", {"wording-only"}),
    ("access", {"languages": ["Welsh"]}, ABSENT, {"access-removed"}),
    ("tracks", ABSENT, {"quick": {"stages": ["stage-2"], "for": {"complexity": "simple"}}}, {"track-added"}),
    ("tracks", {"quick": {"stages": ["stage-2"]}}, {"quick": {"stages": ["stage-1"]}}, {"track-changed"}),
    ("follows", ["housing-ombudsman-2024"], ABSENT, {"code-no-longer-followed"}),
    ("definition.complaint", "A grumble.", "A complaint.", {"definition-changed"}),
    ("definition.complaint_examples", ABSENT, ["No heating"], {"example-added"}),
    ("in_force.until", "2028-12-31", ABSENT, {"in-force-changed"}),
    # How it is dealt with
    ("duties.report", ABSENT, {"who": "officer", "within": TEN, "from": "received"}, {"duty-added"}),
    ("duties.form", ABSENT, {"who": "complainant", "within": TEN, "from": "received"}, {"demand-added"}),
    ("duties.update.until", ["closed"], ["closed", "responded"], {"duty-ends-sooner"}),
    ("duties.update.who", "officer", "director", {"role-changed"}),
    ("duties.survey.asked_by", "complainant", ABSENT, {"without-request"}),
    ("duties.mediation.declined_by", "handler", ABSENT, {"may-no-longer-be-declined"}),
    ("duties.six-month-letter.holds_up", ["stage-2.respond"], ABSENT, {"no-longer-held-up"}),
    ("duties.six-month-letter.if_missed", {"letter": "apology"}, ABSENT, {"consequence-removed"}),
    ("duties.six-month-letter.if_missed", {"letter": "apology", "pays": PAYS}, {"letter": "apology"}, {"payment-removed"}),
    (f"{ANSWER}.if_missed.1.pays.sum", "30.00", "20.00", {"payment-lower"}),
    (f"{ANSWER}.if_missed.1.pays.within", TEN, FIFTEEN, {"payment-later"}),
    (f"{ANSWER}.if_missed.1.pays.kind", "payment", "credit", {"payment-changed"}),
    (f"{ANSWER}.if_missed.1.tells", "director", ABSENT, {"told-inside-removed"}),
    (f"{ANSWER}.if_missed.0.to", "stage-2", "closed", {"goal-changed"}),
    (f"{ANSWER}.reviewed_by", ABSENT, "director", {"review-before-sending-gained"}),
    (f"{ANSWER}.reviewed_by", ["officer", "director"], ["director", "officer"], {"order-changed"}),
    (f"{ANSWER}.also_meets", ["acknowledge"], ABSENT, {"one-answer-meets-less"}),
    (f"{ANSWER}.letter", "response", ABSENT, {"letter-no-longer-sent"}),
    (f"{ANSWER}.letter", "response", "progress", {"letter-changed"}),
    (f"{ANSWER}.event", "responded", "answered", {"event-renamed"}),
    ("stages.0.steps.0.acknowledge.needs", ["definition"], ABSENT, {"must-record-less"}),
    ("stages.0.steps.0.acknowledge.title", ABSENT, "Say thank you", {"wording-only"}),
    ("stages.1.steps.2.refer.through", ["ombudsman"], ["ombudsman", "tribunal"], {"signpost-added"}),
    ("letters.response.must_say", ["matters", "outcome", "reasons"], ["outcome", "matters"], {"letter-content-removed"}),
    ("letters.acknowledgement.encloses", ["A", "B"], ["B"], {"enclosure-removed"}),
    ("letters.response.template", "answer", "reply", {"letter-changed"}),
    ("letters.response.signed_by", "director", "officer", {"role-changed"}),
    ("letters.farewell", ABSENT, {"title": "Good-bye and good luck"}, {"letter-text-added"}),
    ("roles.officer.stands_in", "director", ABSENT, {"stand-in-removed"}),
    ("roles.officer.stands_in", [{"role": "director", "when": "complained about"}], [{"role": "director", "for": {"complexity": "complex"}}], {"stand-in-changed"}),
    ("roles.mediator.seats", 3, 4, {"panel-changed"}),
    ("roles.mediator.chair", True, False, {"chair-removed"}),
    ("roles.officer.holders", ["Ann Example"], ["Bea Example"], {"holder-removed", "holder-added"}),
    ("roles.clerk", ABSENT, {"title": "Clerk of Works"}, {"role-added"}),
    ("handler_throughout", True, False, {"same-handler-lost"}),
    ("staff.told_within", "5 working days", "6 working days", {"staff-told-later"}),
    ("staff.heard", True, False, {"staff-no-longer-heard"}),
    ("facts.age", ABSENT, {"title": "Age of it", "type": "number"}, {"fact-added"}),
    ("facts.complexity.values", {"simple": "Simple"}, {"simple": "Simple", "hard": "Hard"}, {"fact-value-added"}),
    ("facts.complexity.required", True, False, {"fact-no-longer-required"}),
    ("facts.consent-given.type", "date", "yes-no", {"fact-changed"}),
    ("outcomes.settled", ABSENT, "Settled", {"outcome-added"}),
    ("remedies", {"apology": "An apology", "money": "Money"}, {"apology": "An apology"}, {"remedy-removed"}),
    ("remedies", {"money": "Money"}, {"money": {"title": "Money"}}, set()),
    ("remedies", {"money": {"title": "Money", "factors": ["Time"]}}, {"money": "Money"}, {"factor-removed"}),
    ("remedies_at", "any stage", ["stage-2"], {"remedies-at-fewer-stages"}),
    ("actions.close.needs", ["reason"], ABSENT, {"must-record-less"}),
    ("actions.withdraw.needs", ABSENT, ["reason"], {"reason-now-required"}),
    ("actions.note", ABSENT, {"letter": "progress"}, {"letter-now-sent"}),
    ("actions.hand-on", ABSENT, {"title": "Hand it on"}, {"action-added"}),
    ("actions.offer-mediation.to", ABSENT, "stage-2", {"action-now-leads"}),
    ("actions.offer-mediation.who", "mediator", "officer", {"role-changed"}),
    ("bodies.tribunal", ABSENT, {"title": "Tribunal"}, {"body-added"}),
    ("bodies.ombudsman.telephone", "01234 567891", ABSENT, {"contact-removed"}),
    ("bodies.ombudsman.telephone", "01234 567891", "01234 567892", {"contact-changed"}),
    ("bodies.old-ombudsman.closed_on", "2025-12-31", "2025-11-30", {"body-changed"}),
    # What is told
    ("title", "Complaints policy", "Policy on complaints", {"wording-only"}),
    ("version", "1", "2", {"version-changed"}),
    ("policy", "everything", "all-of-it", {"renamed"}),
    ("organisation.sector", "housing", "council", {"organisation-changed"}),
    ("publicity", {"policy": ["Website", "Leaflet"]}, {"policy": ["Website"]}, {"publicity-removed"}),
    ("responsible", ABSENT, {"senior_person": "director"}, {"responsible-person-added"}),
    ("learning", {"themes": ["Repairs"]}, {"themes": ["Repairs", "Rent"]}, {"theme-added"}),
    ("learning", {"every": "3 months"}, {"every": "6 months"}, {"learning-rarer"}),
    ("learning", {"every": "3 months"}, {"every": "90 days"}, {"order-changed"}),
    ("learning", {"published": ["Website"]}, ABSENT, {"learning-removed"}),
    ("behaviour", {"warned_first": True}, {"warned_first": False}, {"warning-first-lost"}),
    ("behaviour", {"about": "Shouting.", "longest": "6 months"}, {"about": "Shouting.", "longest": "12 months"}, {"restriction-longer"}),
    ("behaviour", {"about": "Shouting.", "longest": "6 months"}, {"about": "Shouting."}, {"restriction-uncapped"}),
    ("review", {"every": "1 year"}, {"every": "2 years"}, {"review-rarer"}),
    ("review", {"every": "1 year", "sooner": ["A new code"]}, {"every": "1 year", "sooner": ["A new code", "A merger"]}, {"review-reason-added"}),
    ("style", {"words_at_most": 300}, {"words_at_most": 301}, {"style-looser"}),
    ("style", {"words_at_most": 300}, {"words_at_most": 299}, {"style-stricter"}),
    ("style", ABSENT, {"words_in_a_sentence_at_most": 25}, {"style-stricter"}),
    ("style", {"words_in_a_sentence_at_most": 25}, ABSENT, {"style-looser"}),
    ("style", {"reading_ease_at_least": 60}, {"reading_ease_at_least": 61}, {"style-stricter"}),
    ("style", {"reading_ease_at_least": 60}, {"reading_ease_at_least": 59}, {"style-looser"}),
    ("letters.response.style", ABSENT, {"says": ["thank you"]}, {"style-stricter"}),
    ("letters.response.style", {"never_says": ["as per"]}, ABSENT, {"style-looser"}),
    ("standards", [{"measure": "In time", "at_least": 95}], [{"measure": "In time", "at_least": 90}], {"standard-lower"}),
    ("standards", ABSENT, [{"measure": "In time", "at_least": 95}], {"standard-added"}),
    ("briefings", ABSENT, [{"who": "director", "report": "board", "every": "3 months"}], {"briefing-added"}),
    ("briefings", [{"who": "director", "report": "board", "every": "3 months"}], [{"who": "director", "report": "board", "every": "6 months"}], {"briefing-rarer"}),
]  # fmt: skip

ELSEWHERE = {"stage-moved", "step-moved", "window-start-later", "window-start-earlier"}
"""Kinds that need more than one value to change; test_matching has them."""


def pair(path: str, old: Any, new: Any) -> tuple[Any, Any]:
    base = tree()
    return policy(changed(base, path, old)), policy(changed(base, path, new))


@pytest.mark.parametrize(
    ("path", "old", "new", "ids"), CHANGES, ids=[f"{row[0]}-{'+'.join(sorted(row[3]))}" for row in CHANGES]
)
def test_a_change_is_exactly_these_kinds_and_its_mirror_the_other_way_round(
    path: str, old: Any, new: Any, ids: set[str]
) -> None:
    before, after = pair(path, old, new)
    assert {change.id for change in diff(before, after).changes} == ids
    assert {change.id for change in diff(after, before).changes} == {KINDS[id].mirror for id in ids}


def test_every_kind_has_a_pair() -> None:
    shown = {id for row in CHANGES for id in row[3]}
    assert set(KINDS) - shown - {KINDS[id].mirror for id in shown} == ELSEWHERE


def test_a_policy_beside_itself_has_not_changed() -> None:
    assert diff(policy(tree()), policy(tree())).changes == ()
    assert diff(policy(tree()), policy(tree())).summary == "Nothing changed."
