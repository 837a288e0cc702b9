from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from pratfall.site import place
from pratfall.site.intake import reading
from pratfall.site.intake.models import Upload
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from tests.site.api.conftest import program
from tests.site.intake.conftest import NOW, TWEETS

Send = Callable[..., Any]


def test_files_are_given_read_and_taken_back(api: Client, send: Send, join: Callable[..., Membership]) -> None:
    file = SimpleUploadedFile(TWEETS.name, TWEETS.read_bytes())
    answer = api.post("/api/files/uploads/", {"file": [file]})
    assert answer.status_code == 201 and answer.json()["state"] == "waiting"
    here = f"/files/uploads/{answer.json()['id']}/"
    reading.read_upload(Upload.objects.get(), NOW)
    read = send("get", here)
    assert (read["state"], read["read"][0]["outcome"]) == ("done", "imported")
    editor = program(join(Role.EDITOR), ["read", "files"])
    assert send("post", f"{here}undo/", expect=403, by=editor)["code"] == "role_too_small"
    assert send("post", f"{here}undo/")["state"] == "undoing"
    assert send("post", f"{here}undo/", expect=422)["code"] == "upload_busy"


def test_one_file_that_cannot_be_taken_refuses_all_and_leaves_nothing(api: Client) -> None:
    files = [SimpleUploadedFile("posts.csv", b"a,b\n1,2\n"), SimpleUploadedFile("nothing.csv", b"")]
    answer = api.post("/api/files/uploads/", {"file": files})
    assert answer.status_code == 422 and "nothing.csv" in answer.json()["message"]
    assert not Upload.objects.exists()


def test_who_brings_an_export_is_agreed_and_ended(send: Send, owner: Membership, charlie: Membership) -> None:
    given = {"platform": "x", "account_id": "pond", "every_days": 7, "who": owner.user.pk}
    assert send("put", "/files/expected/", given) == [given]
    send("put", "/files/expected/", {**given, "who": charlie.user.pk}, expect=404)
    assert send("put", "/files/expected/", {**given, "every_days": None}) == []


STRANGE = b"Beitrag;Wann;Herzen\nhttps://pond.example/1;2026-10-01;12\nhttps://pond.example/2;2026-10-03;7\n"


def test_columns_nobody_knows_are_asked_and_answered(
    api: Client, send: Send, owner: Membership, join: Callable[..., Membership], charlie: Membership
) -> None:
    answer = api.post("/api/files/uploads/", {"file": [SimpleUploadedFile("herzen.csv", STRANGE)]})
    upload = Upload.objects.get(pk=answer.json()["id"])
    reading.read_upload(upload, NOW)
    here = f"/files/uploads/{upload.pk}/columns/{upload.read.get().pk}/"
    asked = send("get", here)
    assert asked["headers"] == ["Beitrag", "Wann", "Herzen"] and asked["examples"][2] == ["12", "7"]
    assert {"url", "day", "likes"} <= set(asked["fields"]) and asked["sources"] == []
    meant = {"columns": {"Beitrag": "url", "Wann": "day", "Herzen": "likes"}, "kind": "lifetime", "platform": "x"}
    send("post", here, {**meant, "kind": "sometimes"}, expect=422)
    send("post", here, {**meant, "columns": {"Wann": "day"}}, expect=422)
    send("post", here, {"source": "x_content"}, expect=422)
    send("post", here, meant, expect=404, by=program(charlie))
    send("get", here, expect=401, by=program(join(Role.ANALYST), ["read"]))
    assert send("post", here, {**meant, "account": "pond"})["state"] == "waiting"
    upload.refresh_from_db()
    reading.read_upload(upload, NOW)
    assert sorted(place.lake(owner.organisation).posts(NOW)["likes"].to_pylist()) == [7.0, 12.0]
    send("get", f"/files/uploads/{upload.pk}/columns/{upload.read.get().pk}/", expect=404)  # nothing left to ask
