from __future__ import annotations

from collections.abc import Callable

import pytest

from pratfall.errors import Refused
from pratfall.site.lessons.services.no_person import refuse_names
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role


@pytest.mark.parametrize(
    "text",
    [
        "olive  owner forgot it",
        "It was Olive.",
        "L’image d’Olive Owner",
        "ask olive@default.example",
        "Olive’s",
    ],
)
def test_a_member_is_never_named(owner: Membership, text: str) -> None:
    with pytest.raises(Refused, match="name"):
        refuse_names(owner.organisation, [text])


@pytest.mark.parametrize("text", ["", "An olive tree grows.", "The owner agreed.", "Olives, ownership", "oliveowner"])
def test_a_word_that_is_no_name_is_let_through(owner: Membership, text: str) -> None:
    refuse_names(owner.organisation, [text])


def test_a_part_of_a_name_that_is_a_word_may_be_said_to_be_one(
    owner: Membership, join: Callable[..., Membership]
) -> None:
    join(Role.EDITOR, "may")
    with pytest.raises(Refused) as refused:
        refuse_names(owner.organisation, ["We asked in May."])
    assert refused.value.code == "lesson_may_name_member"
    refuse_names(owner.organisation, ["We asked in May."], no_person=True)
    with pytest.raises(Refused):
        refuse_names(owner.organisation, ["Olive Owner asked in May."], no_person=True)


def test_members_of_another_organisation_are_nobody_here(owner: Membership, charlie: Membership) -> None:
    refuse_names(owner.organisation, ["Charlie said so."])
