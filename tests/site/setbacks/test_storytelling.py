"""The first draft of a story, from the record."""

from __future__ import annotations

from datetime import timedelta

from pratfall.learn.comeback import Standing
from pratfall.respond.story import gaps
from pratfall.reviews.render import codec
from pratfall.site.people.models import Membership
from pratfall.site.setbacks import storytelling
from pratfall.site.setbacks.models import Comeback, Debrief, Prevention, PublicPage, Setback, Theme, Transition
from pratfall.site.setbacks.services import statements
from tests.site.setbacks.test_briefs import statement
from tests.site.setbacks.ways import found

from .conftest import NOW


def told(setback: Setback, owner: Membership) -> Setback:
    """With everything a story is made of."""
    setback.first_word_at = setback.began_at + timedelta(minutes=52)
    setback.severity = 2
    setback.save()
    said = statement(setback, owner)
    statements.approve(statement=said, actor=owner.user, digest=said.digest, now=NOW)
    Transition.objects.create(setback=setback, before="acknowledged", after="explained", by=owner.user, at=NOW)
    Prevention.objects.create(
        setback=setback,
        words="Checklist",
        kind="check",
        by=owner.user,
        at=NOW,
        public_en="Two people look at every picture",
        public_fr="Deux personnes regardent chaque photo",
    )
    PublicPage.objects.create(
        setback=setback, slug="p", title_en="The picture", title_fr="La photo", opened_at=NOW, opened_by=owner.user
    )
    Comeback.objects.create(setback=setback, measured=codec.encode(found(Standing.BACK)), at=NOW)
    debrief = Debrief.objects.create(setback=setback, opened_at=NOW, opened_by=owner.user, closed_at=NOW)
    Theme.objects.create(debrief=debrief, title="Nobody [ever] checked", at=NOW)
    return setback


def test_an_empty_record_makes_a_draft_of_gaps_and_no_claims(setback: Setback) -> None:
    article, script = storytelling.drafted(setback, "en")
    assert len(gaps(article)) >= 6 and len(gaps(script)) >= 4
    assert "story.g" not in article + script and "measured yet" in article


def test_what_was_recorded_stands_there_in_both_languages(setback: Setback, owner: Membership) -> None:
    told(setback, owner)
    article, script = storytelling.drafted(setback, "en")
    for part in ("The picture", "We posted the wrong picture.", "52\N{NO-BREAK SPACE}minutes later", "we explained"):
        assert part in article, part
    assert "Two people look at every picture." in article and "back at the former level" in article
    assert "Default" in script or "default" in script
    article, script = storytelling.drafted(setback, "fr")
    assert "La photo" in article and "Deux personnes regardent chaque photo." in script and "mauvaise photo" in script


def test_themes_of_the_debrief_only_help_to_fill_a_gap(setback: Setback, owner: Membership) -> None:
    article, _ = storytelling.drafted(told(setback, owner), "en")
    assert any("Nobody (ever) checked" in gap for gap in gaps(article))
    Debrief.objects.update(closed_at=None)
    assert storytelling.known_of(setback, "en").themes == ()


def test_what_was_never_approved_is_not_told(setback: Setback, owner: Membership) -> None:
    statement(setback, owner)
    assert storytelling.known_of(setback, "en").happened == ""
    assert setback.what not in storytelling.drafted(setback, "en")[0]
