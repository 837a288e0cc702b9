from __future__ import annotations

from itertools import pairwise

import pytest

from pratfall.site.people.roles import Role


def test_each_role_may_what_those_below_it_may() -> None:
    for above, below in pairwise(Role):
        assert above.may(below) and not below.may(above)


@pytest.mark.parametrize("role", Role)
def test_a_role_may_what_takes_itself(role: Role) -> None:
    assert role.may(role) and role.may(Role.GUEST)
