"""What everybody could read when: the page, its updates, and every change of their words."""

from __future__ import annotations

from collections.abc import Iterator

from pratfall.site.people.models import AuditEntry
from pratfall.site.setbacks.models import FixStep, PublicPage, Setback, UpdateText

from . import Item

CODE = "public"
SHOWN = ("public_page_withdrawn", "public_page_put_back")  # as often as it happened, which no row of the page tells


def items(setback: Setback) -> Iterator[Item]:
    here = f"{setback.path}public/"
    page = PublicPage.objects.filter(setback=setback).select_related("opened_by").first()
    if page is not None:
        yield Item(at=page.opened_at, kind="public_page_opened", who=page.opened_by, origin="team", href=here)
    acts = AuditEntry.objects.filter(
        organisation=setback.organisation_id, subject=f"setback:{setback.pk}", act__in=SHOWN
    )
    for entry in acts.select_related("actor"):
        yield Item(at=entry.at, kind=entry.act, who=entry.actor, origin="team", href=here, key=f"audit:{entry.pk}")
    for text in UpdateText.objects.filter(update__setback=setback).select_related("update", "by"):
        first = text.place == 1
        yield Item(
            at=text.at,
            kind="public_update" if first else "public_update_edited",
            facts={"state": text.update.state, "at": text.update.at, "why": text.why},
            text=f"{text.text_en}\n\n{text.text_fr}",
            texts={"en": text.text_en, "fr": text.text_fr},
            who=text.by,
            origin="team",
            href=here,
            key=f"update:{text.update_id}" if first else f"update:{text.update_id}:{text.place}",
        )
    for step in FixStep.objects.filter(setback=setback, done_at__isnull=False):
        assert step.done_at is not None  # asked for
        texts = {"en": step.words_en, "fr": step.words_fr}
        said = " / ".join(dict.fromkeys(texts.values()))
        yield Item(at=step.done_at, kind="public_fix_done", text=said, texts=texts, origin="team", href=here)
