from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role

Send = Callable[..., Any]


def test_who_works_here_and_what_they_did_is_listed(send: Send, owner: Membership) -> None:
    assert [row["role"] for row in send("get", "/members/")] == ["owner"]
    assert "token_made" in [row["act"] for row in send("get", "/members/audit/")]


def test_a_role_is_changed_once_and_the_last_owner_stays(send: Send, owner: Membership, join: Any) -> None:
    editor = join(Role.EDITOR)
    change = {"role": "analyst", "version": editor.version}
    assert send("put", f"/members/{editor.user.pk}/role/", change)["role"] == "analyst"
    assert send("put", f"/members/{editor.user.pk}/role/", change, expect=409)["theirs"]["role"] == "analyst"
    assert send("delete", f"/members/{owner.user.pk}/", expect=422)["code"] == "last_owner"
    send("delete", f"/members/{editor.user.pk}/", expect=204)
    assert len(send("get", "/members/")) == 1


def test_an_invitation_is_a_secret_shown_once(send: Send) -> None:
    made = send("post", "/members/invitations/", {"email": "new@default.example", "role": "editor"}, expect=201)
    assert len(made["secret"]) > 20
    send("post", "/members/invitations/", {"email": "no address", "role": "editor"}, expect=422)
