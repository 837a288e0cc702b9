"""Who does what. One person may hold all roles; a role nobody holds is the lead's."""

from __future__ import annotations

from enum import StrEnum


class Part(StrEnum):
    """LEAD decides; VOICE writes what is said in public; NUMBERS collects; REPLIES answers people; SCRIBE notes."""

    LEAD = "lead"
    VOICE = "voice"
    NUMBERS = "numbers"
    REPLIES = "replies"
    SCRIBE = "scribe"
