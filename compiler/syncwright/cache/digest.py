"""Hashes of what something is made from. Knows nothing of specs."""

import hashlib
from collections.abc import Iterable

#: Bytes of a hash: enough that no two inputs ever share one.
SIZE = 20


def digest(*parts: bytes | str | Iterable[bytes | str]) -> bytes:
    """The hash of these texts and lists of texts, in this order. Each is hashed with its length, so that none runs into the next."""
    whole = hashlib.blake2b(digest_size=SIZE)
    for part in parts:
        if isinstance(part, (bytes, str)):
            _take(whole, part)
        else:
            held = list(part)
            whole.update(b"[%d" % len(held))
            for one in held:
                _take(whole, one)
    return whole.digest()


def _take(whole: "hashlib.blake2b", part: bytes | str) -> None:
    data = part.encode() if isinstance(part, str) else part
    whole.update(b"%d:" % len(data))
    whole.update(data)
