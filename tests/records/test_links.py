from datetime import UTC, datetime

import pytest

from pratfall.records.links import LinkCheck, LinkState


@pytest.mark.parametrize(
    ("state", "fails"),
    [(LinkState.ALIVE, False), (LinkState.DEAD, True), (LinkState.FRONT_PAGE, True), (LinkState.UNKNOWN, False)],
)
def test_only_what_is_known_to_be_gone_fails(state: LinkState, fails: bool) -> None:
    check = LinkCheck(url="https://pond.example/", asked=datetime(2026, 11, 21, tzinfo=UTC), state=state)
    assert check.fails is fails
