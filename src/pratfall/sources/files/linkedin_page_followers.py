"""LinkedIn company page, followers: new followers per day.

Trap: the column `Total followers` of the daily sheet is the day's *new* followers of all kinds, not
the stock. The other sheets (location, industry ...) split the stock among themselves incompletely
and are not kept. Evidence: parsers and tests of others; no real file was seen.
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from pratfall.sources.columns import Kind, Layout, col
from pratfall.sources.days import DayRows
from pratfall.sources.document import Document, Sheet
from pratfall.sources.draft import Draft
from pratfall.sources.exports import Context, Evidence, TableExport
from pratfall.sources.frames import Frame
from pratfall.sources.linkedin_columns import DAY_NAMES, page_days

SCOPES = {"all": "total", "organic": "organic", "paid": "sponsored"}
COLUMNS = (
    col("day", Kind.DAY, *DAY_NAMES, required=True, filled=True),
    col(
        "sponsored", Kind.COUNT, "Sponsored followers", "Abonnés sponsorisés", "Seguidores patrocinados", required=True
    ),
    col("organic", Kind.COUNT, "Organic followers", "Abonnés organiques", "Abonnés naturels", "Seguidores orgánicos"),
    col(
        "invited",
        Kind.COUNT,
        "Auto-invited followers",
        "Abonnés invités automatiquement",
        "Seguidores convidados automaticamente",
        "Seguidores invitados automáticamente",
    ),
    col(
        "total",
        Kind.COUNT,
        "Total followers",
        "Total des abonnés",
        "Nombre total d'abonnés",
        "Total de seguidores",
        required=True,
    ),
)


def read(document: Document, sheet: Sheet, layout: Layout, context: Context, draft: Draft) -> None:
    account, frame = page_days(document, sheet, layout, context, draft)
    if not frame.n:
        return
    days = DayRows("linkedin", account, draft)
    days.see(frame, **{scope: {"follows_gained": frame[field]} for scope, field in SCOPES.items() if frame.has(field)})
    days.finish(context)
    _check_parts(frame, draft)


def _check_parts(frame: Frame, draft: Draft) -> None:
    parts = [frame[name] for name in ("sponsored", "organic", "invited") if frame.has(name)]
    total = parts[0]
    for part in parts[1:]:
        total = pc.add(total, part)
    wrong = pc.sum(pc.not_equal(total, frame["total"]).cast(pa.int64())).as_py() or 0
    draft.check("total_is_sum_of_parts", wrong == 0, expected=frame.n, got=frame.n - wrong, n=frame.n)


READER = TableExport(
    name="linkedin_page_followers",
    platform="linkedin",
    evidence=Evidence.TESTS,
    real_file_seen=False,
    columns=COLUMNS,
    reading=read,
)
