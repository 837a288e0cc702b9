from __future__ import annotations

from pathlib import Path

import pytest

from pratfall.reviews.watch import live
from pratfall.reviews.watch import store as stores
from pratfall.reviews.watch.binning import Source
from pratfall.reviews.watch.listener import Listener
from pratfall.site.people.models import Organisation
from pratfall.site.today import desk
from tests.cli.conftest import Pratfall
from tests.reviews.watch.feeding import mentions


@pytest.mark.django_db
def test_an_account_is_gone_from_every_byte_kept(pratfall: Pratfall, tweets: Path, home: Path) -> None:
    pratfall("import", tweets)
    organisation = Organisation.objects.create(slug="default", name="Pond", lake_key="default")
    assert desk.current(organisation) is not None, "a review the pages keep quotes posts too"
    assert b"Supper" in everything_kept(home)
    assert pratfall("erase", "--account", "x", "longtable", "--yes") == 0
    assert b"Supper" not in everything_kept(home)


@pytest.mark.parametrize(("platform", "name"), [("x", "LongTable"), ("X", "@longtable")])
def test_an_account_may_be_named_as_people_write_it(
    platform: str, name: str, pratfall: Pratfall, tweets: Path, home: Path
) -> None:
    pratfall("import", tweets)
    assert pratfall("erase", "--account", platform, name, "--yes") == 0
    assert b"Supper" not in everything_kept(home)


def everything_kept(home: Path) -> bytes:
    return b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())


def test_nobody_at_the_keyboard_means_nothing_is_erased(
    pratfall: Pratfall, tweets: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pratfall("import", tweets)
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    capsys.readouterr()
    assert pratfall("erase", "--account", "x", "longtable") == 1
    assert "--yes" in capsys.readouterr().err
    assert pratfall("review", "--json") == 0


@pytest.mark.parametrize(("typed", "code"), [("yes", 0), ("oui", 0), ("", 1), ("x longtable", 1)])
def test_a_person_is_asked_first(
    typed: str, code: int, pratfall: Pratfall, tweets: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pratfall("import", tweets)
    monkeypatch.setattr("pratfall.cli.erase.sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _: typed)
    assert pratfall("erase", "--account", "x", "longtable") == code


def test_what_is_not_there_is_not_said_to_be_erased(
    pratfall: Pratfall, tweets: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pratfall("import", tweets)
    capsys.readouterr()
    assert pratfall("erase", "--account", "x", "longtabel", "--yes") == 1
    told = capsys.readouterr().err
    assert "x longtabel" in told and "Erased" not in told


def test_what_to_erase_has_to_be_said(pratfall: Pratfall) -> None:
    with pytest.raises(SystemExit) as stopped:
        pratfall("erase", "--yes")
    assert stopped.value.code == 2


def test_watching_forgets_an_erased_account_and_every_recording_played(
    pratfall: Pratfall, tweets: Path, home: Path, tmp_path: Path
) -> None:
    pratfall("import", tweets)
    recording = mentions(tmp_path / "mentions.csv", days=12)
    pratfall("watch", "--replay", recording, "--speed", "0")
    with stores.opened(live.folder_of(home, "default")) as store:
        store.save_listeners([Listener.new(Source("x", "longtable", "comments", 60), 100, "Zanzibar")])
    assert b"Zanzibar" in everything_kept(home) and b"shame" in everything_kept(home)
    assert pratfall("erase", "--account", "x", "longtable", "--yes") == 0
    assert not (b"Zanzibar" in everything_kept(home) or b"shame" in everything_kept(home))
