from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone

from pratfall.site.people import own_data, services
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from tests.site.conftest import signed_in

Join = Callable[..., Membership]


def test_everybody_in_the_team_reads_who_changed_what(owner: Membership, join: Join) -> None:
    member = join(Role.EDITOR)
    services.change_role(actor=owner, membership=member, role=Role.MANAGER, version=1)
    browser = signed_in(join(Role.ANALYST).user)
    page = browser.get("/o/default/audit/").content.decode()
    assert "Olive Owner" in page and "changed a role" in page and "role: editor → manager" in page
    french = browser.get("/o/default/audit/?lang=fr").content.decode()
    assert "a changé un rôle" in french and "rédacteur → responsable" in french


def test_an_erased_person_has_no_name_in_it(owner: Membership, join: Join) -> None:
    member = join(Role.MANAGER, "melanie")
    services.remove_member(actor=member, membership=join(Role.GUEST))
    own_data.erase(user=member.user, now=timezone.now())
    page = signed_in(owner.user).get("/o/default/audit/").content.decode()
    assert "Melanie" not in page and "somebody who was erased" in page and "removed a member" in page


def test_another_organisations_trail_is_not_in_it(owner: Membership, charlie: Membership) -> None:
    services.rename_organisation(actor=charlie, name="Secret plans", version=1)
    assert "Secret plans" not in signed_in(owner.user).get("/o/default/audit/").content.decode()


def test_a_long_trail_has_pages(owner: Membership) -> None:
    for number in range(60):
        services.rename_organisation(actor=owner, name=f"name {number}", version=number + 1)
    browser = signed_in(owner.user)
    assert "the organisation" in browser.get("/o/default/audit/").content.decode()
    assert "name 59" in browser.get("/o/default/audit/").content.decode()
    assert "founded the organisation" in browser.get("/o/default/audit/?page=2").content.decode()
    assert browser.get("/o/default/audit/?page=nonsense").status_code == 200
