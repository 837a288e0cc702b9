from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core import signing

from pratfall.site.outgoing import digest
from pratfall.site.outgoing.models import Heard
from pratfall.site.people.models import Membership, Organisation

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


def test_the_key_of_a_week_is_the_same_all_week(home: Path, owner: Membership) -> None:
    keys = {digest.weekly(owner, NOW.replace(day=day)).key for day in (23, 26, 29)}
    assert keys == {"weekly:2026-48"}


def test_what_was_heard_is_left_out(home: Path, owner: Membership) -> None:
    message = digest.weekly(owner, NOW)
    assert digest.unheard(owner, [message]) == [message]
    Heard.objects.create(membership=owner, key=message.key)
    assert digest.unheard(owner, [message]) == []


def test_a_name_in_a_mail_is_text_and_its_subject_one_line(home: Path, owner: Membership, settings: Any) -> None:
    Organisation.objects.filter(pk=owner.organisation.pk).update(name="<script>x</script>\nBcc: all@example.org")
    owner.organisation.refresh_from_db()
    made = digest.mail(owner, digest.weekly(owner, NOW))
    assert "\n" not in made.subject
    html = str(made.alternatives[0][0])
    assert "<script>" not in html and "&lt;script&gt;" in html


def test_only_links_of_ours_stop_anything(home: Path, owner: Membership) -> None:
    right = signing.dumps([owner.pk, "weekly"], salt=digest.SALT)
    assert digest.stopped_by(right) == (owner.pk, "weekly")
    for wrong in (
        right[:-1] + "x",
        "",
        signing.dumps([owner.pk, "weekly"]),
        signing.dumps([1, "role"], salt=digest.SALT),
    ):
        assert digest.stopped_by(wrong) is None
