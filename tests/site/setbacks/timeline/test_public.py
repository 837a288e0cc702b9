"""The public page on the timeline."""

from __future__ import annotations

from datetime import timedelta

from pratfall.reviews.render.speech import speech
from pratfall.site.people.models import Membership
from pratfall.site.setbacks.models import PublicPage, Setback, Update
from pratfall.site.setbacks.services import fix_steps, publishing
from pratfall.site.setbacks.timeline import public, timeline
from tests.site.setbacks.conftest import NOW

LATER = NOW + timedelta(hours=1)


def test_what_everybody_could_read_when(update: Update, public_page: PublicPage, owner: Membership) -> None:
    setback = update.setback
    words = {"text_en": "Other.", "text_fr": "Autre.", "why": "Clearer.", "seen": 1}
    publishing.edit(update=update, actor=owner.user, now=LATER, **words)
    step = fix_steps.add(setback=setback, actor=owner.user, words_en="Ask.", words_fr="Demander.", now=NOW)
    fix_steps.tick(step=step, actor=owner.user, done=True, seen=1, now=LATER)
    publishing.withdraw(page=public_page, actor=owner.user, seen=1, now=LATER)
    publishing.put_back(page=public_page, actor=owner.user, seen=2, now=LATER)
    found = timeline(setback, of=[public.CODE])
    assert [item.kind for item in found] == [
        "public_page_opened",
        "public_update",
        "public_fix_done",
        "public_update_edited",
        "public_page_withdrawn",
        "public_page_put_back",
    ]
    assert "kitchen" in found[1].text and found[1].who == owner.user and found[3].facts["why"] == "Clearer."
    assert found[2].text == "Ask. / Demander.", "one record for readers of both languages"
    for lang in ("en", "fr"):
        said = speech(lang)
        for item in found:
            assert said.knows(f"timeline.{item.kind}") and said.can_say(f"timeline.{item.kind}", item.facts)


def test_a_setback_without_a_page_tells_nothing(setback: Setback) -> None:
    assert list(public.items(setback)) == []
