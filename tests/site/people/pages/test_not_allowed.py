from __future__ import annotations

from collections.abc import Callable

from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from tests.site.conftest import signed_in


def test_a_role_that_is_too_small_is_told_which_it_takes(join: Callable[..., Membership]) -> None:
    browser = signed_in(join(Role.GUEST).user)
    answer = browser.get("/o/default/audit/")
    assert answer.status_code == 403 and "“analyst” or more" in answer.content.decode()
    assert "analyste" in browser.get("/o/default/audit/?lang=fr").content.decode()
