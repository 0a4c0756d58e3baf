"""What the cases of a store show of a code, read one after the other.

Reads only; what a case shows is settled elsewhere.
"""

from __future__ import annotations

from datetime import date

from putright.case.case import Case
from putright.case.folding import fold
from putright.casework.rules import RuleBook
from putright.codes import Code
from putright.codes.practice import Tallies
from putright.codes.verdicts import Report
from putright.store import open_store


def beside_cases(report: Report, code: Code, url: str, on: date) -> Report:
    """The report with what the cases under its policy show, apart from what the policy says.

    Raises:
        StoreError: The store is not there, or cannot be opened.
    """
    store, rules, tallies = open_store(url, False), RuleBook(), Tallies(code)
    organisation = report.policy.partition("/")[0]
    try:
        with store.reading() as tx:
            for row in tx.cases(organisation=organisation):
                if row.policy != report.policy:
                    continue
                case = fold(Case(row.case_id), tx.events(row.case_id))
                if not case.is_record:
                    procedure = rules.of(tx, case).procedure
                    tallies.add(case, procedure.policy, procedure.calendar, on)
    finally:
        store.close()
    return tallies.beside(report)
