"""The interface as a whole: its parts, its description, and how troubles are told."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from importlib.metadata import version
from typing import Any

from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, AuthorizationError, HttpError, Throttled, ValidationError
from ninja.parser import Parser
from ninja.throttling import AuthRateThrottle

from pratfall.errors import Conflict, PratfallError, Refused
from pratfall.reviews.render.codec import encode
from pratfall.reviews.render.speech import speech
from pratfall.reviews.render.wording import error_line
from pratfall.site.language import language_of

from . import decisions, files, ideas, learning, members, monday, outgoing, plans, reports, review, setbacks, teach
from .access import READ

PARTS = {
    "review": review.router,
    "monday": monday.router,
    "files": files.router,
    "plans": plans.router,
    "ideas": ideas.router,
    "decisions": decisions.router,
    "members": members.router,
    "outgoing": outgoing.router,
    "teach": teach.router,
    "reports": reports.router,
}

RATE = "1200/m"


class PerMember(AuthRateThrottle):
    """However many tokens somebody has in an organisation, they share one allowance."""

    def get_cache_key(self, request: HttpRequest) -> str:
        return f"api:{request.auth.pk}"  # type: ignore[attr-defined]


class Readable(Parser):
    """JSON without the one letter PostgreSQL keeps in no text."""

    def parse_body(self, request: HttpRequest) -> Any:
        if b"\\u0000" in request.body:
            raise HttpError(400, "")
        return super().parse_body(request)


api = NinjaAPI(
    title="Pratfall",
    version=version("pratfall"),
    description=__doc__ or "",
    auth=READ,
    parser=Readable(),
    docs_url=None,  # its viewer needs scripts from elsewhere
    openapi_url="/openapi.json",
    throttle=[PerMember(RATE)],
)
for name, router in PARTS.items():
    api.add_router(f"/{name}", router, tags=[name])
for router in setbacks.ROUTERS:
    api.add_router("/setbacks", router, tags=["setbacks"])
for router in learning.ROUTERS:
    api.add_router("/learn", router, tags=["learn"])


def _told(request: HttpRequest, status: int, code: str, **more: object) -> HttpResponse:
    words = speech(language_of(request))
    body = {"code": code, "message": words.say(f"api.{code}") if words.knows(f"api.{code}") else code, **more}
    return HttpResponse(json.dumps(body, ensure_ascii=False), status=status, content_type="application/json")


def _ours(request: HttpRequest, error: PratfallError) -> HttpResponse:
    more: dict[str, object] = {"message": error_line(error, language_of(request))}
    status = 503 if error.retry_helps else 422
    if isinstance(error, Conflict):
        status, more = 409, {**more, "yours": _values(error.yours), "theirs": _values(error.theirs)}
    elif isinstance(error, Refused) and error.code == "role_too_small":
        status = 403
    answer = _told(request, status, error.code, **more)
    if error.retry_helps:
        answer.headers["Retry-After"] = "10"
    return answer


def _values(held: Mapping[str, object]) -> Any:
    """As JSON, with people and other rows by their numbers, as everywhere in this interface."""
    return encode({name: value.pk if isinstance(value, Model) else value for name, value in held.items()})


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    errors = [{"loc": [str(part) for part in e["loc"]], "msg": str(e["msg"])} for e in error.errors]
    return _told(request, 422, "invalid", errors=errors)


def _plain(status: int, code: str) -> Callable[[HttpRequest, Any], HttpResponse]:
    return lambda request, _error: _told(request, status, code)


def no_operation(request: HttpRequest) -> HttpResponse:
    return _told(request, 404, "not_found")


def _other(request: HttpRequest, error: HttpError) -> HttpResponse:
    return _told(request, error.status_code, "unreadable" if error.status_code == 400 else "refused")


def _too_many(request: HttpRequest, error: Throttled) -> HttpResponse:
    answer = _told(request, 429, "too_many")
    answer.headers["Retry-After"] = str(error.wait or 60)
    return answer


api.add_exception_handler(PratfallError, _ours)  # type: ignore[arg-type]
api.add_exception_handler(ValidationError, _invalid)  # type: ignore[arg-type]
api.add_exception_handler(Http404, _plain(404, "not_found"))
api.add_exception_handler(AuthenticationError, _plain(401, "unknown_token"))
api.add_exception_handler(AuthorizationError, _plain(403, "not_allowed"))
api.add_exception_handler(HttpError, _other)  # type: ignore[arg-type]
api.add_exception_handler(Throttled, _too_many)  # type: ignore[arg-type]
