"""Template tags shared by the HTML file and the pages: words and drawings."""

from __future__ import annotations

from typing import Any

from django import template

from pratfall.records.charts import Chart, WaterfallChart

from .figures import Figure
from .html import Drawings
from .speech import Speech

register = template.Library()


@register.simple_tag(takes_context=True)
def say(context: Any, key: str, **facts: object) -> str:
    """The words of `key` in the page's language; the context holds them as `words`."""
    words: Speech = context["words"]
    return words.say(key, **facts)


@register.simple_tag(takes_context=True)
def counted(context: Any, noun: str, number: int) -> str:
    words: Speech = context["words"]
    return words.count(noun, number)


@register.simple_tag(takes_context=True)
def drawn(context: Any, chart: Chart | WaterfallChart | None, subject: str) -> Figure | None:
    """The figure of a chart, or None where there is none or the page has enough."""
    drawings: Drawings = context["drawings"]
    return drawings.draw(chart, subject)


@register.filter
def words_of(statuses: str) -> list[str]:
    """Keys that explain each status."""
    return [f"status_means.{status}" for status in statuses.split()]
