"""What each edition holds, typed by hand from the published codes: clause, level, and the mark of those not confirmed.

A line is `number level [mark]`. The tests walk it; no line of it is made from the code files.
"""

from __future__ import annotations

HOUSING_2024 = """
1.1 info twin / 1.2 must / 1.3 must / 1.4 must / 1.5 must / 1.6 must m
2.1 must / 2.2 must / 2.3 must / 2.4 must k / 2.5 must m
3.1 must / 3.2 must / 3.3 must / 3.4 must twin / 3.5 must k / 3.6 must k / 3.7 must m
4.1 must / 4.2 must / 4.3 must
5.1 must / 5.2 must / 5.3 must / 5.4 must / 5.5 must / 5.6 must / 5.7 must / 5.8 must part / 5.9 must m / 5.10 must m
5.11 must m / 5.12 must k / 5.13 must m / 5.14 must m / 5.15 must m
6.1 must / 6.2 must / 6.3 must / 6.4 must / 6.5 must / 6.6 must part / 6.7 must m / 6.8 must m / 6.9 must k / 6.10 must
6.11 must / 6.12 must / 6.13 must / 6.14 must m / 6.15 must m / 6.16 must m / 6.17 must m / 6.18 must k / 6.19 must k
6.20 must k
7.1 must / 7.2 must / 7.3 must / 7.4 must
8.1 must k / 8.2 must / 8.3 must / 8.4 may / 8.5 must
9.1 must / 9.2 must / 9.3 must / 9.4 must twin / 9.5 must / 9.6 must / 9.7 must k / 9.8 must k
"""

COUNCILS_2024 = """
1.1 info / 1.2 may / 1.3 info / 1.4 may / 1.5 should / 1.6 should / 1.7 should / 1.8 should
2.1 should / 2.2 should / 2.3 should / 2.4 should / 2.5 should
3.1 should / 3.2 should / 3.3 should / 3.4 should / 3.5 should / 3.6 should / 3.7 should / 3.8 should
4.1 should twin / 4.2 should twin / 4.3 should twin
5.1 should / 5.2 should / 5.3 should / 5.4 should / 5.5 should / 5.6 should / 5.7 should / 5.8 should k / 5.9 should m
5.10 should k / 5.11 should k
6.1 should / 6.2 should / 6.3 should / 6.4 should / 6.5 should / 6.6 should / 6.7 should / 6.8 should part / 6.9 should m
6.10 should m / 6.11 should m / 6.12 should m / 6.13 should m / 6.14 should m / 6.15 should m / 6.16 should m
6.17 should k / 6.18 should k / 6.19 should k
7.1 should twin / 7.2 should twin / 7.3 should twin / 7.4 should twin
8.1 should / 8.2 should / 8.3 should
9.1 should / 9.2 should / 9.3 should / 9.4 should / 9.5 should / 9.6 should / 9.7 should / 9.8 should k
"""

HOUSING_2022 = """
definition must part / time-bar must m / clear-policy must twin / 4.1 must / 4.7 must / 4.11 should k
5.1 must / 5.2 should k / 5.3 should k / answer-when-known must twin / every-point must twin / 5.8 must / 5.9 must / 5.10 must / 5.11 must / 5.12 must / 5.13 must k
5.17 must k / 5.18 must k / 5.20 must k
7.3 should / 7.5 should part / 7.6 should / self-assessment must
"""

HOUSING_2020 = """
definition should part / time-bar should k / stages must k / informal-stage should k / acknowledge should part
stage-1-answer should k / stage-1-more-time should k / stage-2-answer should k / stage-2-more-time should k
stage-3-answer should k / different-person should k / challenge should / complaints-officer should k
self-assessment should
"""

PRINCIPLES = "1 should / 2 should / 3 should / 4 should / 5 should / 6 should"

STAR = """
board-values-complaints should / board-performance should / board-learning should / board-resolution should
board-member should / board-recommends should
easy-to-complain should / channels should / training should / clear-policy should / adjustments should / systems should
steps-in should / director should / early-resolution should / outcomes-delivered should / quality-checks should
learning should / celebrate should / customers-decide should / manager-reviews should
"""

FUNDER = """
bodies-open must / funder-named must / who-may-complain should / procedure-first must / final-letter must
twelve-months should / followed-procedure must / awarding-body should
covers info / not-covered info / funders-own-service info
"""

EDITIONS = {
    "housing-ombudsman-2024": HOUSING_2024,
    "housing-ombudsman-2022": HOUSING_2022,
    "housing-ombudsman-2020": HOUSING_2020,
    "lgsco-2024": COUNCILS_2024,
    "complaint-principles": PRINCIPLES,
    "star-framework": STAR,
    "training-funder": FUNDER,
}

CLOCKS = """
housing-ombudsman-2024 6.2  1 acknowledgement received      5 working days
housing-ombudsman-2024 6.3  1 response        acknowledged 10 working days
housing-ombudsman-2024 6.11 2 acknowledgement requested     5 working days
housing-ombudsman-2024 6.14 2 response        acknowledged 20 working days
lgsco-2024             6.2  1 acknowledgement received      5 working days
lgsco-2024             6.3  1 response        acknowledged 10 working days
lgsco-2024             6.11 2 acknowledgement requested     5 working days
lgsco-2024             6.14 2 response        acknowledged 20 working days
housing-ombudsman-2022 4.1  1 acknowledgement received      5 working days
housing-ombudsman-2022 5.1  1 response        logged       10 working days
housing-ombudsman-2022 5.13 2 response        requested    20 working days
housing-ombudsman-2022 5.20 3 response        requested    20 working days
housing-ombudsman-2020 acknowledge    1 acknowledgement received   5 working days
housing-ombudsman-2020 stage-1-answer 1 response        received  10 working days
housing-ombudsman-2020 stage-2-answer 2 response        requested 20 working days
housing-ombudsman-2020 stage-3-answer 3 response        requested 20 working days
"""

MORE_TIME = """
housing-ombudsman-2024 6.4  1 10 working days good-reason with reason, letter
housing-ombudsman-2024 6.15 2 20 working days good-reason with reason, letter
lgsco-2024             6.4  1 10 working days good-reason with reason, letter
lgsco-2024             6.15 2 20 working days good-reason with reason, letter
housing-ombudsman-2022 5.1  1 10 working days good-reason
housing-ombudsman-2022 5.2  1 10 working days agreement
housing-ombudsman-2022 5.13 2 10 working days good-reason
housing-ombudsman-2020 stage-1-more-time 1 10 working days never with reason, letter
housing-ombudsman-2020 stage-2-more-time 2 10 working days never
"""
"""What may be longer, and what more time comes with, stands at the end."""

WINDOWS = """
housing-ombudsman-2024 2.2      12 months later-of-both
housing-ombudsman-2024 2.3      12 months later-of-both with discretion
lgsco-2024             2.2      12 months later-of-both with discretion
housing-ombudsman-2022 time-bar 6 months  happened
housing-ombudsman-2020 time-bar 6 months  happened
"""

IN_FORCE = """
housing-ombudsman-2024 2024-04-01 None None
housing-ombudsman-2022 2022-04-01 2024-03-31 2022-10-01
housing-ombudsman-2020 2020-07 2022-03-31 None
lgsco-2024             2024-02 None None
"""
"""The first day, or the month where no day is known; the last; and the day by which it was to be kept to."""

TRAPS = {
    "6.3": "not with receipt",
    "6.2": "the policy should say the unit",
    "6.4": "without an end",
    "6.15": "20 here and 10 at stage 1",
    "6.5": "every extension",
    "6.16": "every extension",
    "5.11": "no time limit for asking",
    "6.12": "never required",
    "5.2": "requests for service is allowed",
    "5.4": "counts as one of the two",
    "2.3": "later of the two days",
    "2.2": "filed at court",
}
"""Words that stand in the note of a clause of 2024 that is easily got wrong."""
