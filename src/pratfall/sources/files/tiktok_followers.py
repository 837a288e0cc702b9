"""TikTok Studio, `FollowerHistory`: followers at the end of each day, and the change from the day before.

The printed change is right in some files and shifted by a day in others (formats.md 1), so the net
change is recomputed from the stock; the printed one is a check.
"""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pratfall.records.tables import MetricKind
from pratfall.sources.columns import Kind, Layout, col
from pratfall.sources.document import Document, Sheet
from pratfall.sources.draft import Draft
from pratfall.sources.exports import Context, Evidence, TableExport
from pratfall.sources.frames import Frame
from pratfall.sources.tiktok_columns import DAY, read_days

COLUMNS = (
    DAY,
    col("followers", Kind.COUNT, "Followers", "Seguidores", "Abonnés", "Follower", required=True),
    col(
        "change",
        Kind.COUNT,
        "Difference in followers from previous day",
        "Diferencia de seguidores con respecto al día anterior",
        "Diferencia en seguidores respecto al día anterior",
        "Différence d'abonnés par rapport au jour précédent",
        "Différence de followers par rapport au jour précédent",
        pattern=r"diff?eren(ce|cia|ca) .*(previous day|dia anterior|jour precedent|la veille).*",
        required=True,
    ),
)


def read(document: Document, sheet: Sheet, layout: Layout, context: Context, draft: Draft) -> None:
    frame, account = read_days(document, sheet, layout, context, draft, _changes)
    if not frame.n:
        return
    draft.observe(
        frame.n, frame.metrics("followers"), kind=MetricKind.POINT, subject_type="account", subject_id=account,
        platform="tiktok", account_id=account, window_start=frame["day"], window_end=frame["day"],
    )  # fmt: skip
    recomputed = _recomputed(frame)
    both = pc.and_(recomputed.is_valid(), frame["change"].is_valid())
    n = pc.sum(both.cast(pa.int64())).as_py() or 0
    right = pc.sum(pc.equal(recomputed.filter(both), frame["change"].filter(both)).cast(pa.int64())).as_py() or 0
    draft.check("follower_differences", None if not n else right == n, expected=n, got=right, n=n)


def _changes(frame: Frame) -> dict[str, Any]:
    return {"follows_net": _recomputed(frame)}


def _recomputed(frame: Frame) -> Any:
    """The stock minus the stock of the day before, where both days are printed."""
    stock = dict(zip(frame["day"].cast(pa.int32()).to_pylist(), frame["followers"].to_pylist(), strict=True))
    changes = [
        now - before if now is not None and (before := stock.get(day - 1)) is not None else None
        for day, now in zip(frame["day"].cast(pa.int32()).to_pylist(), frame["followers"].to_pylist(), strict=True)
    ]
    return pa.array(changes, pa.float64())


READER = TableExport(
    name="tiktok_followers",
    platform="tiktok",
    evidence=Evidence.FILE,
    real_file_seen=True,
    columns=COLUMNS,
    reading=read,
)
