"""Meta Business Suite's column names: English, French, Spanish and Portuguese from exports others have read,
Italian in part, German reconstructed by its author (formats.md 3.2). Curly apostrophes and no-break
spaces are settled by `headers`.
"""

from __future__ import annotations

import re

from .columns import Col, Kind, col
from .headers import normal

# What stands behind a metric's name when it counts only unpaid or only boosted posts.
SUFFIXES = {
    "organic": (
        "from Organic posts", "organic", "de Publications organiques", "organiques", "de Publicaciones orgánicas",
    ),
    "paid": (
        "from Boosted posts", "from Paid posts", "de Publications boostées", "boostées",
        "de Publicaciones promocionadas", "de Publicaciones patrocinadas",
    ),
}  # fmt: skip
# The value of the `Date` column on the one row per post that is not a day.
AGGREGATES = frozenset(
    map(
        normal,
        ("Lifetime", "Total", "Global", "Gesamt", "Insgesamt", "Gesamte Laufzeit", "Depuis la création", "Totale"),
    )
)
POST_ID = (
    "Post ID", "Identifiant de la publication", "ID de la publication", "Identificador de la publicación",
    "ID de la publicación", "Beitrags-ID", "Video asset ID", "Identifiant de l'élément vidéo", "Universal video ID",
    "Identificador del activo de video", "Identificador de publicación", "Identificação do post", "ID do post",
    "ID del post", "Número de identificação do ativo de vídeo", "Identificação do vídeo universal",
)  # fmt: skip


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
    col("description", Kind.TEXT, "Description", "Descripción", "Beschreibung", "Descrição", "Descrizione"),
    col(
        "duration", Kind.SECONDS, "Duration (sec)", "Durée (s)", "Durée (sec)", "Durée (secondes)",
        "Durée (en secondes)", "Durée", "Duración (segundos)", "Duración (s)", "Dauer (Sek.)", "Dauer (s)",
        pattern=r"(?:duree|duracion|dauer|duracao|durata)(?: \(.*\)| (?:en|in) .*)?",
    ),
    col(
        "published", Kind.TIME, "Publish time", "Heure de publication", "Hora de publicación",
        "Veröffentlichungszeitpunkt", "Horário de publicação", "Orario di pubblicazione", "Publishing time",
        required=True, filled=True,
    ),
    col(
        "url", Kind.TEXT, "Permalink", "Permalien", "Enlace permanente", "Permanentlink", "Permalink-URL",
        "Link permanente",
    ),
    col(
        "type", Kind.TEXT, "Post type", "Type de publication", "Tipo de publicación", "Beitragstyp", "Tipo de post",
        "Tipo de postagem", "Tipo di post",
    ),
    col("date", Kind.TEXT, "Date", "Fecha", "Datum", "Data"),
    *scoped("views", Kind.COUNT, "Views", "Vues", "Visualizaciones", "Aufrufe", "Visualizações", "Visualizzazioni"),
    *scoped("impressions", Kind.COUNT, "Impressions", "Impresiones", "Impressionen", "Impressões", "Impressioni"),
    *scoped("reach", Kind.COUNT, "Reach", "Couverture", "Alcance", "Reichweite", "Copertura"),
    col("comments", Kind.COUNT, "Comments", "Commentaires", "Comentarios", "Kommentare", "Comentários", "Commenti"),
    col(
        "shares", Kind.COUNT, "Shares", "Partages", "Veces que se compartió", "Geteilte Inhalte", "Compartilhamentos",
        "Condivisioni",
    ),
    col(
        "data_comment", Kind.TEXT, "Data comment", "Commentaire sur les données", "Comentario sobre los datos",
        "Datenkommentar", "Comentario de los datos", "Commentaire des données", "Comentário de dados",
        "Commento sui dati",
    ),
)  # fmt: skip
INSTAGRAM = (
    *SHARED,
    col(
        "account_id", Kind.ID, "Account ID", "ID du compte", "Identifiant du compte", "Identificador de la cuenta",
        "Konto-ID", "Identificação da conta", "ID dell'account",
    ),
    col(
        "username", Kind.TEXT, "Account username", "Nom d'utilisateur du compte", "Nom d'utilisateur",
        "Nombre de usuario de la cuenta", "Benutzername des Kontos", "Konto-Benutzername", "Nom de profil du compte",
        "Nome de usuário da conta", "Nome utente dell'account",
    ),
    col(
        "name", Kind.TEXT, "Account name", "Nom du compte", "Nombre de la cuenta", "Kontoname", "Nome da conta",
        "Nome dell'account",
    ),
    col(
        "likes", Kind.COUNT, "Likes", "Mentions J'aime", "J'aime", "Me gusta", '"Gefällt mir"-Angaben', "Curtidas",
        "Mi piace",
    ),
    col(
        "follows_gained", Kind.COUNT, "Follows", "Followers en plus", "Nouveaux followers", "Seguimientos",
        "Nuevos seguidores", "Follower", "Seguimentos",
    ),
    col(
        "saves", Kind.COUNT, "Saves", "Enregistrements", "Veces que se guardó", "Guardados", "Gespeicherte Beiträge",
        "Salvamentos", "Salvataggi",
    ),
    col(
        "profile_views", Kind.COUNT, "Profile visits", "Visites du profil", "Visitas al perfil", "Visites de profil",
        "Visitas ao perfil", "Visite al profilo",
    ),
    col(
        "clicks_link", Kind.COUNT, "Link clicks", "Clics sur un lien", "Clics en el enlace", "Clics sur le lien",
        "Cliques no link", "Cliques em links",
    ),
    col(
        "ignored", Kind.TEXT, "Replies", "Réponses", "Respuestas", "Navigation", "Sticker taps", "Respostas",
        "Risposte", "Navegación", "Navegação", "Appuis sur des stickers", "Toques en stickers",
        "Toques em figurinhas", "Content type",
    ),
)  # fmt: skip
FACEBOOK = (
    *SHARED,
    col(
        "page_id", Kind.ID, "Page ID", "ID de la Page", "Identifiant de la Page", "Identificador de la página",
        "Seiten-ID", "Identificação da Página", "ID della Pagina",
    ),
    col(
        "page_name", Kind.TEXT, "Page name", "Nom de la Page", "Nombre de la página", "Name der Seite", "Seitenname",
        "Nome da Página", "Nome della Pagina",
    ),
    col("title", Kind.TEXT, "Title", "Titre", "Título", "Titel", "Titolo"),
    col(
        "is_crosspost", Kind.FLAG, "Is crosspost", "Est un crosspostage", "Es una publicación cruzada",
        "Is crossposted", "É um crosspost",
    ),
    col(
        "is_share", Kind.FLAG, "Is share", "Est un partage", "Es una publicación compartida", "Es compartida",
        "É um compartilhamento",
    ),
    col(
        "reactions", Kind.COUNT, "Reactions", "Réactions", "Reacciones", "Reaktionen", "Likes and reactions",
        "Reações", "Reazioni",
    ),
    *scoped(
        "engagements_reported", Kind.COUNT, "Reactions, Comments and Shares", "Réactions, commentaires et partages",
        "Reacciones, comentarios y veces que se compartió", "Reaktionen, Kommentare und geteilte Inhalte",
        "Reações, comentários e compartilhamentos", "Reazioni, commenti e condivisioni",
    ),
    *scoped(
        "clicks_all", Kind.COUNT, "Total clicks", "Total des clics", "Total de clics", "Klicks insgesamt",
        "Total de cliques", "Cliques (total)",
    ),
    col(
        "clicks_other", Kind.COUNT, "Other Clicks", "Autres clics", "Clics de otro tipo", "Andere Klicks",
        "Otros clics", "Outros cliques",
    ),
    col(
        "clicks_link", Kind.COUNT, "Link Clicks", "Clics sur un lien", "Clics en el enlace", "Link-Klicks",
        "Clics sur le lien", "Cliques no link", "Cliques em links",
    ),
    *scoped(
        "video_views_3s", Kind.COUNT, "3-second video views", "Vues de vidéo de 3 secondes",
        "Reproducciones de video de 3 segundos", "Reproducciones de vídeo de 3 segundos",
        "Visualizações de 3 segundos do vídeo",
    ),
    *scoped(
        "watch_time_s", Kind.NUMBER, "Seconds viewed", "Secondes regardées", "Segundos reproducidos",
        "Segundos de visualização", stem=r"secondes regarde\w*",
    ),
    *scoped(
        "avg_watch_s", Kind.NUMBER, "Average Seconds viewed", "Moyenne de secondes regardées",
        "Secondes moyennes regardées", "Secondes regardées en moyenne", "Promedio de segundos reproducidos",
        "Média de segundos de visualização", stem=r"(?:nombre de )?secondes moyen\w*(?: \w+)?|segundos promedio \w+",
    ),
    col(
        "ignored", Kind.TEXT, "Caption type", "Type de légende", "Languages", "Langues", "Idiomas", "Custom labels",
        "Libellés personnalisés", "Tipo de subtítulo", "Tipo de legenda", "Etiquetas personalizadas",
        "Estado del contenido financiado", "Status do conteúdo financiado", "Funded content status",
        "Statut de contenu financé", "REELS_PLAYS:COUNT", "IMPRESSION:UNIQUE_USERS",
        "Matched Audience Targeting Consumption (Photo Click)",
        pattern=r"statut de contenu.*|estimated earnings.*|ad (cpm|impressions).*|negative feedback.*|1-minute .*"
        r"|.*d'une minute.*|.*de 1 minuto.*|.*video de 1 minuto.*|ingresos estimados.*|ganhos .*|cpm .*"
        r"|impressoes do anuncio|rotulos personalizados|.*viewers of 3 seconds.*|spectateurs de .*",
    ),
)  # fmt: skip
# Retention curves (41 + 41 columns), countries (159), sex and age (12): a file of 227 columns was seen.
BREAKDOWNS = col(
    "breakdown",
    Kind.TEXT,
    pattern=r".*\b(interval|intervalle|intervalo)\b.*|.*\b(country|countries|pays|pais|country code)\b.*"
    r"|.*\b(female|male|femmes|hommes|mujeres|hombres|women|men|gender|sexe|genero)\b.*|.*\d\d ?- ?\d\d.*"
    r"|.*\b[a-z]{2} \([a-z]{2}\).*",
)
