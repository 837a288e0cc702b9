"""TikTok Studio, `Overview`: one row per day of the account, up to a year, dates without a year.

Negative counts are real (withdrawn likes, deleted comments) and stay negative.
"""

from __future__ import annotations

from typing import Any

from pratfall.sources.columns import Kind, Layout, col
from pratfall.sources.document import Document, Sheet
from pratfall.sources.draft import Draft
from pratfall.sources.exports import Context, Evidence, TableExport
from pratfall.sources.frames import Frame
from pratfall.sources.tiktok_columns import DAY, read_days

METRICS = (
    col(
        "views",
        Kind.COUNT,
        "Video Views",
        "Visualizaciones de video",
        "Visualizaciones de videos",
        "Visualizaciones del vídeo",
        "Vues de la vidéo",
        "Vues de vidéo",
        "Vues de vidéos",
        "Vues vidéo",
        "Videoaufrufe",
        "Visualizações de vídeo",
        required=True,
    ),
    col(
        "profile_views",
        Kind.COUNT,
        "Profile Views",
        "Visualizaciones de perfil",
        "Visualizaciones del perfil",
        "Vues de profil",
        "Vues du profil",
        "Profilaufrufe",
        "Visualizações do perfil",
    ),
    col("reach", Kind.COUNT, "Reached audience", "Audiencia alcanzada", "Audience atteinte", "Público alcançado"),
    col("likes", Kind.COUNT, "Likes", "Me gusta", "J'aime", "Curtidas"),
    col("comments", Kind.COUNT, "Comments", "Comentarios", "Commentaires", "Kommentare", "Comentários"),
    col(
        "shares", Kind.COUNT, "Shares", "Veces compartido", "Compartidos", "Compartir", "Partages", "Compartilhamentos"
    ),
)
COLUMNS = (DAY, *METRICS)


def _metrics(frame: Frame) -> dict[str, Any]:
    return frame.metrics(*(column.field for column in METRICS))


def read(document: Document, sheet: Sheet, layout: Layout, context: Context, draft: Draft) -> None:
    read_days(document, sheet, layout, context, draft, _metrics)


READER = TableExport(
    name="tiktok_overview",
    platform="tiktok",
    evidence=Evidence.FILE,
    real_file_seen=True,
    columns=COLUMNS,
    reading=read,
    # Three names at least: a day and one number could be anybody's.
    also_required=lambda layout: layout.known >= 4,
)
