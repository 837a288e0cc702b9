from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from pratfall.site.lessons.finding_lessons import Wanted, found, in_order, wanted
from pratfall.site.lessons.models import Lesson, Origin
from pratfall.site.lessons.services import lessons
from pratfall.site.people.models import Membership
from pratfall.site.setbacks.models import Comeback, Setback
from tests.site.lessons.conftest import NOW

Make = Callable[..., Lesson]
TODAY = NOW.date()


@pytest.fixture
def three(make_lesson: Make, setback: Setback) -> tuple[Lesson, Lesson, Lesson]:
    picture = make_lesson(origin=Origin.SETBACK, subject=setback, networks=["facebook"], tags=["pictures"])
    link = make_lesson(
        lines=lessons.Lines(
            believed="The link to the form is the same every year.",
            happened="It led to an error and donors could not give.",
            now_do="Try every link on a phone before sending.",
        ),
        causes=["execution"],
        now=NOW + timedelta(hours=1),
    )
    french = make_lesson(
        lines=lessons.Lines(
            believed="On peut répondre aux commentaires le lendemain.",
            happened="La colère est montée toute la nuit sans un mot de nous.",
            now_do="Répondre dans l’heure, même pour dire que l’on cherche.",
            language="fr",
        ),
        now=NOW + timedelta(hours=2),
    )
    return picture, link, french


def numbers(organisation: object, **asked: str) -> list[int]:
    return found(organisation, Wanted(**asked), TODAY)[0]  # type: ignore[arg-type]


def test_without_words_the_newest_comes_first(three: tuple[Lesson, Lesson, Lesson], owner: Membership) -> None:
    assert numbers(owner.organisation) == [lesson.pk for lesson in reversed(three)]


def test_a_lesson_is_found_by_word_by_meaning_and_in_the_other_language(
    three: tuple[Lesson, Lesson, Lesson], owner: Membership
) -> None:
    picture, link, french = three
    assert numbers(owner.organisation, words="another charity")[0] == picture.pk
    assert numbers(owner.organisation, words="photo utilisée sans autorisation")[0] == picture.pk
    assert numbers(owner.organisation, words="lien cassé dans un mail de don")[0] == link.pk
    assert numbers(owner.organisation, words="answer angry comments quickly")[0] == french.pk
    assert numbers(owner.organisation, words="xyzzy") == []


def test_filters_ask_for_what_a_lesson_carries(three: tuple[Lesson, Lesson, Lesson], owner: Membership) -> None:
    picture, link, _ = three
    assert numbers(owner.organisation, network="facebook") == [picture.pk]
    assert numbers(owner.organisation, tag="pictures") == [picture.pk]
    assert numbers(owner.organisation, cause="execution") == [link.pk]
    assert numbers(owner.organisation, origin="setback") == [picture.pk]
    assert numbers(owner.organisation, origin="setback", cause="execution") == []
    offers = found(owner.organisation, Wanted(), TODAY)[1]
    assert (offers.causes, offers.tags, offers.origins) == (("execution",), ("pictures",), ("hand", "setback"))


def test_retired_due_and_paired_ones_are_asked_for_by_name(
    three: tuple[Lesson, Lesson, Lesson], owner: Membership, setback: Setback
) -> None:
    picture, link, _ = three
    lessons.retire(lesson=link, actor=owner.user, seen=1, why="Old.", now=NOW)
    assert link.pk not in numbers(owner.organisation)
    assert numbers(owner.organisation, state="retired") == [link.pk]
    Lesson.objects.filter(pk=picture.pk).update(recheck_on=TODAY)
    assert numbers(owner.organisation, state="due") == [picture.pk]
    assert numbers(owner.organisation, state="pairs") == []
    Comeback.objects.create(setback=setback, measured={}, at=NOW)
    assert numbers(owner.organisation, state="pairs") == [picture.pk]


def test_an_address_that_asks_for_nonsense_asks_for_nothing(
    three: tuple[Lesson, Lesson, Lesson], owner: Membership, charlie: Membership
) -> None:
    assert wanted({"state": "'; DROP", "q": " "}) == Wanted()
    assert not wanted({}).anything and wanted({"q": "x"}).anything
    assert found(charlie.organisation, Wanted(), TODAY)[0] == []
    assert in_order(charlie.organisation, [three[0].pk]) == []
    assert in_order(owner.organisation, [three[0].pk, 999, three[2].pk]) == [three[0], three[2]]
    assert replace(Wanted(), words="x").anything
