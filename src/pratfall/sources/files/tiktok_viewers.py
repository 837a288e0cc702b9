"""TikTok Studio, `Viewers`: different people per day, of them new and returning. Never added over days."""

from __future__ import annotations

from typing import Any

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
    col(
        "viewers",
        Kind.COUNT,
        "Total Viewers",
        "Espectadores totales",
        "Total de espectadores",
        "Total des spectateurs",
        "Spectateurs totaux",
        required=True,
    ),
    col("new", Kind.COUNT, "New Viewers", "Espectadores nuevos", "Nuevos espectadores", "Nouveaux spectateurs"),
    col(
        "returning",
        Kind.COUNT,
        "Returning Viewers",
        "Espectadores recurrentes",
        "Espectadores que regresan",
        "Spectateurs récurrents",
        "Spectateurs de retour",
    ),
)


def read(document: Document, sheet: Sheet, layout: Layout, context: Context, draft: Draft) -> None:
    frame, account = read_days(document, sheet, layout, context, draft, lambda frame: frame.metrics("viewers"))
    for group in ("new", "returning"):
        if frame.n and frame.has(group):
            _observe(frame, group, account, draft)
    if frame.n and layout.has("new", "returning"):
        parts = pc.add(frame["new"], frame["returning"])
        wrong = pc.sum(pc.not_equal(parts, frame["viewers"])).as_py()
        compared = frame.n - frame["viewers"].null_count
        draft.check("viewers_are_new_and_returning", wrong == 0 if compared else None, expected=compared,
                    got=compared - (wrong or 0), n=compared)  # fmt: skip


def _observe(frame: Frame, group: str, account: str, draft: Draft) -> None:
    """Before the account existed the total is `undefined` while the groups print 0: unknown too."""
    values: Any = pc.if_else(frame["viewers"].is_valid(), frame[group], None)
    draft.observe(
        frame.n, {"viewers": values}, kind=MetricKind.PER_DAY, subject_type="account", subject_id=account,
        platform="tiktok", account_id=account, breakdown=f'{{"viewer":"{group}"}}',
        window_start=frame["day"], window_end=frame["day"], partial_day=pc.equal(frame["day"], pc.max(frame["day"])),
    )  # fmt: skip


READER = TableExport(
    name="tiktok_viewers",
    platform="tiktok",
    evidence=Evidence.FILE,
    real_file_seen=True,
    columns=COLUMNS,
    reading=read,
)
