"""The form of a test of an idea."""

from __future__ import annotations

from django.test import Client

from pratfall.site.campaigns.models import Idea

NEW = "/o/default/ideas/new/"
TYPED = {
    "name": "Questions",
    "question": "Do questions bring more comments?",
    "kind": "randomised",
    "account": "",
    "metric": "comments",
    "variants": "as usual, a question",
    "labels": "usual, ask",
    "smallest_worth": "50",
    "bar": "",
    "posts_per_variant": "40",
    "posts_per_week": "4,5",
    "days": "60",
    "budget_hours": "20",
    "exit_rule": "it brings less",
    "changes_mind": "half as many again",
    "owner": "",
}


def test_a_test_is_written_down_in_its_parts(empty_client: Client) -> None:
    answer = empty_client.post(NEW, TYPED)
    made = Idea.objects.get()
    assert answer.headers["location"] == f"/o/default/ideas/{made.pk}/"
    assert (made.variants, made.labels) == (["as usual", "a question"], ["usual", "ask"])
    assert (made.smallest_worth, made.posts_per_week, made.days) == (1.5, 4.5, 60)
    page = empty_client.get(f"/o/default/ideas/{made.pk}/edit/").content.decode()
    assert 'value="as usual, a question"' in page and 'value="50"' in page


def test_how_bold_it_is_may_be_said_and_may_be_left_out(empty_client: Client) -> None:
    empty_client.post(NEW, TYPED)
    assert Idea.objects.get().boldness == ""
    edit = f"/o/default/ideas/{Idea.objects.get().pk}/edit/"
    assert "Adjacent: a new network or public" in empty_client.get(edit).content.decode()
    assert empty_client.post(edit, {**TYPED, "boldness": "adjacent", "seen": "1"}).status_code == 302
    assert Idea.objects.get().boldness == "adjacent"
    assert 'value="adjacent" selected' in empty_client.get(edit).content.decode()
    assert "Adjacent: a new network" in empty_client.get(edit.removesuffix("edit/")).content.decode()
    assert empty_client.post(edit, {**TYPED, "boldness": "reckless", "seen": "2"}).status_code == 200
    assert Idea.objects.get().boldness == "adjacent"


def test_what_is_missing_or_wrong_is_said(empty_client: Client) -> None:
    page = empty_client.post(NEW, {**TYPED, "days": "4000", "smallest_worth": ""}).content.decode()
    assert "whole number from 1 to 400" in page and "Please fill this in" in page
    page = empty_client.post(NEW, {**TYPED, "labels": "usual"}).content.decode()
    assert "Each variant needs its label" in page
    assert not Idea.objects.exists()


def test_the_second_editor_sees_what_the_first_wrote(empty_client: Client) -> None:
    empty_client.post(NEW, TYPED)
    edit = f"/o/default/ideas/{Idea.objects.get().pk}/edit/"
    assert empty_client.post(edit, {**TYPED, "seen": "1", "days": "30"}).status_code == 302
    answer = empty_client.post(edit, {**TYPED, "seen": "1", "days": "90"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Somebody else changed it meanwhile" in page and ">30<" in page and 'value="90"' in page
    assert Idea.objects.get().days == 30


def test_an_idea_is_tried_where_one_posts_and_not_where_gifts_arrive(client: Client) -> None:
    page = client.get(NEW).content.decode()
    offered = page.partition('name="account"')[2].partition("</select>")[0]
    assert 'value="instagram:' in offered and 'value="linkedin:' in offered
    assert not [tool for tool in ("donorbox", "helloasso", "stripe", "paypal", "google") if tool in offered.casefold()]
