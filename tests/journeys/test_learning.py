"""What a team learns, in a real browser over the demo's year: found in other words, and there when it counts."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from pratfall.reviews.render.speech import speech
from pratfall.site.reports import demo_lessons
from pratfall.site.reports.models import Kind
from pratfall.site.reports.regular.periods import offered
from pratfall.site.reports.regular.telling import title_of
from tests.journeys.conftest import faults, of_late
from tests.journeys.hands import PATIENCE_MS, Hands
from tests.journeys.test_plan_and_decide import day, write_plan
from tests.site.reports.regular.test_paper import pages

pytestmark = pytest.mark.browser

EN, FR = speech("en").say, speech("fr").say
WHAT = "Under Tuesday's post stood a child's full name. Her mother had never agreed to that."
BELIEVED = "Whoever brings a child to supper agrees that the child is in our posts."
NOW_DO = "No child is named in a post before a parent has said yes in writing."
HOLDS = "For everybody under eighteen, on every network."
OTHER_WORDS = {"en": "consent of families", "fr": "l'autorisation des mères pour leurs enfants"}
SAME_MISTAKE = (
    "Kids tell in a short film what Tuesday is to them, each with their name. Their families will agree later."
)
PAGES = (
    "/learn/",
    "/learn/asked/",
    "/learn/new/",
    "/learn/cases/",
    "/learn/cases/new/",
    "/learn/website/",
    "/learn/reuse/",
    "/learn/channels/",
    "/learn/habits/",
    "/learn/calibration/",
    "/learn/portfolio/",
    "/plans/",
    "/decisions/",
    "/reports/",
    "/reports/settings/",
)
FIRST_OF = {
    "/learn/": "main h2 a",
    "/learn/cases/": "main h2 a",
    "/learn/reuse/": "main a[href*='material=']",
    "/plans/": f"main a:has-text('{demo_lessons.WINTER}')",
}
ARTICLE = """Every Thursday forty of us carry what the market could not sell across the square.
What would you cook with three crates of leeks?
In one year we saved eleven tons of vegetables, most of them on the day they would have been thrown away.
If you have a bicycle and an hour, you can carry a crate. Nobody needs to know how to cook.
"""
Opened = Callable[..., Hands]


@pytest.fixture
def opened(new_context: Any, lived: str) -> Opened:
    """The owner of the demo's organisation, in a browser of this width, language and scheme."""

    def make(width: int, lang: str, scheme: str = "light") -> Hands:
        page = new_context(viewport={"width": width, "height": 800}, locale=lang, color_scheme=scheme).new_page()
        page.set_default_timeout(PATIENCE_MS)
        return Hands(page, lived)

    return make


def test_a_lesson_is_found_in_other_words_stands_beside_the_same_mistake_and_is_counted(opened: Opened) -> None:
    robin = opened(1280, "en")
    lesson = learnt(robin, closed_setback(robin))
    for words in OTHER_WORDS.values():
        assert NOW_DO in first_found(robin, words), words
    plan = planned_again(robin)
    assert EN("fit.said.used") in answered(robin, "used")
    assert EN("fit.helped") not in fitting(robin).inner_text(), "nobody can say yet"
    assert EN("campaign.state.running") in robin.does(plan, "launch")
    pulled(robin, plan)
    assert EN("fit.said.helped") in answered(robin, "helped")
    told = robin.opens(lesson)
    assert EN("learn.served.said", shown=1, answered=1, used=1, helped=1) in told
    assert robin.page.locator(f"main a[href$='{plan}']", has_text="Children of Tuesday").count() == 1


def closed_setback(robin: Hands) -> str:
    """Its address below the organisation's."""
    robin.opens("/setbacks/new/")
    form = robin.page.locator("form:has([name=what])")
    robin.fills(form, {"what": WHAT})
    robin.presses(form.locator("button"))
    room = robin.page.url.removeprefix(robin.base)
    robin.does(room, "closed", sign=True, why="We took the name out and wrote to her mother.")
    return room


def learnt(robin: Hands, room: str) -> str:
    """What asks for a lesson gets one, and asks no more."""
    number = room.strip("/").rpartition("/")[2]
    asking = f"a[href$='origin=setback&number={number}']"
    robin.opens("/learn/asked/")
    robin.presses(robin.page.locator(f"main {asking}"))
    form = robin.page.locator("main form:has(button[value=write])")
    assert form.locator("[name=happened]").input_value() == WHAT, "what is known stands there already"
    robin.fills(form, {"believed": BELIEVED, "now_do": NOW_DO, "holds_when": HOLDS, "new_tags": "children"})
    told = robin.presses(form.locator("button[value=write]"))
    lesson = robin.page.url.removeprefix(robin.base)
    assert re.fullmatch(r"/learn/\d+/", lesson) and BELIEVED in told and HOLDS in told
    assert not faults(robin.page)
    robin.opens("/learn/asked/")
    assert not robin.page.locator(f"main {asking}").count()
    return lesson


def first_found(hands: Hands, words: str) -> str:
    hands.opens("/learn/")
    form = hands.page.locator("main form[role=search]")
    hands.fills(form, {"q": words})
    hands.presses(form.locator("button"))
    return str(hands.page.locator("main ol.pf-needs > li").first.inner_text())


def planned_again(robin: Hands) -> str:
    """The same mistake, with the lesson beside it while it is typed and once it is saved. Its address."""
    page = robin.page
    page.goto(f"{robin.base}/plans/new/")
    write_plan(page, "Children of Tuesday")
    page.fill("[name=hypothesis]", SAME_MISTAKE)
    page.press("[name=hypothesis]", "Tab")
    page.locator("main form #fits a", has_text=NOW_DO).wait_for()
    robin.presses(page.get_by_role("button", name=EN("plan.save"), exact=True))
    told = fitting(robin).inner_text()
    assert EN("fit.why.meaning", what="|").split("|")[0] in told and EN("learn.age.today") in told
    return page.url.removeprefix(robin.base)


def fitting(robin: Hands) -> Any:
    """The lesson, where a plan shows those that fit it."""
    return robin.page.locator("#fits li", has_text=NOW_DO)


def answered(robin: Hands, said: str) -> str:
    robin.presses(fitting(robin).locator(f"button[value={said}]"))
    return str(fitting(robin).inner_text())


def pulled(robin: Hands, plan: str) -> None:
    """Its numbers are worked out by the worker, beside the pages; before that nobody is asked to decide."""
    number, page = plan.strip("/").rpartition("/")[2], robin.page
    decide = page.locator(f"main a[href$='/decide/?campaign={number}']")
    robin.opens(plan)
    for _ in range(60):
        if decide.count():
            break
        page.wait_for_timeout(2000)
        page.reload()
    robin.presses(decide)
    page.check("[name=act][value=pull]")
    page.fill("[name=why]", "Two parents asked us to wait.")
    robin.presses(page.get_by_role("button", name=EN("decision.sign"), exact=True))
    assert EN("campaign.state.pulled") in robin.opens(plan)


def test_the_lesson_of_spring_stood_beside_the_plan_of_autumn_and_changed_it_before_its_launch(opened: Opened) -> None:
    """As the demo tells it: nothing here is pressed."""
    robin = opened(1280, "en")
    robin.opens("/plans/")
    told = robin.presses(robin.page.get_by_role("link", name=demo_lessons.WINTER, exact=True))
    assert demo_lessons.OWN in told and demo_lessons.BORROWED not in told
    assert EN("campaign.state.planned") in told, "not launched yet: there was time to change it"
    beside = robin.page.locator("#fits li", has_text=demo_lessons.PICTURES.now_do)
    said = beside.inner_text()
    assert EN("fit.said.helped") in said and EN("fit.why.meaning", what="|").split("|")[0] in said
    told = robin.presses(beside.locator("a").first)
    assert demo_lessons.PICTURES.happened in told and EN("learn.origin.setback") in told
    assert EN("learn.served.said", shown=1, answered=1, used=1, helped=1) in told
    assert robin.page.get_by_role("link", name=demo_lessons.WINTER, exact=True).count() == 1
    told = robin.presses(robin.page.locator("header.pf-head a[href*='/setbacks/']"))
    assert demo_lessons.PICTURES.now_do in told, "the setback names what was learnt from it"


def test_a_phone_in_french_reads_looks_after_habits_and_makes_two_pieces_of_one_text(opened: Opened) -> None:
    robin = opened(390, "fr")
    robin.opens("/learn/")
    assert demo_lessons.PICTURES.now_do in seen(robin)
    robin.opens("/learn/cases/")
    title = robin.page.locator(FIRST_OF["/learn/cases/"]).first
    name = title.inner_text()
    robin.presses(title)
    assert name in seen(robin) and robin.page.locator("main a[href^='http']").count(), "every case names its sources"
    repaired(robin)
    reused(robin)
    for path, key in (("portfolio", "learn.portfolio.title"), ("calibration", "learn.calibration.title")):
        robin.opens(f"/learn/{path}/")
        told = seen(robin)
        assert FR(key) in told and re.search(r"\d\s%", told)
    robin.opens("/learn/channels/")
    assert "LinkedIn" in seen(robin)


def seen(robin: Hands) -> str:
    """What stands there, with everything folded out; it fits a phone and can be read in any way."""
    told = robin.sees()
    page = robin.page
    assert page.evaluate("document.documentElement.lang") == "fr", page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= 390, page.url
    assert not faults(page), (page.url, faults(page))
    return told


def repaired(robin: Hands) -> None:
    promise = "Chaque lundi, une publication est déjà prête"
    told = robin.does("/learn/habits/", "accept", words=promise, due=day(21))
    assert promise in told and FR("learn.repair.state.accepted") in told
    row = robin.page.locator("li[id^=repair-]", has_text=promise)
    form = row.locator("form:has([value=done])")
    robin.presses(form.locator("button"))
    assert FR("learn.repair.state.done") in row.inner_text()
    seen(robin)


def reused(robin: Hands) -> None:
    """One text, two networks, and one of the two pieces goes to somebody else."""
    robin.does("/learn/reuse/", "add", title="Le jeudi du marché", kind="article", text=ARTICLE)
    material = robin.page.url.removeprefix(robin.base).partition("#")[0]
    pieces: list[str] = []
    for column in range(2):
        robin.opens(material)
        columns = robin.page.locator("section.pf-panel:has(form button[value=plan])")
        form = columns.nth(column).locator("form").first
        text, why = form.locator("[name=text]").input_value(), form.locator("[name=why]")
        if why.count():
            why.fill("Nos lecteurs la demandent.")
        robin.fills(form, {"due": day(5 + column)})
        robin.presses(form.locator("button[value=plan]"))
        assert text in seen(robin)
        pieces.append(text)
    assert pieces[0] != pieces[1], "each network has words of its own"
    piece = robin.page.locator("li[id^=piece-]", has_text=pieces[1].splitlines()[0]).last
    form = piece.locator("form:has(button[value=hand_over])")
    noor = form.locator("option", has_text="Noor").get_attribute("value")
    robin.fills(form, {"person": noor})
    robin.presses(form.locator("button[value=hand_over]"))
    assert "Noor" in piece.locator("p").nth(1).inner_text()


def test_last_months_report_is_read_and_printed_on_one_page_and_an_older_one_is_made(opened: Opened) -> None:
    robin, words = opened(390, "fr"), speech("fr")
    last, *_, older = offered(Kind.MONTHLY, of_late(), 6)
    title = title_of(last.kind, last.start, last.end, words)
    report = there(robin, title)
    assert title in seen(robin) and robin.page.locator("main section h2").count() >= 5
    for path in (report, f"{report}boss/"):
        robin.opens(path)
        seen(robin)
        paper = robin.page.request.get(f"{robin.base}{path}?as=pdf").body()
        assert (pages(paper) == 1) == path.endswith("boss/"), path
    robin.opens("/reports/")
    form = robin.page.locator("main form:has([name=period])")
    robin.fills(form, {"period": f"{older.kind}:{older.start}"})
    robin.presses(form.locator("button"))
    there(robin, title_of(older.kind, older.start, older.end, words))
    seen(robin)
    robin.does("/reports/settings/", "wish", monthly=True)
    assert robin.page.is_checked("main form:has(button[value=wish]) [name=monthly]")
    seen(robin)


def there(robin: Hands, title: str) -> str:
    """Its address, once it is made beside the pages, and opened."""
    row = robin.page.locator("main h2").get_by_role("link", name=title, exact=True)
    for _ in range(120):
        robin.opens("/reports/")
        if row.count():
            break
        robin.page.wait_for_timeout(2000)
    robin.presses(row)
    return str(robin.page.url.removeprefix(robin.base))


@pytest.mark.parametrize(("lang", "scheme"), [("en", "dark"), ("fr", "light")])
def test_every_page_of_learning_fits_a_phone_and_has_no_serious_fault(opened: Opened, lang: str, scheme: str) -> None:
    robin = opened(390, lang, scheme)
    complaints: list[str] = []
    robin.page.on("console", lambda message: complaints.append(message.text))
    robin.page.on("pageerror", lambda error: complaints.append(str(error)))
    inner: list[str] = []
    for path in PAGES:
        robin.opens(path)
        if path in FIRST_OF:
            inner.append(robin.page.locator(FIRST_OF[path]).first.evaluate("a => a.href"))
        checked(robin.page, lang)
    for address in inner:
        robin.opens(address)
        checked(robin.page, lang)
    assert complaints == []


def checked(page: Any, lang: str) -> None:
    assert page.evaluate("document.documentElement.lang") == lang, page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= 390, page.url
    assert not faults(page), (page.url, faults(page))
