"""The canonical form of a document: bytes that stay the same when only comments, spacing or the order of keys change.

Pure; it stores nothing and reads no file.
"""

from __future__ import annotations

import json
from hashlib import sha256


def canonical(tree: object) -> bytes:
    """Plain data as JSON with sorted keys and no spaces, in UTF-8; the order of lists is kept."""
    text = json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode()


def digest(content: bytes) -> str:
    """The name of some bytes by their content: `sha256:` and 64 hexadecimal digits."""
    return f"sha256:{sha256(content).hexdigest()}"
