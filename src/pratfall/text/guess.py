"""Which of the languages we have rules for a text is in, by its frequent words.

Not a general language detector: it only chooses between languages in languages/, and says "" when their
frequent words do not decide. A language named by the network is believed first, also when it is not ours.
"""

from __future__ import annotations

from .languages import languages

UNKNOWN = frozenset({"", "und", "zxx", "qme", "qht", "qam", "qct", "art", "unknown"})  # X's ways of not saying


def guess(text: str, given: str = "") -> str:
    """Two-letter code, or "" when unclear. `text` plain; `given` as printed ("fr", "fr-FR", "und")."""
    code = given.lower().replace("_", "-").split("-")[0]
    if code not in UNKNOWN:
        return code
    words = text.split()
    best, most, second = "", 0, 0
    for name, language in languages().items():
        score = len(language.frequent.intersection(words))
        if score > most:
            best, most, second = name, score, most
        else:
            second = max(second, score)
    return best if most > second else ""
