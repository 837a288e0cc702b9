"""People other than the account's owner: recognisable as the same person, not as who they are."""

from __future__ import annotations

import hmac
from typing import Any

import pyarrow as pa


def pseudonym(salt: bytes, *parts: str) -> str:
    """HMAC-SHA256 of the trimmed, lower-case parts with the lake's salt; 24 hex digits.

    Without the salt nobody can test a guessed address against it.
    """
    text = "\x1f".join(part.strip().lower() for part in parts)
    return hmac.new(salt, text.encode("utf-8", "surrogatepass"), "sha256").hexdigest()[:24]


def pseudonyms(salt: bytes, texts: Any) -> Any:
    """(n,) text -> (n,) pseudonyms; null stays null. Distinct values are hashed once."""
    encoded = texts.dictionary_encode()
    hashed = pa.array(
        [None if text is None else pseudonym(salt, text) for text in encoded.dictionary.to_pylist()], pa.string()
    )
    return hashed.take(encoded.indices)
