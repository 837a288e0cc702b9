"""What the page says, from rows."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pratfall.site.people.models import Membership
from pratfall.site.setbacks.models import Prevention, PublicPage, Setback, StoryDraft, Update
from pratfall.site.setbacks.public.facts import told
from pratfall.site.setbacks.services import fix_steps, ledger, publishing
from tests.site.setbacks.conftest import NOW

LATER = NOW + timedelta(hours=3)


def page_now() -> PublicPage:
    return PublicPage.objects.select_related("setback__organisation").get()


def test_the_newest_update_stands_first_and_says_where_it_stands(update: Update, owner: Membership) -> None:
    publishing.publish(
        setback=update.setback, actor=owner.user, text_en="Mended.", text_fr="Réparé.", state="fixing", now=LATER
    )
    facts = told(page_now(), "fr")
    assert facts.updates[0].text == "Réparé." and facts.state == "fixing"
    assert facts.title == "La mauvaise photo" and facts.changed_at == LATER
    assert facts.next_word_at is not None and facts.next_word_at > LATER


def test_every_former_text_stays_with_its_reason(update: Update, owner: Membership) -> None:
    for place, text in enumerate(("Second.", "Third."), start=1):
        words = {"text_en": text, "text_fr": f"{text} (fr)", "why": f"Because {place}.", "seen": place, "now": LATER}
        publishing.edit(update=update, actor=owner.user, **words)
    (said,) = told(page_now(), "en").updates
    assert said.text == "Third." and said.changed_at == LATER and said.at == NOW
    assert [(edit.before, edit.why) for edit in said.edits] == [
        ("Second.", "Because 2."),
        ("We showed a kitchen that is not ours.", "Because 1."),
    ]


def test_the_fix_and_what_changes_for_good_stand_there(update: Update, owner: Membership) -> None:
    step = fix_steps.add(setback=update.setback, actor=owner.user, words_en="Ask.", words_fr="Demander.", now=NOW)
    fix_steps.tick(step=step, actor=owner.user, done=True, seen=1, now=LATER)
    for words, given_up in (("Two look at every picture.", None), ("Not kept.", NOW), ("", None)):
        Prevention.objects.create(
            setback=update.setback,
            words="x",
            public_en=words,
            by=owner.user,
            at=NOW,
            given_up_at=given_up,
            kind="shown",
        )
    facts = told(page_now(), "en")
    assert [(fix.words, fix.done_at) for fix in facts.fixes] == [("Ask.", LATER)]
    assert facts.changes == ("Two look at every picture.",)
    PublicPage.objects.update(shows_changes=False)
    assert told(page_now(), "en").changes == ()


def test_numbers_of_the_ledger_stand_there_only_where_the_team_chose_so(
    update: Update, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = ledger.Counts(seen=12, answered=0, gone=0, removed={"spam": 2})
    monkeypatch.setattr(ledger, "counts", lambda _: counted)
    assert told(page_now(), "en").counts == {}
    PublicPage.objects.update(shows_ledger=True)
    monkeypatch.setattr(ledger, "counts", lambda _: ledger.Counts())
    assert told(page_now(), "en").counts == {}, "a ledger that has seen nothing says nothing"
    monkeypatch.setattr(ledger, "counts", lambda _: counted)
    assert told(page_now(), "en").counts == {"seen": 12, "answered": 0, "removed.spam": 2}


def test_the_story_comes_when_it_is_published_and_promises_end_with_it(update: Update, owner: Membership) -> None:
    story = StoryDraft.objects.create(setback=update.setback, article_en="It began.", by=owner.user, at=NOW)
    assert told(page_now(), "en").story == ""
    story.published_at = LATER
    story.save()
    assert told(page_now(), "en").story == "It began." and told(page_now(), "en").changed_at == LATER
    Setback.objects.update(state="closed")
    assert told(page_now(), "en").next_word_at is None
