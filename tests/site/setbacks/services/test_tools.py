"""Answers about tools: of the data, of people, and what came back from links."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from pratfall.errors import Refused
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Setback, ToolCheck
from pratfall.site.setbacks.services import tools
from tests.site.setbacks import measured
from tests.site.setbacks.conftest import NOW

ACCOUNT = "network:x/a1"


class Pages(BaseHTTPRequestHandler):
    def do_HEAD(self) -> None:
        self.send_response(200 if self.path == "/there" else 404)
        self.end_headers()

    do_GET = do_HEAD

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Pages) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{serving.server_port}"
        serving.shutdown()


@pytest.fixture
def about(make_setback: Callable[..., Setback], home: Path, server: str) -> Setback:
    setback = make_setback(about=measured.ABOUT)
    measured.fill(setback.organisation, post=[measured.post(links=[f"{server}/there", f"{server}/gone"])])
    return setback


def answered(setback: Setback, **more: Any) -> ToolCheck:
    values = {
        "actor": setback.opened_by,
        "tool": ACCOUNT,
        "question": "right_account",
        "given": "no",
        "note": "",
        "now": NOW,
    }
    return tools.answer(setback=setback, **{**values, **more})


def test_links_are_really_asked_for_and_what_came_back_stays(about: Setback, settings: Any) -> None:
    settings.PRIVATE_ADDRESSES = True
    assert about.opened_by
    assert tools.try_links(setback=about, actor=about.opened_by, now=NOW) == 2
    found = {row.tool.rpartition("/")[2]: (row.answer, row.counted) for row in about.tool_checks.all()}
    assert found == {"there": ("yes", True), "gone": ("no", True)}


def test_an_address_inside_the_house_is_not_asked_for(about: Setback) -> None:
    assert about.opened_by
    tools.try_links(setback=about, actor=about.opened_by, now=NOW)
    assert set(about.tool_checks.values_list("answer", flat=True)) == {"unknown"}


def test_the_data_answer_again_only_where_they_say_otherwise(about: Setback) -> None:
    assert about.opened_by
    tools.try_links(setback=about, actor=about.opened_by, now=NOW)
    assert tools.ask_data(setback=about, actor=about.opened_by, now=NOW + timedelta(hours=1)) == 0
    assert about.tool_checks.count() == 2


def test_people_answer_and_every_answer_stays(about: Setback, join: Callable[..., Membership]) -> None:
    first, other = answered(about), join(Role.EDITOR).user
    assert answered(about).pk == first.pk
    second = answered(about, actor=other, given="yes", note="I looked.", now=NOW + timedelta(hours=1))
    asked = next(each for each in tools.asked(about) if each.question == "right_account" and each.tool.code == ACCOUNT)
    assert asked.person == second
    assert asked.earlier == (first,)
    assert AuditEntry.objects.filter(act="tool_answered").count() == 2
    assert "looked" not in str(AuditEntry.objects.filter(act="tool_answered").last())


def test_every_question_is_asked_before_anybody_answered(about: Setback) -> None:
    every = tools.asked(about)
    assert len(every) == 6 + 3 + 2 + 2
    assert not any(each.data or each.person for each in every)


@pytest.mark.parametrize(
    "given",
    [
        {"tool": "network:x/of-another"},
        {"question": "alive"},
        {"question": "why"},
        {"given": "maybe"},
        {"given": ""},
        {"note": "😡" * 1001},
    ],
)
def test_what_was_not_asked_is_refused(about: Setback, given: dict[str, str]) -> None:
    with pytest.raises(Refused):
        answered(about, **given)
    assert not about.tool_checks.exists()


def test_who_may_change_nothing_answers_nothing(about: Setback, join: Callable[..., Membership]) -> None:
    analyst = join(Role.ANALYST).user
    for act in (
        lambda: answered(about, actor=analyst),
        lambda: tools.ask_data(setback=about, actor=analyst, now=NOW),
        lambda: tools.try_links(setback=about, actor=analyst, now=NOW),
    ):
        with pytest.raises(Refused):
            act()
