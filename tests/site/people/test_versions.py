from __future__ import annotations

import pytest

from pratfall.errors import Conflict
from pratfall.site.people.models import Membership, Organisation
from pratfall.site.people.versions import change


def test_a_change_takes_the_version_its_editor_saw(organisation: Organisation) -> None:
    change(organisation, version=1, name="La Lanterne")
    kept = Organisation.objects.get(pk=organisation.pk)
    assert (kept.name, kept.version, organisation.version) == ("La Lanterne", 2, 2)


def test_the_second_of_two_editors_is_told_and_both_texts_are_kept(organisation: Organisation) -> None:
    change(Organisation.objects.get(pk=organisation.pk), version=1, name="first")
    with pytest.raises(Conflict) as caught:
        change(organisation, version=1, name="second")
    assert caught.value.yours == {"name": "second"}
    assert caught.value.theirs["name"] == "first"
    assert Organisation.objects.get(pk=organisation.pk).name == "first"


def test_a_row_that_is_gone_is_a_conflict_too(owner: Membership) -> None:
    Membership.objects.all().delete()
    with pytest.raises(Conflict) as caught:
        change(owner, version=1, role="guest")
    assert caught.value.theirs == {}
