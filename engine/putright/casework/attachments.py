"""Attached documents: kept whole under their digest, and listed in the case that they belong to.

Never looks into a document, and never gives one to anybody but the caller.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pendulum import DateTime

from putright.case.case import Case
from putright.policy.canonical import digest
from putright.policy.model import COMPLAINANT
from putright.problems import Refused
from putright.store import Writing

PREFIX = "sha256:"
"""What every digest begins with, and nobody has to type."""

STAFF = "staff"

LARGEST = 25 * 1024 * 1024
"""Bytes that one document may have."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A document of a case: its digest, what it is called, who is shown it, and when it was attached."""

    digest: str
    name: str
    shown: str
    attached_at: DateTime


def content_of(document: bytes | str | Path) -> bytes:
    """The bytes of a document, or of the file in which it stands.

    Raises:
        Refused: R281 it cannot be read, is empty, or is larger than 25 MiB.
    """
    if isinstance(document, bytes):
        content = document
    else:
        path = Path(document)
        try:
            if path.stat().st_size > LARGEST:
                raise _too_large()
            content = path.read_bytes()
        except OSError as error:
            raise Refused("R281", f"{path} cannot be read: {error.strerror}", "name another file") from None
    if len(content) > LARGEST:
        raise _too_large()
    if not content:
        raise Refused("R281", "the document is empty", "attach one that says something")
    return content


def _too_large() -> Refused:
    return Refused("R281", "the document is larger than 25 MiB", "make it smaller, or keep it elsewhere and note where")


def keep_document(tx: Writing, content: bytes) -> str:
    """Keep a document, and its digest. Its name is private and stands only in the case."""
    fingerprint = digest(content)
    tx.keep("attachment", "", fingerprint, content)
    return fingerprint


def attachments_of(case: Case) -> tuple[Attachment, ...]:
    """The documents of a case, in the order in which they were attached."""
    return tuple(
        Attachment(
            event.data["attachment.digest"],
            event.texts.get("attachment.name", ""),
            event.data["attachment.shown"],
            event.happened_at,
        )
        for event in case.events
        if event.kind == "attached"
    )


def attachment_of(case: Case, digest: str) -> Attachment:
    """The document of a case whose digest is this, or begins like this; attached twice, the last time counts.

    Raises:
        Refused: R281 there is none, or more than one.
    """
    given = digest.removeprefix(PREFIX)
    found = {one.digest: one for one in attachments_of(case) if one.digest.removeprefix(PREFIX).startswith(given)}
    if len(found) == 1 and given:
        return next(iter(found.values()))
    what = f"{len(found)} documents of {case.id} begin" if found else f"no document of {case.id} begins"
    raise Refused("R281", f'{what} with "{digest}"', "name it by its digest, as the case lists it")


def refuse_showing(one: Attachment, to: str) -> None:
    """Refuse to hand out a document to whom it is not shown. What the complainant is shown, staff are shown too.

    Raises:
        Refused: R287.
    """
    if one.shown == to or (one.shown == COMPLAINANT and to == STAFF):
        return
    staff_only = one.shown == STAFF and to == COMPLAINANT
    what = f"this document is shown to {'staff, and not to the complainant' if staff_only else 'nobody'}"
    mend = "if that is wrong, correct on record who is shown it (attachment.shown)"
    raise Refused("R287", what, mend)
