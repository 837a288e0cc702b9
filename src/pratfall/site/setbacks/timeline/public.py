"""What everybody could read when: the page, its updates, and every change of their words."""

from __future__ import annotations

from collections.abc import Iterator

from pratfall.site.setbacks.models import FixStep, PublicPage, Setback, UpdateText

from . import Item

CODE = "public"


def items(setback: Setback) -> Iterator[Item]:
    here = f"{setback.path}public/"
    page = PublicPage.objects.filter(setback=setback).select_related("opened_by").first()
    if page is not None:
        yield Item(at=page.opened_at, kind="public_page_opened", who=page.opened_by, origin="team", href=here)
    if page is not None and page.withdrawn_at:
        yield Item(at=page.withdrawn_at, kind="public_page_withdrawn", origin="team", href=here)
    for text in UpdateText.objects.filter(update__setback=setback).select_related("update", "by"):
        first = text.place == 1
        yield Item(
            at=text.at,
            kind="public_update" if first else "public_update_edited",
            facts={"state": text.update.state, "at": text.update.at, "why": text.why},
            text=f"{text.text_en}\n\n{text.text_fr}",
            who=text.by,
            origin="team",
            href=here,
            key=f"update:{text.update_id}" if first else f"update:{text.update_id}:{text.place}",
        )
    for step in FixStep.objects.filter(setback=setback, done_at__isnull=False):
        facts = {"words_en": step.words_en, "words_fr": step.words_fr}
        assert step.done_at is not None  # asked for
        yield Item(at=step.done_at, kind="public_fix_done", facts=facts, origin="team", href=here)
