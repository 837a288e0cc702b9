"""X account overview (since 2024): one row per day, newest first, no account name inside."""

from __future__ import annotations

import re

from pratfall.sources.columns import Kind, Layout, col
from pratfall.sources.days import DayRows
from pratfall.sources.document import Document, Sheet
from pratfall.sources.draft import Draft
from pratfall.sources.exports import Context, Evidence, TableExport
from pratfall.sources.frames import frames

COLUMNS = (
    col("day", Kind.DAY, "Date", "Data", "Fecha", "Datum", required=True, filled=True),
    col("impressions", Kind.COUNT, "Impressions", "Impressões", "Impresiones", required=True),
    col("likes", Kind.COUNT, "Likes", "J'aime", "Curtidas", "Me gusta"),
    col("engagements_reported", Kind.COUNT, "Engagements", "Engajamentos", "Interacciones"),
    col("saves", Kind.COUNT, "Bookmarks", "Itens salvos", "Signets", "Guardados"),
    col("share_actions", Kind.COUNT, "Shares", "Share", "Compartilhamentos", "Partages"),
    col("follows_gained", Kind.COUNT, "New follows", "Novos seguidores", "Nouveaux abonnés"),
    col("follows_lost", Kind.COUNT, "Unfollows", "Deixaram de seguir", "Désabonnements"),
    col("comments", Kind.COUNT, "Replies", "Réponses", "Respostas", "Respuestas"),
    col("shares", Kind.COUNT, "Reposts"),
    col("profile_views", Kind.COUNT, "Profile visits", "Visitas ao perfil", "Visites du profil"),
    col("posts_published", Kind.COUNT, "Create Post", "Criar post", "Créer un post"),
    col("views", Kind.COUNT, "Video views", "Visualizações de vídeo", "Vues de vidéo"),
    col("media views", Kind.COUNT, "Media views", "Visualizações de mídia", "Vues de média"),
)
METRICS = tuple(column.field for column in COLUMNS if column.field not in ("day", "media views"))
_LABEL = re.compile(
    r"account_overview_analytics|\(\d+\)|\.[a-z]{2,5}$|(?:19|20)\d{2}[-_]?\d{2}(?:[-_]?\d{2})?", re.IGNORECASE
)


def read(document: Document, sheet: Sheet, layout: Layout, context: Context, draft: Draft) -> None:
    account = context.local_account(label_in(document.name))
    draft.note(f"account_not_named:{account}")
    days = DayRows("x", account, draft)
    for frame in frames(document, sheet, layout, draft, context.hints):
        days.see(frame, all=frame.metrics(*METRICS))
    if days.finish(context):
        draft.add("account", 1, platform="x", account_id=account, name=account.removeprefix("local:"), kind="profile")


def label_in(name: str) -> str:
    """What somebody wrote around the network's own file name: `kaia_account_overview_analytics (1).csv` -> `kaia`."""
    return _LABEL.sub("", name).strip(" _-.") or "x"


def _is_overview(layout: Layout) -> bool:
    """Days of other tools carry impressions too; only X counts bookmarks, reposts or unfollows by day."""
    return (
        sum(layout.has(field) for field in ("saves", "shares", "follows_lost", "posts_published", "profile_views")) >= 2
    )


READER = TableExport(
    name="x_overview",
    platform="x",
    evidence=Evidence.FILE,
    real_file_seen=True,
    columns=COLUMNS,
    reading=read,
    refuses=("post id", "post text", "tweet id", "tweets published", "video link"),
    least_known=0.6,
    also_required=_is_overview,
)
