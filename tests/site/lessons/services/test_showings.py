from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from pratfall.errors import Conflict, Refused
from pratfall.learn.matching import Why
from pratfall.records.numbers import Estimate, NotEnoughData
from pratfall.site.lessons.models import Lesson, Showing
from pratfall.site.lessons.services import showings
from pratfall.site.lessons.services.fits import FitShown
from pratfall.site.lessons.services.showings import Place, answer, href_of, shown, tally, unanswered
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.people.roles import Role
from pratfall.stats.shares import wilson
from tests.site.lessons.conftest import LINES, NOW

Make = Callable[..., Lesson]
PLACE = Place("plan", "7", "A new oven")


def fit_of(lesson: Lesson) -> FitShown:
    return FitShown(lesson, 0.4, (Why("network", ("facebook",)),))


@pytest.fixture
def showing(owner: Membership, lesson: Lesson) -> Showing:
    (row,) = shown(organisation=owner.organisation, place=PLACE, fits=[fit_of(lesson)], now=NOW)
    return row


def test_a_lesson_is_recorded_once_at_a_place_however_often_it_is_shown(showing: Showing, owner: Membership) -> None:
    later = NOW + timedelta(days=3)
    again = shown(organisation=owner.organisation, place=PLACE, fits=[fit_of(showing.lesson)], now=later)
    assert [row.pk for row in again] == [showing.pk] and again[0].first_at == NOW
    assert showing.why == [{"code": "network", "facts": ["facebook"]}] or showing.why[0]["code"] == "network"
    assert Showing.objects.count() == 1


def test_two_readers_at_once_leave_one_row(
    showing: Showing, owner: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows, asked = showings.at, []

    def late(*given: object) -> object:
        asked.append(given)
        return [] if len(asked) == 1 else rows(*given)  # type: ignore[arg-type]  # the other one was quicker

    monkeypatch.setattr(showings, "at", late)
    (row,) = shown(organisation=owner.organisation, place=PLACE, fits=[fit_of(showing.lesson)], now=NOW)
    assert row.pk == showing.pk and Showing.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "used", "helped"),
    [("used", True, None), ("not_used", False, None), ("helped", True, True), ("not_helped", True, False)],
)
def test_an_answer_is_kept_with_who_gave_it_and_can_be_taken_back(
    showing: Showing, owner: Membership, said: str, used: bool, helped: bool | None
) -> None:
    answer(showing=showing, actor=owner.user, said=said, seen=1, now=NOW)
    showing.refresh_from_db()
    assert (showing.used, showing.helped, showing.by) == (used, helped, owner.user)
    entry = AuditEntry.objects.get(act="lesson_answered")
    assert entry.after == {"used": used, "helped": helped}
    answer(showing=showing, actor=owner.user, said="open", seen=2, now=NOW)
    showing.refresh_from_db()
    assert showing.used is None and showing.helped is None


def test_two_answers_at_once_lose_nothing(showing: Showing, owner: Membership) -> None:
    answer(showing=showing, actor=owner.user, said="used", seen=1, now=NOW)
    with pytest.raises(Conflict):
        answer(showing=showing, actor=owner.user, said="not_used", seen=1, now=NOW)
    showing.refresh_from_db()
    assert showing.used is True


@pytest.mark.parametrize("role", [Role.GUEST, Role.ANALYST])
def test_who_may_change_nothing_answers_nothing(showing: Showing, join: Callable[..., Membership], role: Role) -> None:
    with pytest.raises(Refused):
        answer(showing=showing, actor=join(role).user, said="used", seen=1, now=NOW)
    assert not AuditEntry.objects.filter(act="lesson_answered").exists()


def test_what_is_no_answer_is_refused(showing: Showing, owner: Membership) -> None:
    with pytest.raises(Refused, match="lesson_answer_unknown"):
        answer(showing=showing, actor=owner.user, said="perhaps", seen=1, now=NOW)


def test_shares_are_told_from_ten_answers_on_with_their_interval(owner: Membership, make_lesson: Make) -> None:
    for number in range(12):
        lesson = make_lesson(lines=replace(LINES, now_do=f"Always ask who took a picture, number {number}."))
        (row,) = shown(organisation=owner.organisation, place=PLACE, fits=[fit_of(lesson)], now=NOW)[:1]
        if number == 9:
            short = tally(owner.organisation, NOW)
            assert short.used == NotEnoughData(10, 9, "answers") and short.shown == 10
        answer(showing=row, actor=owner.user, said="helped" if number < 5 else "not_used", seen=1, now=NOW)
    found = tally(owner.organisation, NOW + timedelta(days=1))
    low, high = wilson(5, 12)
    assert isinstance(found.used, Estimate)
    assert (found.used.value, found.used.low, found.used.high) == (5 / 12, low, high)
    assert found.helped == NotEnoughData(10, 5, "answers") and found.answered == 12
    assert found.window is not None and found.window.days == 2
    assert tally(owner.organisation, NOW, lesson).answered == 1


def test_nothing_shown_has_no_window(owner: Membership) -> None:
    found = tally(owner.organisation, NOW)
    assert found.window is None and found.shown == 0 and isinstance(found.used, NotEnoughData)


def test_what_nobody_answered_at_these_places_is_found(
    showing: Showing, owner: Membership, charlie: Membership
) -> None:
    assert [row.pk for row in unanswered(owner.organisation, [("plan", "7"), ("idea", "1")])] == [showing.pk]
    assert list(unanswered(owner.organisation, [("plan", "8")])) == []
    assert list(unanswered(owner.organisation, [])) == []
    assert list(unanswered(charlie.organisation, [("plan", "7")])) == []
    answer(showing=showing, actor=owner.user, said="not_used", seen=1, now=NOW)
    assert list(unanswered(owner.organisation, [("plan", "7")])) == []


def test_every_place_has_its_page_and_others_have_none() -> None:
    for kind, href in (
        ("plan", "/plans/7/"),
        ("idea", "/ideas/7/"),
        ("finding", "/findings/7/"),
        ("setback", "/setbacks/7/"),
    ):
        assert href_of(kind, "7") == href == Place(kind, "7", "").href
    with pytest.raises(ValueError, match="nowhere"):
        href_of("nowhere", "7")
