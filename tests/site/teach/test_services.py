from __future__ import annotations

from django.test import Client

from pratfall.site.people.models import Organisation
from pratfall.site.teach import services


def test_the_pile_is_what_others_wrote_in_an_order_of_its_own(client: Client, organisation: Organisation) -> None:
    comments = services.pile(organisation)
    assert len(comments) > 100
    assert [c.key for c in comments] == [c.key for c in services.pile(organisation)]
    assert [c.key for c in comments] != sorted(c.key for c in comments)
    assert all(c.author and c.text.strip() for c in comments)


def test_a_pile_of_one_account_or_post_holds_no_other(client: Client, organisation: Organisation) -> None:
    one = services.pile(organisation)[0]
    own = services.pile(organisation, f"{one.platform}:{one.account}")
    assert {(c.platform, c.account) for c in own} == {(one.platform, one.account)}
    assert services.pile(organisation, post="nowhere") == []


def test_guesses_stand_beside_their_comments(client: Client, organisation: Organisation) -> None:
    comments = services.pile(organisation)[:5]
    found = services.guesses(organisation, comments, "sentiment")
    assert len(found) == 5
    assert all(guess is None or 1 / 3 <= guess.chance <= 1 for guess in found)


def test_nothing_imported_is_an_empty_pile(empty_client: Client, organisation: Organisation) -> None:
    assert services.pile(organisation) == []
