"""What is read together carries no names; what outsiders are told was said in public."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pratfall.reviews.render.speech import speech
from pratfall.site.people.models import Membership
from pratfall.site.setbacks.debrief_view import for_outsiders, known_to_all, together
from pratfall.site.setbacks.models import Debrief, Outing, Setback, Statement, Thought, Voice
from pratfall.site.setbacks.services import debriefs, thoughts, voices

from .conftest import NOW


@pytest.fixture
def debrief(setback: Setback, owner: Membership) -> Debrief:
    return debriefs.begin(setback=setback, actor=owner.user, now=NOW)


def heard(voice: Voice, text: str) -> Voice:
    thoughts.write(voice=voice, kind="cause", text=text, now=NOW)
    voices.hand_in(voice=voice, now=NOW)
    voice.refresh_from_db()
    return voice


def test_themes_come_by_votes_and_thoughts_without_names(debrief: Debrief, owner: Membership) -> None:
    mine = heard(voices.join(debrief=debrief, user=owner.user, now=NOW), "from inside")
    dana, _ = voices.invite(
        debrief=debrief, actor=owner.user, name="Dana", stands_for="a donor", language="en", now=NOW
    )
    dana = heard(dana, "from outside")
    debriefs.gather(debrief=debrief, actor=owner.user, seen=1, now=NOW)
    first, second = (thoughts.name_theme(debrief=debrief, actor=owner.user, title=t, now=NOW) for t in ("One", "Two"))
    for voice in (mine, dana):
        voice.debrief = debrief
        thoughts.vote(voice=voice, theme=second, now=NOW)
    row = Thought.objects.get(text="from outside")
    thoughts.sort(thought=row, theme=first, actor=owner.user, seen=1)
    read = together(debrief, mine, thoughts.visible(debrief, mine), speech("en"))
    assert [(t.row.title, t.votes, t.mine) for t in read.themes] == [("Two", 2, True), ("One", 0, False)]
    assert [(s.row.text, s.whose) for s in read.themes[1].said] == [("from outside", "a donor")]
    assert [s.whose for s in read.unsorted] == ["the team"] and read.left == 2
    assert "Dana" not in repr([s.whose for t in read.themes for s in t.said])


def test_before_anything_is_visible_nothing_is_read(debrief: Debrief) -> None:
    assert not together(debrief, None, thoughts.visible(debrief, None), speech("en")).anything


def test_a_wording_that_was_changed_since_is_not_shown_as_said(setback: Setback, owner: Membership) -> None:
    by = owner.user
    statement = Statement.objects.create(
        setback=setback, text_en="The newer text", digest="new", drafted_by=by, drafted_at=NOW, changed_at=NOW
    )
    for minutes, digest in ((0, "old"), (5, "new"), (9, "new")):
        at = NOW + timedelta(minutes=minutes)
        Outing.objects.create(
            statement=statement, place=f"x{minutes}", language="en", digest=digest, said_at=at, by=by, at=at
        )
    known = known_to_all(setback, speech("fr"))
    assert [(k.said, k.text) for k in known] == [
        ("Le début.", ""),
        ("L’organisation a dit\u00a0:", ""),
        ("L’organisation a dit\u00a0:", "The newer text"),
    ]


def test_names_of_the_team_are_roles_for_outsiders() -> None:
    names = ["Olive Owner", "Jean-Luc Ma", ""]
    text = "Olive Owner and Jean-Luc saw it, Olive wrote. An owner of olives did not; Ma gave way."
    said = for_outsiders(text, names, speech("en"))
    somebody = "somebody of the team"
    assert said == f"{somebody} and {somebody} saw it, {somebody} wrote. An owner of olives did not; Ma gave way."
    assert for_outsiders("(.*)", [".*"], speech("en")) == "(.*)" and for_outsiders("x", [], speech("en")) == "x"
