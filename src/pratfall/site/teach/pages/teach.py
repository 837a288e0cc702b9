"""Comments to label by hand, one key each; how far one is, what it taught, and the way back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from pratfall.errors import Refused
from pratfall.reviews.render.plain import plain
from pratfall.reviews.render.speech import Speech, speech
from pratfall.reviews.teaching.learn import ENOUGH_TO_TELL, accuracy
from pratfall.reviews.teaching.store import Version
from pratfall.site.frame import framed
from pratfall.site.language import language_of
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.models import Organisation
from pratfall.site.people.roles import Role
from pratfall.site.teach import services
from pratfall.text.heads import FEWEST, enough
from pratfall.text.masking import mask
from pratfall.text.taught import TASKS

SHOWN, LATEST, EXCERPT = 10, 5, 600
KEYS: Mapping[str, tuple[str, str]] = {  # answer -> keys that give it, the first one shown
    "negative": ("1", "n"),
    "unclear": ("2", "u"),
    "positive": ("3", "p"),
    "yes": ("1", "y"),
    "no": ("2", "n"),
}


@dataclass(frozen=True)
class Button:
    """`guessed`: what it is read as now."""

    label: str
    name: str
    keys: str
    key: str
    guessed: bool


@dataclass(frozen=True)
class Card:
    id: str
    key: str
    text: str
    guess: str
    buttons: tuple[Button, ...]


@dataclass(frozen=True)
class Asked:
    """What the address says: the task, and whose comments."""

    task: str
    account: str
    post: str

    def address(self, fragment: str = "") -> str:
        query = {name: value for name, value in vars(self).items() if value}
        return f"?{urlencode(query)}{fragment}"


@needs(Role.ANALYST, change=Role.EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: OrganisationRequest) -> HttpResponse:
    given = request.POST if request.method == "POST" else request.GET
    asked = Asked(given.get("task") or "sentiment", given.get("account", ""), given.get("post", ""))
    if asked.task not in TASKS:
        return HttpResponseBadRequest()
    return _changed(request, asked) if request.method == "POST" else _shown(request, asked)


def _changed(request: OrganisationRequest, asked: Asked) -> HttpResponse:
    """Does what a button asks, then shows the page anew, so that reloading repeats nothing."""
    whose: dict[str, Any] = {"organisation": request.organisation, "task": asked.task}
    by: dict[str, Any] = {**whose, "actor": request.user}
    fragment, given, now = "", request.POST, datetime.now(UTC)
    try:
        match given.get("do", ""):
            case "label":
                services.label(**whose, key=given.get("key", ""), answer=given.get("label", ""), now=now)
                at = given.get("at", "")
                fragment = f"#c{at}" if at in map(str, range(SHOWN)) else ""
            case "undo":
                services.take_back(**whose)
                fragment = "#c0"  # into the list: its keys work only there
            case "learn":
                services.learn(**by, now=now)
            case "stop":
                services.stop(**by)
            case "back":
                services.step_back(**by)
            case _:
                return HttpResponseBadRequest()
    except Refused as refused:
        if refused.code != "labels_too_few":  # the page says how many are missing
            return HttpResponseBadRequest()
    return _again(asked, fragment)


def _again(asked: Asked, fragment: str = "") -> HttpResponse:
    answer = HttpResponseRedirect(asked.address(fragment))
    answer.status_code = 303
    return answer


def _shown(request: OrganisationRequest, asked: Asked) -> HttpResponse:
    words = speech(language_of(request))
    store = services.store(request.organisation)
    labels = store.labels(asked.task)
    comments = services.pile(request.organisation, asked.account, asked.post)
    done = {label.key for label in labels}
    todo = [comment for comment in comments if comment.key not in done]
    versions = [version for version in store.versions(asked.task) if version.in_use]
    return framed(
        request,
        "teach.html",
        asked=asked,
        tasks=[
            (replace(asked, task=task).address(), words.say(f"teach.task.{task}"), task == asked.task) for task in TASKS
        ],
        cards=_cards(request.organisation, todo[:SHOWN], asked.task, words),
        latest=[
            (plain(label.text, limit=EXCERPT), _answer(label.label, words)) for label in labels[: -LATEST - 1 : -1]
        ],
        done=len(labels),
        goal=ENOUGH_TO_TELL,
        progress=words.say("teach.progress", n=len(labels), goal=ENOUGH_TO_TELL),
        left=words.say("teach.left", n=len(todo)),
        ready=enough([label.label for label in labels]),
        use=words.say("teach.use", n=len(labels)),
        too_few=words.say("teach.too_few", needed=FEWEST),
        in_use=_told(versions[-1], words) if versions else (),
    )


def _cards(organisation: Organisation, comments: Sequence[services.Comment], task: str, words: Speech) -> list[Card]:
    """Names and numbers in comments are masked here as in every report."""
    answers = tuple(reversed(TASKS[task])) if len(TASKS[task]) == 2 else TASKS[task]
    cards = []
    for at, (comment, guess) in enumerate(zip(comments, services.guesses(organisation, comments, task), strict=True)):
        guessed = TASKS[task][guess.answer] if guess else ""
        said = words.say("teach.guess", answer=_answer(guessed, words), share=guess.chance) if guess else ""
        buttons = tuple(
            Button(label, _answer(label, words), " ".join(KEYS[label]), KEYS[label][0], label == guessed)
            for label in answers
        )
        text = plain(mask(comment.text), limit=EXCERPT)
        cards.append(Card(f"c{at}", comment.key, text, said or words.say("teach.unread"), buttons))
    return cards


def _answer(label: str, words: Speech) -> str:
    return words.say(f"teach.answer.{label}")


def _told(version: Version, words: Speech) -> tuple[str, ...]:
    """How well it reads, from a hundred labels on."""
    head = version.head
    if head.n < ENOUGH_TO_TELL:
        return (words.say("teach.used_few", n=head.n, needed=ENOUGH_TO_TELL),)
    told = accuracy(head)
    after = told.after
    lines = [words.say("teach.used", value=after.value, low=after.low, high=after.high, n=head.n)]
    lines += [words.say("teach.used_before", value=told.before.value)] if told.before else []
    return tuple(lines)
