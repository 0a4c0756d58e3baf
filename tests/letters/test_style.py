"""Limits of style: each number at its boundary, words with their neighbours, and a letter's own limits before those of all."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework.oak import Oak, clause
from putright.authoring import check_policy, comply
from putright.letters import readability
from putright.letters.readability import least_ease
from putright.letters.style import breaches
from putright.policy.loading import load
from putright.policy.model import NO_STYLE, Style
from putright.problems import PolicyError
from putright.shipped import shipped

LETTER = "Dear Ann\n\nWe will write to you by Friday. Please tell us if it rains.\n\nYours sincerely\n\nBo"
"""18 words; sentences of 7 and 6 words; a reading ease of 100 and more."""
PLAIN = "We will write to you. Please tell somebody."
"""Reading ease 97."""


def told(style: Style, text: str) -> list[str]:
    return [f"{breach.id} {breach.what}" for breach in breaches(style, text)]


@pytest.mark.parametrize(("limit", "says"), [(19, []), (18, []), (17, ["L313 has 18 words; 17 at most are asked for"])])
def test_words_at_most(limit: int, says: list[str]) -> None:
    assert told(Style(words=limit), LETTER) == says


@pytest.mark.parametrize(
    ("limit", "says"), [(8, []), (7, []), (6, ["L313 has a sentence of 7 words; 6 at most are asked for"])]
)
def test_words_in_a_sentence_at_most(limit: int, says: list[str]) -> None:
    assert told(Style(sentence=limit), LETTER) == says


EASE = [(96, []), (97, []), (98, ["L313 has a reading ease of 97 (very easy); 98 at least is asked for"])]


@pytest.mark.parametrize(("limit", "says"), EASE)
def test_reading_ease_at_least(limit: int, says: list[str]) -> None:
    assert told(Style(ease=limit), PLAIN) == says


def test_the_longest_sentence_ends_at_a_full_stop_a_paragraph_or_an_item() -> None:
    assert readability("We will come. We will then look at all of it").longest == 8
    assert readability("- We will come\n- We will look at it").longest == 5
    assert readability("We will come\n\non Friday").longest == 3
    assert readability("# Title\n").longest == 0


def test_a_letter_without_a_sentence_is_not_hard_to_read() -> None:
    assert told(Style(ease=100, sentence=5), "# Title\n") == []


WORDS = [
    ("welcome your feedback", "We Welcome\nyour feedback!", True),
    ("welcome your feedback", "We welcome all your feedback.", False),
    ("thank you", "Thank you: it helps.", True),
    ("thank you", "We thank your neighbour.", False),
    ("it's", "It’s here", True),
    ("under our policy", "That is so under our **policy**, we find.", True),
    ("as per", "Was perhaps", False),
]


@pytest.mark.parametrize(("words", "text", "stands"), WORDS)
def test_words_are_found_whole_in_small_or_capital_letters(words: str, text: str, stands: bool) -> None:
    says = told(Style(says=(words,)), text)
    never = told(Style(never_says=(words,)), text)
    assert says == ([] if stands else [f'L314 does not say "{words}"'])
    assert never == ([f'L314 says "{words}", which a letter should never say'] if stands else [])


ALL = "style: {words_at_most: 300, reading_ease_at_least: 70, says: [thank you], never_says: [as per]}\nletters:\n"
OWN = "response: {title: Our answer, style: {words_at_most: 20, says: []}}"


def test_what_a_letter_says_itself_stands_in_the_place_of_what_is_said_for_all(tmp_path: Path) -> None:
    oak = Oak(tmp_path, clause("stage"), changes={"letters:\n": ALL, "response: {title: Our answer}": OWN})
    policy = load(oak.file).policy
    assert policy.style == Style(300, None, 70, ("thank you",), ("as per",))
    assert policy.letters["closing"].style == policy.style
    assert policy.letters["response"].style == Style(20, None, 70, (), ("as per",))


def test_a_check_writes_each_letter_with_sample_words_and_warns(tmp_path: Path) -> None:
    oak = Oak(
        tmp_path,
        clause("stage"),
        templates={
            "response": "We answer as per the policy that we have, in one word more than the twenty that are asked for here.",
            "closing": "Thank you.",
        },
        changes={"letters:\n": ALL, "response: {title: Our answer}": OWN},
    )
    found = [p for p in check_policy(oak.file) if p.id in ("L313", "L314")]
    by_letter = {(p.id, p.what.partition(",")[0]): p for p in found}
    assert {problem.level for problem in found} == {"warning"}
    assert ("L314", "closing") not in by_letter
    words = by_letter["L313", "response"]
    assert "response.md prints it with sample words, has 21 words; 20 at most are asked for" in words.what
    assert words.mend == "shorten the template; or raise words_at_most"
    assert (words.place.file, words.place.line) == (str(oak.file), load(oak.file).policy.letters["response"].place.line)
    assert 'says "as per"' in by_letter["L314", "response"].what
    assert 'does not say "thank you"' in by_letter["L314", "late"].what


def test_a_letter_that_is_sent_is_measured_and_goes(tmp_path: Path) -> None:
    style = {"response: {title: Our answer}": OWN}
    text = "{% for matter in matters %}{{ matter.reasons }}{% endfor %}"
    oak = Oak(tmp_path, clause("reasons"), templates={"response": text}, changes=style).acknowledged()
    short = oak.act("draft", "2026-03-04", outcome="upheld", reasons="It broke. " * 10)
    assert short.warnings == (), "twenty words"
    long = oak.act("draft", "2026-03-05", reasons="It broke. " * 10 + "Sorry.")
    told = 'the letter "Our answer" has 21 words; 20 at most are asked for'
    assert long.warnings == (f"if the draft is sent as it is: {told}",)
    assert oak.act("send", "2026-03-06").warnings == (told,)
    assert oak.lacks() == []


@pytest.mark.parametrize(
    ("own", "least", "verdict"),
    [(0, 60, "met"), (59, 60, "met"), (61, 61, "met"), (97, 97, "met"), (98, 98, "warning")],
)
def test_a_code_takes_the_stricter_limit_and_says_which(tmp_path: Path, own: int, least: int, verdict: str) -> None:
    style = {"letters:\n": f"style: {{reading_ease_at_least: {own}}}\nletters:\n"} if own else {}
    templates = dict.fromkeys(("response", "final"), PLAIN)
    oak = Oak(tmp_path, clause("plain-language"), templates=templates, changes=style)
    loaded = load(oak.file)
    assert least_ease(loaded.policy.letters["response"]) == least
    (finding,) = comply(loaded.policy, "promise").findings
    assert finding.verdict == verdict
    bar = "60 and more is plain language" if least == 60 else f"{least} is what the policy itself asks for"
    assert f"is 97; {bar}." in finding.why


@pytest.mark.parametrize(
    ("key", "wrong"),
    [("words_at_most", "19"), ("words_at_most", "long"), ("words_in_a_sentence_at_most", "4"), ("reading_ease_at_least", "0"),
     ("reading_ease_at_least", "101"), ("says", "thank you"), ("never_say", "[x]")],
)  # fmt: skip
def test_a_limit_that_cannot_be_meant_is_a_problem_with_its_place(tmp_path: Path, key: str, wrong: str) -> None:
    oak = Oak(tmp_path, clause("stage"), changes={"letters:\n": f"style: {{{key}: {wrong}}}\nletters:\n"})
    with pytest.raises(PolicyError) as error:
        load(oak.file)
    assert all(problem.place.line for problem in error.value.problems)
    assert "style" in str(error.value)


@pytest.mark.parametrize("name", ["three-stage", "two-stage"])
def test_the_letters_of_saha_keep_to_what_its_residents_asked(name: str) -> None:
    file = shipped("policies") / "saha" / f"{name}.yaml"
    policy = load(file).policy
    assert all(letter.style != NO_STYLE for letter in policy.letters.values())
    acknowledgements = [letter.style for id, letter in policy.letters.items() if id.endswith("-acknowledgement")]
    assert acknowledgements
    for style in acknowledgements:
        assert style.words is not None
        assert style.words < (policy.style.words or 0), "shorter"
        assert style.says == ("thank you", "welcome your feedback")
    assert [problem for problem in check_policy(file) if problem.id in ("L313", "L314")] == []
