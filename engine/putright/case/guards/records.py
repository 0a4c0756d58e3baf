"""Guards of what is put on record: corrections, contacts, documents, links, and promises that were kept.

They look and answer; the documents and the other cases themselves are the desk's business.
"""

from __future__ import annotations

from putright.case.attempt import Attempt
from putright.case.corrections import refuse_correction
from putright.case.promised import refuse_completion, refuse_without_promise
from putright.case.records import refuse_answer, refuse_attachment, refuse_contact, refuse_link
from putright.policy.moves import Move
from putright.problems import Refused


def correction(attempt: Attempt, move: Move) -> Refused | None:
    """A correction names an event of the record, what is right, and why."""
    return refuse_correction(attempt.policy, attempt.case, attempt.command.given)


def contact(attempt: Attempt, move: Move) -> Refused | None:
    """A contact says by which channel, in which direction, and what was said."""
    return refuse_contact(attempt.policy, attempt.command.given)


def record_answer(attempt: Attempt, move: Move) -> Refused | None:
    """An answer to what is no complaint says what was answered."""
    return refuse_answer(attempt.command.given)


def attachment(attempt: Attempt, move: Move) -> Refused | None:
    """An attached document has its digest, its name, and is shown to somebody or nobody."""
    return refuse_attachment(attempt.command.given)


def linkable(attempt: Attempt, move: Move) -> Refused | None:
    """Another case is named, and what it is to this one."""
    return refuse_link(attempt.case, move.action, attempt.command.given)


def promised(attempt: Attempt, move: Move) -> Refused | None:
    """An action was promised, or ordered, and is still to be carried out."""
    return refuse_without_promise(attempt.policy, attempt.case)


def completes(attempt: Attempt, move: Move) -> Refused | None:
    """It is said which promised action was carried out."""
    return refuse_completion(attempt.policy, attempt.case, attempt.command.given)
