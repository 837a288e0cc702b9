"""A whole setback in a real browser, from a real server: three people, an outsider without an account, an ally, and
those who must see nothing of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from pratfall.reviews.render.speech import speech
from tests.journeys.conftest import PASSWORD, faults
from tests.journeys.hands import ELSEWHERE, PATIENCE_MS, Hands
from tests.journeys.test_plan_and_decide import write_plan

pytestmark = pytest.mark.browser

EN = speech("en").say
HAPPENED = {
    "en": "We wrote that volunteers who miss two shifts lose their supper.",
    "fr": "Nous avons écrit que les bénévoles qui manquent deux services perdent leur repas.",
}
OVER = {
    "en": "The rule is gone. Volunteers wrote a new one.",
    "fr": "La règle est retirée. Les bénévoles en ont écrit une autre.",
}
PROMISE = "Two volunteers have read it"
HEARD = "The two of us on Fridays had asked in March."
PARTS = (
    "", "about/", "statements/", "pause/", "replies/", "ledger/", "timeline/", "tools/", "causes/", "public/",
    "allies/", "debrief/", "prevention/", "comeback/", "story/",
)  # fmt: skip
Opened = Callable[..., Any]


@pytest.fixture
def opened(new_context: Any) -> Opened:
    """A new browser's page. It comes from elsewhere, as everybody but the owner does here."""

    def make(width: int = 1280, lang: str = "en") -> Any:
        view = {"width": width, "height": 800}
        page = new_context(viewport=view, locale=lang, extra_http_headers=ELSEWHERE).new_page()
        page.set_default_timeout(PATIENCE_MS)
        return page

    return make


@pytest.fixture
def olive(served: str, opened: Opened) -> Hands:
    """The owner, in the browser she works with."""
    return signed_in(served, opened())


def signed_in(base: str, page: Any) -> Hands:
    page.goto(f"{base.partition('/o/')[0]}/account/login/")
    page.locator("#id_login").fill("olive@default.example")
    page.locator("#id_password").fill(PASSWORD)
    page.locator("main button.pf-main").click()
    page.wait_for_url("**/o/**")
    return Hands(page, base)


def joined(olive: Hands, opened: Opened, name: str, role: str) -> Hands:
    page = opened()
    hands = Hands(page, olive.base)
    hands.joins(olive.invites(f"{name.lower()}@default.example", role), name)
    return hands


def test_a_setback_from_the_finding_to_the_promise_that_the_next_campaign_kept(olive: Hands, opened: Opened) -> None:
    edda, nils = joined(olive, opened, "Edda", "manager"), joined(olive, opened, "Nils", "editor")
    guest, other_guest = joined(olive, opened, "Gwen", "guest"), joined(olive, opened, "Hugo", "guest")
    charlie = stranger(olive, opened)
    room = from_the_finding(nils)
    first_word(room, olive, edda, nils)
    everything_pauses(room, olive, edda, nils)
    reader = opened()
    told_to_everybody(room, edda, nils, reader)
    answered_and_kept(room, edda, nils)
    shared(room, olive, guest, other_guest)
    nothing_is_seen(room, charlie, other_guest)
    helped(room, nils)
    refused = olive.does(room, "closed", why="It is quiet now.")
    assert EN("matter.debrief_none") in refused and EN("setback.state.closed") not in olive.page.inner_text(
        "header.pf-head"
    )
    debriefed(room, olive, nils, opened())
    promised(room, nils)
    for width, lang in ((1280, "en"), (390, "fr")):
        every_page_fits(room, signed_in(olive.base, opened(width, lang)), width, lang)
    closed(room, olive, edda, nils, reader)
    kept(room, olive, nils)


def head(hands: Hands) -> str:
    return str(hands.page.inner_text("header.pf-head"))


def stranger(olive: Hands, opened: Opened) -> Hands:
    """Owner of another organisation on the same server."""
    site = olive.base.partition("/o/")[0]
    olive.opens(f"{site}/organisations/new/")
    form = olive.page.locator("main form")
    olive.fills(form, {"name": "Elsewhere"})
    olive.presses(form.locator("button"))
    there = Hands(olive.page, re.match(r".*/o/[\w-]+", olive.page.url)[0])  # type: ignore[index]
    charlie = Hands(opened(), there.base)
    charlie.joins(there.invites("charlie@elsewhere.example", "owner"), "Charlie")
    return charlie


def from_the_finding(nils: Hands) -> str:
    """The room's address below the organisation's."""
    nils.opens("/review/")
    finding = nils.page.locator("a[href*='/findings/backlash']").first.get_attribute("href")
    nils.page.goto(nils.base.partition("/o/")[0] + finding)
    nils.presses(nils.page.get_by_role("button", name=EN("setback.open_from"), exact=True))
    room = nils.page.url.removeprefix(nils.base)
    assert re.fullmatch(r"/setbacks/\d+/", room) and EN("setback.from_finding") in nils.sees()
    edda = nils.page.locator("[name=to] option", has_text="Edda").first.get_attribute("value")
    told = nils.does(room, "hand", part="voice", to=edda, note="She knows the volunteers.")
    assert "Edda" in told
    nils.does(room, "overrule", level="3", why="People who help us every week are hurt.")
    return room


def approved(room: str, kind: str, said: dict[str, str], drafting: Hands, *signing: Hands, **more: str) -> str:
    """The address of a statement that needed everybody of `signing`."""
    fields = {f"happened_{lang}": text for lang, text in said.items()}
    drafting.opens(f"{room}statements/")
    form = drafting.page.locator("form:has([name=happened_en])")
    drafting.fills(form, {"kind": kind, **fields, "contact": "hello@thelongtable.example", **more})
    drafting.presses(form.locator("button.pf-main"))
    statement = drafting.page.url.removeprefix(drafting.base)
    assert all(said[lang] in drafting.page.input_value(f"[name=text_{lang}]") for lang in said)
    for who in signing:
        assert EN("statement.out") not in who.opens(statement)
        who.does(statement, "approve")
    assert EN("statement.out") in signing[-1].sees()
    return statement


def first_word(room: str, olive: Hands, edda: Hands, nils: Hands) -> None:
    statement = approved(room, "holding", HAPPENED, nils, edda, olive)
    edda.does(statement, "out", address="https://social.example/1")
    assert EN("setback.state.acknowledged") in edda.opens(room)


def everything_pauses(room: str, olive: Hands, edda: Hands, nils: Hands) -> None:
    olive.opens("/plans/new/")
    write_plan(olive.page, "Supper for two hundred")
    olive.presses(olive.page.get_by_role("button", name=EN("plan.save"), exact=True))
    plan = olive.page.url.removeprefix(olive.base)
    nils.does(f"{room}pause/", "pause", why="Not while people are angry.")
    olive.does(plan, "launch")
    assert EN("campaign.state.planned") in olive.sees()
    assert EN("pause.line") in nils.opens(room)
    edda.does(f"{room}pause/", "lift")
    assert EN("pause.line") not in nils.opens(room)


def told_to_everybody(room: str, edda: Hands, nils: Hands, reader: Any) -> None:
    titles = {"title_en": "What we wrote to our volunteers", "title_fr": "Ce que nous avons écrit à nos bénévoles"}
    edda.does(f"{room}public/", "open", slug="volunteers", **titles)
    link = nils.opens(f"{room}public/") and nils.page.locator("a[href*='?statement=']").first.get_attribute("href")
    nils.does(f"{room}public/{link.partition('#')[0]}", "publish", state="acknowledged")
    assert nils.page.locator("main article").count() == 1, nils.sees()
    assert HAPPENED["en"] in read(nils, reader, "en") and HAPPENED["fr"] in read(nils, reader, "fr")


def read(whose: Hands, reader: Any, lang: str) -> str:
    """What somebody without an account reads, once the files are there."""
    reader.goto(f"{whose.base.partition('/o/')[0]}/updates/volunteers/{lang}/")
    return str(reader.inner_text("main"))


def answered_and_kept(room: str, edda: Hands, nils: Hands) -> None:
    """A comment answered, one removal refused and one approved by another, everything frozen."""
    nils.does(f"{room}replies/", "collect")
    comments = nils.page.locator("main ol.pf-files a[href*='/replies/']")
    for _ in range(60):  # the worker collects beside the pages
        if comments.count() > 2:
            break
        nils.page.wait_for_timeout(1000)
        nils.page.reload()
    site = nils.base.partition("/o/")[0]
    one, two, three = (f"{site}{comments.nth(n).get_attribute('href')}" for n in range(3))
    nils.does(one, "reply_draft")
    told = nils.does(one, "reply_sent", text="You are right. We are sorry.")
    assert "You are right. We are sorry." in told
    for address, answer, said in ((two, "refuse", "removal.refused_by"), (three, "approve", "removal.approved_by")):
        nils.does(address, "ask", reason="threat", how="hide", why="It names where somebody lives.")
        assert not nils.page.locator("button[value=approve]").count(), "nobody approves what they asked for"
        edda.does(address, answer, why="I read it twice.")
        assert EN(said, who="Edda", at="|").split("|")[0].strip() in edda.sees()
    nils.does(three, "removed")
    whole = nils.does(f"{room}ledger/", "verify")
    assert EN("ledger.broken") not in whole and EN("removal.none") not in whole
    nils.does(f"{room}timeline/", "freeze")
    nils.page.locator("main section a[href]", has_text="2").first.click()
    assert not faults(nils.page)


def shared(room: str, olive: Hands, guest: Hands, other_guest: Hands) -> None:
    """With a guest the one, with another guest another."""
    share(room, olive, "Gwen")
    olive.opens("/setbacks/new/")
    form = olive.page.locator("form:has([name=what])")
    olive.fills(form, {"what": "A parcel was late."})
    olive.presses(form.locator("button"))
    other = olive.page.url.removeprefix(olive.base)
    share(other, olive, "Hugo")
    assert "A parcel was late." in other_guest.opens(other)
    olive.does(other, "closed", sign=True, why="It came.")
    told = guest.opens(room)
    assert EN("setback.what_happened") in told and not guest.page.locator("main form[method=post]").count()
    assert HAPPENED["en"] in guest.opens(f"{room}timeline/")
    for part in ("statements/", "ledger/", "replies/", "debrief/", "allies/"):
        assert guest.page.goto(f"{guest.base}{room}{part}").status in (403, 404), part


def share(room: str, olive: Hands, name: str) -> None:
    olive.opens(room)
    form = olive.page.locator("form:has(button[value=share])")
    number = form.locator("option", has_text=name).get_attribute("value")
    olive.does(room, "share", to=number)


def nothing_is_seen(room: str, *who: Hands) -> None:
    organisation = who[-1].base
    for one in who:
        for part in PARTS:
            assert one.page.goto(f"{organisation}{room}{part}").status in (403, 404), (part, one.page.url)
        one.page.goto(f"{organisation}/setbacks/")
        assert "shift" not in one.page.content()


def helped(room: str, nils: Hands) -> None:
    nils.does(f"{room}allies/", "add", name="Volunteers' round", where="friday@thelongtable.example")
    nils.does(f"{room}allies/", "asked")
    nils.does(f"{room}allies/", "answered", said="They told others that we had called at once.")
    nils.does(f"{room}allies/", "thanked", how="A letter, and soup.")


def debriefed(room: str, olive: Hands, nils: Hands, outsider: Any) -> None:
    debrief = f"{room}debrief/"
    nils.does(debrief, "begin")
    nils.does(debrief, "invite", name="June", stands_for="helps on Fridays", language="en")
    link = nils.page.locator("main code").inner_text()
    june = Hands(outsider, "")
    for who, address, text in (
        (nils, debrief, "Posts go out with nobody looking."),
        (olive, debrief, "We wrote a rule for people we had not asked."),
        (june, link, HEARD),
    ):
        who.does(address, "hand_in", text_cause=text)
    assert HEARD not in nils.opens(debrief) and "nobody looking" not in june.opens(link), "everybody writes alone"
    nils.does(debrief, "gather")
    assert "nobody looking" in june.opens(link) and HEARD in nils.opens(debrief)
    nils.does(debrief, "name_theme", title="A rule nobody talked over", thought=True)
    for who, address in ((nils, debrief), (june, link)):
        who.does(address, "vote")
    nils.does(debrief, "discuss", said="Whom a rule concerns reads it first.")
    assert not faults(outsider), "the outsider's page"
    told = olive.does(debrief, "close", summary="A rule was written for people nobody had asked.")
    assert EN("debrief.phase.closed") in told


def promised(room: str, nils: Hands) -> None:
    nils.opens(f"{room}prevention/")
    form = nils.page.locator("form:has(button[value=promise])")
    owner = form.locator("[name=owner] option", has_text="Nils").get_attribute("value")
    told = nils.does(
        f"{room}prevention/",
        "promise",
        words="Whatever concerns volunteers is read by two of them",
        owner=owner,
        due="2027-12-01",
        kind="check",
        check_words=PROMISE,
        match_words="aprons",
    )
    assert PROMISE in told
    nils.does(f"{room}comeback/", "measure")
    nils.does(f"{room}story/", "begin")


def every_page_fits(room: str, reader: Hands, width: int, lang: str) -> None:
    """Each with everything folded out."""
    page = reader.page
    for path in (*(room + part for part in PARTS), "/setbacks/", "/setbacks/new/", "/setbacks/drills/", "/prevention/"):
        reader.opens(path)
        assert page.evaluate("document.documentElement.lang") == lang, path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert not faults(page), (path, faults(page))


def closed(room: str, olive: Hands, edda: Hands, nils: Hands, reader: Any) -> None:
    """The last word first, everywhere; then nothing is open and nobody has to sign."""
    approved(room, "closing", OVER, nils, edda, olive, next_word="")
    nils.opens(f"{room}public/")
    link = nils.page.locator("a[href*='?statement=']").first.get_attribute("href")
    nils.does(f"{room}public/{link.partition('#')[0]}", "publish", state="closed", next_word="")
    assert nils.page.locator("main article").count() == 2, nils.sees()
    assert EN("public.state.closed") in read(nils, reader, "en")
    assert EN("setback.nothing_open") in olive.opens(room)
    olive.does(room, "closed", why="Everybody was heard.")
    assert EN("setback.state.closed") in head(olive)


def kept(room: str, olive: Hands, nils: Hands) -> None:
    """The next campaign that fits cannot start before somebody ticked the promise; then it is proved."""
    nils.opens("/plans/new/")
    write_plan(nils.page, "New aprons")
    nils.presses(nils.page.get_by_role("button", name=EN("plan.save"), exact=True))
    plan = nils.page.url.removeprefix(nils.base)
    assert PROMISE in nils.sees()
    olive.does(plan, "launch")
    assert EN("campaign.state.planned") in olive.sees()
    nils.does(plan, "tick")
    assert EN("campaign.state.running") in olive.does(plan, "launch")
    assert EN("prevention.state.proved") in nils.opens(f"{room}prevention/")
