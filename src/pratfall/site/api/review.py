"""The review: whole, by finding, by account; and the posts behind its numbers."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpResponseBase
from ninja import Query, Router, Schema

from pratfall.reviews.render.codec import encode
from pratfall.site.language import language_of
from pratfall.site.today import desk

from .access import ApiRequest
from .answers import Slice, answers

router = Router()


class FindingOut(Schema):
    """`slug` stays the same as long as the finding does. `record`: Finding in docs/review.schema.json."""

    slug: str
    code: str
    kind: str
    status: str
    title: str
    sentence: str
    record: dict[str, Any]


def _desk(request: ApiRequest) -> desk.Desk:
    found = desk.current(request.organisation)
    if found is None:
        raise Http404
    return found


@router.get("/", response=answers(dict[str, Any]), summary="The whole review of today")
def whole(request: ApiRequest) -> HttpResponseBase:
    """As docs/review.schema.json describes it. 404 while nothing has been imported."""
    return FileResponse((_desk(request).folder / "review.json").open("rb"), content_type="application/json")


@router.get("/findings/", response=answers(list[FindingOut]), summary="What was found, most important first")
def findings(request: ApiRequest, part: Query[Slice]) -> list[dict[str, Any]]:
    story = _desk(request).story(language_of(request))
    return [_finding(told) for told in list(story.by_slug.values())[part.offset : part.offset + part.limit]]


@router.get("/findings/{slug}/", response=answers(FindingOut), summary="One finding, with its causes and advice")
def finding(request: ApiRequest, slug: str) -> dict[str, Any]:
    told = _desk(request).story(language_of(request)).by_slug.get(slug)
    if told is None:
        raise Http404
    return _finding(told)


def _finding(told: Any) -> dict[str, Any]:
    names = ("slug", "code", "kind", "status", "title", "sentence")
    return {**{name: getattr(told, name) for name in names}, "record": encode(told.finding)}
