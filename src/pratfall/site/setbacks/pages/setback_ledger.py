"""The ledger: what was seen and what became of it, whether its chain holds, removals, and when words are erased."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect

from pratfall.errors import Conflict, Refused
from pratfall.reviews.render.details import Row
from pratfall.reviews.render.speech import Speech
from pratfall.reviews.render.wording import error_line
from pratfall.site.campaigns.forms import number_of
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role
from pratfall.site.setbacks import integrity, vigil
from pratfall.site.setbacks.door import found
from pratfall.site.setbacks.framing import in_room
from pratfall.site.setbacks.heard import heard
from pratfall.site.setbacks.models import LedgerEntry, Removal, Setback
from pratfall.site.setbacks.moments import words_of
from pratfall.site.setbacks.services import appending, erasing, ledger

A_PAGE = 50
AT_SIGHT = 5_000  # entries whose chain is checked whenever somebody looks; longer ones on a click
MONTHS = (6, 12, 24, 36)


@needs(Role.ANALYST, change=Role.EDITOR)
def page(request: OrganisationRequest, number: int) -> HttpResponse:
    setback = found(request, number)
    words, now = words_of(request), datetime.now(UTC)
    if request.method == "POST":
        if request.POST.get("do") == "verify":
            vigil.look_after(setback)
            return _shown(request, setback, words, verify=True)
        try:
            _erase(request, setback, now)
        except (Refused, Conflict) as error:
            return _shown(request, setback, words, error=error_line(error, words.lang))
        return HttpResponseRedirect(request.path)
    return _shown(request, setback, words)


def _erase(request: OrganisationRequest, setback: Setback, now: datetime) -> None:
    given = request.POST
    if given.get("do") != "erase_old":
        raise Refused("not_allowed_here")
    if given.get("sure") != "1":
        raise Refused("erase_not_sure")
    erasing.erase_old(setback=setback, actor=request.user, months=number_of(given.get("months")) or 0, now=now)


def _shown(
    request: OrganisationRequest, setback: Setback, words: Speech, *, verify: bool = False, error: str = ""
) -> HttpResponse:
    place, its_hash = appending.end(setback)
    unsure = ledger.unsure_of(setback)
    looked = verify or place <= AT_SIGHT
    broken = next(integrity.faults(setback), None) if looked else None
    entries = LedgerEntry.objects.filter(setback=setback).order_by("-place")
    one_page = Paginator(entries, A_PAGE).get_page(request.GET.get("page"))
    return in_room(
        request,
        setback,
        "setback_ledger.html",
        status=409 if error else 200,
        error=error,
        counts=list(_counts(setback, words)),
        place=place,
        hash=its_hash[:12],
        looked=looked,
        broken=words.say(f"fault.{broken.code}", n=broken.place) if broken else "",
        whole=words.plural("ledger.whole", place),
        unsure=words.plural("ledger.unsure", unsure) if unsure else "",
        rows=_rows(setback, list(one_page), words),
        shown=one_page,
        removals=_removals(setback, words),
        months=[(n, words.count("months", n)) for n in MONTHS],
        is_owner=request.membership.may(Role.OWNER),
    )


def _counts(setback: Setback, words: Speech) -> list[Row]:
    counts = ledger.counts(setback)
    plain = ("seen", "answered", "gone", "erased", "asked", "refused")
    rows = [Row(words.say(f"ledger.count.{name}"), words.number(getattr(counts, name))) for name in plain]
    removed = [
        Row(words.say("ledger.count.removed", reason=words.say(f"removal.reason.{reason}")), words.number(n))
        for reason, n in counts.removed.items()
    ]
    return [*rows, *(removed or [Row(words.say("ledger.count.removed_none"), words.number(0))])]


def _rows(setback: Setback, entries: list[LedgerEntry], words: Speech) -> list[dict[str, Any]]:
    known = heard(setback)
    rows = []
    for entry in entries:
        row, reason = known.get((entry.platform, entry.ref)), entry.body.get("reason")
        facts = {"reason": words.say(f"removal.reason.{reason}")} if reason else {}
        rows.append(
            {
                "place": entry.place,
                "what": words.say(f"ledger.kind.{entry.kind}", **facts),
                "network": words.name("network", entry.platform),
                "at": words.instant(entry.at),
                "hash": entry.hash[:12],
                "comment": row.place if row else 0,
            }
        )
    return rows


def _removals(setback: Setback, words: Speech) -> list[dict[str, Any]]:
    known = heard(setback)
    rows = setback.removals.select_related("asked_by", "answered_by").order_by("-pk")[:A_PAGE]
    return [
        {
            "row": row,
            "reason": words.say(f"removal.reason.{row.reason}"),
            "state": words.say(f"removal.state.{_state(row)}"),
            "open": row.approved is None,
            "comment": known[row.platform, row.ref].place if (row.platform, row.ref) in known else 0,
        }
        for row in rows
    ]


def _state(row: Removal) -> str:
    if row.approved is None:
        return "asked"
    if not row.approved:
        return "refused"
    return "removed" if row.done_at else "approved"
