"""One statement: both texts, the advice beside them, who approved it, and where it went."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from pratfall.errors import Conflict, Refused
from pratfall.respond.severity import TWO_PEOPLE_FROM
from pratfall.respond.statement import LANGUAGES, Kind, from_json, missing
from pratfall.reviews.render.speech import Speech
from pratfall.reviews.render.wording import error_line
from pratfall.site.campaigns.forms import number_of
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role
from pratfall.site.setbacks import going_out
from pratfall.site.setbacks import statement_forms as forms
from pratfall.site.setbacks.door import found
from pratfall.site.setbacks.framing import in_room
from pratfall.site.setbacks.models import Setback, Statement
from pratfall.site.setbacks.moments import moment, reader_zone, words_of
from pratfall.site.setbacks.pages.setback_statements import state_of
from pratfall.site.setbacks.services import outings, statements
from pratfall.site.setbacks.statement_advice import advice_on, networks_of, told


@needs(Role.ANALYST, change=Role.EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: OrganisationRequest, number: int, statement_id: int) -> HttpResponse:
    setback, now = found(request, number), datetime.now(UTC)
    statement = _statement(setback, statement_id)
    if request.method != "POST":
        return _shown(request, setback, statement, now)
    words = words_of(request)
    try:
        after = _do(request, statement, now)
    except Conflict as conflict:
        there = _statement(setback, statement_id)
        return _shown(request, setback, there, now, error_line(conflict, words.lang), _typed(request, there))
    except Refused as refused:
        there = _statement(setback, statement_id)
        return _shown(request, setback, there, now, error_line(refused, words.lang), _typed(request, there))
    return HttpResponseRedirect(f"{request.path}{after}")


def _statement(setback: Setback, number: int) -> Statement:
    rows = setback.statements.filter(pk=number).select_related("setback__organisation", "drafted_by")
    statement = rows.prefetch_related("approvals__by", "outings__by").first()
    if statement is None:
        raise Http404
    return statement


def _do(request: OrganisationRequest, statement: Statement, now: datetime) -> str:
    """What follows the page's address afterwards. Raises Refused and Conflict."""
    given, actor, seen = request.POST, request.user, number_of(request.POST.get("seen"))
    match given.get("do"):
        case "edit":
            texts = {f"text_{lang}": given.get(f"text_{lang}", "") for lang in LANGUAGES}
            statements.edit(statement=statement, actor=actor, seen=seen, now=now, **texts)
        case "redraft":
            typed = forms.read(given)
            statements.redraft(
                statement=statement,
                actor=actor,
                kind=typed.kind,
                facts=typed.facts,
                next_word_at=typed.next_word_at,
                seen=seen,
                now=now,
                anew=given.getlist("anew"),
            )
        case "approve":
            _approve(request, statement, now)
            return "#out"
        case "withdraw":
            statements.withdraw(statement=statement, actor=actor, seen=seen, now=now)
        case "bring_back":
            statements.bring_back(statement=statement, actor=actor, seen=seen)
        case "out":
            _out(request, statement, now)
            return "#out"
        case _:
            raise Refused("not_allowed_here")
    return ""


def _approve(request: OrganisationRequest, statement: Statement, now: datetime) -> None:
    advice = advice_on(statement, networks_of(request.organisation), now)
    statements.approve(
        statement=statement,
        actor=request.user,
        digest=request.POST.get("digest", ""),
        warnings=[item.key for item in advice],
        alone_because=request.POST.get("alone", ""),
        now=now,
    )


def _out(request: OrganisationRequest, statement: Statement, now: datetime) -> None:
    given = request.POST
    outings.said(
        statement=statement,
        actor=request.user,
        place=given.get("place", ""),
        language=given.get("language", ""),
        address=given.get("address", ""),
        said_at=moment(given.get("said_at", ""), given.get("zone", ""), which="second"),
        now=now,
    )


def _typed(request: OrganisationRequest, statement: Statement) -> dict[str, str]:
    """Texts somebody wrote that were not taken in: shown again, so that nothing is lost."""
    if request.POST.get("do") != "edit":
        return {}
    return {lang: statements.tidy(request.POST.get(f"text_{lang}", "")) for lang in LANGUAGES}


def _shown(
    request: OrganisationRequest,
    setback: Setback,
    statement: Statement,
    now: datetime,
    error: str = "",
    typed: Mapping[str, str] | None = None,
) -> HttpResponse:
    words, zone = words_of(request), reader_zone(request)
    networks = networks_of(request.organisation)
    approved = statements.is_approved(statement) and statement.withdrawn_at is None
    return in_room(
        request,
        setback,
        "setback_statement.html",
        status=409 if error else 200,
        error=error,
        statement=statement,
        kind=words.say(f"statement.kind.{statement.kind}"),
        statement_state=state_of(statement, words),
        texts=_texts(statement, typed or {}, words),
        clash=typed is not None and any(typed.get(lang, here) != here for lang, here in _here(statement).items()),
        advice=[told(item, words) for item in advice_on(statement, networks, now)],
        lacking=_lacking(statement, words),
        **_approval(request, statement, words),
        approved=approved,
        form=_form(statement, words),
        by_hand=[(lang, words.say(f"lang_name.{lang}")) for lang in statements.edited(statement)],
        out=going_out.shown(statement, networks, request.GET, words, zone, now) if approved else None,
        may_withdraw=not statement.outings.all(),
    )


def _here(statement: Statement) -> dict[str, str]:
    return {lang: getattr(statement, f"text_{lang}") for lang in LANGUAGES}


def _texts(statement: Statement, typed: Mapping[str, str], words: Speech) -> list[dict[str, str]]:
    """Of each language what stands there, and what is in the field: the same, unless somebody else was faster."""
    here = _here(statement)
    return [
        {"lang": lang, "name": words.say(f"lang_name.{lang}"), "here": here[lang], "field": typed.get(lang, here[lang])}
        for lang in LANGUAGES
    ]


def _lacking(statement: Statement, words: Speech) -> list[str]:
    facts, promises = from_json(statement.facts), statement.next_word_at is not None
    by_hand = statements.edited(statement)
    found = {lang: missing(Kind(statement.kind), facts, lang, promises=promises) for lang in LANGUAGES}
    return forms.lacking({lang: codes for lang, codes in found.items() if lang not in by_hand}, words)


def _approval(request: OrganisationRequest, statement: Statement, words: Speech) -> dict[str, Any]:
    """Who stands for these words, and whether the reader may, or has to say why they are alone."""
    standing = statements.standing_approvals(statement)
    mine = [approval for approval in standing if approval.by_id == request.user.pk]
    complete = statements.is_approved(statement)
    severe = statement.setback.severity >= TWO_PEOPLE_FROM
    may = request.membership.may(Role.MANAGER) and statement.withdrawn_at is None and not complete
    return {
        "approvals": [(words.say("statement.approved_by", who=str(a.by), at=a.at), a.alone_because) for a in standing],
        "may_approve": may and not mine,
        "may_sign_alone": may and severe,
        "alone_only": bool(mine),
        "needs_second": severe and not complete,
    }


def _form(statement: Statement, words: Speech) -> Mapping[str, object]:
    return forms.fields(from_json(statement.facts), Kind(statement.kind), statement.next_word_at, words)
