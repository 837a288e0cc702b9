"""YouTube Studio's column names in the languages seen so far, and what each number means.

Evidence: English and German from real files, the others from parsers and tests of others that work on such
files (formats.md 3.5). Since 2026 impressions and their click rate are printed as those of the thumbnail.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .columns import Col, Kind, Layout, col
from .dates import period_in
from .document import Document
from .draft import Draft
from .headers import normal

TITLE = (
    "Video title", "Titre de la vidéo", "Videotitel", "Título del vídeo", "Título del video", "Título do vídeo",
    "Titolo video", "Titolo del video", "動画のタイトル",
)  # fmt: skip
PUBLISHED = (
    "Video publish time", "Heure de publication de la vidéo", "Date de publication de la vidéo",
    "Date et heure de publication de la vidéo", "Veröffentlichungszeitpunkt des Videos",
    "Zeitpunkt der Videoveröffentlichung", "Veröffentlichungszeit des Videos", "Veröffentlichungsdatum des Videos",
    "Tiempo de publicación del vídeo", "Hora de publicación del vídeo", "Fecha de publicación del vídeo",
    "Hora de publicación de vídeo", "Horário de publicação do vídeo", "Hora de publicação do vídeo",
    "Tiempo de publicación del video", "Ora pubblicazione video", "動画公開時刻",
)  # fmt: skip
CONTENT = (
    "Content", "Video", "Videos", "Contenu", "Vidéo", "Inhalt", "Inhalte", "Contenido", "Vídeo", "Conteúdo",
    "Contenuti", "コンテンツ",
)  # fmt: skip
DATE = ("Date", "Datum", "Fecha", "Data", "Day", "日付")

# Dimension -> printed names. What a table is broken down by, other than by video or by day.
DIMENSIONS = {
    "country": (
        "Geography", "Zone géographique", "Données géographiques", "Geografie", "Geografía", "Ubicación geográfica",
        "Localização geográfica", "Area geografica", "地域",
    ),
    "city": ("Cities", "Villes", "Städte", "Ciudades", "Cidades", "Città"),
    "traffic_source": (
        "Traffic source", "Source de trafic", "Source du trafic", "Zugriffsquelle", "Fuente de tráfico",
        "Origem do tráfego", "Sorgente di traffico", "トラフィック ソース",
    ),
    "device": ("Device type", "Type d'appareil", "Gerätetyp", "Tipo de dispositivo", "Tipo di dispositivo"),
    "viewer_age": (
        "Viewer age", "Âge du spectateur", "Âge des spectateurs", "Alter des Zuschauers", "Edad del espectador",
        "Idade do espectador", "Età spettatore",
    ),
    "viewer_gender": (
        "Viewer gender", "Sexe du spectateur", "Geschlecht des Zuschauers", "Sexo del espectador",
        "Gênero do espectador", "Sesso spettatore",
    ),
    "subscription": (
        "Subscription status", "Abonnement", "État de l'abonnement", "Abostatus", "Estado de la suscripción",
        "Status da inscrição", "Stato iscrizione",
    ),
    "content_type": (
        "Content type", "Type de contenu", "Inhaltstyp", "Tipo de contenido", "Tipo de conteúdo", "Tipo di contenuto",
    ),
    "subscription_source": ("Subscription source", "Source d'abonnement", "Aboquelle", "Fuente de suscripción"),
}  # fmt: skip

METRICS = (
    col(
        "views", Kind.COUNT, "Views", "Vues", "Aufrufe", "Visualizaciones", "Vistas", "Visualizações",
        "Visualizzazioni", "視聴回数",
    ),
    col(
        "engaged_views", Kind.COUNT, "Engaged views", "Vues engagées", "Vues intentionnelles", "Aktive Aufrufe",
        "Visualizaciones interesadas", "Vistas con interacción", "Visualizaciones con interacción",
        "Visualizações intencionais", 'Visualizzazioni "engaged"',
    ),
    col(
        "watch_hours", Kind.NUMBER, "Watch time (hours)", "Durée de visionnage (heures)",
        "Temps de visionnage (heures)", "Wiedergabezeit (Stunden)", "Tiempo de visualización (horas)",
        "Tiempo de reproducción (horas)", "Tempo de exibição (horas)", "Tempo di visualizzazione (ore)",
        "総再生時間（単位: 時間）", "総再生時間（時間）",
    ),
    col(
        "avg_watch_s", Kind.SECONDS, "Average view duration", "Durée moyenne de visionnage",
        "Durée moyenne d'une vue", "Durée moyenne des vues", "Durchschnittliche Wiedergabedauer",
        "Duración media de las visualizaciones", "Duración media de visualización", "Duración promedio de vistas",
        "Duração média da visualização", "Durata di visualizzazione media", "Durata visualizzazione media",
        "平均視聴時間",
    ),
    col(
        "follows_net", Kind.COUNT, "Subscribers", "Abonnés", "Abonnenten", "Suscriptores", "Inscritos", "Iscritti",
        "チャンネル登録者",
    ),
    col(
        "follows_gained", Kind.COUNT, "Subscribers gained", "Abonnés gagnés", "Gewonnene Abonnenten",
        "Suscriptores obtenidos", "Suscriptores ganados", "Inscrições obtidas", "Inscritos ganhos",
        "Iscritti acquisiti",
    ),
    col(
        "follows_lost", Kind.COUNT, "Subscribers lost", "Abonnés perdus", "Verlorene Abonnenten",
        "Suscriptores perdidos", "Inscritos perdidos", "Iscritti persi",
    ),
    col(
        "impressions", Kind.COUNT, "Impressions", "Impressionen", "Impresiones", "Impressões", "Impressioni",
        "インプレッション数", "Thumbnail impressions", "Impressões de miniaturas", "Thumbnail-Impressionen",
        "Impresiones de miniaturas",
    ),
    col(
        "ctr", Kind.PERCENT, "Impressions click-through rate (%)", "Taux de clics par impression (%)",
        "Taux de clics des impressions (%)", "Klickrate der Impressionen (%)", "Klickrate von Impressionen (%)",
        "Porcentaje de clics de las impresiones (%)", "Tasa de clics de las impresiones (%)",
        "Taxa de cliques de impressões (%)", "インプレッションのクリック率 (%)", "Thumbnail click-through rate (%)",
        "Taxa de cliques na miniatura (%)", "Thumbnail-Klickrate (%)", "Tasa de clics de las miniaturas (%)",
    ),
    col(
        "likes", Kind.COUNT, "Likes", "J'aime", 'Mentions "J\'aime"', "Mentions J'aime", '"Mag ich"-Bewertungen',
        '"Gefällt mir"-Bewertungen', "Positive Bewertungen", "Mag ich", "Me gusta", 'Marcações "Gostei"', "Gostei",
        "Mi piace", "高評価数",
    ),
    col(
        "comments", Kind.COUNT, "Comments added", "Comments", "Commentaires ajoutés", "Hinzugefügte Kommentare",
        "Comentarios añadidos", "Comentarios agregados", "Kommentare hinzugefügt", "Comentários adicionados",
        "Commenti aggiunti", "コメントの追加回数",
    ),
    col(
        "shares", Kind.COUNT, "Shares", "Partages", "Geteilt", "Geteilte Inhalte", "Compartido", "Veces compartido",
        "Veces que se ha compartido", "Compartilhamentos", "Condivisioni", "共有数",
    ),
    col(
        "viewers", Kind.COUNT, "Unique viewers", "Spectateurs uniques", "Einzelne Zuschauer", "Einzelzuschauer",
        "Espectadores únicos", "Usuarios únicos", "Espectadores exclusivos", "Spettatori unici", "ユニーク視聴者数",
    ),
)  # fmt: skip
# Known, but no metric of the vocabulary: neither read nor reported as strange.
OTHERS = (
    col("duration", Kind.SECONDS, "Duration", "Durée", "Dauer", "Duración", "Duração", "Durata", "長さ"),
    col(
        "part", Kind.TEXT, "Views (%)", "Watch time (hours) (%)", "Vues (%)", "Durée de visionnage (heures) (%)",
        "Aufrufe (%)", "Visualizaciones (%)",
    ),
    col(
        "stayed", Kind.NUMBER, "Stayed to watch (%)", "Viewed (vs. swiped away) (%)", "Ont continué de regarder (%)",
        "Continuaram assistindo (%)", "Ha continuato a guardare (%)", "視聴を継続 (%)",
    ),
    col("in_feed", Kind.NUMBER, "Shown in feed", "Affichages dans le flux"),
    col(
        "ignored", Kind.TEXT, "Dislikes", "Likes (vs dislikes) (%)", "Likes (vs. dislikes) (%)",
        "YouTube Premium views", "YouTube Premium watch time (hours)", "Regular viewers", "Casual viewers",
        "New viewers", "Returning viewers", "Average views per viewer", "Average percentage viewed (%)",
        "Pourcentage moyen regardé (%)", "Porcentagem visualizada média (%)", "Percentuale media visualizzata (%)",
        "Porcentaje promedio reproducido (%)", "平均視聴率 (%)", "Nuovi spettatori", "Spettatori di ritorno",
        "Spettatori occasionali", "Spettatori abituali", "Media di visualizzazioni per spettatore",
        "End screen element clicks", "Impressions (thumbnail)", "Je n'aime pas", "Hypes", "Clip views",
        pattern=r"(your )?estimated .*|rpm .*|cpm .*|ad impressions.*|end screen .*|cards? .*|revenus? .*|hype.*"
        r"|ingresos estimados.*|geschatzter umsatz.*|receita estimada.*|entrate stimate.*|推定収益.*",
    ),
)  # fmt: skip
DAY_ZONE = "America/Los_Angeles"  # formats.md 2.4: from general knowledge, not confirmed
# Numbers only YouTube prints under these names: a day or a country and `Views` could be anybody's.
DISTINCTIVE = ("watch_hours", "avg_watch_s", "engaged_views", "follows_net", "ctr")
ADDITIVE = ("views", "engaged_views", "watch_hours", "impressions", "likes", "comments", "shares")
TOTAL_WORDS = frozenset(
    map(normal, ("Total", "Totals", "Gesamt", "Totaux", "Totales", "Total général", "Totale", "合計"))
)
# `Content 2026-10-05_2026-11-02 Marsh Friends.zip`: the channel stands after the range.
_CHANNEL = re.compile(r"20\d\d-\d\d-\d\d_20\d\d-\d\d-\d\d[ _]+(.+?)(?:\.(?:zip|csv|xlsx))?$", re.IGNORECASE)


def dimension_columns() -> tuple[Col, ...]:
    return tuple(col(f"by.{name}", Kind.TEXT, *names) for name, names in DIMENSIONS.items())


def dimension_of(layout: Layout) -> str | None:
    """The one breakdown of the table, None without or with several."""
    found = [name.removeprefix("by.") for name in layout.where if name.startswith("by.")]
    return found[0] if len(found) == 1 else None


def is_aside(cells: Sequence[str]) -> bool:
    """A printed total, or the sentence that announces the limit of 500 rows: never data."""
    first = cells[0].strip() if cells else ""
    if not first:
        return False
    return normal(first) in TOTAL_WORDS or (" " in first and not any(cell.strip() for cell in cells[1:]))


def channel_in(document: Document) -> str:
    """The channel a zip's name ends with, else a label for a file that names none."""
    match = _CHANNEL.search(document.blob.name)
    return match[1].strip() if match and period_in(document.blob.name) else "youtube"


def add_channel(account_id: str, draft: Draft) -> None:
    """No export of YouTube Studio names the channel inside the file."""
    draft.add(
        "account", 1, platform="youtube", account_id=account_id, name=account_id.removeprefix("local:"), kind="channel"
    )
