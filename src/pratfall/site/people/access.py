"""The one door: who may come to which page. A view that does not say whom it lets in lets nobody in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils import timezone
from django.utils.cache import patch_cache_control

from . import services
from .models import Membership, Organisation, User
from .roles import Role

SAFE = ("GET", "HEAD", "OPTIONS")
SIGN_IN = "/account/login/"

View = TypeVar("View", bound=Callable[..., Any])
Answer = Callable[[HttpRequest], HttpResponseBase]


@dataclass(frozen=True)
class Rule:
    """Whom a view lets in: a role to look and one to change; outside organisations whoever is signed in, or anybody."""

    look: Role | None
    change: Role | None
    signed_in: bool = True


class OrganisationRequest(HttpRequest):
    """What a page of an organisation gets: the door has found both, and the membership's role suffices."""

    organisation: Organisation
    membership: Membership
    user: User


def needs(look: Role, *, change: Role | None = None) -> Callable[[View], View]:
    """A page of an organisation: the least role to see it, and to send its forms where that takes more."""
    return _ruled(Rule(look, change or look))


def signed_in(view: View) -> View:
    """A page outside organisations, for anybody who has signed in."""
    return _ruled(Rule(None, None))(view)


def anybody(view: View) -> View:
    """A page for people who have not signed in. Never of an organisation."""
    return _ruled(Rule(None, None, signed_in=False))(view)


def _ruled(rule: Rule) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        view.rule = rule  # type: ignore[attr-defined]
        return view

    return decorate


def rule_of(view: Callable[..., Any]) -> Rule | None:
    """None: nobody said. allauth's own pages and the operations of the API look after themselves."""
    whole = getattr(view, "func", view)  # a partial has no module of its own
    if getattr(whole, "__module__", "").startswith(("allauth.", "ninja.")):
        return Rule(None, None, signed_in=False)
    return getattr(view, "rule", None)


class _Door:
    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.user.is_authenticated:
            patch_cache_control(response, private=True, no_cache=True)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        slug, rule = kwargs.pop("org", None), rule_of(view)
        if rule is None or (rule.look is None) != (slug is None):
            raise Http404
        if rule.signed_in and not request.user.is_authenticated:
            return to_sign_in(request)
        return None if slug is None else enter(request, slug, rule)


door = _Door


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """The same whether or not there is something at the address."""
    query = f"?{urlencode({'next': request.get_full_path()})}" if request.method in SAFE else ""
    return HttpResponseRedirect(SIGN_IN + query)


def enter(request: HttpRequest, slug: str, rule: Rule) -> HttpResponse | None:
    """Puts organisation and membership into the request. Whoever is no member learns nothing: raises Http404."""
    found = Membership.objects.select_related("organisation", "user").filter(
        user=request.user.pk, organisation__slug=slug
    )
    membership = found.first()
    if membership is None:
        raise Http404
    request.organisation = membership.organisation  # type: ignore[attr-defined]
    request.membership = membership  # type: ignore[attr-defined]
    services.seen(membership, timezone.now())
    least = rule.look if request.method in SAFE else rule.change
    if least is None or membership.may(least):
        return None
    from .pages import not_allowed

    return not_allowed.page(request, least)
