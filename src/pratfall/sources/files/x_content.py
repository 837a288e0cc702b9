"""X content analytics (since 2024): one row per post and reply. The day is printed, the hour is in the id.

Not settled by any file seen: whether the numbers are the posts' lifetimes or the chosen dates'.
They are kept as totals of the window in the file name (formats.md 3.1 c), of one unknown in a renamed file.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pratfall.records.imports import ZoneEvidence
from pratfall.records.tables import MetricKind
from pratfall.sources import ids, x_text, zones
from pratfall.sources.columns import Kind, Layout, col
from pratfall.sources.dates import period_in
from pratfall.sources.document import Document, Sheet
from pratfall.sources.draft import TYPES, Draft
from pratfall.sources.exports import Context, Evidence, TableExport
from pratfall.sources.frames import Frame, frames
from pratfall.sources.ids import IdClock

COLUMNS = (
    col("post_id", Kind.ID, "Post id", "ID do post", "Identifiant du post", "ID du post", required=True, filled=True),
    col("printed", Kind.TIME, "Date", "Data", "Fecha", "Datum"),
    col("text", Kind.TEXT, "Post text", "Texte du post", "Texto do post", "Texto del post", required=True),
    col("url", Kind.TEXT, "Post Link", "Lien du post", "Lien", "Postar link", "Link do post", "Enlace del post"),
    col("impressions", Kind.COUNT, "Impressions", "Impressões", "Impresiones", required=True),
    col("likes", Kind.COUNT, "Likes", "J'aime", "Curtidas", "Me gusta"),
    col("engagements_reported", Kind.COUNT, "Engagements", "Engajamentos", "Interacciones"),
    col("saves", Kind.COUNT, "Bookmarks", "Itens salvos", "Signets", "Guardados"),
    col("share_actions", Kind.COUNT, "Shares", "Share", "Compartilhamentos", "Partages"),
    col("follows_gained", Kind.COUNT, "New follows", "Novos seguidores", "Nouveaux abonnés"),
    col("comments", Kind.COUNT, "Replies", "Réponses", "Respostas", "Respuestas"),
    col("shares", Kind.COUNT, "Reposts"),
    col("clicks_profile", Kind.COUNT, "Profile visits", "Visitas ao perfil", "Visites du profil"),
    col("clicks_link", Kind.COUNT, "URL Clicks", "Cliques de URL", "Clics sur l'URL"),
    col("detail", Kind.COUNT, "Detail Expands", "Expansões de detalhes"),
    col("hashtag", Kind.COUNT, "Hashtag Clicks", "Cliques de hashtag"),
    col("permalink", Kind.COUNT, "Permalink Clicks", "Cliques de link permanente"),
)
METRICS = (
    "impressions", "likes", "engagements_reported", "saves", "share_actions", "follows_gained", "comments", "shares",
    "clicks_profile", "clicks_link",
)  # fmt: skip


def read(document: Document, sheet: Sheet, layout: Layout, context: Context, draft: Draft) -> None:
    window = period_in(document.name)
    seen = _Seen()
    for frame in frames(document, sheet, layout, draft, context.hints):
        seen.see(_timed(frame))
    seen.finish(window, context, draft)


def _timed(frame: Frame) -> Frame:
    frame = x_text.with_ids(frame)
    frame.columns["at"] = ids.times(frame["post_id"], IdClock.X)
    if not frame.has("printed"):
        frame.columns |= {"printed.local": pa.nulls(frame.n, pa.timestamp("us"))}
    return frame.drop(pc.and_(frame["at"].is_null(), frame["printed.local"].is_null()), "bad_date")


class _Seen:
    """Rows are held until the last one: the window and the zone belong to all of them."""

    def __init__(self) -> None:
        self.handle = ""
        self.frames: list[Frame] = []

    def see(self, frame: Frame) -> None:
        if not frame.n:
            return
        self.handle = self.handle or x_text.usual_handle(frame["handle"])
        self.frames.append(frame)

    def finish(self, window: tuple[date, date] | None, context: Context, draft: Draft) -> None:
        if not self.frames:
            return
        account = self.handle.lower() or context.local_account("x")
        at = pa.chunked_array([frame["at"] for frame in self.frames]).combine_chunks()
        printed = pa.chunked_array([frame["printed.local"] for frame in self.frames]).combine_chunks()
        self._zone(at, printed, draft)
        low, high = pc.min_max(pc.coalesce(at, pc.assume_timezone(printed, "UTC").cast(TYPES["ts"]))).as_py().values()
        draft.as_of = context.as_of(high, window[1] if window else None)
        start, end = window or (None, None)
        for frame in self.frames:
            self._rows(frame, account, start, end, draft)
        self._account(account, draft)
        self._period(low, high, window, account, context, draft)

    def _zone(self, at: Any, printed: Any, draft: Draft) -> None:
        fitting = zones.offsets_that_fit(at, printed, whole_days=True)
        if fitting:
            draft.zone, draft.zone_evidence = zones.name_of(fitting), ZoneEvidence.ID_DERIVED
        compared = pc.sum(pc.and_(at.is_valid(), printed.is_valid())).as_py() or 0
        draft.check("printed_days_fit_ids", bool(fitting) if compared else None, got=draft.zone, n=compared)

    def _rows(self, frame: Frame, account: str, start: date | None, end: date | None, draft: Draft) -> None:
        texts = x_text.unescaped(frame.text("text"))
        url = frame.text("url")
        if self.handle:
            made = pc.binary_join_element_wise(f"https://x.com/{self.handle}/status", frame["post_id"], "/")
            url = pc.coalesce(url, made)
        draft.add(
            "post", frame.n, platform="x", account_id=account, post_id=frame["post_id"], text=texts,
            post_type=x_text.post_types(texts), relation=x_text.relations(texts), url=url, published_at=frame["at"],
            published_local=pc.strftime(frame["printed.local"].cast(pa.timestamp("s")), format="%Y-%m-%d"),
            published_precision=pc.if_else(frame["at"].is_valid(), "second", "day"),
            hashtags=x_text.hashtags(texts), links=x_text.links(texts), visibility="public", state="present",
        )  # fmt: skip
        metrics = frame.metrics(*METRICS)
        others = [frame.columns[name] for name in ("detail", "hashtag", "permalink") if frame.has(name)]
        if len(others) == 3:
            metrics["clicks_other"] = pc.add(pc.add(others[0], others[1]), others[2])
        draft.observe(
            frame.n, metrics, kind=MetricKind.WINDOW, subject_type="post", subject_id=frame["post_id"], platform="x",
            account_id=account, window_start=start, window_end=end,
        )  # fmt: skip

    def _account(self, account: str, draft: Draft) -> None:
        if not self.handle:
            draft.note(f"account_not_named:{account}")
        url = f"https://x.com/{self.handle}" if self.handle else None
        draft.add("account", 1, platform="x", account_id=account, handle=self.handle or None, url=url, kind="profile")

    def _period(
        self, low: datetime, high: datetime, window: tuple[date, date] | None, account: str, context: Context,
        draft: Draft,
    ) -> None:  # fmt: skip
        first, last, evidence = low.date(), high.date(), "rows"
        if window:
            # Posts older than the window are listed when they were seen inside it.
            inside = last <= window[1]
            draft.check(
                "rows_inside_named_period",
                inside,
                expected=f"{window[0]} {window[1]}",
                got=f"{first} {last}",
                n=draft.rows_kept,
            )
            if inside:
                first, last, evidence = window[0], min(window[1], context.now.date()), "file_name"
        draft.period_start, draft.period_end = first, last
        draft.cover(
            platform="x", account_id=account, subject="posts", start=first, end=max(first, last), evidence=evidence
        )


READER = TableExport(
    name="x_content",
    platform="x",
    evidence=Evidence.TESTS,
    real_file_seen=False,
    columns=COLUMNS,
    reading=read,
    refuses=("page id", "account username", "tweet id"),
    least_known=0.6,
)
