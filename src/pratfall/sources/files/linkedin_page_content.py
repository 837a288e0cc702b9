"""LinkedIn company page, content: the daily sheet `Metrics` and the sheet `All posts` (formerly `Updates`).

Daily numbers may be negative. Whether the numbers of `All posts` run since publication or inside the
chosen range is not settled (formats.md 3.3): they are kept as window totals, the weaker claim.
`Post title` is the whole text. Evidence: parsers and tests of others; no real file was seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pratfall.records.imports import ZoneEvidence
from pratfall.records.tables import MetricKind, PostType, Relation
from pratfall.sources import ids, x_text, zones
from pratfall.sources.columns import Kind, Layout, col, find_header
from pratfall.sources.dates import DateOrder
from pratfall.sources.days import DayRows
from pratfall.sources.document import Document, Sheet
from pratfall.sources.draft import Draft
from pratfall.sources.exports import Context, Evidence, Match, note_layout
from pratfall.sources.frames import Frame, frames
from pratfall.sources.headers import normal
from pratfall.sources.ids import IdClock
from pratfall.sources.linkedin_columns import DAY_NAMES, by_scope, page_account, post_ids, scoped
from pratfall.sources.snapshots import gathered

IMPRESSIONS = ("Impressions", "Impressões", "Impresiones", "Impressionen")
CLICKS = ("Clicks", "Clics", "Cliques", "Klicks")
REACTIONS = ("Reactions", "Réactions", "Reações", "Reacciones", "Reaktionen", "Likes")
COMMENTS = ("Comments", "Commentaires", "Comentários", "Comentarios", "Kommentare")
SHARES = ("Reposts", "Shares", "Republications", "Partages", "Compartilhamentos", "Veces compartido")
RATE = ("Engagement rate", "Taux d'engagement", "Taxa de engajamento", "Tasa de interacción")
DAYS = (
    col("day", Kind.DAY, *DAY_NAMES, required=True, filled=True),
    *scoped("impressions", Kind.COUNT, *IMPRESSIONS),
    *scoped(
        "reach", Kind.COUNT, "Unique impressions", "Impressions uniques", "Impressões únicas", "Impresiones únicas"
    ),
    *scoped("clicks_all", Kind.COUNT, *CLICKS),
    *scoped("reactions", Kind.COUNT, *REACTIONS),
    *scoped("comments", Kind.COUNT, *COMMENTS),
    *scoped("shares", Kind.COUNT, *SHARES),
    *scoped("engagement_rate_reported", Kind.SHARE, *RATE),
)
NUMBERS = (
    col("impressions", Kind.COUNT, *IMPRESSIONS, required=True),
    col("views", Kind.COUNT, "Views (Excluding offsite video views)", "Views", "Video views", "Visualizações",
        "Visualizaciones"),
    col("clicks_all", Kind.COUNT, *CLICKS),
    col("ctr", Kind.SHARE, "Click through rate (CTR)", "Taux de clics (CTR)", "Taxa de cliques (CTR)",
        "Porcentaje de clics"),
    # `Gostaram` and `Recomendaciones` are what Portuguese and Spanish print for `Likes`.
    col("reactions", Kind.COUNT, *REACTIONS, "J'aime", "Gostaram", "Recomendaciones"),
    col("comments", Kind.COUNT, *COMMENTS),
    col("shares", Kind.COUNT, *SHARES),
    col("follows_gained", Kind.COUNT, "Follows", "New followers", "Seguidores"),
    col("engagement_rate_reported", Kind.SHARE, *RATE),
)  # fmt: skip
POSTS = (
    col("text", Kind.TEXT, "Post title", "Update title", "Titre du post", "Titre de la publication",
        "Título da publicação", "Título de la publicación"),
    col("url", Kind.TEXT, "Post link", "Update link", "Lien du post", "Lien de la publication", "Link da publicação",
        "Enlace de la publicación", required=True, filled=True),
    col("paid", Kind.TEXT, "Post type", "Update type", "Type de post", "Type de publication", "Tipo de publicação",
        "Tipo de publicación"),
    col("campaign", Kind.TEXT, "Campaign name", "Nom de la campagne", "Nome da campanha", "Nombre de la campaña"),
    col("created", Kind.DAY, "Created date", "Date de création", "Criação", "Data de criação", "Fecha de creación",
        required=True),
    col("content", Kind.TEXT, "Content Type", "Type de contenu", "Tipo de conteúdo", "Tipo de contenido"),
    *NUMBERS,
    col("ignored", Kind.TEXT, "Posted by", "Campaign start date", "Campaign end date", "Audience", "Offsite Views",
        "Publicada por", "Data de início da campanha", "Data de término da campanha", "Público",
        "Visualizações fora do site", "Anunciado por", "Fecha de inicio de campaña",
        "Fecha de finalización de campaña", "Visualizaciones fuera del sitio"),
)  # fmt: skip
TYPES = {
    "image": PostType.IMAGE, "single image": PostType.IMAGE, "video": PostType.VIDEO, "article": PostType.LINK,
    "link": PostType.LINK, "document": PostType.CAROUSEL, "carousel": PostType.CAROUSEL, "text": PostType.TEXT,
    "multiple images": PostType.CAROUSEL, "multi image": PostType.CAROUSEL, "multi-image": PostType.CAROUSEL,
    "poll": PostType.POLL, "imagem": PostType.IMAGE, "imagen": PostType.IMAGE, "documento": PostType.CAROUSEL,
    "artigo": PostType.LINK, "articulo": PostType.LINK, "enquete": PostType.POLL, "encuesta": PostType.POLL,
    "newsletter": PostType.ARTICLE, "live video": PostType.LIVE, "event": PostType.UNKNOWN,
}  # fmt: skip


def parts_of(document: Document) -> tuple[tuple[Sheet, Layout] | None, tuple[Sheet, Layout] | None]:
    """(daily sheet, sheet of posts)."""
    days = posts = None
    for sheet in document.sheets:
        layout = find_header(sheet.head, DAYS)
        if days is None and layout is not None and any("@" in field for field in layout.where):
            days = (sheet, layout)
        layout = find_header(sheet.head, POSTS)
        if posts is None and layout is not None:
            posts = (sheet, layout)
    return days, posts


def _read_days(document: Document, part: tuple[Sheet, Layout], account: str, context: Context, draft: Draft) -> None:
    sheet, layout = part
    note_layout(layout, draft)
    days = DayRows("linkedin", account, draft)
    for frame in frames(document, sheet, layout, draft, context.hints, date_order=DateOrder.MONTH_FIRST):
        days.see(frame, **by_scope(frame))
        if frame.has("reach@organic") and frame.has("impressions@organic"):
            _check_reach(frame, draft)
    days.finish(context)


def _check_reach(frame: Frame, draft: Draft) -> None:
    more = pc.sum(pc.greater(frame["reach@organic"], frame["impressions@organic"]).cast(pa.int64())).as_py() or 0
    draft.check("reach_within_impressions", more == 0, expected=frame.n, got=frame.n - more, n=frame.n)


def _read_posts(
    document: Document, part: tuple[Sheet, Layout], account: str, period: tuple[date, date] | None,
    context: Context, draft: Draft,
) -> None:  # fmt: skip
    sheet, layout = part
    note_layout(layout, draft)
    rows = frames(document, sheet, layout, draft, context.hints, date_order=DateOrder.MONTH_FIRST)
    frame = gathered(rows, draft)
    if not frame.n:
        return
    frame.columns["post_id"] = post_ids(frame["url"])
    frame = frame.drop(frame["post_id"].is_null(), "no_post_link")
    if not frame.n:
        return
    at, text = ids.times(frame["post_id"], IdClock.LINKEDIN), pc.fill_null(frame.text("text"), "")
    draft.add(
        "post", frame.n, platform="linkedin", account_id=account, post_id=frame["post_id"], text=text, url=frame["url"],
        post_type=_types(frame), relation=Relation.ORIGINAL.value, published_at=at,
        published_local=frame["created"].cast(pa.string()),
        published_precision=pc.if_else(at.is_valid(), "second", "day"), campaign=frame.text("campaign"),
        hashtags=x_text.hashtags(text), links=x_text.links(text),
    )  # fmt: skip
    sponsored = pc.match_substring_regex(pc.fill_null(frame.text("paid"), ""), r"(?i)sponsor|patrocin|gesponsert")
    start, end = period or (None, None)
    draft.observe(
        frame.n, frame.metrics(*(column.field for column in NUMBERS)), kind=MetricKind.WINDOW, subject_type="post",
        subject_id=frame["post_id"], platform="linkedin", account_id=account, window_start=start, window_end=end,
        scope=pc.if_else(sponsored, "paid", "all"),
    )  # fmt: skip
    draft.note("kind_not_settled:window_total")
    if period:
        draft.cover(
            platform="linkedin", account_id=account, subject="posts", start=period[0], end=period[1], evidence="rows"
        )
    _zone(at, frame["created"], draft)


def _types(frame: Frame) -> Any:
    """By the content type where it is printed; a post with a link in its text stays unknown without."""
    printed = frame.text("content").to_pylist()
    return pa.array([TYPES.get(normal(text or ""), PostType.UNKNOWN).value for text in printed], pa.string())


def _zone(at: Any, created: Any, draft: Draft) -> None:
    fits = zones.offsets_that_fit(at, created.cast(pa.timestamp("us")), whole_days=True)
    compared = pc.sum(pc.and_(at.is_valid(), created.is_valid()).cast(pa.int64())).as_py() or 0
    draft.check(
        "post_day_equals_id",
        bool(fits) if compared else None,
        expected=compared,
        got=compared if fits else 0,
        n=compared,
    )
    if fits:
        draft.zone, draft.zone_evidence = zones.name_of(fits), ZoneEvidence.ID_DERIVED


@dataclass(frozen=True)
class PageContent:
    name: str = "linkedin_page_content"
    platform: str = "linkedin"
    evidence: Evidence = Evidence.TESTS
    real_file_seen: bool = False

    def match(self, document: Document) -> Match | None:
        days, posts = parts_of(document)
        known = sum(part[1].known for part in (days, posts) if part)
        return Match(float(known)) if known >= 4 else None

    def read(self, document: Document, context: Context, draft: Draft) -> None:
        draft.report_kind = self.name
        account = page_account(document, context, draft)
        days, posts = parts_of(document)
        if days:
            _read_days(document, days, account, context, draft)
        period = (draft.period_start, draft.period_end) if draft.period_start and draft.period_end else None
        if posts:
            _read_posts(document, posts, account, period, context, draft)
        for sheet in document.sheets:
            if sheet.name and sheet.name not in {part[0].name for part in (days, posts) if part}:
                draft.note(f"sheet_not_read:{sheet.name}")


READER = PageContent()
