"""Content exports of Meta Business Suite: Facebook (English, then French headers) and Instagram (English).

`Publish time` is month first and seven hours behind UTC, as on the one real file whose zone could be measured.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from . import troubles
from .ids import instagram_shortcode, meta_post_id, pfbid
from .owners import Owner, the_table
from .posts import first_day
from .reactions import Reacted
from .tables import write_csv

BEHIND_UTC = timedelta(hours=7)

FACEBOOK = (
    "Post ID,Page ID,Page name,Title,Description,Duration (sec),Publish time,Caption type,Permalink,Is crosspost,"
    "Is share,Post type,Languages,Custom labels,Funded content status,Data comment,Date,{views},Reach,"
    "Reactions; Comments and Shares,Reactions,Comments,Shares,Total clicks,Other Clicks,Link Clicks"
)
FACEBOOK_FR = (
    "Identifiant de la publication,ID de la Page,Nom de la page,Titre,Description,Durée (s),Heure de publication,"
    "Type de légende,Permalien,Est un crosspostage,Est un partage,Type de publication,Langues,"
    "Libellés personnalisés,Statut de contenu financé,Commentaire sur les données,Date,Vues,"
    "Vues de Publications organiques,Vues de Publications boostées,Couverture,"
    "Réactions; commentaires et partages,Réactions,Commentaires,Partages,Total des clics,Autres clics,"
    "Clics sur un lien"
)
INSTAGRAM = (
    "Post ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,Permalink,Post type,"
    "Data comment,Date,Views,Reach,Likes,Shares,Follows,Comments,Saves"
)


def addresses(posts: Sequence[Reacted], rng: np.random.Generator, owner: Owner | None = None) -> list[str]:
    """Where each Facebook post can be seen; the network numbers them without sense."""
    handle = (owner or the_table()).handle
    return [f"https://www.facebook.com/{handle}/posts/{pfbid(rng)}" for _ in posts]


def write_facebook(folder: Path, posts: Sequence[Reacted], urls: Sequence[str], until: date) -> list[Path]:
    """Four exports with a hole of a month: impressions, then views, then the hole, then French with boosts."""
    swap = until - timedelta(days=round(7 * troubles.FACEBOOK_VIEWS_WEEKS))
    gap = [until - timedelta(days=round(7 * weeks)) for weeks in troubles.FACEBOOK_GAP_WEEKS]
    french = until - timedelta(days=round(7 * (troubles.BOOSTED_WEEKS[0] + 1)))
    spans = (
        (first_day(until), swap - timedelta(days=1), "Impressions"),
        (swap, gap[0] - timedelta(days=1), "Views"),
        (gap[1], french - timedelta(days=1), "Views"),
        (french, until, "Vues"),
    )
    named = list(zip(_numbered("1221", 58_000_001, posts), urls, posts, strict=True))
    return [_facebook_file(folder, named, the_table(), *span) for span in spans]


def write_facebook_page(
    folder: Path, posts: Sequence[Reacted], urls: Sequence[str], until: date, owner: Owner
) -> list[Path]:
    """One export of two years, by somebody who reads French: it tells bought views from own ones."""
    named = list(zip(_numbered("1221", owner.first_post, posts), urls, posts, strict=True))
    return [_facebook_file(folder, named, owner, first_day(until), until, "Vues")]


def _numbered(prefix: str, first: int, posts: Sequence[Reacted]) -> list[str]:
    return [meta_post_id(prefix, i) for i, _ in enumerate(posts, first)]


def _facebook_file(
    folder: Path, named: Iterable[tuple[str, str, Reacted]], owner: Owner, start: date, end: date, views: str
) -> Path:
    inside = [row for row in named if start <= (row[2].post.at - BEHIND_UTC).date() <= end]
    if views == "Vues":
        rows = [_facebook_row(*row, owner, french=True) for row in inside]
        return write_csv(folder / _name(start, end, "fr"), _header(FACEBOOK_FR), rows, bom=True)
    rows = [_facebook_row(*row, owner, french=False) for row in inside]
    return write_csv(folder / _name(start, end, "facebook"), _header(FACEBOOK.format(views=views)), rows, bom=True)


def _facebook_row(post_id: str, url: str, reacted: Reacted, owner: Owner, *, french: bool) -> list[Any]:
    post, r = reacted.post, reacted
    kinds = ("Vidéos", "Liens", "Photos") if french else ("Videos", "Links", "Photos")
    kind = kinds[0] if r.duration_s else kinds[1] if post.link else kinds[2]
    views = [r.views, r.views - r.paid_views, r.paid_views] if french else [r.views]
    return [
        post_id, owner.page_id, owner.name, "", post.text, r.duration_s, _published(post.at), "",
        url, 0, 0, kind, "", "", "", "",
        "Global" if french else "Lifetime", *views, r.reach, r.likes + r.comments + r.shares, r.likes, r.comments,
        r.shares, r.clicks, r.clicks - r.clicks // 2, r.clicks // 2,
    ]  # fmt: skip


def shortcodes(posts: Sequence[Reacted], rng: np.random.Generator) -> list[str]:
    """What the address of each Instagram post ends with."""
    return [instagram_shortcode(p.post.at, rng) for p in posts]


def instagram_address(shortcode: str, r: Reacted) -> str:
    return f"https://www.instagram.com/{'reel' if r.duration_s else 'p'}/{shortcode}/"


def write_instagram(
    folder: Path, posts: Sequence[Reacted], codes: Sequence[str], until: date, owner: Owner | None = None
) -> list[Path]:
    """One export per year, without a hole."""
    owner = owner or the_table()
    middle = until - timedelta(days=365)
    first = owner.first_post - 51_000_000  # the two networks number apart
    named = list(zip(_numbered("180", first, posts), codes, posts, strict=True))
    paths = []
    for start, end in ((first_day(until), middle), (middle + timedelta(days=1), until)):
        inside = [row for row in named if start <= (row[2].post.at - BEHIND_UTC).date() <= end]
        rows = [_instagram_row(*row, owner) for row in inside]
        paths.append(write_csv(folder / _name(start, end, "instagram"), _header(INSTAGRAM), rows, bom=True))
    return paths


def _instagram_row(post_id: str, shortcode: str, r: Reacted, owner: Owner) -> list[Any]:
    kind = "IG reel" if r.duration_s else "IG carousel" if r.post.topic in ("tip", "garden") else "IG image"
    return [
        post_id, owner.profile_id, owner.handle, owner.name, r.post.text, r.duration_s,
        _published(r.post.at), instagram_address(shortcode, r), kind, "", "Lifetime", r.views,
        r.reach, r.likes, r.shares, r.follows, r.comments, r.saves,
    ]  # fmt: skip


def _published(at: Any) -> str:
    return f"{at - BEHIND_UTC:%m/%d/%Y %H:%M}"


def _header(line: str) -> list[str]:
    """One name of Meta's holds a comma; it is written with a semicolon above."""
    return [name.replace(";", ",") for name in line.split(",")]


def _name(start: date, end: date, kind: str) -> str:
    return f"{start:%b-%d-%Y}_{end:%b-%d-%Y}_{kind}.csv"
