"""What is said in comments, as the organisation taught it: scores for the ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isnan
from typing import Any

from pratfall.reviews import settings
from pratfall.reviews.teaching.reader import reader_of
from pratfall.site.people.models import Organisation
from pratfall.text.read import read_texts

DIGITS = 4
NUMBERS = ("anger", "complaint", "question", "praise", "defence", "spam")
LONGEST = 20_000  # characters of a text that are read; what follows changes no score that matters


def scores_of(organisation: Organisation, texts: Sequence[str]) -> list[dict[str, Any] | None]:
    """One row per text, None for one without words: probabilities as `text.read` gives them, None where it cannot."""
    if not texts:
        return []
    read = reader_of(settings.home(), organisation.lake_key) or read_texts
    found = read([text[:LONGEST] for text in texts])
    columns: Mapping[str, Sequence[float]] = {name: getattr(found, name).tolist() for name in NUMBERS}
    negative, language = found.sentiment[:, 0].tolist(), found.language.tolist()
    support, sure = found.support.tolist(), found.sure.tolist()
    rows: list[dict[str, Any] | None] = []
    for i, text in enumerate(texts):
        if not text.strip():
            rows.append(None)
            continue
        row: dict[str, Any] = {name: _number(values[i]) for name, values in columns.items()}
        row |= {"negative": _number(negative[i]), "language": str(language[i]), "sure": bool(sure[i])}
        rows.append({**row, "support": str(support[i]), "model": found.model})
    return rows


def _number(value: float) -> float | None:
    return None if isnan(value) else round(float(value), DIGITS)
