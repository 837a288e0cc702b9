from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from pratfall.site.intake import reading, services
from pratfall.site.intake.models import State, Upload
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from tests.site.conftest import signed_in
from tests.site.intake.conftest import arrived

Give = Callable[..., Upload]
File = tuple[str, bytes]


def address(upload: Upload) -> str:
    return f"/o/default/files/uploads/{upload.pk}/"


def page(client: Client, upload: Upload, query: str = "", **more: str) -> str:
    return client.get(address(upload) + query, **more).content.decode()  # type: ignore[arg-type]


def test_an_upload_being_read_asks_again_by_itself(home: object, owner: Membership, tweets: File) -> None:
    upload = arrived(owner, tweets)
    client = signed_in(owner.user)
    assert "Waiting to be read" in page(client, upload) and 'hx-trigger="every 1s"' in page(client, upload)
    reading.read_upload(upload, upload.at)
    fragment = client.get(address(upload), headers={"hx-request": "true"}).content.decode()
    assert "hx-trigger" not in fragment and "<html" not in fragment and tweets[0] in fragment


def test_a_file_nobody_recognises_leads_to_its_columns(give: Give, strange: File, owner: Membership) -> None:
    upload = give(strange)
    assert f'{address(upload)}columns/{upload.read.get().pk}/"' in page(signed_in(owner.user), upload)


def test_its_question_is_not_asked_in_words_for_a_terminal(give: Give, strange: File, owner: Membership) -> None:
    told = page(signed_in(owner.user), give(strange))
    assert "Say once what its columns are" in told and "--map" not in told


def test_taking_back_asks_first_and_names_the_files(give: Give, tweets: File, owner: Membership) -> None:
    upload, client = give(tweets), signed_in(owner.user)
    asked = page(client, upload, "?undo=all")
    assert 'role="alertdialog"' in asked and tweets[0] in asked
    assert client.post(address(upload), {"do": "undo"}).status_code == 303
    upload.refresh_from_db()
    assert upload.state == State.UNDOING


def test_a_file_that_is_not_of_this_upload_takes_nothing_back(give: Give, tweets: File, owner: Membership) -> None:
    upload, client = give(tweets), signed_in(owner.user)
    for number in ("999999", "x", "9" * 30):
        assert client.post(address(upload), {"do": "undo", "file": number}).status_code == 404
    upload.refresh_from_db()
    assert upload.state == State.DONE


def test_what_failed_can_be_read_once_more(home: object, owner: Membership, tweets: File) -> None:
    upload, client = arrived(owner, tweets), signed_in(owner.user)
    reading.fail(upload, "upload_failed")
    assert "Read once more" in page(client, upload)
    assert client.post(address(upload), {"do": "start"}).status_code == 303
    reading.read_upload(upload, upload.at)
    assert upload.state == State.DONE


def test_two_who_take_back_at_once_do_it_once(give: Give, tweets: File, owner: Membership) -> None:
    upload, client = give(tweets), signed_in(owner.user)
    services.undo(upload=upload, by=owner.user)
    answer = client.post(address(upload), {"do": "undo"})
    assert answer.status_code == 409 and "Somebody has just changed this upload" in answer.content.decode()


def test_editors_bring_files_and_managers_take_them_back(
    give: Give, tweets: File, join: Callable[..., Membership]
) -> None:
    upload = give(tweets)
    editor, analyst = signed_in(join(Role.EDITOR).user), signed_in(join(Role.ANALYST).user)
    assert "?undo=all" not in page(editor, upload)
    assert editor.post(address(upload), {"do": "undo"}).status_code == 400
    assert analyst.post(address(upload), {"do": "start"}).status_code == 403
    assert tweets[0] in page(analyst, upload)


def test_another_organisations_upload_is_nowhere(give: Give, tweets: File, charlie: Membership) -> None:
    upload = give(tweets)
    client = signed_in(charlie.user)
    for there in (address(upload), address(upload).replace("/default/", f"/{charlie.organisation.slug}/")):
        assert client.get(there).status_code == 404
        assert client.post(there, {"do": "undo"}).status_code == 404
