"""Secrets that open something: made at random, shown once, kept only as their digest."""

from __future__ import annotations

import secrets
from hashlib import sha256


def new_secret(prefix: str = "") -> str:
    return prefix + secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """A plain digest is enough: there is nothing to guess in 256 random bits."""
    return sha256(secret.encode()).hexdigest()
