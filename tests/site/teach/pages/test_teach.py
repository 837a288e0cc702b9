from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from pratfall.reviews.teaching.store import Teaching
from pratfall.site.people.models import Membership, Organisation
from pratfall.site.people.roles import Role
from pratfall.site.teach import services
from tests.site.conftest import signed_in

Ask = Callable[..., str]


@pytest.fixture
def home(full_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy, because these pages change something."""
    folder = tmp_path / "home"
    shutil.copytree(full_home, folder, ignore=shutil.ignore_patterns("exports", "cache", "teaching"))
    monkeypatch.setenv("PRATFALL_HOME", str(folder))
    return folder


@pytest.fixture
def browser(home: Path, owner: Membership) -> Client:
    """Checks forms as the real thing does."""
    return signed_in(owner.user, enforce_csrf_checks=True)


def token(page: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert found
    return found[1]


def first_key(page: str) -> str:
    found = re.search(r'name="key" value="([^"]+)"', page)
    assert found
    return found[1]


def send(browser: Client, page: str, **fields: str) -> int:
    form = {"csrfmiddlewaretoken": token(page), "task": "sentiment", **fields}
    return browser.post("/o/default/teach/", form).status_code


def label(browser: Client, answer: str = "positive", **more: str) -> str:
    page = browser.get("/o/default/teach/").content.decode()
    key = first_key(page)
    assert send(browser, page, do="label", key=key, label=answer, **more) == 303
    return key


def test_a_comment_is_labelled_and_leaves_the_list(browser: Client, home: Path) -> None:
    key = label(browser)
    (kept,) = Teaching(home, "default").labels("sentiment")
    assert (kept.key, kept.label) == (key, "positive")
    page = browser.get("/o/default/teach/").content.decode()
    assert "1 of 100 labels" in page
    assert f'value="{key}"' not in page


def test_the_last_label_is_taken_back(browser: Client, home: Path) -> None:
    label(browser)
    page = browser.get("/o/default/teach/").content.decode()
    form = {"csrfmiddlewaretoken": token(page), "task": "sentiment", "do": "undo"}
    answer = browser.post("/o/default/teach/", form)
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith("#c0"), "whoever labels with the keyboard goes on with it"
    assert Teaching(home, "default").labels() == []


def test_labels_are_learnt_used_and_no_longer_used(browser: Client, home: Path, organisation: Organisation) -> None:
    comments = services.pile(organisation)[:40]
    assert len(comments) == 40
    page = browser.get("/o/default/teach/").content.decode()
    for i, comment in enumerate(comments):
        assert send(browser, page, do="label", key=comment.key, label=("negative", "positive")[i % 2]) == 303
    page = browser.get("/o/default/teach/").content.decode()
    assert "Use my labels (40)" in page
    assert send(browser, page, do="learn") == 303
    assert "In use, learnt from 40 labels" in browser.get("/o/default/teach/").content.decode()
    assert Teaching(home, "default").heads()["sentiment"].n == 40
    assert send(browser, page, do="stop") == 303
    assert Teaching(home, "default").heads() == {}


def test_labels_of_one_kind_teach_nothing_and_offer_nothing(
    browser: Client, home: Path, organisation: Organisation
) -> None:
    page = browser.get("/o/default/teach/").content.decode()
    for comment in services.pile(organisation)[:25]:
        assert send(browser, page, do="label", key=comment.key, label="negative") == 303
    assert 'value="learn"' not in browser.get("/o/default/teach/").content.decode()


def test_another_task_is_asked_of_the_same_comments(get: Ask) -> None:
    page = get("/teach/?task=anger&account=x:one%20two&post=a%26b")
    assert "?task=praise&amp;account=x%3Aone+two&amp;post=a%26b" in page


def test_a_form_from_elsewhere_changes_nothing(browser: Client, home: Path) -> None:
    page = browser.get("/o/default/teach/").content.decode()
    form = {"task": "sentiment", "do": "label", "key": first_key(page), "label": "positive"}
    assert browser.post("/o/default/teach/", form).status_code == 403
    elsewhere = {"origin": "https://evil.example"}
    answer = browser.post("/o/default/teach/", {**form, "csrfmiddlewaretoken": token(page)}, headers=elsewhere)
    assert answer.status_code == 403
    assert "did not come from here" in answer.content.decode()
    assert browser.get("/o/default/teach/?do=learn&key=x&label=positive").status_code == 200
    assert Teaching(home, "default").labels() == []


@pytest.mark.parametrize(
    "fields",
    [
        {"do": "label", "key": "comment:x:unknown", "label": "positive"},
        {"do": "label", "key": "", "label": "positive"},
        {"do": "drop"},
        {"task": "mood", "do": "learn"},
    ],
)
def test_what_makes_no_sense_is_refused(browser: Client, home: Path, fields: dict[str, str]) -> None:
    page = browser.get("/o/default/teach/").content.decode()
    assert send(browser, page, **fields) == 400
    assert Teaching(home, "default").labels() == []


@pytest.mark.parametrize("at", ["9" * 5000, "-1", "1e3", '"><script>'])
def test_a_place_that_is_none_is_left_out(browser: Client, home: Path, at: str) -> None:
    label(browser, at=at)


def test_an_answer_to_another_question_is_refused(browser: Client, home: Path) -> None:
    page = browser.get("/o/default/teach/").content.decode()
    assert send(browser, page, do="label", key=first_key(page), label="yes") == 400


@pytest.mark.parametrize(("lang", "title"), [("en", "Teach it to read like you"), ("fr", "Apprenez-lui")])
@pytest.mark.parametrize("task", ["sentiment", "complaint"])
def test_the_page_speaks_both_languages(get: Ask, lang: str, title: str, task: str) -> None:
    page = get(f"/teach/?task={task}", lang)
    assert title in page
    assert page.count('<button name="label"') == 10 * (3 if task == "sentiment" else 2)


def test_only_who_may_change_something_can_teach(client: Client, join: Callable[..., Membership]) -> None:
    reader = signed_in(join(Role.ANALYST).user)
    assert reader.get("/o/default/teach/").status_code == 200
    assert reader.post("/o/default/teach/", {"task": "sentiment", "do": "undo"}).status_code == 403


def test_names_in_comments_are_masked(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    hostile = services.Comment(
        "comment:x:1", "Ask @anna.smith <script>alert(1)</script> +44 7700 900123", "x", "a", "p"
    )
    monkeypatch.setattr(services, "pile", lambda *_: [hostile])
    page = browser.get("/o/default/teach/").content.decode()
    assert "anna" not in page
    assert "7700" not in page
    assert "<script>alert" not in page


def test_one_account_is_labelled_alone(get: Ask, home: Path, organisation: Organisation) -> None:
    one = services.pile(organisation)[0]
    page = get(f"/teach/?account={one.platform}:{one.account}")
    keys = re.findall(r'name="key" value="([^"]+)"', page)
    mine = {comment.key for comment in services.pile(organisation, f"{one.platform}:{one.account}")}
    assert keys
    assert set(keys) <= mine


def test_without_comments_it_says_so(empty_client: Client) -> None:
    answer = empty_client.get("/o/default/teach/")
    assert answer.status_code == 200
    assert "No comments to label here" in answer.content.decode()
