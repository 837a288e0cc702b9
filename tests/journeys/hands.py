"""Somebody of a team at their own browser: what they fill in, press and see, by the names of the forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.journeys.conftest import PASSWORD

PATIENCE_MS = 120_000  # the first reader of a review waits for it, and a busy machine takes its time
ELSEWHERE = {"X-Forwarded-For": "203.0.113.9"}  # not from this machine: nobody is signed in by themselves


@dataclass
class Hands:
    """`base`: address of their organisation; paths begin after it."""

    page: Any
    base: str

    def opens(self, path: str) -> str:
        """What stands there, with everything folded out."""
        self.page.goto(path if path.startswith("http") else self.base + path)
        return self.sees()

    def sees(self) -> str:
        self.page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
        return str(self.page.inner_text("main"))

    def does(self, path: str, do: str, **fields: Any) -> str:
        """Fills the first form that does `do` and presses it; what stands there then."""
        self.opens(path)
        forms = self.page.locator("main form")
        form = forms.filter(has=self.page.locator(f'button[value="{do}"], [type=hidden][value="{do}"]')).first
        self.fills(form, fields)
        button = form.locator(f'button[value="{do}"]')
        return self.presses(button if button.count() else form.locator("button").first)

    def presses(self, button: Any) -> str:
        with self.page.expect_navigation():
            button.first.click()
        return self.sees()

    def fills(self, form: Any, fields: dict[str, Any]) -> None:
        for name, value in fields.items():
            field = form.locator(f'[name="{name}"]')
            kind = field.first.evaluate("field => field.tagName === 'SELECT' ? 'select' : field.type")
            if kind == "select":
                field.first.select_option(value)
            elif kind in ("radio", "checkbox"):
                (field if value is True else form.locator(f'[name="{name}"][value="{value}"]')).first.check()
            else:
                field.first.fill(value)

    def invites(self, email: str, role: str) -> str:
        """The link, shown once."""
        self.opens("/members/")
        form = self.page.locator("form:has(#id_email)")
        self.fills(form, {"email": email, "role": role})
        self.presses(form.locator("button"))
        return str(self.page.locator("main code").inner_text())

    def joins(self, link: str, name: str) -> None:
        self.page.goto(link)
        self.fills(self.page.locator("main form"), {"name": name, "password": PASSWORD})
        self.presses(self.page.locator("main form button"))
