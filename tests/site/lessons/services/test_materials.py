from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from pratfall.errors import Conflict, Refused
from pratfall.site.lessons.models import Material, MaterialKind
from pratfall.site.lessons.services import materials
from pratfall.site.lessons.services.materials import Given
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.people.roles import Role

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
TEXT = "Nous avons servi 412 soupes ce mois-ci, et personne n’est reparti sans avoir mangé."


def add(owner: Membership, **more: Any) -> Material:
    given = Given(**{"kind": MaterialKind.ARTICLE, "title": "Soupes", "text": TEXT, **more})
    return materials.add(organisation=owner.organisation, actor=owner.user, given=given, now=NOW)


def test_a_text_is_kept_in_its_language_and_written_down(owner: Membership) -> None:
    made = add(owner, address=" https://e.org/a ", usual_language="en")
    assert (made.language, made.address, made.text) == ("fr", "https://e.org/a", TEXT)
    entry = AuditEntry.objects.get(act="material_added")
    assert entry.after == {"kind": "article", "characters": len(TEXT), "feed": None}


def test_the_same_text_or_address_twice_is_one(owner: Membership) -> None:
    assert add(owner).pk == add(owner).pk
    first = add(owner, address="https://e.org/a")
    assert add(owner, address="https://e.org/a", title="Another").pk == first.pk
    assert Material.objects.count() == 2


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"text": "Too short."}, "material_text_short"),
        ({"text": "x" * 200_001}, "material_text_long"),
        ({"address": "javascript:alert(1)"}, "material_no_address"),
        ({"address": "https://e.org/" + "x" * 600}, "material_no_address"),
    ],
)
def test_what_cannot_be_used_is_refused(owner: Membership, more: dict[str, str], code: str) -> None:
    with pytest.raises(Refused, match=code):
        add(owner, **more)


def test_a_text_without_a_title_is_called_by_its_beginning(owner: Membership) -> None:
    assert add(owner, title="  ").title == TEXT[:80]


def test_a_text_is_put_away_once_and_taken_out_again(owner: Membership) -> None:
    made = add(owner)
    materials.put_away(material=made, actor=owner.user, seen=1, now=NOW)
    assert not materials.of(owner.organisation).exists()
    with pytest.raises(Refused, match="material_put_away"):
        materials.put_away(material=made, actor=owner.user, seen=2, now=NOW)
    with pytest.raises(Conflict):
        materials.take_out(material=made, actor=owner.user, seen=1)
    materials.take_out(material=made, actor=owner.user, seen=2)
    assert materials.of(owner.organisation).get() == made


def test_what_was_put_away_leaves_room_for_another(owner: Membership, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(materials, "MOST", 1)
    first = add(owner)
    with pytest.raises(Refused, match="materials_too_many"):
        add(owner, text=f"Another. {TEXT}")
    materials.put_away(material=first, actor=owner.user, seen=1, now=NOW)
    add(owner, text=f"Another. {TEXT}")
    with pytest.raises(Refused, match="materials_too_many"):
        materials.take_out(material=first, actor=owner.user, seen=2)


def test_who_only_looks_adds_nothing(owner: Membership, join: Callable[..., Membership]) -> None:
    with pytest.raises(Refused, match="not_allowed_here"):
        add(join(Role.ANALYST))


def test_files_are_read_in_whatever_letters_they_are_written() -> None:
    for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16"):
        assert materials.read_file("a.TXT", TEXT.encode(encoding)) == TEXT
    assert materials.read_file("a.html", b"<nav>x</nav><h1>T</h1><p>One.</p><script>no</script>") == "# T\n\nOne."
    for name, raw in (("a.pdf", b"x"), ("a", b"x"), ("a.txt", b"\0x")):
        with pytest.raises(Refused, match="material_file"):
            materials.read_file(name, raw)


def test_a_page_that_was_pasted_is_read_as_one() -> None:
    assert materials.plain_text("<div><p>One.</p><p>Two.</p></div>") == "One.\n\nTwo."
    assert materials.language_of("12", "fr") == "fr"
