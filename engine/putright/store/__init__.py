"""Where cases are kept: the contract every store keeps, and the function that opens one.

Never decides anything about a case. SQL is loaded only when a store is opened.
"""

from __future__ import annotations

from putright.store.contract import CaseRow, DueRow, EffectRow, Extent, Head, Known, Reading, Store, StoreError, Writing

__all__ = [
    "CaseRow",
    "DueRow",
    "EffectRow",
    "Extent",
    "Head",
    "Known",
    "Reading",
    "Store",
    "StoreError",
    "Writing",
    "open_store",
]


def open_store(url: str, create: bool = True) -> Store:
    """The store at `url`: `sqlite:///path/to/file.db`, `sqlite://` for one that lives in memory only, or
    `postgresql://user@computer/database`.

    A store of an older putright is brought up to date. `?timeout=5` sets how many seconds a writer waits for another.

    Raises:
        StoreError: S403, the store cannot be opened, or is not there and `create` is false; S404, the disk is
            full, the store is busy, or the connection was lost.
    """
    from putright.store.opening import opened

    return opened(url, create)
