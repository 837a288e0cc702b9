from __future__ import annotations

from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from pratfall.site.intake.models import State, Upload

GIVE = "/o/default/files/give/"


def file(name: str = "posts.csv", content: bytes = b"a,b\n1,2\n") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_plain_form_brings_everything_at_once(empty_client: Client) -> None:
    answer = empty_client.post(GIVE, {"file": [file(), file("more.csv")]})
    upload = Upload.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/o/default/files/uploads/{upload.pk}/")
    assert upload.state == State.WAITING and upload.given.count() == 2


def test_what_cannot_be_taken_is_named_and_the_rest_is_read(empty_client: Client) -> None:
    answer = empty_client.post(GIVE, {"file": [file(), file("nothing.csv", b"")]})
    assert answer.status_code == 422 and "nothing.csv is empty" in answer.content.decode()
    assert Upload.objects.get().given.get().name == "posts.csv"


def test_without_a_file_nothing_is_left_behind(empty_client: Client) -> None:
    assert empty_client.post(GIVE).status_code == 422
    assert not Upload.objects.exists()


def test_the_script_opens_an_upload_fills_it_and_starts_it(empty_client: Client, tmp_path: Path) -> None:
    opened = empty_client.post(GIVE, headers={"accept": "application/json"})
    address = opened.json()["address"]
    for name in ("one.csv", "two.csv"):
        sent = {"do": "add", "file": file(name)}
        assert empty_client.post(address, sent, headers={"accept": "application/json"}).status_code == 201
    refused = {"do": "add", "file": file("nothing.csv", b"")}
    answer = empty_client.post(address, refused, headers={"accept": "application/json"})
    assert answer.status_code == 422 and "nothing.csv" in answer.json()["trouble"]
    assert empty_client.post(address, {"do": "start"}).status_code == 303
    assert [given.name for given in Upload.objects.get().given.all()] == ["one.csv", "two.csv"]
