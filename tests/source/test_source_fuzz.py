"""However a file is cut, bent or filled, reading it gives a source or problems, and never anything else."""

from __future__ import annotations

import random

import pytest
import yaml

from putright.problems import Place, PolicyError, Problem
from putright.source import parse

SAMPLE = """\
# yaml-language-server: $schema=../../schemas/policy.schema.json
format: 1
policy: example-housing
title: "Complaints policy"
organisation: {name: Example Homes, sector: housing, calls_complainants: residents}
in_force: {from: 2024-04-01}
follows: [housing-ombudsman-2024]
counting: &counting {starts: day-after, ends: as-it-falls, cut_off: '16:00'}
stages:
  - id: stage-1
    counting: *counting
    steps:
      - acknowledge: {within: 5 working days, from: received}
      - respond:
          within: 10 working days
          text: |
            Dear resident, we write – as we promised – by £ and €.
          extension: {by: 10 working days, needs: [reason]}
""".encode()
LOADERS = (yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
SIGNS = (
    b"\t",
    b'"',
    b"'",
    b"[",
    b"{",
    b"}",
    b": ",
    b"- ",
    b"*",
    b"&a ",
    b"!!x ",
    b"|",
    b"\n",
    b"%",
    b"\xff",
    b"\0",
    b"<<: ",
)
ALPHABET = "ab:-?&*!|>%@`{}[],#'\"~<= \n\t\r01_.\u2028\xa0é\ufeff"


def answers(content: bytes) -> None:
    for loader in LOADERS:
        for problem in problems_of(content, loader):
            assert problem.place >= Place("p.yaml")
            assert problem.what
            assert problem.mend


def problems_of(content: bytes, loader: type[yaml.SafeLoader]) -> tuple[Problem, ...]:
    try:
        parse(content, "p.yaml", loader=loader)
    except PolicyError as error:
        return error.problems or pytest.fail("refused without a problem")
    return ()


@pytest.mark.parametrize("start", range(37))
def test_a_file_cut_off_anywhere_is_read_or_refused(start: int) -> None:
    for end in range(start, len(SAMPLE), 37):
        answers(SAMPLE[:end])


def test_a_file_with_a_wrong_bit_is_read_or_refused() -> None:
    chance = random.Random(20260420)  # noqa: S311
    for _ in range(200):
        bent = bytearray(SAMPLE)
        bent[chance.randrange(len(bent))] ^= 1 << chance.randrange(8)
        answers(bytes(bent))


@pytest.mark.parametrize("sign", SIGNS)
def test_a_file_with_a_stray_sign_is_read_or_refused(sign: bytes) -> None:
    chance = random.Random(20260421)  # noqa: S311
    for _ in range(20):
        at = chance.randrange(len(SAMPLE))
        answers(SAMPLE[:at] + sign + SAMPLE[at:])


@pytest.mark.parametrize("seed", range(300))
def test_any_text_is_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    answers("".join(chance.choices(ALPHABET, k=chance.randrange(60))).encode())
