from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pratfall.site import place
from pratfall.site.intake import reading
from pratfall.site.intake.models import State, Upload
from pratfall.site.people.models import Membership
from tests.site.conftest import signed_in
from tests.site.intake.conftest import NOW

Give = Callable[..., Upload]
File = tuple[str, bytes]
MEANT = {"column0": "url", "column1": "day", "column2": "likes", "kind": "lifetime", "platform": "x", "account": "pond"}


def address(upload: Upload) -> str:
    return f"/o/default/files/uploads/{upload.pk}/columns/{upload.read.get().pk}/"


def zipped(file: File) -> File:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("inside/" + file[0], file[1])
    return "all.zip", held.getvalue()


@pytest.mark.parametrize("pack", [lambda file: file, zipped], ids=["plain", "in a zip"])
def test_columns_said_once_are_read_and_remembered(
    give: Give, strange: File, owner: Membership, home: Path, pack: Callable[[File], File]
) -> None:
    upload, client = give(pack(strange)), signed_in(owner.user)
    form = client.get(address(upload)).content.decode()
    assert "Herzen" in form and "https://pond.example/1" in form
    preview = client.post(address(upload), {**MEANT, "do": "preview"})
    assert preview.status_code == 200 and "As Pratfall would read it" in preview.content.decode()
    assert not place.lake(owner.organisation).known_files(), "a preview keeps nothing"
    assert client.post(address(upload), {**MEANT, "do": "save"}).status_code == 303
    upload.refresh_from_db()
    reading.read_upload(upload, NOW)
    assert (upload.state, upload.read.get().outcome) == (State.DONE, "imported")
    assert sorted(place.lake(owner.organisation).posts(NOW)["likes"].to_pylist()) == [7.0, 12.0]
    later = give(("herzen2.csv", strange[1] + b"https://pond.example/3;2026-10-09;4\n"))
    assert later.read.get().outcome == "imported", "a later file with the same columns needs no answer"


def test_a_name_no_disk_would_take_is_cut(give: Give, strange: File, owner: Membership) -> None:
    upload, client = give(strange), signed_in(owner.user)
    said = {**MEANT, "name": "../" + "ü" * 300, "do": "save"}
    assert client.post(address(upload), said).status_code == 303
    (kept,) = reading.mappings_of(owner.organisation).glob("*.toml")
    assert kept.stem == "ü" * 57


def test_what_is_missing_is_said_and_nothing_typed_is_lost(give: Give, strange: File, owner: Membership) -> None:
    upload, client = give(strange), signed_in(owner.user)
    answer = client.post(address(upload), {**MEANT, "kind": "", "do": "save"})
    page = answer.content.decode()
    assert answer.status_code == 422 and 'role="alert"' in page
    assert 'value="pond"' in page and '<option value="likes" selected>' in page


def test_a_file_that_was_read_has_no_columns_to_ask_about(give: Give, tweets: File, owner: Membership) -> None:
    assert signed_in(owner.user).get(address(give(tweets))).status_code == 404
