"""TikTok Studio, `Content`: one row per post, totals since publication as of the export day.

Post times have no year, sometimes no export day is printed; the id of a post holds the exact moment.
The list is not complete (its views are far below the account's), so it claims no coverage.
"""

from __future__ import annotations

import re

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pratfall.records.imports import ZoneEvidence
from pratfall.records.tables import MetricKind, PostType, Relation
from pratfall.sources import accounts, ids, x_text, yearless, zones
from pratfall.sources.columns import Kind, Layout, col
from pratfall.sources.document import Document, Sheet
from pratfall.sources.draft import Draft
from pratfall.sources.exports import Context, Evidence, TableExport
from pratfall.sources.frames import Frame, frames
from pratfall.sources.ids import IdClock
from pratfall.sources.snapshots import gathered
from pratfall.sources.tiktok_columns import LINK_NAMES, link_parts

COUNTS = (
    col(
        "views",
        Kind.COUNT,
        "Total views",
        "Video views",
        "Visualizaciones totales",
        "Visualizações totais",
        pattern=r"(nombre )?total (des|de) (vues|vistas|visualizaciones|visualizacoes)|vues totales|vistas totales",
    ),
    col(
        "likes",
        Kind.COUNT,
        "Total likes",
        "Me gusta totales",
        "Curtidas totais",
        pattern=r"(nombre )?total (des|de) (mentions )?(j'aime|\"?me gusta\"?|curtidas)|j'aime totaux",
    ),
    col(
        "comments",
        Kind.COUNT,
        "Total comments",
        "Comentarios totales",
        "Comentários totais",
        pattern=r"(nombre )?total (des|de) (commentaires|comentarios)|commentaires totaux",
    ),
    col(
        "shares",
        Kind.COUNT,
        "Total shares",
        "Veces compartido en total",
        "Veces compartido",
        "Compartidos totales",
        "Compartilhamentos totais",
        pattern=r"(nombre )?total (des|de) (partages|compartidos|veces compartido|compartilhamentos)|partages totaux",
    ),
    col("saves", Kind.COUNT, "Total bookmarks", "Add to favorites", "Total favorites", "Favoritos totales"),
    col("follows_gained", Kind.COUNT, "New followers", "Nuevos seguidores", "Nouveaux followers", "Nouveaux abonnés"),
)
COLUMNS = (
    col("url", Kind.TEXT, *LINK_NAMES, required=True),
    col(
        "title",
        Kind.TEXT,
        "Video title",
        "Título del video",
        "Título del vídeo",
        "Titre de la vidéo",
        "Título do vídeo",
    ),
    col(
        "posted",
        Kind.TEXT,
        "Post time",
        "Hora de publicación",
        "Heure de publication",
        "Horário da postagem",
        "Video publish time",
    ),
    col("exported", Kind.TEXT, "Time", "Hora", "Tiempo", "Heure"),
    *COUNTS,
    col(
        "avg_watch", Kind.TEXT, "Average watch time", "Tiempo promedio de visualización", "Durée moyenne de visionnage"
    ),
    col("play_time", Kind.TEXT, "Total play time", "Tiempo de reproducción total", "Durée totale de lecture"),
    col("ignored", Kind.TEXT, "Watched full video", "Video completo visto", "Reached audience"),
)
_PIECE = re.compile(r"(\d+(?:[.,]\d+)?)\s*([hms])")
_SECONDS = {"h": 3600.0, "m": 60.0, "s": 1.0}


def read(document: Document, sheet: Sheet, layout: Layout, context: Context, draft: Draft) -> None:
    frame = gathered(frames(document, sheet, layout, draft, context.hints), draft)
    if not frame.n:
        return
    handle, type_, post_id = link_parts(frame.text("url"))
    frame.columns |= {"handle": handle, "type": type_, "post_id": post_id, "at": ids.times(post_id, IdClock.TIKTOK)}
    frame = frame.drop(frame["at"].is_null(), "no_post_link")
    if not frame.n:
        return
    account = x_text.usual_handle(frame["handle"]).lower()
    accounts.named("tiktok", account, context)
    newest = pc.max(frame["at"]).as_py()
    exported = next((text for text in frame.text("exported").to_pylist() if text), None)
    export_day = yearless.first_after(exported, newest.date(), context.now.date())
    draft.as_of = context.as_of(export_day, newest)
    draft.period_start, draft.period_end = pc.min(frame["at"]).as_py().date(), export_day or newest.date()
    _zone(frame, draft)
    _write(frame, account, draft)


def _write(frame: Frame, account: str, draft: Draft) -> None:
    title = pc.fill_null(frame.text("title"), "")
    draft.add(
        "account", 1, platform="tiktok", account_id=account, handle=account, url=f"https://www.tiktok.com/@{account}",
        kind="profile",
    )  # fmt: skip
    draft.add(
        "post", frame.n, platform="tiktok", account_id=account, post_id=frame["post_id"], text=title, url=frame["url"],
        post_type=pc.if_else(pc.equal(frame["type"], "photo"), PostType.IMAGE.value, PostType.VIDEO.value),
        relation=Relation.ORIGINAL.value, published_at=frame["at"],
        published_local=frame["printed_day"].cast(pa.string()),
        published_precision="second", hashtags=x_text.hashtags(title), links=x_text.links(title),
    )  # fmt: skip
    metrics = frame.metrics(*(column.field for column in COUNTS))
    for name, metric in (("avg_watch", "avg_watch_s"), ("play_time", "watch_time_s")):
        if frame.has(name):
            metrics[metric] = pa.array([_seconds(text) for text in frame[name].to_pylist()], pa.float64())
    draft.observe(
        frame.n, metrics, kind=MetricKind.LIFETIME, subject_type="post", subject_id=frame["post_id"],
        platform="tiktok", account_id=account,
    )  # fmt: skip
    draft.note("posts_may_be_missing")


def _seconds(text: str | None) -> float | None:
    """`6.4s`, `7h:39m:44s`, `0:12`; anything else is unknown."""
    if not text:
        return None
    pieces = _PIECE.findall(text.lower())
    if pieces:
        return sum(float(number.replace(",", ".")) * _SECONDS[unit] for number, unit in pieces)
    parts = text.split(":")
    if len(parts) in (2, 3) and all(part.strip().isdigit() for part in parts):
        return float(sum(int(part) * 60**i for i, part in enumerate(reversed(parts))))
    return None


def _zone(frame: Frame, draft: Draft) -> None:
    """Printed days against the moments in the ids: what the account's clock can be, and whether years fit."""
    moments = frame["at"].to_pylist()
    days = [yearless.near(text, at.date()) for text, at in zip(frame.text("posted").to_pylist(), moments, strict=True)]
    printed = frame.columns["printed_day"] = pa.array(days, pa.date32())
    fits = np.array([d is not None and abs((d - at.date()).days) <= 1 for d, at in zip(days, moments, strict=True)])
    seen = int(frame.text("posted").is_valid().to_numpy(zero_copy_only=False).sum())
    draft.check(
        "post_day_equals_id", None if not seen else bool(fits.sum() == seen), expected=seen, got=int(fits.sum()), n=seen
    )
    offsets = zones.offsets_that_fit(frame["at"], printed.cast(pa.timestamp("us")), whole_days=True)
    if offsets:
        draft.zone, draft.zone_evidence = zones.name_of(offsets), ZoneEvidence.ID_DERIVED


def _any_post(layout: Layout) -> bool:
    return any(layout.has(column.field) for column in COUNTS)


READER = TableExport(
    name="tiktok_content",
    platform="tiktok",
    evidence=Evidence.FILE,
    real_file_seen=True,
    columns=COLUMNS,
    reading=read,
    also_required=_any_post,
)
