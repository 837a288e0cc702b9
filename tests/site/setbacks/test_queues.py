from __future__ import annotations

import pytest

from pratfall.reviews.render.plain import safe_url
from pratfall.reviews.render.speech import LANGUAGES, speech
from pratfall.site.setbacks.queues import QUEUES, queues_for


def test_the_queues_of_the_networks_in_use_and_those_of_all_teams_are_asked() -> None:
    codes = [queue.code for queue in queues_for({"facebook", "x"})]
    assert codes == ["meta", "x", "mailings", "ads", "tools"]


def test_where_no_network_is_known_every_queue_is_asked() -> None:
    assert queues_for(set()) == queues_for({"ga4"}) == QUEUES


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_queue_has_a_name_a_hint_and_a_link_that_opens(lang: str) -> None:
    for queue in QUEUES:
        assert speech(lang).knows(f"pause.place.{queue.code}")
        assert speech(lang).knows(f"pause.place.{queue.code}.how")
        assert not queue.href or safe_url(queue.href)
