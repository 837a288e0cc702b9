"""What LinkedIn's exports have in common: post links, and the scopes of a page's numbers."""

from __future__ import annotations

import re
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from . import accounts
from .columns import Col, Kind, Layout, col
from .dates import DateOrder
from .document import Document, Sheet
from .draft import Draft
from .exports import Context
from .frames import Frame, frames
from .snapshots import gathered

# `urn:li:activity:7204703086211198976`, also as `...-activity-7204703086211198976-AbCd` in a shared link.
_URN = r"(?i)(?:urn(?::|%3A)li(?::|%3A)|-)(?P<type>activity|share|ugcPost)(?::|%3A|-)(?P<id>\d{15,20})"
DAY_NAMES = ("Date", "Data", "Fecha", "Datum")
URL_NAMES = (
    "Post URL",
    "URL du post",
    "URL de la publication",
    "URL da publicação",
    "URL do post",
    "URL de la publicación",
)
# Scope -> the word in brackets, in the languages seen or reported.
SCOPES = {
    "organic": ("organic", "organique", "organiques", "organico", "organica", "organicas", "organicos",
                "organisch", "generales"),
    "paid": ("sponsored", "sponsorise", "sponsorisee", "sponsorises", "sponsorisees", "patrocinado", "patrocinada",
             "patrocinados", "patrocinadas", "gesponsert"),
    "all": ("total", "totale", "totales", "totaux", "totais", "gesamt"),
}  # fmt: skip


def post_ids(urls: Any) -> Any:
    """(n,) links -> the digits of the post's urn; null where there is none."""
    found = pc.extract_regex(urls, _URN)
    return pc.struct_field(found, "id") if found.null_count < len(found) else pa.nulls(len(urls), pa.string())


def scoped(metric: str, kind: Kind, *names: str) -> list[Col]:
    """`Impressions (organic)`, `(sponsored)`, `(total)` as fields `impressions@organic`, `@paid`, `@all`."""
    columns = []
    for scope, words in SCOPES.items():
        printed = [f"{name} ({word})" for name in names for word in words]
        if scope == "all":  # `Impresiones totales`, without brackets in the same file
            printed += [f"{name} totales" for name in names]
        columns.append(col(f"{metric}@{scope}", kind, *printed))
    return columns


def by_scope(frame: Frame) -> dict[str, dict[str, Any]]:
    """Scope -> metric -> numbers, of the columns `scoped` named."""
    found: dict[str, dict[str, Any]] = {}
    for field in frame.columns:
        metric, at, scope = field.partition("@")
        if at:
            found.setdefault(scope, {})[metric] = frame[field]
    return found


_PAGE_FILE = re.compile(
    r"^(?P<page>.+?)[_-](?:content|updates?|followers?|visitors?|contenu|abonnes|visiteurs)[_-]", re.IGNORECASE
)


def page_account(document: Document, context: Context, draft: Draft) -> str:
    """A page's exports name it only in the file name: `marsh-friends_followers_1768.xls`."""
    match = _PAGE_FILE.match(document.name)
    account = accounts.unnamed("linkedin", context, draft, label=match["page"].strip().lower() if match else "")
    draft.add("account", 1, platform="linkedin", account_id=account, name=account.removeprefix("local:"), kind="page")
    return account


def page_days(document: Document, sheet: Sheet, layout: Layout, context: Context, draft: Draft) -> tuple[str, Frame]:
    """The page, and its daily rows in one frame."""
    account = page_account(document, context, draft)
    rows = frames(document, sheet, layout, draft, context.hints, date_order=DateOrder.MONTH_FIRST)
    return account, gathered(rows, draft)
