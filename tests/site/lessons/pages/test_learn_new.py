from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from pratfall.site.campaigns.models import Campaign, Decision
from pratfall.site.lessons.models import Lesson, NoLesson
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Setback
from tests.site.conftest import signed_in

HERE = "/o/default/learn/new/"
SENT: dict[str, Any] = {
    "do": "write",
    "believed": "A picture from the web saves an afternoon.",
    "happened": "It belonged to somebody else.",
    "now_do": "Ask who took a picture before it goes out.",
    "language": "en",
    "cause": ["execution"],
    "network": ["facebook"],
    "tag": ["pictures"],
    "new_tags": "Permission, pictures",
}


def test_a_lesson_of_a_setback_is_written_in_one_step(empty_client: Client, setback: Setback) -> None:
    page = empty_client.get(f"{HERE}?origin=setback&number={setback.pk}").content.decode()
    assert "We posted a picture of another charity" in page and setback.title in page
    answer = empty_client.post(HERE, {**SENT, "origin": "setback", "number": setback.pk})
    made = Lesson.objects.get()
    assert answer.status_code == 302 and answer.headers["Location"] == f"/o/default/learn/{made.pk}/"
    assert (made.setback, made.tags, made.causes) == (setback, ["pictures", "permission"], ["execution"])
    again = empty_client.get(f"{HERE}?origin=setback&number={setback.pk}").content.decode()
    assert "Already learnt from this" in again


def test_what_somebody_knows_from_experience_needs_no_origin(empty_client: Client) -> None:
    assert "No lesson here" not in empty_client.get(HERE).content.decode()
    assert empty_client.post(HERE, SENT).status_code == 302
    assert Lesson.objects.get().origin == "hand"


def test_only_what_was_offered_becomes_evidence(
    empty_client: Client, setback: Setback, decided: Callable[..., Decision]
) -> None:
    decision = decided()
    evidence = [f"decision:{decision.pk}", "decision:999", f"setback:{setback.pk}"]
    empty_client.post(HERE, {**SENT, "origin": "setback", "number": setback.pk, "evidence": evidence})
    assert [one["ref"] for one in Lesson.objects.get().evidence] == [str(decision.pk)]


def test_what_was_refused_stays_in_the_form(empty_client: Client) -> None:
    answer = empty_client.post(HERE, {**SENT, "now_do": "<b>Olive asks</b> who took it.", "holds_when": "On Mondays"})
    page = answer.content.decode()
    assert answer.status_code == 409 and "On Mondays" in page
    assert "&lt;b&gt;Olive asks&lt;/b&gt;" in page and 'name="no_person"' in page
    assert not Lesson.objects.exists()
    accepted = empty_client.post(HERE, {**SENT, "now_do": "An Olive tree grows slowly.", "no_person": "1"})
    assert accepted.status_code == 302


def test_no_lesson_here_needs_a_reason_and_then_asks_no_more(empty_client: Client, setback: Setback) -> None:
    given = {"do": "none", "origin": "setback", "number": setback.pk}
    assert empty_client.post(HERE, {**given, "why": " "}).status_code == 409
    assert empty_client.post(HERE, {**given, "why": "Nothing new."}).status_code == 302
    assert NoLesson.objects.get().why == "Nothing new."


@pytest.mark.parametrize(
    "query", ["?origin=setback&number=99", "?origin=x", "?origin=setback", "?origin=idea&number=a"]
)
def test_what_is_not_there_is_not_found(empty_client: Client, query: str) -> None:
    assert empty_client.get(HERE + query).status_code == 404


def test_a_campaign_of_another_organisation_is_not_found(campaign: Campaign, charlie: Membership) -> None:
    answer = signed_in(charlie.user).get(f"/o/elsewhere/learn/new/?origin=campaign&number={campaign.pk}")
    assert answer.status_code == 404


def test_who_only_looks_writes_no_lesson(empty_client: Client, join: Callable[..., Membership]) -> None:
    browser = signed_in(join(Role.ANALYST).user)
    assert browser.get(HERE).status_code == browser.post(HERE, SENT).status_code == 403
    assert not Lesson.objects.exists()
