"""Files follow rows, whatever was cut off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from pratfall.site.people.models import Membership
from pratfall.site.setbacks.models import PublicPage, Setback, Update
from pratfall.site.setbacks.public import folder, making
from pratfall.site.setbacks.services import publishing
from tests.site.setbacks.conftest import NOW

LATER = NOW + timedelta(hours=1)


def english(home: Path) -> str:
    return (home / "public" / "the-wrong-picture" / "en" / "index.html").read_text(encoding="utf-8")


def test_a_page_is_written_once_and_again_only_where_rows_changed(update: Update, home: Path) -> None:
    number = PublicPage.objects.get().pk
    assert making.make(number, NOW) and not making.make(number, LATER)
    assert PublicPage.objects.get().written_at == NOW and "a kitchen that is not ours" in english(home)
    assert not making.make(0, NOW)


@pytest.mark.django_db(transaction=True)
def test_publishing_writes_the_page_when_it_is_through(public_page: PublicPage, update: Update, home: Path) -> None:
    assert "a kitchen that is not ours" in english(home)
    publishing.withdraw(page=public_page, actor=public_page.opened_by, seen=1, now=NOW)
    there = home / "public" / "the-wrong-picture"
    assert {path.name for path in there.rglob("*") if path.is_file()} == {"gone.html", "gone.html.gz"}


def test_whatever_became_of_the_files_a_worker_brings_them_back(update: Update, home: Path) -> None:
    making.make_all(NOW)
    there = home / "public" / "the-wrong-picture"
    (there / "en" / "index.html").write_text("half a page")
    (there / "fr" / "index.html").unlink()
    (there / "fr" / ".feed.xml.0.new").write_text("cut off")
    assert making.make_all(LATER) == 1 and making.make_all(LATER) == 0
    assert "a kitchen that is not ours" in english(home) and not list(there.rglob("*.new"))


def test_what_goes_wrong_with_one_page_goes_wrong_with_that_one_alone(
    update: Update,
    owner: Membership,
    make_setback: Callable[..., Setback],
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given = {"actor": owner.user, "now": NOW}
    other = make_setback()
    publishing.open_page(setback=other, slug="another", title_en="A", title_fr="B", **given)
    publishing.publish(setback=other, text_en="A", text_fr="B", state="fixing", **given)
    right = folder.put

    def wrong_for_one(slug: str, files: dict[str, bytes]) -> bool:
        if slug == "the-wrong-picture":
            raise OSError(28, "No space left on device")
        return right(slug, files)

    monkeypatch.setattr(making.folder, "put", wrong_for_one)
    assert making.make_all(NOW) == 1 and (home / "public" / "another" / "index.html").is_file()
