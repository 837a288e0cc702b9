from __future__ import annotations

import gc
import io
import os
import pickle
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from pratfall.reviews.render import as_json
from pratfall.reviews.render.story import tell
from pratfall.site.people.models import Organisation
from pratfall.site.today import desk, told

NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)


@pytest.fixture
def folder(client: Client, organisation: Organisation, tmp_path: Path) -> Path:
    """A copy of a review as it was made."""
    found = desk.current(organisation, NOW)
    assert found is not None
    return Path(shutil.copytree(found.folder, tmp_path / "copy"))


def kept(folder: Path) -> Path:
    (file,) = folder.glob("told-*.pickle")
    return file


class Asks:
    """What a file of somebody else might ask for."""

    def __init__(self, what: Any, *given: object) -> None:
        self.what, self.given = what, given

    def __reduce__(self) -> tuple[Any, tuple[object, ...]]:
        return self.what, self.given


def test_whoever_makes_a_review_tells_it_so_that_no_reader_has_to(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = as_json.loads((folder / "review.json").read_text(encoding="utf-8"))
    expected = {lang: tell(record, lang) for lang in ("en", "fr")}
    monkeypatch.setattr(told, "tell", lambda *_: pytest.fail("told while somebody waits"))
    found = told.read(folder)
    assert found.review == record
    assert found.stories == expected
    assert found.stories["fr"].review is found.review


def test_other_code_or_words_tell_it_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = kept(folder)
    monkeypatch.setattr(told, "_name", lambda: "told-later.pickle")
    assert told.read(folder).stories["en"].title
    assert kept(folder).name == "told-later.pickle" and not before.exists()


@pytest.mark.parametrize("keep", [0, 100, -100])
def test_a_file_that_was_cut_off_is_told_anew(folder: Path, keep: int) -> None:
    whole = kept(folder).read_bytes()
    kept(folder).write_bytes(whole[:keep])
    assert told.read(folder).review.organisation == "default"
    assert len(kept(folder).read_bytes()) == len(whole)


def test_a_file_that_asks_for_more_than_records_is_not_obeyed(folder: Path, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    for asks in (Asks(os.system, f"touch {trace}"), Asks(eval, "1"), Asks(Path.touch, trace)):
        kept(folder).write_bytes(pickle.dumps((asks, {}), protocol=5))
        assert told.read(folder).review.organisation == "default"
    through_ours = b"\x80\x05\x8c\x1fpratfall.reviews.render.as_json\x8c\x0eSCHEMA_FILE.rm\x93."
    with pytest.raises(pickle.UnpicklingError, match="no record"):
        told._Ours(io.BytesIO(through_ours)).load()
    assert not trace.exists()


def test_a_disk_that_takes_nothing_keeps_nobody_from_reading(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    kept(folder).unlink()
    monkeypatch.setattr(pickle, "dump", full)
    assert told.read(folder).stories["fr"].title
    with pytest.raises(FileNotFoundError):
        told.read(folder / "gone")


def test_what_came_to_stay_is_not_searched_for_rubbish(folder: Path) -> None:
    before = gc.get_freeze_count()
    found = told.read(folder)
    assert gc.isenabled() and gc.get_freeze_count() > before
    assert found.review.accounts
