"""Cases of others: searched by word and by meaning, narrowed by kind, sector, network and language of the sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect

from pratfall.errors import Conflict, Refused
from pratfall.learn.cases import KINDS, SECTORS, Case
from pratfall.learn.cases.case import NETWORKS
from pratfall.learn.library_search import search
from pratfall.reviews.render.speech import Speech
from pratfall.reviews.render.wording import error_line
from pratfall.site.campaigns.forms import number_of
from pratfall.site.lessons.case_words import advice_name, card, network_name
from pratfall.site.lessons.framing import in_library
from pratfall.site.lessons.models import Case as Row
from pratfall.site.lessons.services import cases
from pratfall.site.lessons.services.cases import Told
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.moments import words_of

A_PAGE = 20
LONGEST_QUERY = 300
Filter = tuple[str, str, str, list[tuple[str, str]]]


@dataclass(frozen=True)
class Wanted:
    """What is typed and chosen; "" where nothing is."""

    words: str = ""
    kind: str = ""
    sector: str = ""
    network: str = ""
    sources: str = ""
    about: str = ""

    @property
    def narrowed(self) -> bool:
        return any((self.kind, self.sector, self.network, self.sources, self.about))


@needs(Role.ANALYST, change=Role.MANAGER)
def page(request: OrganisationRequest) -> HttpResponse:
    words = words_of(request)
    if request.method != "POST":
        return _shown(request, words)
    try:
        _bring_back(request)
    except (Refused, Conflict) as error:
        return _shown(request, words, error_line(error, words.lang))
    return HttpResponseRedirect(request.path)


def _bring_back(request: OrganisationRequest) -> None:
    """Raises Http404 for another organisation's."""
    row = Row.objects.filter(organisation=request.organisation, pk=number_of(request.POST.get("row"))).first()
    if row is None:
        raise Http404
    cases.bring_back(row=row, actor=request.user, seen=number_of(request.POST.get("seen")))


def _shown(request: OrganisationRequest, words: Speech, error: str = "") -> HttpResponse:
    wanted = _wanted(request)
    every = cases.cases_of(request.organisation)
    found = _searched([told for told in every if _fits(told.case, wanted)], wanted.words, words.lang)
    shown = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return in_library(
        request,
        "learn_cases.html",
        status=409 if error else 200,
        error=error,
        cards=[card(told, words) for told in shown],
        n=len(found),
        wanted=wanted,
        filters=list(_filters([told.case for told in every], wanted, words)),
        shown=shown,
        query=urlencode({name: value for name, value in request.GET.dict().items() if name != "page"}),
        gone=_gone(request) if request.membership.may(Role.MANAGER) else [],
    )


def _wanted(request: OrganisationRequest) -> Wanted:
    given = request.GET
    return Wanted(
        words=given.get("q", "").strip()[:LONGEST_QUERY],
        **{name: given.get(name, "")[:40] for name in ("kind", "sector", "network", "sources", "about")},
    )


def _fits(case: Case, wanted: Wanted) -> bool:
    return (
        wanted.kind in ("", case.kind)
        and wanted.sector in ("", case.sector)
        and (not wanted.network or wanted.network in case.networks)
        and (not wanted.sources or any(source.language == wanted.sources for source in case.sources))
        and (not wanted.about or any(advice.about == wanted.about for advice in case.advice))
    )


def _searched(among: Sequence[Told], asked: str, lang: str) -> list[Told]:
    if not asked:
        return list(among)
    texts = [told.case.text(lang) for told in among]
    return [among[row] for row in search(asked, texts, most=len(texts))]


def _filters(every: Sequence[Case], wanted: Wanted, words: Speech) -> Iterator[Filter]:
    """Name, label, what is chosen, what can be: only what some case has."""
    kinds = {case.kind for case in every}
    sectors = {case.sector for case in every}
    networks = {code for case in every for code in case.networks}
    languages = sorted({source.language for case in every for source in case.sources})
    advice = {one.about for case in every for one in case.advice}
    yield _filter("kind", wanted.kind, [(k, words.say(f"case.kind.{k}")) for k in KINDS if k in kinds], words)
    yield _filter("sector", wanted.sector, [(s, words.say(f"case.sector.{s}")) for s in SECTORS if s in sectors], words)
    yield _filter("network", wanted.network, [(n, network_name(n, words)) for n in NETWORKS if n in networks], words)
    yield _filter("sources", wanted.sources, [(code, words.name("lang_name", code)) for code in languages], words)
    spoken_of = [(about, advice_name(about, words)) for about in cases.advice_known() if about in advice]
    yield _filter("about", wanted.about, spoken_of, words)


def _filter(name: str, chosen: str, offered: list[tuple[str, str]], words: Speech) -> Filter:
    return name, words.say(f"case.filter.{name}"), chosen, offered


def _gone(request: OrganisationRequest) -> list[Row]:
    return list(Row.objects.filter(organisation=request.organisation).exclude(removed_at=None).order_by("-removed_at"))
