"""However the shipped files are changed, putright says what is wrong with them, or works.

Some hundreds of what `python tests/mutations/mutate.py --count 50000` tries; its faults can be made again here by their number.
"""

from __future__ import annotations

import pytest

from mutations.changes import STRANGE
from mutations.files import FILES, File, Mutation, mutation
from mutations.judging import Bench, nothing_silent

SEED = 2026
ONCE_WRONG = [
    ("hours where only a day is known", 1, 887),
    ("the file of a shared template", 1, 447),
    ("a bad name with a bad value", 1, 541),
    ("a name of thousands of characters", 1, 2036),
    ("a limit beyond every calendar, when stories are begun", 1, 4999),
    ("a file name that no file can have", 1, 7777),
    ("the claim of a proof beyond every calendar", 1, 10845),
    ("a field of a story that nobody knows, left blank", 1, 16448),
    ("a policy in force before its calendar is known", 1, 21016),
]
"""Mutations that were answered wrongly once, by seed and number."""


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("mutations"))


@pytest.mark.parametrize("first", range(0, 300, 30))
def test_whatever_is_changed_is_told_or_works(bench: Bench, first: int) -> None:
    for number in range(first, first + 30):
        made = mutation(SEED, number)
        assert not bench.faults(made), f"{number}: {made}"


@pytest.mark.parametrize(("why", "seed", "number"), ONCE_WRONG, ids=[row[0] for row in ONCE_WRONG])
def test_what_was_answered_wrongly_once_is_answered(bench: Bench, why: str, seed: int, number: int) -> None:
    assert not bench.faults(mutation(seed, number))


def test_a_mutation_is_made_again_by_its_number() -> None:
    assert [mutation(SEED, number) for number in range(20)] == [mutation(SEED, number) for number in range(20)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_file_that_was_not_changed_has_no_fault(bench: Bench, file: File) -> None:
    assert not bench.faults(Mutation(file, file.kind, file.path.read_bytes(), ()))


def test_the_judge_sees_what_is_passed_over_in_silence() -> None:
    file = next(one for one in FILES if one.kind == "policy")
    made = Mutation(file, file.kind, f"{file.text}\n{STRANGE}: 1\ntitle: Again\n".encode(), ("strange_key",))
    whys = [fault.partition(":")[0] for fault in nothing_silent((), made)]
    assert sorted(whys) == ["nobody says that a key is not known", "nobody says that a key stands twice"]
