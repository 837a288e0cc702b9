from __future__ import annotations

from collections.abc import Callable

import pytest

from pratfall.errors import Refused
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.rights import require


def test_a_role_that_suffices_is_let_through(owner: Membership, join: Callable[..., Membership]) -> None:
    editor = join(Role.EDITOR)
    assert require(editor.user, owner.organisation, Role.EDITOR) == editor
    with pytest.raises(Refused, match="not_allowed_here"):
        require(editor.user, owner.organisation, Role.MANAGER)


def test_somebody_of_another_organisation_is_refused(owner: Membership, charlie: Membership) -> None:
    with pytest.raises(Refused, match="not_allowed_here"):
        require(charlie.user, owner.organisation, Role.GUEST)
