"""Which tools were used, and what the data say of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from pratfall.records.links import LinkCheck, LinkState
from pratfall.respond.tools import Answer, Kind
from pratfall.site.campaigns.models import Campaign
from pratfall.site.campaigns.models.plans import Piece
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.used_tools import LONGEST, Tool, counted, links_of, used
from tests.site.setbacks import measured
from tests.site.setbacks.conftest import NOW

LINK = "https://example.org/kitchen"


def usual(n: int) -> list[dict[str, Any]]:
    """Earlier posts of the account: English, with a picture."""
    words = ["Come and help us cook on Tuesday.", "Thank you all for the wonderful soup.", "The kitchen is open again."]
    return [
        measured.post(
            post_id=f"old{i}",
            published_at=measured.BEGAN - timedelta(days=i + 1),
            text=words[i % 3],
            post_type="image",
            url=f"https://x.example/{i}",
        )
        for i in range(n)
    ]


@pytest.fixture
def about(make_setback: Callable[..., Setback], home: Path) -> Setback:
    setback = make_setback(about=measured.ABOUT)
    odd = measured.post(
        text="Venez nous aider à la cuisine, merci à vous.",
        lang="fr",
        links=[LINK, "https://x.com/us"],
        post_type="text",
    )
    name = {"account_id": "a1", "name": "The Long Table", "handle": "longtable"}
    measured.fill(setback.organisation, post=[odd, *usual(20)], account=[name])
    return setback


def of(setback: Setback, kind: Kind) -> Tool:
    return next(tool for tool in used(setback) if tool.kind is kind)


def test_accounts_the_scheduler_and_links_off_the_networks_are_tools(about: Setback) -> None:
    found = used(about)
    assert [(tool.kind, tool.code) for tool in found] == [
        (Kind.NETWORK, "network:x/a1"),
        (Kind.SCHEDULER, "scheduler"),
        (Kind.LINK, f"link:{LINK}"),
    ]
    assert found[0].label == "The Long Table"


def test_a_mailing_and_a_campaigns_form_are_told_apart(about: Setback) -> None:
    mailed = measured.post(account_id="l1", platform="mailchimp", post_type="email", post_id="m1", links=[])
    measured.fill(about.organisation, "mail", post=[mailed])
    about.about = [*about.about, {"kind": "post", "platform": "mailchimp", "id": "m1"}]
    about.campaign = Campaign.objects.create(organisation=about.organisation, name="Oven", created_at=NOW)
    assert about.opened_by
    for kind, ref in (("form", LINK), ("form", "javascript:alert(1)")):
        Piece.objects.create(campaign=about.campaign, kind=kind, ref=ref, belongs=True, by=about.opened_by, at=NOW)
    assert [tool.kind for tool in used(about)] == [Kind.MAILING, Kind.NETWORK, Kind.SCHEDULER, Kind.FORM]


def test_a_tool_with_an_endless_name_keeps_one_of_its_own(about: Setback) -> None:
    links = [f"https://example.org/{'a' * 200}{i}" for i in range(30)]
    measured.fill(about.organisation, "long", post=[measured.post(links=links, as_of=NOW + timedelta(hours=1))])
    codes = [tool.code for tool in used(about)]
    assert all(len(code) <= LONGEST for code in codes)
    assert len(set(codes)) == len(codes) == 22


def test_a_language_and_a_missing_picture_are_found_by_what_the_account_usually_does(about: Setback) -> None:
    language, picture = counted(about, of(about, Kind.NETWORK), NOW)
    assert (language.answer, language.facts["languages"], language.facts["usual"]) == (Answer.NO, ["fr"], ["en"])
    assert (picture.answer, picture.facts["of"]) == (Answer.NO, 20)


def test_without_a_habit_nothing_is_counted(make_setback: Callable[..., Setback], home: Path) -> None:
    setback = make_setback(about=measured.ABOUT)
    measured.fill(setback.organisation, post=[measured.post(), *usual(5)])
    assert counted(setback, of(setback, Kind.NETWORK), NOW) == []


def test_a_link_is_known_once_somebody_asked_for_it(about: Setback) -> None:
    link = of(about, Kind.LINK)
    assert counted(about, link, NOW) == []
    links_of(about).remember([LinkCheck(url=LINK, asked=NOW, state=LinkState.DEAD, status=404)])
    (found,) = counted(about, link, NOW)
    assert found.answer is Answer.NO


def test_of_a_setback_about_nothing_named_the_scheduler_is_asked_about(setback: Setback, home: Path) -> None:
    assert [tool.kind for tool in used(setback)] == [Kind.SCHEDULER]
