from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.core import signing

from pratfall.reviews.render.speech import speech
from pratfall.site.campaigns.models import Action, Campaign, Decision, Idea
from pratfall.site.campaigns.services import decisions
from pratfall.site.lessons.models import Lesson, Origin
from pratfall.site.outgoing import report_mail
from pratfall.site.people.models import Membership, Organisation, User
from pratfall.site.reports.models import Kind, Reader, Report
from pratfall.site.reports.regular import making, paper, readers
from pratfall.site.reports.regular.gathered import Gathered
from pratfall.site.reports.regular.telling import tell
from pratfall.site.setbacks.models import Prevention, ProofKind, Setback
from tests.site.conftest import signed_in
from tests.site.reports.regular.conftest import JUNE, pond
from tests.site.reports.regular.conftest import look as look
from tests.site.reports.regular.conftest import report as report
from tests.site.reports.regular.test_paper import pages

NOW = datetime(2026, 7, 1, tzinfo=UTC)


@pytest.fixture
def outside(owner: Membership) -> Reader:
    return readers.add(
        organisation=owner.organisation,
        actor=owner.user,
        name="Ada Board",
        email="ada@board.example",
        language="fr",
        weekly=False,
        monthly=True,
        now=NOW,
    )


@pytest.fixture(autouse=True)
def _address(settings: Any) -> None:
    settings.ADDRESS = "https://pratfall.example"


def parsed(reader: Reader, report: Report) -> EmailMessage:
    text = report_mail.mail(reader, report).message().as_bytes()
    return message_from_bytes(text, policy=policy.default)  # type: ignore[arg-type]


def parts(mail: EmailMessage) -> tuple[str, str, bytes]:
    plain, html = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))  # type: ignore[union-attr]
    [pdf] = list(mail.iter_attachments())
    assert pdf.get_content_type() == "application/pdf"
    return plain, html, pdf.get_content()


class Words(HTMLParser):
    """What somebody reads of an HTML page."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def test_somebody_outside_gets_one_sheet_in_their_language_and_no_way_in(report: Report, outside: Reader) -> None:
    mail = parsed(outside, report)
    plain, html, pdf = parts(mail)
    assert mail["To"] == "ada@board.example" and mail["Subject"] == "default\u00a0: Juin 2026"
    assert mail["Auto-Submitted"] == "auto-generated" and mail["Reply-To"] is None
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert pages(pdf) == 1 and "Ce qui a échoué" in html and "CE QUI A ÉCHOUÉ" in plain
    assert "/o/default" not in plain + html, "who has no account is given no page behind a sign-in"


def test_a_member_gets_the_whole_and_the_way_to_it_unless_they_want_less(report: Report, owner: Membership) -> None:
    wanted = readers.wish(membership=owner, weekly=False, monthly=True, boss_page_only=False, now=NOW)
    plain, html, pdf = parts(parsed(wanted, report))
    page = f"https://pratfall.example/o/default/reports/{report.pk}/"
    assert page in plain.splitlines() and f'href="{page}"' in html and pages(pdf) > 1
    less = readers.wish(membership=owner, weekly=False, monthly=True, boss_page_only=True, now=NOW)
    assert pages(parts(parsed(less, report))[2]) == 1
    owner.user.language = "fr"
    assert report_mail.words_of(less).lang == "en" and report_mail.address_of(less) == owner.user.email


def test_html_fetches_nothing_runs_nothing_and_is_small(report: Report, outside: Reader) -> None:
    _, html, _ = parts(parsed(outside, report))
    words = Words()
    words.feed(html)
    assert len(html.encode()) < 100_000
    assert {tag for tag, _ in words.tags}.isdisjoint({"img", "script", "link", "iframe", "form", "object", "svg"})
    assert not re.search(r"url\(|@import|src=|\bon\w+=", html)
    links = [given.get("href") for tag, given in words.tags if tag == "a"]
    assert links and all(link and link.startswith("https://pratfall.example/stop/report/") for link in links)
    assert "prefers-color-scheme: dark" in html and "<script>alert" not in html


def test_the_text_reads_well_alone(report: Report, outside: Reader) -> None:
    plain, html, _ = parts(parsed(outside, report))
    lines = plain.splitlines()
    assert all(len(line) <= report_mail.WIDTH for line in lines if "https://" not in line)
    assert not re.search(r"<[a-z/]|&\w+;|\{\w+\}", plain) and "\n\n\n" not in plain
    assert "-- " in lines, "what follows is a signature"
    words = Words()
    words.feed(html)
    shown = " ".join(" ".join(words.said).split())
    told = tell(report, speech("fr"))
    flat = " ".join(plain.split())
    for part in told.boss:
        for said in part.sentences:
            assert " ".join(said.split()) in shown and said.split("\u202f")[0].split()[0] in flat


def test_a_name_in_it_is_text_and_the_subject_one_line(report: Report, outside: Reader) -> None:
    Organisation.objects.filter(pk=report.organisation.pk).update(name="<b>x</b>\nBcc: all@example.org")
    report.organisation.refresh_from_db()
    mail = parsed(outside, report)
    assert mail["Bcc"] is None and "\n" not in mail["Subject"]
    assert "&lt;b&gt;x" in parts(mail)[1]


def test_only_links_of_ours_stop_anything(outside: Reader) -> None:
    right = signing.dumps([outside.pk, "monthly"], salt=report_mail.SALT)
    assert report_mail.stopped_by(right) == (outside.pk, Kind.MONTHLY)
    for wrong in (
        right[:-1] + "x",
        "",
        signing.dumps([outside.pk, "monthly"]),
        signing.dumps([outside.pk, "role"], salt=report_mail.SALT),
        signing.dumps("x", salt=report_mail.SALT),
        signing.dumps([None, "monthly"], salt=report_mail.SALT),
    ):
        assert report_mail.stopped_by(wrong) is None


def name_everybody(owner: Membership, name: str) -> None:
    """Writes a member's name wherever a team can write something that a report tells."""
    organisation, by, at = owner.organisation, owner.user, JUNE.begins
    basis = decisions.Basis(about="finding", refs=("x",), title=f"{name} posts", numbers={"findings": []})
    who = {"organisation": organisation, "actor": by}
    for day in (at - timedelta(days=40), at):
        made = decisions.decide(**who, basis=basis, act=decisions.Act.OPTIMISE, why=name, now=day)  # type: ignore[arg-type]
        Action.objects.create(decision=made, words=f"{name} calls", owner=by, due=JUNE.end)
        Action.objects.create(decision=made, words=f"{name} writes", owner=by, due=JUNE.after.start)
        Action.objects.create(decision=made, words=f"{name} did", owner=by, done_at=at)
    said = {"judgement": "wrong", "why": name, "numbers": {}, "look_again": JUNE.after.end}
    decisions.revisit(decision=Decision.objects.earliest("at"), actor=by, now=at, **said)  # type: ignore[arg-type]
    row = {"organisation": organisation, "title": f"What {name} did", "began_at": at, "opened_at": at}
    setback = Setback.objects.create(**row, first_word_due_at=at, opened_by=by)
    promised = {"setback": setback, "kind": ProofKind.SHOWN, "owner": by, "by": by, "at": at, "due": JUNE.end}
    Prevention.objects.create(**promised, words=f"{name} checks")
    Lesson.objects.create(
        organisation=organisation,
        believed=name,
        happened=name,
        now_do=f"Not {name} alone",
        language="en",
        origin=Origin.HAND,
        recheck_on=JUNE.after.start,
        by=by,
        at=at,
    )
    Campaign.objects.create(organisation=organisation, name=name, start=JUNE.after.start, created_at=at, owner=by)
    idea = {"question": name, "kind": "variants", "metric": "likes", "smallest_worth": 1.2, "days": 9, "owner": by}
    Idea.objects.create(organisation=organisation, name=name, created_at=at, started_at=at, ended_at=at, **idea)


def test_no_member_is_named_in_facts_pages_mails_or_on_paper(
    look: Callable[..., Gathered], owner: Membership, outside: Reader, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    User.objects.filter(pk=owner.user.pk).update(name="Aurelia Quill")
    owner.user.refresh_from_db()
    name_everybody(owner, "Aurelia Quill")
    accounts = tuple(replace(account, name="Aurelia Quill", handle="x") for account in pond().accounts)
    seen = look(scene=replace(pond(), accounts=accounts))
    monkeypatch.setattr(making, "Gathered", lambda **_given: seen)
    monkeypatch.setattr(making, "_everything", lambda _wanted: seen.scene)
    monkeypatch.setattr(making, "review_scene", lambda *_: seen.review)
    monkeypatch.setattr(making.making, "anything_known", lambda _wanted: True)
    made = making.make(organisation=owner.organisation, period=JUNE, actor=owner.user, now=JUNE.over)
    kept = json.dumps(made.facts, ensure_ascii=False)
    assert "…" in kept and not re.search("aurelia|quill", kept, re.IGNORECASE)
    set_on_paper: list[str] = []
    monkeypatch.setattr(paper.typst, "compile", lambda files, **_: set_on_paper.append(files["main.typ"].decode()))
    for boss_page_only in (True, False):
        paper.pdf_of(tell(made, speech("en")), "x", speech("en"), boss_page_only=boss_page_only)
    monkeypatch.undo()
    monkeypatch.setenv("PRATFALL_HOME", str(home))
    browser = signed_in(owner.user)
    address = f"/o/default/reports/{made.pk}/"
    pages_of_it = [browser.get(address + path).content.decode() for path in ("", "boss/")]
    shown = [page[page.index("<main") : page.index("</main>")] for page in pages_of_it]
    for text in (*set_on_paper, *shown, *parts(parsed(outside, made))[:2]):
        assert not re.search("aurelia|quill", text, re.IGNORECASE)
    assert "…" in shown[0] and "…" in set_on_paper[1], "what was written is told, without whom it names"


def test_text_without_addresses_is_the_same_text(report: Report) -> None:
    words = speech("en")
    said = report_mail.text_of(tell(report, words), "La Lanterne", words, page="", stop="")
    assert said.startswith("La Lanterne\nJune 2026\n=========\n") and "https://" not in said
