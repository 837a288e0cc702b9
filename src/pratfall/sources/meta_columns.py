"""Meta Business Suite's column names: English, French and Spanish from exports others have read, German
reconstructed by its author (formats.md 3.2). Curly apostrophes and no-break spaces are settled by `headers`.
"""

from __future__ import annotations

import re

from .columns import Col, Kind, col
from .headers import normal

# What stands behind a metric's name when it counts only unpaid or only boosted posts.
SUFFIXES = {
    "organic": (
        "from Organic posts",
        "organic",
        "de Publications organiques",
        "organiques",
        "de Publicaciones orgánicas",
    ),
    "paid": (
        "from Boosted posts",
        "from Paid posts",
        "de Publications boostées",
        "boostées",
        "de Publicaciones promocionadas",
        "de Publicaciones patrocinadas",
    ),
}
# The value of the `Date` column on the one row per post that is not a day.
AGGREGATES = frozenset(
    map(normal, ("Lifetime", "Total", "Global", "Gesamt", "Insgesamt", "Depuis la création", "Totale"))
)
POST_ID = (
    "Post ID",
    "Identifiant de la publication",
    "ID de la publication",
    "Identificador de la publicación",
    "ID de la publicación",
    "Beitrags-ID",
    "Video asset ID",
    "Identifiant de l'élément vidéo",
    "Universal video ID",
    "Identificador del activo de video",
    "Identificador de publicación",
)


def scoped(metric: str, kind: Kind, *names: str, stem: str = "") -> list[Col]:
    """Fields `views` (all), `views@organic` and `views@paid`. `stem`: a pattern of the normalised name,
    for names whose exact end is not known."""
    columns = [col(metric, kind, *names, pattern=stem)]
    for scope, suffixes in SUFFIXES.items():
        ends = "|".join(re.escape(normal(suffix)) for suffix in suffixes)
        pattern = f"(?:{stem}) (?:{ends})" if stem else ""
        printed = [f"{name} {suffix}" for name in names for suffix in suffixes]
        columns.append(col(f"{metric}@{scope}", kind, *printed, pattern=pattern))
    return columns


SHARED = (
    col("post_id", Kind.ID, *POST_ID, required=True, filled=True),
    col("description", Kind.TEXT, "Description", "Descripción", "Beschreibung"),
    col(
        "duration",
        Kind.SECONDS,
        "Duration (sec)",
        "Durée (s)",
        "Durée (sec)",
        "Durée (secondes)",
        "Durée (en secondes)",
        "Durée",
        "Duración (segundos)",
        "Duración (s)",
        "Dauer (Sek.)",
        "Dauer (s)",
        pattern=r"(?:duree|duracion|dauer|duracao)(?: \(.*\)| (?:en|in) .*)?",
    ),
    col(
        "published",
        Kind.TIME,
        "Publish time",
        "Heure de publication",
        "Hora de publicación",
        "Veröffentlichungszeitpunkt",
        "Publishing time",
        required=True,
        filled=True,
    ),
    col("url", Kind.TEXT, "Permalink", "Permalien", "Enlace permanente", "Permanentlink", "Permalink-URL"),
    col("type", Kind.TEXT, "Post type", "Type de publication", "Tipo de publicación", "Beitragstyp"),
    col("date", Kind.TEXT, "Date", "Fecha", "Datum"),
    *scoped("views", Kind.COUNT, "Views", "Vues", "Visualizaciones", "Aufrufe"),
    *scoped("impressions", Kind.COUNT, "Impressions", "Impresiones", "Impressionen"),
    *scoped("reach", Kind.COUNT, "Reach", "Couverture", "Alcance", "Reichweite"),
    col("comments", Kind.COUNT, "Comments", "Commentaires", "Comentarios", "Kommentare"),
    col("shares", Kind.COUNT, "Shares", "Partages", "Veces que se compartió", "Geteilte Inhalte"),
    col(
        "data_comment",
        Kind.TEXT,
        "Data comment",
        "Commentaire sur les données",
        "Comentario sobre los datos",
        "Datenkommentar",
        "Comentario de los datos",
    ),
)
INSTAGRAM = (
    *SHARED,
    col(
        "account_id",
        Kind.ID,
        "Account ID",
        "ID du compte",
        "Identifiant du compte",
        "Identificador de la cuenta",
        "Konto-ID",
    ),
    col(
        "username",
        Kind.TEXT,
        "Account username",
        "Nom d'utilisateur du compte",
        "Nom d'utilisateur",
        "Nombre de usuario de la cuenta",
        "Benutzername des Kontos",
        "Konto-Benutzername",
    ),
    col("name", Kind.TEXT, "Account name", "Nom du compte", "Nombre de la cuenta", "Kontoname"),
    col("likes", Kind.COUNT, "Likes", "Mentions J'aime", "J'aime", "Me gusta", '"Gefällt mir"-Angaben'),
    col(
        "follows_gained",
        Kind.COUNT,
        "Follows",
        "Followers en plus",
        "Nouveaux followers",
        "Seguimientos",
        "Nuevos seguidores",
        "Follower",
    ),
    col("saves", Kind.COUNT, "Saves", "Enregistrements", "Veces que se guardó", "Guardados", "Gespeicherte Beiträge"),
    col("profile_views", Kind.COUNT, "Profile visits", "Visites du profil", "Visitas al perfil"),
    col("clicks_link", Kind.COUNT, "Link clicks", "Clics sur un lien", "Clics en el enlace"),
    col("ignored", Kind.TEXT, "Replies", "Réponses", "Respuestas", "Navigation", "Sticker taps", "Content type"),
)
FACEBOOK = (
    *SHARED,
    col(
        "page_id",
        Kind.ID,
        "Page ID",
        "ID de la Page",
        "Identifiant de la Page",
        "Identificador de la página",
        "Seiten-ID",
    ),
    col("page_name", Kind.TEXT, "Page name", "Nom de la Page", "Nombre de la página", "Name der Seite", "Seitenname"),
    col("title", Kind.TEXT, "Title", "Titre", "Título", "Titel"),
    col(
        "is_crosspost", Kind.FLAG, "Is crosspost", "Est un crosspostage", "Es una publicación cruzada", "Is crossposted"
    ),
    col("is_share", Kind.FLAG, "Is share", "Est un partage", "Es una publicación compartida", "Es compartida"),
    col("reactions", Kind.COUNT, "Reactions", "Réactions", "Reacciones", "Reaktionen", "Likes and reactions"),
    *scoped(
        "engagements_reported",
        Kind.COUNT,
        "Reactions, Comments and Shares",
        "Réactions, commentaires et partages",
        "Reacciones, comentarios y veces que se compartió",
        "Reaktionen, Kommentare und geteilte Inhalte",
    ),
    *scoped("clicks_all", Kind.COUNT, "Total clicks", "Total des clics", "Total de clics", "Klicks insgesamt"),
    col("clicks_other", Kind.COUNT, "Other Clicks", "Autres clics", "Clics de otro tipo", "Andere Klicks"),
    col("clicks_link", Kind.COUNT, "Link Clicks", "Clics sur un lien", "Clics en el enlace", "Link-Klicks"),
    *scoped(
        "video_views_3s",
        Kind.COUNT,
        "3-second video views",
        "Vues de vidéo de 3 secondes",
        "Reproducciones de video de 3 segundos",
        "Reproducciones de vídeo de 3 segundos",
    ),
    *scoped(
        "watch_time_s",
        Kind.NUMBER,
        "Seconds viewed",
        "Secondes regardées",
        "Segundos reproducidos",
        stem=r"secondes regarde\w*",
    ),
    *scoped(
        "avg_watch_s",
        Kind.NUMBER,
        "Average Seconds viewed",
        "Moyenne de secondes regardées",
        "Secondes moyennes regardées",
        "Secondes regardées en moyenne",
        "Promedio de segundos reproducidos",
        stem=r"(?:nombre de )?secondes moyen\w*(?: \w+)?|segundos promedio \w+",
    ),
    col(
        "ignored",
        Kind.TEXT,
        "Caption type",
        "Type de légende",
        "Languages",
        "Langues",
        "Idiomas",
        "Custom labels",
        "Libellés personnalisés",
        "Funded content status",
        "Statut de contenu financé",
        "REELS_PLAYS:COUNT",
        "IMPRESSION:UNIQUE_USERS",
        "Matched Audience Targeting Consumption (Photo Click)",
        pattern=r"statut de contenu.*|estimated earnings.*|ad (cpm|impressions).*|negative feedback.*|1-minute .*"
        r"|.*d'une minute.*|.*de 1 minuto.*|.*viewers of 3 seconds.*|spectateurs de .*",
    ),
)
# Retention curves (41 + 41 columns), countries (159), sex and age (12): a file of 227 columns was seen.
BREAKDOWNS = col(
    "breakdown",
    Kind.TEXT,
    pattern=r".*\b(interval|intervalle|intervalo)\b.*|.*\b(country|countries|pays|pais|country code)\b.*"
    r"|.*\b(female|male|femmes|hommes|mujeres|hombres|women|men|gender|sexe|genero)\b.*|.*\d\d ?- ?\d\d.*"
    r"|.*\b[a-z]{2} \([a-z]{2}\).*",
)
