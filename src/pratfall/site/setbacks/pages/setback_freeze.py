"""One freeze: whether it is what it was, what is in it, and what changed since the one before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpResponse

from pratfall.reviews.render.plain import plain
from pratfall.reviews.render.speech import Speech
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role
from pratfall.site.setbacks import telling
from pratfall.site.setbacks.door import found
from pratfall.site.setbacks.framing import in_room
from pratfall.site.setbacks.models import Evidence, Setback
from pratfall.site.setbacks.moments import reader_zone, words_of
from pratfall.site.setbacks.services import freezing

A_PAGE = 50
KINDS = ("post", "comment", "number", "outside", "act")  # in the order of what people look for
CHANGES_SHOWN = 100
LONGEST = 160  # characters of a value


@needs(Role.ANALYST)
def page(request: OrganisationRequest, number: int, freeze: int) -> HttpResponse:
    setback, words, zone = found(request, number), words_of(request), reader_zone(request)
    frozen = setback.freezes.select_related("by").filter(pk=freeze).first()
    if frozen is None:
        raise Http404
    counts = dict(frozen.evidence.order_by().values_list("kind").annotate(Count("pk")))
    asked = request.GET.get("kind", "")
    kind = asked if asked in counts else next((name for name in KINDS if name in counts), "")
    rows = Paginator(frozen.evidence.order_by("pk").filter(kind=kind), A_PAGE)
    shown = rows.get_page(request.GET.get("page"))
    before = setback.freezes.filter(pk__lt=frozen.pk).order_by("-pk").first()
    changes = freezing.compare(before, frozen) if before else []
    return in_room(
        request,
        setback,
        "setback_freeze.html",
        frozen=frozen,
        at=telling.instant(frozen.at, zone, words),
        who=telling.name_of(frozen.by, words),
        verdict=freezing.verify(frozen),
        kinds=[
            (name, words.say(f"freeze.kind.{name}"), counts[name], name == kind) for name in KINDS if name in counts
        ],
        kind=kind,
        shown=shown,
        rows=list(_rows(shown.object_list, setback, words)),
        before=before,
        before_at=telling.instant(before.at, zone, words) if before else "",
        counted=[words.say(f"freeze.{how}", n=n) for how, n in freezing.counted(changes).items()],
        changes=[_told(change, words) for change in changes[:CHANGES_SHOWN]],
        more=words.plural("more.items", left) if (left := len(changes) - CHANGES_SHOWN) > 0 else "",
    )


def _rows(rows: Any, setback: Setback, words: Speech) -> Iterator[Mapping[str, object]]:
    """Each row with what it holds, and the words kept apart where they still are."""
    listed: list[Evidence] = list(rows)
    texts = setback.kept_texts.filter(digest__in=[row.text for row in listed if row.text])
    known = {kept.digest: kept for kept in texts}
    for row in listed:
        kept = known.get(row.text)
        yield {
            "ref": _named(row, words),
            "at": words.instant(row.happened_at) if row.happened_at else "",
            "origin": telling.origin_of(plain(row.origin, limit=LONGEST), words),
            "hash": row.hash,
            "values": [(plain(name), _value(value)) for name, value in row.body.items()],
            "text": telling.cut(kept.text) if kept and not kept.erased_at else "",
            "erased": bool(kept and kept.erased_at),
        }


def _named(row: Evidence, words: Speech) -> str:
    """What was done, of an act; its name on the network, of anything else."""
    act = row.body.get("act")
    return words.say(f"audit.{act}") if act else plain(row.ref, limit=LONGEST)


def _value(value: object) -> str:
    """A frozen value as it stands, names of numbers included."""
    if isinstance(value, dict):
        return plain(", ".join(f"{name}: {inner}" for name, inner in value.items()), limit=LONGEST)
    return plain(", ".join(map(str, value)) if isinstance(value, list) else str(value), limit=LONGEST)


def _told(change: freezing.Change, words: Speech) -> tuple[str, str, str]:
    """How it changed, its name, and "numbers: likes: 7 → likes: 70" where it is on both sides."""
    how, ref = words.say(f"freeze.how.{change.how}"), plain(change.ref, limit=LONGEST)
    if change.before is None or change.after is None:
        return how, ref, ""
    parts = [f"{plain(n)}: {_value(change.before[n])} → {_value(change.after[n])}" for n in change.before]
    return how, ref, "; ".join(parts)
