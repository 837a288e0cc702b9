"""Which language is each text in? Frequent and rare words of those we read first, a general identifier for the rest.

Every word of the training texts carries the logarithm of how much likelier it is in one of our two languages; where
most words of a text are known and they agree, that decides. What they leave open goes to py3langid (BSD, naive Bayes
over bytes, 97 languages), restricted to the languages asked for. Where the two disagree, or there is almost nothing
to go by, the answer is "", never a guess. A language named by the network is believed first.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

import numpy as np
from py3langid.langid import LanguageIdentifier  # type: ignore[import-untyped]

from .features import Words, among, hashes_of, words_of
from .model import load

Array = Any
UNKNOWN = frozenset({"", "und", "zxx", "qme", "qht", "qam", "qct", "art", "unknown"})  # X's ways of not saying
USUAL = ("en", "fr", "de", "es", "it", "pt", "nl", "pl", "ar", "ru", "tr", "uk", "el", "ja", "zh", "ko", "fa", "he")
PLAIN_EVIDENCE = 3.0  # difference of log-likelihoods from which known words decide alone
LEAST_EVIDENCE = 1.0
KNOWN_SHARE = 0.7  # of the words of a text
CONFIDENT = 0.8  # probability from which the identifier is believed against silence, or about a third language
FEWER_KNOWN, MORE_EVIDENCE = 0.35, 6.0  # enough for a text with none of the words of others
# Frequent words of other languages in the same letters that English and French do not have: a text with one of them is
# for the identifier, however many words it shares with ours.
OTHERS = """el los las una unos unas del por con para pero muy como mas esta este esto porque cuando donde soy es eres
somos tiene gracias hola si yo su il gli che di da della dei delle sono sei questo questa anche molto grazie
ciao perche piu come um uma das nos nas nao com mais muito isso voce obrigado obrigada ao eu ele ela der und
ist nicht ein eine einen mit auf fur von zu dem ich wir ihr sie auch aber oder wie was danke het een niet ik
jij wij zij dat dit voor op te zijn maar ook hij dank nie jest to jak tak czy dla bir ve bu icin cok degil
ile och att det som jag inte av til og ikke jeg""".split()
OURS = 3.5  # log-odds from which a word is a word of ours
NOT_SECOND = "no na do os as den met lo mi em er ze zo".split()  # English or elsewhere, but never French
BATCH = 1_000
READ_AT_MOST = 300  # letters the identifier looks at


def find_languages(
    texts: Sequence[str], *, languages: Sequence[str] | None = None, given: Sequence[str] | None = None
) -> Array:
    """(n,) object: two-letter codes, "" unclear. `languages`: those that may occur; `given`: as the network says."""
    codes = np.full(len(texts), "", dtype=object)
    if given is not None:
        codes[:] = [_named(name) for name in given]
    rows = np.flatnonzero(codes == "")
    for at in range(0, len(rows), BATCH):
        part = rows[at : at + BATCH]
        own = [texts[row] for row in part.tolist()]
        codes[part] = languages_of(words_of(own), own, languages=languages)
    return codes


def languages_of(
    words: Words, texts: Sequence[str], *, languages: Sequence[str] | None = None, given: Sequence[str] | None = None
) -> Array:
    """As `find_languages`, for texts already cut into words."""
    codes = np.full(len(texts), "", dtype=object)
    if given is not None:
        codes[:] = [_named(name) for name in given]
    open_ = codes == ""
    evidence, known, count, foreign = _evidence(words)
    first, second = load().pair
    allowed = frozenset(languages or USUAL)
    sure = (known >= KNOWN_SHARE * count) & (np.abs(evidence) >= PLAIN_EVIDENCE)
    sure |= (known >= FEWER_KNOWN * count) & (np.abs(evidence) >= MORE_EVIDENCE)
    sure &= open_ & ~foreign
    if first in allowed:
        codes[sure & (evidence < 0)] = first
    if second in allowed:
        codes[sure & (evidence > 0)] = second
    for row in np.flatnonzero((codes == "") & open_ & (count > 0)).tolist():
        codes[row] = _asked(texts[row], float(evidence[row]), known[row] / count[row], foreign[row], allowed)
    return codes


@lru_cache(maxsize=1024)
def _named(code: str) -> str:
    short = code.lower().replace("_", "-").split("-")[0]
    return "" if short in UNKNOWN else short


def _evidence(words: Words) -> tuple[Array, Array, Array, Array]:
    """Per text: log-likelihood of the second language less that of the first; known words; words with letters; whether
    a word of another language is among them."""
    model, k = load(), words.letters.count
    at = np.minimum(np.searchsorted(model.vocabulary, words.hashes), len(model.vocabulary) - 1)
    here = model.vocabulary[at] == words.hashes
    weight = np.where(here, model.log_odds[at], 0.0)
    lettered = words.letters.kind[words.starts] == 1
    per_text = np.bincount(words.text, weights=weight, minlength=k)
    return (
        per_text,
        np.bincount(words.text[here & lettered], minlength=k),
        np.bincount(words.text[lettered], minlength=k),
        _holds(words, _others()) | ((per_text > 0) & _holds(words, _not_second())),
    )


def _holds(words: Words, known: Array) -> Array:
    holds: Array = np.bincount(words.text[among(words.hashes, known)], minlength=words.letters.count) > 0
    return holds


@cache
def _not_second() -> Array:
    return hashes_of(NOT_SECOND)


@cache
def _others() -> Array:
    """Hashes of OTHERS without those that our two languages use more than now and then."""
    model, hashes = load(), hashes_of(sorted(set(OTHERS)))
    at = np.minimum(np.searchsorted(model.vocabulary, hashes), len(model.vocabulary) - 1)
    used = (model.vocabulary[at] == hashes) & (np.abs(model.log_odds[at]) > OURS)
    return hashes[~used]


def _asked(text: str, evidence: float, known: float, foreign: bool, allowed: frozenset[str]) -> str:
    """What the identifier says, unless the known words say otherwise or too little."""
    first, second = load().pair
    code, confidence = _identifier(allowed).classify(
        text[:READ_AT_MOST].encode("utf-8", "replace").decode("utf-8").replace("\n", " ")
    )
    ours = second if evidence > LEAST_EVIDENCE else first if evidence < -LEAST_EVIDENCE else ""
    if code == ours:
        return str(code)
    if confidence >= CONFIDENT and (foreign or not ours or known < KNOWN_SHARE):
        return str(code)
    if known < KNOWN_SHARE:
        return ""
    return ours if ours in allowed and abs(evidence) >= PLAIN_EVIDENCE else ""


@cache
def _identifier(allowed: frozenset[str]) -> Any:
    identifier = LanguageIdentifier.from_model_file("data/model.npz.xz", norm_probs=True)
    identifier.set_languages(sorted(allowed & set(identifier.labels)) or None)
    return identifier
