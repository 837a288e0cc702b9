"""The page of the way back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from pratfall.reviews.render import codec
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks import jobs
from pratfall.site.setbacks.models import Comeback, Setback
from tests.site.conftest import signed_in
from tests.site.setbacks.ways import found

from ..conftest import NOW


def address(setback: Setback) -> str:
    return f"/o/default/setbacks/{setback.pk}/comeback/"


def measured(setback: Setback, days: int = 0) -> Comeback:
    return Comeback.objects.create(setback=setback, measured=codec.encode(found()), at=NOW - timedelta(days=days))


def test_before_anything_was_measured_it_says_what_to_do(empty_client: Client, setback: Setback) -> None:
    page = empty_client.get(address(setback)).content.decode()
    assert "Nothing was measured yet" in page and "Measure now" in page


@pytest.mark.parametrize(("lang", "said"), [("en", "Do not promise"), ("fr", "Ne promettez pas")])
def test_it_shows_the_sentence_the_picture_the_table_and_what_not_to_promise(
    empty_client: Client, setback: Setback, lang: str, said: str
) -> None:
    measured(setback, 7)
    measured(setback)
    page = empty_client.get(address(setback), headers={"accept-language": lang}).content.decode()
    assert said in page and "<svg" in page and "<table" in page and "de Matos" in page
    assert page.count("pf-panel") >= 4


def test_measuring_on_a_click_keeps_a_row_and_comes_back_to_the_page(empty_client: Client, setback: Setback) -> None:
    answer = empty_client.post(address(setback), {"do": "measure"})
    assert answer.status_code == 302 and answer["Location"] == address(setback)
    assert setback.comebacks.count() == 1


def test_with_a_worker_beside_it_nobody_waits(
    empty_client: Client, setback: Setback, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setenv("PRATFALL_WORKER", "1")
    monkeypatch.setattr(jobs, "measure_comeback", lambda number, actor: asked.append(number))
    answer = empty_client.post(address(setback), {"do": "measure"}, follow=True)
    assert asked == [setback.pk] and "being measured" in answer.content.decode()
    assert not setback.comebacks.exists()


def test_drills_and_unknown_acts_are_refused_in_words(
    empty_client: Client, make_setback: Callable[..., Setback], setback: Setback
) -> None:
    drill = make_setback(drill=True)
    assert empty_client.post(address(drill), {"do": "measure"}).status_code == 409
    assert empty_client.post(address(setback), {"do": "drop"}).status_code == 409
    assert not Comeback.objects.exists()


def test_who_looks_sees_no_button(empty_client: Client, setback: Setback, join: Callable[..., Membership]) -> None:
    browser = signed_in(join(Role.ANALYST).user)
    assert 'value="measure"' not in browser.get(address(setback)).content.decode()
    assert browser.post(address(setback), {"do": "measure"}).status_code == 403
