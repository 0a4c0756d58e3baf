"""Everything that is wrong with a file comes in one go, whatever kind of wrong it is."""

from __future__ import annotations

from pathlib import Path

from builders import ROOT
from putright.policy.loading import examine


def _broken(folder: Path, *changes: tuple[str, str]) -> list[tuple[int, str]]:
    text = (ROOT / "policies/walsall/two-stage.yaml").read_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    (folder / "policy.yaml").write_text(text)
    return [(problem.place.line, problem.id) for problem in examine(folder / "policy.yaml")[1]]


def test_faults_of_text_and_of_shape_are_told_together(tmp_path: Path) -> None:
    """A key twice, an unquoted yes, a day that does not exist, a misspelt key and a duration nobody can read."""
    found = _broken(
        tmp_path,
        ("    title: Stage 1\n", "    title: Stage 1\n    title: Stage one\n"),
        ("required: false", "required: no"),
        ("until: 2027-10-20", "until: 2027-02-30"),
        ("letter: stage-1-response", "leter: stage-1-response"),
        ("within: 10 working days", "within: 10 workingdays"),
    )
    assert sorted(id for _, id in found) == ["P003", "P004", "P101", "P105", "P106"]


def test_uk_alone_lists_the_choices(tmp_path: Path) -> None:
    (tmp_path / "policy.yaml").write_text(
        (ROOT / "policies/walsall/two-stage.yaml").read_text().replace("calendar: england-and-wales", "calendar: UK")
    )
    (problem,) = examine(tmp_path / "policy.yaml")[1]
    assert problem.id == "P206"
    assert "england-and-wales, northern-ireland" in problem.mend
