"""A person goes from every setback and from the measurements."""

from __future__ import annotations

from pathlib import Path

import pytest

from pratfall.errors import Refused
from pratfall.reviews import forgetting
from pratfall.site import place
from pratfall.site.people.models import Membership
from pratfall.site.setbacks.forgetting import forget_author
from pratfall.site.setbacks.models import KeptText, Setback
from pratfall.site.setbacks.services import ledger
from tests.site.setbacks.conftest import NOW
from tests.site.setbacks.hearing import about_it, export, said


@pytest.fixture
def running(home: Path, setback: Setback) -> Setback:
    rows = [said("c1", "One", author_key="anna"), said("c2", "Two", author_key="anna"), said("c3", "Three")]
    export(setback.organisation, "one", [*rows, said("c4", "Nobody knows who", author_key=None)])
    ledger.collect(setback=about_it(setback), now=NOW)
    return setback


def test_whoever_wrote_it_is_forgotten_everywhere(running: Setback, owner: Membership) -> None:
    assert forget_author(setback=running, platform="x", ref="c1", actor=owner.user, now=NOW) == 2
    assert not KeptText.objects.filter(author="anna").exists()
    assert set(place.lake(running.organisation).comments(NOW)["comment_id"].to_pylist()) == {"c3", "c4"}


def test_where_nobody_knows_who_wrote_it_only_the_comment_goes(running: Setback, owner: Membership) -> None:
    assert forget_author(setback=running, platform="x", ref="c4", actor=owner.user, now=NOW) == 1
    assert KeptText.objects.filter(author="anna").count() == 2


def test_only_an_owner_may(running: Setback, charlie: Membership) -> None:
    with pytest.raises(Refused):
        forget_author(setback=running, platform="x", ref="c1", actor=charlie.user, now=NOW)
    assert len(place.lake(running.organisation).comments(NOW)) == 4


def test_what_was_cut_off_in_the_middle_is_finished_the_next_time(
    running: Setback, owner: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(forgetting, "forget_a_person", cut)
        with pytest.raises(KeyboardInterrupt):
            forget_author(setback=running, platform="x", ref="c1", actor=owner.user, now=NOW)
    assert forget_author(setback=running, platform="x", ref="c1", actor=owner.user, now=NOW) == 2
    assert set(place.lake(running.organisation).comments(NOW)["comment_id"].to_pylist()) == {"c3", "c4"}
