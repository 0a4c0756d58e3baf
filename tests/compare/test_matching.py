"""What is the same thing under another name or in another place, and what is no change at all."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from compare.changing import ABSENT, ROOT, changed, policy, tree
from putright.compare import KINDS, diff
from putright.compare.differences import Comparison, default
from putright.compare.nests import CLOCKS, NESTS
from putright.policy.loading import load, pinned
from putright.problems import PolicyError
from putright.source import parse, read

SHIPPED = sorted((ROOT / "policies").glob("*/*stage.yaml"))
SAHA = ROOT / "policies" / "saha" / "three-stage.yaml"


def ids(old: Any, new: Any) -> list[str]:
    return sorted(change.id for change in diff(old, new).changes)


def saha(*edits: tuple[str, str]) -> Any:
    text = SAHA.read_text("utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return pinned(text.encode(), "draft.yaml")


def test_comments_and_blank_lines_are_no_change() -> None:
    assert ids(saha(), saha(("# assumed", "# ours"), ("\nstages:", "\n\n# The heart of it\nstages:"))) == []


def test_named_groups_in_another_order_are_no_change() -> None:
    base = tree()
    turned = {key: dict(reversed(value.items())) if isinstance(value, dict) else value for key, value in base.items()}
    assert ids(policy(base), policy(dict(reversed(turned.items())))) == []


def test_a_stage_with_another_id_is_the_same_stage() -> None:
    new = saha(("id: stage-3", "id: panel"), ("to: stage-3", "to: panel"), ("stage-3.", "panel."))
    assert ids(saha(), new) == ["renamed"]


def test_a_role_a_letter_and_a_step_with_other_ids_are_the_same() -> None:
    role = saha(("senior-manager", "top-manager"))
    letter = saha(
        ("mediation-offer:", "offer-of-mediation:"), ("letter: mediation-offer", "letter: offer-of-mediation")
    )
    step = saha(("- acknowledge:\n          title: Log and acknowledge the complaint", "- log:\n          title: Log and acknowledge the complaint\n          kind: acknowledgement"))  # fmt: skip
    assert ids(saha(), role) == ["renamed"]
    assert ids(saha(), letter) == ["renamed"]
    assert ids(saha(), step) == ["renamed", "step-kind-changed"]


def test_what_a_renamed_step_brings_about_is_the_same_event() -> None:
    base = tree()
    steps = base["stages"][1]["steps"]
    new = changed(base, "stages.1.steps.0", {"weigh": steps[0]["consider"]})
    assert ids(policy(base), policy(new)) == ["renamed"]


def test_stages_and_steps_in_another_order_have_moved() -> None:
    base = tree()
    stages = changed(base, "stages", list(reversed(base["stages"])))
    steps = base["stages"][1]["steps"]
    turned = changed(base, "stages.1.steps", [steps[1], steps[0], steps[2]])
    assert ids(policy(base), policy(stages)) == ["stage-moved"]
    assert ids(policy(base), policy(turned)) == ["step-moved"]


def test_a_step_that_went_to_another_stage_has_moved_and_is_not_gone() -> None:
    base = tree()
    steps, others = base["stages"][1]["steps"], base["stages"][0]["steps"]
    new = changed(changed(base, "stages.1.steps", steps[:2]), "stages.0.steps", [*others, steps[2]])
    assert ids(policy(base), policy(new)) == ["step-moved"]


def test_a_stage_that_is_gone_takes_its_steps_with_it() -> None:
    found = ids(saha(), load(SAHA).policy)
    assert found == []
    base = tree()
    one = {"id": "stage-3", "handler": "director", "steps": [{"respond": {"letter": "response", "then": "closed"}}]}
    assert ids(policy({**base, "stages": [*base["stages"], one]}), policy(base)) == ["stage-removed"]


def test_the_number_stays_and_the_clock_starts_later() -> None:
    """The Housing Ombudsman's own editions did this: ten working days, from receipt and then from acknowledgement."""
    new = saha(
        ("from: received                      # assumed: in 2020 the clock ran from receipt", "from: acknowledged")
    )
    (change,) = diff(saha(), new).changes
    assert (change.id, change.effect) == ("clock-start-later", "worse")
    assert change.dates.startswith("Later on 365 of the 365 start days, never earlier")


def test_limits_are_compared_on_every_day_of_a_year() -> None:
    base = tree()
    old = changed(base, "duties.stage-2-answer", {"who": "officer", "within": "5 working days", "from": "received"})
    new = changed(old, "duties.stage-2-answer.within", "7 days")
    (change,) = diff(policy(old), policy(new)).changes
    assert (change.id, change.effect) == ("deadline-changed", "unclear")
    # Seven days are more than five working days for what comes at a weekend, and less over a bank holiday.
    assert change.dates.startswith("Later on ")
    assert "earlier on " in change.dates
    assert change.dates.count(" instead of ") == 2


def test_the_complainants_time_that_starts_later_is_longer() -> None:
    base = tree()
    path = "stages.0.steps.2.respond"
    early = {"who": "complainant", "within": "10 working days", "from": "received"}
    old = changed(base, path, early)
    new = changed(base, path, {**early, "from": "acknowledged"})
    assert "window-start-later" in ids(policy(old), policy(new))
    assert "window-start-earlier" in ids(policy(new), policy(old))


def test_changes_have_both_places() -> None:
    old, new = tree(), changed(tree(), "bodies.ombudsman.telephone", "01234 1")
    (change,) = diff(policy(old, "old.yaml"), policy(new, "new.yaml")).changes
    assert change.old_place.file == "old.yaml"
    assert change.new_place.file == "new.yaml"
    assert change.old_place.line == change.new_place.line > 1


def test_a_default_that_is_written_out_is_no_change() -> None:
    base = changed(tree(), "exclusions.too-old.discretion", ABSENT)
    assert ids(policy(base), policy(changed(base, "exclusions.too-old.discretion", True))) == []


EDITS = [
    ("duties.stage-2-answer.within", "45 working days"),
    ("doors.ombudsman.closes.within", "6 months"),
    ("stages.1.handler", "officer"),
    ("channels.email", "By email"),
    ("exclusions.too-old.older_than", "6 months"),
    ("stages.0.steps.3.decide.silence", "stays open"),
    ("letters.response.must_say", ["outcome"]),
]


@given(st.lists(st.sampled_from(EDITS), unique_by=lambda edit: edit[0], min_size=2))
@settings(max_examples=15, deadline=None)
def test_a_chain_of_versions_composes(edits: list[tuple[str, Any]]) -> None:
    """What changed from the first to the last version is what changed at every step between them."""
    versions = [tree()]
    for path, value in edits:
        versions.append(changed(versions[-1], path, value))
    values = [policy(version) for version in versions]
    told = [(c.id, c.fingerprint) for a, b in itertools.pairwise(values) for c in diff(a, b).changes]
    assert sorted(told) == sorted((c.id, c.fingerprint) for c in diff(values[0], values[-1]).changes)


def leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(value, dict):
        return [leaf for key, part in value.items() for leaf in leaves(part, (*path, key))]
    if isinstance(value, list) and any(isinstance(item, (dict, list)) for item in value):
        return [leaf for number, part in enumerate(value) for leaf in leaves(part, (*path, number))]
    return [path]


def other(value: Any) -> Any:
    match value:
        case bool():
            return not value
        case int() | float():
            return value + 1
        case list():
            return [*value, "another-one"]
        case str() if value.split(" ")[0].isdecimal():
            return f"{int(value.split(' ')[0]) + 1} {value.partition(' ')[2]}"
    return f"{value}-x" if " " not in value else f"{value} x"


def property_of(path: tuple[Any, ...]) -> tuple[str, str, str]:
    """The part of the language in which a value stands, its property, and the property that holds the part."""
    owner, key, held = "policy", "", ""
    rest = list(path)
    while rest:
        key = str(rest.pop(0))
        nest = NESTS.get(f"{owner}.{key}")
        if nest is None:
            break
        owner, held = nest.owner, f"{owner}.{key}"
        if nest.form in ("stages", "named") or (nest.form == "list" and rest and isinstance(rest[0], int)):
            rest.pop(0)
        elif nest.form == "steps":
            del rest[:2]
        key = nest.word
    return owner, "clock" if key in CLOCKS.get(owner, ()) else key, held


def _in_two(held: str) -> tuple[str, str]:
    """The part and the name of a property that can hold parts of its own, or be one word: `door.opens`."""
    owner, _, name = held.partition(".")
    return owner, name


def test_a_way_out_that_is_open_at_any_time_need_not_say_so() -> None:
    silent = changed(tree(), "doors.ombudsman.opens", ABSENT)
    assert ids(policy(silent), policy(changed(silent, "doors.ombudsman.opens", "any time"))) == []


@given(st.data())
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
def test_one_property_of_a_shipped_policy_that_is_otherwise_is_named(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(SHIPPED), label="policy")
    whole = read(path).tree
    leaf = data.draw(st.sampled_from(leaves(whole)), label="value")
    is_gone = data.draw(st.booleans(), label="taken away")
    here: Any = whole
    for name in leaf:
        here = here[name]
    joined = "/".join(map(str, leaf))
    new = changed(whole, joined, ABSENT if is_gone else other(here))
    try:
        after = policy(new)
    except PolicyError:
        assume(False)
    owner, key, held = property_of(leaf)
    found = Comparison(policy(whole).source, after.source).differences()  # type: ignore[arg-type]
    named = {one.key for one in found}
    if (owner, key) == ("stage", "id"):
        assert "policy.stages" in named
    elif is_gone and here in (default(owner, key), default("counting", str(leaf[-1])), default(*_in_two(held))):
        assert named == set()
    else:
        assert named & {f"{owner}.{key}", held}


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_a_shipped_policy_beside_itself_has_not_changed(file: Any) -> None:
    again = parse(file.read_bytes(), "again.yaml")
    assert Comparison(read(file), again).differences() == ()


def test_the_mirror_of_every_change_of_three_stages_to_two() -> None:
    two = saha(("    title: Stage 3\n", "    title: Panel\n"), ("within: 20 working days", "within: 25 working days"))
    there, back = diff(saha(), two).changes, diff(two, saha()).changes
    assert sorted(KINDS[change.id].mirror for change in there) == sorted(change.id for change in back)
