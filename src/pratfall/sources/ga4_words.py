"""The words of Google Analytics 4, as `headers.normal` leaves them: what a column is, in six languages.

English from real files; French, Spanish, German, Portuguese and Italian as its interface prints them.
"""

from __future__ import annotations

import re

METRICS = {
    "sessions": "sessions",
    "sesiones": "sessions",
    "users": "users",
    "total users": "users",
    "active users": "users",
    "usuarios": "users",
    "usuarios activos": "users",
    "usuarios totales": "users",
    "total de usuarios": "users",
    "utilisateurs": "users",
    "utilisateurs actifs": "users",
    "nombre total d'utilisateurs": "users",
    "views": "pageviews",
    "vues": "pageviews",
    "vistas": "pageviews",
    "key events": "key_events",
    "conversions": "key_events",
    "evenements cles": "key_events",
    "eventos clave": "key_events",
    "conversiones": "key_events",
    "engagement rate": "engagement_rate_reported",
    "taux d'engagement": "engagement_rate_reported",
    "porcentaje de interacciones": "engagement_rate_reported",
    "tasa de interaccion": "engagement_rate_reported",
    "sitzungen": "sessions",
    "nutzer": "users",
    "aktive nutzer": "users",
    "nutzer insgesamt": "users",
    "gesamtzahl der nutzer": "users",
    "aufrufe": "pageviews",
    "schlusselereignisse": "key_events",
    "engagement-rate": "engagement_rate_reported",
    "sessoes": "sessions",
    "usuarios ativos": "users",
    "visualizacoes": "pageviews",
    "eventos principais": "key_events",
    "conversoes": "key_events",
    "taxa de engajamento": "engagement_rate_reported",
    "sessioni": "sessions",
    "utenti": "users",
    "utenti attivi": "users",
    "visualizzazioni": "pageviews",
    "eventi chiave": "key_events",
    "tasso di coinvolgimento": "engagement_rate_reported",
}
# Numbers without a place in the vocabulary; named so that they are not taken for dimensions.
OTHER_NUMBERS = re.compile(
    r"(new|returning) users|nuevos usuarios|nouveaux utilisateurs|engaged sessions.*|sessions avec engagement|"
    r"average .*|.* per (user|session|active user)|event count|total revenue|bounce rate|.*revenue|.*engagement time.*|"
    r"sesiones con interaccion.*|numero de eventos|ingresos totales|nombre d'evenements|revenu total|"
    r"sitzungen mit interaktionen.*|ereignisanzahl|gesamtumsatz|durchschnittliche .*|ereignisse pro .*|neue nutzer|"
    r"sessoes engajadas.*|contagem de eventos|receita total|tempo medio .*|eventos por .*|taxa de eventos .*|"
    r"novos usuarios"
)
DIMENSIONS = {
    "session source / medium": "source_medium",
    "first user source / medium": "first_source_medium",
    "source / medium": "source_medium",
    "session source": "source",
    "session medium": "medium",
    "session campaign": "campaign",
    "campaign": "campaign",
    "session manual ad content": "content",
    "landing page": "landing_page",
    "landing page + query string": "landing_page",
    "session primary channel group (default channel group)": "channel",
    "session default channel group": "channel",
    "first user primary channel group (default channel group)": "first_channel",
    "page path and screen class": "page",
    "page title and screen class": "page_title",
    "event name": "event",
    "hour": "hour",
    "city": "city",
    "country": "country",
    "device category": "device",
    "source / support de la session": "source_medium",
    "campagne de la session": "campaign",
    "page de destination": "landing_page",
    "fuente/medio de la sesion": "source_medium",
    "fuente / medio de la sesion": "source_medium",
    "campana de la sesion": "campaign",
    "pagina de destino": "landing_page",
    "groupe de canaux principal de la session (groupe de canaux par defaut)": "channel",
    "groupe de canaux par defaut pour la session": "channel",
    "grupo de canales principal de la sesion (grupo de canales predeterminado)": "channel",
    "grupo de canales predeterminado de la sesion": "channel",
    "primare channelgruppe der sitzung (standard-channelgruppe)": "channel",
    "standard-channelgruppe der sitzung": "channel",
    "sitzung - quelle/medium": "source_medium",
    "sitzung - quelle / medium": "source_medium",
    "grupo de canais principal da sessao (grupo de canais padrao)": "channel",
    "origem / midia da sessao": "source_medium",
    "origem/midia da sessao": "source_medium",
}
DATES = {"date", "fecha", "jour", "datum", "data"}
NTH_DAY = {"nth day", "dia n", "n-ieme jour", "jour n", "nieme jour"}
EVERYBODY = {
    "all users",
    "todos los usuarios",
    "tous les utilisateurs",
    "alle nutzer",
    "todos os usuarios",
    "tutti gli utenti",
}
TELLS_GA4 = re.compile(r"(first user|session|event|landing page|page path).*")
