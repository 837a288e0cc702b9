"""Sums of observations in a test: what a file's numbers add up to, by what they mean."""

from __future__ import annotations

from collections import defaultdict

from pratfall.records.imports import Extract

Key = tuple[str, str, str, str]


def sums(found: Extract, *, breakdown: bool = False) -> dict[Key, tuple[int, float]]:
    """(subject type, metric, kind, scope) -> (rows, sum); only rows with, or only rows without, a breakdown."""
    rows = found.tables["observation"].to_pylist() if "observation" in found.tables else []
    out: dict[Key, tuple[int, float]] = defaultdict(lambda: (0, 0.0))
    for row in rows:
        if bool(row["breakdown"]) is breakdown:
            key = (row["subject_type"], row["metric"], row["kind"], row["scope"])
            n, total = out[key]
            out[key] = (n + 1, round(total + row["value"], 6))
    return dict(out)


def values(found: Extract, subject_id: str, *, kind: str, scope: str = "all") -> dict[str, float]:
    """Metric -> value of one subject; the last one printed where there are several."""
    return {
        row["metric"]: row["value"]
        for row in found.tables["observation"].to_pylist()
        if row["subject_id"] == subject_id and row["kind"] == kind and row["scope"] == scope
    }
