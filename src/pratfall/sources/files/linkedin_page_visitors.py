"""LinkedIn company page, visitors: page views and different visitors per day.

Printed by section (overview, life, jobs, total) and device; kept are the totals and, as a breakdown,
the devices. Visitors are people and never add up over days. Evidence: parsers and tests of others.
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from pratfall.records.tables import MetricKind
from pratfall.sources.columns import Kind, Layout, col
from pratfall.sources.days import DayRows
from pratfall.sources.document import Document, Sheet
from pratfall.sources.draft import Draft
from pratfall.sources.exports import Context, Evidence, TableExport
from pratfall.sources.frames import Frame
from pratfall.sources.linkedin_columns import DAY_NAMES, page_days

METRICS = {
    "profile_views": ("Total page views", "Total de visualizações da página"),
    "users": ("Total unique visitors", "Total de visitantes únicos"),
}
# As printed: English, Portuguese.
DEVICES = {"desktop": ("desktop", "computadores"), "mobile": ("mobile", "dispositivos móveis")}
COLUMNS = (
    col("day", Kind.DAY, *DAY_NAMES, required=True, filled=True),
    *(
        col(metric, Kind.COUNT, *(f"{name}{end}" for name in names for end in (" (total)", "")), required=not i)
        for i, (metric, names) in enumerate(METRICS.items())
    ),
    *(
        col(f"{metric}@{device}", Kind.COUNT, *(f"{name} ({word})" for name in names for word in words))
        for metric, names in METRICS.items()
        for device, words in DEVICES.items()
    ),
    col(
        "section",
        Kind.TEXT,
        pattern=r"(?:overview|life|jobs|about|products|custom button|day by day).*"
        r"|(?:visualizacoes|visitantes unicos) da pagina (?:visao geral|dia a dia|vagas|sobre|produtos).*",
    ),
)


def read(document: Document, sheet: Sheet, layout: Layout, context: Context, draft: Draft) -> None:
    account, frame = page_days(document, sheet, layout, context, draft)
    if not frame.n:
        return
    days = DayRows("linkedin", account, draft)
    days.see(frame, all=frame.metrics(*METRICS))
    days.finish(context)
    for device in DEVICES:
        _by_device(frame, device, account, draft)
    if frame.has("users"):
        wrong = pc.sum(pc.greater(frame["users"], frame["profile_views"]).cast(pa.int64())).as_py() or 0
        draft.check("visitors_within_views", wrong == 0, expected=frame.n, got=frame.n - wrong, n=frame.n)


def _by_device(frame: Frame, device: str, account: str, draft: Draft) -> None:
    metrics = {metric: frame[f"{metric}@{device}"] for metric in METRICS if frame.has(f"{metric}@{device}")}
    draft.observe(
        frame.n, metrics, kind=MetricKind.PER_DAY, subject_type="account", subject_id=account, platform="linkedin",
        account_id=account, breakdown=f'{{"device":"{device}"}}', window_start=frame["day"], window_end=frame["day"],
        partial_day=pc.equal(frame["day"], pc.max(frame["day"])),
    )  # fmt: skip


READER = TableExport(
    name="linkedin_page_visitors",
    platform="linkedin",
    evidence=Evidence.TESTS,
    real_file_seen=False,
    columns=COLUMNS,
    reading=read,
)
