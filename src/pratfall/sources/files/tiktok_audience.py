"""TikTok Studio, `FollowerGender`, `FollowerTopTerritories`, `FollowerActivity`: who the followers are.

Recognised, so that nobody is asked to map it; shares of followers are no measurement Pratfall keeps.
"""

from __future__ import annotations

from pratfall.sources.columns import Kind, Layout, col
from pratfall.sources.document import Document, Sheet
from pratfall.sources.draft import Draft
from pratfall.sources.exports import Context, Evidence, TableExport

COLUMNS = (
    col("gender", Kind.TEXT, "Gender", "Género", "Sexo", "Genre", "Sexe"),
    col("territory", Kind.TEXT, "Top territories", "Principales territorios", "Principaux territoires"),
    col("share", Kind.SHARE, "Distribution", "Distribución", "Répartition"),
    col("hour", Kind.COUNT, "Hour", "Hora", "Heure"),
    col("active", Kind.COUNT, "Active followers", "Seguidores activos", "Followers actifs", "Abonnés actifs"),
    col("day", Kind.TEXT, "Date", "Fecha"),
)


def _one_of_three(layout: Layout) -> bool:
    shares = layout.has("share") and (layout.has("gender") or layout.has("territory"))
    return shares or layout.has("hour", "active")


def read(document: Document, sheet: Sheet, layout: Layout, context: Context, draft: Draft) -> None:
    rows = sheet.rows()
    rows.take(layout.row + 1)
    lines = [rows.line_num for row in rows if any(row)]
    draft.rows_read = len(lines)
    if lines:
        draft.skip("audience_not_kept", lines)


READER = TableExport(
    name="tiktok_audience",
    platform="tiktok",
    evidence=Evidence.FILE,
    real_file_seen=True,
    columns=COLUMNS,
    reading=read,
    least_known=1.0,
    also_required=_one_of_three,
)
