"""The numbers a decision stands on as text that is stored, and a fingerprint that shows whether anybody changed it."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import cast

from pratfall.decide.basis import DecisionBasis

from .render.codec import decode, encode, tag_choices

tag_choices(DecisionBasis)


def dumps(basis: DecisionBasis) -> str:
    """The same basis gives the same text."""
    return json.dumps(encode(basis), ensure_ascii=False, sort_keys=True, allow_nan=False)


def loads(text: str) -> DecisionBasis:
    return cast(DecisionBasis, decode(DecisionBasis, json.loads(text)))


def fingerprint(text: str) -> str:
    """SHA-256, in hexadecimal."""
    return sha256(text.encode()).hexdigest()
