"""Who may help: found, briefed with facts, asked, heard, thanked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import Http404, HttpResponse, HttpResponseRedirect

from pratfall.errors import Conflict, Refused
from pratfall.respond.brief import scripted
from pratfall.reviews.render.plain import plain, safe_url
from pratfall.reviews.render.speech import LANGUAGES, Speech
from pratfall.reviews.render.wording import error_line
from pratfall.site.campaigns.forms import number_of
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role
from pratfall.site.setbacks import briefs
from pratfall.site.setbacks.ally_words import named, why_them
from pratfall.site.setbacks.door import found
from pratfall.site.setbacks.found_allies import Found, found_allies
from pratfall.site.setbacks.framing import in_room
from pratfall.site.setbacks.models import Ally, PublicPage, Setback, Statement
from pratfall.site.setbacks.moments import words_of
from pratfall.site.setbacks.services import allies, statements


@dataclass(frozen=True)
class AllyShown:
    """One person of the list. `brief`, `said`, `how`, `why`: as kept, drafted, or as somebody has just typed."""

    row: Ally
    name: str
    why_them: str
    state: str
    address: str
    brief: str
    warnings: tuple[str, ...]
    said: str
    how: str
    why: str
    open: bool


@dataclass(frozen=True)
class FoundShown:
    platform: str
    author: str
    name: str
    why_them: str
    address: str


@needs(Role.ANALYST, change=Role.EDITOR)
def page(request: OrganisationRequest, number: int) -> HttpResponse:
    setback = found(request, number)
    words, now = words_of(request), datetime.now(UTC)
    if request.method == "POST":
        try:
            _do(request, setback, now)
        except (Refused, Conflict) as error:
            return _shown(request, setback, words, now, error_line(error, words.lang))
        return HttpResponseRedirect(request.path)
    return _shown(request, setback, words, now)


def _do(request: OrganisationRequest, setback: Setback, now: datetime) -> None:
    given, actor = request.POST, request.user
    match given.get("do"):
        case "add":
            named = {part: given.get(part, "") for part in ("name", "where", "stands_for", "language")}
            allies.add(setback=setback, actor=actor, now=now, **named)
            return
        case "add_found":
            platform, author = given.get("platform", ""), given.get("author", "")
            allies.add_found(setback=setback, actor=actor, platform=platform, author=author, now=now)
            return
    ally = setback.allies.select_related("setback__organisation").filter(pk=number_of(given.get("ally"))).first()
    if ally is None:
        raise Http404
    seen = number_of(given.get("seen"))
    match given.get("do"):
        case "revise":
            parts = {part: given.get(part, "") for part in ("name", "where", "stands_for", "language", "brief")}
            allies.revise(ally=ally, actor=actor, seen=seen, **parts)
        case "asked":
            allies.asked(ally=ally, actor=actor, seen=seen, now=now)
        case "answered":
            allies.answered(ally=ally, actor=actor, seen=seen, said=given.get("said", ""), now=now)
        case "thanked":
            allies.thanked(ally=ally, actor=actor, seen=seen, how=given.get("how", ""), now=now)
        case "left_out":
            allies.left_out(ally=ally, actor=actor, seen=seen, why=given.get("why", ""), now=now)
        case "brought_back":
            allies.brought_back(ally=ally, actor=actor, seen=seen)
        case _:
            raise Refused("not_allowed_here")


def _shown(
    request: OrganisationRequest, setback: Setback, words: Speech, now: datetime, error: str = ""
) -> HttpResponse:
    rows = list(setback.allies.select_related("setback", "asked_by", "thanked_by").order_by("added_at", "pk"))
    told = _Telling(request, setback, words)
    listed = [told.ally(row) for row in rows]
    looked = "find" in request.GET
    known = {(row.platform, row.author) for row in rows}
    candidates = [f for f in found_allies(setback, now) if (f.platform, f.author) not in known] if looked else []
    return in_room(
        request,
        setback,
        "setback_allies.html",
        status=409 if error else 200,
        error=error,
        open_ones=[one for one in listed if one.open],
        done=[one for one in listed if not one.open],
        looked=looked,
        candidates=[_candidate(f, words) for f in candidates],
        approved=told.statement is not None,
        stands_for=[(code, words.say(f"ally.stands_for.{code}")) for code in allies.STANDS_FOR],
        languages=[(code, words.say(f"ally.language.{code}")) for code in LANGUAGES],
        typed=request.POST if error and request.POST.get("do") == "add" else {},
    )


class _Telling:
    """What every row of the list needs, read once."""

    def __init__(self, request: OrganisationRequest, setback: Setback, words: Speech) -> None:
        self.words, self.setback, self.typed = words, setback, request.POST
        self.statement: Statement | None = statements.approved(setback)
        page = PublicPage.objects.filter(setback=setback, withdrawn_at=None, setback__updates__isnull=False).first()
        self.updates_at = request.build_absolute_uri(f"/updates/{page.slug}/") if page else ""
        self.changes = list(setback.preventions.filter(given_up_at=None).order_by("pk"))

    def ally(self, row: Ally) -> AllyShown:
        brief = self._typed(row, "brief") or row.brief or self._brief(row)
        return AllyShown(
            row=row,
            name=named(row.name, row.platform, row.author, self.words),
            why_them=why_them(row.found, self.words) if row.found else "",
            state=self._state(row),
            address=safe_url(row.where),
            brief=brief,
            warnings=tuple(
                self.words.say(f"ally.scripted.{one.sign.value}", words=plain(one.words)) for one in scripted(brief)
            ),
            said=self._typed(row, "said") or row.said,
            how=self._typed(row, "how") or briefs.thanks_for(row, self._changes(row.language or self.words.lang)),
            why=self._typed(row, "why"),
            open=row.thanked_at is None and row.left_out_at is None,
        )

    def _typed(self, row: Ally, part: str) -> str:
        """What came with a form that was refused."""
        return self.typed.get(part, "") if self.typed.get("ally") == str(row.pk) else ""

    def _brief(self, row: Ally) -> str:
        lang = row.language or self.words.lang
        return briefs.brief_of(self.setback, self.statement, lang, updates_at=self.updates_at)

    def _changes(self, lang: str) -> str:
        said = (getattr(change, f"public_{lang}").strip() for change in self.changes)
        return " ".join(text for text in said if text)

    def _state(self, row: Ally) -> str:
        if row.left_out_at is not None:
            return self.words.say("ally.state.left_out", at=row.left_out_at)
        if row.thanked_at is not None:
            return self.words.say("ally.state.thanked", at=row.thanked_at, who=str(row.thanked_by))
        if row.asked_at is not None:
            return self.words.say("ally.state.asked", at=row.asked_at, who=str(row.asked_by))
        return self.words.say("ally.state.listed")


def _candidate(one: Found, words: Speech) -> FoundShown:
    name = named(one.author, one.platform, one.author, words)
    return FoundShown(one.platform, one.author, name, why_them(one.as_json(), words), one.href)
