from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from pratfall.site.lessons.models import Material, Reuse
from pratfall.site.people.models import Membership
from pratfall.site.reports.needs import Look, reuse_due
from tests.site.reports.conftest import NOW


def test_a_piece_asks_for_somebody_from_its_day_on(look: Callable[..., Look], owner: Membership) -> None:
    material = Material.objects.create(
        organisation=owner.organisation, kind="talk", title="Bread", text="x", language="en", by=owner.user, at=NOW
    )
    due = (NOW + timedelta(3)).date()
    made = Reuse.objects.create(
        material=material, platform="x", account_id="kitchen", text="x",
        person=owner.user, due=due, by=owner.user, at=NOW,
    )  # fmt: skip
    assert list(reuse_due.needs(look())) == []
    (need,) = reuse_due.needs(look(now=NOW + timedelta(3)))
    assert need.title == "Bread" and "Olive Owner" in need.sentence and need.href.endswith(f"#piece-{made.pk}")


def test_the_account_is_called_as_pages_call_it(look: Callable[..., Look], owner: Membership) -> None:
    """Networks number their accounts: a number tells nobody where a piece belongs."""
    seen = look(now=NOW)
    assert seen.story is not None
    account = seen.story.review.accounts[0].account
    material = Material.objects.create(
        organisation=owner.organisation, kind="talk", title="Bread", text="x", language="en", by=owner.user, at=NOW
    )
    where = {"platform": account.platform, "account_id": account.account_id}
    Reuse.objects.create(material=material, text="x", due=NOW.date(), by=owner.user, at=NOW, **where)
    (need,) = reuse_due.needs(seen)
    assert f"for {account.label} (" in need.sentence
