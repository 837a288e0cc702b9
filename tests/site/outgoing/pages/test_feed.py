from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pratfall.site.outgoing import services
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from tests.site.conftest import signed_in


def test_a_calendar_program_needs_no_sign_in_and_gets_no_page(home: Path, owner: Membership) -> None:
    secret = services.new_calendar(membership=owner)
    answer = signed_in(None).get(f"/calendar/{secret}.ics")
    assert answer.content.startswith(b"BEGIN:VCALENDAR") and "sessionid" not in answer.cookies


def test_a_guest_and_a_guesser_get_nothing(home: Path, join: Callable[..., Membership]) -> None:
    secret = services.new_calendar(membership=join(Role.GUEST))
    assert signed_in(None).get(f"/calendar/{secret}.ics").status_code == 404
    assert signed_in(None).get("/calendar/guess.ics").status_code == 404
