"""Lessons that fit stand on the pages of plans, tests, findings and setbacks, with why, and are asked about once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.http import HttpRequest
from django.test import Client

from pratfall.reviews.render.speech import speech
from pratfall.reviews.render.story import tell
from pratfall.site.campaigns.models import Campaign
from pratfall.site.lessons import panels
from pratfall.site.lessons.models import Lesson, Showing
from pratfall.site.lessons.services import lessons
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Setback
from tests.reviews.render.example import example
from tests.site.conftest import signed_in
from tests.site.lessons.conftest import LINES, NOW

Make = Callable[..., Lesson]
FITTING = lessons.Lines(
    believed="People give more when we ask for a new oven every week.",
    happened="Four appeals for the oven in a month, and nobody could picture it any more.",
    now_do="One appeal for one thing people can picture.",
    language="en",
)


@pytest.fixture
def fitting_lesson(make_lesson: Make) -> Lesson:
    return make_lesson(lines=FITTING, networks=("facebook",))


def page(browser: Client, address: str, lang: str = "en") -> str:
    answer = browser.get(f"/o/default{address}", headers={"accept-language": lang})
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_plan_shows_the_lesson_that_fits_with_why_and_records_it_once(
    empty_client: Client, campaign: Campaign, fitting_lesson: Lesson
) -> None:
    told = page(empty_client, f"/plans/{campaign.pk}/")
    assert "Lessons that fit" in told and FITTING.now_do in told and "Same network: Facebook" in told
    assert "We use it" in told
    page(empty_client, f"/plans/{campaign.pk}/")
    row = Showing.objects.get()
    assert (row.place, row.ref, row.title, row.used) == ("plan", str(campaign.pk), campaign.name, None)
    assert "Même réseau" in page(empty_client, f"/plans/{campaign.pk}/", "fr")


def test_where_nothing_fits_nothing_stands_there_and_nothing_is_recorded(
    empty_client: Client, campaign: Campaign, make_lesson: Make
) -> None:
    make_lesson(lines=_lines("Two people hold every password, and none is written on paper."))
    assert 'id="fits"' not in page(empty_client, f"/plans/{campaign.pk}/")
    assert not Showing.objects.exists()


def test_after_the_end_it_is_asked_whether_what_was_used_helped(
    empty_client: Client, campaign: Campaign, fitting_lesson: Lesson, owner: Membership
) -> None:
    address = f"/plans/{campaign.pk}/"
    page(empty_client, address)
    sent = {"place": "plan", "ref": str(campaign.pk), "seen": "1", "said": "used"}
    empty_client.post(f"/o/default/learn/{fitting_lesson.pk}/showing/", sent)
    assert "Did it help?" not in page(empty_client, address)
    Campaign.objects.filter(pk=campaign.pk).update(state="ended", ended_at=NOW, launched_at=NOW)
    told = page(empty_client, address)
    assert "Did it help?" in told and "It did not help" in told


def test_a_setback_shows_what_fits_and_a_drill_records_nothing(
    empty_client: Client, make_setback: Callable[..., Setback], make_lesson: Make
) -> None:
    make_lesson()
    drill = make_setback(drill=True)
    assert LINES.now_do in page(empty_client, f"/setbacks/{drill.pk}/") and not Showing.objects.exists()
    setback = make_setback()
    assert LINES.now_do in page(empty_client, f"/setbacks/{setback.pk}/")
    assert Showing.objects.get().place == "setback"


def test_whoever_may_only_look_sees_them_without_buttons_and_a_guest_nothing(
    join: Callable[..., Membership],
    make_setback: Callable[..., Setback],
    lesson: Lesson,
    home: object,
) -> None:
    setback = make_setback()
    told = page(signed_in(join(Role.ANALYST).user), f"/setbacks/{setback.pk}/")
    assert LINES.now_do in told and "We use it" not in told
    guest = signed_in(join(Role.GUEST).user).get(f"/o/default/setbacks/{setback.pk}/")
    assert LINES.now_do not in guest.content.decode()


def test_what_people_wrote_is_text_and_nothing_else(
    empty_client: Client, make_setback: Callable[..., Setback], make_lesson: Make
) -> None:
    nasty = "Always ask who took a picture <script>alert(1)</script> & {{ secret }}"
    make_lesson(lines=_lines(nasty))
    told = page(empty_client, f"/setbacks/{make_setback(what='A picture <img src=x onerror=alert(1)> taken').pk}/")
    assert "<script>alert(1)" not in told and "&lt;script&gt;alert(1)" in told and "{{ secret }}" in told
    assert "<img src=x" not in told


def _lines(now_do: str) -> lessons.Lines:
    return lessons.Lines(believed="It will not happen to us.", happened="It happened to us.", now_do=now_do)


def test_while_a_plan_is_typed_a_place_waits_for_what_fits(empty_client: Client) -> None:
    told = page(empty_client, "/plans/new/")
    assert 'hx-post="/o/default/learn/fitting/"' in told and "<script>" not in told


def test_reasons_are_worded_and_unknown_causes_keep_their_code() -> None:
    words = speech("en")
    assert panels.why_words({"code": "meaning", "facts": ["photo = picture"]}, words) == "Both speak of photo (picture)"
    assert panels.why_words({"code": "cause", "facts": ["made_up"]}, words) == "Same cause: made_up"
    assert panels.why_words({"code": "partly", "facts": []}, words).startswith("Holds only partly")


def test_a_finding_is_asked_about_weeks_after_somebody_used_the_lesson(lesson: Lesson, owner: Membership) -> None:
    row = Showing(lesson=lesson, place="finding", ref="f", title="F", score=0.5, first_at=NOW, used=True, at=NOW)
    words = speech("en")
    early = panels._answerable(row, words, NOW + timedelta(days=27), over=None)
    late = panels._answerable(row, words, NOW + timedelta(days=28), over=None)
    assert not early.ask_helped and late.ask_helped and not late.ask_used


def test_where_no_lesson_fits_a_case_of_others_stands_there(
    empty_client: Client, make_setback: Callable[..., Setback]
) -> None:
    hijacked = make_setback(title="Hacked", what="Our account was hijacked after a phishing mail; false news went out.")
    told = page(empty_client, f"/setbacks/{hijacked.pk}/")
    assert "A case of others does" in told and "/o/default/learn/cases/" in told and not Showing.objects.exists()


def test_the_library_says_how_often_they_helped_or_how_many_answers_are_missing(
    empty_client: Client, campaign: Campaign, fitting_lesson: Lesson
) -> None:
    assert "Did they help?" not in page(empty_client, "/learn/")
    page(empty_client, f"/plans/{campaign.pk}/")
    told = page(empty_client, "/learn/")
    assert "Did they help?" in told and "from 10 answers on; there are 0" in told
    Showing.objects.all().delete()
    for number in range(12):
        values = {"place": "plan", "title": "Before", "score": 0.5, "first_at": NOW}
        Showing.objects.create(lesson=fitting_lesson, ref=f"9{number}", used=True, helped=number < 6, **values)
    told = page(empty_client, "/learn/")
    assert "Helped, of those used: 50% (25% to 75%, 12 answers" in told


def test_a_finding_is_matched_by_what_is_told_of_it_and_what_people_complain_about(
    empty_client: Client, make_lesson: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(
        panels, "_panel", lambda _request, place, situation, over: asked.append(situation.text) or place
    )
    story = tell(example(), "en")
    for told in story.by_slug.values():
        panels.finding(HttpRequest(), told)
        assert told.title in asked[-1] and told.sentence in asked[-1]
        assert all(topic.name in asked[-1] for topic in (told.topics.topics[:3] if told.topics else ()))
