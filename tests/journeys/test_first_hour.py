"""From the alarm to an approved statement in both languages, by somebody who never used it, with nothing prepared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from pratfall.reviews.render.speech import speech
from tests.journeys.conftest import PASSWORD, faults

pytestmark = pytest.mark.browser

# Seconds: slow thumbs on a phone (36 words a minute are 0.33 s a character: Palin et al. 2019), a page read in peace.
PRESS, CHARACTER, PAGE = 4.0, 0.4, 20.0
BAR = 600.0
HAPPENED = {
    "en": "Tonight we posted a picture of another charity's kitchen as if it were ours.",
    "fr": "Ce soir, nous avons publié la photo de la cuisine d’une autre association comme si c’était la nôtre.",
}


@dataclass
class Person:
    """Somebody at a phone: everything they do costs them time, which is added up."""

    page: Any
    lang: str
    seconds: float = 0.0
    steps: int = 0

    def press(self, key: str) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=speech(self.lang).say(key), exact=True).first.click()
        self._took(PRESS + PAGE)

    def follow(self, key: str) -> None:
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("link", name=speech(self.lang).say(key), exact=True).first.click()
        self._took(PRESS + PAGE)

    def does_the_next_thing(self) -> None:
        """The one the room names."""
        with self.page.expect_navigation():
            self.page.locator(".pf-now").get_by_role("link").first.click()
        self._took(PRESS + PAGE)

    def back_to_the_room(self) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=speech(self.lang).say("setback.part.room"), exact=True).click()
        self._took(PRESS + PAGE)

    def type(self, field: str, text: str) -> None:
        self.page.locator(f"[name={field}]").fill(text)
        self._took(PRESS + CHARACTER * len(text))

    def answers(self, question: str, answer: str) -> None:
        self.page.locator(f"[name=q_{question}][value={answer}]").check()
        self._took(PRESS)

    def _took(self, seconds: float) -> None:
        self.seconds += seconds
        self.steps += 1

    def looks(self, width: int) -> None:
        """The page fits, and has no serious fault."""
        assert int(self.page.evaluate("document.documentElement.scrollWidth")) <= width, self.page.url
        assert not faults(self.page), self.page.url


@pytest.mark.parametrize(("width", "lang"), [(1280, "en"), (390, "fr")])
def test_nothing_prepared_and_ten_minutes_later_the_first_word_is_approved_in_both_languages(
    served_first: str, new_context: Any, width: int, lang: str
) -> None:
    page = new_context(viewport={"width": width, "height": 800}, locale=lang).new_page()
    page.set_default_timeout(60_000)
    page.goto(f"{served_first}/start/")
    person = Person(page, lang)

    for field, text in (
        ("name", "Noor"), ("email", "noor@example.org"), ("password", PASSWORD), ("organisation", "Kitchen"),
    ):  # fmt: skip
        person.type(field, text)
    page.locator("main form button").first.click()
    page.wait_for_url("**/o/kitchen/**")
    page.goto(f"{page.url.split('/o/')[0]}/o/kitchen/setbacks/")
    person.follow("setback.open_one")
    person.type("what", "We posted another charity's picture as ours.")
    person.press("setback.open_do")
    person.looks(width)

    person.does_the_next_thing()
    person.press("pause.do")
    person.back_to_the_room()
    person.press("step.do_done")  # nothing of theirs is planned elsewhere, which only they can know
    person.does_the_next_thing()
    person.press("freeze.do")
    person.back_to_the_room()
    person.does_the_next_thing()
    for question, answer in (("ours", "yes"), ("hurt", "no"), ("vivid", "yes")):
        person.answers(question, answer)
    person.press("severity.save")
    person.press("step.do_done")  # hide no criticism: read, and kept to
    person.does_the_next_thing()
    assert page.locator("[name=happened_en]").is_visible(), page.url
    for language, text in HAPPENED.items():
        person.type(f"happened_{language}", text)
    person.type("contact", "hello@example.org")
    person.looks(width)
    person.press("statement.draft_do")
    texts = [page.locator(f"[name=text_{language}]").input_value() for language in ("en", "fr")]
    assert all(text in draft for text, draft in zip(HAPPENED.values(), texts, strict=True))

    words = speech(lang)
    if page.get_by_role("button", name=words.say("statement.approve"), exact=True).count():
        person.press("statement.approve")
    if page.locator("[name=alone]").count():
        if not page.locator("[name=alone]").is_visible():
            page.get_by_text(words.say("statement.alone"), exact=True).click()
        person.type("alone", "Nobody else is awake.")
        person.press("statement.alone_do")
    assert words.say("statement.out") in page.inner_text("main")
    person.looks(width)
    assert person.seconds < BAR, f"{person.seconds:.0f} s in {person.steps} steps"
