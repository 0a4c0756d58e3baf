"""What a chart says: every stage, limit, choice and outside body of its policy, to the complainant, and where each leads."""

from __future__ import annotations

import re
import textwrap
from itertools import pairwise

import pytest

from builders import a_procedure
from picture.policies import NAMES, ROOT, chart
from putright.policy.loading import load
from putright.policy.model import Policy
from putright.policy.picture import Chart, chart_of, in_words, to_mermaid, to_svg
from putright.policy.picture.chart import Box

WALSALL = chart("policies/walsall/two-stage.yaml")
KIWI = chart("policies/kiwi/four-stage.yaml")


def box(drawn: Chart, name: str) -> Box:
    return next(box for block in drawn.blocks for box in block.boxes if box.name == name)


def policy_of(name: str) -> Policy:
    return load(ROOT / name).policy


@pytest.mark.parametrize("name", NAMES)
def test_every_move_of_a_step_stands_in_the_chart(name: str) -> None:
    """The chart's arrows, read as places, are the moves of the policy's steps."""
    policy, drawn = policy_of(name), chart(name)
    boxes = [box for block in drawn.blocks for box in block.boxes]
    following = {one.name: other.name for one, other in pairwise(boxes)}
    for stage in policy.stages:
        for step in stage.steps:
            here = box(drawn, f"{stage.id}.{step.id}")
            led = {way.target.place for way in here.ways if way.target} | {here.target.place if here.target else ""}
            led |= {following[here.name]} if here.onward else set()
            if not step.through:
                assert {policy.resolve(stage, step, choice.to) for choice in step.choices} <= led
            assert set(step.through) <= led


def test_a_limit_stands_on_the_arrow_and_is_said_to_the_complainant() -> None:
    assert box(WALSALL, "stage-1.respond").limit == "within 10 working days of the acknowledgement"
    assert box(WALSALL, "stage-2.acknowledge").limit == "within 5 working days of your request to go to Stage 2"
    assert box(KIWI, "stage-3.respond").limit == "no time limit is set"


def test_what_happens_by_itself_looks_other_than_what_somebody_chooses() -> None:
    decide = box(WALSALL, "stage-1.decide")
    assert [(way.actor, way.target.words if way.target else "") for way in decide.ways] == [
        ("you", "We close your complaint"),
        ("itself", "We close your complaint"),
        ("you", ""),
    ]
    assert decide.onward == "you"


def test_a_door_stands_at_the_step_that_opens_it_and_is_told_below() -> None:
    saha = chart("policies/saha/three-stage.yaml")
    (way,) = [way for way in box(saha, "stage-3.respond").ways if way.actor == "outside"]
    assert way.target is not None
    assert (way.target.letter, way.target.words) == ("A", "Housing Ombudsman Service")
    (body,) = saha.outside
    assert (body.letter, body.reach) == ("A", ("0300 111 3000", "housing-ombudsman.org.uk"))


def test_a_body_that_closed_says_so_and_what_took_its_place() -> None:
    (esfa,) = [body for body in KIWI.outside if body.name == "doors.esfa"]
    assert esfa.details[-1] == "It closed on Monday 31 March 2025; its work went to: Department for Education."


SENT_BACK = textwrap.dedent("""
    format: 1
    policy: p
    version: "1"
    title: "Owner's title </title><script>alert(1)</script>"
    organisation: {id: o, name: "A & B <b>", sector: other, calls_complainants: {one: tenant, many: tenants}}
    in_force: {from: 2026-01-01}
    calendar: scotland
    counting: {starts: day-after}
    channels: {letter: "By letter\\"]; click s0 href \\"javascript:alert(1)\\""}
    roles: {officer: {title: "Officer --> s1"}}
    stages:
      - id: one
        title: One
        handler: officer
        steps:
          - respond: {title: Answer, within: 8 weeks, from: received, if_missed: {to: two}, then: next}
          - decide: {title: Say, who: complainant, choices: {accept: {to: closed}, escalate: {to: two}}}
      - id: two
        title: "Two\\nend"
        handler: officer
        steps:
          - consider:
              title: "Look again, as the tenant wished"
              choices: {back: {title: Send it back, to: one}, keep: {title: Keep the answer, to: closed}}
""")


def test_a_way_back_and_a_lapse_are_named_at_the_side() -> None:
    procedure = a_procedure(SENT_BACK)
    drawn = chart_of(procedure.policy, procedure.calendar)
    (missed,) = [way for way in box(drawn, "one.respond").ways if way.actor == "itself"]
    assert missed.target is not None
    assert missed.target.words.startswith("On to Two")
    (back, kept) = box(drawn, "two.consider").ways
    assert back.target is not None
    assert kept.target is not None
    assert (back.target.words, kept.target.words) == ("Back to One", "We close your complaint")


def test_hostile_words_change_neither_drawing() -> None:
    procedure = a_procedure(SENT_BACK)
    drawn = chart_of(procedure.policy, procedure.calendar)
    svg, text = to_svg(drawn), to_mermaid(drawn)
    assert "<script" not in svg
    assert "&lt;script&gt;" in svg
    for line in text.splitlines():
        words = re.sub(r'"[^"]*"', '""', line)
        assert "click" not in words
        assert "javascript" not in words
        assert line.count('"') in (0, 2)
    assert [line.strip() for line in text.splitlines()].count("end") == len(drawn.blocks)


@pytest.mark.parametrize("name", NAMES)
def test_mermaid_has_a_node_for_each_box_and_names_no_node_that_is_not_there(name: str) -> None:
    text, drawn = to_mermaid(chart(name)), chart(name)
    nodes = set(re.findall(r"^\s+([sdt]\d+)(?:\[|\()", text, re.MULTILINE))
    used = {
        end
        for pair in re.findall(r'^  ([sdt]\d+) \S+?(?:\|"[^"]*"\|)? ([sdt]\d+)$', text, re.MULTILINE)
        for end in pair
    }
    assert used <= nodes
    assert len([node for node in nodes if node[0] == "s"]) == 1 + sum(len(block.boxes) for block in drawn.blocks)
    arrows = [line for line in text.splitlines() if re.search(r"(-->|==>|-\.->)", re.sub(r'"[^"]*"', "", line))]
    assert len(arrows) >= sum(len(block.boxes) for block in drawn.blocks)


@pytest.mark.parametrize("name", NAMES)
def test_the_complainant_is_you(name: str) -> None:
    one = policy_of(name).organisation.complainant
    owners = re.compile(r'"[^"]*"')
    limits = [owners.sub("", box.limit) for block in chart(name).blocks for box in block.boxes]
    assert not [limit for limit in limits if f"the {one}" in limit]
    assert list(in_words(chart(name)))


def test_a_track_says_which_complaints_start_there() -> None:
    drawn = chart("policies/examples/financial-services/financial-services.yaml")
    notes = {block.title: block.notes for block in drawn.blocks}
    start = 'A complaint starts here where "Product" is Payment services.'
    assert start in notes["Complaints about payment services"]
    assert not any(start in said for title, said in notes.items() if title != "Complaints about payment services")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (
            "policies/examples/financial-services/financial-services.yaml",
            "We can do this at any time: Forward the complaint to the firm that it is about. Your complaint is handed over, to: ",
        ),
        ("policies/examples/scottish-model/scottish-model.yaml", "while your complaint is at "),
        ("policies/examples/childrens-social-care/childrens-social-care.yaml", "Your complaint then goes to "),
    ],
)
def test_an_action_that_moves_a_complaint_says_when_and_where_it_goes(name: str, told: str) -> None:
    assert any(told in note.words for note in chart(name).beside)


def test_mermaid_leads_those_complaints_to_their_track() -> None:
    drawn = chart("policies/examples/financial-services/financial-services.yaml")
    lines = to_mermaid(drawn).splitlines()
    assert any("where" in line and "Payment services" in line and "-->" in line for line in lines)
