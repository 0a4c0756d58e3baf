"""Attached documents: kept whole under their digest, and listed in the case that they belong to.

Never looks into a document, and never gives one to anybody but the caller.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pendulum import DateTime

from putright.case.case import Case
from putright.policy.canonical import digest
from putright.problems import Refused
from putright.store import Writing

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
