from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django.template import engines
from django.utils.html import format_html

from pratfall.site import beside


def test_a_panel_is_shown_where_it_was_put_once_and_what_it_is_about_is_escaped(monkeypatch: Any) -> None:
    monkeypatch.setattr(beside, "_PANELS", type(beside._PANELS)(list))
    panel = lambda _request, thing: format_html("<p>{}</p>", thing)  # noqa: E731
    beside.put("here", panel)
    beside.put("here", panel)
    template = engines["django"].from_string('{% beside "here" thing %}|{% beside "there" thing %}')
    assert template.render({"thing": "<b>", "request": SimpleNamespace()}) == "<p>&lt;b&gt;</p>|"
