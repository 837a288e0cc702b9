"""Each subscriber gets each update once, in their language, from a real mail server."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from pratfall.site.people.models import Membership
from pratfall.site.setbacks.models import PublicPage, Subscriber, Update
from pratfall.site.setbacks.public import mailing
from pratfall.site.setbacks.services import publishing, subscribers
from tests.site.outgoing.conftest import Post
from tests.site.setbacks.conftest import NOW

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def readers(post: Post, update: Update, public_page: PublicPage) -> list[Subscriber]:
    """Anne reads French, Bert English; both confirmed before the second update."""
    return [reader(public_page, *who) for who in (("anne@reader.example", "fr"), ("bert@reader.example", "en"))]


def reader(page: PublicPage, email: str, language: str) -> Subscriber:
    made = subscribers.ask(page=page, email=email, language=language, now=NOW)
    assert made is not None
    subscribers.confirm(subscriber=made, now=NOW)
    return made


def say(page: PublicPage, who: Membership, **more: Any) -> Update:
    words = {"text_en": "Mended.", "text_fr": "Réparé.", "state": "fixing", "now": LATER}
    return publishing.publish(setback=page.setback, actor=who.user, **{**words, **more})


def test_each_gets_each_update_once_in_their_language(
    post: Post,
    readers: list[Subscriber],
    public_page: PublicPage,
    owner: Membership,
) -> None:
    assert mailing.tell(public_page.setback_id) == 0, "what was out when they came is not sent"
    made = say(public_page, owner)
    assert mailing.unfinished() == [public_page.setback_id]
    assert mailing.tell(public_page.setback_id) == 2 and mailing.tell(public_page.setback_id) == 0
    assert mailing.unfinished() == []
    by = {mail["To"]: mail for mail in post.mails}
    french, english = by["anne@reader.example"], by["bert@reader.example"]
    assert french["Subject"] == "La mauvaise photo\u00a0: Nous réparons" and "Réparé." in text(french)
    assert english["Subject"] == "The wrong picture: We are putting it right" and "Mended." in text(english)
    assert f"https://pratfall.example/updates/the-wrong-picture/en/#u{made.pk}" in text(english)
    assert english["Auto-Submitted"] == "auto-generated"
    assert english["List-Unsubscribe"].strip().startswith("<https://pratfall.example/updates/the-wrong-picture/stop/")
    assert english["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert english["Message-ID"].startswith(f"<update-{made.pk}.") and len({m["Message-ID"] for m in post.mails}) == 2


def text(mail: Any) -> str:
    return str(mail.get_body(("plain",)).get_content())


def test_they_hear_of_the_fix_and_of_the_end_too(
    post: Post,
    readers: list[Subscriber],
    public_page: PublicPage,
    owner: Membership,
) -> None:
    say(public_page, owner)
    say(public_page, owner, text_en="It is over.", text_fr="C’est fini.", state="closed")
    assert mailing.tell(public_page.setback_id) == 4
    bert = [text(mail) for mail in post.mails if mail["To"] == "bert@reader.example"]
    assert "Mended." in bert[0] and "It is over." in bert[1], "oldest first"


def test_who_left_or_never_confirmed_gets_nothing(
    post: Post,
    readers: list[Subscriber],
    public_page: PublicPage,
    owner: Membership,
) -> None:
    subscribers.end(subscriber=readers[0], now=LATER)
    subscribers.ask(page=public_page, email="c@reader.example", language="en", now=LATER)
    say(public_page, owner)
    assert mailing.tell(public_page.setback_id) == 1 and post.mails[0]["To"] == "bert@reader.example"


def test_a_withdrawn_page_sends_nothing_and_no_mail_leaves_without_a_server(
    post: Post,
    readers: list[Subscriber],
    public_page: PublicPage,
    owner: Membership,
    settings: Any,
) -> None:
    say(public_page, owner)
    right, settings.ADDRESS = settings.ADDRESS, ""
    assert mailing.tell(public_page.setback_id) == 0
    settings.ADDRESS = right
    publishing.withdraw(page=public_page, actor=owner.user, seen=1, now=LATER)
    assert mailing.tell(public_page.setback_id) == 0 and mailing.unfinished() == []


def test_a_mail_server_that_is_away_is_asked_again(
    post: Post,
    readers: list[Subscriber],
    public_page: PublicPage,
    owner: Membership,
    settings: Any,
) -> None:
    say(public_page, owner)
    right, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    with pytest.raises(OSError):
        mailing.tell(public_page.setback_id)
    assert mailing.unfinished() == [public_page.setback_id]
    settings.EMAIL_PORT = right
    assert mailing.tell(public_page.setback_id) == 2 == len(post.mails)


@pytest.mark.parametrize(("answer", "left"), [("550 no such person", 0), ("451 come back later", 1)])
def test_an_address_the_server_refuses_holds_nobody_up(
    post: Post,
    readers: list[Subscriber],
    public_page: PublicPage,
    owner: Membership,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
    left: int,
) -> None:
    async def handle_rcpt(_self: Post, _server: object, _session: object, envelope: Any, to: str, _: object) -> str:
        if to.startswith("anne@"):
            return answer
        envelope.rcpt_tos.append(to)
        return "250 fine"

    monkeypatch.setattr(Post, "handle_RCPT", handle_rcpt, raising=False)
    say(public_page, owner)
    assert mailing.tell(public_page.setback_id) == 1 and [mail["To"] for mail in post.mails] == ["bert@reader.example"]
    assert len(mailing.unfinished()) == left


def test_of_two_workers_one_sends(
    post: Post,
    readers: list[Subscriber],
    public_page: PublicPage,
    owner: Membership,
    home: Path,
) -> None:
    say(public_page, owner)
    (home / "mailing").mkdir(exist_ok=True)
    with FileLock(home / "mailing" / f"setback-{public_page.setback_id}.lock"):
        assert mailing.tell(public_page.setback_id) == 0
    assert mailing.tell(public_page.setback_id) == 2


def test_a_worker_killed_between_two_mails_goes_on_where_it_was(
    post: Post,
    readers: list[Subscriber],
    public_page: PublicPage,
    owner: Membership,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for number in range(5):
        reader(public_page, f"r{number}@reader.example", "en")
    say(public_page, owner)
    right, left = mailing._taken, [3]

    def killed(*given: Any) -> bool | None:
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        return right(*given)

    monkeypatch.setattr(mailing, "_taken", killed)
    with pytest.raises(KeyboardInterrupt):
        mailing.tell(public_page.setback_id)
    monkeypatch.undo()
    assert len(post.mails) == 3
    monkeypatch.setattr(mailing, "_taken", right)
    mailing.tell(public_page.setback_id)
    assert sorted(mail["To"] for mail in post.mails) == sorted(Subscriber.objects.values_list("email", flat=True))


def test_hostile_titles_and_words_break_no_header(
    post: Post,
    readers: list[Subscriber],
    public_page: PublicPage,
    owner: Membership,
    monkeypatch: Any,
) -> None:
    PublicPage.objects.update(title_en="A\nBcc: all@x.example", title_fr="<script>")
    say(public_page, owner, text_en="<script>alert(1)</script>", text_fr="\u202e<b>")
    mailing.tell(public_page.setback_id)
    for mail in post.mails:
        assert mail["Bcc"] is None and mail["To"].count("@") == 1
        html = mail.get_body(("html",)).get_content()  # type: ignore[union-attr]
        assert "<script" not in html and "\u202e" not in html


def test_the_confirming_mail_holds_a_link_and_lets_nobody_in_by_being_looked_at(
    post: Post,
    update: Update,
    public_page: PublicPage,
    get_link: Callable[..., str],
) -> None:
    made = subscribers.ask(page=public_page, email="anne@reader.example", language="fr", now=NOW)
    assert made is not None
    mailing.ask_to_confirm(made)
    (mail,) = post.mails
    assert mail["Subject"].strip() == "À confirmer\u00a0: nouvelles sur «\u202fLa mauvaise photo\u202f»"
    token = get_link(text(mail), "confirm")
    assert subscribers.confirming(token) == made and Subscriber.objects.get().confirmed_at is None


@pytest.fixture
def get_link() -> Callable[..., str]:
    def find(said: str, what: str) -> str:
        return said.split(f"/updates/the-wrong-picture/{what}/")[1].split("/")[0]

    return find
