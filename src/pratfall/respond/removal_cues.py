"""Is there anything in a comment that the policy lets somebody remove, or is it plain criticism?

The policy knows four reasons. Words can point to three of them: a threat (a few phrases that are hardly ever meant
otherwise), personal data (an address, a telephone or account number), spam (the reader's own score). Hate is not
looked for: no list of words tells it from those who quote it, and its targets. A cue decides nothing: it says what
two people should look at. Its absence under a complaint is what matters: criticism without any of these is what
organisations regret to have removed (Liao et al. 2024, doi 10.1002/mar.22065: visible deletion costs forgiveness and
spreads more anger, in four studies; a specific reason softens it).
"""

from __future__ import annotations

import re
from enum import StrEnum

from pratfall.text.masking import IBAN, MAIL, NUMBER, mask
from pratfall.text.plain import plain

LONGEST = 20_000  # characters of a text that are looked at
SPAM = 0.5
LIKELY = 0.5


class Cue(StrEnum):
    THREAT = "threat"
    PERSONAL_DATA = "personal_data"
    SPAM = "spam"


# Without accents, as `plain` leaves them. Phrases against a person; "kill the project" and "tuer le temps" are none.
_THREATS = re.compile(
    r"\b(?:(?:i|we)(?:'ll| will| am going to|'m going to) (?:kill|hurt|find|beat|get|stab|shoot) (?:you|him|her|them)\b"
    r"|i know where (?:you|he|she|they) lives?\b|you(?:'ll| will) pay for this with\b|you (?:should|deserve to) die\b"
    r"|burn (?:your|the|their) (?:house|office|place|building) down\b|watch your back\b"
    r"|(?:je|on) (?:va|vais) (?:te|vous|le|la|les) (?:tuer|crever|buter|frapper|retrouver|casser la)\b"
    r"|je sais ou (?:tu habites|vous habitez|il habite|elle habite)\b|(?:tu vas|vous allez) (?:crever|mourir)\b"
    r"|(?:tu merites|vous meritez) de (?:crever|mourir)\b|(?:mettre|foutre) le feu a (?:votre|vos|ta|leur)\b)"
)


def cues(text: str, *, spam: float | None) -> frozenset[Cue]:
    """What points to a reason of the policy. `spam`: probability as read, None unknown."""
    text = text[:LONGEST]
    found = set()
    if _THREATS.search(plain(text)):
        found.add(Cue.THREAT)
    if _personal(text):
        found.add(Cue.PERSONAL_DATA)
    if spam is not None and spam >= SPAM:
        found.add(Cue.SPAM)
    return frozenset(found)


def is_plain_criticism(found: frozenset[Cue], *, complaint: float | None, negative: float | None) -> bool:
    """A complaint, or likelier negative than not, without any cue. Unknown scores are no excuse: without a cue it
    counts as criticism too.
    """
    if found:
        return False
    known = [score for score in (complaint, negative) if score is not None]
    return not known or max(known) >= LIKELY


def _personal(text: str) -> bool:
    """Mail addresses, and the numbers the mask would hide: prices, dates and years are none."""
    if MAIL.search(text):
        return True
    numbers = [match[0] for pattern in (IBAN, NUMBER) for match in pattern.finditer(text)]
    return any(mask(number) != number for number in numbers)
