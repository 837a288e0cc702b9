"""The page of a campaign."""

from __future__ import annotations

import html
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from pratfall.site.campaigns.models import Campaign, State
from pratfall.site.campaigns.services import predictions
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Prevention, ProofKind, Setback
from pratfall.site.setbacks.services import preventions
from pratfall.site.setbacks.services.preventions import Action
from tests.site.conftest import signed_in
from tests.site.reports.conftest import NOW


def at(campaign: Campaign) -> str:
    return f"/o/default/plans/{campaign.pk}/"


def text(client: Client, campaign: Campaign, lang: str = "en") -> str:
    answer = client.get(at(campaign), headers={"accept-language": lang})
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def press(client: Client, campaign: Campaign, do: str, **given: str) -> int:
    campaign.refresh_from_db()
    data = {"do": do, "seen": str(campaign.version), **given}
    return client.post(at(campaign), data).status_code


def test_a_plan_says_that_it_can_be_launched_and_is(empty_client: Client, campaign: Campaign) -> None:
    assert "Ready to launch" in text(empty_client, campaign)
    assert press(empty_client, campaign, "predict", chance="70", why="spring went well") == 302
    assert "You said 70%" in text(empty_client, campaign)
    assert press(empty_client, campaign, "launch") == 302
    page = text(empty_client, campaign)
    assert "Running" in page and "Decide" in page
    assert press(empty_client, campaign, "predict", chance="10") == 409
    assert "En cours" in text(empty_client, campaign, "fr")


def test_predictions_stay_hidden_until_it_is_ended(
    empty_client: Client, running: Campaign, join: Callable[..., Membership]
) -> None:
    Campaign.objects.update(launched_at=None, state=State.PLANNED)
    running.refresh_from_db()
    ana = join(Role.ANALYST, "ana")
    predictions.predict(campaign=running, actor=ana.user, probability=0.31, now=NOW)
    Campaign.objects.update(launched_at=NOW, state=State.RUNNING)
    page = text(empty_client, running)
    assert "31%" not in page and "others so far: 1" in page
    assert press(empty_client, running, "end") == 302
    page = text(empty_client, running)
    assert "31%" in page and "Ana" in page


@pytest.mark.parametrize(
    ("role", "do", "status"),
    [
        (Role.ANALYST, "predict", 302),
        (Role.ANALYST, "belongs", 409),
        (Role.EDITOR, "belongs", 302),
        (Role.EDITOR, "launch", 409),
        (Role.MANAGER, "launch", 302),
    ],
)
def test_each_role_may_press_its_own_buttons(
    campaign: Campaign, join: Callable[..., Membership], home: Path, role: Role, do: str, status: int
) -> None:
    browser = signed_in(join(role).user)
    assert press(browser, campaign, do, chance="50", kind="post", platform="x", ref="7") == status


def test_what_belongs_is_said_by_hand_and_taken_back(empty_client: Client, running: Campaign) -> None:
    key = {"kind": "post", "platform": "x", "ref": "77"}
    press(empty_client, running, "belongs_not", **key)
    assert "refused by hand" in text(empty_client, running)
    press(empty_client, running, "forget", **key)
    assert "refused by hand" not in text(empty_client, running)
    assert press(empty_client, running, "belongs", kind="cat", ref="1") == 409


def test_an_old_form_changes_nothing(empty_client: Client, campaign: Campaign) -> None:
    answer = empty_client.post(at(campaign), {"do": "launch", "seen": "7"})
    assert answer.status_code == 409
    assert "Somebody else changed this" in html.unescape(answer.content.decode())
    assert Campaign.objects.get().state == State.PLANNED


def test_a_draft_goes_away(empty_client: Client, campaign: Campaign) -> None:
    answer = empty_client.post(at(campaign), {"do": "discard", "seen": "1"})
    assert answer.headers["location"] == "/o/default/plans/"
    assert empty_client.get(at(campaign)).status_code == 404


def test_a_plan_shows_what_it_is_to_bring_and_may_cost_before_it_is_launched(
    empty_client: Client, campaign: Campaign
) -> None:
    page = text(empty_client, campaign)
    facts = page[page.index('aria-label="Numbers"') : page.index('id="h-stops"')]
    assert "€4,500" in facts and "€300" in facts and "<bdi>40" in facts and "Nobody yet" in facts
    assert "€1,544" not in page  # what came in belongs to campaigns that run


def test_launching_is_asked_about_first_and_says_what_is_locked(empty_client: Client, campaign: Campaign) -> None:
    page = text(empty_client, campaign)
    asked = page[page.index("<summary>Launch</summary>") : page.index('value="launch"')]
    assert "first day" in asked and "predictions are closed" in asked
    assert page.count('value="launch"') == 1


def test_a_chance_beyond_a_hundred_is_refused_beside_its_field_with_nothing_lost(
    empty_client: Client, campaign: Campaign
) -> None:
    data = {"do": "predict", "seen": "1", "chance": "150", "why": "spring went well"}
    answer = empty_client.post(at(campaign), data)
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 409
    field = page[page.index('id="chance"') : page.index('value="predict"')]
    assert "A chance is a whole number from 0 to 100." in field
    assert 'value="150"' in field and 'value="spring went well"' in field
    assert "novalidate" in page  # the browser's own bubble would hide what the page says


def test_a_campaign_that_is_over_says_the_day_it_ended(empty_client: Client, running: Campaign) -> None:
    assert press(empty_client, running, "end") == 302
    Campaign.objects.update(ended_at=NOW)
    page = text(empty_client, running)
    assert "Ended · on 21 November 2026 (planned: 23 October 2026 to 3 December 2026)" in page.replace("\xa0", " ")


def promised(campaign: Campaign, owner: Membership) -> Prevention:
    """After a setback somebody promised a check for the next campaign."""
    began = {"began_at": NOW, "opened_at": NOW, "first_word_due_at": NOW}
    setback = Setback.objects.create(organisation=owner.organisation, title="The wrong picture", **began)
    action = Action(words="Look twice", kind=ProofKind.CHECK, check_words="Two people have <i>looked</i>.")
    return preventions.promise(setback=setback, actor=owner.user, action=action, now=NOW)


def test_a_promised_check_stands_there_from_the_draft_on_and_is_ticked_before_the_launch(
    empty_client: Client, campaign: Campaign, owner: Membership
) -> None:
    row = promised(campaign, owner)
    page = text(empty_client, campaign)
    assert "Two people have <i>looked</i>." in page and "Why: The wrong picture" in page
    assert "<i>looked" not in empty_client.get(at(campaign)).content.decode()
    assert press(empty_client, campaign, "launch") == 409
    assert press(empty_client, campaign, "tick", promise=str(row.pk)) == 302
    assert "Olive Owner ticked it" in text(empty_client, campaign)
    assert press(empty_client, campaign, "untick", promise=str(row.pk)) == 302
    assert press(empty_client, campaign, "tick", promise=str(row.pk)) == 302
    assert press(empty_client, campaign, "launch") == 302
    row.refresh_from_db()
    assert row.proved_at is not None
    assert press(empty_client, campaign, "untick", promise=str(row.pk)) == 409


def test_a_check_is_waived_by_a_manager_who_says_why(
    empty_client: Client, campaign: Campaign, owner: Membership, join: Callable[..., Membership]
) -> None:
    row = promised(campaign, owner)
    editor = signed_in(join(Role.EDITOR).user)
    assert "Sign the waiver" not in text(editor, campaign)
    assert press(editor, campaign, "waive", promise=str(row.pk), why="no picture") == 409
    assert press(empty_client, campaign, "waive", promise=str(row.pk), why=" ") == 409
    assert press(empty_client, campaign, "waive", promise=str(row.pk), why="It has no picture.") == 302
    assert "It has no picture." in text(empty_client, campaign)
    assert press(empty_client, campaign, "tick", promise="999") == 404
    assert press(empty_client, campaign, "launch") == 302
