"""Is a brief for people who may help a brief, or a script? Facts let them speak for themselves; words put into their
mouths are found out, and then they, and we, are believed less.

Who defends an organisation does so for its sake, for fairness, or for what they stand for themselves (three types, 570
people asked: Journal of Interactive Marketing 2025, doi 10.1177/10949968251320615): no single text is true for all.

    scripted(text) -> tuple[Scripted, ...]    orders to post, copied texts, agreed words; empty: facts only

Found by phrases, English and French: what is not found may still be a script, so this advises and never refuses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Sign(StrEnum):
    """POST    an order to publish something given
    COPY    a text to be copied
    WORDS   which words, or hashtag, to use
    READY   a long text in quotation marks: somebody's words, ready to be pasted
    """

    POST = "post"
    COPY = "copy"
    WORDS = "words"
    READY = "ready"


@dataclass(frozen=True)
class Scripted:
    sign: Sign
    words: str  # as they stand there


READY_CHARACTERS = 80
SHOWN = 80
LOOKED_BACK = 40  # characters before a phrase in which a no may stand
_NEVER = re.compile(
    r"(?:\b(?:not|never|n[o']t|don[’']t|no|sans|pas|jamais|ni)\b|\bn[e’'])[^.!?\n]{0,20}$", re.IGNORECASE
)

_ORDER_EN = r"(?:please |kindly )?(?:post|share|publish|tweet|send|write|comment|reply with)"
_GIVEN_EN = r"(?:the following|this (?:text|message|post|comment|statement)|these (?:words|lines)|(?:it|this)\s*:)"
_ORDER_FR = r"(?:publie[rz]|poste[rz]|partage[rz]|diffuse[rz]|envoye[rz]|écri(?:vez|re)|commente[rz])"
_GIVEN_FR = (
    r"(?:le (?:texte|message|commentaire) (?:suivant|ci-dessous)|ce (?:texte|message|commentaire|post)"
    r"|ceci|ces mots|cela\s*:)"
)
_COPY_EN = r"copy(?: and |[- &/]+)paste|copy (?:the|this) text"
_COPY_FR = r"copie[rz](?:[- ]| et )colle[rz]?|copié[- ]collé|copie[rz] (?:le|ce) texte"
_WORDS_EN = (
    r"use (?:these|the following|our) (?:words|wording|phrases|hashtags?|lines)|use the hashtag|word for word"
    r"|say (?:exactly|that)\b|in (?:exactly )?these words"
)
_WORDS_FR = (
    r"(?:utilise[rz]|reprene[rz]|employe[rz]) (?:ces mots|cette formule|le hashtag|les hashtags|notre texte)"
    r"|mot pour mot|(?:dites|dire|écrivez) (?:exactement|que)\b"
)
PHRASES = (
    (Sign.POST, re.compile(rf"\b(?:{_ORDER_EN} {_GIVEN_EN}|{_ORDER_FR} {_GIVEN_FR})", re.IGNORECASE)),
    (Sign.COPY, re.compile(rf"\b(?:{_COPY_EN}|{_COPY_FR})", re.IGNORECASE)),
    (Sign.WORDS, re.compile(rf"\b(?:{_WORDS_EN}|{_WORDS_FR})", re.IGNORECASE)),
)
_QUOTED = re.compile(rf"[“\"«]([^“”\"«»]{{{READY_CHARACTERS},}})[”\"»]")


def scripted(text: str) -> tuple[Scripted, ...]:
    """What in `text` tells people which words to use, in the order in which it stands there."""
    found = [
        (match.start(), Scripted(sign, match.group()))
        for sign, phrase in PHRASES
        for match in phrase.finditer(text)
        if not _NEVER.search(text[max(match.start() - LOOKED_BACK, 0) : match.start()])
    ]
    found += [(match.start(), Scripted(Sign.READY, _short(match.group(1)))) for match in _QUOTED.finditer(text)]
    return tuple(scripted for _, scripted in sorted(found, key=lambda pair: pair[0]))


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
