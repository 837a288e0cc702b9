"""What an upper app puts on the pages of a lower one, which does not know it: lessons beside a plan, for instance.

beside.put("plan", panel)          panel(request, thing) -> HTML already escaped, or "" for nothing
{% beside "plan" campaign %}       in the template of the page
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest
from django.template import Library
from django.utils.safestring import SafeString, mark_safe

Panel = Callable[[HttpRequest, Any], SafeString]
_PANELS: defaultdict[str, list[Panel]] = defaultdict(list)
register = Library()


def put(place: str, panel: Panel) -> None:
    """Asked on every page of `place`, in the order they were put; the same one twice is there once."""
    if panel not in _PANELS[place]:
        _PANELS[place].append(panel)


@register.simple_tag(takes_context=True)
def beside(context: Mapping[str, Any], place: str, thing: object = None) -> SafeString:
    """Every panel of `place`, about `thing`."""
    request: HttpRequest = context["request"]
    return mark_safe("".join(panel(request, thing) for panel in _PANELS[place]))  # each is escaped
