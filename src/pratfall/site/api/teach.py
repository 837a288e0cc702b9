"""Teaching how comments are read: which to label, what was said of them, and what is in use."""

from __future__ import annotations

from typing import Annotated, Any

from django.utils import timezone
from ninja import Field, Query, Router, Schema

from pratfall.reviews.render.plain import plain
from pratfall.site.teach import services
from pratfall.text.heads import FEWEST
from pratfall.text.masking import mask
from pratfall.text.taught import TASKS

from .access import PLANS, ApiRequest
from .answers import answers
from .plans import known

router = Router()

Task = Annotated[str, known(tuple(TASKS))]
EXCERPT = 600


class CommentOut(Schema):
    """`text` without names and numbers of people, as on the page."""

    key: str
    text: str
    platform: str


class TaughtOut(Schema):
    """`labels`: how many were given, of `needed` before anything is learnt. `in_use`: labels the reading rests on, null
    where it reads as before anything was taught."""

    task: str
    choices: list[str]
    labels: int
    needed: int
    in_use: int | None
    comments: list[CommentOut]


class AskedIn(Schema):
    """`account` is "platform:id"; `limit`: how many comments to label next."""

    task: Task = "sentiment"
    account: str = Field("", max_length=300)
    post: str = Field("", max_length=500)
    limit: int = Field(10, ge=1, le=100)


class LabelIn(Schema):
    task: Task
    key: str = Field(min_length=1, max_length=500)
    answer: str = Field(max_length=40)


class TeachTaskIn(Schema):
    task: Task


@router.get("/", response=answers(TaughtOut), summary="What to label next, and what is in use")
def shown(request: ApiRequest, asked: Query[AskedIn]) -> dict[str, Any]:
    return _told(request, asked.task, asked)


@router.post("/labels/", auth=PLANS, response=answers(TaughtOut), summary="Say how one comment is to be read")
def label(request: ApiRequest, given: LabelIn) -> dict[str, Any]:
    services.label(
        organisation=request.organisation, task=given.task, key=given.key, answer=given.answer, now=timezone.now()
    )
    return _told(request, given.task)


@router.post("/undo/", auth=PLANS, response=answers(TaughtOut), summary="Take the newest label back")
def undo(request: ApiRequest, given: TeachTaskIn) -> dict[str, Any]:
    services.take_back(organisation=request.organisation, task=given.task)
    return _told(request, given.task)


@router.post("/learn/", auth=PLANS, response=answers(TaughtOut), summary="Learn from all labels, and read by that")
def learn(request: ApiRequest, given: TeachTaskIn) -> dict[str, Any]:
    actor, now = request.auth.user, timezone.now()
    services.learn(organisation=request.organisation, actor=actor, task=given.task, now=now)
    return _told(request, given.task)


@router.post("/stop/", auth=PLANS, response=answers(TaughtOut), summary="Read as before anything was taught")
def stop(request: ApiRequest, given: TeachTaskIn) -> dict[str, Any]:
    services.stop(organisation=request.organisation, actor=request.auth.user, task=given.task)
    return _told(request, given.task)


@router.post("/back/", auth=PLANS, response=answers(TaughtOut), summary="Use what was learnt before this")
def back(request: ApiRequest, given: TeachTaskIn) -> dict[str, Any]:
    services.step_back(organisation=request.organisation, actor=request.auth.user, task=given.task)
    return _told(request, given.task)


def _told(request: ApiRequest, task: str, asked: AskedIn | None = None) -> dict[str, Any]:
    store, asked = services.store(request.organisation), asked or AskedIn(task=task, account="", post="", limit=10)
    labels = store.labels(task)
    done = {one.key for one in labels}
    todo = [c for c in services.pile(request.organisation, asked.account, asked.post) if c.key not in done]
    head = store.heads().get(task)
    return {
        "task": task,
        "choices": list(TASKS[task]),
        "labels": len(labels),
        "needed": FEWEST,
        "in_use": head.n if head else None,
        "comments": [
            {"key": c.key, "text": plain(mask(c.text), limit=EXCERPT), "platform": c.platform}
            for c in todo[: asked.limit]
        ],
    }
