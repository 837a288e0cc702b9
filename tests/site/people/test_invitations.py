from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.test import override_settings
from django.utils import timezone

from pratfall.errors import Refused
from pratfall.reviews.render.speech import speech
from pratfall.site.mail import Mail
from pratfall.site.people import invitations
from pratfall.site.people.models import AuditEntry, Invitation, Membership, User
from pratfall.site.people.roles import Role

Join = Callable[..., Membership]
PASSWORD = "a sentence is easier"


def invited(owner: Membership, email: str = "new@default.example", role: Role = Role.EDITOR) -> str:
    return invitations.invite(actor=owner, email=email, role=role, now=timezone.now())[1]


def test_an_invitation_makes_an_account_and_works_once(owner: Membership) -> None:
    secret, now = invited(owner), timezone.now()
    made = invitations.accept_as_new(secret=secret, name="New", password=PASSWORD, language="fr", now=now)
    assert (made.role, made.user.email, made.user.language) == ("editor", "new@default.example", "fr")
    assert made.user.check_password(PASSWORD)
    with pytest.raises(Refused, match="invitation_over"):
        invitations.accept(secret=secret, user=made.user, now=now)
    assert list(AuditEntry.objects.order_by("pk").values_list("act", flat=True))[-2:] == ["invited", "joined"]


def test_neither_the_trail_nor_the_table_holds_what_opens_the_door(owner: Membership) -> None:
    secret = invited(owner)
    assert secret not in str(list(Invitation.objects.values())) + str(list(AuditEntry.objects.values()))
    assert "new@default.example" not in str(list(AuditEntry.objects.values())), "rows cannot be erased"


def test_an_account_that_exists_joins_with_its_own_address_only(owner: Membership, charlie: Membership) -> None:
    secret, now = invited(owner, charlie.user.email.upper()), timezone.now()
    with pytest.raises(Refused, match="sign_in_first"):
        invitations.accept_as_new(secret=secret, name="C", password=PASSWORD, language="", now=now)
    with pytest.raises(Refused, match="invitation_for_another"):
        invitations.accept(secret=secret, user=owner.user, now=now)
    assert invitations.accept(secret=secret, user=charlie.user, now=now).organisation == owner.organisation


@pytest.mark.parametrize("over", ["ended", "withdrawn", "replaced", "made up"])
def test_an_invitation_that_is_over_opens_nothing(owner: Membership, over: str) -> None:
    secret, now = invited(owner), timezone.now()
    match over:
        case "ended":
            now += timedelta(days=15)
        case "withdrawn":
            invitations.withdraw(actor=owner, invitation=Invitation.objects.get(), now=now)
        case "replaced":
            invited(owner)
        case "made up":
            secret = "x" * 40
    with pytest.raises(Refused, match="invitation_over"):
        invitations.accept_as_new(secret=secret, name="N", password=PASSWORD, language="", now=now)
    assert not User.objects.filter(email="new@default.example").exists()


def test_who_invites_and_to_what(owner: Membership, join: Join) -> None:
    manager, editor = join(Role.MANAGER), join(Role.EDITOR)
    invited(manager, role=Role.MANAGER)
    with pytest.raises(Refused, match="role_above_yours"):
        invited(manager, role=Role.OWNER)
    with pytest.raises(Refused, match="role_too_small"):
        invited(editor, role=Role.GUEST)
    with pytest.raises(Refused, match="already_member"):
        invited(owner, manager.user.email)


def test_a_mail_takes_the_link_where_mail_is_set_up(owner: Membership) -> None:
    made, secret = invitations.invite(actor=owner, email="n@x.example", role=Role.GUEST, now=timezone.now())
    link = f"https://pratfall.example/invitation/{secret}/"
    assert not invitations.send(made, link, speech("en")), "without a server it says so"
    with override_settings(MAIL=Mail(host="mail.example")):
        assert invitations.send(made, link, speech("fr"))
    (sent,) = mail.outbox
    assert sent.to == ["n@x.example"] and link in sent.body and "invite" in sent.subject


def test_a_mail_server_that_fails_is_no_crash(owner: Membership) -> None:
    made, _ = invitations.invite(actor=owner, email="n@x.example", role=Role.GUEST, now=timezone.now())
    nowhere = {
        "MAIL": Mail(host="127.0.0.1"),
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": 1,
    }
    with override_settings(**nowhere):
        assert not invitations.send(made, "https://x/", speech("en"))
