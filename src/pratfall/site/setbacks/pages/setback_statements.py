"""What was said and is going to be: every statement, and a new one drafted in both languages."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from pratfall.errors import Refused
from pratfall.respond.statement import Kind
from pratfall.reviews.render.speech import Speech
from pratfall.reviews.render.wording import error_line
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role
from pratfall.site.setbacks import statement_forms as forms
from pratfall.site.setbacks.door import found
from pratfall.site.setbacks.framing import in_room
from pratfall.site.setbacks.models import Setback, Statement
from pratfall.site.setbacks.moments import reader_zone, words_of
from pratfall.site.setbacks.services import statements


@needs(Role.ANALYST, change=Role.EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: OrganisationRequest, number: int) -> HttpResponse:
    setback, now = found(request, number), datetime.now(UTC)
    if request.method != "POST":
        return _shown(request, setback, now)
    try:
        given = forms.read(request.POST)
        made = statements.draft(
            setback=setback,
            actor=request.user,
            kind=given.kind,
            facts=given.facts,
            next_word_at=given.next_word_at,
            now=now,
        )
    except Refused as refused:
        return _shown(request, setback, now, refused)
    return HttpResponseRedirect(f"{request.path}{made.pk}/")


def _shown(request: OrganisationRequest, setback: Setback, now: datetime, error: Refused | None = None) -> HttpResponse:
    words = words_of(request)
    rows = setback.statements.select_related("setback", "drafted_by").prefetch_related("approvals", "outings")
    listed = [(row, words.say(f"statement.kind.{row.kind}"), state_of(row, words)) for row in rows.order_by("-pk")]
    return in_room(
        request,
        setback,
        "setback_statements.html",
        status=409 if error else 200,
        error=error_line(error, words.lang) if error else "",
        statements=listed,
        form=_form(request, setback, words, now),
        form_open=bool(error) or not listed,
    )


def state_of(statement: Statement, words: Speech) -> str:
    """Where it stands, in a word or two."""
    if statement.withdrawn_at is not None:
        return words.say("statement.state.withdrawn")
    if any(outing.digest == statement.digest for outing in statement.outings.all()):
        return words.say("statement.state.rehearsed" if statement.setback.drill else "statement.state.said")
    if statements.is_approved(statement):
        return words.say("statement.state.approved")
    return words.say("statement.state.waiting" if statements.is_waiting(statement) else "statement.state.draft")


def _form(request: OrganisationRequest, setback: Setback, words: Speech, now: datetime) -> object:
    """Filled with what is known, or with what was typed."""
    zone = reader_zone(request).key
    if request.method == "POST":
        typed = request.POST.copy()
        typed["next_word"] = ""  # it is the time that is most often refused; the rest stays
        try:
            given = forms.read(typed)
            return forms.fields(statements.possible(given.facts), given.kind, forms.next_word(setback, now), words)
        except Refused:
            pass
    kind = Kind.UPDATE if setback.first_word_at else Kind.HOLDING
    facts = forms.first_facts(setback, words, zone)
    return forms.fields(facts, kind, forms.next_word(setback, now), words)
