"""Texts in, pieces out: what somebody does on the page, over the sample's accounts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from pratfall.site.lessons.models import Feed, Material, Reuse
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from tests.site.conftest import signed_in

PAGE = "/o/default/learn/reuse/"
TEXT = """# Bread

We baked 412 loaves from flour that a mill would have thrown away. Nobody noticed any difference.

“I came for the soup and stayed for the people,” says a guest who comes on Tuesdays.

Have you ever wondered where the vegetables of a Saturday market go on Sunday?

Keep old bread in a paper bag and it will make a crust for a week of suppers.
"""


def add(client: Client, **more: object) -> Material:
    answer = client.post(PAGE, {"do": "add", "title": "Bread", "kind": "brochure", "text": TEXT, **more})
    assert answer.status_code == 302, answer.content.decode()
    return Material.objects.latest("pk")


def piece(client: Client, material: Material, **more: object) -> Reuse:
    given = {"do": "plan", "material": material.pk, "platform": "instagram", "account": "thelongtable"}
    answer = client.post(PAGE, {**given, "text": "We baked 412 loaves from flour that a mill threw away.", **more})
    assert answer.status_code == 302, re.findall(r'role="alert">(.*?)</p>', answer.content.decode())
    return Reuse.objects.latest("pk")


def test_an_empty_page_says_what_to_do_and_offers_what_keeps_working(client: Client) -> None:
    text = client.get(PAGE).content.decode()
    assert "No text yet" in text and "Posts that keep working" in text and 'value="take"' in text


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_text_gives_pieces_side_by_side_with_the_guards_words(client: Client, lang: str) -> None:
    material = add(client)
    text = client.get(f"{PAGE}?material={material.pk}", headers={"accept-language": lang}).content.decode()
    assert "We baked 412 loaves" in text and "(Instagram)" in text
    assert ("Rests" if lang == "en" else "Repos de") in text
    assert re.search(r"reuse\.\w|\{\w+", text.split("<main")[-1]) is None


def test_a_piece_is_planned_handed_over_and_out(
    client: Client, owner: Membership, join: Callable[..., Membership]
) -> None:
    editor, due = join(Role.EDITOR), (timezone.now() + timedelta(5)).date()
    made = piece(client, add(client), person=owner.user.pk, due=due.isoformat())
    assert (made.person, made.due) == (owner.user, due)
    sent = {"piece": made.pk, "seen": 1, "do": "hand_over", "person": editor.user.pk, "due": due.isoformat()}
    assert client.post(PAGE, sent).status_code == 302
    assert client.post(PAGE, sent).status_code == 409  # somebody else was quicker
    out = {"piece": made.pk, "seen": 2, "do": "out", "post_ref": "https://www.instagram.com/p/abc/"}
    assert client.post(PAGE, out).status_code == 302
    made.refresh_from_db()
    assert made.state == "out" and made.person == editor.user and made.out_at is not None
    assert "Not found yet in any export" in client.get(PAGE).content.decode()


def test_the_guard_refuses_until_somebody_says_why(client: Client) -> None:
    material = add(client)
    piece(client, material)
    second = {"do": "plan", "material": material.pk, "platform": "instagram", "account": "thelongtable"}
    answer = client.post(PAGE, {**second, "text": "Have you ever wondered where vegetables go on a Sunday?"})
    text = answer.content.decode()
    assert answer.status_code == 409 and "Something like it has its place there" in text
    assert "Have you ever wondered where vegetables go" in text  # nothing typed is lost
    piece(client, material, text="Have you ever wondered where vegetables go on a Sunday?", why="Another public")
    assert Reuse.objects.latest("pk").why == "Another public"


@pytest.mark.parametrize(
    ("name", "raw", "status"),
    [("a.txt", TEXT.encode(), 302), ("a.html", b"<p>" + TEXT.encode() + b"</p><script>x</script>", 302),
     ("a.exe", TEXT.encode(), 409), ("a.txt", b"\0" * 500, 409), ("a.md", b"", 409),
     ("a.txt", b"x" * 2_000_001, 409)],
)  # fmt: skip
def test_a_file_is_read_or_refused_with_its_reason(client: Client, name: str, raw: bytes, status: int) -> None:
    file = SimpleUploadedFile(name, raw)
    answer = client.post(PAGE, {"do": "add", "title": "T", "kind": "talk", "text": "", "file": file})
    assert answer.status_code == status
    assert (
        Material.objects.exists() == (status == 302) and not Material.objects.filter(text__contains="script").exists()
    )


def test_hostile_words_are_only_words(client: Client) -> None:
    hostile = "<script>alert(1)</script> We cooked 97 kilos of <b onclick=x>potatoes</b> for everybody who came by."
    material = add(client, text=hostile, title="<img src=x onerror=alert(1)>")
    text = client.get(f"{PAGE}?material={material.pk}").content.decode()
    assert "<script>alert" not in text and "<img src=x" not in text and "onclick=x>" not in text


def test_a_post_that_keeps_working_becomes_a_text_at_one_click(client: Client) -> None:
    text = client.get(PAGE).content.decode()
    platform, post = re.findall(
        r'name="platform" value="(\w+)"><input type="hidden" name="post" value="([^"]+)"', text
    )[0]
    assert client.post(PAGE, {"do": "take", "platform": platform, "post": post}).status_code == 302
    made = Material.objects.get()
    assert made.kind == "post" and made.evergreen and made.made_on is not None
    assert client.post(PAGE, {"do": "take", "platform": platform, "post": "no-such-post"}).status_code == 404


def test_a_feed_is_added_once_and_ended(client: Client) -> None:
    for _ in range(2):
        assert client.post(PAGE, {"do": "feed", "address": "https://e.example/feed/"}).status_code == 302
    feed = Feed.objects.get()
    assert "Will be read in a moment" in client.get(PAGE).content.decode()
    assert client.post(PAGE, {"do": "end_feed", "feed": feed.pk, "seen": 1}).status_code == 302
    assert "No feed is read" in client.get(PAGE).content.decode()


def test_a_text_is_put_away_and_what_is_of_others_is_not_there(client: Client, charlie: Membership) -> None:
    material = add(client)
    theirs = Material.objects.create(
        organisation=charlie.organisation, kind="talk", title="T", text=TEXT, language="en", by=charlie.user,
        at=timezone.now(),
    )  # fmt: skip
    for number in (theirs.pk, 0):
        assert client.post(PAGE, {"do": "put_away", "material": number, "seen": 1}).status_code == 404
    assert client.post(PAGE, {"do": "put_away", "material": material.pk, "seen": 1}).status_code == 302
    text = client.get(PAGE).content.decode()
    assert "No text yet" in text and "Use it again" in text
    assert client.post(PAGE, {"do": "take_out", "material": material.pk, "seen": 2}).status_code == 302
    text = client.get(PAGE).content.decode()
    assert "No text yet" not in text and "Use it again" not in text


def test_who_only_looks_sees_pieces_and_no_buttons(client: Client, join: Callable[..., Membership]) -> None:
    material = add(client)
    text = signed_in(join(Role.ANALYST).user).get(f"{PAGE}?material={material.pk}").content.decode()
    assert "We baked 412 loaves" in text and 'name="do"' not in text.split("<main")[-1]
