"""A policy that is written as its differences from another one: what holds, where it comes from, and what is refused."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

from putright.authoring import check_policy
from putright.letters import shelf_for
from putright.policy.canonical import canonical
from putright.policy.explanation import explain
from putright.policy.loading import Loaded, load, pinned
from putright.policy.origins import differences, origins
from putright.policy.overlay import whole
from putright.problems import PolicyError
from putright.shipped import shipped
from putright.source import parse, read

MEMBER = """\
based_on: ../group/base.yaml
version: "1"
organisation: {id: mill, name: Mill Homes, short_name: Mill}
stages:
  - id: stage-1
    steps:
      - respond: {within: 15 working days}
      - reflect: {title: Look back at it, who: handler}
without: [exclusions.legal-action, stages.stage-2.steps.acknowledge.needs]
"""


@pytest.fixture
def member(tmp_path: Path) -> Path:
    """A member's overlay on a group's policy, which is Walsall's with another name."""
    group, mill = tmp_path / "policies" / "group", tmp_path / "policies" / "mill"
    group.mkdir(parents=True)
    mill.mkdir()
    text = (shipped("policies") / "walsall" / "two-stage.yaml").read_text(encoding="utf-8")
    (group / "base.yaml").write_text(text, encoding="utf-8")
    (mill / "member.yaml").write_text(MEMBER, encoding="utf-8")
    return mill / "member.yaml"


def written(path: Path, text: str) -> tuple[str, ...]:
    """What is wrong when the overlay says this: ids with lines."""
    path.write_text(text, encoding="utf-8")
    return tuple(f"{p.id} {Path(p.place.file).name}:{p.place.line}" for p in check_policy(path))


def test_the_whole_is_the_base_with_what_the_member_says_in_its_place(member: Path) -> None:
    policy = load(member).policy
    base = load(member.parents[1] / "group" / "base.yaml").policy
    respond = policy.stage("stage-1").step("respond")
    assert policy.name == "mill/two-stage@1"
    assert respond.clock
    assert str(respond.clock.terms[0].limit.always) == "15 working days"
    assert respond.choices[0].letter == base.stage("stage-1").step("respond").choices[0].letter == "stage-1-response"
    assert [step.id for step in policy.stage("stage-1").steps] == ["acknowledge", "respond", "reflect", "decide"]
    assert set(base.exclusions) - set(policy.exclusions) == {"legal-action"}
    assert base.stage("stage-2").step("acknowledge").choices[0].needs
    assert not policy.stage("stage-2").step("acknowledge").choices[0].needs
    assert policy.doors == base.doors


def test_a_new_item_comes_after_the_one_it_is_written_behind_and_first_when_it_is_written_first(member: Path) -> None:
    first = "stages: [{id: stage-1, steps: [{greet: {title: Say hello}}, {respond: {within: 3 working days}}]}]"
    member.write_text(f'based_on: ../group/base.yaml\nversion: "2"\n{first}\n', encoding="utf-8")
    steps = [step.id for step in load(member).policy.stage("stage-1").steps]
    assert steps == ["greet", "acknowledge", "respond", "decide"]


def test_every_value_knows_the_file_in_which_it_was_written(member: Path) -> None:
    found = {one.name: one for one in origins(load(member).source)}
    assert (Path(found["stage-1, step respond: within"].place.file).name, found["version"].place.line) == (
        "member.yaml",
        2,
    )
    assert found["stage-1, step respond: within"].place.line == 7
    assert Path(found["stage-1, step acknowledge: within"].place.file).name == "base.yaml"


def test_what_is_different_is_told_with_what_the_base_says(member: Path) -> None:
    loaded = load(member)
    told = {one.name: (one.value, one.base) for one in differences(loaded.source)}
    assert told["stage-1, step respond: within"] == ("15 working days", "10 working days")
    assert told["stage-1, step reflect: title"] == ("Look back at it", "")
    assert told["exclusions, legal-action"] == ("", "all of it")
    assert "stage-1, step acknowledge: within" not in told
    text = " ".join(explain(loaded.policy, loaded.calendar).split())
    assert "## What is different here" in text
    assert "stage-1, step respond: within: 15 working days (there: 10 working days;" in text


def test_another_shape_of_value_is_told_with_what_it_took_the_place_of(member: Path) -> None:
    table = "{by: matters, limits: {1 to 3: 10 working days, 4 or more: 15 working days}}"
    stage = f"stages: [{{id: stage-1, steps: [{{respond: {{within: {table}}}}}]}}]"
    member.write_text(f'based_on: ../group/base.yaml\nversion: "2"\n{stage}\n', encoding="utf-8")
    told = {one.name: (one.value, one.base) for one in differences(load(member).source)}
    assert told["stage-1, step respond, within: by"] == ("matters", "10 working days")
    other = member.with_name("other.yaml")
    other.write_text(
        'based_on: member.yaml\nversion: "3"\nstages: [{id: stage-1, steps: [{respond: {within: 9 working days}}]}]\n',
        encoding="utf-8",
    )
    told = {one.name: (one.value, one.base) for one in differences(load(other).source)}
    value, base = told["stage-1, step respond: within"]
    assert (value, base) == (
        "9 working days",
        "by: matters, 1 to 3: 10 working days, 4 or more: 15 working days",
    )
    assert len(told) == 2, "the version and the limit, and nothing is left out"


def test_a_policy_that_stands_by_itself_has_no_such_section(member: Path) -> None:
    base = load(member.parents[1] / "group" / "base.yaml")
    assert differences(base.source) == ()
    assert "What is different here" not in explain(base.policy, base.calendar)


def test_what_a_store_keeps_of_it_is_the_whole_and_reads_back_the_same(member: Path) -> None:
    loaded: Loaded = load(member)
    digest, text = loaded.documents()["policy"]
    assert pinned(text, loaded.policy.name) == loaded.policy
    assert canonical(parse(text, "kept").tree) == canonical(loaded.source.tree)
    (member.parents[1] / "group" / "base.yaml").write_text(
        (member.parents[1] / "group" / "base.yaml")
        .read_text(encoding="utf-8")
        .replace("letter: stage-1-response\n", "letter: stage-2-response\n"),
        encoding="utf-8",
    )
    assert load(member).documents()["policy"][0] != digest, "a changed base is a changed policy"


def test_letters_that_the_member_has_not_come_from_the_base_and_then_from_the_shared_ones(member: Path) -> None:
    letters = member.parents[2] / "letters"
    for room, name in (("group", "one"), ("group", "two"), ("mill", "one")):
        (letters / room).mkdir(parents=True, exist_ok=True)
        (letters / room / f"{name}.md").write_text(f"{name} of {room}", encoding="utf-8")
    base = member.parents[1] / "group" / "base.yaml"
    base.write_text(base.read_text(encoding="utf-8").replace("id: walsall", "id: group"), encoding="utf-8")
    shelf = shelf_for(load(member).policy)
    texts = shelf.document()
    assert (texts["one"], texts["two"], "shared/frame" in texts) == ("one of mill", "two of group", True)
    assert [Path(shelf.file(name)).parts[-2:] for name in ("one", "two")] == [("mill", "one.md"), ("group", "two.md")]


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("based_on: ../group/none.yaml\n", ("P250 member.yaml:1",), "there is no such base"),
        ("based_on: ../../etc/passwd.yaml\n", ("P250 member.yaml:1",), "no file of a folder further away is opened"),
        ("based_on: /etc/hosts.yaml\n", ("P250 member.yaml:1",), "nor one named from the root"),
        ("based_on: ../group\n", ("P250 member.yaml:1",), "a folder is no policy"),
        ("based_on: member.yaml\n", ("P250 member.yaml:1",), "a file cannot stand on itself"),
        ("based_on: 3\n", ("P103 member.yaml:1",), "the base is a name"),
        ("based_on: ../group/base.yaml\nvershun: x\n", ("P101 member.yaml:2",), "an unknown key is an error here too"),
        ("based_on: ../group/base.yaml\nwithout: [letters.clsing]\n", ("P251 member.yaml:2",), "nothing to leave out"),
        (
            "based_on: ../group/base.yaml\nstages:\n- id: stage-1\n  steps:\n  - respond: {within: 10 workdays}\n",
            ("P105 member.yaml:5",),
            "a bad duration is told where the member wrote it",
        ),
        (
            "based_on: ../group/base.yaml\nwithout: [letters.closing]\n",
            ("P205 base.yaml",),
            "what the base says is told in the base, when leaving something out has broken it",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and " " in value and "\n" not in value else "",
)
def test_what_is_wrong_is_told_where_it_was_written(
    member: Path, text: str, expected: tuple[str, ...], reason: str
) -> None:
    found = written(member, text)
    assert all(any(one.startswith(start) for one in found) for start in expected), (reason, found)
    assert all(any(one.startswith(start) for start in expected) for one in found), (reason, found)


def test_policies_stand_on_each_other_five_deep_and_no_deeper(member: Path) -> None:
    folder = member.parent
    for number in range(1, 8):
        base = "../group/base.yaml" if number == 1 else f"m{number - 1}.yaml"
        (folder / f"m{number}.yaml").write_text(f'based_on: {base}\nversion: "{number}"\n', encoding="utf-8")
    assert load(folder / "m5.yaml").policy.version == "5"
    with pytest.raises(PolicyError, match="P250"):
        load(folder / "m6.yaml")


def test_the_schema_of_an_overlay_is_that_of_a_policy_with_nothing_required() -> None:
    path = Path(__file__).parents[1] / "shape" / "regenerate_overlay_schema.py"
    spec = importlib.util.spec_from_file_location("regenerate_overlay_schema", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    kept = (shipped("schemas") / "overlay.schema.json").read_text(encoding="utf-8")
    assert kept == module.text(), "run python tests/shape/regenerate_overlay_schema.py"
    assert json.loads(kept)["required"] == ["based_on"]


def test_the_stages_of_a_track_are_replaced_whole(member: Path) -> None:
    base = member.parents[1] / "group" / "base.yaml"
    base.write_text(
        base.read_text(encoding="utf-8") + "tracks: {every: {stages: [stage-1, stage-2]}}\n", encoding="utf-8"
    )
    member.write_text(MEMBER + "tracks: {every: {stages: [stage-2, stage-1]}}\n", encoding="utf-8")
    assert whole(read(member), member).tree["tracks"] == {"every": {"stages": ["stage-2", "stage-1"]}}
