"""Everybody writes alone; nobody sees another's words before their own are handed in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pratfall.errors import Conflict, Refused
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Debrief, Setback, Theme, Thought, Voice
from pratfall.site.setbacks.services import debriefs, thoughts, voices
from tests.site.setbacks.conftest import NOW


@pytest.fixture
def debrief(setback: Setback, owner: Membership) -> Debrief:
    return debriefs.begin(setback=setback, actor=owner.user, now=NOW)


@pytest.fixture
def mine(debrief: Debrief, owner: Membership) -> Voice:
    return voices.join(debrief=debrief, user=owner.user, now=NOW)


@pytest.fixture
def theirs(debrief: Debrief, join: Callable[..., Membership]) -> Voice:
    return voices.join(debrief=debrief, user=join(Role.ANALYST).user, now=NOW)


def hand_in(voice: Voice, *texts: str) -> Voice:
    for text in texts:
        thoughts.write(voice=voice, kind="cause", text=text, now=NOW)
    voices.hand_in(voice=voice, now=NOW)
    voice.refresh_from_db()
    return voice


def gather(debrief: Debrief, owner: Membership) -> None:
    debriefs.gather(debrief=debrief, actor=owner.user, seen=debrief.version, now=NOW)


def test_nobody_sees_anything_while_people_write_alone(debrief: Debrief, mine: Voice, theirs: Voice) -> None:
    hand_in(mine, "one"), hand_in(theirs, "two")
    assert thoughts.visible(debrief, mine) == []


def test_who_has_not_handed_in_sees_nothing_of_the_others(
    debrief: Debrief, mine: Voice, theirs: Voice, owner: Membership
) -> None:
    hand_in(mine, "one")
    thoughts.write(voice=theirs, kind="cause", text="half a thought", now=NOW)
    gather(debrief, owner)
    assert [t.text for t in thoughts.visible(debrief, mine)] == ["one"]  # nor is the half one shown
    assert thoughts.visible(debrief, theirs) == [] and thoughts.visible(debrief, None) == []
    assert {t.text for t in thoughts.visible(debrief, hand_in(theirs))} == {"one", "half a thought"}


def test_the_order_does_not_tell_who_wrote(debrief: Debrief, mine: Voice, theirs: Voice, owner: Membership) -> None:
    hand_in(mine, "b", "d"), hand_in(theirs, "a", "c")
    gather(debrief, owner)
    assert [t.text for t in thoughts.visible(debrief, mine)] == ["a", "b", "c", "d"]


def test_what_is_handed_in_is_not_changed_any_more(mine: Voice) -> None:
    thought = thoughts.write(voice=mine, kind="lucky", text="It was a Sunday.", now=NOW)
    thoughts.rewrite(thought=thought, voice=mine, text="It was Sunday.", seen=1)
    hand_in(mine)
    for act in (
        lambda: thoughts.rewrite(thought=thought, voice=mine, text="x", seen=2),
        lambda: thoughts.remove(thought=thought, voice=mine, seen=2),
        lambda: thoughts.write(voice=mine, kind="cause", text="x", now=NOW),
    ):
        with pytest.raises(Refused, match="thought_handed_in"):
            act()


def test_nobody_touches_anothers_thought(mine: Voice, theirs: Voice) -> None:
    thought = thoughts.write(voice=mine, kind="cause", text="mine", now=NOW)
    with pytest.raises(Refused, match="not_allowed_here"):
        thoughts.rewrite(thought=thought, voice=theirs, text="theirs", seen=1)
    with pytest.raises(Refused, match="not_allowed_here"):
        thoughts.remove(thought=thought, voice=theirs, seen=1)
    thoughts.remove(thought=thought, voice=mine, seen=1)
    assert not Thought.objects.exists()


@pytest.mark.parametrize(
    ("kind", "text", "code"), [("blame", "x", "thought_kind_unknown"), ("cause", " \0 ", "thought_empty")]
)
def test_what_is_no_thought_is_refused(mine: Voice, kind: str, text: str, code: str) -> None:
    with pytest.raises(Refused, match=code):
        thoughts.write(voice=mine, kind=kind, text=text, now=NOW)


def test_an_endless_text_is_cut_and_sheets_have_an_end(mine: Voice) -> None:
    assert len(thoughts.write(voice=mine, kind="cause", text="😀" * 1_000_000, now=NOW).text) == thoughts.LONGEST
    for number in range(thoughts.MOST - 1):
        thoughts.write(voice=mine, kind="cause", text=f"x {number}", now=NOW)
    with pytest.raises(Refused, match="thoughts_too_many"):
        thoughts.write(voice=mine, kind="cause", text="x", now=NOW)


def test_a_sheet_sent_twice_holds_each_thought_once(mine: Voice) -> None:
    first, again = (thoughts.write(voice=mine, kind="cause", text=text, now=NOW) for text in ("It was late.",) * 2)
    other = thoughts.write(voice=mine, kind="lucky", text="It was late.", now=NOW)
    assert first == again != other and mine.thoughts.count() == 2


@pytest.fixture
def themes(debrief: Debrief, mine: Voice, owner: Membership) -> list[Theme]:
    hand_in(mine, "one")
    gather(debrief, owner)
    named = ("Pictures", "Hurry", "Weekends", "Words")
    return [thoughts.name_theme(debrief=debrief, actor=owner.user, title=title, now=NOW) for title in named]


def test_three_votes_each_for_another_theme(mine: Voice, themes: list[Theme]) -> None:
    for theme in (themes[0], themes[0], themes[1], themes[2]):
        thoughts.vote(voice=mine, theme=theme, now=NOW)
    with pytest.raises(Refused, match="votes_all_given"):
        thoughts.vote(voice=mine, theme=themes[3], now=NOW)
    thoughts.unvote(voice=mine, theme=themes[0])
    thoughts.vote(voice=mine, theme=themes[3], now=NOW)
    assert sorted(mine.votes.values_list("theme__title", flat=True)) == ["Hurry", "Weekends", "Words"]


def test_who_has_not_handed_in_does_not_vote(themes: list[Theme], theirs: Voice) -> None:
    with pytest.raises(Refused, match="vote_after_handing_in"):
        thoughts.vote(voice=theirs, theme=themes[0], now=NOW)


def test_a_theme_of_another_debrief_takes_neither_vote_nor_thought(
    mine: Voice, themes: list[Theme], owner: Membership, make_setback: Callable[..., Setback]
) -> None:
    other = debriefs.begin(setback=make_setback(), actor=owner.user, now=NOW)
    theme = Theme.objects.create(debrief=other, title="elsewhere", at=NOW)
    with pytest.raises(Refused, match="vote_after_handing_in"):
        thoughts.vote(voice=mine, theme=theme, now=NOW)
    with pytest.raises(Refused, match="not_allowed_here"):
        thoughts.sort(thought=Thought.objects.get(), theme=theme, actor=owner.user, seen=1)


def test_thoughts_are_sorted_and_a_dropped_theme_leaves_them_unsorted(themes: list[Theme], owner: Membership) -> None:
    thoughts.sort(thought=Thought.objects.get(), theme=themes[0], actor=owner.user, seen=1)
    assert Thought.objects.get().theme == themes[0]
    thoughts.drop_theme(theme=themes[0], actor=owner.user, seen=1)
    assert Thought.objects.get().theme is None


def test_a_discussion_keeps_its_evidence_and_two_writers_see_both_texts(themes: list[Theme], owner: Membership) -> None:
    keep = {"title": "Pictures", "evidence": ["outing:1"], "actor": owner.user}
    thoughts.discuss(theme=Theme.objects.get(pk=themes[0].pk), said="We look twice.", seen=1, **keep)  # type: ignore[arg-type]
    with pytest.raises(Conflict):
        thoughts.discuss(theme=themes[0], said="We ask.", seen=1, **keep)  # type: ignore[arg-type]
    stored = Theme.objects.get(pk=themes[0].pk)
    assert (stored.said, stored.evidence) == ("We look twice.", ["outing:1"])


def test_a_theme_named_twice_is_one(themes: list[Theme], debrief: Debrief, owner: Membership) -> None:
    again = thoughts.name_theme(debrief=debrief, actor=owner.user, title=f" {themes[0].title} ", now=NOW)
    assert again == themes[0] and debrief.themes.count() == len(themes)


def test_alone_there_are_no_themes_yet(debrief: Debrief, owner: Membership) -> None:
    with pytest.raises(Refused, match="debrief_not_together"):
        thoughts.name_theme(debrief=debrief, actor=owner.user, title="x", now=NOW)
