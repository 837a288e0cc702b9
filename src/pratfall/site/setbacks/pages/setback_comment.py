"""One comment: what was read in it, what became of it, a reply to it, and what it takes to remove it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect

from pratfall.errors import Conflict, LakeBusy, Refused
from pratfall.respond import removal_cues
from pratfall.respond.reply import ReplyKind, kind_for, missing
from pratfall.reviews.render.plain import safe_url
from pratfall.reviews.render.speech import LANGUAGES, Speech, speech
from pratfall.reviews.render.wording import error_line
from pratfall.site.campaigns.forms import number_of
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role
from pratfall.site.setbacks import forgetting
from pratfall.site.setbacks.comment_words import WHOLE, safe, scores, shown
from pratfall.site.setbacks.door import found
from pratfall.site.setbacks.framing import in_room
from pratfall.site.setbacks.heard import Heard, heard
from pratfall.site.setbacks.models import KeptText, LedgerEntry, Removal, RemovalReason, Reply, Setback
from pratfall.site.setbacks.moments import words_of
from pratfall.site.setbacks.services import erasing, removals, replies
from pratfall.site.setbacks.triaged import reactions_to, texts_of


@needs(Role.ANALYST, change=Role.EDITOR)
def page(request: OrganisationRequest, number: int, place: int) -> HttpResponse:
    setback = found(request, number)
    row = next((one for one in heard(setback).values() if one.place == place), None)
    if row is None:
        raise Http404
    words, now = words_of(request), datetime.now(UTC)
    if request.method == "POST":
        try:
            _do(request, setback, row, now)
        except (Refused, Conflict, LakeBusy) as error:
            return _shown(request, setback, row, words, now, error)
        return HttpResponseRedirect(request.path)
    return _shown(request, setback, row, words, now)


def _do(request: OrganisationRequest, setback: Setback, row: Heard, now: datetime) -> None:
    given, do = request.POST, request.POST.get("do", "")
    who: dict[str, Any] = {"actor": request.user, "now": now}
    comment: dict[str, Any] = {"setback": setback, "platform": row.platform, "ref": row.ref}
    if do.startswith("reply_"):
        _reply(request, setback, row, do, now)
        return
    match do:
        case "ask":
            hide_only, why = given.get("how") != "delete", given.get("why", "")
            removals.ask(**comment, **who, reason=given.get("reason", ""), why=why, hide_only=hide_only)
        case "approve" | "refuse":
            mine = _removal(setback, row, given.get("removal"))
            seen, why = number_of(given.get("seen")), given.get("why", "")
            removals.answer(removal=mine, approve=do == "approve", why=why, seen=seen, **who)
        case "removed":
            mine = _removal(setback, row, given.get("removal"))
            removals.done(removal=mine, seen=number_of(given.get("seen")), **who)
        case "erase_comment" | "erase_person" if given.get("sure") == "1":
            if do == "erase_comment":
                erasing.erase_comment(**comment, **who)
            else:
                forgetting.forget_author(setback=setback, platform=row.platform, ref=row.ref, **who)
        case "erase_comment" | "erase_person":
            raise Refused("erase_not_sure")
        case _:
            raise Refused("not_allowed_here")


def _reply(request: OrganisationRequest, setback: Setback, row: Heard, do: str, now: datetime) -> None:
    given = request.POST
    who: dict[str, Any] = {"actor": request.user, "now": now}
    kind, language = given.get("kind", ""), given.get("language", "")
    if do == "reply_draft":
        platform, ref = row.platform, row.ref
        replies.draft(setback=setback, platform=platform, ref=ref, kind=kind, language=language, **who)
        return
    reply = _reply_to(setback, row)
    if reply is None:
        raise Http404
    seen = number_of(given.get("seen"))
    match do:
        case "reply_save" | "reply_anew":
            text, anew = given.get("text", ""), do == "reply_anew"
            replies.edit(reply=reply, text=text, kind=kind, language=language, seen=seen, anew=anew, **who)
        case "reply_sent":
            text = given.get("text", "").strip()
            if text != reply.text and seen == reply.version:
                replies.edit(reply=reply, text=text, kind="own", language=reply.language, seen=seen, **who)
                seen = reply.version
            replies.mark_sent(reply=reply, address=given.get("address", ""), seen=seen, **who)
        case "reply_discard":
            replies.discard(reply=reply, seen=seen, **who)
        case _:
            raise Refused("not_allowed_here")


def _shown(
    request: OrganisationRequest,
    setback: Setback,
    row: Heard,
    words: Speech,
    now: datetime,
    error: Refused | Conflict | LakeBusy | None = None,
) -> HttpResponse:
    text = texts_of(setback, [row.digest]).get(row.digest)
    reply, tried = _reply_to(setback, row), request.POST if error else {}
    language = replies.language_for(row, words.lang)
    facts, _ = replies.approved_facts(setback, now)
    asked = setback.removals.filter(platform=row.platform, ref=row.ref).select_related("asked_by", "answered_by")
    return in_room(
        request,
        setback,
        "setback_comment.html",
        status=409 if error else 200,
        error=error_line(error, words.lang) if error else "",
        one=shown(row, text, reactions_to(row, heard(setback)), 0, now, words, WHOLE),
        scores=scores(row, words),
        model=str(row.scores.get("model") or ""),
        row=row,
        author=_author(setback, row),
        history=list(_history(setback, row, words)),
        thread=_thread(setback, row, words),
        reply=reply,
        reply_text=tried.get("text", reply.text if reply else ""),
        theirs=safe(reply.text, words, WHOLE) if reply and isinstance(error, Conflict) and "text" in tried else "",
        reply_address=safe_url(reply.address) if reply else "",
        suggested=tried.get("kind") or (reply.kind if reply else kind_for(row.scores).value),
        language=tried.get("language") or (reply.language if reply else language),
        kinds=[(k.value, words.say(f"reply.kind.{k.value}"), _lacking(k, facts, language, words)) for k in ReplyKind],
        languages=[(code, speech(code).say("language.name")) for code in LANGUAGES],
        removals=list(asked.order_by("pk")),
        may_ask=not asked.exclude(approved=False).exists() and not row.erased and not row.own,
        reasons=_reasons(text, row, words),
        plain_criticism=_is_criticism(text, row),
        is_owner=request.membership.may(Role.OWNER),
        me=request.user.pk,
        why=tried.get("why", ""),
    )


def _lacking(kind: ReplyKind, facts: Any, language: str, words: Speech) -> str:
    """What no approved statement says yet, and this kind of reply should."""
    lacking = missing(kind, facts, language)
    return (
        words.say("reply.lacks", parts=words.listed([words.say(f"reply.part.{part}") for part in lacking]))
        if lacking
        else ""
    )


def _reasons(text: str | None, row: Heard, words: Speech) -> list[tuple[str, str, str, bool]]:
    """(reason, its name, the rule, whether something in the words points to it)."""
    cues = removal_cues.cues(text or "", spam=row.scores.get("spam"))
    return [
        (code, words.say(f"removal.reason.{code}"), words.say(f"removal.rule.{code}"), code in cues)
        for code in RemovalReason.values
    ]


def _is_criticism(text: str | None, row: Heard) -> bool:
    cues = removal_cues.cues(text or "", spam=row.scores.get("spam"))
    complaint, negative = row.scores.get("complaint"), row.scores.get("negative")
    return removal_cues.is_plain_criticism(cues, complaint=complaint, negative=negative)


def _history(setback: Setback, row: Heard, words: Speech) -> Iterator[tuple[str, int, str]]:
    """(when noted, place, what) of every entry about it."""
    entries = LedgerEntry.objects.filter(setback=setback, platform=row.platform, ref=row.ref).order_by("place")
    for entry in entries:
        reason = entry.body.get("reason")
        facts = {"reason": words.say(f"removal.reason.{reason}")} if reason else {}
        yield words.instant(entry.at), entry.place, words.say(f"ledger.kind.{entry.kind}", **facts)


def _thread(setback: Setback, row: Heard, words: Speech) -> list[tuple[str, str]]:
    """What the organisation itself wrote in the same thread."""
    thread = row.parent or row.ref
    own = [o for o in heard(setback).values() if o.own and o.platform == row.platform and o.parent == thread]
    texts = texts_of(setback, [one.digest for one in own])
    return [(words.instant(one.since), safe(texts.get(one.digest), words, 2_000)) for one in own]


def _reply_to(setback: Setback, row: Heard) -> Reply | None:
    mine = Reply.objects.filter(setback=setback, platform=row.platform, ref=row.ref)
    return mine.select_related("setback__organisation", "by", "sent_by").first()


def _removal(setback: Setback, row: Heard, number: str | None) -> Removal:
    mine = setback.removals.filter(platform=row.platform, ref=row.ref, pk=number_of(number))
    found_one = mine.select_related("setback__organisation").first()
    if found_one is None:
        raise Http404
    return found_one


def _author(setback: Setback, row: Heard) -> str:
    """The beginning of the pseudonym: enough to recognise a person by, and nobody."""
    kept = KeptText.objects.filter(setback=setback, digest=row.digest).first()
    return kept.author[:8] if kept else ""
