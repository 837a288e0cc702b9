"""Numbers as people's exports print them: thousands, decimal commas, K and M, percent, placeholders.

The decimal mark is decided per column from all its values (formats.md 2.3). Work is done on the
distinct values of a column only, so that a million cells cost a few thousand conversions.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

NULLS = pa.array(
    ["", "-", "--", "---", "–", "—", "n/a", "na", "#n/a", "nan", "null", "none", "undefined", "inf", "-inf", "infinity",
     "not available", "non disponible", "no disponible", "nicht verfügbar", "#div/0!", "#value!", "#ref!"]
)  # fmt: skip
_SPACES = "[\\s\u00a0\u202f\u2009\u2007'\u2019]"  # RE2 knows no \\u
_CURRENCY = r"(?i)US\$|CA\$|A\$|[$€£¥₹]|\b(?:EUR|USD|GBP|CHF|CAD|AUD)\b"
_LETTER = {"k": 3, "m": 6, "b": 9, "mio": 6, "mrd": 9, "md": 9}
_SUFFIX = re.compile(r"^(.*?)\s*(k|m|b|mio|mrd|md)\.?$", re.IGNORECASE)
LARGEST_CELL = 64  # characters; longer is no number
BEYOND_COUNTING = 1e15


class Mark(StrEnum):
    """What separates whole from part in a column."""

    DOT = "dot"
    COMMA = "comma"
    UNDECIDED = "undecided"


def is_null(texts: Any) -> Any:
    """(n,) text -> (n,) bool: a placeholder for "not measured", or empty."""
    return pc.fill_null(pc.is_in(pc.utf8_lower(pc.utf8_trim_whitespace(texts)), NULLS), True)


def mark_of(values: Any) -> Mark:
    """Evidence of the decimal mark in distinct values; UNDECIDED where every value reads both ways.

    `1,5` and `1.234,5` mean a comma, `1.5` and `1,234.5` a dot; `1,234` alone says nothing.
    """
    if not pc.any(pc.match_substring_regex(values, "[.,]")).as_py():
        return Mark.UNDECIDED
    texts = pc.replace_substring_regex(values, _SPACES, "")
    comma = pc.match_substring_regex(
        texts, r"\d\.\d{3},\d|(^|[^\d.,])\d*,(\d{1,2}|\d{4,})([^\d.,]|$)|(^|[^\d.])0,\d+|\d{4,},\d"
    )
    dot = pc.match_substring_regex(
        texts, r"\d,\d{3}\.\d|(^|[^\d.,])\d*\.(\d{1,2}|\d{4,})([^\d.,]|$)|(^|[^\d,])0\.\d+|\d{4,}\.\d"
    )
    has_comma, has_dot = pc.any(comma).as_py() or False, pc.any(dot).as_py() or False
    if has_comma and not has_dot:
        return Mark.COMMA
    return Mark.DOT if has_dot and not has_comma else Mark.UNDECIDED


def parse(values: Any, mark: Mark, *, whole: bool) -> Any:
    """Distinct text values -> float64, null where the text is no number (or one beyond all counting).

    With an UNDECIDED mark, groups of three are thousands (`1,234`, and in whole numbers `1.234`).
    """
    usual = r"^\d{1,15}(\.\d+)?$" if mark is Mark.DOT else r"^\d{1,15}$"
    if pc.all(pc.match_substring_regex(values, usual)).as_py():
        return values.cast(pa.float64())
    plain = _plain(values, mark, whole=whole)
    simple = pc.match_substring_regex(plain, r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$")
    parsed = pc.if_else(simple, plain, None).cast(pa.float64())
    if not pc.all(pc.fill_null(simple, True)).as_py():
        pairs = zip(simple.to_pylist(), plain.to_pylist(), strict=True)
        parsed = pc.coalesce(parsed, pa.array([_odd(t) if t and not ok else None for ok, t in pairs], pa.float64()))
    return pc.if_else(pc.less(pc.abs(parsed), BEYOND_COUNTING), parsed, None)


def parse_one(text: str) -> float | None:
    """One cell on its own, with nothing known about its column."""
    value = parse(pa.array([text.strip()], pa.string()), Mark.UNDECIDED, whole=False)[0].as_py()
    return float(value) if value is not None else None


def parse_money(values: Any, mark: Mark) -> list[Decimal | None]:
    """Distinct text values -> exact Decimals; None where the text is no amount."""
    out: list[Decimal | None] = []
    for text in _plain(values, mark, whole=False).to_pylist():
        try:
            out.append(
                Decimal(text) if text and len(text) < LARGEST_CELL and re.match(r"^[+-]?[\d.]+$", text) else None
            )
        except InvalidOperation:
            out.append(None)
    return out


def _plain(values: Any, mark: Mark, *, whole: bool) -> Any:
    """`(1 234,50 €)` -> `-1234.50`; the decimal mark becomes a dot, thousands vanish."""
    texts = pc.if_else(pc.less(pc.utf8_length(values), LARGEST_CELL), pc.utf8_trim_whitespace(values), None)
    texts = pc.replace_substring_regex(texts, _CURRENCY, "")
    texts = pc.replace_substring_regex(pc.replace_substring(texts, "\u2212", "-"), _SPACES, "")
    texts = pc.replace_substring_regex(texts, r"^\((.*)\)$", r"-\1")
    match mark:
        case Mark.COMMA:
            # Groups of three beside a decimal comma elsewhere: dots are thousands.
            texts = pc.replace_substring_regex(texts, r"(\d)\.(\d{3})", r"\1\2")
            return pc.replace_substring(texts, ",", ".")
        case Mark.DOT:
            return pc.replace_substring_regex(texts, r",(\d{3})", r"\1")
        case Mark.UNDECIDED:
            grouped = pc.match_substring_regex(texts, r"^[+-]?\d{1,3}(,\d{3})+\D*$")
            texts = pc.if_else(grouped, pc.replace_substring(texts, ",", ""), texts)
            if whole:
                dots = pc.match_substring_regex(texts, r"^[+-]?\d{1,3}(\.\d{3})+\D*$")
                texts = pc.if_else(dots, pc.replace_substring(texts, ".", ""), texts)
            return pc.replace_substring(texts, ",", ".")


def _odd(text: str) -> float | None:
    """`1.2K`, `3 M`, `62%`, `< 1%` (censored: unknown), anything else None. Percent gives a share."""
    text = text.strip()
    percent = text.endswith("%") or text.startswith("%")
    body = text.strip("% \u00a0\u202f")
    scale = 1.0
    if match := _SUFFIX.match(body):
        body, scale = match[1], 10.0 ** _LETTER[match[2].lower()]
    if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,2})?", body):
        return None
    return float(body) * scale / (100.0 if percent else 1.0)
